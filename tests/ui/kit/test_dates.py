"""Days are understood as people write them, and nothing else is taken for a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.dates import full_day, long_day, parse_day, short_day

TODAY = date(2026, 10, 13)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 10, 12)),
        ("tomorrow", date(2026, 10, 14)),
        ("3 days ago", date(2026, 10, 10)),
        ("2 weeks ago", date(2026, 9, 29)),
        ("in 1 week", date(2026, 10, 20)),
        ("Fri", date(2026, 10, 9)),
        ("friday", date(2026, 10, 9)),
        ("Tuesday", TODAY),
        ("last tuesday", date(2026, 10, 6)),
        ("next friday", date(2026, 10, 16)),
        ("13 oct", TODAY),
        ("1st October", date(2026, 10, 1)),
        ("13 October 2026", TODAY),
        ("Tuesday, 13 October 2026", TODAY),
        ("12 dec", date(2025, 12, 12)),
        ("13/10/2026", TODAY),
        ("13.10.26", TODAY),
        ("03/04", date(2026, 4, 3)),
        ("2026-10-13", TODAY),
        ("1/2/98", date(1998, 2, 1)),
    ],
)
def test_what_people_write_is_understood(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31/02/2011",
        "32 oct",
        "ju",
        "13 octopus 2026",
        "t",
        "0/0",
        "fri fri",
        "Monday 13 October 2026",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert parse_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("12 oct", date(2027, 10, 12)), ("Fri", date(2026, 10, 16)), ("14/10", date(2026, 10, 14))],
)
def test_a_field_for_the_future_takes_the_next_such_day(text: str, day: date) -> None:
    assert parse_day(text, TODAY, past=False) == day


def test_the_29th_of_february_without_a_year_is_no_day_in_most_years() -> None:
    assert parse_day("29 feb", TODAY) is None
    assert parse_day("29 feb", date(2028, 3, 1)) == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_day_written_in_full_comes_back(day: date) -> None:
    assert parse_day(long_day(day), TODAY) == day
    assert parse_day(full_day(day), TODAY) == day
    assert parse_day(day.isoformat(), TODAY) == day


@given(st.integers(0, 364))
def test_a_day_of_the_last_year_needs_no_year(back: int) -> None:
    day = TODAY - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        assert parse_day(short_day(day), TODAY) == day
