"""Today, asked of a real record on a Tuesday at 10:52."""

import importlib
import pkgutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

import app.rooms
from app.core.clock import ENGLAND
from app.core.errors import NotAllowed
from app.core.marks import RUNG, NewMark
from app.core.period import FAR
from app.core.roles import Role
from app.core.worklist import Worklist
from app.insight.today import WORKLISTS, Today
from app.office import Office
from app.rooms import attendance, calendar, people
from app.rooms.attendance import RegisterState
from app.rooms.people import KeyAdultCard
from tests.kit.counting import cost
from tests.kit.provision import START, Provision, provision, pupil
from tests.kit.record import as_roles

MOST_STATEMENTS = 60


@pytest.fixture
def here(office: Office) -> Provision:
    return provision(office)


def all_worklists() -> set[type[Worklist]]:
    for module in pkgutil.walk_packages(app.rooms.__path__, "app.rooms."):
        importlib.import_module(module.name)
    found, waiting = set(), [Worklist]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return found - {Worklist}


def test_every_worklist_of_every_room_stands_on_today():
    assert {kind.__qualname__ for kind in all_worklists()} == {kind.__qualname__ for kind in WORKLISTS}
    assert len(set(WORKLISTS)) == len(WORKLISTS)


def test_the_day_says_who_is_expected_with_their_plan_in_order_of_time(office, here):
    found = office.ask(Today())
    assert {row.name.shown for row in found.expected} == {"Alfie", "Bea", "Callum", "Dina"}
    assert [slot.name for slot in found.expected[0].plan.slots] == [
        "Breakfast",
        "Morning lesson",
        "Home visit",
    ]
    assert (found.provision, found.pupils_here) == ("Hillside Outreach", 4)
    assert found.place.year.card.name == "2026/27"


def test_a_row_says_the_last_visits_who_saw_the_child_and_where_they_are_now(office, here, clock):
    ash = here.pupils[0]
    day = clock.today()
    for weeks, rung in ((2, 2), (1, 3), (0, 6)):
        on = day - timedelta(weeks=weeks)
        office.execute(attendance.MarkRegister((NewMark(ash, on, here.breakfast, RUNG, rung),)))
    office.execute(people.AddKeyAdult(KeyAdultCard(ash, office.actor.staff, day)))
    rows = {row.pupil: row for row in office.ask(Today()).expected}
    assert rows[ash].visits == (2, 3, 6)
    assert (rows[ash].seen.day, rows[ash].now.words, rows[ash].now.on_site) == (day, "Reached site", True)
    assert (rows[ash].mine, rows[here.pupils[1]].mine, rows[here.pupils[1]].now) == (True, False, None)


def test_what_waits_is_sorted_by_urgency(office, here):
    items = office.ask(Today()).items
    assert [item.urgency for item in items] == sorted(item.urgency for item in items)
    assert {"register_due", "not_heard_of", "only_one_holder"} <= {item.code for item in items}


def test_a_person_sees_only_the_worklists_and_pupils_that_their_roles_cover(opened, here, clock):
    found = as_roles(opened, clock, Role.ADMINISTRATOR).ask(Today())
    assert found.expected == found.registers == ()
    assert found.pupils_here == 0
    assert {item.pupil for item in found.items} <= {None}
    assert "register_due" not in {item.code for item in found.items}
    assert found.adults_in


def test_somebody_without_any_role_is_refused(opened, clock):
    with pytest.raises(NotAllowed):
        as_roles(opened, clock).ask(Today())


def test_the_register_to_take_is_the_one_that_is_on_then_the_next_then_the_latest_left_open(
    office, here, clock
):
    assert office.ask(Today()).next_register.slot.name == "Morning lesson"
    clock.set(datetime(2026, 10, 13, 12, 30, tzinfo=ENGLAND))
    found = office.ask(Today()).next_register
    assert (found.slot.name, found.state) == ("Home visit", RegisterState.TO_COME)
    clock.set(datetime(2026, 10, 13, 18, 0, tzinfo=ENGLAND))
    assert office.ask(Today()).next_register.slot.name == "Home visit"
    for slot in (here.breakfast, here.lesson, here.visit):
        office.execute(attendance.FinishRegister(slot, clock.today()))
    assert office.ask(Today()).next_register is None


def test_on_a_day_outside_every_term_nobody_is_expected_and_the_day_says_why(office, here, clock):
    clock.set(datetime(2026, 8, 18, 10, 0, tzinfo=ENGLAND))
    found = office.ask(Today())
    assert (found.expected, found.registers, found.plan.closed) == ((), (), "outside_term")


def test_whoever_has_left_is_not_expected(office, here, clock):
    gone = office.ask(people.PupilCardView(here.pupils[0])).kept
    card = replace(gone.card, leaving_day=clock.today() - timedelta(days=1))
    assert gone.card.leaving_day == FAR
    office.execute(people.EditPupil(gone.pupil, gone.version, card))
    assert here.pupils[0] not in {row.pupil for row in office.ask(Today()).expected}


def test_today_costs_no_more_statements_when_more_pupils_come(office, here):
    few = cost(office, Today())
    more = tuple(pupil(office, f"Eve{n}", "Novak") for n in range(6))
    office.execute(calendar.SetSlotPupils(here.breakfast, START, frozenset(here.pupils + more)))
    assert cost(office, Today()) <= few <= MOST_STATEMENTS
