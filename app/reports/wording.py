"""Dates, counts and lists as they are written on paper: in words, never abbreviated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from app.core.ids import Ref

_YEAR = "January February March April May June July August September October November December"
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_COUNT = "no one two three four five six seven eight nine ten eleven twelve"
_MONTHS, _DAYS, _NUMBERS = _YEAR.split(), _WEEK.split(), _COUNT.split()


def day(on: date) -> str:
    """13 October 2026."""
    return f"{on.day} {month(on)} {on.year}"


def day_of_year(on: date) -> str:
    """13 October, where the year is plain from elsewhere on the page."""
    return f"{on.day} {month(on)}"


def day_beside(on: date, first: date, last: date) -> str:
    """13 October on a page that tells of that time; 13 October 2025 on one that does not."""
    return day_of_year(on) if first <= on <= last else day(on)


def week_beside(monday: date, first: date, last: date) -> str:
    """The Monday of a week, bare where any day of that week lies in the time told of."""
    return day_of_year(monday) if first - timedelta(days=6) <= monday <= last else day(monday)


def month_beside(on: date, first: date, last: date) -> str:
    """July, with its year where that is not the page's own."""
    return month(on) if first <= on <= last or on.year == last.year else f"{month(on)} {on.year}"


def weekday(on: date) -> str:
    """Tuesday 13 October 2026."""
    return f"{_DAYS[on.weekday()]} {day(on)}"


def month(on: date) -> str:
    """October."""
    return _MONTHS[on.month - 1]


def span(first: date, last: date) -> str:
    """1 September to 13 October 2026."""
    opening = day_of_year(first) if first.year == last.year else day(first)
    return f"{opening} to {day(last)}"


def clock(at: time) -> str:
    """10:15, by 24 hours."""
    return f"{at.hour:02d}:{at.minute:02d}"


def number(count: int) -> str:
    """Three; from thirteen on in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def many(count: int, one: str, more: str = "") -> str:
    """1 new step, 26 new steps."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """3, 4 and 7."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def reference(ref: Ref) -> str:
    """8DW3J-Q6H1T: in two halves, so that it can be read out."""
    return f"{ref[:5]}-{ref[5:]}"


def sentence(text: str) -> str:
    """The text with a capital at its front and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?:" else ".")


def own_words(by: str, proved: str) -> str:
    """Under a headline that somebody worded: who that was, and what the visits show."""
    return f"In the words of {by or 'a member of staff'}. What the visits show: {proved}."
