"""R-25: killed while somebody types, the program loses a second of it at most and shows it to nobody else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import bootstrap
from app.core.ids import StaffId
from app.core.roles import Role
from app.office import Office
from app.rooms import access
from tests.faults.typist import TEXT
from tests.kit.clock import SetClock
from tests.kit.told import Tell
from tests.kit.volume import how_many
from tests.ui.forms import FORMS, prepare
from tests.ui.rooms.attendance.lesson import START, LessonTemplate

ROOT = Path(__file__).resolve().parents[2]
OTHER, OTHER_PASSWORD = StaffId(2), "nine slow brown herons"
PROMISED = 1.0
"""Seconds of typing that may be lost."""


class TwoOfThem(LessonTemplate):
    """The Tuesday, with a second member of staff."""

    def fill(self, office: Office, clock: SetClock) -> None:
        super().fill(office, clock)
        prepare(office)
        card = access.StaffCard("Tom Reed", Role.MENTOR.value, "", START)
        office.execute(access.AddStaff(card, OTHER_PASSWORD))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> TwoOfThem:
    return TwoOfThem(tmp_path_factory.mktemp("killed"))


@dataclass(frozen=True)
class Killed:
    """One kill: what had been typed when, the longest pause between two signs, and when it ended."""

    folder: Path
    form: str
    typed: tuple[tuple[float, int], ...]
    at: float

    @property
    def owed(self) -> int:
        """How many signs were typed more than a second before, and than the machine itself stood still."""
        times = [at for at, _ in self.typed]
        stall = max((b - a for a, b in zip(times, [*times[1:], self.at], strict=True)), default=0.0)
        return max((count for at, count in self.typed if at < self.at - PROMISED - stall), default=0)


def kill_one(folder: Path, form: str, after: float) -> Killed:
    """Start the program, let somebody type for so long, and kill it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", str(folder / "record"), form],
        cwd=ROOT,
        env={**os.environ, "INCHSTONE_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    assert lines[0], f"{form}: nobody typed"
    begun = float(lines[0].split()[0])
    while (line := process.stdout.readline()) and float(line.split()[0]) < begun + after:
        lines.append(line)
    at = time.monotonic()
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    whole = [line for line in (*lines, line, *rest.splitlines()) if line.strip()]
    typed = tuple((float(line.split()[0]), int(line.split()[1])) for line in whole)
    return Killed(folder, form, typed, at)


def test_a_kill_while_typing_loses_a_second_at_most_and_shows_nobody_elses_words(
    template: TwoOfThem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    draw, kills = random.Random(25), how_many(10, soak=100)
    forms = draw.sample(list(FORMS), len(FORMS))
    plans = []
    for number in range(kills):
        folder = tmp_path / str(number)
        folder.mkdir()
        template.copy_to(folder)
        plans.append((folder, forms[number % len(forms)], draw.uniform(0.2, 2.6)))
    with ThreadPoolExecutor(3) as hands:
        killed = list(hands.map(lambda plan: kill_one(*plan), plans))
    kept = 0
    for one in killed:
        monkeypatch.setenv("INCHSTONE_HOME", str(one.folder / "home"))
        mine = found(template, one)
        assert len(mine) >= one.owed, f"{one.form}: {one.owed} owed, {len(mine)} kept"
        kept += bool(mine)
        other = bootstrap.sign_in(one.folder / "record", OTHER, OTHER_PASSWORD, SetClock())
        try:
            assert other.office.drafts() == ()
        finally:
            other.close()
    assert kept >= len(killed) // 3, "hardly anything was kept, so hardly anything was shown"
    forms_tried = len({one.form for one in killed})
    tell("R-25", f"{len(killed)} kills in {forms_tried} forms, more than a second lost 0, shown to another 0")


def found(template: TwoOfThem, one: Killed) -> str:
    """What was typed of the text, as its author finds it after signing in again."""
    opened = template.open(one.folder / "record", SetClock())
    try:
        words = [text for kept in opened.office.drafts() for text in kept.draft.words.values()]
    finally:
        opened.close()
    return max((text for text in words if TEXT.startswith(text)), key=len, default="")
