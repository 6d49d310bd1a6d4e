"""After a lock the keys are where they were: in the same field with its caret, and never against a hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.kit.record import PASSWORD
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.program import Program
from ui.rooms.people.page import ADD


def lock_and_back(qtbot: QtBot, program: Program) -> MainWindow:
    program.lock()
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert program.window is not None
    assert not program.window.isHidden()
    program.window.activateWindow()
    return program.window


def field(window: MainWindow, name: str) -> QLineEdit:
    page = window.stack.currentWidget()
    assert page is not None
    return next(
        line for line in page.findChildren(QLineEdit) if line.accessibleName() == name and line.isVisible()
    )


def begin(qtbot: QtBot, window: MainWindow) -> QLineEdit:
    """A new pupil's surname, with the caret after its third letter."""
    window.activateWindow()
    window.go("pupils", ADD)
    qtbot.keyClicks(field(window, "Forename"), "Ash")
    surname = field(window, "Surname")
    surname.setFocus()
    qtbot.keyClicks(surname, "Whitlock")
    surname.setCursorPosition(3)
    return surname


def test_a_form_goes_on_in_its_field_with_its_caret(qtbot: QtBot, program: Program) -> None:
    assert program.window is not None
    begin(qtbot, program.window)
    window = lock_and_back(qtbot, program)
    qtbot.waitUntil(lambda: field(window, "Surname").text() == "Whitlock")
    qtbot.waitUntil(lambda: window.focusWidget() is field(window, "Surname"))
    assert field(window, "Surname").cursorPosition() == 3
    assert field(window, "Forename").text() == "Ash"


def test_the_keys_come_back_to_a_button_that_is_still_there(qtbot: QtBot, program: Program) -> None:
    window = program.window
    assert window is not None
    window.activateWindow()
    window.go("settings")
    wanted = window.header.emergency
    wanted.setFocus()
    again = lock_and_back(qtbot, program)
    qtbot.waitUntil(lambda: again.focusWidget() is wanted)


def test_nothing_takes_the_keys_from_a_hand_that_went_elsewhere(qtbot: QtBot, program: Program) -> None:
    assert program.window is not None
    begin(qtbot, program.window)
    window = lock_and_back(qtbot, program)
    qtbot.waitUntil(lambda: field(window, "Surname").text() == "Whitlock")
    QTest.mouseClick(field(window, "Forename"), Qt.MouseButton.LeftButton)
    qtbot.wait(200)
    QApplication.processEvents()
    assert window.focusWidget() is field(window, "Forename")
