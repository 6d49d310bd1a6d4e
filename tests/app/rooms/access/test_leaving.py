"""Whoever has left opens nothing, and somebody can always run the provision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import bootstrap
from app.core.errors import OutOfDate, Refused, Unavailable
from app.core.ids import StaffId
from app.core.period import FAR
from app.core.roles import Role
from app.rooms import people
from app.rooms.access import (
    AddAway,
    AddStaff,
    AwayCard,
    EditStaff,
    EndStaff,
    ReturnStaff,
    StaffCard,
    StaffList,
    StaffNames,
    rules,
)
from tests.kit.record import peek, slot_file

TUESDAY = date(2026, 10, 13)
FRIDAY, MONDAY = date(2026, 10, 16), date(2026, 10, 19)
SECRET = "six brave wrens"


def add(office, *roles: Role, name: str = "Marek Nowak", first: date = date(2026, 9, 1)) -> StaffId:
    card = StaffCard(name, " ".join(roles), "", first)
    return StaffId(office.execute(AddStaff(card, SECRET)).new_id)


def test_a_last_day_written_down_ahead_closes_the_slot_once_it_has_passed(
    template, record_folder, opened, office, clock
):
    marek = add(office, Role.MENTOR)
    office.execute(EndStaff(marek, FRIDAY))
    assert slot_file(record_folder).slot(marek) is not None
    opened.close()
    for day, is_there in ((3, True), (4, False)):
        clock.set(clock.now().replace(day=13) + timedelta(days=day))
        again = template.open(record_folder, clock)
        assert (slot_file(record_folder).slot(marek) is not None) is is_there
        again.close()


def test_the_emergency_sheet_opens_to_nobody_who_has_left_or_not_begun(opened, office, clock):
    marek, later = add(office, Role.MENTOR), add(office, Role.MENTOR, name="Bo Reed", first=MONDAY)
    office.execute(EndStaff(marek, FRIDAY))
    theirs = bootstrap.emergency_office(opened, marek, SECRET, clock)
    assert theirs.ask(people.EmergencyRows(TUESDAY)) is not None
    theirs.sign_out()
    with pytest.raises(Refused, match="not_here_today"):
        bootstrap.emergency_office(opened, later, SECRET, clock)
    clock.move(days=6)
    with pytest.raises((Refused, Unavailable), match="not_here_today"):
        bootstrap.emergency_office(opened, marek, SECRET, clock)


@pytest.mark.parametrize(
    ("heads", "stands"),
    [
        ([(0, None)], True),
        ([(0, 0)], False),  # their slot goes today
        ([(0, 10)], False),
        ([(0, 10), (0, None)], True),
        ([(0, 10), (11, None)], True),  # one hands over to the next
        ([(0, 10), (12, None)], False),  # a day with nobody
        ([(0, 48), (0, 18)], False),
        ([(-30, -1), (0, None)], True),
    ],
)
def test_somebody_runs_the_provision_on_every_day_to_come(heads, stands):
    spans = [
        (TUESDAY + timedelta(days=first), date.max if last is None else TUESDAY + timedelta(days=last))
        for first, last in heads
    ]
    if stands:
        rules.check_head_remains(spans, TUESDAY)
        return
    with pytest.raises(Refused, match="last_head"):
        rules.check_head_remains(spans, TUESDAY)


def test_two_heads_cannot_both_be_ended(office):
    second = add(office, Role.HEAD)
    office.execute(EndStaff(second, date(2026, 11, 30)))
    with pytest.raises(Refused, match="last_head"):
        office.execute(EndStaff(StaffId(1), date(2026, 10, 31)))
    mine = next(row for row in office.ask(StaffList()) if row.id == 1)
    ended = StaffCard(mine.name, "head dsl", "", mine.from_day, date(2026, 10, 31))
    with pytest.raises(Refused, match="last_head"):
        office.execute(EditStaff(StaffId(1), mine.version, ended))


def test_whoever_is_back_was_here_before_and_away_between(opened, office, clock):
    marek = add(office, Role.MENTOR)
    office.execute(EndStaff(marek, TUESDAY))
    clock.move(days=6)
    left = next(row for row in office.ask(StaffList()) if row.id == marek)
    with pytest.raises(Refused, match="returns_later"):
        office.execute(ReturnStaff(marek, left.version, MONDAY + timedelta(days=1), SECRET))
    office.execute(ReturnStaff(marek, left.version, MONDAY, SECRET))
    back = next(row for row in office.ask(StaffList()) if row.id == marek)
    assert (back.from_day, back.to_day, back.here) == (date(2026, 9, 1), FAR, True)
    assert (marek, "Marek Nowak") in office.ask(StaffNames(on=date(2026, 9, 8)))
    gaps = peek(office, "SELECT from_day, to_day FROM staff_away WHERE staff_id = ?", marek)
    assert [tuple(date.fromordinal(day) for day in gap) for gap in gaps] == [
        (TUESDAY + timedelta(days=1), MONDAY - timedelta(days=1))
    ]
    theirs = bootstrap.emergency_office(opened, marek, SECRET, clock)
    theirs.sign_out()


def test_nobody_who_is_not_there_can_be_away(office):
    with pytest.raises(OutOfDate, match="row_gone"):
        office.execute(AddAway(AwayCard(StaffId(99), TUESDAY, FRIDAY)))
