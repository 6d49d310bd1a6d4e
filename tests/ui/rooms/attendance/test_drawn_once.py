"""A register is drawn once, when its pupils have come; until then no pupil takes a key or a click."""

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import OutOfDate
from tests.kit.record import HEAD, PROVISION
from tests.ui.rooms.attendance.keys import focused, press
from tests.ui.rooms.attendance.lesson import AFTERNOON, BREAK, DAY, LESSON, MONDAY
from tests.ui.waiting import Painted
from ui.kit import held
from ui.kit.focus_ring import RingFrame
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


class Widths(QObject):
    """How wide rows and headings are each time that one of them is drawn."""

    def __init__(self, sheet):
        super().__init__(sheet)
        self.sheet, self.seen = sheet, []
        for part in (sheet.view.viewport(), sheet.headings):
            part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if isinstance(event, QPaintEvent):
            view = self.sheet.view
            shown = view.verticalScrollBar().isVisible()
            self.seen.append((view.viewport().width(), view.row_layout.width, shown))
        return False


@pytest.mark.parametrize("height", [640, 664, 688, 712, 768])
@pytest.mark.parametrize(("before", "after"), [(BREAK, LESSON), (LESSON, BREAK), (None, LESSON)])
def test_scroll_bar_headings_and_rows_agree_in_the_first_picture(
    main_window, lesson, slow, qtbot, height, before, after
):
    main_window.resize(1366, height)
    main_window.go("registers", DAY if before is None else (lesson.slots[before], DAY))
    slow.let_all_go()
    main_window.go("help")
    QApplication.processEvents()
    sheet = main_window.page("registers").sheet
    main_window.go("registers", (lesson.slots[after], DAY))
    drawn = Widths(sheet)
    QApplication.processEvents()
    assert drawn.seen == []
    slow.let_all_go()
    qtbot.wait(60)
    assert sheet.marking.head.name == after
    assert len(drawn.seen) >= 2
    assert len(set(drawn.seen)) == 1, drawn.seen


def test_no_ring_stands_around_what_is_not_drawn_yet(main_window, lesson, slow):
    main_window.go("registers", DAY)
    slow.let_all_go()
    page = main_window.page("registers")
    press("Enter")
    QApplication.processEvents()
    assert page.sheet.isVisible()
    assert not page.sheet.updatesEnabled(), "the register was there at once: nothing is shown"
    rings = [ring for ring in main_window.findChildren(RingFrame) if ring.isVisible()]
    assert rings == []
    assert focused() is page.sheet.view


def until_drawn(sheet, slow):
    """Answers come until the pupils are there, and none after."""
    while not sheet.marking.is_open or not sheet.marking.model.rowCount():
        slow.let_go()


def test_next_says_nothing_until_the_registers_of_the_day_are_known(sheet, main_window, lesson, slow):
    main_window.go("registers", (lesson.slot, MONDAY))
    sheet.marking.open(lesson.slot, DAY)
    until_drawn(sheet, slow)
    assert not sheet.next.isEnabled()
    assert sheet.next.text() == "Next register"
    slow.let_all_go()
    assert sheet.next.isEnabled()
    assert sheet.next.text() == "Next: Break, 11:00"


def test_within_a_day_next_is_right_in_the_first_picture(sheet, main_window, lesson, slow):
    main_window.go("registers", (lesson.slot, DAY))
    slow.let_all_go()
    main_window.go("registers", (lesson.slots[BREAK], DAY))
    until_drawn(sheet, slow)
    assert sheet.marking.head.name == BREAK
    assert sheet.next.text() == "Next: Afternoon lesson, 13:00"


def test_the_words_of_a_pressed_next_stay_whole_while_the_next_register_is_waited_for(
    sheet, main_window, lesson, slow
):
    main_window.go("registers", (lesson.slot, DAY))
    slow.let_all_go()
    QApplication.processEvents()
    sheet.next.setFocus()
    QApplication.processEvents()
    drawn = Painted(sheet.next)
    QTest.mouseClick(sheet.next, Qt.MouseButton.LeftButton)
    assert not sheet.updatesEnabled()
    assert drawn.times, "the ring around it went, and what lay under it was drawn again"
    holes = Holes(main_window)
    QApplication.processEvents()
    assert holes.over(sheet) == []


class Holes(QObject):
    """Which parts of the window are drawn anew while what lies there is held."""

    def __init__(self, window):
        super().__init__(window)
        self._window, self._drawn = window, []
        for part in window.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self._drawn.append(event.rect().translated(watched.mapTo(self._window, QPoint(0, 0))))
        return False

    def over(self, widget):
        there = QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
        return [one for one in self._drawn if one.intersects(there)]


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
