"""Rates from a record: the worked examples of the domain paper, laid over real days."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from app.core.content import ContentVersion, Origin
from app.core.marks import AM, CODE, PM, NewMark
from app.core.period import each_day, is_weekday
from app.rooms import people
from app.rooms.attendance import AllCodes, AttendanceRates, By, CodesOn, MarkRegister, TakeUpCodes
from app.rooms.people import GroupCard, MembershipCard
from tests.kit.counting import cost
from tests.kit.provision import START, number, pupil
from tests.kit.record import peek

FIRST, LAST = date(2026, 1, 5), date(2026, 10, 13)
HALF_DAYS = [(day, slot) for day in each_day(FIRST, LAST) if is_weekday(day) for slot in (AM, PM)]


def lay(office, child, counts, skip=0):
    """Put so many of each code on the half-days from the first on."""
    known = {
        letter: number for number, letter in peek(office, "SELECT number, letter FROM code WHERE number < 99")
    }
    codes = [known[letter] for letter, count in counts for _ in range(count)]
    free = itertools.islice(HALF_DAYS, skip, None)
    marks = [NewMark(child, day, slot, CODE, code) for code, (day, slot) in zip(codes, free, strict=False)]
    assert len(marks) == len(codes)
    office.execute(MarkRegister(tuple(marks)))


def rates(office, by=None, first=FIRST, last=LAST, pupils=None):
    return office.ask(AttendanceRates(first, last, by, pupils))


def said(row):
    found = row.rates
    parts = (found.attendance, found.authorised, found.unauthorised)
    return found.possible, *(found.percent(part) for part in parts), row.persistent, row.severe


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            [("B", 96), ("I", 10), ("M", 2), ("O", 22), ("U", 6), ("N", 4), ("Y1", 4), ("#", 10)],
            (140, "68.5714", "8.5714", "22.8571", 1, 0),
        ),
        ([("B", 70), ("C2", 70)], (140, "50.0000", "50.0000", "0.0000", 1, 1)),
        ([("K", 343), ("I", 37)], (380, "90.2632", "9.7368", "0.0000", 0, 0)),
        ([("K", 342), ("I", 38)], (380, "90.0000", "10.0000", "0.0000", 1, 0)),
        ([("K", 12), ("O", 12)], (24, "50.0000", "0.0000", "50.0000", 1, 1)),
        ([("B", 50), ("D", 40), ("O", 10)], (60, "83.3333", "0.0000", "16.6667", 1, 0)),
        ([("B", 9), ("U", 1)], (10, "90.0000", "0.0000", "10.0000", 1, 0)),
        ([("Y1", 5), ("#", 3)], (0, None, None, None, 0, 0)),
    ],
)
def test_the_worked_examples_come_out_of_a_record(office, counts, expected):
    lay(office, pupil(office, "Ash", "Bell"), counts)
    assert said(rates(office).total) == expected


def test_a_cohort_pools_half_days_and_takes_no_mean(office):
    ash, bo = pupil(office, "Ash", "Bell"), pupil(office, "Bo", "Carr")
    lay(office, ash, [("B", 180), ("O", 20)])
    lay(office, bo, [("B", 2), ("O", 18)])
    answer = rates(office, By.PUPIL)
    assert said(answer.total) == (220, "82.7273", "0.0000", "17.2727", 2, 1)
    assert [(row.name, row.rates.possible, row.severe) for row in answer.rows] == [
        ("Ash Bell", 200, 0),
        ("Bo Carr", 20, 1),
    ]
    assert rates(office, pupils=(bo,)).total.rates.possible == 20
    assert rates(office, pupils=()).total.rates.possible == 0


def test_both_ends_count_and_what_was_taken_back_does_not(office):
    ash = pupil(office, "Ash", "Bell")
    lay(office, ash, [("B", 4)])
    assert rates(office, first=FIRST, last=FIRST).total.rates.possible == 2
    assert rates(office, first=date(2026, 1, 6), last=date(2026, 1, 6)).total.rates.possible == 2
    office.undo()
    assert rates(office).total.rates.possible == 0


def test_weeks_and_codes_add_up_to_the_total(office):
    ash, bo = pupil(office, "Ash", "Bell"), pupil(office, "Bo", "Carr")
    lay(office, ash, [("B", 11), ("N", 3), ("#", 2)])
    lay(office, bo, [("K", 5)], skip=6)
    weeks = rates(office, By.WEEK)
    assert [(row.key, row.rates.possible) for row in weeks.rows] == [("2026-01-05", 14), ("2026-01-12", 5)]
    assert sum(row.rates.possible for row in weeks.rows) == weeks.total.rates.possible
    codes = rates(office, By.CODE)
    assert {row.code: row.count for row in codes.codes} == {"B": 11, "K": 5, "N": 3, "#": 2}
    assert codes.total == weeks.total


def test_a_group_counts_the_days_on_which_a_pupil_is_in_it(office):
    ash, bo = pupil(office, "Ash", "Bell"), pupil(office, "Bo", "Carr")
    lay(office, ash, [("B", 10)])
    lay(office, bo, [("O", 10)])
    group = number(office, people.AddGroup(GroupCard("Otters", date(2026, 1, 1))))
    office.execute(people.AddMembership(MembershipCard(group, ash, date(2026, 1, 7))))
    office.execute(people.AddMembership(MembershipCard(group, bo, START)))
    (row,) = rates(office, By.GROUP).rows
    assert (row.name, row.rates.attendance, row.rates.unauthorised) == ("Otters", 6, 0)
    assert rates(office, By.GROUP).total.rates.possible == 20


def test_a_code_whose_category_changes_counts_as_it_did_in_its_time(office):
    ash = pupil(office, "Ash", "Bell")
    lay(office, ash, [("N", 4)])
    (body,) = peek(office, "SELECT body FROM content WHERE name = 'codes.csv'")
    line = next(line for line in body[0].splitlines() if line.startswith("30,N,"))
    cut = line.replace("unauthorised_absence,1,0,0,0,,", "authorised_absence,1,0,1,0,2026-01-06,")
    assert cut != line
    newer = ContentVersion(
        "codes.csv", "2", FIRST, "other", Origin.SHIPPED, body[0].rstrip() + "\n" + cut + "\n"
    )
    office.execute(TakeUpCodes(newer))
    total = rates(office, By.CODE)
    assert (total.total.rates.unauthorised, total.total.rates.authorised) == (2, 2)
    assert {row.code: row.count for row in total.codes} == {"N": 4}
    assert office.execute(TakeUpCodes(newer)).note == "already_there"


def test_the_codes_are_the_34_of_today_and_the_withdrawn_ones_of_their_time(office):
    assert len(office.ask(CodesOn(LAST))) == 34
    assert len(office.ask(AllCodes())) == 38
    assert [code.letter for code in office.ask(CodesOn(LAST, "c"))] == ["C", "C1", "C2"]
    assert "H" in {code.letter for code in office.ask(CodesOn(date(2024, 1, 8)))}


@pytest.mark.parametrize(
    ("by", "most"), [(None, 2), (By.PUPIL, 3), (By.WEEK, 2), (By.CODE, 4), (By.GROUP, 5)]
)
def test_rates_cost_a_handful_of_statements(office, by, most):
    lay(office, pupil(office, "Ash", "Bell"), [("B", 11), ("N", 3)])
    assert cost(office, AttendanceRates(FIRST, LAST, by)) <= most
