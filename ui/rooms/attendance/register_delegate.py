"""Paints the cells of a register: pupil, ladder, words, code, scores."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.ids import MeasureId
from app.core.marks import CODE, NOT_OBSERVED, RUNG
from app.rooms.attendance import RegisterRow
from ui.kit import icons
from ui.kit.ladder_paint import LadderMark, paint_ladder
from ui.kit.look import Look
from ui.kit.parts.chips import paint_avatar
from ui.kit.score_paint import NOT_OBSERVED as UNSEEN
from ui.kit.score_paint import Score, paint_code, paint_score
from ui.kit.theme import current_look
from ui.kit.wrapping import wrapped
from ui.rooms.attendance.break_layout import paint_chips
from ui.rooms.attendance.register_model import (
    CODE_COLUMN,
    FIRST_SCORE,
    LADDER,
    LINE_ROLE,
    PUPIL,
    WORDS,
    Line,
    RegisterModel,
)
from ui.rooms.attendance.row_layout import CARE_ICON, CARE_LINE
from ui.rooms.attendance.row_words import full_name
from ui.words.attendance import say

AVATAR_SIZE, SCORE_HEIGHT = 30, 36
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class RegisterDelegate(QStyledItemDelegate):
    """One painter for every cell. What is shown comes from the model; where, from the view's layout."""

    def __init__(self, model: RegisterModel) -> None:
        super().__init__(model)
        self._model = model
        self.with_avatar = True
        self.with_care = True
        self.care_width = 0.0
        self.dragged: tuple[int, int, int] | None = None
        """A line, and the steps between which the mouse is being dragged."""
        self._scores: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        look, area = current_look(), QRectF(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        column = index.column()
        if column == PUPIL:
            self._paint_pupil(painter, look, area, line.row)
        elif column == LADDER:
            mark = self.mark(index.row(), line)
            paint_ladder(painter, look, area, mark, focused=focused)
        elif column == WORDS:
            self._paint_words(painter, look, area, line.row)
        elif column == CODE_COLUMN:
            mark_of_code = self._model.words.code(line.row.code, line.row, on_disk=line.is_on_disk(CODE))
            if mark_of_code is not None:
                paint_code(painter, look, area, mark_of_code, focused=focused)
        elif column == self._model.tag_column:
            paint_chips(painter, look, area, line.row.tag, focused=focused)
        else:
            self._paint_score(painter, look, area, line, column - FIRST_SCORE, focused=focused)

    def mark(self, place: int, line: Line) -> LadderMark:
        """What the ladder of a line shows now, a drag under way among it."""
        numbers = list(self._model.words.rungs)
        row, last = line.row, line.row.last_time
        known = {number: at for at, number in enumerate(numbers)}
        start, rung = self._standing(row)
        on_disk = line.is_on_disk(RUNG)
        if self.dragged is not None and self.dragged[0] == place:
            start, rung, on_disk = self.dragged[1], self.dragged[2], False
        return LadderMark(
            rungs=len(numbers),
            rung=None if rung is None else known.get(rung),
            start=None if start is None or start == rung else known.get(start),
            last=None if last is None else known.get(last),
            on_disk=on_disk,
            digits=tuple(numbers),
        )

    def face(self, place: int) -> tuple[object, ...]:
        """Everything that is painted of a line: two lines with one face look the same."""
        line, words = self._model.line(place), self._model.words
        row = line.row
        return (
            words.name(row), full_name(row), words.year(row), words.seen(row), words.unseen(row),
            words.care(row), words.title(row), words.detail(row), words.asks_now(row), row.notes > 0,
            self.mark(place, line), words.code(row.code, row, on_disk=line.is_on_disk(CODE)), row.scores,
            line.not_on_disk, row.tag, tuple(outcome.measure for outcome in words.outcomes),
        )  # fmt: skip

    def paint_care(self, painter: QPainter, look: Look, area: QRectF, row: RegisterRow) -> None:
        """Life-critical care in words, with its icon."""
        lines = self._care_lines(look, row)
        if not lines:
            return
        line, side = look.px(CARE_LINE), look.px(15)
        top = max(area.top(), area.center().y() - line * len(lines) / 2)
        place = QRectF(area.left(), round(top + (line - side) / 2), side, side)
        icons.paint(painter, look, "heart-pulse", "text", place)
        for number, words in enumerate(lines):
            room = QRectF(area.left() + look.px(CARE_ICON), top + number * line, self.care_width, line)
            _text(painter, look, room, words, "small_strong", "text")

    def _care_lines(self, look: Look, row: RegisterRow) -> tuple[str, ...]:
        """The words of care, whole, on as many lines as they need: half of them could be the wrong half."""
        care = self._model.words.care(row)
        return wrapped(care, look.font("small_strong"), self.care_width) if care else ()

    def care_lines(self, place: int) -> int:
        """How many lines the words of care of a row take."""
        return len(self._care_lines(current_look(), self._model.row(place)))

    def _standing(self, row: RegisterRow) -> tuple[int | None, int | None]:
        if row.sums is None:
            return None, None
        return row.moments[0].rung, row.sums.last

    def _paint_pupil(self, painter: QPainter, look: Look, area: QRectF, row: RegisterRow) -> None:
        words = self._model.words
        if self.with_avatar:
            side = look.px(AVATAR_SIZE)
            disc = QRectF(area.left(), round(area.center().y() - side / 2), side, side)
            paint_avatar(painter, look, disc, full_name(row))
            area = area.adjusted(look.px(44), 0, 0, 0)
        care = len(self._care_lines(look, row)) if self.with_care else 0
        name_height, small = look.px(20), look.px(CARE_LINE)
        top = area.center().y() - (name_height + small * (1 + care)) / 2
        first = QRectF(area.left(), top, area.width(), name_height)
        self._paint_name(painter, look, first, row)
        second = QRectF(area.left(), first.bottom(), area.width(), small)
        step, token = ("small_strong", "text") if words.unseen(row) else ("small", "text3")
        _text(painter, look, second, words.seen(row), step, token)
        if care:
            room = QRectF(area.left(), second.bottom(), area.width(), small * care)
            self.paint_care(painter, look, room, row)

    def _paint_name(self, painter: QPainter, look: Look, area: QRectF, row: RegisterRow) -> None:
        words = self._model.words
        name, year = words.name(row), words.year(row)
        aside = QFontMetricsF(look.font("small")).horizontalAdvance(year) + look.px(8) if year else 0.0
        aside += look.px(20) if row.notes else 0
        wide = QFontMetricsF(look.font("name")).horizontalAdvance(name)
        room = QRectF(area.left(), area.top(), min(wide + 2, area.width() - aside), area.height())
        _text(painter, look, room, name, "name", "text")
        rest = QRectF(room.right() + look.px(7), area.top() + 1, area.right() - room.right(), area.height())
        if year:
            _text(painter, look, rest, year, "small", "text3")
        if row.notes:
            side = look.px(14)
            left = room.right() + aside - side
            place = QRectF(round(left), round(area.center().y() - side / 2), side, side)
            icons.paint(painter, look, "message-square", "text3", place)

    def _paint_words(self, painter: QPainter, look: Look, area: QRectF, row: RegisterRow) -> None:
        words = self._model.words
        title, detail = words.title(row), words.detail(row)
        token = "text" if row.sums is not None or row.not_observed else "text3"
        upper = look.px(20)
        if words.asks_now(row):
            yes, no = seen_boxes(look, area)
            top = yes.top() - upper - look.px(1)
            _text(painter, look, QRectF(area.left(), top, area.width(), upper), title, "body_medium", token)
            asked = QRectF(area.left(), yes.top(), yes.left() - area.left(), yes.height())
            _text(painter, look, asked, say("ask_seen"), "small_strong", "text")
            _paint_box(painter, look, yes, say("ask_yes"))
            _paint_box(painter, look, no, say("ask_no"))
            return
        small = look.px(17) if detail else 0
        top = area.center().y() - (upper + small) / 2
        _text(painter, look, QRectF(area.left(), top, area.width(), upper), title, "body_medium", token)
        if detail:
            lower = QRectF(area.left(), top + upper, area.width(), small)
            _text(painter, look, lower, detail, "small", "text3")

    def _paint_score(
        self, painter: QPainter, look: Look, area: QRectF, line: Line, place: int, *, focused: bool
    ) -> None:
        if area.isEmpty() or place >= self._model.score_columns:
            return
        measure = self._model.words.outcomes[place].measure
        height = min(area.height(), look.px(SCORE_HEIGHT))
        box = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
        score, on_disk = _score(line.row, measure), line.is_on_disk(measure)
        key = (look, box.size().toTuple(), score, focused, on_disk)
        picture = self._scores.get(key)
        if picture is None:
            picture = picture_of(painter.device(), look, box.size())
            inner = QPainter(picture)
            paint_score(inner, look, QRectF(QPointF(), box.size()), score, focused=focused, on_disk=on_disk)
            inner.end()
            if len(self._scores) > 64:
                self._scores.clear()
            self._scores[key] = picture
        painter.drawPixmap(box.topLeft(), picture)


def picture_of(device: QPaintDevice, look: Look, size: QSizeF) -> QPixmap:
    """An empty picture on the card's ground, as sharp as the screen."""
    scale = device.devicePixelRatioF()
    picture = QPixmap((size * scale).toSize())
    picture.setDevicePixelRatio(scale)
    picture.fill(look.color("surface"))
    return picture


def seen_boxes(look: Look, area: QRectF) -> tuple[QRectF, QRectF]:
    """Where *yes* and *no* stand, each at least 24 pixels tall, under the words of the step."""
    height, gap = look.px(24), look.px(6)
    top = area.center().y() - (look.px(21) + height) / 2 + look.px(21)
    metrics = QFontMetricsF(look.font("small_strong"))
    left = area.left() + metrics.horizontalAdvance(say("ask_seen")) + gap
    yes = QRectF(left, top, metrics.horizontalAdvance(say("ask_yes")) + look.px(12), height)
    width = metrics.horizontalAdvance(say("ask_no")) + look.px(12)
    return yes, QRectF(yes.right() + gap, top, width, height)


def _paint_box(painter: QPainter, look: Look, box: QRectF, words: str) -> None:
    painter.setPen(QPen(look.color("line_strong"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    painter.setPen(look.color("text"))
    painter.setFont(look.font("small_strong"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _text(painter: QPainter, look: Look, area: QRectF, words: str, step: str, token: str) -> None:
    font = look.font(step)
    painter.setFont(font)
    painter.setPen(look.color(token))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _LEFT, shown)


def _score(row: RegisterRow, measure: MeasureId) -> Score:
    value = dict(row.scores).get(measure)
    return UNSEEN if value == NOT_OBSERVED else value
