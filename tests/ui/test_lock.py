"""Lock and unlock: hidden at once, back where one was; the emergency sheet for any adult meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.drafts import Draft
from app.core.errors import Unavailable
from app.core.refs import make_ref
from app.office import Office
from app.rooms import access, keeping
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD
from ui.lock_screen import LockScreen
from ui.program import Program


def locked(program: Program) -> LockScreen:
    program.lock()
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    return screen


def test_lock_hides_the_window_and_the_keys_are_gone(program: Program) -> None:
    assert program.window is not None and program.opened is not None
    locked(program)
    assert program.window.isHidden()
    assert program.opened.record.keys.gone
    with pytest.raises(Unavailable, match="keys_are_gone"):
        program.opened.office.ask(keeping.Counts())


def test_the_same_person_comes_back_to_the_same_page_and_the_same_undo(
    qtbot: QtBot, program: Program
) -> None:
    assert program.window is not None and program.opened is not None
    program.window.go("settings")
    program.opened.office.execute(keeping.ChangeSetting("authority", "Fenland"))
    screen = locked(program)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert not program.window.isHidden()
    assert program.window.stack.currentWidget() is program.window.page("settings")
    program.window.undo()
    assert program.opened.office.ask(keeping.Settings())["authority"] == ""


def test_a_wrong_password_keeps_the_screen_locked(qtbot: QtBot, program: Program) -> None:
    assert program.window is not None
    screen = locked(program)
    qtbot.keyClicks(screen.password, "not this one")
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert program.window.isHidden()
    assert "does not match" in screen.problem.text()


def test_a_draft_is_kept_after_lock_and_comes_home_at_unlock(qtbot: QtBot, program: Program) -> None:
    assert program.opened is not None
    screen = locked(program)
    kept = program.opened.office.keep(Draft(make_ref(), "note", {"text": "half a sentence"}))
    assert kept is False, "the record is at rest, so the local data holds it"
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    (draft,) = program.opened.office.drafts()
    assert draft.in_record
    assert draft.draft.words == {"text": "half a sentence"}


def test_another_adult_opens_the_emergency_sheet_without_ending_the_sign_in(
    qtbot: QtBot, program: Program, clock: SetClock
) -> None:
    assert program.opened is not None
    card = access.StaffCard("Tom Reed", "mentor", "07700 900102", clock.today())
    program.opened.office.execute(access.AddStaff(card, "slow brown badgers"))
    screen = locked(program)
    assert not screen.their_password.isVisible()
    program.door.activateWindow()
    qtbot.waitUntil(program.door.isActiveWindow)
    qtbot.keyClick(screen.password, Qt.Key.Key_F12)
    assert screen.their_password.isVisible() and screen.focusWidget() is screen.their_password
    screen.anyone.setCurrentIndex(screen.anyone.findText("Tom Reed"))
    qtbot.keyClicks(screen.their_password, "slow brown badgers")
    offices: list[Office] = []
    screen.emergency.disconnect()
    screen.emergency.connect(offices.append)
    qtbot.keyClick(screen.their_password, Qt.Key.Key_Return)
    (office,) = offices
    adults = office.ask(access.AdultsIn(clock.today()))
    assert {adult.name for adult in adults} == {"Priya Shah", "Tom Reed"}
    office.lock()
    assert program.window is not None and program.window.isHidden()


def test_switching_person_ends_the_sign_in(program: Program) -> None:
    screen = locked(program)
    screen.switch_asked.emit()
    assert program.opened is None
    assert isinstance(program.door.centralWidget(), object)
    again = bootstrap.people_at(program._folder) if program._folder else None
    assert again is None or again[1]
