"""Days as people write them, there and back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.core.period import Precision
from ui.words.kit import say

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_AGO = re.compile(r"(\d{1,3}) (day|week)s? ago")
_IN = re.compile(r"in (\d{1,3}) (day|week)s?")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?(?:of )?([a-z]{3,9})(?: (\d{4}|\d{2}))?")
_NAMED = re.compile(r"(?:(last|next|on) )?([a-z]{3,9})")


def long_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {long_day(day)}"


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def claimed(words: str, precision: Precision) -> str:
    """A day in words, as exactly as somebody could say it."""
    return words if precision is Precision.DAY else say("before", day=words)


def parse_day(text: str, today: date, *, past: bool = True) -> date | None:
    """The day somebody means. Without a year, the one nearest before today, or after where past is False."""
    words = re.sub(r"[,\s]+", " ", text.strip().lower()).removesuffix(".")
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    for attempt in (_counted, _iso, _figures, _month_words, _weekday):
        found = attempt(words, today, past)
        if found is not None:
            return found
    return _with_its_weekday(words, today, past)


def _with_its_weekday(words: str, today: date, past: bool) -> date | None:
    """A day that says its weekday too, such as Tuesday 13 October. One that is not its own is no answer."""
    head, _, rest = words.partition(" ")
    day = parse_day(rest, today, past=past) if rest[:1].isdigit() else None
    return day if day is not None and _place(head, WEEKDAYS) == day.weekday() else None


def _counted(words: str, today: date, past: bool) -> date | None:
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        found = pattern.fullmatch(words)
        if found:
            return today + sign * int(found[1]) * timedelta(days=7 if found[2] == "week" else 1)
    return None


def _iso(words: str, today: date, past: bool) -> date | None:
    found = _ISO.fullmatch(words)
    return _real(int(found[1]), int(found[2]), int(found[3])) if found else None


def _figures(words: str, today: date, past: bool) -> date | None:
    found = _FIGURES.fullmatch(words)
    return _dated(int(found[1]), int(found[2]), found[3], today, past) if found else None


def _month_words(words: str, today: date, past: bool) -> date | None:
    found = _WORDS.fullmatch(words)
    month = _place(found[2], MONTHS) if found else None
    return _dated(int(found[1]), month + 1, found[3], today, past) if found and month is not None else None


def _weekday(words: str, today: date, past: bool) -> date | None:
    found = _NAMED.fullmatch(words)
    weekday = _place(found[2], WEEKDAYS) if found else None
    if found is None or weekday is None:
        return None
    if found[1] == "next" or (found[1] != "last" and not past):
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=7 if found[1] == "last" and back == 0 else back)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    hits = [place for place, name in enumerate(names) if name.lower().startswith(word)]
    return hits[0] if len(hits) == 1 else None


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date | None:
    if year is not None:
        century = today.year // 100 * 100
        full = int(year) if len(year) == 4 else century + int(year)
        # Two figures far ahead mean the last century: a birth in 98 is not in 2098.
        return _real(full - 100 if len(year) == 2 and full > today.year + 20 else full, month, day)
    here = _real(today.year, month, day)
    if here is None:
        return None
    if past and here > today:
        return _real(today.year - 1, month, day)
    if not past and here < today:
        return _real(today.year + 1, month, day)
    return here


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def minutes_of(text: str) -> int | None:
    """10:15, 10.15 or 1015 as minutes since midnight; None where it is no time."""
    digits = text.strip().replace(".", ":")
    if digits.isdigit() and len(digits) in (3, 4):
        digits = f"{digits[:-2]}:{digits[-2:]}"
    hours, _, minutes = digits.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and len(minutes) == 2):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(hours) < 24 and int(minutes) < 60 else None


def clock_words(minute: int | None) -> str:
    """Minutes since midnight as a clock shows them."""
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
