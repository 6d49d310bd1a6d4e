"""Weeks, half-terms, terms, years and half-days. Arithmetic with days lives here only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.core.errors import Refused

ONE_DAY = timedelta(days=1)

FAR = date(9999, 12, 31)
"""The last day of what has no end, so that *between* asks one question and not two."""


class HalfDay(StrEnum):
    """One of the two statutory sessions of a day."""

    AM = "AM"
    PM = "PM"


class Precision(StrEnum):
    """How exactly somebody can say when something happened."""

    DAY = "day"
    BEFORE = "before"
    """Some time before the day it was written down."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row. Both ends count."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("ends_before_it_starts", first=self.first, last=self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        return each_day(self.first, self.last)

    def weeks(self) -> Iterator[Week]:
        return each_week(self.first, self.last)

    def overlaps(self, other: Span) -> bool:
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Span) -> bool:
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class HalfTerm(Span):
    """Half of a term, under the name it is known by here."""

    name: str


@dataclass(frozen=True, slots=True)
class Term(Span):
    """One term, under the name it is known by here."""

    name: str


@dataclass(frozen=True, slots=True)
class Year(Span):
    """One school year, such as 2026/27."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from a Monday, which is also the week's name."""

    monday: date

    def __post_init__(self) -> None:
        if self.monday.weekday():
            raise ValueError(f"{self.monday} is no Monday")

    @classmethod
    def of(cls, day: date) -> Week:
        return cls(monday_of(day))

    @property
    def sunday(self) -> date:
        return self.monday + 6 * ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def days(self) -> Iterator[date]:
        return each_day(self.monday, self.sunday)

    def plus(self, weeks: int) -> Week:
        return Week(self.monday + 7 * weeks * ONE_DAY)


def monday_of(day: date) -> date:
    return day - day.weekday() * ONE_DAY


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both counted; none where last comes before first."""
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


def each_week(first: date, last: date) -> Iterator[Week]:
    """Every week that a day from first to last falls in, none left out."""
    start = monday_of(first)
    return (Week(start + 7 * n * ONE_DAY) for n in range((monday_of(last) - start).days // 7 + 1))


def weeks_apart(earlier: date, later: date) -> int:
    """How many Mondays lie between the weeks of two days; negative where ``later`` is the earlier."""
    return (monday_of(later) - monday_of(earlier)).days // 7


def is_weekday(day: date) -> bool:
    """Monday to Friday. What a provision opens on is the timetable's business, not the calendar's."""
    return day.weekday() < 5


def age_on(birth: date, day: date) -> int:
    """Whole years. Somebody born on 29 February is a year older on 1 March of other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def year_starting(day: date) -> date:
    """The 1 September on or before a day: the school year that the day belongs to."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def year_name(day: date) -> str:
    """The school year of a day as it is written, such as 2026/27."""
    start = year_starting(day).year
    return f"{start}/{(start + 1) % 100:02d}"


@dataclass(frozen=True, slots=True)
class Limit:
    """One clock of the provision: so many of a unit."""

    length: int
    unit: str


def read_limits(rows: Iterable[Mapping[str, str]]) -> dict[str, Limit]:
    """The rows of ``clocks.csv``, by their id."""
    return {row["id"]: Limit(int(row["length"]), row["unit"]) for row in rows}
