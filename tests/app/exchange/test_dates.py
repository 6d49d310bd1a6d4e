"""Dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import dates
from app.exchange.dates import Order, WhyNot

TODAY = date(2026, 11, 22)
MAY = date(2011, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2011-05-04",
        "2011/5/4",
        "20110504",
        "2011-05-04T00:00:00Z",
        "2011-05-04 00:00:00",
        "04/05/2011",
        "4/5/2011",
        "4.5.2011",
        "04-05-11",
        "4 5 2011",
        "04052011",
        "4 May 2011",
        "4th May 2011",
        "4th of May, 2011",
        "04-May-11",
        "Wed 4 May 2011",
        "Wednesday, 4 May 2011",
        "May 4, 2011",
        "4 MAY '11",
        "40667",
        "40667.0",
        " 04/05/2011 00:00 ",
        "'04/05/2011",
    ],
)
def test_one_day_written_in_many_ways(text: str) -> None:
    assert dates.understand(text, Order.DAY_FIRST, TODAY).day == MAY


@pytest.mark.parametrize(
    "text", ["31/02/2011", "2011-02-30", "29/02/2011", "0/5/2011", "32 May 2011", "12/13/2011"]
)
def test_a_day_that_never_was_is_said_to_be_so(text: str) -> None:
    assert dates.understand(text, Order.DAY_FIRST, TODAY).why_not is WhyNot.NO_SUCH_DAY


@pytest.mark.parametrize(
    "text", ["soon", "5", "May", "4 Mey 2011", "2011", "12:30", "1/2", "??/??/2011", "1234567890"]
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert dates.understand(text, Order.DAY_FIRST, TODAY).why_not is WhyNot.NOT_A_DATE


def test_a_year_of_two_figures_lies_in_the_past() -> None:
    assert dates.understand("01/01/26", Order.DAY_FIRST, TODAY).day == date(2026, 1, 1)
    assert dates.understand("01/01/27", Order.DAY_FIRST, TODAY).day == date(1927, 1, 1)


@pytest.mark.parametrize(
    ("cells", "order", "ambiguous"),
    [
        (["04/05/2011", "13/05/2011"], Order.DAY_FIRST, False),
        (["04/05/2011", "05/13/2011"], Order.MONTH_FIRST, False),
        (["04/05/2011", "06/07/2011"], Order.DAY_FIRST, True),
        (["05/05/2011"], Order.DAY_FIRST, False),
        (["2011-05-13", "4 May 2011"], Order.DAY_FIRST, False),
        (["05/13/2011", "13/05/2011", "14/05/2011"], Order.DAY_FIRST, False),
        ([], Order.DAY_FIRST, False),
    ],
)
def test_a_whole_column_settles_its_order(cells: list[str], order: Order, ambiguous: bool) -> None:
    assert dates.order_of(cells) is order
    assert dates.is_ambiguous(cells) is ambiguous


def test_a_column_in_american_order_is_read_in_that_order() -> None:
    assert dates.understand("4/2/2000", Order.MONTH_FIRST, TODAY).day == date(2000, 4, 2)


@given(
    st.dates(date(1990, 1, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%d.%m.%y"]),
)
def test_every_day_written_is_the_day_read(day: date, shape: str) -> None:
    assert dates.understand(day.strftime(shape), Order.DAY_FIRST, TODAY).day == day


@given(st.dates(date(1990, 1, 1), TODAY))
def test_every_day_counted_by_a_spreadsheet_is_the_day_read(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert dates.understand(str(serial), Order.DAY_FIRST, TODAY).day == day


@given(st.text(max_size=20))
def test_no_text_is_too_odd(text: str) -> None:
    found = dates.understand(text, Order.DAY_FIRST, TODAY)
    assert (found.day is None) is (found.why_not is not None)
