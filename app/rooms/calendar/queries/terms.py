"""Questions about years, terms and closures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.ids import ClosureId, TermId
from app.core.period import FAR, weeks_apart
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.calendar.cards import ClosureCard, TermCard, TermKind
from app.rooms.calendar.tables import Closure, TermSpan
from app.store.cards import card_of


@dataclass(frozen=True, slots=True)
class TermRow:
    """A year, a term or half of one, as written."""

    term: TermId
    version: int
    card: TermCard


@dataclass(frozen=True)
class Terms(Query[tuple[TermRow, ...]]):
    """Years, terms and half-terms in order of their days, each before its parts."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date = date.min
    last: date = FAR

    def read(self, reading: Reading) -> tuple[TermRow, ...]:
        rows = reading.db.scalars(
            select(TermSpan)
            .where(TermSpan.withdrawn.is_(False))
            .where(TermSpan.first_day <= self.last, TermSpan.last_day >= self.first)
            .order_by(TermSpan.first_day, TermSpan.last_day.desc(), TermSpan.id)
        )
        return tuple(TermRow(TermId(row.id), row.version, card_of(row, TermCard)) for row in rows)


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Days on which the provision is closed, as written."""

    closure: ClosureId
    version: int
    card: ClosureCard


@dataclass(frozen=True)
class Closures(Query[tuple[ClosureRow, ...]]):
    """Closures that touch some days, in order."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date = date.min
    last: date = FAR

    def read(self, reading: Reading) -> tuple[ClosureRow, ...]:
        rows = reading.db.scalars(
            select(Closure)
            .where(Closure.withdrawn.is_(False))
            .where(Closure.first_day <= self.last, Closure.last_day >= self.first)
            .order_by(Closure.first_day, Closure.id)
        )
        return tuple(ClosureRow(ClosureId(row.id), row.version, card_of(row, ClosureCard)) for row in rows)


@dataclass(frozen=True, slots=True)
class TermPlace:
    """Where a day lies: in which year, term and half-term, and in which week of the smallest of them.

    A day of holiday has a year and perhaps a term, but no week.
    """

    day: date
    year: TermRow | None
    term: TermRow | None
    half_term: TermRow | None
    week: int | None


@dataclass(frozen=True)
class TermOn(Query[TermPlace]):
    """Which year, term, half-term and week a day lies in."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> TermPlace:
        rows = reading.ask(Terms())
        found = {row.card.kind: row for row in rows if self.day in row.card.span}
        term, half = found.get(TermKind.TERM), found.get(TermKind.HALF_TERM)
        smallest = half or (None if term is None or _has_halves(term, rows) else term)
        week = None if smallest is None else weeks_apart(smallest.card.first_day, self.day) + 1
        return TermPlace(self.day, found.get(TermKind.YEAR), term, half, week)


def _has_halves(term: TermRow, rows: Iterable[TermRow]) -> bool:
    return any(row.card.kind is TermKind.HALF_TERM and term.card.span.holds(row.card.span) for row in rows)
