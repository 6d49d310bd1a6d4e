"""Questions over many days: when pupils are expected, and the timetable of a week."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.ids import PupilId
from app.core.period import HalfDay, Span, Week
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.calendar import rules
from app.rooms.calendar.queries.plan import Plan, PlanBetween, PlannedSlot, open_days


@dataclass(frozen=True, slots=True)
class ExpectedColumns:
    """Expected days as three columns of equal length, in order of pupil and day.

    ``ends`` is the minute at which the pupil's last slot of that day is over.
    """

    pupils: tuple[PupilId, ...]
    days: tuple[date, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class ExpectedDays(Query[ExpectedColumns]):
    """The open days on which pupils have a slot; of all pupils, or of one."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date
    last: date
    pupil: PupilId | None = None

    def read(self, reading: Reading) -> ExpectedColumns:
        plan = reading.ask(PlanBetween(self.first, self.last, self.pupil))
        listed = {one.pupil for slot in plan.timetable for one in slot.listed}
        ends = expected_since(plan, dict.fromkeys(listed, self.first), self.last)
        keys = sorted((pupil, day) for pupil, days in ends.items() for day in days)
        return ExpectedColumns(
            tuple(pupil for pupil, _ in keys),
            tuple(day for _, day in keys),
            tuple(ends[pupil][day] for pupil, day in keys),
        )


def expected_since(plan: Plan, since: Mapping[PupilId, date], last: date) -> dict[PupilId, dict[date, int]]:
    """The days on which each of these pupils is expected, each from a day of their own on, with the minute
    at which their last slot of the day is over.
    """
    by_weekday = open_weekdays(plan, min(since.values(), default=last), last)
    found: dict[PupilId, dict[date, int]] = {pupil: {} for pupil in since}
    for (pupil, weekday, start, end), minute in _stretches(plan).items():
        if pupil in since:
            days, ends = by_weekday[weekday], found[pupil]
            for day in days[bisect_left(days, max(start, since[pupil])) : bisect_right(days, end)]:
                ends[day] = max(ends.get(day, 0), minute)
    return found


def _stretches(plan: Plan) -> dict[tuple[PupilId, int, date, date], int]:
    """When a pupil's last slot of a weekday ends, from one day to another: slots of one span are one."""
    found: dict[tuple[PupilId, int, date, date], int] = {}
    for planned in plan.slots:
        slot = planned.timetabled
        for listed in slot.listed:
            start, end = max(slot.from_day, listed.from_day), min(slot.to_day, listed.to_day)
            key = (listed.pupil, slot.weekday, start, end)
            found[key] = max(found.get(key, 0), planned.card.end_minute)
    return found


@dataclass(frozen=True)
class HalfDaysExpected(Query[tuple[tuple[date, HalfDay], ...]]):
    """The half-days from one day to another for which a pupil is expected."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    pupil: PupilId
    first: date
    last: date

    def read(self, reading: Reading) -> tuple[tuple[date, HalfDay], ...]:
        plan = reading.ask(PlanBetween(self.first, self.last, self.pupil))
        found = {
            (day, planned.card.half_day)
            for day, planned in _occurrences(plan, self.first, self.last)
            if planned.card.half_day is not None
        }
        return tuple(sorted(found))


def _occurrences(plan: Plan, first: date, last: date) -> Iterator[tuple[date, PlannedSlot]]:
    """Every open day and slot that come together for somebody: each day is judged open once, not once a
    slot.
    """
    by_weekday = open_weekdays(plan, first, last)
    for planned in plan.slots:
        slot = planned.timetabled
        for listed in slot.listed:
            start, end = max(slot.from_day, listed.from_day), min(slot.to_day, listed.to_day)
            for day in by_weekday[slot.weekday]:
                if start <= day <= end:
                    yield day, planned


def open_weekdays(plan: Plan, first: date, last: date) -> dict[int, list[date]]:
    """The open days by weekday, in their order."""
    found: dict[int, list[date]] = defaultdict(list)
    for day in plan.days.within(first, last):
        found[day.weekday()].append(day)
    return found


@dataclass(frozen=True)
class SchoolDays(Query[tuple[date, ...]]):
    """The open days from Monday to Friday between two days."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date
    last: date

    def read(self, reading: Reading) -> tuple[date, ...]:
        span = Span(self.first, self.last)
        return open_days(reading, span).school_days(span)


@dataclass(frozen=True)
class Timetable(Query[tuple[PlannedSlot, ...]]):
    """The weekly timetable as it is in the week of a day, with its lists."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> tuple[PlannedSlot, ...]:
        week = Week.of(self.day)
        return reading.ask(PlanBetween(week.monday, week.sunday)).slots


@dataclass(frozen=True)
class MinutesOffered(Query[int]):
    """How many minutes of a week a pupil is offered, breaks and off-site time counted, each minute once."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    pupil: PupilId
    day: date

    def read(self, reading: Reading) -> int:
        week = Week.of(self.day)
        plan = reading.ask(PlanBetween(week.monday, week.sunday, self.pupil))
        return rules.minutes_offered(self.pupil, plan.timetable, plan.days, week)
