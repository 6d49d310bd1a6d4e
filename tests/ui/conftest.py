"""The real window over a real encrypted record, and a door that does its slow work at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PROVISION, Template
from tests.ui.starting import Starts, signed_in
from tests.ui.waiting import Waiting
from ui.door_parts import PromptAside
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.kit.tokens import Density, Family, Scheme
from ui.main_window import MainWindow
from ui.program import Program


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The usual look, put back afterwards."""
    theme = Theme.current()
    yield theme
    theme.choose(
        scheme=Scheme.LIGHT, family=Family.INTER, factor=1.0, density=Density.USUAL, reduce_motion=False
    )


@pytest.fixture
def main_window(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Theme) -> Iterator[MainWindow]:
    """The window of the signed-in head, 1366 by 768."""
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.hide()
    runner.close()


@pytest.fixture
def program(
    qtbot: QtBot, template: Template, record_folder: Path, clock: SetClock, aside: PromptAside, look: Theme
) -> Iterator[Program]:
    """The program with its door, past the sign-in of the head."""
    made = signed_in(qtbot, template.open(record_folder, clock), clock, aside)
    yield made
    made._end()


@pytest.fixture
def start(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock) -> Iterator[Starts]:
    """The window, as often as the program is started."""
    runners = []

    def make() -> MainWindow:
        runner = PromptRunner(opened.office)
        window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        runners.append(runner)
        return window

    yield make
    for runner in runners:
        runner.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """Questions wait until they are let go, in whichever order."""
    waiting = Waiting()
    with monkeypatch.context() as patch:
        patch.setattr(PromptRunner, "_start", lambda runner, *asked: waiting.keep(runner, *asked))
        yield waiting


@pytest.fixture
def aside(qtbot: QtBot) -> Iterator[PromptAside]:
    """Does the slow work of a door at once."""
    owner = QWidget()
    qtbot.addWidget(owner)
    yield PromptAside(owner)
