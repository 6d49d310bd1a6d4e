"""First and last days of a stay: what is meant is taken, what cannot be meant is asked about."""

from datetime import date

import pytest

from app.exchange.dates import Order
from app.exchange.stays import understand
from app.rooms import people
from tests.app.exchange.test_plan_pupils import brought_in, planned

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-09-02", "", (date(2026, 9, 2), None)),
        ("", "31/08/2027", (None, date(2027, 8, 31))),
        ("02/09/26", "31/08/27", (date(2026, 9, 2), date(2027, 8, 31))),
        ("1 Jan 27", "", (date(2027, 1, 1), None)),
        ("46267", "", (date(2026, 9, 2), None)),
        ("2026-09-02", "2026-09-02", (date(2026, 9, 2), date(2026, 9, 2))),
        ("", "", (None, None)),
    ],
)
def test_days_to_come_are_taken_as_they_are_written(first, last, expected):
    stay = understand(first, last, Order.DAY_FIRST, TODAY)
    assert (stay.first, stay.last, stay.troubles) == (*expected, ())


@pytest.mark.parametrize(
    ("first", "last", "troubles"),
    [
        ("soon", "", (("start_date", "not_a_date"),)),
        ("31/09/2026", "", (("start_date", "no_such_day"),)),
        ("2206-09-02", "", (("start_date", "far_from_today"),)),
        ("02/09/98", "", (("start_date", "far_from_today"),)),
        ("2026-09-02", "2026-09-01", (("end_date", "leaves_before_starting"),)),
        ("soon", "later", (("start_date", "not_a_date"), ("end_date", "not_a_date"))),
    ],
)
def test_what_cannot_be_meant_is_asked_about(first, last, troubles):
    assert understand(first, last, Order.DAY_FIRST, TODAY).troubles == troubles


@pytest.mark.parametrize(
    ("first", "last", "begins"),
    [
        ("", "", TODAY),
        ("", "2027-07-20", TODAY),
        ("", "2026-07-20", date(2026, 7, 20)),
        ("2027-01-04", "", date(2027, 1, 4)),
    ],
)
def test_whoever_had_left_did_not_begin_today(first, last, begins):
    assert understand(first, last, Order.DAY_FIRST, TODAY).begins(TODAY) == begins


def test_a_row_whose_days_cannot_be_meant_waits_and_keeps_no_other_back(office):
    plan = planned(
        office, "Forename,Surname,Start date,Leaving date",
        "Ash,Byrne,soon,", "Bea,Cole,2026-09-02,2026-09-01", "Cy,Dunn,2026-09-02,",
    )  # fmt: skip
    assert [(each.row, each.why, each.facts["found"]) for each in plan.need_you] == [
        (2, "not_a_date", "soon"),
        (3, "leaves_before_starting", "2026-09-01"),
    ]
    assert [row.forename for row in plan.ready] == ["Cy"]


def test_somebody_who_left_long_ago_comes_in_as_having_left(office):
    brought_in(office, "Forename,Surname,Leaving date", "Ash,Byrne,20/07/2026")
    assert office.ask(people.PupilList()) == ()
    (ash,) = office.ask(people.PupilList(leavers=True))
    assert (ash.start_day, ash.leaving_day) == (date(2026, 7, 20), date(2026, 7, 20))


def test_the_order_of_days_is_learnt_from_every_column_of_days(office):
    plan = planned(office, "Forename,Surname,DOB,Start date", "Ash,Byrne,04/02/2012,12/31/2026")
    assert plan.order is Order.MONTH_FIRST
    assert plan.ready[0].birth_date == date(2012, 4, 2)
