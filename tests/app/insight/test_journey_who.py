"""Who wrote the weeks of a journey down, asked of a real record that two people write into."""

from datetime import date

from app.core.ids import StaffId
from app.core.marks import RUNG, NewMark
from app.core.roles import Role
from app.insight.journey_who import WhoRecorded
from app.rooms import access, attendance
from tests.kit.counting import cost
from tests.kit.provision import provision
from tests.kit.record import HEAD, PASSWORD, as_roles

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def test_each_week_names_those_who_wrote_it_whoever_wrote_most_first(opened, office, clock):
    here = provision(office)
    card = access.StaffCard("Tom Reed", Role.MENTOR.value, "", TUESDAY)
    tom = StaffId(office.execute(access.AddStaff(card, PASSWORD)).new_id)
    other = as_roles(opened, clock, Role.MENTOR, staff=tom)
    ash = here.pupils[0]
    office.execute(attendance.MarkRegister((NewMark(ash, TUESDAY, here.breakfast, RUNG, 2),)))
    other.execute(
        attendance.MarkRegister(
            (
                NewMark(ash, TUESDAY, here.lesson, RUNG, 3),
                NewMark(ash, TUESDAY, here.lesson, RUNG, 4, moment=2),
            )
        )
    )
    before = cost(office, WhoRecorded(ash))
    assert office.ask(WhoRecorded(ash)) == {MONDAY: ("Tom Reed", HEAD)}
    other.execute(attendance.MarkRegister((NewMark(ash, TUESDAY, here.breakfast, RUNG, 5),)))
    assert office.ask(WhoRecorded(ash)) == {MONDAY: ("Tom Reed",)}, "what was replaced is nobody's"
    assert cost(office, WhoRecorded(ash)) == before
    assert office.ask(WhoRecorded(here.pupils[1])) == {}
