"""How a row of the tree and of the list is drawn: words, who has it, how full a branch is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import icons
from ui.kit.look import Look
from ui.kit.parts import paint_share
from ui.kit.theme import current_look
from ui.kit.tokens import RING_WIDTH
from ui.kit.tree_model import ITEM_ROLE
from ui.rooms.curriculum.node_tree_model import NodeItem, has_words, have_words
from ui.words.curriculum import say

NARROW = 330
ROW, _GRIP, _LAYERS, _BAR = 36, 16, 16, 82
Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ON = (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver)


class StepDelegate(QStyledItemDelegate):
    """Paints one row. Steps have a grip and their count; branches are bold with their share as a bar."""

    asked = Signal(object, object)
    """The line that is opened for new words, and the node that they are for."""

    def __init__(self, parent: QWidget, *, with_counts: bool = True) -> None:
        super().__init__(parent)
        self._with_counts = with_counts
        self.target: QPersistentModelIndex | None = None
        """The step that a pupil is held over."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, current_look().px(ROW))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = super().createEditor(parent, option, index)
        item = index.data(ITEM_ROLE)
        if isinstance(line, QLineEdit) and isinstance(item, NodeItem):
            self.asked.emit(line, item.row.node)
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        if not isinstance(item, NodeItem):
            return
        look = current_look()
        area = QRectF(option.rect)
        held = self.target is not None and self.target == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, look, area, option, held=held)
        right = area.right()
        if self._with_counts and item.row.is_step:
            right = _paint_count(painter, look, area, item, held=held)
        elif self._with_counts:
            right = _paint_share(painter, look, area, item)
        _paint_words(painter, look, area, right, item)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, look: Look, area: QRectF, option: QStyleOptionViewItem, *, held: bool
    ) -> None:
        state = option.state
        selected, hovered = (bool(state & flag) for flag in _ON)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (selected or hovered or held or focused):
            return
        width = look.factor * RING_WIDTH
        box = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("selected" if selected or held else "hover"))
        if focused or held:
            painter.setPen(QPen(look.color("focus" if focused else "accent"), width))
        if focused and not (selected or hovered or held):
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))


def _paint_words(painter: QPainter, look: Look, area: QRectF, right: float, item: NodeItem) -> None:
    left = area.left() + look.px(8)
    if item.row.is_step:
        side = look.px(_GRIP)
        icons.paint(painter, look, "grip-vertical", "text3", QRectF(left, _top(area, side), side, side))
        left += side + look.px(6)
    painter.setFont(look.font("body" if item.row.is_step else "body_strong"))
    painter.setPen(look.color("text"))
    room = QRectF(left, area.top(), max(0.0, right - left - look.px(8)), area.height())
    shown = QFontMetricsF(painter.font()).elidedText(
        item.row.statement, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, _MIDDLE, shown)


def _paint_count(painter: QPainter, look: Look, area: QRectF, item: NodeItem, *, held: bool) -> float:
    """Who has a step, and whether it counts elsewhere too; answers where that begins."""
    right = area.right() - look.px(8)
    side = look.px(_LAYERS)
    if item.several:
        icons.paint(
            painter, look, "layers", "accent_text", QRectF(right - side, _top(area, side), side, side)
        )
    if item.several or area.width() / look.factor >= NARROW:
        right -= side + look.px(8)
    painter.setFont(look.font("small_strong" if held else "small"))
    painter.setPen(look.color("accent_text" if held else "text2"))
    narrow = area.width() / look.factor < NARROW
    words = say("drop") if held else have_words(item.have, item.of, short=narrow)
    if item.in_hand_have:
        words = has_words(item.in_hand_have)
    width = QFontMetricsF(painter.font()).horizontalAdvance(words)
    painter.drawText(QRectF(right - width - 1, area.top(), width + 2, area.height()), _MIDDLE, words)
    left = right - width
    if item.in_hand_have:
        left -= side + look.px(6)
        icons.paint(painter, look, "circle-check", "ok", QRectF(left, _top(area, side), side, side))
    return left


def _paint_share(painter: QPainter, look: Look, area: QRectF, item: NodeItem) -> float:
    """How much of a branch is there: what was made here in full colour, what was brought along pale."""
    right = area.right() - look.px(16)
    if item.branch is None or not item.branch.possible:
        return right
    width = look.px(_BAR)
    bar = QRectF(right - width, area.top(), width, area.height())
    made = item.branch.made_here / item.branch.possible
    paint_share(painter, look, bar, made)
    if item.branch.baseline:
        _paint_pale(painter, look, bar, made, item.branch.baseline / item.branch.possible)
    painter.setFont(look.font("small"))
    painter.setPen(look.color("text2"))
    words = say("percent", percent=item.percent)
    room = look.px(44)
    left = bar.left() - look.px(8) - room
    painter.drawText(
        QRectF(left, area.top(), room, area.height()), _MIDDLE | Qt.AlignmentFlag.AlignRight, words
    )
    return left


def _paint_pale(painter: QPainter, look: Look, bar: QRectF, start: float, share: float) -> None:
    height = look.px(6)
    part = QRectF(
        bar.left() + bar.width() * start, bar.center().y() - height / 2, bar.width() * share, height
    )
    painter.setPen(QPen(look.color("accent"), 1))
    painter.setBrush(look.color("selected"))
    painter.drawRoundedRect(part.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)


def _top(area: QRectF, side: float) -> float:
    return round(area.center().y() - side / 2)


def ghost(words: str) -> QPixmap:
    """What hangs on the pointer while something is dragged: its words on a small card."""
    look = current_look()
    font = look.font("body_strong")
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, look.px(320))
    side = look.px(_GRIP)
    width, height = round(metrics.horizontalAdvance(shown) + side + look.px(32)), look.px(34)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("accent"), 2))
    painter.setBrush(look.color("raised"))
    area = QRectF(1, 1, width - 2, height - 2)
    painter.drawRoundedRect(area, look.px(7), look.px(7))
    icons.paint(painter, look, "grip-vertical", "text2", QRectF(look.px(8), _top(area, side), side, side))
    painter.setPen(look.color("text"))
    painter.setFont(font)
    painter.drawText(area.adjusted(side + look.px(14), 0, 0, 0), _MIDDLE, shown)
    painter.end()
    return picture
