"""A register is drawn once, when its pupils have come; until then no pupil takes a key or a click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import OutOfDate
from tests.kit.record import HEAD, PROVISION
from tests.ui.rooms.attendance.lesson import AFTERNOON, DAY, LESSON
from tests.ui.waiting import Painted
from ui.kit import held
from ui.kit.runner import PoolRunner
from ui.main_window import MainWindow

EIGHT = 8


@pytest.fixture
def sheet(main_window, lesson):
    """The lesson's register, as it was seen once before another page was gone to."""
    main_window.go("registers", (lesson.slot, DAY))
    main_window.go("help")
    QApplication.processEvents()
    return main_window.page("registers").sheet


def assert_in_its_place(sheet):
    """Nothing is left to be laid out or drawn, and no part lies over another."""
    assert sheet.updatesEnabled()
    shown = [part for part in sheet.children() if isinstance(part, QWidget) and part.isVisible()]
    assert sheet.head in shown
    places = [part.geometry() for part in shown]
    assert all(not one.intersects(other) for n, one in enumerate(places) for other in places[n + 1 :]), places
    sheet.layout().invalidate()
    sheet.layout().activate()
    assert [part.geometry() for part in shown] == places


@pytest.mark.parametrize("first", [0, 1], ids=["the outcomes first", "the pupils first"])
def test_pupils_and_scores_are_drawn_together_and_before_anything_else_is_asked(
    sheet, main_window, lesson, slow, first
):
    main_window.go("registers", (lesson.slot, DAY))
    view, head = Painted(sheet.view.viewport()), Painted(sheet.head)
    QApplication.processEvents()
    assert len(slow) == 2
    slow.let_go(first)
    assert (view.times, head.times) == (0, 0)
    drawn = []
    asked = sheet.marking._ask_the_rest
    sheet.marking._ask_the_rest = lambda: (drawn.append(view.times), asked())
    slow.let_go()
    assert drawn == [1]
    assert sheet.view.model().rowCount() == EIGHT
    slow.let_all_go()
    assert_in_its_place(sheet)


def test_a_key_for_a_register_that_is_not_there_yet_marks_nobody(sheet, main_window, lesson, slow):
    main_window.go("registers", (lesson.slot, DAY))
    slow.let_all_go()
    main_window.go("registers", (lesson.slots[AFTERNOON], DAY))
    QTest.keyClick(sheet.view, Qt.Key.Key_5)
    QTest.mouseClick(
        sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=sheet.view.viewport().rect().center()
    )
    assert not sheet.marking.outbox.under_way
    slow.let_all_go()
    assert sheet.marking.head.name == AFTERNOON
    assert sheet.marking.marked == 0


@pytest.mark.parametrize("how", ["too late", "locked", "gone"])
def test_whoever_is_not_answered_sees_the_page_in_its_place_all_the_same(
    sheet, main_window, lesson, slow, how, monkeypatch, qtbot
):
    monkeypatch.setattr(held, "LONGEST", 20)
    main_window.go("registers", (lesson.slot, DAY))
    if how == "locked":
        main_window.clear()
    elif how == "gone":
        sheet._failed(OutOfDate("row_gone"), lambda: None)
    qtbot.waitUntil(sheet.updatesEnabled)
    main_window.go("registers", (lesson.slot, DAY))
    slow.let_all_go()
    assert sheet.marking.head.name == LESSON
    assert_in_its_place(sheet)


def test_with_the_programs_own_threads_every_register_lies_in_its_place(qtbot, opened, clock, look, lesson):
    runner = PoolRunner(opened.office)
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for name in (LESSON, AFTERNOON, LESSON):
        window.go("help")
        window.go("registers", (lesson.slots[name], DAY))
        sheet = window.page("registers").sheet
        qtbot.waitUntil(
            lambda sheet=sheet, name=name: sheet.marking.is_open and sheet.marking.head.name == name
        )
        qtbot.waitUntil(lambda sheet=sheet: bool(sheet.marking.codes))
        assert_in_its_place(sheet)
    window.hide()
    runner.close()
