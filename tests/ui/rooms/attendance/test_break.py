"""A break is a compact sheet: a score, and a chip for what happened, by keys and by mouse."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.marks import NOT_OBSERVED
from app.rooms.attendance import BREAK_TAGS, Notes
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import BREAK, DAY
from ui.kit.accessible import nameless
from ui.kit.theme import current_look
from ui.rooms.attendance import row_acts
from ui.rooms.attendance.break_layout import chip_boxes
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, PUPIL, WORDS
from ui.rooms.attendance.row_layout import Lines

TAG = FIRST_SCORE + 1


@pytest.fixture
def view(page, lesson):
    page.arrive((lesson.slots[BREAK], DAY))
    QApplication.processEvents()
    return page.sheet.view


@pytest.fixture
def model(page, view):
    return page.sheet.marking.model


def chip(view, place, number):
    return chip_boxes(current_look(), view.cell(place, TAG))[number - 1].center().toPoint()


def click(view, where):
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()


def test_it_shows_pupil_score_and_chips_and_no_ladder(page, view, model):
    assert all(view.cell(0, column).isEmpty() for column in (LADDER, WORDS, CODE_COLUMN))
    assert not any(view.cell(0, column).isEmpty() for column in (PUPIL, FIRST_SCORE, TAG))
    assert view.column == FIRST_SCORE
    assert page.sheet.break_keys.isVisible()
    assert page.sheet.keys.isHidden()
    assert page.sheet.same.isHidden()
    assert nameless(page) == []


def test_digits_score_down_the_list_and_behind_them_say_what_happened(page, view, model, office, lesson):
    press("3", "4", "Home", "Tab", "1", "5")
    assert [row.scores[0][1] for row in model.rows[:2]] == [3, 4]
    assert [row.tag for row in model.rows[:3]] == ["Played with others", "Made it up", ""]
    assert (view.place, view.column) == (2, TAG)
    notes = office.ask(Notes(lesson.slots[BREAK], DAY))
    assert [(note.pupil, note.text) for note in notes] == [
        (lesson["Dina"], "Played with others"),
        (lesson["Bea"], "Made it up"),
    ]


def test_a_tag_is_replaced_taken_back_and_undone_by_keys(page, view, model, desk):
    press("Tab", "1", "Up", "2")
    assert model.row(0).tag == "Needed space"
    press("Up", "Backspace")
    assert model.row(0).tag == ""
    desk.runner.undo(page, lambda _receipt: None, page.failed)
    desk.runner.undo(page, lambda _receipt: None, page.failed)
    QApplication.processEvents()
    assert model.row(0).tag == "Played with others"
    press("6", "9", "0")
    assert model.row(0).tag == "Played with others", "there are five chips"


def test_a_chip_is_put_down_and_taken_back_by_a_press(page, view, model):
    click(view, chip(view, 1, 4))
    assert model.row(1).tag == BREAK_TAGS[3]
    click(view, chip(view, 1, 4))
    assert model.row(1).tag == ""
    right_of_all = view.cell(0, TAG).right() - 3
    click(view, chip(view, 0, 1).__class__(int(right_of_all), chip(view, 0, 1).y()))
    assert model.row(0).tag == "", "a press beside the chips says nothing"


def test_tab_goes_from_scores_to_chips_and_on_and_shift_tab_back(view):
    press("Tab")
    assert view.column == TAG
    press("Backtab")
    assert view.column == FIRST_SCORE
    press("Right")
    assert view.column == TAG
    press("Right", "Enter")
    assert (view.place, view.column) == (1, TAG)
    press("Tab")
    assert focused() is not view


def test_n_writes_a_note_and_not_observed_is_not_nought(page, view, model, lesson):
    press("-")
    assert model.row(0).scores[0][1] == NOT_OBSERVED
    press("n")
    assert focused() is page.sheet.notes.line
    assert page.sheet.notes.about == lesson["Bea"]


def test_a_chip_alone_says_that_somebody_looked(page, view):
    press("Tab", "3")
    assert page.sheet.marking.marked == 1
    assert "1 of 6 marked" in page.sheet.break_keys._right.text()


def test_steps_and_code_are_one_press_away_and_back(page, view, model):
    press("2")
    page.sheet.steps.setFocus()
    press("Enter")
    assert not view.cell(0, LADDER).isEmpty()
    assert page.sheet.steps.text() == "Scores only"
    assert page.sheet.keys.isVisible()
    page.sheet.view.go(0, LADDER)
    press("9")
    assert model.row(0).sums.last == 9
    page.sheet.steps.click()
    QApplication.processEvents()
    assert view.cell(0, LADDER).isEmpty()
    assert model.row(0).scores[0][1] == 2


def test_the_row_is_told_whole_to_the_ear_and_each_chip_after_its_key(page, view, model, monkeypatch):
    said = []
    monkeypatch.setattr(row_acts, "announce", lambda _widget, words: said.append(words))
    press("3", "Up", "Tab", "3")
    assert said == ["Played with others: 3 of 4.", "Helped someone."]
    told = model.index(0, PUPIL).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert told == (
        "Dina Farouk. Seen 09:02. Played with others: 3 of 4. Helped someone. Care: Nuts: pen in blue bag."
    )
    assert model.index(1, TAG).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Nothing more said."
    assert model.headerData(TAG, Qt.Orientation.Horizontal) == "What happened"


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1304, 714), (962, 586), (1708, 1026)])
def test_every_part_lies_within_its_row_and_beside_the_others(page, view, look, factor, size):
    look.choose(factor=factor)
    page.resize(*size)
    QApplication.processEvents()
    assert view.horizontalScrollBar().maximum() == 0
    row = QRectF(0, view.rowViewportPosition(0), view.viewport().width(), view.rowHeight(0))
    parts = [view.cell(0, column) for column in (PUPIL, FIRST_SCORE, TAG)]
    boxes = chip_boxes(current_look(), parts[2])
    assert all(row.adjusted(-1, -1, 1, 1).contains(part) for part in (*parts, *boxes))
    assert all(box.height() >= 24 for box in boxes)
    for place, part in enumerate((*parts[:2], *boxes)):
        for other in (*parts[:2], *boxes)[place + 1 :]:
            assert not part.adjusted(1, 1, -1, -1).intersects(other.adjusted(1, 1, -1, -1))
    if factor == 1.0 and size[0] > 1000:
        assert view.row_layout.lines is Lines.ONE


def test_in_a_narrow_window_the_heading_still_names_the_score(page, view):
    page.resize(700, 586)
    QApplication.processEvents()
    assert view.row_layout.lines is not Lines.ONE
    over = page.sheet.headings._over(FIRST_SCORE)
    assert over.width() > 0
    assert page.sheet.headings.title_at(over.center().x()) == "Played with others"
