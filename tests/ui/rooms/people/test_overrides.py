"""What the head lets pass today around a contact: by keys and by mouse, with a reason, on record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.roles import Role
from app.rooms.people import LimitedAct, PassesToday
from tests.kit.dialogs import answer_reason
from tests.kit.record import PROVISION, as_roles
from ui.kit.accessible import nameless, too_small
from ui.kit.parts import Button, Chip, Text
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow

OVERRIDE = "Override for Kofi Marsh: head, with a reason, on record"
WHY = "He is at the hospital with him."


def about(window, pupil):
    window.go("pupils", pupil)
    view = window.page("pupils").view
    view.tabs.segment("about").click()
    settle()
    return view.tab("about")


def settle():
    """Live questions wait for the end of a burst, and new lines for their layout."""
    for _ in range(4):
        QApplication.processEvents()


def overrides(tab):
    buttons = tab.contacts.findChildren(Button)
    return [one for one in buttons if one.isVisible() and one.accessibleName().startswith("Override")]


def words(tab):
    return [part.text() for part in tab.contacts.findChildren(Text) if part.isVisible()]


def chips(tab):
    return [chip.words for chip in tab.contacts.findChildren(Chip) if chip.isVisible()]


def test_being_told_passes_by_keys_is_shown_and_taken_back(page, main_window, office, pupils):
    tab = about(main_window, pupils[0])
    (override,) = overrides(tab)
    assert override.accessibleName() == OVERRIDE
    override.setFocus()
    QTest.keyClick(override, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert [act.text() for act in menu.actions()] == [
        "Let Kofi Marsh be told today",
        "Let Kofi Marsh collect today",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    answer_reason(main_window, WHY)
    settle()
    assert main_window.focusWidget().accessibleName() == OVERRIDE
    (passed,) = office.ask(PassesToday(pupils[0]))
    assert (passed.act, passed.reason) == (LimitedAct.TELL, WHY)
    assert "07700 900166" in words(tab)
    assert any(line.endswith(f"lets this one be told today: {WHY}") for line in words(tab))
    assert "May be told today" in chips(tab)
    assert "Must not collect" in chips(tab)
    tab.contacts.menu(tab.contacts.rows[2]).actions()[0].trigger()
    settle()
    assert office.ask(PassesToday(pupils[0])) == ()
    assert "07700 900166" not in words(tab)


def test_collecting_passes_by_mouse_and_undo_takes_it_back(page, main_window, office, pupils):
    tab = about(main_window, pupils[0])
    (override,) = overrides(tab)
    QTest.mouseClick(override, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center())
    answer_reason(main_window, WHY)
    settle()
    assert "May collect today" in chips(tab)
    assert nameless(tab) == []
    assert too_small(tab) == []
    main_window.undo()
    settle()
    assert office.ask(PassesToday(pupils[0])) == ()
    assert "May collect today" not in chips(tab)


def test_nobody_but_the_head_is_offered_it(qtbot, look, opened, clock, pupils):
    runner = PromptRunner(as_roles(opened, clock, Role.DSL))
    window = MainWindow(runner, clock, provision=PROVISION, person="Ada Brennan", invented=False)
    qtbot.addWidget(window)
    window.show()
    assert overrides(about(window, pupils[0])) == []
