"""Writes the days down: a register each, and what comes late, is put right, or is noted beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from random import Random
from typing import Final

from app.core.clock import minute_of_day
from app.core.ids import PupilId, SlotId
from app.core.marks import AM, CODE, NOT_OBSERVED, PM, RUNG, SEEN_ASKED, NewMark
from app.core.period import HalfDay
from app.demo.clock import instant
from app.demo.course import Day, Visit
from app.demo.house import MORNING, House
from app.demo.timetable import Piece
from app.office import Office
from app.rooms import attendance

LATE: Final = 0.02
SLIPS: Final = 0.01
AFTER_SCHOOL: Final = 15 * 60 + 20
HOME: Final = 15 * 60 + 35
WHY: Final = {
    "I": "His or her family rang back: ill that day",
    "M": "Letter from the clinic seen",
    "O": "No reason came in five school days",
}
LESSON_NOTES: Final = (
    "Loud drilling in the lane until eleven. Everybody did well to stay.",
    "Two visitors came in the middle. Tell us first next time.",
    "The short plan on the board worked: three things, crossed off one by one.",
    "Rain all morning. Cards at the long table instead of the yard.",
    "Began with music. Keep that.",
)

Deed = Callable[[], object]


class Registers:
    """Puts the visits of each day through the door, in the order in which adults would."""

    def __init__(self, house: House, pupils: dict[int, PupilId], until: datetime, seed: int) -> None:
        self._house, self._pupils, self._until = house, pupils, until
        self._random = Random(f"registers {seed}")
        self._waiting: list[tuple[int, Deed]] = []
        self._tonight: list[Deed] = []
        self._number = 0

    def write(self, day: date, visits: Day) -> None:
        """Everything of one day: first what was left from before, then its slots in order."""
        self._number += 1
        self._catch_up(day)
        for piece in sorted(visits, key=lambda piece: (piece.start, piece.name, piece.group)):
            self._slot(piece, day, visits[piece])
        self._put_right(day)
        if self._random.random() < 0.06 and visits:
            self._note_lesson(day, next(iter(visits)))

    def _slot(self, piece: Piece, day: date, visits: list[Visit]) -> None:
        if not self._is_over(day, piece.end):
            if self._is_over(day, piece.start + 10):
                self._begin(piece, day, visits[:-1])
            return
        office = self._office(piece)
        finish, corrections = self._register(piece, day, visits)
        right = partial(office.execute, attendance.MarkRegister(corrections))
        if self._random.random() < LATE and day < self._house.weeks.last_day:
            self._wait(1, partial(office.execute, finish))
            if corrections:
                self._wait(1, right)
        else:
            self._house.clock.set(day, piece.end + 2)
            office.execute(finish)
            if corrections:
                self._tonight.append(right)
        self._explain(piece, day, visits)
        for visit in visits:
            if visit.note:
                office.execute(
                    attendance.AddNote(self._house.slots[piece], day, self._pupils[visit.pupil], visit.note)
                )

    def _begin(self, piece: Piece, day: date, visits: list[Visit]) -> None:
        """A register that is under way when the record ends: all but one are marked."""
        marks = tuple(mark for visit in visits for mark in self._marks(piece, day, visit)[0])
        if marks:
            self._house.clock.set(day, minute_of_day(self._until))
            self._office(piece).execute(attendance.MarkRegister(marks))

    def _is_over(self, day: date, minute: int) -> bool:
        return instant(day, minute) <= self._until

    def _office(self, piece: Piece) -> Office:
        return self._house.offices[piece.adults[self._number % len(piece.adults)]]

    def _register(
        self, piece: Piece, day: date, visits: list[Visit]
    ) -> tuple[attendance.FinishRegister, tuple[NewMark, ...]]:
        """The whole register as one command, and the marks that somebody puts right afterwards."""
        marks: list[NewMark] = []
        right: list[NewMark] = []
        for visit in visits:
            written, corrected = self._marks(piece, day, visit)
            marks += written
            right += corrected
        return attendance.FinishRegister(self._house.slots[piece], day, tuple(marks)), tuple(right)

    def _marks(self, piece: Piece, day: date, visit: Visit) -> tuple[list[NewMark], list[NewMark]]:
        pupil, slot = self._pupils[visit.pupil], self._house.slots[piece]
        marks: list[NewMark] = []
        right: list[NewMark] = []
        if visit.not_observed:
            marks.append(NewMark(pupil, day, slot, RUNG, NOT_OBSERVED))
        elif visit.step is not None:
            rungs = _rungs(pupil, slot, piece, day, visit)
            if (
                len(rungs) == 1
                and visit.step > 0
                and self._random.random() < SLIPS
                and self._is_over(day, HOME)
            ):
                right = rungs
                rungs = [NewMark(pupil, day, slot, RUNG, visit.step - 1)]
            marks += rungs
        if visit.seen is not None:
            marks.append(NewMark(pupil, day, slot, SEEN_ASKED, int(visit.seen)))
        marks += [
            NewMark(pupil, day, slot, measure, score)
            for measure, score in zip(self._house.outcomes, visit.scores, strict=False)
        ]
        if visit.code:
            marks.append(self._code(piece, day, visit, visit.code))
        return marks, right

    def _code(self, piece: Piece, day: date, visit: Visit, letter: str) -> NewMark:
        half = AM if piece.half_day is HalfDay.AM else PM
        return NewMark(self._pupils[visit.pupil], day, half, CODE, self._house.code(letter, day))

    def _explain(self, piece: Piece, day: date, visits: list[Visit]) -> None:
        """No reason yet is replaced by the reason within five school days: an amendment, with why."""
        for visit in visits:
            if visit.later_code:
                letter = visit.later_code
                amend = attendance.MarkRegister((self._code(piece, day, visit, letter),), WHY[letter])
                self._wait(self._random.choice((1, 2, 3)), partial(self._house.head.execute, amend))

    def _put_right(self, day: date) -> None:
        """Before they go home adults look over the day: what was put down wrongly is replaced."""
        deeds, self._tonight = self._tonight, []
        if deeds:
            self._house.clock.set(day, HOME)
        for deed in deeds:
            deed()

    def _note_lesson(self, day: date, piece: Piece) -> None:
        if self._is_over(day, AFTER_SCHOOL):
            self._house.clock.set(day, AFTER_SCHOOL)
            text = LESSON_NOTES[self._number % len(LESSON_NOTES)]
            self._office(piece).execute(attendance.AddNote(self._house.slots[piece], day, None, text))

    def _wait(self, days: int, deed: Deed) -> None:
        """Do it in the morning, so many open days from now."""
        self._waiting.append((self._number + days, deed))

    def _catch_up(self, day: date) -> None:
        due = [deed for number, deed in self._waiting if number <= self._number]
        if not due or not self._is_over(day, MORNING + 20):
            return
        self._waiting = [each for each in self._waiting if each[0] > self._number]
        self._house.clock.set(day, MORNING + 20)
        for deed in due:
            deed()


def _rungs(pupil: PupilId, slot: SlotId, piece: Piece, day: date, visit: Visit) -> list[NewMark]:
    """One moment, or two with their times where an earlier one was written down too."""
    if visit.before is None:
        return [NewMark(pupil, day, slot, RUNG, visit.step)]
    third = (piece.end - piece.start) // 3
    return [
        NewMark(pupil, day, slot, RUNG, visit.before, 1, instant(day, piece.start + 4)),
        NewMark(pupil, day, slot, RUNG, visit.step, 2, instant(day, piece.start + third)),
    ]
