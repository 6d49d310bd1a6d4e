"""Holidays as the calendar says them, for the picture of a journey."""

from datetime import date, timedelta

import pytest

from app.core.ids import ClosureId, TermId
from app.insight.journey_picture import Holiday, HolidaySpan, closures, holidays, same_weeks
from app.rooms.calendar import ClosureCard, ClosureKind, ClosureRow, TermCard, TermKind, TermRow

YEAR, NEXT = date(2025, 9, 1), date(2026, 9, 1)
SPANS = (
    (TermKind.YEAR, YEAR, date(2026, 7, 22)),
    (TermKind.TERM, YEAR, date(2025, 12, 19)),
    (TermKind.HALF_TERM, YEAR, date(2025, 10, 24)),
    (TermKind.HALF_TERM, date(2025, 11, 3), date(2025, 12, 19)),
    (TermKind.TERM, date(2026, 1, 5), date(2026, 3, 27)),
    (TermKind.TERM, date(2026, 4, 13), date(2026, 7, 22)),
    (TermKind.YEAR, NEXT, date(2027, 7, 21)),
    (TermKind.TERM, NEXT, date(2026, 12, 18)),
)
ROWS = tuple(
    TermRow(TermId(number), 1, TermCard(kind, kind.value, first, last))
    for number, (kind, first, last) in enumerate(SPANS)
)


def test_each_gap_is_named_by_where_it_lies():
    assert holidays(ROWS, YEAR, NEXT) == (
        HolidaySpan(Holiday.HALF_TERM, date(2025, 10, 25), date(2025, 11, 2)),
        HolidaySpan(Holiday.CHRISTMAS, date(2025, 12, 20), date(2026, 1, 4)),
        HolidaySpan(Holiday.BETWEEN_TERMS, date(2026, 3, 28), date(2026, 4, 12)),
        HolidaySpan(Holiday.SUMMER, date(2026, 7, 23), date(2026, 8, 31)),
    )


def test_only_what_touches_the_weeks_shown_is_told():
    found = holidays(ROWS, date(2026, 1, 5), date(2026, 3, 20))
    assert found == ()


def test_a_weekend_between_two_halves_is_no_holiday():
    halves = (
        TermRow(TermId(1), 1, TermCard(TermKind.HALF_TERM, "a", YEAR, date(2025, 10, 24))),
        TermRow(TermId(2), 1, TermCard(TermKind.HALF_TERM, "b", date(2025, 10, 27), date(2025, 12, 19))),
    )
    assert holidays(halves, YEAR, NEXT) == ()


@pytest.mark.parametrize(("days", "count"), [(1, 0), (3, 0), (4, 1), (10, 1)])
def test_a_closure_is_shown_where_it_takes_a_week_out(days, count):
    card = ClosureCard(ClosureKind.CLOSED, "Flood", date(2026, 2, 2), date(2026, 2, 1 + days))
    assert len(closures((ClosureRow(ClosureId(1), 1, card),))) == count


def test_each_week_of_a_term_stands_beside_the_week_as_far_into_the_term_before():
    pairs = dict(same_weeks(ROWS, YEAR, date(2026, 12, 31)))
    assert pairs[date(2026, 1, 5)] == date(2025, 9, 1)
    assert pairs[date(2026, 1, 12)] == date(2025, 9, 8)
    assert pairs[date(2026, 4, 13)] == date(2026, 1, 5)
    assert pairs[date(2026, 8, 31)] == date(2026, 4, 13), "a term that begins on a Tuesday begins that week"
    assert date(2025, 9, 1) not in pairs, "the first term has none before it"
    assert date(2026, 2, 23) in pairs and date(2026, 3, 30) not in pairs, "no holiday is compared"


def test_a_week_that_the_term_before_did_not_have_is_left_out():
    found = [week for week, _ in same_weeks(ROWS, date(2026, 4, 13), date(2026, 7, 22))]
    assert found == [date(2026, 4, 13) + week * timedelta(7) for week in range(12)]


def test_only_the_weeks_shown_are_compared():
    found = tuple(same_weeks(ROWS, date(2026, 2, 2), date(2026, 2, 9)))
    assert found == ((date(2026, 2, 2), date(2025, 9, 29)), (date(2026, 2, 9), date(2025, 10, 6)))
    assert tuple(same_weeks((), YEAR, NEXT)) == ()
