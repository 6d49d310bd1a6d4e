"""Finishing a register: who is not marked is said in one line, and nothing is lost by either answer."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import ENGLAND
from app.core.marks import AM, CODE
from app.rooms.attendance import RegisterState, TodaysRegisters
from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import ctrl, focused, press
from tests.ui.rooms.attendance.lesson import BREAK, DAY


@pytest.fixture
def state(office, lesson):
    """How the lesson's register stands in the record."""

    def ask():
        return next(one for one in office.ask(TodaysRegisters(DAY)) if one.slot.slot == lesson.slot)

    return ask


def codes_of(office):
    statement = "SELECT count(*) FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL "
    return peek(office, statement + "AND measure_id = ? AND slot_id = ?", int(CODE), int(AM))[0][0]


def test_all_marked_and_enter_finishes_and_stores_what_was_proposed(page, office, state, window):
    press(*"99999999")
    assert codes_of(office) == 1, "Dina's from Breakfast, and nothing that was only proposed"
    press("Enter")
    assert state().state is RegisterState.DONE
    assert codes_of(office) == 7, "Hattie has no placement"
    assert window.said == ["Register finished"]
    assert page.sheet.finish.text() == "Finished"
    assert not page.sheet.finish.isEnabled()
    assert focused() is page.sheet.next


def test_who_is_not_marked_is_named_in_one_line(page, state):
    press(*"999999", "End", "9")
    ctrl("Enter")
    assert page.sheet.left.words == "George Tan is not marked yet."
    assert state().state is RegisterState.OPEN


def test_several_are_named_and_many_are_counted(page):
    press(*"99999")
    ctrl("Enter")
    assert page.sheet.left.words == "Hattie Rowe, George Tan and Ezra Whitlock are not marked yet."
    press("Esc")
    page.sheet.view.go(0)
    press("Backspace", "Down", "Backspace")
    ctrl("Enter")
    assert page.sheet.left.words == ("Dina Farouk, Bea Lindqvist, Hattie Rowe and 2 more are not marked yet.")


def test_leave_open_finishes_and_says_who_was_left(page, state, lesson):
    press(*"9999999")
    ctrl("Enter")
    assert focused() is page.sheet.left.leave
    press("Enter")
    assert state().state is RegisterState.DONE
    assert state().left_open == (lesson["Ezra"],)


def test_not_expected_is_marked_in_the_same_act(page, office, desk, state, lesson):
    press(*"9999999")
    ctrl("Enter")
    page.sheet.left.expect_not.setFocus()
    press("Enter")
    assert state().left_open == ()
    ezra = next(row for row in page.sheet.marking.model.rows if row.pupil == lesson["Ezra"])
    assert ezra.not_observed
    assert page.sheet.marking.model.words.title(ezra) == "Not expected"
    desk.runner.undo(page, lambda _receipt: None, page.failed, "pressed too soon")
    QApplication.processEvents()
    assert state().state is RegisterState.OPEN
    assert page.sheet.marking.unmarked[0].pupil == lesson["Ezra"]
    assert page.sheet.finish.isEnabled()


def test_going_on_leads_to_the_first_who_is_not_marked(page, state):
    press(*"999", "End")
    ctrl("Enter")
    press("Esc")
    assert focused() is page.sheet.view
    assert page.sheet.view.place == 3
    assert state().state is RegisterState.OPEN


def test_a_mark_after_the_finish_is_recorded_late_and_opens_nothing(page, clock, state):
    press(*"99999999", "Enter")
    clock.move(minutes=5)
    page.sheet.view.go(0)
    page.sheet.view.setFocus()
    press("7")
    row = page.sheet.marking.model.row(0)
    assert "recorded late" in page.sheet.marking.model.words.detail(row)
    assert "9 kept too" in page.sheet.marking.model.words.detail(row)
    assert state().state is RegisterState.DONE


def test_a_register_of_yesterday_is_recorded_late(page, clock):
    clock.set(datetime(2026, 10, 14, 9, 0, tzinfo=ENGLAND))
    press("5")
    row = page.sheet.marking.model.row(0)
    assert "recorded late" in page.sheet.marking.model.words.detail(row)
    assert row.moments[0].at is None, "nobody said when it was"


def test_same_as_last_time_marks_all_who_are_not_marked_in_one_act(page, office, desk):
    press("9")
    page.sheet.same.click()
    QApplication.processEvents()
    model = page.sheet.marking.model
    marked = {row.shown: row.sums.last for row in model.rows if row.sums}
    assert marked == {"Dina": 9, "Callum": 2, "Ezra": 2, "Freya": 8, "George": 6, "Hattie": 3}
    desk.runner.undo(page, lambda _receipt: None, page.failed)
    QApplication.processEvents()
    assert page.sheet.marking.marked == 1


def test_the_next_register_is_one_press_away_and_a_break_begins_with_its_scores(page, lesson):
    assert page.sheet.next.text() == "Next: Break, 11:00"
    page.sheet.next.setFocus()
    count = press("Enter")
    assert page.sheet.marking.key == (lesson.slots[BREAK], DAY)
    assert page.sheet.view.column == 4
    count += press(*"432101")
    assert count == 7, "one key to open it and one for each of six pupils"
    assert page.sheet.marking.marked == 6
    assert focused() is page.sheet.finish
