"""The school years of the invented provision: the same pattern every year, around the days that matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.core.period import ONE_DAY, Week, is_weekday, monday_of, year_name, year_starting
from app.rooms.calendar import ClosureCard, ClosureKind, TermCard, TermKind

LAST_DAY: Final = date(2026, 11, 20)
"""The day on which the record ends where nobody asks for another: a Friday in the autumn."""

WEEKS_A_YEAR: Final = 40

_HALVES: Final = (
    ("Autumn 1", 0, 8),
    ("Autumn 2", 9, 7),
    ("Spring 1", 18, 6),
    ("Spring 2", 25, 5),
    ("Summer 1", 32, 7),
    ("Summer 2", 40, 7),
)
"""Each half-term: its name, how many weeks after the year's first Monday it begins, and for how many."""


def first_monday(year: date) -> date:
    """The Monday of the week that holds 2 September."""
    return monday_of(year_starting(year).replace(day=2))


def _halves(year: date) -> tuple[TermCard, ...]:
    start = first_monday(year)
    floor = year_starting(year)
    return tuple(
        TermCard(
            TermKind.HALF_TERM,
            name,
            max(floor, start + timedelta(weeks=after)),
            start + timedelta(weeks=after + weeks) - 3 * ONE_DAY,
        )
        for name, after, weeks in _HALVES
    )


def terms_of(year: date) -> tuple[TermCard, ...]:
    """A school year, its three terms and their halves, each after what it lies within."""
    halves = _halves(year)
    whole = TermCard(TermKind.YEAR, year_name(year), halves[0].first_day, halves[-1].last_day)
    terms = tuple(
        TermCard(TermKind.TERM, one.name[:-2], one.first_day, other.last_day)
        for one, other in zip(halves[::2], halves[1::2], strict=True)
    )
    return (whole, *terms, *halves)


def closures_of(year: date) -> tuple[ClosureCard, ...]:
    """Days of a school year on which the provision is closed, beside the bank holidays."""
    halves = _halves(year)
    first, snow, summer = halves[0].first_day, halves[2].first_day + timedelta(days=23), halves[5].first_day
    return (
        ClosureCard(ClosureKind.INSET, "Staff training", first, first),
        ClosureCard(ClosureKind.CLOSED, "No heating", snow, snow + ONE_DAY),
        ClosureCard(ClosureKind.INSET, "Staff training", summer, summer),
    )


def last_school_day(day: date) -> date:
    """That day, or the last one before it in term and from Monday to Friday."""
    while not (is_weekday(day) and is_term(day)):
        day -= ONE_DAY
    return day


def is_term(day: date) -> bool:
    """Whether a day lies in a half-term."""
    return any(half.first_day <= day <= half.last_day for half in _halves(day))


@dataclass(frozen=True, slots=True)
class SchoolWeeks:
    """The weeks of term that the record covers, the oldest first, and the number that each life knows it by.

    Lives are written in weeks of term counted from two years before the last day, so a shorter record
    holds the end of a life and a longer one its beginning stretched.
    """

    mondays: tuple[date, ...]
    last_day: date
    first_number: int

    @classmethod
    def until(cls, last_day: date, years: int) -> SchoolWeeks:
        """So many years of term weeks, of which the last holds the last day."""
        found: list[date] = []
        monday = monday_of(last_day)
        while len(found) < years * WEEKS_A_YEAR:
            if any(is_term(monday + n * ONE_DAY) for n in range(5)):
                found.append(monday)
            monday -= 7 * ONE_DAY
        return cls(tuple(reversed(found)), last_day, (2 - years) * WEEKS_A_YEAR)

    @property
    def first_day(self) -> date:
        return self.mondays[0]

    @property
    def years(self) -> tuple[date, ...]:
        """The first of September of each school year that the weeks touch."""
        return tuple(sorted({year_starting(monday + 4 * ONE_DAY) for monday in self.mondays}))

    def numbered(self) -> tuple[tuple[int, date], ...]:
        """Each week's number in the lives, and its Monday."""
        return tuple(enumerate(self.mondays, start=self.first_number))

    def monday(self, number: int) -> date:
        """The Monday of the week of that number; the first one for weeks before the record begins."""
        return self.mondays[max(0, number - self.first_number)]

    def days(self, monday: date) -> tuple[date, ...]:
        """The days of term of one week, up to the last day."""
        week = (monday + n * ONE_DAY for n in range(5))
        return tuple(day for day in week if is_term(day) and day <= self.last_day)

    def full_month(self) -> str:
        """The last February that lies wholly in the record: a month with data whatever the last day is."""
        year = (
            self.last_day.year if self.last_day >= date(self.last_day.year, 3, 1) else self.last_day.year - 1
        )
        return f"{year}-02"


def week_of(day: date) -> date:
    """The Monday that names a day's week."""
    return Week.of(day).monday
