"""What a test found out, printed after the run: its N and its figures.

A reliability test says what it did: `tell("R-03", "1,000 cuts, 0 lost, 0 unreadable")`. The line travels
with the report, so it comes through from every one of pytest's workers, in the order of the ids.
"""

from __future__ import annotations

import re
from typing import Protocol

import pytest

KEY = "told"


class Tell(Protocol):
    def __call__(self, promise: str, line: str) -> None: ...


@pytest.fixture
def tell(record_property: pytest.RecordProperty) -> Tell:
    """Says in one line what this test did and found."""

    def say(promise: str, line: str) -> None:
        record_property(KEY, f"{promise}\t{line}")

    return say


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = sorted(lines_of(terminalreporter), key=natural)
    if lines:
        terminalreporter.section("what was tried, how often, what was found")
        for outcome, line in lines:
            promise, _, found = line.partition("\t")
            terminalreporter.write_line(
                f"{promise:<8} {found}{'' if outcome == 'passed' else '  ' + outcome.upper()}"
            )


def lines_of(terminalreporter: pytest.TerminalReporter) -> list[tuple[str, str]]:
    """(outcome, line) for each that was told, whether its test passed or not."""
    return [
        (outcome, value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if report.when == "call"
        for name, value in report.user_properties
        if name == KEY
    ]


def natural(told: tuple[str, str]) -> list[tuple[int, str]]:
    """R-3 before R-14."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", told[1])]
