"""The program started as often as a test wants, over one record; and ended as a power cut ends it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app import bootstrap
from tests.kit.clock import SetClock
from ui.door_parts import PromptAside
from ui.kit.draft import DraftKeeper
from ui.kit.runner import PromptRunner, Runner
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.program import Program

Starts = Callable[[], MainWindow]
"""Starts the program anew: another window of the same person over the same record."""


def crash(window: MainWindow) -> None:
    """The second after the last key is over, and then the program is gone: no page was left, none cleared."""
    for keeper in window.findChildren(DraftKeeper):
        keeper.keep()
    window.hide()


def signed_in(
    qtbot: QtBot,
    opened: bootstrap.Opened,
    clock: SetClock,
    aside: PromptAside,
    runner: type[Runner] = PromptRunner,
    settings: MachineSettings | None = None,
) -> Program:
    """The program with its door and its window, past the sign-in. Whoever asks ends it."""
    door = QMainWindow()
    qtbot.addWidget(door)
    made = Program(door, settings or MachineSettings(), clock, aside=aside, runner=runner)
    made._signed_in(opened)
    assert made.window is not None
    qtbot.addWidget(made.window)
    return made
