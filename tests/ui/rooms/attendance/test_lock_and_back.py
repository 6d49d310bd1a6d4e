"""A register over a lock: keys, row, column, scrolling and the note being typed are there again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.drafts import Draft
from app.core.refs import make_ref
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, Template, peek
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import BREAK, BREAKFAST, CLUB, DAY, Lesson, find
from tests.ui.starting import signed_in
from ui.door_parts import PromptAside
from ui.kit.runner import PoolRunner
from ui.kit.theme import Theme
from ui.lock_screen import LockScreen
from ui.program import Program
from ui.rooms.attendance.page import RegisterPage
from ui.rooms.attendance.sheet_panel import SheetPanel
from ui.words.attendance import say

FOURTH, FIFTH = 3, 4
TWIN_WIDTH, LOW = 962, 500
Lock = Callable[[], None]


@pytest.fixture
def program(
    qtbot: QtBot, template: Template, record_folder: Path, clock: SetClock, aside: PromptAside, look: Theme
) -> Iterator[Program]:
    """The program with its own threads, on the record of the Tuesday."""
    made = signed_in(qtbot, template.open(record_folder, clock), clock, aside, PoolRunner)
    assert made.window is not None
    made.window.resize(1366, 768)
    made.window.activateWindow()
    yield made
    made._end()


@pytest.fixture
def sheet(qtbot: QtBot, program: Program, lessons: Lesson) -> SheetPanel:
    """The lesson's register in the program's window, with the keys in its table."""
    assert program.window is not None
    program.window.go("registers", (lessons.slot, DAY))
    page = program.window.page("registers")
    assert isinstance(page, RegisterPage)
    settle(qtbot, program, page.sheet)
    return page.sheet


@pytest.fixture
def lessons(program: Program) -> Lesson:
    assert program.opened is not None
    return find(program.opened.office)


@pytest.fixture
def over_a_lock(qtbot: QtBot, program: Program, sheet: SheetPanel) -> Lock:
    """Ctrl+L, the password, Enter."""

    def over() -> None:
        assert program.window is not None
        qtbot.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        screen = program.door.centralWidget()
        assert isinstance(screen, LockScreen)
        qtbot.keyClicks(screen.password, PASSWORD)
        qtbot.keyClick(screen.password, Qt.Key.Key_Return)
        program.window.activateWindow()
        settle(qtbot, program, sheet)

    return over


def settle(qtbot: QtBot, program: Program, sheet: SheetPanel) -> None:
    runner = program.runner
    assert isinstance(runner, PoolRunner)
    qtbot.waitUntil(lambda: sheet.marking.is_open and bool(sheet.marking.codes) and not runner.is_busy)
    QApplication.processEvents()


def texts(office: Office) -> list[tuple[int | None, str]]:
    return peek(office, "SELECT pupil_id, text FROM slot_note WHERE voided_in IS NULL ORDER BY id")


# -- notes


def test_a_note_is_written_after_an_unlock_as_before(
    qtbot: QtBot, program: Program, sheet: SheetPanel, lessons: Lesson, over_a_lock: Lock
) -> None:
    over_a_lock()
    assert program.opened is not None
    press("n", *"calm", "Enter")
    qtbot.waitUntil(sheet.view.hasFocus)
    assert texts(program.opened.office) == [(lessons["Dina"], "calm")]
    assert program.opened.office.drafts() == ()


def test_a_note_being_typed_stands_there_again_with_its_pupil_and_its_caret(
    qtbot: QtBot, program: Program, sheet: SheetPanel, lessons: Lesson, over_a_lock: Lock
) -> None:
    press("Down", "n", *"rather calm", "Home", "Right", "Right")
    over_a_lock()
    notes = sheet.notes
    assert focused() is notes.line
    assert (notes.line.text(), notes.about, notes.line.cursorPosition()) == ("rather calm", lessons["Bea"], 2)
    assert "Bea Lindqvist" in notes.line.placeholderText()
    press("X", "Enter")
    assert program.opened is not None
    qtbot.waitUntil(lambda: texts(program.opened.office) == [(lessons["Bea"], "raXther calm")])
    assert program.opened.office.drafts() == ()


def test_a_note_that_waits_beside_the_register_takes_no_keys_from_it(
    sheet: SheetPanel, lessons: Lesson, over_a_lock: Lock
) -> None:
    press("Down", "n", *"half", "Esc", "Down")
    over_a_lock()
    assert focused() is sheet.view
    assert sheet.view.place == 2
    assert (sheet.notes.line.text(), sheet.notes.about) == ("half", lessons["Bea"])


def test_the_lock_button_is_no_field_to_come_back_to(
    qtbot: QtBot, program: Program, sheet: SheetPanel
) -> None:
    press("Down", "n", *"half")
    assert program.window is not None
    qtbot.mouseClick(program.window.header.lock, Qt.MouseButton.LeftButton)
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.mouseClick(screen.button, Qt.MouseButton.LeftButton)
    program.window.activateWindow()
    settle(qtbot, program, sheet)
    assert focused() is sheet.notes.line
    assert sheet.notes.line.text() == "half"


# -- row, column, scrolling


def test_keys_stand_on_the_same_row_and_the_next_digit_marks_the_same_child(
    qtbot: QtBot, sheet: SheetPanel, over_a_lock: Lock
) -> None:
    press("Down", "Down", "Down")
    pupil = sheet.marking.model.row(FOURTH).pupil
    over_a_lock()
    assert focused() is sheet.view
    assert (sheet.view.place, sheet.view.column) == (FOURTH, 1)
    press("8")
    (gesture,) = sheet.marking.outbox.under_way or (None,)
    marked = [row.pupil for row in sheet.marking.model.rows if row.moments]
    assert marked == [pupil] or (gesture is not None and gesture.marks[0].pupil == pupil)


@pytest.mark.parametrize("keys", [("Right",), ("Tab",), ("Tab", "Right", "Right")])
def test_keys_stand_in_the_same_column(sheet: SheetPanel, over_a_lock: Lock, keys: tuple[str, ...]) -> None:
    press("Down", *keys)
    stood = sheet.view.place, sheet.view.column
    assert stood[1] != 1
    over_a_lock()
    assert (sheet.view.place, sheet.view.column) == stood


def test_a_marked_row_with_unmarked_ones_above_it_is_come_back_to(
    sheet: SheetPanel, over_a_lock: Lock
) -> None:
    press("End", "7", "Up", "Up", "6", "Up")
    stood = sheet.view.place
    assert stood > 0
    over_a_lock()
    assert sheet.view.place == stood


def test_the_table_is_scrolled_as_it_was(program: Program, sheet: SheetPanel, over_a_lock: Lock) -> None:
    assert program.window is not None
    program.window.resize(1024, 640)
    QApplication.processEvents()
    press("End", "Up", "Up")
    bar = sheet.view.verticalScrollBar()
    assert bar.maximum() > 0, "everything is in sight: nothing is shown"
    bar.setValue(bar.maximum() - 7)
    stood = sheet.view.place, bar.value()
    over_a_lock()
    assert (sheet.view.place, bar.value()) == stood


def test_a_break_comes_back_as_it_was_turned(
    qtbot: QtBot, program: Program, sheet: SheetPanel, lessons: Lesson, over_a_lock: Lock
) -> None:
    assert program.window is not None
    program.window.go("registers", (lessons.slots[BREAK], DAY))
    settle(qtbot, program, sheet)
    assert sheet.marking.model.is_compact
    sheet.steps.click()
    press("Down")
    stood = sheet.view.place, sheet.view.column
    over_a_lock()
    assert not sheet.marking.model.is_compact
    assert (sheet.view.place, sheet.view.column) == stood


def test_another_register_after_the_unlock_begins_where_registers_begin(
    qtbot: QtBot, program: Program, sheet: SheetPanel, lessons: Lesson, over_a_lock: Lock
) -> None:
    press("End")
    over_a_lock()
    assert program.window is not None
    program.window.go("registers", (lessons.slots[BREAKFAST], DAY))
    settle(qtbot, program, sheet)
    assert sheet.view.place == 1, "the first who is not marked"


# -- what an earlier release kept without its register


@pytest.fixture
def lost(office: Office, lesson: Lesson) -> Draft:
    """A note about Bea that was typed after an unlock."""
    draft = Draft(make_ref(), f"note::{DAY.isoformat()}:{lesson['Bea']}", {"words": "calm after lunch"})
    office.keep(draft)
    return draft


def test_a_note_kept_without_its_register_is_readable_and_leads_to_its_day(
    page: RegisterPage, lost: Draft, office: Office
) -> None:
    page.arrive(lost)
    QApplication.processEvents()
    waiting = page.days.waiting
    assert page.days.isVisible() and page.days.day == DAY
    assert waiting.isVisible()
    assert waiting.words.text() == "calm after lunch"
    assert waiting.accessibleName() == f"{say('note_waits')} calm after lunch"
    assert len(office.drafts()) == 1


def test_it_stands_in_the_line_of_the_register_that_is_opened_and_is_added_there(
    page: RegisterPage, lost: Draft, office: Office, lesson: Lesson
) -> None:
    page.arrive(lost)
    QApplication.processEvents()
    page.days.table.setCurrentIndex(page.days.model.index(1, 1))
    press("Enter")
    notes = page.sheet.notes
    assert focused() is notes.line
    assert (notes.line.text(), notes.about) == ("calm after lunch", lesson["Bea"])
    press("Enter")
    assert texts(office) == [(lesson["Bea"], "calm after lunch")]
    assert office.drafts() == ()
    page.open_day(DAY)
    assert page.days.waiting.isHidden()


def test_it_is_kept_with_its_register_once_that_is_known(
    page: RegisterPage, lost: Draft, office: Office, lesson: Lesson
) -> None:
    page.arrive(lost)
    QApplication.processEvents()
    page.days.table.setCurrentIndex(page.days.model.index(1, 1))
    press("Enter", "Esc")
    (kept,) = office.drafts()
    assert (kept.draft.ref, kept.draft.form) == (
        lost.ref,
        f"note:{lesson.slot}:{DAY.isoformat()}:{lesson['Bea']}",
    )


def test_it_is_never_put_beside_another_child(
    page: RegisterPage, lost: Draft, office: Office, lesson: Lesson, window: object
) -> None:
    page.arrive(lost)
    QApplication.processEvents()
    page.days.table.setCurrentIndex(page.days.model.index(4, 1))
    press("Enter")
    assert page.sheet.marking.head.name == CLUB
    assert page.sheet.notes.line.text() == ""
    assert say("note_not_here") in window.said  # type: ignore[attr-defined]
    assert len(office.drafts()) == 1
    assert page.back()
    assert page.days.waiting.isVisible()


def test_it_can_be_thrown_away_and_a_lock_leaves_nothing_of_it(
    page: RegisterPage, lost: Draft, office: Office
) -> None:
    page.arrive(lost)
    page.clear()
    assert page.days.waiting.words.text() == ""
    page.arrive(lost)
    page.days.waiting.throw.click()
    assert page.days.waiting.isHidden()
    assert office.drafts() == ()


@pytest.mark.parametrize("form", ["note:", "note::", "note:x:y:z", "reason::2026-10-13:4", "note:4:soon:1"])
def test_no_draft_however_it_was_named_makes_the_page_fail(
    page: RegisterPage, office: Office, form: str
) -> None:
    page.arrive(Draft(make_ref(), form, {"words": "some words"}))
    QApplication.processEvents()
    assert page.days.waiting.words.text() == "some words"
