"""R-02 and R-06: the disk is full, or fails at one write or at every one. What was acknowledged is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.durability import machine
from tests.durability.work_day import KEYS
from tests.kit.record import Template
from tests.kit.told import Tell
from tests.kit.volume import how_many

pytestmark = pytest.mark.skipif(machine.recorder() is None, reason="no compiler here for the recorder")


def under_the_recorder(template: Template, folder: Path, *arguments: str) -> Any:
    """Let a process try it on a copy of the record, and read what came of it."""
    template.copy_to(folder)
    keys = " ".join(part.hex() for part in (template.site, template.private, template.kek))
    command = ["-m", "tests.faults.failing_disk", arguments[0], str(folder), *arguments[1:]]
    done = machine.run(command, folder, None, INCHSTONE_HOME=str(folder / "home"), **{KEYS: keys})
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_each_failing_write_of_twelve_commands_leaves_all_or_nothing(
    template: Template, tmp_path: Path, tell: Tell
) -> None:
    found = under_the_recorder(template, tmp_path, "commands")
    tell(
        "R-06",
        f"{found['runs']} failing writes, flushes and openings of {found['kinds']} commands, once and for "
        f"ever: {len(found['partial'])} half done; said: {found['codes']}",
    )
    assert found["kinds"] == 12
    assert (found["partial"], found["faults"]) == ([], [])
    saved = {"saved", "nothing_to_do", "witness_not_written"}
    assert set(found["codes"]) <= saved | {"disk_failed", "record_is_gone"}


def test_a_full_disk_loses_nothing_that_was_acknowledged(
    template: Template, tmp_path: Path, tell: Tell
) -> None:
    points = how_many(60, soak=200)
    found = under_the_recorder(template, tmp_path, "full", str(points))
    tell(
        "R-02",
        f"full at {found['points']} points of saving, drafts, backup and start: {len(found['wrong'])} lost "
        f"or unusable; {found['sound']} of {found['backups']} backups whole; said: {found['codes']}",
    )
    assert found["wrong"] == []
    assert found["points"] == points // 3 * 3
    assert found["sound"] == found["backups"] > 0
    assert (found["is_sound"], found["alarm"]) == (True, False)
