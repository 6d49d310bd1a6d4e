"""The header says whom and what Undo would take back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import PupilId
from app.office import Office
from app.rooms import keeping, people
from tests.kit.clock import SetClock
from tests.ui.waiting import Waiting
from ui.main_window import MainWindow

START = date(2026, 9, 1)


@pytest.fixture
def bea(main_window: MainWindow, office: Office, clock: SetClock) -> PupilId:
    return PupilId(office.execute(people.AddPupil(people.PupilCard("Bea", "Lindqvist", START))).new_id)


def rename(window: MainWindow, office: Office, pupil: PupilId, **names: str) -> None:
    """One act about one pupil, through the window's own runner."""
    from dataclasses import replace

    kept = office.ask(people.PupilCardView(pupil)).kept
    command = people.EditPupil(pupil, kept.version, replace(kept.card, **names))
    window.desk.runner.submit(window, command, lambda _receipt: None, window.problem)
    QApplication.processEvents()


def said(window: MainWindow) -> str:
    return window.header.undo.toolTip()


def test_the_pupil_stands_before_the_act(main_window: MainWindow, office: Office, bea: PupilId) -> None:
    rename(main_window, office, bea, year_group="9")
    assert said(main_window) == "Undo: Bea, a pupil's details"


def test_a_name_that_was_changed_is_the_new_one(
    main_window: MainWindow, office: Office, bea: PupilId
) -> None:
    rename(main_window, office, bea, year_group="9")
    rename(main_window, office, bea, forename="Beatrix")
    assert said(main_window) == "Undo: Beatrix, a pupil's details"


def test_privacy_leaves_initials(qtbot: QtBot, main_window: MainWindow, office: Office, bea: PupilId) -> None:
    rename(main_window, office, bea, year_group="9")
    qtbot.keyClick(main_window, Qt.Key.Key_F9)
    assert said(main_window) == "Undo: BL, a pupil's details"
    qtbot.keyClick(main_window, Qt.Key.Key_F9)
    assert said(main_window) == "Undo: Bea, a pupil's details"


def test_an_act_about_no_pupil_names_nobody(main_window: MainWindow, bea: PupilId) -> None:
    command = keeping.ChangeSetting("authority", "Fenland")
    main_window.desk.runner.submit(main_window, command, lambda _receipt: None, main_window.problem)
    QApplication.processEvents()
    assert said(main_window) == "Undo: a setting"


def test_the_name_follows_and_never_stands_beside_another_act(
    main_window: MainWindow, office: Office, bea: PupilId, slow: Waiting
) -> None:
    kept = office.ask(people.PupilCardView(bea)).kept
    from dataclasses import replace

    command = people.EditPupil(bea, kept.version, replace(kept.card, year_group="9"))
    main_window.desk.runner.submit(main_window, command, lambda _receipt: None, main_window.problem)
    slow.let_go()
    assert said(main_window) == "Undo: a pupil's details"
    office.execute(keeping.ChangeSetting("authority", "Fenland"))
    slow.let_all_go()
    assert said(main_window) == "Undo: a setting"


def test_a_lock_leaves_no_name_in_the_header_and_unlock_brings_it_back(
    main_window: MainWindow, office: Office, bea: PupilId
) -> None:
    rename(main_window, office, bea, year_group="9")
    main_window.clear()
    assert "Bea" not in said(main_window)
    main_window.come_back()
    assert said(main_window) == "Undo: Bea, a pupil's details"
