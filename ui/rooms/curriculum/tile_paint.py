"""How a pupil's tile is drawn: initials, name, steps made here, one line, and what a drop would do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import icons
from ui.kit.look import Look
from ui.kit.parts import paint_avatar
from ui.kit.table_model import ROW_ROLE
from ui.kit.theme import current_look
from ui.kit.tokens import RING_WIDTH
from ui.rooms.curriculum.pupil_list_model import Has, Tile
from ui.words.curriculum import say

HEIGHT, GAP, NARROWEST = 56, 8, 210
_DISC, _MARK = 32, 18
_MARKS = {
    Has.MADE: ("circle-check", "ok"),
    Has.ON_ARRIVAL: ("circle-dot", "text2"),
    Has.SOME: ("circle", "text3"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class TileDelegate(QStyledItemDelegate):
    """Paints one tile with its gap around it. ``width`` is a cell's, so that tiles fill the row."""

    def __init__(self, parent: QWidget, name: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._name = name
        self.width = NARROWEST
        self.target: QPersistentModelIndex | None = None
        self.held = 0
        """How many steps are held over the target."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current_look()
        return QSize(self.width, look.px(HEIGHT + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Tile):
            return
        look, half = current_look(), current_look().px(GAP) / 2
        area = QRectF(option.rect).adjusted(half, half, -half, -half)
        held = self.target is not None and self.target == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, look, area, option, held=held)
        disc = look.px(_DISC)
        left = area.left() + look.px(10)
        paint_avatar(painter, look, QRectF(left, area.center().y() - disc / 2, disc, disc), row.person.name)
        right = _paint_mark(painter, look, area, "plus" if held else "", row.has)
        words = QRectF(left + disc + look.px(10), area.top(), 0, area.height())
        words.setRight(right)
        self._paint_words(painter, look, words, row, held=held)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, look: Look, area: QRectF, option: QStyleOptionViewItem, *, held: bool
    ) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selected" if held or selected else "surface"
        if ground == "surface" and state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.setBrush(look.color(ground))
        painter.setPen(QPen(look.color("accent" if held or selected else "line"), 2 if held else 1))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), look.px(8), look.px(8))
        if state & QStyle.StateFlag.State_HasFocus:
            width = look.factor * RING_WIDTH
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), width))
            inset = width / 2
            painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), look.px(8), look.px(8))

    def _paint_words(self, painter: QPainter, look: Look, room: QRectF, row: Tile, *, held: bool) -> None:
        half = room.height() / 2
        top = QRectF(room.left(), room.top() + look.px(7), room.width(), half - look.px(7))
        below = QRectF(room.left(), room.top() + half, room.width(), half - look.px(7))
        figure, number = look.font("figure"), str(row.made)
        wide = QFontMetricsF(figure).horizontalAdvance(number)
        _line(painter, look.font("name"), look, "text", self._name(row.person.name), top, wide + look.px(8))
        painter.setFont(figure)
        painter.setPen(look.color("text2"))
        painter.drawText(top, _MIDDLE | Qt.AlignmentFlag.AlignRight, number)
        if held:
            words = say("drop") if self.held < 2 else say("drop_many", count=self.held)
            _line(painter, look.font("small_strong"), look, "accent_text", words, below)
        else:
            _line(painter, look.font("small"), look, "text2", row.line, below)


def _line(
    painter: QPainter, font: QFont, look: Look, token: str, words: str, room: QRectF, less: float = 0
) -> None:
    painter.setFont(font)
    painter.setPen(look.color(token))
    width = max(0.0, room.width() - less)
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_mark(painter: QPainter, look: Look, area: QRectF, held: str, has: Has) -> float:
    """The tick, ring or plus at the right; answers where the words end."""
    name, token = (held, "accent_text") if held else _MARKS.get(has, ("", ""))
    right = area.right() - look.px(12)
    if not name:
        return right
    side = look.px(_MARK)
    icons.paint(
        painter, look, name, token, QRectF(right - side, round(area.center().y() - side / 2), side, side)
    )
    return right - side - look.px(8)
