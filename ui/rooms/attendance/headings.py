"""The line over a register: what its columns are, or which of its pupils are in sight."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit.look import Look
from ui.kit.theme import current_look, follow
from ui.kit.wrapping import wrapped
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, PUPIL, WORDS, RegisterModel
from ui.rooms.attendance.register_view import RegisterView
from ui.rooms.attendance.row_layout import Lines
from ui.words.attendance import say

HEIGHT, TALL = 28, 42
SMALLEST = 10
"""Pixels at 100 % text below which a label would not be read."""


class Headings(QWidget):
    """Follows the table's layout, its scrolling and its marks. The table itself names columns for the ear."""

    def __init__(self, view: RegisterView, model: RegisterModel) -> None:
        super().__init__()
        self._view, self._model = view, model
        self._marked = 0
        self._is_tall = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.laid_out.connect(self._relaid)
        follow(self._restyle)

    def set_marked(self, marked: int) -> None:
        self._marked = marked
        self.update()

    @property
    def words(self) -> str:
        """Which pupils and outcomes are in sight, where that is not all of them."""
        first, last = self._view.shown_rows()
        count = self._model.rowCount()
        said = [say("shown", first=first + 1, last=last + 1, count=count, marked=self._marked)]
        return "  ".join([*said, *self._outcomes()])

    def sizeHint(self) -> QSize:
        return QSize(100, current_look().px(TALL if self._is_tall else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._model.rowCount() == 0:
            return
        look, layout = current_look(), self._view.row_layout
        row = QRectF(0, 0, self._view.viewport().width(), self.height())
        painter = QPainter(self)
        painter.setPen(look.color("text3"))
        painter.setFont(look.font("small_strong"))
        scores = [
            (FIRST_SCORE + place, self._over(FIRST_SCORE + place))
            for place in range(self._model.score_columns)
        ]
        if layout.lines is Lines.ONE:
            self._paint_columns(painter, look)
        else:
            room = QRectF(row.left(), 0, row.width() - layout.shown_scores * scores[0][1].width()
                          if scores else row.width(), row.height())  # fmt: skip
            _shortened(painter, look, room, self.words, Qt.AlignmentFlag.AlignLeft)
        for column, area in scores:
            if not area.isEmpty():
                self._paint_label(painter, look, area, self._heading(column))
        painter.fillRect(QRectF(0, row.height() - 1, row.width(), 1), look.color("line"))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A label is short; the whole name of its outcome is told on hover."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.title_at(event.pos().x()), self)
            return True
        return super().event(event)

    def title_at(self, x: float) -> str:
        """The whole name of the outcome whose label stands there; nothing beside the labels."""
        for place, outcome in enumerate(self._model.words.outcomes if self._model.rowCount() else ()):
            area = self._over(FIRST_SCORE + place)
            if area.left() <= x < area.right():
                return outcome.title
        return ""

    def _over(self, column: int) -> QRectF:
        """The place over a column, as tall as the headings."""
        layout = self._view.row_layout
        row = QRectF(0, 0, self._view.viewport().width(), layout.height(0))
        area = layout.part(column, row, self._view.first_score)
        return QRectF(area.left(), 0, area.width(), self.height() if area.width() else 0)

    def _paint_label(self, painter: QPainter, look: Look, area: QRectF, words: str) -> None:
        lines, font = _fitted(look, words, area.width() - 2)
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.setFont(look.font("small_strong"))

    def _relaid(self) -> None:
        """As tall as the labels in sight ask."""
        look, layout = current_look(), self._view.row_layout
        width = layout.part(FIRST_SCORE, QRectF(0, 0, layout.width, 1)).width() - 2
        labels = [self._heading(FIRST_SCORE + place) for place in range(self._model.score_columns)]
        is_tall = any(len(_fitted(look, label, width)[0]) > 1 for label in labels)
        if is_tall is not self._is_tall:
            self._is_tall = is_tall
            self.updateGeometry()
        self.update()

    def _paint_columns(self, painter: QPainter, look: Look) -> None:
        tags = [self._model.tag_column] if self._model.is_compact else []
        for column in (PUPIL, LADDER, WORDS, CODE_COLUMN, *tags):
            area = self._over(column)
            if column == PUPIL:
                area = area.adjusted(look.px(44), 0, 0, 0)
            _shortened(painter, look, area, self._heading(column), Qt.AlignmentFlag.AlignLeft)

    def _heading(self, column: int) -> str:
        return str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")

    def _outcomes(self) -> list[str]:
        shown, count = self._view.row_layout.shown_scores, self._model.score_columns
        if shown >= count:
            return []
        first = self._view.first_score
        return [say("outcomes_shown", first=first + 1, last=first + shown, count=count)]

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


@lru_cache(maxsize=64)
def _fitted(look: Look, words: str, width: float) -> tuple[tuple[str, ...], QFont]:
    """A label on one line or two, smaller where a word is too long, and shortened only where that fails."""
    usual = look.font("small_strong")
    for size in range(usual.pixelSize(), look.px(SMALLEST) - 1, -1):
        font = QFont(usual)
        font.setPixelSize(size)
        lines = wrapped(words, font, width)
        if len(lines) <= 2 and " ".join(lines) == " ".join(words.split()):
            return lines, font
    first, rest = lines[0], " ".join(lines[1:])
    return (first, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)), font


def _shortened(painter: QPainter, look: Look, area: QRectF, words: str, alignment: Qt.AlignmentFlag) -> None:
    metrics = QFontMetricsF(look.font("small_strong"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(alignment | Qt.AlignmentFlag.AlignVCenter), shown)
