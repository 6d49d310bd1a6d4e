"""``./run bench``: every budget of the bench record, with what was found, beside the naive way.

Words after it choose parts: start, questions, screens, audit.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app import bootstrap
from app.demo.clock import MovedClock, instant
from app.demo.terms import LAST_DAY
from tests.speed import bench_record, questions, starts
from tests.speed.bench_record import BENCH, PASSWORD, ROOT, Bench, school_days_after
from tests.speed.measure import HEAD, LOOP, Figure, busy, pace
from tests.speed.naive import Naive

HOME = BENCH / "home"
PARTS = ("start", "questions", "screens", "audit")
MINUTES = 4


def main(chosen: list[str]) -> int:
    os.environ["INCHSTONE_HOME"] = str(HOME)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = chosen or list(PARTS)
    bench = bench_record.kept()
    if (share := busy()) > 1.2:
        print(f"This machine is at other work too: all that is measured takes {share:.1f} times as long.")
    paces = [pace()]
    print(HEAD, flush=True)
    missed = 0
    for figure in _figures(bench, parts):
        print(figure.line(), flush=True)
        missed += figure.verdict == "MISSED"
    paces.append(pace())
    print(f"a loop of {LOOP:,} steps took {paces[0]:.1f} ms before and {paces[1]:.1f} ms after")
    print(f"{missed} of the budgets missed" if missed else "every budget kept")
    return 1 if missed else 0


def _figures(bench: Bench, parts: Iterable[str]) -> Iterator[Figure]:
    yield Figure(
        "the bench record made", bench.seconds / 60, "min", MINUTES, said=f"once, {bench.marks:,} marks"
    )
    for part in PARTS:
        if part in parts:
            yield from {"start": _start, "questions": _questions, "screens": _screens, "audit": _audit}[part](
                bench
            )


def _start(_: Bench) -> Iterator[Figure]:
    home = BENCH / "start"
    shutil.rmtree(home, ignore_errors=True)
    yield from starts.figures(home)
    yield from starts.demos(home)


def _copy(bench: Bench) -> Path:
    """The record to work on; the one that was made stays as it is."""
    work = BENCH / "work"
    for old in (work, HOME):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(bench.folder, work / "record")
    return work


def _questions(bench: Bench) -> Iterator[Figure]:
    work = _copy(bench)
    (today,) = school_days_after(LAST_DAY, 1)
    clock = MovedClock(instant(today, 11 * 60))
    opened = bootstrap.sign_in(work / "record", bootstrap.FIRST, PASSWORD, clock)
    kept = Naive.of(opened.office, BENCH / "naive.db")
    kept.close()
    shutil.copyfile(BENCH / "naive.db", work / "naive.db")
    naive = Naive(work / "naive.db")
    try:
        yield from questions.figures(questions.Asked(opened.office, clock, naive, work))
    finally:
        naive.close()
        opened.close()


def _screens(bench: Bench) -> Iterator[Figure]:
    work = _copy(bench)
    told = subprocess.run(
        [sys.executable, "-m", "tests.speed.window", str(work / "record")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode:
        print(told.stderr, file=sys.stderr)
        yield Figure("screens", None, "ms", None)
        return
    found = json.loads(told.stdout.splitlines()[-1])
    firsts = found["first"]
    yield _painted("open a register of 8, painted", found["register"], 30, firsts["registers"])
    yield Figure("key to visible mark, p95", found["key"], "ms", 50)
    yield _painted("journey page, painted", found["journey"], 150, firsts["journey"])
    for key, took in found["screens"].items():
        yield _painted(f"open {key.replace('_', ' ')}, painted", took, 150, firsts[key])
    yield _painted("the family page in its preview, painted", found["preview"], 500, firsts["reports"])
    yield Figure("memory after every screen was opened once", found["memory"], "MB", 250)


def _painted(what: str, took: tuple[float, float], budget: float, first: float) -> Figure:
    """How long a person waits; beside it how much of that is work, and how long the very first time takes."""
    waited, worked = took
    return Figure(
        what, waited, "ms", budget, said=f"{worked:,.0f} ms of work; the first time {first:,.0f} ms"
    )


def _audit(bench: Bench) -> Iterator[Figure]:
    work = _copy(bench)
    opened = bootstrap.sign_in(
        work / "record", bootstrap.FIRST, PASSWORD, MovedClock(instant(LAST_DAY, 18 * 60))
    )
    key = bytes(opened.record.keys.database)
    opened.record.close()
    yield questions.audit_bytes(work / "record", key, bench.marks)
    opened.office.sign_out()
    shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
