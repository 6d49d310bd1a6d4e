"""Days, weeks and terms: Monday first, both ends counted, nothing left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.period import (
    HalfTerm,
    Span,
    Term,
    Week,
    Year,
    age_on,
    each_day,
    each_week,
    is_weekday,
    monday_of,
    read_limits,
    weeks_apart,
    year_name,
    year_starting,
)
from tests.kit.shipped import content

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS)
def test_a_week_is_named_by_the_monday_that_begins_it(day):
    week = Week.of(day)
    assert week.monday.weekday() == 0
    assert day in week
    assert week.monday - timedelta(days=1) not in week
    assert week.sunday + timedelta(days=1) not in week
    assert len(list(week.days())) == 7
    assert week.plus(1).monday == week.sunday + timedelta(days=1)


def test_no_other_day_can_name_a_week():
    with pytest.raises(ValueError, match="no Monday"):
        Week(date(2026, 11, 24))


@given(DAYS, st.integers(0, 400))
def test_each_week_leaves_none_out_and_says_none_twice(first, length):
    last = first + timedelta(days=length)
    assert [week.monday for week in each_week(first, last)] == sorted(
        {monday_of(day) for day in each_day(first, last)}
    )


def test_no_days_lie_between_a_day_and_an_earlier_one():
    assert list(each_day(date(2026, 11, 24), date(2026, 11, 23))) == []


@given(DAYS, st.integers(-200, 200))
def test_weeks_apart_counts_mondays(day, weeks):
    assert weeks_apart(day, day + timedelta(days=7 * weeks)) == weeks


def test_sunday_and_monday_are_in_different_weeks():
    assert weeks_apart(date(2026, 11, 22), date(2026, 11, 23)) == 1


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 8, 31), date(2026, 8, 31), 14),
        (date(2012, 9, 1), date(2026, 8, 31), 13),
    ],
)
def test_age_in_whole_years(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("day", "start", "name"),
    [
        (date(2026, 8, 31), date(2025, 9, 1), "2025/26"),
        (date(2026, 9, 1), date(2026, 9, 1), "2026/27"),
        (date(2099, 12, 1), date(2099, 9, 1), "2099/00"),
    ],
)
def test_a_school_year_begins_in_september(day, start, name):
    assert (year_starting(day), year_name(day)) == (start, name)


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(Refused) as refusal:
        Span(date(2026, 11, 24), date(2026, 11, 23))
    assert refusal.value.code == "ends_before_it_starts"


@given(DAYS, st.integers(0, 60), DAYS, st.integers(0, 60))
def test_spans_overlap_where_they_share_a_day(first, length, other_first, other_length):
    one = Span(first, first + timedelta(days=length))
    other = Span(other_first, other_first + timedelta(days=other_length))
    shared = set(one.days()) & set(other.days())
    assert one.overlaps(other) is bool(shared)
    assert one.holds(other) is (shared == set(other.days()))


def test_a_term_holds_its_half_terms_and_their_weeks():
    autumn = Term(date(2026, 9, 1), date(2026, 12, 18), "Autumn")
    halves = [
        HalfTerm(date(2026, 9, 1), date(2026, 10, 23), "Autumn 1"),
        HalfTerm(date(2026, 11, 2), date(2026, 12, 18), "Autumn 2"),
    ]
    assert all(autumn.holds(half) for half in halves)
    assert len(list(autumn.weeks())) == 16
    assert date(2026, 9, 1) in Year(date(2026, 9, 1), date(2027, 8, 31), "2026/27")


def test_saturday_and_sunday_are_no_weekdays():
    assert [is_weekday(day) for day in Week(date(2026, 11, 23)).days()] == [True] * 5 + [False] * 2


def test_the_clocks_of_the_provision_come_from_content():
    limits = read_limits(content("clocks.csv"))
    assert (limits["not_seen"].length, limits["not_seen"].unit) == (3, "expected_days")
    assert limits["no_expected_days"].length == 15
