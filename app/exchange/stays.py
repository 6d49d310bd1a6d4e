"""The first and the last day of a stay, as a sheet says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.exchange import dates
from app.exchange.dates import Order

BACK, AHEAD = 20, 10
"""So many years around today a stay may begin or end: beyond them it is the year that was mistyped."""


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when, as far as the sheet says; ``troubles`` are columns with why they need a person."""

    first: date | None = None
    last: date | None = None
    troubles: tuple[tuple[str, str], ...] = ()

    def begins(self, today: date) -> date:
        """Without a first day it is today, but for whoever had left by then: they did not begin later."""
        if self.first is None:
            return today if self.last is None else min(today, self.last)
        return self.first


UNSAID = Stay()


def understand(first: str, last: str, order: Order, today: date) -> Stay:
    """The days in two cells. What cannot be meant is asked about, and never put right in silence."""
    days, troubles = {}, list[tuple[str, str]]()
    for column, text in (("start_date", first), ("end_date", last)):
        days[column], why = _day(text, order, today)
        troubles += [(column, why)] if why else []
    begins, ends = days["start_date"], days["end_date"]
    if begins is not None and ends is not None and ends < begins:
        troubles.append(("end_date", "leaves_before_starting"))
    return Stay(begins, ends, tuple(troubles))


def _day(text: str, order: Order, today: date) -> tuple[date | None, str]:
    if not text:
        return None, ""
    found = dates.understand(text, order, today, to_come=True)
    if found.day is None:
        return None, str(found.why_not)
    if not today.year - BACK <= found.day.year <= today.year + AHEAD:
        return None, "far_from_today"
    return found.day, ""
