"""The invented school years: terms within years, weeks of term counted back from the last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.demo.terms import LAST_DAY, SchoolWeeks, is_term, last_school_day, terms_of
from app.rooms.calendar import TermKind

YEARS = [date(year, 9, 1) for year in range(2021, 2031)]


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_terms_lie_in_their_year_and_halves_in_their_terms_without_touching(year: date) -> None:
    cards = terms_of(year)
    for kind, count in ((TermKind.YEAR, 1), (TermKind.TERM, 3), (TermKind.HALF_TERM, 6)):
        spans = [card.span for card in cards if card.kind is kind]
        assert len(spans) == count
        assert all(not one.overlaps(other) for one in spans for other in spans if one != other)
    (whole,) = (card.span for card in cards if card.kind is TermKind.YEAR)
    assert whole.first >= year
    assert all(whole.holds(card.span) for card in cards)


@pytest.mark.parametrize("years", [1, 2, 3, 5])
def test_so_many_years_are_forty_weeks_of_term_each_and_end_on_the_last_day(years: int) -> None:
    weeks = SchoolWeeks.until(LAST_DAY, years)
    assert len(weeks.mondays) == 40 * years
    assert weeks.numbered()[-1] == (79, date(2026, 11, 16))
    assert weeks.days(weeks.mondays[-1])[-1] == LAST_DAY


@pytest.mark.parametrize("days", range(0, 400, 13))
def test_whatever_day_it_is_the_last_school_day_is_one(days: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=days)
    last = last_school_day(today)
    assert last <= today
    assert is_term(last) and last.weekday() < 5
    between = (last + timedelta(days=n) for n in range(1, (today - last).days + 1))
    assert not any(is_term(day) and day.weekday() < 5 for day in between)


@pytest.mark.parametrize(
    ("last", "month"),
    [(date(2026, 11, 20), "2026-02"), (date(2026, 2, 20), "2025-02"), (date(2026, 3, 2), "2026-02")],
)
def test_the_month_with_data_is_the_last_whole_february(last: date, month: str) -> None:
    assert SchoolWeeks.until(last, 1).full_month() == month
