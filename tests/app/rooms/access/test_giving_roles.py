"""Nobody makes themself more than they are: an administrator opens no pupil's record by any road."""

from datetime import date

import pytest

from app.core.errors import Refused
from app.core.ids import StaffId
from app.core.roles import Role
from app.rooms.access import AddStaff, EditStaff, ResetPassword, StaffCard, StaffList
from tests.kit.record import as_roles

DAY = date(2026, 10, 13)


def card(name: str, *roles: Role) -> StaffCard:
    return StaffCard(name, " ".join(roles), "", DAY)


@pytest.fixture
def administrator(office, opened, clock):
    office.execute(AddStaff(card("Maureen Tully", Role.ADMINISTRATOR), "six brave wrens"))
    return as_roles(opened, clock, Role.ADMINISTRATOR, staff=2)


def test_an_administrator_adds_an_administrator(administrator):
    assert administrator.execute(AddStaff(card("Bo Reed", Role.ADMINISTRATOR), "nine tall herons")).new_id


@pytest.mark.parametrize("role", [Role.HEAD, Role.DSL, Role.TEACHER, Role.MENTOR, Role.PROPRIETOR])
def test_an_administrator_lets_nobody_in_with_more_than_they_hold(administrator, role):
    with pytest.raises(Refused, match="only_a_head_gives_roles"):
        administrator.execute(AddStaff(card("Bo Reed", role), "nine tall herons"))


def test_an_administrator_does_not_make_themself_head(administrator, office):
    mine = next(row for row in office.ask(StaffList()) if row.id == 2)
    more = card("Maureen Tully", Role.ADMINISTRATOR, Role.HEAD)
    with pytest.raises(Refused, match="only_a_head_gives_roles"):
        administrator.execute(EditStaff(StaffId(2), mine.version, more))


def test_an_administrator_does_not_take_over_the_heads_sign_in(administrator):
    with pytest.raises(Refused, match="only_a_head_gives_roles"):
        administrator.execute(ResetPassword(StaffId(1), "nine tall herons"))


def test_a_head_gives_any_role(office):
    for number, role in enumerate(Role):
        assert office.execute(AddStaff(card(f"Person {number}", role), f"nine tall herons {number}")).new_id
