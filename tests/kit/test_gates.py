"""The gates close: a planted warning, thread, timer and socket each fail the test that planted them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]

PLANTED = """
import logging, socket, threading, warnings
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_log_line():
    logging.getLogger("x").warning("the disk is nearly full")

@pytest.mark.logs_warning("never comes")
def test_log_line_that_was_promised():
    pass

def test_thread():
    threading.Thread(target=threading.Event().wait, args=(30,), daemon=True, name="busy").start()

def test_timer(qapp):
    kept.append(QTimer()); kept[-1].start(50)

def test_timer_in_a_window_that_was_never_closed(qtbot):
    kept.append(QWidget()); timer = QTimer(kept[-1]); timer.start(70)

def test_socket():
    socket.socket()

def test_warning():
    warnings.warn("an old way")

def test_word_of_qt(qapp):
    qWarning("QPainter was not active")
"""

CAUGHT = {
    "test_log_line": "the disk is nearly full",
    "test_log_line_that_was_promised": "none came: ['never comes']",
    "test_thread": "threads left running: ['busy']",
    "test_timer": "timers left running: ['every 50 ms",
    "test_timer_in_a_window_that_was_never_closed": "timers left running: ['every 70 ms",
    "test_socket": "SocketBlockedError",
    "test_warning": "UserWarning: an old way",
    "test_word_of_qt": "QPainter was not active",
}

QUIET = """
import logging, threading
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

@pytest.mark.logs_warning("nearly full")
def test_a_warning_that_was_announced():
    logging.getLogger("x").warning("the disk is nearly full")

def test_a_thread_that_ends_a_little_later():
    threading.Thread(target=threading.Event().wait, args=(0.2,)).start()

def test_a_timer_that_goes_with_its_window(qtbot):
    window = QWidget(); qtbot.addWidget(window)
    QTimer(window).start(50)

def test_what_it_found(tell):
    tell("R-14", "8 of 8 noticed")
    tell("R-3", "1,000 cuts, 0 lost")
"""


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    """A test run of its own, under the same settings and gates."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pytester.path.joinpath("pyproject.toml").write_text(
        settings.replace('pythonpath = ["."]', f'pythonpath = ["{ROOT.as_posix()}"]'), encoding="utf-8"
    )
    pytester.makeconftest('pytest_plugins = ["tests.kit.gates", "tests.kit.told"]')
    return pytester


def test_whatever_is_planted_is_caught(inner: pytest.Pytester) -> None:
    inner.makepyfile(PLANTED)
    result = inner.runpytest_subprocess("-p", "no:randomly", "-rfE", ".")
    shown = result.stdout.str()
    unseen = [
        name for name in CAUGHT if not re.search(rf"^(FAILED|ERROR) .*::{name}( |$)", shown, re.MULTILINE)
    ]
    assert not unseen, f"the control failed, these went unseen: {unseen}"
    assert [said for said in CAUGHT.values() if said not in shown] == []


def test_what_is_in_order_passes_and_what_was_told_is_printed_in_order(inner: pytest.Pytester) -> None:
    inner.makepyfile(QUIET)
    result = inner.runpytest_subprocess("-p", "no:randomly", ".")
    result.assert_outcomes(passed=4)
    result.stdout.re_match_lines([r"R-3 +1,000 cuts, 0 lost", r"R-14 +8 of 8 noticed"])
