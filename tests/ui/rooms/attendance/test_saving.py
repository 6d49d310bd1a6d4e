"""What is not on the disk is hollow; trouble keeps it, a refusal puts it back, and nothing is doubled."""

from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from app.core.errors import Unavailable
from app.core.marks import RUNG
from app.rooms.calendar import AddClosure, ClosureCard, ClosureKind
from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import press
from tests.ui.rooms.attendance.lesson import DAY


@pytest.fixture
def marking(page):
    return page.sheet.marking


@contextmanager
def nothing_can_be_written(opened):
    """The engine refuses every write, as on a disk that turned read-only, however often it is opened."""
    writer = opened.record._writer

    def only_reads(connection, *_said):
        connection.cursor().execute("PRAGMA query_only = ON")

    event.listen(writer, "checkout", only_reads)
    try:
        yield
    finally:
        event.remove(writer, "checkout", only_reads)
        writer.dispose()


def rungs(office, lesson):
    statement = "SELECT value FROM mark WHERE measure_id = ? AND slot_id = ? ORDER BY id"
    return [value for (value,) in peek(office, statement, int(RUNG), int(lesson.slot))]


def test_a_mark_is_filled_once_it_is_on_the_disk(marking):
    press("9")
    assert marking.model.line(0).not_on_disk == frozenset()
    assert marking.outbox.under_way == ()


def test_a_mark_that_could_not_be_written_stays_hollow_and_is_written_once_on_the_second_try(
    page, marking, opened, office, lesson, window
):
    with nothing_can_be_written(opened):
        press("9", "8")
    assert [type(error) for error in window.problems] == [Unavailable, Unavailable]
    assert [row.sums.last for row in marking.model.rows[:2]] == [9, 8]
    assert not marking.model.line(0).is_on_disk(RUNG)
    assert marking.marked == 2
    assert rungs(office, lesson) == []
    window.retry()
    QApplication.processEvents()
    assert rungs(office, lesson) == [9, 8]
    assert marking.model.line(0).is_on_disk(RUNG)
    window.retry()
    QApplication.processEvents()
    assert rungs(office, lesson) == [9, 8]


def test_of_two_marks_for_one_thing_only_the_later_is_sent_again(
    page, marking, opened, office, lesson, window
):
    with nothing_can_be_written(opened):
        press("9", "Up", "4")
    window.retry()
    QApplication.processEvents()
    assert rungs(office, lesson) == [4]
    assert marking.model.row(0).sums.last == 4


def test_a_later_key_that_was_written_is_not_overwritten_by_an_earlier_one(
    page, marking, opened, office, lesson, window
):
    with nothing_can_be_written(opened):
        press("9")
    press("Up", "4")
    window.retry()
    QApplication.processEvents()
    assert marking.model.row(0).sums.last == 4
    assert rungs(office, lesson) == [4]


def test_what_is_refused_is_put_back_and_said(page, marking, office, lesson, window):
    office.execute(AddClosure(ClosureCard(ClosureKind.CLOSED, "Boiler", DAY, DAY)))
    press("9")
    assert [error.code for error in window.problems] == ["day_not_open"]
    assert marking.model.row(0).sums is None
    assert marking.outbox.under_way == ()
    assert rungs(office, lesson) == []


def test_what_was_not_written_when_the_screen_was_locked_is_sent_when_the_person_is_back(
    page, marking, opened, office, lesson
):
    with nothing_can_be_written(opened):
        press("9")
    page.clear()
    assert marking.model.rowCount() == 0
    page.arrive(None)
    QApplication.processEvents()
    assert rungs(office, lesson) == [9]
    assert marking.model.row(0).sums.last == 9


def test_after_the_lock_the_register_is_as_it_was(page, marking):
    press(*"987")
    page.clear()
    assert page.sheet.marking.model.rowCount() == 0
    page.arrive(None)
    QApplication.processEvents()
    assert [row.sums.last for row in marking.model.rows[:3]] == [9, 8, 7]
    assert page.sheet.view.place == 3


def test_somebody_elses_mark_comes_without_asking_and_the_place_stays(page, marking, desk, lesson):
    from app.core.marks import NewMark
    from app.rooms.attendance import MarkRegister

    page.sheet.view.go(5)
    mark = NewMark(lesson["Alfie"], DAY, lesson.slot, RUNG, 3)
    desk.runner.submit(page, MarkRegister((mark,)), lambda _receipt: None, page.failed)
    QApplication.processEvents()
    place = marking.model.place_of(lesson["Alfie"])
    assert marking.model.row(place).sums.last == 3
    assert page.sheet.view.place == 5


def test_a_finish_that_could_not_be_written_can_be_tried_again(page, opened, window):
    press(*"99999999")
    with nothing_can_be_written(opened):
        press("Enter")
    assert [type(error) for error in window.problems] == [Unavailable]
    assert page.sheet.finish.isEnabled()
    window.retry()
    QApplication.processEvents()
    assert not page.sheet.finish.isEnabled()
