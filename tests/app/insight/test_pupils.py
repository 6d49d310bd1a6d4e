"""What the list of pupils and the head of a page are told, asked of a real record."""

from datetime import date

import pytest

from app.core.marks import AM, CODE, RUNG, NewMark
from app.core.roles import Role
from app.insight.pupils import PlacedBy, PupilAttendanceOf, PupilHeadOf, PupilsAtAGlance
from app.rooms import attendance, curriculum, people
from app.rooms.attendance import CodesOn, Rates
from app.rooms.people import KeyAdultCard, PupilCard
from tests.kit.counting import cost
from tests.kit.provision import START, placed, provision, steps
from tests.kit.record import as_roles

TUESDAY = date(2026, 10, 6)
MOST_STATEMENTS = 28


@pytest.fixture
def here(office):
    return provision(office)


def code(office, letter):
    return next(one.number for one in office.ask(CodesOn(TUESDAY)) if one.letter == letter)


def test_the_list_says_when_each_was_seen_and_heard_and_counts_steps_apart(office, here):
    alfie, bea = here.pupils[:2]
    office.execute(
        attendance.MarkRegister(
            (NewMark(alfie, TUESDAY, here.lesson, RUNG, 2), NewMark(bea, TUESDAY, here.lesson, RUNG, 6))
        )
    )
    tree = steps(office)
    office.execute(curriculum.RecordBaseline(bea, tree.to5, START))
    office.execute(curriculum.RecordAchievement(bea, tree.to10, TUESDAY))
    rows = {one.row.shown: one for one in office.ask(PupilsAtAGlance())}
    assert (rows["Alfie"].seen, rows["Alfie"].heard.day) == (None, TUESDAY)
    assert rows["Bea"].seen.day == TUESDAY
    assert (rows["Bea"].made_here, rows["Bea"].on_arrival) == (1, 1)


def test_leavers_come_when_asked_for_and_a_search_narrows(office, here):
    office.execute(people.AddPupil(PupilCard("Eli", "Gone", date(2025, 9, 1), date(2026, 7, 1))))
    assert [one.row.shown for one in office.ask(PupilsAtAGlance("osei"))] == ["Callum"]
    assert "Eli" in [one.row.shown for one in office.ask(PupilsAtAGlance(leavers=True))]


def test_the_list_costs_as_many_statements_for_four_as_for_one(office, here):
    assert cost(office, PupilsAtAGlance()) == cost(office, PupilsAtAGlance("osei"))


def test_the_head_counts_the_days_seen_among_the_latest_expected_ones(office, here):
    alfie = here.pupils[0]
    seen_on = (date(2026, 10, 6), date(2026, 9, 29), date(2026, 9, 22))
    office.execute(
        attendance.MarkRegister(tuple(NewMark(alfie, day, here.lesson, RUNG, 6) for day in seen_on))
    )
    head = office.ask(PupilHeadOf(alfie))
    assert head.expected == 6  # Tuesdays and Wednesdays from 29 September on, today among them
    assert head.seen_on == 2


def test_the_head_names_who_sends_the_child_with_the_code_they_confirmed(office, here):
    alfie = here.pupils[0]
    placed(office, alfie)
    assert office.ask(PupilHeadOf(alfie)).placed_by == (PlacedBy("school of 1", "B"),)


def test_a_key_adult_counts_from_the_first_day_to_the_last(office, here, clock):
    alfie = here.pupils[0]
    mine = office.actor.staff
    office.execute(people.AddKeyAdult(KeyAdultCard(alfie, mine, START, date(2026, 10, 12))))
    assert office.ask(PupilHeadOf(alfie)).key_adults == ()
    assert dict(office.ask(PupilHeadOf(alfie)).staff)[mine] == "Priya Shah"


def test_half_days_are_counted_of_what_was_agreed_and_of_what_was_possible(office, here):
    alfie = here.pupils[0]
    placed(office, alfie)
    office.execute(
        attendance.MarkRegister(
            (
                NewMark(alfie, date(2026, 9, 29), AM, CODE, code(office, "B")),
                NewMark(alfie, TUESDAY, AM, CODE, code(office, "I")),
            )
        )
    )
    found = office.ask(PupilAttendanceOf(alfie))
    assert found.rates == Rates(attendance=1, authorised=1)
    assert (found.first, found.last) == (START, date(2026, 10, 12))
    assert found.agreed == 18  # Tuesday before and after noon, Wednesday before it, six weeks long
    assert {letter: count for letter, _, count in found.codes} == {"B": 1, "I": 1}


def test_visits_stand_with_the_latest_first(office, here):
    alfie = here.pupils[0]
    days = (date(2026, 9, 22), date(2026, 9, 29), TUESDAY)
    office.execute(attendance.MarkRegister(tuple(NewMark(alfie, day, here.lesson, RUNG, 3) for day in days)))
    assert [visit.day for visit in office.ask(PupilAttendanceOf(alfie)).visits] == list(reversed(days))


@pytest.mark.parametrize("role", [Role.MENTOR, Role.TEACHER, Role.DSL, Role.PROPRIETOR])
def test_everybody_who_works_with_pupils_may_ask(opened, clock, office, here, role):
    other = as_roles(opened, clock, role)
    for query in (PupilsAtAGlance(), PupilHeadOf(here.pupils[0]), PupilAttendanceOf(here.pupils[0])):
        assert cost(other, query) <= MOST_STATEMENTS
