"""Progress at a closed door never hides that nobody has seen the child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.core.clock import ENGLAND
from app.core.ids import StaffId
from app.core.marks import AM, CODE, NOT_OBSERVED, PM, RUNG, SEEN_ASKED, NewMark
from app.core.roles import Role
from app.rooms import access, calendar, people
from app.rooms.attendance import (
    EditLadder,
    LadderOn,
    LastSeen,
    LastVisits,
    MarkRegister,
    NotHeardOf,
    NotSeen,
    RungMoments,
    Seen,
    Tell,
    Unseen,
)
from app.rooms.people import KeyAdultCard
from tests.kit.counting import cost
from tests.kit.marking import numbers
from tests.kit.provision import provision
from tests.kit.record import as_roles

TUESDAY = date(2026, 10, 13)
WEEK_AGO, TWO_WEEKS_AGO = date(2026, 10, 6), date(2026, 9, 29)


@pytest.fixture
def place(office):
    return provision(office)


def mark(office, child, slot, value, day=TUESDAY, measure=RUNG, moment=1, at=None):
    office.execute(MarkRegister((NewMark(child, day, slot, measure, value, moment, at),)))


def last(office, child, on=TUESDAY):
    (row,) = office.ask(LastSeen((child,), on))
    return row.seen and row.seen.day, row.heard and row.heard.day


@pytest.mark.parametrize(
    ("value", "seen", "heard"),
    [
        (0, False, False),
        (1, False, True),
        (2, False, True),
        (3, True, True),
        (6, True, True),
        (9, True, True),
    ],
)
def test_the_facts_of_the_rung_say_whether_a_child_was_seen_or_heard(office, place, value, seen, heard):
    mark(office, place.pupils[0], place.lesson, value)
    assert last(office, place.pupils[0]) == (TUESDAY if seen else None, TUESDAY if heard else None)


def test_a_later_door_does_not_move_the_day_on_which_a_child_was_seen(office, place):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 7, TWO_WEEKS_AGO)
    mark(office, ash, place.lesson, 2, WEEK_AGO)
    mark(office, ash, place.lesson, 0)
    assert last(office, ash) == (TWO_WEEKS_AGO, WEEK_AGO)
    assert last(office, ash, date(2026, 9, 30)) == (TWO_WEEKS_AGO, TWO_WEEKS_AGO)
    assert last(office, ash, date(2026, 9, 28)) == (None, None)


def test_the_answer_to_seen_counts_and_its_taking_back_too(office, place):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 1)
    mark(office, ash, place.lesson, 1, measure=SEEN_ASKED)
    assert last(office, ash) == (TUESDAY, TUESDAY)
    office.undo()
    assert last(office, ash) == (None, TUESDAY)


def test_an_answer_does_not_outlive_the_rung_that_asked(office, place):
    """As a corrected sheet leaves it, which sends the rung alone."""
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 6, TWO_WEEKS_AGO)
    mark(office, ash, place.lesson, 1, WEEK_AGO)
    mark(office, ash, place.lesson, 1, WEEK_AGO, measure=SEEN_ASKED)
    assert last(office, ash)[0] == WEEK_AGO
    mark(office, ash, place.lesson, 0, WEEK_AGO)
    assert last(office, ash)[0] == TWO_WEEKS_AGO
    assert [one.seen for one in office.ask(RungMoments(ash))] == [True, False]
    (row,) = (row for row in office.ask(Unseen(TUESDAY)) if row.pupil == ash)
    assert row.last_seen == TWO_WEEKS_AGO


def test_the_answer_is_the_slots_whichever_of_its_moments_asks(office, place):
    """The answer lies at the first moment; what the header says of a child the journey says too."""
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 0)
    mark(office, ash, place.lesson, 1, moment=2)
    mark(office, ash, place.lesson, 1, measure=SEEN_ASKED)
    assert last(office, ash) == (TUESDAY, TUESDAY)
    assert [(one.rung, one.seen) for one in office.ask(RungMoments(ash))] == [(0, False), (1, True)]


def test_the_contact_says_where_when_and_who(office, place):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 5, at=datetime(2026, 10, 13, 10, 20, tzinfo=ENGLAND))
    mark(office, ash, place.breakfast, 3, at=datetime(2026, 10, 13, 9, 5, tzinfo=ENGLAND))
    (row,) = office.ask(LastSeen((ash,), TUESDAY))
    assert (row.seen.slot, row.seen.slot_name, row.seen.by_name) == (
        place.lesson,
        "Morning lesson",
        "Priya Shah",
    )


def test_facts_changed_later_hold_from_their_day_and_what_was_seen_stays_seen(office, place, clock):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 5, WEEK_AGO)
    ladder = office.ask(LadderOn(TUESDAY))
    blind = tuple(replace(one, seen=Seen.NO) if one.number == 5 else one for one in ladder.rungs)
    office.execute(EditLadder(TUESDAY, ladder.edition, blind))
    mark(office, ash, place.lesson, 5)
    assert last(office, ash) == (WEEK_AGO, TUESDAY)


def test_many_pupils_cost_two_statements(office, place):
    for child in place.pupils:
        mark(office, child, place.lesson, 5)
    assert cost(office, LastSeen(place.pupils, TUESDAY)) == 2
    assert cost(office, LastVisits(place.pupils, TUESDAY, 1)) == 1
    assert cost(office, LastVisits(place.pupils, TUESDAY)) == 2  # further back for whoever has had few


def test_visits_of_many_moments_are_as_many_as_were_asked_for(office, place):
    ash, other = place.pupils[:2]
    days = [TUESDAY - timedelta(days=7 * back) for back in (4, 3, 2, 1, 0)]
    for day in days:
        mark(office, other, place.lesson, 7, day)
        for moment in (1, 2, 3):
            mark(office, ash, place.lesson, moment + 3, day, moment=moment)
    rows = {row.pupil: row.visits for row in office.ask(LastVisits((ash, other), TUESDAY, 4))}
    assert [visit.day for visit in rows[ash]] == [visit.day for visit in rows[other]] == days[1:]
    assert [(visit.step, visit.moments.n) for visit in rows[ash]] == [(6, 3)] * 4


def unseen(office, child, on=TUESDAY):
    return next(row for row in office.ask(Unseen(on)) if row.pupil == child)


def test_expected_days_are_counted_from_the_last_sight(office, place, clock):
    clock.set(datetime(2026, 10, 14, 17, 0, tzinfo=ENGLAND))
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 6, TWO_WEEKS_AGO)
    mark(office, ash, place.lesson, 2, WEEK_AGO)
    row = unseen(office, ash, date(2026, 10, 14))
    assert (row.last_seen, row.last_heard) == (TWO_WEEKS_AGO, WEEK_AGO)
    assert (row.days, row.expected_since) == (5, date(2026, 9, 30))
    assert unseen(office, ash, date(2026, 10, 7)).days == 3


def test_today_counts_once_the_last_slot_has_ended(office, place, clock):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 6, WEEK_AGO)
    assert unseen(office, ash).days == 1
    clock.set(datetime(2026, 10, 13, 14, 0, tzinfo=ENGLAND))
    assert unseen(office, ash).days == 2


def test_a_child_never_seen_counts_from_the_first_expected_day(office, place):
    row = unseen(office, place.pupils[0])
    assert (row.last_seen, row.expected_since, row.days) == (None, date(2026, 9, 1), 12)


def key_adult(office, child, staff=1):
    office.execute(people.AddKeyAdult(KeyAdultCard(child, StaffId(staff), date(2026, 9, 1))))


@pytest.mark.parametrize(
    ("seen_on", "has_adult", "tell"),
    [
        (date(2026, 10, 6), True, None),
        (date(2026, 9, 30), True, Tell.KEY_ADULT),
        (date(2026, 9, 29), True, Tell.DSL),
        (date(2026, 9, 30), False, Tell.DSL),
    ],
)
def test_the_line_climbs_from_the_key_adult_to_the_dsl(office, place, clock, seen_on, has_adult, tell):
    clock.set(datetime(2026, 10, 13, 16, 0, tzinfo=ENGLAND))
    ash = place.pupils[0]
    if has_adult:
        key_adult(office, ash)
    slot = place.wednesday if seen_on.weekday() == 2 else place.lesson
    mark(office, ash, slot, 6, seen_on)
    assert unseen(office, ash).tell is tell


def test_the_line_stands_on_the_lists_of_those_whose_turn_it_is(office, place, opened, clock):
    clock.set(datetime(2026, 10, 13, 16, 0, tzinfo=ENGLAND))
    ash, *others = place.pupils
    for child in others:
        mark(office, child, place.lesson, 6)
    key_adult(office, ash, staff=1)
    mark(office, ash, place.wednesday, 6, date(2026, 9, 30))
    asked = {
        name: [item.pupil for item in as_roles(opened, clock, role, staff=staff).ask(NotSeen())]
        for name, role, staff in (
            ("key adult", Role.MENTOR, 1),
            ("other mentor", Role.MENTOR, 9),
            ("dsl", Role.DSL, 9),
            ("head", Role.HEAD, 9),
        )
    }
    assert asked == {"key adult": [ash], "other mentor": [], "dsl": [], "head": [ash]}
    clock.set(datetime(2026, 10, 14, 16, 0, tzinfo=ENGLAND))
    assert ash in [item.pupil for item in as_roles(opened, clock, Role.DSL, staff=9).ask(NotSeen())]


def test_a_rung_that_says_not_seen_never_clears_the_line(office, place):
    ash = place.pupils[0]
    before = [item.pupil for item in office.ask(NotSeen())]
    mark(office, ash, place.lesson, 2)
    assert [item.pupil for item in office.ask(NotSeen())] == before
    mark(office, ash, place.lesson, 3)
    assert ash not in [item.pupil for item in office.ask(NotSeen())]


def test_a_child_expected_on_no_day_stands_there_as_such(office, place):
    ash = place.pupils[0]
    for slot in (place.breakfast, place.lesson, place.visit, place.wednesday):
        office.execute(calendar.SetSlotPupils(slot, date(2026, 9, 2), frozenset(place.pupils) - {ash}))
    mark(office, ash, place.lesson, 6, date(2026, 9, 1))
    (item,) = (item for item in office.ask(NotSeen()) if item.pupil == ash)
    assert (item.code, item.facts["last_seen"]) == ("no_expected_days", "2026-09-01")


def test_a_child_of_whom_nothing_was_heard_stands_on_the_list_after_a_while(office, place, clock):
    clock.set(datetime(2026, 10, 13, 9, 14, tzinfo=ENGLAND))
    assert office.ask(NotHeardOf()) == ()
    clock.move(minutes=1)
    alfie, bea, callum, dina = place.pupils
    assert [item.pupil for item in office.ask(NotHeardOf())] == [alfie, bea, callum, dina]
    mark(office, alfie, place.breakfast, 0)
    mark(office, bea, place.breakfast, 2)
    office.execute(MarkRegister((NewMark(callum, TUESDAY, AM, CODE, 19),)))
    mark(office, dina, place.breakfast, NOT_OBSERVED)
    (first, second) = office.ask(NotHeardOf())
    assert [first.pupil, second.pupil] == [alfie, dina]
    assert first.opens == f"register:{place.breakfast}:2026-10-13"


def test_a_code_that_says_nobody_knows_takes_no_child_off_the_list(office, place, clock):
    clock.set(datetime(2026, 10, 13, 9, 30, tzinfo=ENGLAND))
    alfie, bea, *_ = place.pupils
    known = numbers(office)
    mark(office, alfie, AM, known["N"], measure=CODE)
    mark(office, bea, AM, known["I"], measure=CODE)
    waiting = [item.pupil for item in office.ask(NotHeardOf())]
    assert (alfie in waiting, bea in waiting) == (True, False)


def test_a_code_for_the_morning_says_nothing_of_the_afternoon(office, place, clock):
    clock.set(datetime(2026, 10, 13, 13, 14, tzinfo=ENGLAND))
    alfie, bea, *_ = place.pupils
    for child in (alfie, bea):
        mark(office, child, AM, numbers(office)["M"], measure=CODE)
    assert not {alfie, bea} & {item.pupil for item in office.ask(NotHeardOf())}
    clock.move(minutes=1)
    mark(office, bea, PM, numbers(office)["M"], measure=CODE)
    (item,) = (item for item in office.ask(NotHeardOf()) if item.pupil in (alfie, bea))
    assert (item.pupil, item.opens, item.facts["expected"]) == (
        alfie,
        f"register:{place.visit}:2026-10-13",
        13 * 60,
    )


@pytest.mark.parametrize("how", ["left", "away"])
def test_a_key_adult_who_is_not_here_is_not_waited_for(office, place, opened, clock, how):
    ash = place.pupils[0]
    staff = StaffId(
        office.execute(
            access.AddStaff(
                access.StaffCard("Marek Nowak", "mentor", "", date(2026, 9, 1)), "six brave wrens"
            )
        ).new_id
    )
    office.execute(people.AddKeyAdult(KeyAdultCard(ash, staff, date(2026, 9, 1))))
    for back in (4, 3):
        mark(office, ash, place.lesson, 6, TUESDAY - timedelta(days=7 * back))
    clock.set(datetime(2026, 10, 13, 17, 0, tzinfo=ENGLAND))

    def tell():
        return next((row.tell, row.key_adults) for row in office.ask(Unseen(TUESDAY)) if row.pupil == ash)

    with_adult = tell()
    assert with_adult[0] is not None
    if how == "left":
        office.execute(access.EndStaff(staff, date(2026, 10, 12)))
    else:
        office.execute(access.AddAway(access.AwayCard(staff, TUESDAY, TUESDAY)))
    assert with_adult[1] == (staff,)
    assert tell() == (Tell.DSL, ())


def test_the_last_visits_are_by_their_last_moment_and_in_order(office, place):
    ash = place.pupils[0]
    for day, value in ((TWO_WEEKS_AGO, 3), (WEEK_AGO, 5)):
        mark(office, ash, place.lesson, value, day)
    mark(office, ash, place.breakfast, 8, moment=1, at=datetime(2026, 10, 13, 9, 5, tzinfo=ENGLAND))
    mark(office, ash, place.breakfast, 6, moment=2, at=datetime(2026, 10, 13, 9, 40, tzinfo=ENGLAND))
    mark(office, ash, place.lesson, NOT_OBSERVED)
    (row,) = office.ask(LastVisits((ash,), TUESDAY))
    assert [(visit.day, visit.step, visit.moments.best) for visit in row.visits] == [
        (TWO_WEEKS_AGO, 3, 3),
        (WEEK_AGO, 5, 5),
        (TUESDAY, 6, 8),
    ]
    (row,) = office.ask(LastVisits((ash,), TUESDAY, 2))
    assert [visit.step for visit in row.visits] == [5, 6]


def test_every_moment_of_a_pupil_carries_what_its_rung_said(office, place):
    ash = place.pupils[0]
    mark(office, ash, place.lesson, 1, WEEK_AGO)
    mark(office, ash, place.lesson, 1, WEEK_AGO, measure=SEEN_ASKED)
    mark(office, ash, place.breakfast, 0)
    mark(office, ash, place.lesson, 7)
    assert [(one.day, one.rung, one.heard, one.seen) for one in office.ask(RungMoments(ash))] == [
        (WEEK_AGO, 1, True, True),
        (TUESDAY, 0, False, False),
        (TUESDAY, 7, True, True),
    ]
    assert cost(office, RungMoments(ash)) == 3
