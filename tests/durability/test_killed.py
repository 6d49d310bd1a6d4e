"""R-01: the program is killed at any moment. On its own this proves almost nothing: see R-03.

A server process imports everything once and forks a worker for each kill, so that most of the time is spent
on what is tested.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.durability.work_day import KEYS
from tests.kit.looking import look
from tests.kit.record import Template
from tests.kit.told import Tell
from tests.kit.volume import how_many

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a worker is forked")


@contextmanager
def server(template: Template) -> Iterator[subprocess.Popen[str]]:
    """A process that forks a worker for each line it is given, and answers the worker's number."""
    keys = " ".join(part.hex() for part in (template.site, template.private, template.kek))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.durability.work_day", "--serve"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, KEYS: keys},
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(30)


def acknowledged(folder: Path) -> int:
    """The last entry whose receipt the worker had in its hands."""
    path = folder / "ACK"
    lines = path.read_text().split("\n") if path.exists() else []
    return max((int(line) for line in lines[:-1] if line), default=0)


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    template: Template, tmp_path: Path, tell: Tell
) -> None:
    count, chance = how_many(40, soak=1_000), random.Random(1)
    lost = unsound = alarms = entries = 0
    with server(template) as process:
        assert process.stdin is not None and process.stdout is not None
        for number in range(count):
            folder = tmp_path / str(number)
            folder.mkdir()
            template.copy_to(folder)
            process.stdin.write(f"{folder} {number}\n")
            process.stdin.flush()
            worker = int(process.stdout.readline())
            deadline = time.monotonic() + 20
            while not acknowledged(folder) and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(chance.random() * 0.4)
            os.kill(worker, signal.SIGKILL)
            assert process.stdout.readline().strip() == "gone"
            seen = look(folder / "record", folder / "home", template.keys())
            unsound += not seen.is_sound
            lost += max(0, acknowledged(folder) - seen.seq)
            alarms += seen.is_alarm
            entries += seen.seq
    tell("R-01", f"killed {count} times in {entries:,} entries: {lost} acknowledged lost, {unsound} unsound")
    assert (lost, unsound, alarms) == (0, 0, 0)
