"""How long the program takes to show its first frame, started as a person starts it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.speed.bench_record import PASSWORD, ROOT
from tests.speed.measure import Figure

STARTS = 5


def figures(home: Path) -> Iterator[Figure]:
    """The start of ``./run``, and what it adds to the environment's Python."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INCHSTONE_HOME": str(home)}
    run, plain = [str(ROOT / "run")], [sys.executable, "-m", "ui"]
    _until_painted(run, env)
    through_run = [_until_painted(run, env) for _ in range(STARTS)]
    by_itself = [_until_painted(plain, env) for _ in range(STARTS)]
    frame, page = (statistics.median(one[place] for one in through_run) for place in (0, 1))
    alone = statistics.median(one[0] for one in by_itself)
    yield Figure("start of ./run to the first painted frame", frame, "s", 1.0, said=f"median of {STARTS}")
    yield Figure("… to the first page, ready to type in", page, "s", None)
    yield Figure("what ./run adds to .venv/bin/python -m ui", max(0.0, frame - alone), "s", 0.2)


DEMOS = ((6, 1, 10), (24, 2, 20))
"""Pupils, years, and the most seconds that ``cli.md`` allows for them."""


def demos(home: Path) -> Iterator[Figure]:
    """How long the invented provision takes to be made without a window."""
    env = {**os.environ, "INCHSTONE_HOME": str(home), "INCHSTONE_PASSWORD": PASSWORD}
    for pupils, years, most in DEMOS:
        size = ["--pupils", str(pupils), "--years", str(years), "--json"]
        began = time.monotonic()
        subprocess.run(
            [str(ROOT / "run"), "cli", "demo", str(home / f"demo {pupils}"), *size],
            env=env, cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        yield Figure(
            f"cli demo, {pupils} pupils × {years} years", time.monotonic() - began, "s", most, said="once"
        )


def _until_painted(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the process to its first frame, and to its first page."""
    began = time.monotonic_ns()
    told = subprocess.run(
        [*command, "--first-frame"], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    frame, page = (int(line) for line in told.stdout.split())
    return (frame - began) / 1e9, (page - began) / 1e9
