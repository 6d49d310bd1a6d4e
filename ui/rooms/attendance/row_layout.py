"""Where the parts of a register's row stand: one line, two lines, or three where there is little width."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRectF

from ui.kit.ladder_paint import NARROWEST as LADDER_NARROWEST
from ui.kit.look import Look
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, PUPIL, WORDS

AVATAR, PUPIL_WIDTH, WORDS_WIDTH, CODE_WIDTH, SCORE_WIDTH = 44, 162, 168, 142, 54
NARROW_SCORE, NARROW_BELOW, NARROW_CODE = 40, 640, 104
SCORES_AT_ONCE = 6
CARE_LINE, CARE_ICON = 17, 20
_GAP, _UPPER, _LOWER = 8, 50, 44


class Lines(IntEnum):
    """How many lines a row has."""

    ONE = 1
    TWO = 2
    THREE = 3


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The places of a row's parts at one width, in pixels of the screen."""

    look: Look
    width: float
    scores: int
    roomy: bool = False

    @property
    def shown_scores(self) -> int:
        """How many outcomes stand side by side; more than six are paged."""
        return min(self.scores, SCORES_AT_ONCE)

    @property
    def lines(self) -> Lines:
        if self.width >= self._px(self._one_line()):
            return Lines.ONE
        return Lines.THREE if self.width < self._px(NARROW_BELOW) else Lines.TWO

    @property
    def has_avatar(self) -> bool:
        return self.lines is Lines.ONE

    def height(self, care_lines: int) -> int:
        """How tall a row is, with as many lines of life-critical care as its words need."""
        if self.lines is Lines.ONE:
            usual = 58 if self.roomy else 48
            return self._px(max(usual, usual - 7 + CARE_LINE * care_lines))
        if self.lines is Lines.TWO:
            return self._px(98 + CARE_LINE * max(0, care_lines - 2))
        return self._px(137 + CARE_LINE * care_lines)

    @property
    def care_width(self) -> float:
        """How wide the words of care may be, beside their icon."""
        row = QRectF(0, 0, self.width, self._px(98))
        if self.lines is Lines.TWO:
            room = self.care(row).width()
        else:
            room = self.part(PUPIL, row).width() - (self._px(AVATAR) if self.has_avatar else 0)
        return room - self._px(CARE_ICON)

    def part(self, column: int, row: QRectF, first_score: int = 0) -> QRectF:
        """Where a column's cell stands in a row; an empty place where it is paged away."""
        if column >= FIRST_SCORE:
            place = column - FIRST_SCORE - first_score
            if not 0 <= place < self.shown_scores:
                return QRectF()
            return self._score(row, place)
        places = (self._one, self._two, self._three)[self.lines - 1](row)
        return places[column]

    def care(self, row: QRectF) -> QRectF:
        """Where care stands by itself: on the second line; empty where it stands under the name."""
        if self.lines is not Lines.TWO:
            return QRectF()
        top = row.top() + self._px(_UPPER)
        return QRectF(row.left(), top, self._left() - self._px(_GAP), row.bottom() - self._px(4) - top)

    def _one(self, row: QRectF) -> dict[int, QRectF]:
        spare = row.width() - self._px(self._one_line())
        pupil = self._px(AVATAR + PUPIL_WIDTH) + spare * 0.12
        ladder = self._px(LADDER_NARROWEST) + spare * 0.56
        words = self._px(WORDS_WIDTH) + spare * 0.2
        gap, scores = self._px(_GAP), self.shown_scores * self._score_width()
        x = row.left() + pupil
        code = row.right() - scores - (x + ladder + gap + words) - gap
        return {
            PUPIL: QRectF(row.left(), row.top(), pupil - gap, row.height()),
            LADDER: QRectF(x, row.top(), ladder, row.height()),
            WORDS: QRectF(x + ladder + gap * 2, row.top(), words - gap * 2, row.height()),
            CODE_COLUMN: QRectF(x + ladder + gap + words, row.top(), code, row.height()),
        }

    def _two(self, row: QRectF) -> dict[int, QRectF]:
        gap, upper = self._px(_GAP), self._px(_UPPER)
        left, right = self._left(), self._px(WORDS_WIDTH - 6)
        ladder = row.width() - left - right - gap
        lower = QRectF(row.left() + left, row.top() + upper, 0, self._px(_LOWER))
        scores = self.shown_scores * self._score_width()
        return {
            PUPIL: QRectF(row.left(), row.top(), left - gap, upper),
            LADDER: QRectF(row.left() + left, row.top(), ladder, upper),
            WORDS: QRectF(row.right() - right, row.top(), right, upper),
            CODE_COLUMN: QRectF(lower.left(), lower.top(), row.width() - left - scores - gap, lower.height()),
        }

    def _three(self, row: QRectF) -> dict[int, QRectF]:
        half, foot = row.width() * 0.54, self._px(46)
        ladder_top = row.bottom() - foot - self._px(46)
        scores = self.shown_scores * self._score_width()
        upper = ladder_top - row.top()
        return {
            PUPIL: QRectF(row.left(), row.top(), half, upper),
            LADDER: QRectF(row.left(), ladder_top, row.width(), self._px(44)),
            WORDS: QRectF(row.left() + half, row.top(), row.width() - half, upper),
            CODE_COLUMN: QRectF(
                row.left(), row.bottom() - foot, row.width() - scores - self._px(4), self._px(42)
            ),
        }

    def _score(self, row: QRectF, place: int) -> QRectF:
        width = self._score_width()
        left = row.right() - (self.shown_scores - place) * width
        if self.lines is Lines.ONE:
            return QRectF(left, row.top(), width, row.height())
        if self.lines is Lines.TWO:
            return QRectF(left, row.top() + self._px(_UPPER), width, self._px(_LOWER))
        return QRectF(left, row.bottom() - self._px(46), width, self._px(42))

    def _score_width(self) -> float:
        if self.lines is not Lines.THREE:
            return self._px(SCORE_WIDTH)
        room = (self.width - self._px(NARROW_CODE)) / max(1, self.shown_scores)
        return min(self._px(SCORE_WIDTH), max(self._px(NARROW_SCORE), room))

    def _left(self) -> float:
        """The pupil's own column where the row has two lines."""
        return min(self._px(200), self.width * 0.26)

    def _one_line(self) -> int:
        fixed = AVATAR + PUPIL_WIDTH + LADDER_NARROWEST + WORDS_WIDTH + CODE_WIDTH + 2 * _GAP
        return fixed + self.shown_scores * SCORE_WIDTH

    def _px(self, length: float) -> int:
        return self.look.px(length)
