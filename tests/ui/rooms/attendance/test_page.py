"""The page: what it opens on, the registers of a day, and the way back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.drafts import Draft
from app.core.errors import Refused
from app.core.ids import Ref
from app.rooms.calendar import AddClosure, ClosureCard, ClosureKind
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import AFTERNOON, BREAK, BREAKFAST, DAY, LESSON, MONDAY
from ui.kit.accessible import nameless
from ui.rooms.attendance.page import meant

NEXT_TUESDAY = date(2026, 10, 20)
NOT_YET = "Tuesday 20 October has not come yet. This register can be marked on the day."
SATURDAY, SUNDAY = date(2026, 10, 17), date(2026, 10, 18)


@pytest.fixture
def days(page):
    page.open_day(DAY)
    QApplication.processEvents()
    return page.days


@pytest.mark.parametrize(
    ("argument", "wanted"),
    [
        (None, None),
        ("next", "next"),
        ("register:12:2026-10-13", (12, DAY)),
        ("registers:2026-10-13", DAY),
        ((12, DAY), (12, DAY)),
        (DAY, DAY),
        ("something else", None),
        (Draft(Ref("x"), "concern:1", {}), None),
        (3.5, None),
    ],
)
def test_an_argument_means_one_thing(argument, wanted):
    assert meant(argument) == wanted


def test_a_register_opens_with_the_keys_at_the_pupil_asked_for(page, lesson):
    page.arrive((lesson.slot, DAY, lesson["Freya"]))
    assert page.sheet.marking.model.row(page.sheet.view.place).shown == "Freya"


def test_a_register_that_was_begun_opens_at_the_first_who_is_not_marked(page, lesson):
    press(*"999")
    page.arrive((lesson.slot, DAY))
    assert page.sheet.view.place == 3


def test_next_is_the_register_that_is_on_now(page, lesson):
    page.arrive("next")
    assert page.sheet.marking.key == (lesson.slot, DAY)


def test_next_after_the_last_slot_is_the_day(page, clock, days):
    clock.move(hours=9)
    page.arrive("next")
    assert page.days.isVisible()


def test_nothing_asked_comes_back_to_the_register_that_was_open(page, lesson):
    page.sheet.view.go(5)
    page.leave()
    page.arrive(None)
    assert page.sheet.marking.key == (lesson.slot, DAY)
    assert page.sheet.view.place == 5
    assert focused() is page.sheet.view


def test_the_registers_of_a_day_say_how_each_stands(page, days, lesson):
    page.open_register(lesson.slot, DAY)
    press(*"99999999", "Enter")
    page.open_day(DAY)
    QApplication.processEvents()
    states = [days.model.index(row, 4).data() for row in range(days.model.rowCount())]
    assert states == [
        "Open, 1 of 8 marked",
        "Finished 10:52, Priya",
        "Starts 11:00",
        "Starts 13:00",
        "No pupils on its list",
    ]
    assert days.head._line.text() == "Tuesday 13 October.  1 of 5 finished"


def test_how_a_register_stands_is_never_cut_off(page, days, lesson):
    page.open_register(lesson.slot, DAY)
    press(*"9999999")
    page.sheet.finish.click()
    press("Enter")
    page.open_day(DAY)
    QApplication.processEvents()
    table = days.table
    needed = table.sizeHintForIndex(days.model.index(1, 4)).width()
    assert days.model.index(1, 4).data().startswith("Finished"), "the longest of them was not reached"
    assert table.columnWidth(4) >= needed
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()


def test_what_could_not_be_done_does_not_follow_to_another_register(page, days, lesson, window):
    window.problem(Refused("mark_in_future", day=MONDAY))
    page.open_register(lesson.slot, DAY)
    assert window.is_mended
    window.problem(Refused("mark_in_future", day=MONDAY))
    page.open_day(DAY)
    assert window.is_mended


def test_enter_opens_the_register_under_the_keys_and_back_returns(page, days, lesson):
    assert focused() is days.table
    assert days.model.row_at(days.table.currentIndex()).slot.name == BREAKFAST
    press("Down", "Enter")
    assert page.sheet.marking.head.name == LESSON
    assert focused() is page.sheet.view
    assert page.back()
    assert days.isVisible()
    assert not page.back(), "from the list the shell goes back"


@pytest.mark.parametrize("way", ["back", "all registers"])
def test_the_list_stands_on_the_register_that_one_came_from(page, days, way):
    press("Down", "Down", "Enter")
    QApplication.processEvents()
    assert page.sheet.marking.head.name == BREAK
    if way == "back":
        assert page.back()
    else:
        page.sheet.all.click()
    QApplication.processEvents()
    assert focused() is days.table
    assert days.model.row_at(days.table.currentIndex()).slot.name == BREAK


def test_after_a_lock_the_list_stands_where_it_stood(page, days):
    press("Down", "Down")
    page.clear()
    page.arrive(None)
    QApplication.processEvents()
    assert days.model.row_at(days.table.currentIndex()).slot.name == BREAK


def test_another_day_begins_with_what_is_due_there(page, days):
    press("Down", "Down", "Enter")
    page.open_day(MONDAY)
    QApplication.processEvents()
    assert days.table.currentIndex().row() == 0


@pytest.fixture
def to_come(page, lesson):
    """The register of the Tuesday after."""
    page.arrive((lesson.slot, NEXT_TUESDAY))
    QApplication.processEvents()
    return page.sheet


def test_a_day_that_has_not_come_says_so_calmly_and_offers_nothing_to_mark(to_come, page):
    assert to_come.closed.isVisible()
    assert to_come.closed.words == NOT_YET
    assert not to_come.finish.isEnabled()
    assert not to_come.same.isEnabled()
    assert not to_come.notes.line.isEnabled()


@pytest.mark.parametrize("keys", [("9",), ("Space",), ("n",), ("Tab", "3"), ("Right", "b"), ("Backspace",)])
def test_a_key_there_marks_nobody_and_is_answered_without_red(to_come, page, office, window, keys):
    before = office.next_undo()
    press(*keys)
    assert window.said == [NOT_YET]
    assert window.problems == []
    assert focused() is to_come.view
    assert to_come.view.place == 0
    assert office.next_undo() == before


def test_a_click_there_marks_nobody(to_come, window, office):
    before = office.next_undo()
    where = to_come.view.cell(1, 1).center().toPoint()
    QTest.mouseClick(
        to_come.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert window.said == [NOT_YET]
    assert (window.problems, office.next_undo()) == ([], before)
    assert to_come.view.place == 1


def test_arrows_still_move_there_and_the_day_itself_can_be_marked(to_come, page, lesson, window):
    press("Down", "Down")
    assert (to_come.view.place, window.said) == (2, [])
    page.arrive((lesson.slot, DAY))
    QApplication.processEvents()
    assert to_come.closed.isHidden()
    assert to_come.finish.isEnabled()
    assert to_come.notes.line.isEnabled()
    press("9")
    assert to_come.marking.marked == 1


def test_a_click_opens_a_register(page, days):
    where = days.table.visualRect(days.model.index(2, 1)).center()
    QTest.mouseClick(days.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()
    assert page.sheet.marking.head.name == BREAK


def test_another_day_by_words_and_by_steps(page, days):
    days.chosen.line.setFocus()
    press(*"yesterday")
    assert days.day == MONDAY
    assert days.model.index(0, 1).data() == "Monday lesson"
    days.after.click()
    assert days.day == DAY
    days.before.click()
    days.today.click()
    assert days.day == DAY


def test_return_after_a_day_leads_to_its_register_that_is_due_and_again_opens_it(page, days):
    days.chosen.line.setFocus()
    press(*"mon")
    assert focused() is days.chosen.line, "somebody is still typing"
    press("Enter")
    assert focused() is days.table
    assert days.day == MONDAY
    press("Enter")
    assert page.sheet.isVisible()
    assert page.sheet.marking.head.name == "Monday lesson"
    assert focused() is page.sheet.view


def test_return_on_the_day_that_is_shown_leads_to_its_registers_too(page, days, lesson):
    days.chosen.line.setFocus()
    press(*"today", "Enter")
    assert focused() is days.table
    press("Enter")
    assert page.sheet.marking.key[1] == DAY


def test_return_after_what_is_no_day_stays_to_be_mended(page, days):
    days.chosen.line.setFocus()
    press(*"someday", "Enter")
    assert focused() is days.chosen.line
    assert days.day == DAY


def test_a_sunday_names_the_school_days_around_it_and_leads_there_by_keys(page, days):
    days.chosen.line.setFocus()
    press(*"18 oct 2026", "Enter")
    assert days.day == SUNDAY
    assert days.next_with.text() == "Next school day: Monday 19 October"
    assert days.last_with.text() == "Last school day: Tuesday 13 October"
    assert focused() is days.next_with
    press("Enter")
    assert days.day == date(2026, 10, 19)
    assert focused() is days.table
    page.open_day(SUNDAY)
    QApplication.processEvents()
    days.last_with.click()
    QApplication.processEvents()
    assert days.day == DAY
    assert focused() is days.table


def test_before_the_first_term_only_the_next_school_day_is_named(page, days):
    page.open_day(date(2026, 8, 2))
    QApplication.processEvents()
    assert days.next_with.text() == "Next school day: Tuesday 1 September"
    assert days.last_with.isHidden()
    page.open_day(date(2030, 1, 1))
    QApplication.processEvents()
    assert days.next_with.isHidden()
    assert days.last_with.isHidden()
    assert focused() is days.chosen.line


def test_a_day_without_registers_says_why(page, days, office):
    page.open_day(SATURDAY)
    QApplication.processEvents()
    assert days.empty.isVisible()
    assert days.empty.accessibleName() == "Nothing is timetabled for Saturday 17 October."
    office.execute(AddClosure(ClosureCard(ClosureKind.INSET, "Training", MONDAY, MONDAY)))
    page.open_day(MONDAY)
    QApplication.processEvents()
    assert days.empty.accessibleName() == ("Monday 12 October is no open day: staff training, Training.")


def test_every_control_of_the_list_has_a_name(days):
    assert nameless(days) == []


def test_the_lock_clears_the_list(page, days):
    page.clear()
    assert days.model.rowCount() == 0
    page.arrive(None)
    QApplication.processEvents()
    assert days.model.rowCount() == 5


def test_the_way_through_a_day_by_its_next_buttons(page, lesson):
    page.sheet.next.click()
    QApplication.processEvents()
    page.sheet.next.click()
    QApplication.processEvents()
    assert page.sheet.marking.key == (lesson.slots[AFTERNOON], DAY)
