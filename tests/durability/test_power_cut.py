"""R-03: the power is cut at any moment of a day's work, and all that was acknowledged is there.

Two controls must fail, or the figure means nothing: with the usual advice for a log (NORMAL) acknowledged
records are lost, and with OFF the file cannot be read.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.rooms import keeping
from app.store import verify
from app.store.engine import DATABASE
from app.store.keys import Keys
from tests.durability import machine
from tests.durability.machine import Disk
from tests.durability.work_day import KEYS
from tests.kit.clock import SetClock
from tests.kit.looking import look
from tests.kit.record import Template
from tests.kit.told import Tell
from tests.kit.volume import how_many

pytestmark = pytest.mark.skipif(machine.recorder() is None, reason="no compiler here for the recorder")

FULL_LOOK_EVERY = 100
SEED = 3


@dataclass
class Found:
    """What so many cuts left behind."""

    cuts: int = 0
    unreadable: int = 0
    lost_cuts: int = 0
    lost: int = 0
    alarms: int = 0
    why: list[str] = field(default_factory=list)
    opened: int = 0


@dataclass(frozen=True)
class Worked:
    """A recorded day: the disk before it, and every operation."""

    start: Disk
    ops: list[machine.Op]


def recorded(template: Template, folder: Path, acts: int, *more: str) -> Worked:
    """Let a process work on a copy of the record, and write down all that it does to its disk."""
    folder.mkdir()
    template.copy_to(folder)
    start = Disk.of(folder)
    log = folder.with_suffix(".log")
    extra = {KEYS: " ".join(part.hex() for part in (template.site, template.private, template.kek))}
    done = machine.run(
        ["-m", "tests.durability.work_day", str(folder), str(SEED), str(acts), *more],
        folder, log, INCHSTONE_HOME=str(folder / "home"), **extra,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return Worked(start, machine.read_log(log))


def judged(folder: Path, held: Keys, acknowledged: int, found: Found) -> None:
    """Open what a cut has left, as the next start would, and compare it with what was acknowledged."""
    found.cuts += 1
    seen = look(folder / "record", folder / "home", held)
    if not seen.is_sound:
        found.unreadable += 1
        found.why.append(seen.error or seen.faults[0])
        return
    if seen.seq < acknowledged:
        found.lost_cuts += 1
        found.lost += acknowledged - seen.seq
    found.alarms += seen.is_alarm


def replay(worked: Worked, count: int, template: Template, room: Path, *, open_too: bool = False) -> Found:
    found = Found()
    held = template.keys()
    for acknowledged, files in machine.cuts(worked.ops, worked.start, count, SEED):
        machine.lay(files, room)
        judged(room, held, acknowledged, found)
        if open_too and found.cuts % FULL_LOOK_EVERY == 0:
            go_on_working(room, template)
            found.opened += 1
    return found


def go_on_working(room: Path, template: Template) -> None:
    """The whole door: sign in, look at everything, write something."""
    opened = template.open(room / "record", SetClock())
    try:
        with opened.record.reading() as db:
            assert verify.rebuilt_fault(db) == ""
        assert opened.office.execute(keeping.ChangeSetting("phone", f"{time.monotonic()}")).entry is not None
    finally:
        opened.close()


def test_nothing_acknowledged_is_lost_in_any_power_cut(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    count = how_many(1_000, soak=10_000)
    worked = recorded(template, tmp_path / "machine", how_many(150, soak=600))
    monkeypatch.setenv("INCHSTONE_HOME", str(tmp_path / "after" / "home"))
    found = replay(worked, count, template, tmp_path / "after", open_too=True)
    tell(
        "R-03",
        f"{found.cuts:,} cuts through the real door: {found.lost} acknowledged lost, "
        f"{found.unreadable} unreadable, {found.alarms} false alarms; {found.opened} opened and worked on "
        f"({machine.LIMITS})",
    )
    assert (found.cuts, found.lost, found.unreadable, found.alarms) == (count, 0, 0, 0), found.why[:5]


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_control_loses_what_it_must(
    synchronous: str, template: Template, tmp_path: Path, tell: Tell
) -> None:
    count = how_many(300, soak=1_000)
    worked = recorded(template, tmp_path / "machine", 350 if synchronous == "OFF" else 150, synchronous)
    found = replay(worked, count, template, tmp_path / "after")
    lost, unreadable = found.lost_cuts / count, found.unreadable / count
    tell(
        "R-03",
        f"control {synchronous}, {count} cuts: {lost:.0%} lost acknowledged records, "
        f"{unreadable:.0%} unreadable",
    )
    if synchronous == "NORMAL":
        assert lost >= 0.3
    else:
        assert unreadable >= 0.5


def test_the_look_itself_is_not_blind(template: Template, tmp_path: Path) -> None:
    """A record whose first page is noise counts as unreadable."""
    room = template.copy_to(tmp_path)
    path = room / DATABASE
    content = bytearray(path.read_bytes())
    content[100:200] = bytes(100)
    path.write_bytes(bytes(content))
    found = Found()
    judged(tmp_path, template.keys(), 0, found)
    assert found.unreadable == 1
