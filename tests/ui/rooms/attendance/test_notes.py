"""Notes: begun by one key, kept while they are typed, added with Enter, taken back and never changed."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import BREAK, DAY


@pytest.fixture
def notes(page):
    return page.sheet.notes


def texts(office):
    return peek(office, "SELECT pupil_id, text FROM slot_note WHERE voided_in IS NULL ORDER BY id")


def test_n_begins_a_note_about_the_pupil_and_enter_adds_it(page, notes, office, lesson, window):
    press("Down", "n")
    assert focused() is notes.line
    assert "Bea Lindqvist" in notes.line.placeholderText()
    press(*"calm", "Enter")
    assert texts(office) == [(lesson["Bea"], "calm")]
    assert focused() is page.sheet.view
    assert page.sheet.view.place == 1
    assert window.said == ["Note added"]
    assert (notes.line.text(), notes.count.text(), office.drafts()) == ("", "1 note", ())
    assert page.sheet.marking.model.row(1).notes == 1


def test_whose_note_it_is_can_be_read_however_much_of_it_is_typed(page, notes):
    press("Down", "n", *"calm")
    assert notes.whom.isVisible()
    assert notes.whom.text() == "Bea Lindqvist"
    page.desk.privacy.toggle()
    assert notes.whom.text() == "BL"
    page.desk.privacy.toggle()
    press("Esc")
    notes.line.setFocus()
    page.sheet.forget()
    assert (notes.whom.text(), notes.whom.isVisible()) == ("", False)


def test_the_line_itself_is_about_the_lesson(notes, office):
    notes.line.setFocus()
    press(*"loud", "Enter")
    assert texts(office) == [(None, "loud")]


def test_escape_goes_back_and_keeps_what_was_typed(page, notes, office, lesson):
    press("n", *"half", "Esc")
    assert focused() is page.sheet.view
    assert texts(office) == []
    (kept,) = office.drafts()
    assert kept.draft.words == {"words": "half"}
    assert kept.draft.form == f"note:{lesson.slot}:{DAY.isoformat()}:{lesson['Dina']}"
    press("Down", "n")
    assert notes.line.text() == ""
    press("Esc", "Up", "n")
    assert notes.line.text() == "half"


def test_what_is_typed_is_kept_within_a_second(qtbot, notes, office):
    press("n", *"mid")
    qtbot.waitUntil(lambda: bool(office.drafts()), timeout=3000)
    assert office.drafts()[0].draft.words == {"words": "mid"}
    assert texts(office) == []


def test_a_draft_is_taken_up_again_where_it_was_begun(page, notes, office, lesson):
    press("n", *"half", "Esc")
    (kept,) = office.drafts()
    page.arrive((lesson.slots[BREAK], DAY))
    assert notes.line.text() == ""
    page.arrive(kept.draft)
    assert page.sheet.marking.key == (lesson.slot, DAY)
    assert (notes.line.text(), notes.about) == ("half", lesson["Dina"])
    press("Enter")
    assert texts(office) == [(lesson["Dina"], "half")]
    assert office.drafts() == ()


def test_what_was_begun_about_a_pupil_stands_there_again_and_can_be_thrown_away(page, notes, office, lesson):
    press("n", *"half", "Esc")
    page.clear()
    assert notes.line.text() == ""
    page.arrive((lesson.slot, DAY))
    press("n")
    assert (notes.line.text(), notes.about) == ("half", lesson["Dina"])
    assert notes.found.text() == "Words from 10:52 that were not added stand here again."
    notes.throw.click()
    assert (notes.line.text(), notes.about, office.drafts()) == ("", lesson["Dina"], ())
    assert not notes.found.isVisible()


def test_a_note_is_taken_back_and_stays_on_record(notes, office):
    notes.line.setFocus()
    press(*"loud", "Enter")
    notes.count.click()
    back = next(b for b in notes.findChildren(QPushButton) if b.text() == "Take back")
    assert back.accessibleDescription() == "10:52, Priya. loud"
    back.click()
    QApplication.processEvents()
    assert texts(office) == []
    assert peek(office, "SELECT text FROM slot_note") == [("loud",)]
    assert notes.count.isHidden()


def test_a_note_without_words_is_none(notes, office):
    notes.line.setFocus()
    press("Space", "Enter")
    assert texts(office) == []
    assert not notes.add.isEnabled()


def test_the_lock_hides_the_notes_and_keeps_the_words(page, notes, office):
    press("n", *"half")
    page.clear()
    assert notes.line.text() == ""
    assert office.drafts()[0].draft.words == {"words": "half"}
