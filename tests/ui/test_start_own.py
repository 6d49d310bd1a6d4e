"""Whoever looked round in the invented provision is told so on Today, and is one press from their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.kit.clock import SetClock
from tests.kit.record import Template
from tests.ui.starting import signed_in
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.parts import Picture
from ui.kit.theme import Theme
from ui.machine_settings import MachineSettings
from ui.program import Program
from ui.sign_in import SignInPage


def looking_round(qtbot, template, record_folder, clock, aside, *, invented: bool, own: str = "") -> Program:
    opened = template.open(record_folder, clock)
    opened.record.invented = invented
    return signed_in(qtbot, opened, clock, aside, settings=MachineSettings(record=own))


def test_one_press_leads_from_the_invented_provision_to_setting_up(
    qtbot: QtBot,
    template: Template,
    record_folder: Path,
    clock: SetClock,
    aside: PromptAside,
    look: Theme,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("ui.program.places.usual_record", lambda: tmp_path / "none yet")
    program = looking_round(qtbot, template, record_folder, clock, aside, invented=True)
    window = program.window
    assert window is not None
    assert window.invented.isVisible()
    assert window.invented.words == "Invented pupils. Nothing here is real."
    window.go("pupils")
    assert not window.invented.isVisible()
    window.go("today")
    qtbot.mouseClick(window.start_own, Qt.MouseButton.LeftButton)
    page = program.door.centralWidget()
    assert isinstance(page, FirstRun)
    assert page.currentWidget() is page.provision
    assert program.window is None
    assert program.opened is None
    template.open(record_folder, clock).close()  # its lock was given back
    program._end()


def test_its_line_stands_in_line_with_the_page_under_it(
    qtbot, template, record_folder, clock, aside, look
) -> None:
    program = looking_round(qtbot, template, record_folder, clock, aside, invented=True)
    window = program.window
    assert window is not None
    title = window.page("today").title
    for factor in (1.0, 1.5):
        look.choose(factor=factor)
        QApplication.processEvents()
        sign = window.invented.findChild(Picture)
        lock, button = window.header.lock, window.start_own
        assert sign.mapTo(window, QPoint(0, 0)).x() == title.mapTo(window, QPoint(0, 0)).x()
        assert (
            button.mapTo(window, QPoint(button.width(), 0)).x()
            == lock.mapTo(window, QPoint(lock.width(), 0)).x()
        )
    program._end()


def test_where_there_is_one_already_it_leads_to_its_door(
    qtbot, template, record_folder, clock, aside, look, tmp_path
) -> None:
    own = template.copy_to(tmp_path / "own")
    program = looking_round(qtbot, template, record_folder, clock, aside, invented=True, own=str(own))
    assert program.window is not None
    qtbot.keyClick(program.window.start_own, Qt.Key.Key_Space)
    assert isinstance(program.door.centralWidget(), SignInPage)
    program._end()


def test_ones_own_record_has_no_such_line(qtbot, template, record_folder, clock, aside, look) -> None:
    program = looking_round(qtbot, template, record_folder, clock, aside, invented=False)
    assert program.window is not None
    assert not program.window.invented.isVisible()
    program._end()
