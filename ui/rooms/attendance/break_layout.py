"""Where the parts of a break's row stand: the pupil, the scores, and chips for what is quickly said."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.rooms.attendance import BREAK_TAGS
from ui.kit import icons
from ui.kit.ladder_paint import paint_inner_ring
from ui.kit.look import Look
from ui.rooms.attendance.register_model import FIRST_SCORE, PUPIL
from ui.rooms.attendance.row_layout import AVATAR, CARE_LINE, PUPIL_WIDTH, SCORE_WIDTH, Lines, RowLayout

CHIP_HEIGHT, CHIP_PADDING, CHIP_GAP, DIGIT = 30, 11, 6, 14
_GAP, _ABOVE, _ROW, _NAMED = 10, 4, 48, AVATAR + PUPIL_WIDTH + 34


def chip_boxes(look: Look, area: QRectF) -> tuple[QRectF, ...]:
    """Where the chips stand: side by side as far as there is room, then on the next line."""
    metrics = QFontMetricsF(look.font("small_strong"))
    around, gap, height = look.px(2 * CHIP_PADDING + DIGIT), look.px(CHIP_GAP), look.px(CHIP_HEIGHT)
    boxes: list[QRectF] = []
    corner = area.topLeft()
    for tag in BREAK_TAGS:
        width = round(metrics.horizontalAdvance(tag)) + 1 + around
        if boxes and corner.x() + width > area.right():
            corner = QPointF(area.left(), corner.y() + height + gap)
        boxes.append(QRectF(corner.x(), corner.y(), width, height))
        corner = QPointF(corner.x() + width + gap, corner.y())
    spare = (area.height() - (boxes[-1].bottom() - area.top())) / 2
    return tuple(box.translated(0, max(0, round(spare))) for box in boxes)


def chip_at(look: Look, area: QRectF, position: QPointF) -> str:
    """What the chip under the mouse says; nothing beside the chips."""
    hit = zip(BREAK_TAGS, chip_boxes(look, area), strict=True)
    return next((tag for tag, box in hit if box.contains(position)), "")


def paint_chips(painter: QPainter, look: Look, area: QRectF, chosen: str, *, focused: bool) -> None:
    """The words that can be said of a pupil, each with its digit; the one that was, with a tick."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = chip_boxes(look, area)
    for digit, (tag, box) in enumerate(zip(BREAK_TAGS, boxes, strict=True), start=1):
        _paint_chip(painter, look, box, tag, "" if tag == chosen else str(digit))
    if focused:
        around = QRectF(boxes[0].topLeft(), boxes[-1].bottomRight())
        around.setRight(max(box.right() for box in boxes))
        paint_inner_ring(painter, look, around.adjusted(-3, -3, 3, 3))
    painter.restore()


def _paint_chip(painter: QPainter, look: Look, box: QRectF, tag: str, digit: str) -> None:
    pad, sign = look.px(CHIP_PADDING), look.px(DIGIT)
    edge = QPen(look.color("line_strong"), 1) if digit else QPen(look.color("accent"), 2)
    painter.setPen(edge)
    painter.setBrush(look.color("surface" if digit else "selected"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), box.height() / 2, box.height() / 2)
    middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    if digit:
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text3"))
        painter.drawText(box.adjusted(pad, 0, 0, 0), middle, digit)
    else:
        place = QRectF(box.left() + pad - look.px(3), round(box.center().y() - sign / 2), sign, sign)
        icons.paint(painter, look, "check", "accent", place)
    painter.setFont(look.font("small" if digit else "small_strong"))
    painter.setPen(look.color("text2" if digit else "text"))
    painter.drawText(box.adjusted(pad + sign, 0, 0, 0), middle, tag)


@dataclass(frozen=True, slots=True)
class BreakLayout(RowLayout):
    """A compact row: chips beside the scores where there is room, else below."""

    @property
    def lines(self) -> Lines:
        beside = self._chips_left() + chip_boxes(self.look, _ENDLESS)[-1].right()
        return Lines.ONE if beside <= self.width else Lines.THREE

    def height(self, care_lines: int) -> int:
        """How tall a row is."""
        upper = self._upper(care_lines)
        return upper if self.lines is Lines.ONE else upper + round(self._below()) + self._px(_GAP)

    def part(self, column: int, row: QRectF, first_score: int = 0) -> QRectF:
        """Where a column's cell stands in a row; ladder, words and code have no place in a break."""
        upper = row.height() if self.lines is Lines.ONE else row.height() - self._below() - self._px(_GAP)
        if column == PUPIL:
            return QRectF(row.left(), row.top(), self._pupil() - self._px(_GAP), upper)
        if column < FIRST_SCORE:
            return QRectF()
        if column - FIRST_SCORE < self.scores:
            place, width = column - FIRST_SCORE - first_score, self._px(SCORE_WIDTH)
            if not 0 <= place < self.shown_scores:
                return QRectF()
            return QRectF(row.left() + self._pupil() + place * width, row.top(), width, upper)
        if self.lines is Lines.ONE:
            left = row.left() + self._chips_left()
            return QRectF(left, row.top(), row.right() - left, upper)
        return QRectF(row.left(), row.top() + upper + self._px(_ABOVE), row.width(), self._below())

    def care(self, row: QRectF) -> QRectF:
        """Care always stands under the name."""
        return QRectF()

    def _pupil(self) -> float:
        if self.lines is Lines.ONE:
            return self._px(_NAMED)
        return self.width - self.shown_scores * self._px(SCORE_WIDTH)

    def _chips_left(self) -> float:
        return self._px(_NAMED + 2 * _GAP) + self.shown_scores * self._px(SCORE_WIDTH)

    def _below(self) -> float:
        """How tall the chips are where they stand below."""
        return chip_boxes(self.look, QRectF(0, 0, self.width, 0))[-1].bottom()

    def _upper(self, care_lines: int) -> int:
        return self._px(max(_ROW, _ROW - 7 + CARE_LINE * care_lines))


_ENDLESS = QRectF(0, 0, 100_000, 0)
