"""Dates as people write them, understood column by column, because one cell alone may be read two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Order(StrEnum):
    """In which order the numbers of a column's dates stand."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class WhyNot(StrEnum):
    """Why a cell holds no date."""

    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell as a date, or why it is none."""

    day: date | None
    why_not: WhyNot | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?\s*(z|[+-]\d{2}:?\d{2})?$", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_FIRST_RUN = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.\\ ]\s*(\d{1,2})\s*[-/.\\ ]\s*(\d{4}|\d{2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s,./-]+([a-z]+)[\s,./-]+(\d{4}|'?\d{2})", re.I)
_WORDS_US = re.compile(r"([a-z]+)[\s,./-]+(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|'?\d{2})", re.I)
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+", re.I)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here; their false 29 February 1900 lies before any date of ours."""


def order_of(cells: Iterable[str]) -> Order:
    """The order of a whole column: month first only where more dates can be read no other way."""
    day_first = month_first = 0
    for cell in cells:
        found = _NUMBERS.fullmatch(_bare(cell))
        if found:
            first, second = int(found[1]), int(found[2])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
    return Order.MONTH_FIRST if month_first > day_first else Order.DAY_FIRST


def is_ambiguous(cells: Iterable[str]) -> bool:
    """Whether no date of the column settles its order although one could be read both ways."""
    both = False
    for cell in cells:
        found = _NUMBERS.fullmatch(_bare(cell))
        if found and int(found[1]) != int(found[2]):
            if max(int(found[1]), int(found[2])) > 12:
                return False
            both = True
    return both


def understand(cell: str, order: Order, today: date, *, to_come: bool = False) -> Understood:
    """The date in a cell. Years of two figures lie in the past, as nobody is born in the time to come;
    with ``to_come`` they are of this century.
    """
    text = _bare(cell)
    numbers = _numbers(text, order, today.year // 100 * 100 + 99 if to_come else today.year)
    if numbers is None:
        return Understood(None, WhyNot.NOT_A_DATE)
    if isinstance(numbers, date):
        return Understood(numbers)
    try:
        return Understood(date(*numbers))
    except ValueError:
        return Understood(None, WhyNot.NO_SUCH_DAY)


def looks_like_date(cell: str) -> bool:
    """Whether a cell can be read as a date in any order."""
    text = _bare(cell)
    return any(
        found is not None
        for found in (_YEAR_FIRST.fullmatch(text), _NUMBERS.fullmatch(text), _by_words(text))
    ) or bool(_SERIAL.fullmatch(text))


def _bare(cell: str) -> str:
    text = re.sub(r"[\u200e\u200f\u00a0\s]+", " ", cell).strip().strip("'").strip()
    return _WEEKDAY.sub("", _TIME.sub("", text))


def _numbers(text: str, order: Order, latest: int) -> date | tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text) or _YEAR_FIRST_RUN.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(text) or _RUN.fullmatch(text):
        return _placed(int(found[1]), int(found[2]), _full_year(found[3], latest), order)
    if named := _by_words(text):
        day, month, year = named
        return _full_year(year, latest), month, int(day)
    if _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(float(text)))
    return None


def _placed(first: int, second: int, year: int, order: Order) -> tuple[int, int, int]:
    return (year, first, second) if order is Order.MONTH_FIRST else (year, second, first)


def _by_words(text: str) -> tuple[str, int, str] | None:
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
        return found[1], month, found[3]
    if (found := _WORDS_US.fullmatch(text)) and (month := _month(found[1])):
        return found[2], month, found[3]
    return None


def _month(name: str) -> int:
    short = name.casefold()
    if short in _LONG_MONTHS:
        return _LONG_MONTHS.index(short) + 1
    short = "sep" if short == "sept" else short
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _full_year(figures: str, latest: int) -> int:
    """Two figures mean the last year that ends so, up to the latest that is possible."""
    figures = figures.strip("'")
    if len(figures) == 4:
        return int(figures)
    year = latest - latest % 100 + int(figures)
    return year if year <= latest else year - 100
