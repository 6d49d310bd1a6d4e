"""How a thing is timed, and how what was found is printed beside its budget and the naive way."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

TIMES = 20
"""Every figure is the median of so many, unless it says something else."""


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, what came out, what it may be, what the naive way needs."""

    what: str
    found: float | None
    unit: str
    budget: float | None
    naive: float | None = None
    said: str = ""

    @property
    def verdict(self) -> str:
        if self.found is None:
            return "not built"
        if self.budget is None:
            return ""
        return "pass" if self.found <= self.budget else "MISSED"

    def line(self) -> str:
        found = "" if self.found is None else f"{self.found:,.{_places(self.found)}f} {self.unit}"
        budget = "" if self.budget is None else f"≤ {self.budget:,g} {self.unit}"
        ratio = ""
        if self.naive is not None and self.found:
            ratio = f"{self.naive:,.{_places(self.naive)}f} {self.unit} = {self.naive / self.found:,.1f} ×"
        return f"{self.what:<58}{found:>13} {budget:>14} {self.verdict:<10}{ratio:>26}  {self.said}".rstrip()


def _places(number: float) -> int:
    return 0 if number >= 100 else 1 if number >= 10 else 2


HEAD = f"{'':<58}{'found':>13} {'budget':>14} {'':<10}{'the naive way':>26}"


def times(call: Callable[[int], object], count: int = TIMES) -> list[float]:
    """Milliseconds of each of so many calls. The first is not counted: it warms what stays warm."""
    call(-1)
    found = []
    for number in range(count):
        began = time.perf_counter()
        call(number)
        found.append((time.perf_counter() - began) * 1000)
    return found


def median(call: Callable[[int], object], count: int = TIMES) -> float:
    """The median of so many calls in milliseconds."""
    return statistics.median(times(call, count))


def p95(found: Iterable[float]) -> float:
    """What nineteen of twenty stay under."""
    ordered = sorted(found)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def busy(rounds: int = 5) -> float:
    """How much longer than its own work a sum takes here now: 1 where nobody else is at work."""
    ratios = []
    for _ in range(rounds):
        wall, alone = time.perf_counter(), time.process_time()
        sum(number * number for number in range(400_000))
        ratios.append((time.perf_counter() - wall) / (time.process_time() - alone))
    return statistics.median(ratios)


LOOP = 300_000


def pace(rounds: int = 7) -> float:
    """Milliseconds that a loop of ``LOOP`` steps takes here now: what figures of two days are weighed by."""
    found = []
    for _ in range(rounds):
        began, rest = time.perf_counter(), 0
        for number in range(LOOP):
            rest += number % 7
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)
