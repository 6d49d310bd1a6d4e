"""R-37: nothing leaves the computer. The whole suite runs with sockets refused; here a day is watched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

from tests.durability import machine
from tests.durability.work_day import KEYS
from tests.kit.record import Template
from tests.kit.told import Tell


def watched(template: Template, folder: Path, *command: str) -> list[machine.Op]:
    """Every connection that a process tried to make, below anything that Python could hide."""
    folder.mkdir()
    template.copy_to(folder)
    log = folder.with_suffix(".log")
    keys = " ".join(part.hex() for part in (template.site, template.private, template.kek))
    done = machine.run(list(command), folder, log, INCHSTONE_HOME=str(folder / "home"), **{KEYS: keys})
    assert done.returncode == 0, done.stderr[-2000:]
    return [op for op in machine.read_log(log) if op.kind == "X"]


@pytest.mark.skipif(machine.recorder() is None, reason="no compiler here for the recorder")
def test_a_day_of_work_and_a_backup_connect_to_nothing(
    template: Template, tmp_path: Path, tell: Tell
) -> None:
    folder = tmp_path / "machine"
    found = watched(template, folder, "-m", "tests.durability.work_day", str(folder), "37", "40", "ROUND")
    tell("R-37", f"a day with staff, registers, drafts and a backup: {len(found)} connections tried")
    assert found == []


@pytest.mark.skipif(machine.recorder() is None, reason="no compiler here for the recorder")
def test_a_planted_connection_is_caught(template: Template, tmp_path: Path, tell: Tell) -> None:
    """The control: the same watch over a process that does try, which is also refused."""
    planted = (
        "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError:\n    pass"
    )
    found = watched(template, tmp_path / "machine", "-c", planted)
    tell("R-37", f"control: a planted connection was caught {len(found)} of 1 times")
    assert len(found) == 1


def test_no_test_can_open_a_socket() -> None:
    with pytest.raises((SocketBlockedError, UserWarning)):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
