"""Silence, for every test: no WARNING line in a log, no thread and no running timer left behind.

Named in tests/conftest.py as `pytest_plugins = ["tests.kit.gates", "tests.kit.told"]`. Sockets, Python's
warnings and Qt's own messages are refused by the settings of pytest in pyproject.toml.
"""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

# How long an example takes says more about the machine than about the program; no test is timed.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

# A thread that was told to end may need a moment to do so.
PATIENCE = 2.0

# Threads that belong to no test: each with the reason.
LASTING_THREADS = (
    # execnet's threads carry what pytest's own workers tell one another.
    re.compile(r"^execnet"),
)


class Overheard(logging.Handler):
    """Keeps every line of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_warning_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that provokes a warning says which: @pytest.mark.logs_warning("pattern")."""
    overheard = Overheard()
    logging.getLogger().addHandler(overheard)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(overheard)
    expected = [re.compile(mark.args[0]) for mark in request.node.iter_markers("logs_warning")]
    unexpected = [line for line in overheard.lines if not any(p.search(line) for p in expected)]
    silent = [p.pattern for p in expected if not any(p.search(line) for line in overheard.lines)]
    assert not unexpected, "a WARNING line in the log that no test asked for:\n" + "\n".join(unexpected)
    assert not silent, f"this test says that it provokes a warning, and none came: {silent}"


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = left_threads(before)
    assert not left, f"threads left running: {[thread.name for thread in left]}"


def left_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Who is still running that was not before; those that are ending are waited for."""
    until = time.monotonic() + PATIENCE
    left = new_threads(before)
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    return new_threads(before)


def new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not any(p.search(thread.name) for p in LASTING_THREADS)
    ]


@pytest.fixture(autouse=True)
def no_timer_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """For tests with a window: a timer that goes on afterwards wakes inside somebody else's test."""
    if "qapp" not in request.fixturenames:
        yield
        return
    set_aside_what_is_there()
    yield
    let_go_of_closed_windows()
    left = running_timers()
    told = [f"every {timer.interval()} ms, parent {timer.parent()!r}" for timer in left]
    for timer in left:
        timer.stop()
    assert not left, f"timers left running: {told}"


def set_aside_what_is_there() -> None:
    """Garbage goes, and nobody looks again through what is left: it is most of what there is, and no news."""
    gc.collect()
    gc.freeze()


def running_timers() -> list[QTimer]:
    """Every QTimer made in Python since, that still ticks; the C++ half of a dead one is not touched."""
    if "PySide6.QtCore" not in sys.modules:
        return []
    import shiboken6
    from PySide6.QtCore import QTimer

    timers = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    return [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]


def let_go_of_closed_windows() -> None:
    """What was told to delete itself later does so now; no event loop runs that would see to it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def pytest_collection_finish(session: pytest.Session) -> None:
    set_aside_what_is_there()
