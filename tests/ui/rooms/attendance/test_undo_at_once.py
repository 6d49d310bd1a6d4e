"""Hands quicker than the disk: Ctrl+Z and Ctrl+Y straight after a key whose write still waits its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.marks import RUNG
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PROVISION, peek
from tests.ui.rooms.attendance.keys import CTRL, press
from tests.ui.rooms.attendance.lesson import DAY, Lesson
from ui.kit.runner import PoolRunner
from ui.main_window import MainWindow
from ui.rooms.attendance.page import RegisterPage

PATIENCE = 30.0
"""Seconds after which a test that was not let go ends by itself."""


class Hands:
    """The real window over the real writer's thread, and a way to keep that thread busy."""

    def __init__(self, qtbot: QtBot, window: MainWindow, runner: PoolRunner) -> None:
        self._qtbot, self._window, self._runner = qtbot, window, runner
        self._may_write = threading.Event()

    def hold(self) -> None:
        """The writer has something else to do; what is sent from now on queues behind it."""
        self._may_write.clear()
        self._runner._write(self._window, lambda: self._may_write.wait(PATIENCE), _nothing, _nothing)

    def let_go(self) -> None:
        """Everything that waited is written, and its answers are shown."""
        self._may_write.set()
        self._runner.close()
        QApplication.processEvents()

    def undo(self) -> None:
        self._qtbot.keyClick(self._window, Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        self._qtbot.keyClick(self._window, Qt.Key.Key_Y, CTRL)


@pytest.fixture
def runner(qtbot: QtBot, opened: bootstrap.Opened) -> PoolRunner:
    return PoolRunner(opened.office)


@pytest.fixture
def main_window(
    qtbot: QtBot, runner: PoolRunner, opened: bootstrap.Opened, clock: SetClock
) -> Iterator[MainWindow]:
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    yield window
    window.hide()
    runner.close()
    QApplication.processEvents()


@pytest.fixture
def register(qtbot: QtBot, main_window: MainWindow, lesson: Lesson) -> RegisterPage:
    main_window.go("registers", (lesson.slot, DAY))
    page = main_window.page("registers")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.sheet.marking.model.rowCount() > 0)
    return page


@pytest.fixture
def hands(qtbot: QtBot, main_window: MainWindow, runner: PoolRunner) -> Iterator[Hands]:
    made = Hands(qtbot, main_window, runner)
    yield made
    made.let_go()


@pytest.fixture
def stands(office: Office, lesson: Lesson) -> Callable[[], list[int]]:
    """The rungs that stand on the disk in the order they were written."""

    def ask() -> list[int]:
        rows = peek(
            office,
            "SELECT value FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL "
            "AND measure_id = ? AND day = ? AND slot_id = ? ORDER BY id",
            int(RUNG), DAY.toordinal(), int(lesson.slot),
        )  # fmt: skip
        return [value for (value,) in rows]

    return ask


def _nothing(_answer: object) -> None: ...


def test_the_very_first_key_can_be_taken_back_before_it_is_written(
    qtbot: QtBot,
    main_window: MainWindow,
    register: RegisterPage,
    hands: Hands,
    stands: Callable[[], list[int]],
) -> None:
    hands.hold()
    press("9")
    hands.undo()
    hands.let_go()
    assert stands() == []
    qtbot.waitUntil(lambda: register.sheet.marking.marked == 0)
    assert register.sheet.marking.outbox.under_way == ()
    assert main_window.header.undo.isHidden()


def test_each_key_still_waiting_is_taken_back_by_a_key_of_its_own_the_newest_first(
    qtbot: QtBot,
    main_window: MainWindow,
    register: RegisterPage,
    hands: Hands,
    stands: Callable[[], list[int]],
) -> None:
    hands.hold()
    press(*"987")
    hands.undo()
    hands.undo()
    hands.let_go()
    assert stands() == [9]
    qtbot.waitUntil(lambda: register.sheet.marking.marked == 1)
    assert main_window.toast.isVisible()


def test_what_was_just_taken_back_can_be_done_again_at_once(
    qtbot: QtBot, register: RegisterPage, hands: Hands, stands: Callable[[], list[int]]
) -> None:
    hands.hold()
    press("9")
    hands.undo()
    hands.redo()
    hands.let_go()
    assert stands() == [9]
    qtbot.waitUntil(lambda: register.sheet.marking.marked == 1)


def test_with_nothing_to_take_back_nothing_is_written_and_nothing_is_said(
    main_window: MainWindow, register: RegisterPage, hands: Hands, office: Office
) -> None:
    entries = peek(office, "SELECT count(*) FROM audit_entry")
    hands.undo()
    hands.redo()
    hands.let_go()
    assert peek(office, "SELECT count(*) FROM audit_entry") == entries
    assert not main_window.toast.isVisible()
    assert main_window.problems.words == ""
