"""More outcomes than stand side by side: Enter opens all of one pupil's, with their sentences."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.marks import NOT_OBSERVED
from app.rooms import engagement
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import DAY
from ui.kit.accessible import nameless, too_small
from ui.rooms.attendance.register_model import FIRST_SCORE


@pytest.fixture
def sheet(page, office, lesson):
    """The morning lesson with eight outcomes, the keys at the first of them."""
    framework = office.ask(engagement.ScoreFrameworks())[0].id
    for number in range(6, 9):
        office.execute(
            engagement.AddOutcome(framework, engagement.OutcomeCard(f"Outcome {number}", f"O{number}"))
        )
    page.sheet.open(lesson.slot, DAY)
    QApplication.processEvents()
    press("Tab")
    return page.sheet


def scores(sheet, place):
    given = dict(sheet.marking.model.row(place).scores)
    return [given.get(outcome.measure) for outcome in sheet.marking.model.words.outcomes]


def test_enter_opens_all_of_one_pupils_outcomes_with_their_sentences(sheet):
    press("Enter")
    assert sheet.scores.isVisible()
    assert sheet._card.isHidden()
    assert sheet.scores.accessibleName() == "Dina Farouk: all outcomes"
    assert len(sheet.scores.lines) == 8
    first = sheet.scores.lines[0]
    assert focused() is first
    assert first.accessibleName() == "Be healthy: nothing yet."
    assert first.accessibleDescription().startswith("Physically healthy. Mentally and emotionally healthy")
    assert nameless(sheet.scores) == []
    assert too_small(sheet.scores) == []


def test_keys_score_down_the_sheet_and_escape_goes_back(sheet):
    press("Right", "Enter")
    press("3", "-", "Down", "1", "Up", "Backspace")
    assert scores(sheet, 0) == [None, 3, NOT_OBSERVED, None, None, None, None, None]
    assert focused() is sheet.scores.lines[4]
    press("Enter", "Enter", "Enter", "4")
    assert focused() is sheet.scores.back
    assert scores(sheet, 0)[7] == 4
    press("Enter")
    assert sheet.scores.isHidden()
    assert focused() is sheet.view
    press("Home", "Enter", "Esc")
    assert sheet.scores.isHidden()
    assert focused() is sheet.view


def test_a_press_on_a_score_puts_it_down_and_another_takes_it_back(sheet):
    press("Enter")
    button = sheet.scores.lines[6].buttons[2]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert scores(sheet, 0)[6] == 2
    assert button.isChecked()
    assert focused() is sheet.scores.lines[6]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert scores(sheet, 0)[6] is None
    assert not button.isChecked()


def test_undo_is_seen_in_the_sheet(sheet, page, desk):
    press("Enter", "4")
    assert sheet.scores.lines[0].buttons[4].isChecked()
    desk.runner.undo(page, lambda _receipt: None, page.failed)
    QApplication.processEvents()
    assert not sheet.scores.lines[0].buttons[4].isChecked()


def test_the_menu_opens_it_for_any_register_and_five_outcomes_need_no_sheet(page):
    view = page.sheet.view
    press("Tab", "Enter")
    assert page.sheet.scores.isHidden()
    assert (view.place, view.column) == (1, FIRST_SCORE)
    view.all_scores_asked.emit(1, 0)
    assert page.sheet.scores.accessibleName() == "Bea Lindqvist: all outcomes"


def test_the_lock_leaves_nothing_of_it_and_unlock_leads_back_to_the_same_outcome(sheet, page, lesson):
    press("Down", "Enter", "3")
    page.clear()
    assert sheet.scores.isHidden()
    assert sheet.scores.lines == ()
    page.arrive(None)
    QApplication.processEvents()
    assert sheet._card.isHidden()
    assert sheet.scores.accessibleName() == "Bea Lindqvist: all outcomes"
    assert focused() is sheet.scores.lines[1]
    page.arrive((lesson.slot, DAY))
    QApplication.processEvents()
    assert sheet.scores.isHidden()
    assert sheet._card.isVisible()
