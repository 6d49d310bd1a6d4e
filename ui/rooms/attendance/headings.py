"""The line over a register: what its columns are, or which of its pupils are in sight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.look import Look
from ui.kit.theme import current_look, follow
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, PUPIL, WORDS, RegisterModel
from ui.rooms.attendance.register_view import RegisterView
from ui.rooms.attendance.row_layout import Lines
from ui.words.attendance import say

HEIGHT = 28


class Headings(QWidget):
    """Follows the table's layout, its scrolling and its marks. The table itself names columns for the ear."""

    def __init__(self, view: RegisterView, model: RegisterModel) -> None:
        super().__init__()
        self._view, self._model = view, model
        self._marked = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.laid_out.connect(self.update)
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
        return QSize(100, current_look().px(HEIGHT))

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
            (column, layout.part(column, row, self._view.first_score))
            for column in range(FIRST_SCORE, self._model.columnCount())
        ]
        if layout.lines is Lines.ONE:
            self._paint_columns(painter, look, row)
        else:
            room = QRectF(row.left(), 0, row.width() - layout.shown_scores * scores[0][1].width()
                          if scores else row.width(), row.height())  # fmt: skip
            _shortened(painter, look, room, self.words, Qt.AlignmentFlag.AlignLeft)
        for column, area in scores:
            if not area.isEmpty():
                place = QRectF(area.left(), 0, area.width(), row.height())
                _shortened(painter, look, place, self._heading(column), Qt.AlignmentFlag.AlignHCenter)
        painter.fillRect(QRectF(0, row.height() - 1, row.width(), 1), look.color("line"))
        painter.end()

    def _paint_columns(self, painter: QPainter, look: Look, row: QRectF) -> None:
        for column in (PUPIL, LADDER, WORDS, CODE_COLUMN):
            area = self._view.row_layout.part(column, row)
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


def _shortened(painter: QPainter, look: Look, area: QRectF, words: str, alignment: Qt.AlignmentFlag) -> None:
    metrics = QFontMetricsF(look.font("small_strong"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(alignment | Qt.AlignmentFlag.AlignVCenter), shown)
