"""What one gesture puts down: a row as it stands and a key in, the marks of one command out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.core.clock import ENGLAND, minute_of_day, on_the_wall
from app.core.ids import MeasureId, SlotId
from app.core.marks import AM, CODE, MINUTES, NOT_OBSERVED, PM, RUNG, SEEN_ASKED, NewMark
from app.core.period import HalfDay
from app.rooms.attendance import RegisterHead, RegisterRow, Rung, Seen

Marks = tuple[NewMark, ...]


@dataclass(frozen=True, slots=True)
class Gestures:
    """The gestures of one register at one moment."""

    head: RegisterHead
    ladder: tuple[Rung, ...]
    now: datetime

    @property
    def half_day_slot(self) -> SlotId | None:
        """The reserved slot that carries this register's codes."""
        return {HalfDay.AM: AM, HalfDay.PM: PM, None: None}[self.head.half_day]

    @property
    def live(self) -> datetime | None:
        """This minute while the slot is on: only then does pressing a key say when it happened."""
        on = on_the_wall(self.now).date() == self.head.day
        within = self.head.start_minute <= minute_of_day(self.now) <= self.head.end_minute
        return self.now.replace(second=0, microsecond=0) if on and within else None

    def step(self, row: RegisterRow, number: int) -> Marks:
        """One step in place of whatever stood."""
        return self._steps(row, (number,))

    def span(self, row: RegisterRow, first: int, last: int) -> Marks:
        """From one step to another in one gesture, in place of whatever stood."""
        return self._steps(row, (first,) if first == last else (first, last))

    def further(self, row: RegisterRow, number: int) -> Marks:
        """A further moment after those that stand; the first where none does."""
        if not row.moments:
            return self.step(row, number)
        if row.moments[-1].rung == number:
            return ()
        moment = 1 + max(one.number for one in row.moments)
        mark = self._mark(row, RUNG, number, moment, self._after(row))
        return (mark, *self._answer_gone(row, [*(one.rung for one in row.moments), number]))

    def same_as_last_time(self, row: RegisterRow) -> Marks:
        """The step of the last visit; nothing where there is none."""
        return () if row.last_time is None else self.step(row, row.last_time)

    def take_back(self, row: RegisterRow) -> Marks:
        """Everything that this slot's ladder says of the pupil."""
        gone = [self._mark(row, RUNG, None, one.number) for one in row.moments]
        if row.not_observed:
            gone.append(self._mark(row, RUNG, None))
        if row.minutes is not None:
            gone.append(self._mark(row, MINUTES, None))
        return (*gone, *self._answer_gone(row, ()))

    def not_expected(self, rows: Iterable[RegisterRow]) -> Marks:
        """These pupils were not expected this time."""
        return tuple(
            mark
            for row in rows
            for mark in (
                *(self._mark(row, RUNG, None, one.number) for one in row.moments if one.number != 1),
                *self._answer_gone(row, ()),
                self._mark(row, RUNG, NOT_OBSERVED),
            )
        )

    def seen(self, row: RegisterRow, was_seen: bool) -> Marks:
        """The answer where a step asks whether somebody saw the child."""
        at = max((one.at for one in row.moments if one.at is not None), default=None)
        return (self._mark(row, SEEN_ASKED, int(was_seen), at=at),)

    def minutes(self, row: RegisterRow, minutes: int | None) -> Marks:
        """How late somebody came, or how early they left."""
        if minutes is None and row.minutes is None:
            return ()
        return (self._mark(row, MINUTES, minutes),)

    def score(self, row: RegisterRow, measure: MeasureId, value: int | None) -> Marks:
        """One score; −1 is not observed, None takes back."""
        if value is None and measure not in dict(row.scores):
            return ()
        return (self._mark(row, measure, value),)

    def code(self, row: RegisterRow, number: int | None) -> Marks:
        """The half-day's code, which lies on the half-day's own slot."""
        slot = self.half_day_slot
        if slot is None:
            return ()
        return (NewMark(row.pupil, self.head.day, slot, CODE, number),)

    def copy_down(self, rows: Iterable[RegisterRow], measure: MeasureId, value: int) -> Marks:
        """The same score for those who were seen and have none yet."""
        return tuple(
            self._mark(row, measure, value)
            for row in rows
            if self._was_seen(row) and measure not in dict(row.scores)
        )

    def rung(self, number: int) -> Rung | None:
        """The rung of that number on this day's ladder."""
        return next((rung for rung in self.ladder if rung.number == number), None)

    def asks(self, number: int) -> bool:
        """Whether after this step somebody must say if the child was seen."""
        rung = self.rung(number)
        return rung is not None and rung.seen is Seen.ASK

    def _was_seen(self, row: RegisterRow) -> bool:
        rungs = (self.rung(one.rung) for one in row.moments)
        return any(rung.was_seen(row.seen_asked) for rung in rungs if rung is not None)

    def _steps(self, row: RegisterRow, numbers: tuple[int, ...]) -> Marks:
        put = [self._mark(row, RUNG, number, moment, self.live) for moment, number in enumerate(numbers, 1)]
        over = [self._mark(row, RUNG, None, one.number) for one in row.moments if one.number > len(numbers)]
        return (*put, *over, *self._answer_gone(row, numbers))

    def _answer_gone(self, row: RegisterRow, numbers: Iterable[int]) -> Marks:
        """An answer to a question that no step of the row asks any longer is taken back with it.

        So is one left over from a step that a sheet corrected: it must not answer the next question.
        """
        if row.seen_asked is None or row.asks_seen and any(self.asks(number) for number in numbers):
            return ()
        return (self._mark(row, SEEN_ASKED, None),)

    def _after(self, row: RegisterRow) -> datetime | None:
        """When a further moment was: now, or by the end of the slot where the earlier ones have times."""
        if self.live is not None:
            return self.live
        times = [one.at for one in row.moments if one.at is not None]
        if not times:
            return None
        midnight = datetime.combine(self.head.day, time(0), ENGLAND)
        ended = midnight + timedelta(minutes=self.head.end_minute)
        return max(*times, min(ended, self.now.replace(second=0, microsecond=0)))

    def _mark(
        self,
        row: RegisterRow,
        measure: MeasureId,
        value: int | None,
        moment: int = 1,
        at: datetime | None = None,
    ) -> NewMark:
        return NewMark(row.pupil, self.head.day, self.head.slot, measure, value, moment, at)
