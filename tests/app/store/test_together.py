"""A record without a name is written many commands to a transaction, each whole or without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.core.errors import Refused
from app.core.jobs import Silent
from app.rooms import keeping
from app.store import recovery, together
from tests.kit.clock import SetClock
from tests.kit.record import FLOOR, FOUNDING, peek

MAKING = bootstrap.Making(cost=FLOOR, unsynced=True)


@pytest.fixture
def making(tmp_path: Path, home: Path) -> Iterator[tuple[bootstrap.Opened, Path]]:
    """A record under way: it lies in its temporary folder."""
    opened, temporary = bootstrap.begin_founding(
        tmp_path / "record", FOUNDING, recovery.make_secret(), SetClock(), MAKING
    )
    yield opened, temporary
    if temporary.exists():
        opened.close()


def phone(number: int) -> keeping.ChangeSetting:
    return keeping.ChangeSetting("phone", f"01632 96{number:04d}")


def written(opened: bootstrap.Opened) -> list[str]:
    return [
        value for (value,) in peek(opened.office, "SELECT after FROM audit_value WHERE after LIKE '%01632%'")
    ]


def test_a_refused_command_leaves_no_trace_among_those_that_stand(
    making: tuple[bootstrap.Opened, Path],
) -> None:
    opened, _ = making
    head = opened.record.head
    opened.office.execute(phone(1))
    with pytest.raises(Refused):
        opened.office.execute(keeping.ChangeSetting("phone", "9" * 61))
    opened.office.execute(phone(2))
    assert opened.record.head.seq == head.seq + 2
    assert len(written(opened)) == 2


def test_a_question_sees_every_command_before_it(making: tuple[bootstrap.Opened, Path]) -> None:
    opened, _ = making
    for number in range(3):
        opened.office.execute(phone(number))
        assert dict(opened.office.ask(keeping.Settings()))["phone"] == f"01632 96{number:04d}"


@pytest.mark.parametrize("commands", [1, 2, 7])
def test_however_many_are_carried_at_once_the_finished_record_holds_them_all_and_verifies(
    commands: int, making: tuple[bootstrap.Opened, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "COMMANDS", commands)
    opened, temporary = making
    for number in range(10):
        opened.office.execute(phone(number))
    finished = bootstrap.finish_founding(tmp_path / "record", temporary, opened, SetClock(), MAKING)
    try:
        assert len(written(finished)) == 10
        assert all(check.ok for check in finished.office.work(keeping.VerifyRecord(), Silent()))
    finally:
        finished.close()
