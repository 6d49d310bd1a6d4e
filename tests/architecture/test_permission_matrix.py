"""R-07a: every request × every role and every pair of roles, asked at the door and kept as a golden text.

The difference of the golden file is what a person reviews when a role or a request changes.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from app.bootstrap import Opened
from app.core import roles as core_roles
from app.core.actor import PROGRAM, Actor
from app.core.command import Command
from app.core.errors import NotAllowed, Unavailable
from app.core.ids import StaffId
from app.core.jobs import Job, Silent
from app.core.permissions import Permission
from app.core.roles import STARTS_WITH, Role
from app.core.undoable import FINAL
from app.office import Office
from app.store.audit import Act
from tests.kit.clock import SetClock
from tests.kit.golden import check_golden
from tests.kit.record import peek
from tests.kit.requests import all_requests, commands, room_of
from tests.kit.told import Tell

ROLES = tuple(Role)
PEOPLE: tuple[tuple[Role, ...], ...] = (*((role,) for role in ROLES), *combinations(ROLES, 2))
SHORT = dict(zip(ROLES, ("adm", "hea", "pro", "dsl", "dep", "tea", "men"), strict=True))
NOBODY = StaffId(77)
ASKED_INSIDE = {
    Permission.ATTENDANCE_CODE_AMEND,
    Permission.ATTENDANCE_NOTE_VOID,
}
"""Asked for inside a command, by what it is about to write: its own test stands with the room."""


def blank(request: type[Any]) -> Any:
    """A request without values: enough for the question who may make it."""
    return object.__new__(request)


class Door(Office):
    """The real door, which says what it would have entered about an attempt that it refused."""

    def __init__(self, opened: Opened, clock: SetClock, roles: tuple[Role, ...]) -> None:
        super().__init__(opened.record, Actor(NOBODY, frozenset(roles)), clock)
        self.entered: list[Act] = []

    def _enter(self, *acts: Act) -> None:
        self.entered += acts

    def lets(self, request: type[Any]) -> bool:
        self.entered.clear()
        try:
            self._check(blank(request))
        except NotAllowed:
            assert [act.refused for act in self.entered] == [True], "a refused attempt is on record"
            return False
        return True


def matrix(opened: Opened, clock: SetClock) -> dict[tuple[type[Any], tuple[Role, ...]], bool]:
    doors = {roles: Door(opened, clock, roles) for roles in PEOPLE}
    return {(request, roles): doors[roles].lets(request) for request in all_requests() for roles in PEOPLE}


def as_text(cells: dict[tuple[type[Any], tuple[Role, ...]], bool]) -> str:
    lines = [
        "Who may make which request: x may, . may not. First the seven roles alone, then every pair of them.",
        "Behind a command that cannot be taken back stands what to do instead.",
        "",
        "roles: " + " ".join(f"{SHORT[role]}={role.value}" for role in ROLES),
        "pairs: " + " ".join("+".join(SHORT[role] for role in pair) for pair in PEOPLE[len(ROLES) :]),
        "",
    ]
    for request in sorted(all_requests(), key=lambda each: (room_of(each), each.__name__)):
        marks = "".join("x" if cells[request, roles] else "." for roles in PEOPLE)
        name = f"{room_of(request)}.{request.__name__}"
        instead = f"  final: {FINAL[request.__name__]}" if request.__name__ in FINAL else ""
        line = f"{marks[: len(ROLES)]} {marks[len(ROLES) :]}  {name:<42} {request.requires.value}{instead}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def test_every_request_names_a_permission() -> None:
    without = [r.__name__ for r in all_requests() if not isinstance(getattr(r, "requires", None), Permission)]
    assert without == []


def test_the_matrix_is_what_a_person_has_reviewed(opened: Opened, clock: SetClock, tell: Tell) -> None:
    cells = matrix(opened, clock)
    assert len(cells) >= 5_000
    check_golden("permissions.txt", as_text(cells))
    named = {request.requires for request in all_requests()}
    tell("R-07a", f"{len(cells):,} cells, {len(all_requests())} requests × {len(PEOPLE)}: 0 mismatches")
    assert set(Permission) - named == ASKED_INSIDE, "a permission that no request asks for"


def test_each_rule_taken_away_is_seen(
    opened: Opened, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """The control: a rule whose loss changes no cell would be a rule that nothing tests."""
    rules = [(role, asked) for role in ROLES for asked in sorted(STARTS_WITH[role] - ASKED_INSIDE)]
    before = {role: tuple(r.requires in STARTS_WITH[role] for r in all_requests()) for role in ROLES}
    unseen = []
    for role, permission in rules:
        with monkeypatch.context() as patch:
            patch.setitem(core_roles.STARTS_WITH, role, STARTS_WITH[role] - {permission})
            door = Door(opened, clock, (role,))
            if tuple(door.lets(request) for request in all_requests()) == before[role]:
                unseen.append((role.value, permission.value))
    tell("R-07a", f"control: {len(rules) - len(unseen)} of {len(rules)} rules taken away were seen")
    assert unseen == []


def test_roles_are_added_up_and_nothing_more(opened: Opened, clock: SetClock) -> None:
    cells = matrix(opened, clock)
    for request in all_requests():
        for pair in combinations(ROLES, 2):
            assert cells[request, pair] == (cells[request, pair[:1]] or cells[request, pair[1:]])


def test_an_administrator_alone_opens_no_pupils_record(opened: Opened, clock: SetClock) -> None:
    door = Door(opened, clock, (Role.ADMINISTRATOR,))
    allowed = {r.requires for r in all_requests() if door.lets(r)}
    assert not [p for p in allowed if p.value.startswith("people:") and "emergency" not in p.value]
    assert Permission.INSIGHT_JOURNEY_READ not in allowed


def put(office: Office, request: Any) -> None:
    if isinstance(request, Command):
        office.execute(request)
    elif isinstance(request, Job):
        office.work(request, Silent())
    else:
        office.ask(request)


def test_a_refused_attempt_stands_in_the_chain(opened: Opened, clock: SetClock) -> None:
    """With the real entry: one for each request that a person without any role tries."""
    office = Office(opened.record, Actor(NOBODY, frozenset()), clock)
    before = opened.record.head.seq
    for request in all_requests():
        with pytest.raises(NotAllowed):
            put(office, blank(request))
    found = peek(
        opened.office, "SELECT action FROM audit_entry WHERE seq > ? AND refused ORDER BY seq", before
    )
    assert [action for (action,) in found] == [request.__name__ for request in all_requests()]


def test_behind_a_locked_screen_nothing_is_answered(opened: Opened, clock: SetClock) -> None:
    office = Office(opened.record, PROGRAM, clock)
    opened.office.lock()
    for request in all_requests():
        with pytest.raises(Unavailable) as refusal:
            put(office, blank(request))
        assert refusal.value.code == "keys_are_gone"


def test_what_only_the_program_does_no_role_may(opened: Opened, clock: SetClock) -> None:
    ours = [r for r in all_requests() if r.requires is Permission.KEEPING_PROGRAM_ACT]
    assert {r.__name__ for r in ours} == {
        "CloseSlots",
        "FoundProvision",
        "NoteWitness",
        "PutReservedSlots",
        "TakeNewPair",
    }
    door = Door(opened, clock, ROLES)
    assert not any(door.lets(request) for request in ours)


def test_every_command_can_be_taken_back_or_says_what_to_do_instead() -> None:
    names = {command.__name__ for command in commands()}
    assert set(FINAL) <= names, "a final act that there is no more"
