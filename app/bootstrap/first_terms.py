"""The term that a new provision is in: its days, perhaps a holiday between them, and the year around."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from app.core.errors import Refused
from app.core.period import ONE_DAY, Span, is_weekday, year_name, year_starting
from app.rooms.calendar import TermCard, TermKind

_HALF_A_YEAR: Final = timedelta(weeks=26)
"""No term is as long: whoever writes down as much means the whole school year."""


def first_terms(span: Span, holiday: Span | None = None) -> tuple[TermCard, ...]:
    """The school year of these days, the term, and its halves where a holiday lies between them.

    Which school year it is the middle of the term tells: some begin in the last days of August. Days of
    half a year and more are a school year without terms. Raises ``Refused`` for days of more than one
    school year and for a holiday that does not lie between two days of the term.
    """
    starts = year_starting(span.first + (span.last - span.first) / 2)
    year = Span(min(starts, span.first), starts.replace(year=starts.year + 1) - ONE_DAY)
    if not year.holds(span):
        raise Refused("outside_what_it_belongs_to", first=year.first, last=year.last)
    if span.last - span.first >= _HALF_A_YEAR:
        if holiday is not None:
            raise Refused("term_is_a_year")
        return (TermCard(TermKind.YEAR, year_name(starts), span.first, span.last),)
    name = _season(span.first)
    return (
        TermCard(TermKind.YEAR, year_name(starts), year.first, year.last),
        TermCard(TermKind.TERM, name, span.first, span.last),
        *(() if holiday is None else _halves(name, span, holiday)),
    )


def _halves(name: str, term: Span, holiday: Span) -> tuple[TermCard, TermCard]:
    """Each ends or begins on a weekday, as a holiday is written down from Monday to Friday."""
    if not (term.first < holiday.first and holiday.last < term.last):
        raise Refused("outside_what_it_belongs_to", first=term.first + ONE_DAY, last=term.last - ONE_DAY)
    before, after = holiday.first - ONE_DAY, holiday.last + ONE_DAY
    while before > term.first and not is_weekday(before):
        before -= ONE_DAY
    while after < term.last and not is_weekday(after):
        after += ONE_DAY
    return (
        TermCard(TermKind.HALF_TERM, f"{name} 1", term.first, before),
        TermCard(TermKind.HALF_TERM, f"{name} 2", after, term.last),
    )


def _season(day: date) -> str:
    """What a term that starts on this day is called: from August to December it is the autumn's."""
    return "Autumn" if day.month >= 8 else "Spring" if day.month < 4 else "Summer"
