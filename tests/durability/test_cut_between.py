"""R-03c: the power is cut between a commit, its witness, the slot file, a setting and a backup's new name.

Every point at which something became durable is cut at, several times, since what was not yet flushed may
come out in any way.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.store import backup, keys, slots
from tests.durability import machine
from tests.durability.machine import Disk
from tests.durability.work_day import KEYS
from tests.kit.clock import SetClock
from tests.kit.looking import look
from tests.kit.record import Template
from tests.kit.told import Tell
from tests.kit.volume import how_many

pytestmark = pytest.mark.skipif(machine.recorder() is None, reason="no compiler here for the recorder")

TURNING = "SNUAT"
"""Operations after which the disk holds something else: flushed, renamed, removed, acknowledged, cut."""


def points(ops: list[machine.Op]) -> list[int]:
    """Every turning point but those of the copy's own workroom, where nothing has a name yet."""
    first = next(place for place, op in enumerate(ops) if op.kind == "A")
    return [
        place
        for place, op in enumerate(ops)
        if place >= first and op.kind in TURNING and ".copying-" not in op.path
    ]


def unusable(room: Path, template: Template, acknowledged: int) -> str:
    """What is wrong with what a cut has left; nothing where everything is as it must be."""
    held = template.keys()
    seen = look(room / "record", room / "home", held)
    if not seen.is_sound:
        return f"the record: {seen.error or seen.faults}"
    if seen.seq < acknowledged:
        return f"{acknowledged - seen.seq} acknowledged entries are lost"
    if seen.is_alarm:
        return "a false alarm"
    try:
        file = slots.load(room / "record")
    except Exception as error:
        return f"the slot file: {error}"
    if not held.opens(file) or not all(keys.is_proved(sheet, held) for sheet in file.sheets):
        return "the slot file opens neither with the password nor with the sheet"
    for number, path in enumerate((room / "home" / "backups").rglob("*.inchstone")):
        place = room / f"unpacked {number}"
        backup.unpack(path, place)
        backup.check(place, held)
    return ""


def test_between_any_two_things_that_become_durable_the_power_may_be_cut(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    folder = tmp_path / "machine"
    folder.mkdir()
    template.copy_to(folder)
    disk, log = Disk.of(folder), tmp_path / "log"
    secret = " ".join(part.hex() for part in (template.site, template.private, template.kek))
    done = machine.run(
        ["-m", "tests.durability.work_day", str(folder), "3", "3", "ROUND"],
        folder, log, INCHSTONE_HOME=str(folder / "home"), **{KEYS: secret},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    ops, each, chance = machine.read_log(log), how_many(5, soak=20), random.Random(33)
    places, wrong, looked = points(ops), [], 0
    room = tmp_path / "after"
    monkeypatch.setenv("INCHSTONE_HOME", str(room / "home"))
    did = 0
    for place in places:
        while did <= place:
            disk.do(ops[did])
            did += 1
        for _ in range(each):
            machine.lay(disk.after_cut(chance), room)
            looked += 1
            found = unusable(room, template, disk.acknowledged)
            if found:
                wrong.append(f"after {ops[place].kind} {ops[place].path}: {found}")
    tell("R-03c", f"{len(places)} points between commit, witness, slot file, setting and backup, each cut "
                  f"{each} times: {len(wrong)} of {looked:,} unusable")  # fmt: skip
    assert wrong == []
    assert {"home/witness", "record/slots", "home/backups"} <= {
        "/".join(Path(op.other or op.path).parts[:2]).partition(".")[0] for op in ops if op.kind in "SN"
    }
    opened = template.open(room / "record", SetClock())
    opened.close()
