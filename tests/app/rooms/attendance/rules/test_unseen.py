"""Days on which nobody saw a child who was expected, and who is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rooms.attendance import rules
from app.rooms.attendance.rules import Tell

TODAY = date(2026, 11, 23)
MONDAY = date(2026, 11, 16)
EXPECTED = [MONDAY + timedelta(days=n) for n in (0, 1, 3, 7, 8)]


@pytest.mark.parametrize(
    ("last_seen", "today", "is_over", "days"),
    [
        (None, MONDAY, False, 0),
        (None, MONDAY, True, 1),
        (MONDAY, date(2026, 11, 19), False, 1),
        (MONDAY, date(2026, 11, 19), True, 2),
        (MONDAY, date(2026, 11, 20), False, 2),
        (MONDAY, date(2026, 11, 22), True, 2),
        (MONDAY, date(2026, 11, 23), True, 3),
        (date(2026, 11, 18), date(2026, 11, 23), True, 2),
        (date(2026, 11, 24), date(2026, 11, 24), True, 0),
    ],
)
def test_only_expected_days_that_are_over_count_as_not_seen(last_seen, today, is_over, days):
    assert len(rules.days_not_seen(EXPECTED, last_seen=last_seen, today=today, today_is_over=is_over)) == days


def test_a_day_expected_twice_counts_once():
    found = rules.days_not_seen([MONDAY, MONDAY], last_seen=None, today=TODAY, today_is_over=False)
    assert found == (MONDAY,)


@given(
    st.sets(st.dates(date(2026, 9, 1), date(2026, 12, 31))), st.dates(date(2026, 9, 1), date(2026, 12, 31))
)
def test_being_seen_today_clears_the_count(expected, today):
    assert not rules.days_not_seen(expected, last_seen=today, today=today, today_is_over=True)


@pytest.mark.parametrize(
    ("days", "key_adult", "dsl", "tell"),
    [
        (2, True, True, None),
        (3, True, True, Tell.KEY_ADULT),
        (4, True, True, Tell.DSL),
        (9, True, True, Tell.DSL),
        (3, False, True, Tell.DSL),
        (3, False, False, Tell.HEAD),
        (3, True, False, Tell.KEY_ADULT),
        (4, True, False, Tell.HEAD),
    ],
)
def test_the_worklist_climbs_by_one_expected_day(days, key_adult, dsl, tell):
    assert rules.whom_to_tell(days, limit=3, has_key_adult=key_adult, has_dsl=dsl) is tell


def test_a_child_expected_on_none_of_the_last_school_days_is_said_to_be_so():
    school_days = [MONDAY + timedelta(days=n) for n in range(5)]
    friday = school_days[-1]
    assert rules.is_never_expected([], school_days, today=friday, length=5)
    assert not rules.is_never_expected([MONDAY], school_days, today=friday, length=5)
    assert rules.is_never_expected([MONDAY], school_days, today=friday, length=4)
    assert not rules.is_never_expected([], school_days, today=friday, length=6)
