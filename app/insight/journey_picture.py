"""A pupil's journey as its page draws it: the lanes with the ladder's words, holidays and weeks heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from app.core.errors import OutOfDate
from app.core.ids import PupilId
from app.core.period import ONE_DAY, each_week, monday_of
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.insight.journey import Journey, JourneyView
from app.rooms import attendance, calendar, people
from app.rooms.attendance import Rung
from app.rooms.calendar import ClosureRow, TermCard, TermKind, TermRow
from app.rooms.people.tables import Pupil

SHORTEST_CLOSURE = 4
"""A closure of fewer days does not take a week out of the picture."""


class Holiday(StrEnum):
    """Which holiday it is, as far as the calendar of the provision says."""

    HALF_TERM = "half_term"
    CHRISTMAS = "christmas"
    SUMMER = "summer"
    BETWEEN_TERMS = "between_terms"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class HolidaySpan:
    """Days on which nobody was expected, and why; a closure carries the name it was given."""

    kind: Holiday
    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """The journey with what its picture needs beside the figures.

    ``a_term_before`` are pairs of Mondays: a week, and the same week of the term before.
    """

    journey: JourneyView
    heard: tuple[date, ...]
    ladder: tuple[Rung, ...]
    holidays: tuple[HolidaySpan, ...]
    called: str
    pronouns: str
    year_began: date
    a_term_before: tuple[tuple[date, date], ...]
    who: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    """By Monday, the names of those who wrote the steps of the week down, once ``WhoRecorded`` was asked."""


@dataclass(frozen=True)
class JourneyPictureOf(Query[JourneyPicture]):
    """A pupil's journey with the ladder in words, the holidays, and the weeks in which they were heard."""

    requires: ClassVar[Permission] = Permission.INSIGHT_JOURNEY_READ
    reach: ClassVar[frozenset[Permission]] = Journey.reach | {Permission.CALENDAR_TIMETABLE_READ}
    pupil: PupilId

    def read(self, reading: Reading) -> JourneyPicture:
        journey = reading.ask(Journey(self.pupil))
        moments = reading.ask(attendance.RungMoments(self.pupil))
        today = reading.clock.today()
        first, last = journey.first_week or today, (journey.last_week or today) + 6 * ONE_DAY
        row = reading.db.get(Pupil, self.pupil)
        if row is None or row.withdrawn:
            raise OutOfDate("row_gone")
        place, terms = reading.ask(calendar.TermOn(today)), reading.ask(calendar.Terms())
        return JourneyPicture(
            journey=journey,
            heard=tuple(sorted({monday_of(day) for day in {one.day for one in moments if one.heard}})),
            ladder=reading.ask(attendance.LadderOn(today)).rungs,
            holidays=(
                *holidays(terms, first, last),
                *closures(reading.ask(calendar.Closures(first, last))),
            ),
            called=people.shown_name(row),
            pronouns=row.pronouns if people.Where.HERE in row.pronouns_used else "",
            year_began=place.year.card.first_day if place.year else first,
            a_term_before=tuple(same_weeks(terms, first, last)),
        )


def holidays(rows: Iterable[TermRow], first: date, last: date) -> tuple[HolidaySpan, ...]:
    """The gaps between half-terms and terms that touch these days, named by where they lie."""
    cards = [row.card for row in rows]
    spans = _smallest(cards)
    gaps = (
        HolidaySpan(_kind(cards, before, after), before.last_day + ONE_DAY, after.first_day - ONE_DAY)
        for before, after in pairwise(spans)
        if (after.first_day - before.last_day).days > 3
    )
    return tuple(gap for gap in gaps if gap.first <= last and gap.last >= first)


def same_weeks(rows: Iterable[TermRow], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Each week between these days that lies in a term, beside the week as far into the term before.

    Weeks are counted from the Monday of a term's first day. A week that the term before did not have is
    left out, and so is every week of the first term.
    """
    terms = sorted((row.card.first_day, row.card.last_day) for row in rows if row.card.kind is TermKind.TERM)
    for (began, ended), (begins, ends) in pairwise(terms):
        earlier = (week.monday for week in each_week(began, ended))
        weeks = (week.monday for week in each_week(begins, ends))
        yield from (pair for pair in zip(weeks, earlier, strict=False) if first <= pair[0] <= last)


def closures(rows: Iterable[ClosureRow]) -> tuple[HolidaySpan, ...]:
    """The closures that are long enough to be seen among weeks."""
    return tuple(
        HolidaySpan(Holiday.CLOSED, row.card.first_day, row.card.last_day, row.card.name)
        for row in rows
        if (row.card.last_day - row.card.first_day).days + 1 >= SHORTEST_CLOSURE
    )


def _smallest(cards: Sequence[TermCard]) -> list[TermCard]:
    """The half-terms, and the terms that have none, in order."""
    halves = [card for card in cards if card.kind is TermKind.HALF_TERM]
    whole = [
        card
        for card in cards
        if card.kind is TermKind.TERM and not any(card.span.holds(half.span) for half in halves)
    ]
    return sorted([*halves, *whole], key=lambda card: card.first_day)


def _kind(cards: Sequence[TermCard], before: TermCard, after: TermCard) -> Holiday:
    if _same(cards, TermKind.TERM, before, after):
        return Holiday.HALF_TERM
    if not _same(cards, TermKind.YEAR, before, after):
        return Holiday.SUMMER
    christmas = date(before.last_day.year, 12, 25)
    return Holiday.CHRISTMAS if before.last_day < christmas < after.first_day else Holiday.BETWEEN_TERMS


def _same(cards: Sequence[TermCard], kind: TermKind, before: TermCard, after: TermCard) -> bool:
    """Whether one year, or one term, holds both."""
    return any(
        card.kind is kind and card.span.holds(before.span) and card.span.holds(after.span) for card in cards
    )
