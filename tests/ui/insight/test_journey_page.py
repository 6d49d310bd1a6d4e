"""The journey on the page: cards, picture, table twin on one key, words, and figures to a file."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.marks import RUNG, NewMark
from app.core.roles import Role
from app.insight.journey_picture import JourneyPictureOf
from app.rooms import attendance, calendar
from tests.kit.counting import cost
from tests.kit.record import as_roles
from ui.insight.journey_page import JourneyTab
from ui.kit import files
from ui.kit.accessible import nameless, too_small
from ui.kit.chart_files import png
from ui.words.insight import say

MOST_STATEMENTS = 24


@pytest.fixture
def tab(page, main_window, pupils) -> JourneyTab:
    main_window.go("pupils", pupils[0])
    found = page.view.tab("journey")
    assert isinstance(found, JourneyTab)
    return found


def test_the_page_opens_on_the_journey_with_its_headline_and_words(tab):
    assert tab.title.text() == "Alfie usually comes out with us (8 of his last 9 visits)"
    assert tab.chart.accessibleName() == tab.title.text()
    assert tab.chart.accessibleDescription().startswith("In words: Alfie’s usual step was 1")
    assert [card.accessibleName() for card in tab.cards] == [
        "5 usual step, was 1",
        "3 steps made here",
        "3.0 of 4 engagement",
        "1 dip, recovered",
    ]


@pytest.mark.parametrize("place", range(4))
def test_each_card_explains_itself_on_enter(tab, place):
    QTest.keyClick(tab.cards[place], Qt.Key.Key_Return)
    assert tab.how.isVisible()
    assert len(tab.how.words) > 60
    tab.how_close.click()
    assert not tab.how.isVisible()


def test_the_same_weeks_of_last_term_are_drawn_when_asked_for(tab, qtbot):
    plain = png(tab.chart)
    qtbot.mouseClick(tab.compare, Qt.MouseButton.LeftButton)
    assert tab.shown.is_compared
    qtbot.waitUntil(lambda: png(tab.chart) != plain)
    compared = png(tab.chart)
    QTest.keyClick(tab.compare, Qt.Key.Key_Space)
    assert not tab.shown.is_compared
    qtbot.waitUntil(lambda: png(tab.chart) != compared)
    tab.compare.click()
    QTest.keyClick(tab.chart, Qt.Key.Key_End)
    assert "The same week last term:" in tab.chart.reading


def test_where_there_is_no_term_before_nothing_is_offered(page, main_window, pupils):
    main_window.go("pupils", pupils[1])
    assert page.view.tab("journey").compare.isHidden()


def test_the_table_is_the_twin_by_button_and_by_key(tab, qtbot, main_window):
    tab.table.click()
    assert tab.chart.is_table
    assert tab.table.text() == say("picture")
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    tab.chart.table.setFocus()
    QTest.keyClick(
        tab.chart.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert not tab.chart.is_table
    assert tab.table.text() == say("table")


def test_the_table_shows_who_recorded_each_week_without_a_scroll_to_the_right(tab, qtbot):
    tab.table.click()
    lanes = tab.shown
    named = tuple(replace(week, who="Gwen Sutcliffe, Leon Baptiste and 3 more") for week in lanes.weeks)
    tab.chart.tell_more(replace(lanes, weeks=named))
    table = tab.chart.table
    qtbot.waitUntil(lambda: table.viewport().width() > 1000)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.rowHeight(0) >= 2 * table.fontMetrics().lineSpacing(), "on two lines"


@pytest.mark.parametrize("where", ["tab", "span", "print"])
def test_the_table_is_one_key_away_wherever_the_page_puts_the_focus(page, tab, qtbot, main_window, where):
    tabs, span = page.view.tabs, tab.span
    focus = {"tab": tabs.segment("journey"), "span": span.segment("all"), "print": page.view.header.print}
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    focus[where].setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focus[where], Qt.Key.Key_T, keys)
    assert tab.chart.is_table
    QTest.keyClick(main_window.focusWidget(), Qt.Key.Key_T, keys)
    assert not tab.chart.is_table


def test_the_key_of_the_table_does_nothing_on_another_tab(page, tab, qtbot, main_window):
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    page.view.tabs.segment("attendance").click()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.view.tabs.segment("attendance"), Qt.Key.Key_T, keys)
    assert not tab.chart.is_table


def test_the_table_sorts_by_a_heading_and_keeps_that_when_something_new_comes(tab, qtbot):
    tab.table.click()
    table = tab.chart.table
    given = [table.model().index(row, 0).data() for row in range(3)]
    assert given == ["13 April 2026", "20 April 2026", "27 April 2026"]
    heads = table.horizontalHeader()
    for _ in range(2):
        place = QPoint(heads.sectionViewportPosition(0) + 20, heads.height() // 2)
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.model().index(0, 0).data() == "5 October 2026"
    tab.span.segment("year").click()
    assert table.model().index(0, 0).data() == "5 October 2026"


def test_ctrl_c_copies_the_chosen_weeks_as_columns(tab, qtbot, main_window):
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    tab.table.click()
    QTest.keyClick(tab.chart.table, Qt.Key.Key_Down)
    QTest.keyClick(tab.chart.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = QApplication.clipboard().text().split("\t")
    assert cells[:2] == ["13 April 2026", "1, replied at the door"]
    assert cells[-1] == "Priya Shah"


def test_arrows_read_week_by_week(tab):
    QTest.keyClick(tab.chart, Qt.Key.Key_End)
    assert tab.chart.reading.startswith("Week of 5 October 2026. Usual step 6, reached site;")
    QTest.keyClick(tab.chart, Qt.Key.Key_Home)
    assert "Heard, not seen." in tab.chart.reading


def test_this_school_year_shows_its_own_weeks(tab):
    assert tab.shown is not None and len(tab.shown.weeks) == 26
    tab.span.segment("year").click()
    assert tab.shown is not None and len(tab.shown.weeks) == 6


def test_a_new_mark_is_seen_at_once(tab, office, pupils, qtbot):
    slot = next(one for one in office.ask(calendar.DaySlots(tab.desk.clock.today())).slots if one.pupils)
    mark = NewMark(pupils[0], tab.desk.clock.today(), slot.slot, RUNG, 6)
    tab.desk.runner.submit(tab, attendance.MarkRegister((mark,)), lambda _done: None, pytest.fail)
    qtbot.waitUntil(lambda: tab.shown is not None and len(tab.shown.weeks) == 27)


def test_a_child_without_a_visit_gets_one_line_and_a_way_to_begin(page, main_window, pupils):
    main_window.go("pupils", pupils[1])
    tab = page.view.tab("journey")
    assert tab.none.isVisible()
    assert not tab.chart.isVisible()


def test_another_child_never_sees_the_one_before(page, tab, main_window, pupils):
    main_window.go("pupils", pupils[1])
    assert "Alfie" not in tab.title.text()
    assert "Alfie" not in tab.chart.accessibleDescription()


def test_who_wrote_a_week_is_asked_once_somebody_looks_that_closely(tab, monkeypatch):
    asked = []
    ask = tab.desk.runner.ask
    monkeypatch.setattr(
        tab.desk.runner, "ask", lambda *args: (asked.append(type(args[1]).__name__), ask(*args))
    )
    assert {week.who for week in tab.shown.weeks} == {""}
    tab.chart.read(25)
    assert asked == ["WhoRecorded"]
    assert tab.chart.reading.endswith("Recorded by Priya Shah.")
    assert tab.chart.week == tab.shown.weeks[25]
    tab.table.click()
    rows = tab.chart.table.model()
    assert "Priya Shah" in {rows.index(row, rows.columnCount() - 1).data() for row in range(rows.rowCount())}
    assert asked == ["WhoRecorded"], "what is known is not asked again"


def test_the_figures_are_written_as_a_sheet_that_opens_anywhere(tab, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "save_as", lambda *_asked: str(tmp_path / "journey.csv"))
    tab.export.click()
    raw = (tmp_path / "journey.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert lines[0][0] == "Week"
    assert lines[1][:2] == ["13 April 2026", "1, replied at the door"]
    assert lines[0][-1] == "Who" and {line[-1] for line in lines[1:]} == {"Priya Shah", ""}
    assert len(lines) == 27


def test_the_picture_is_written_at_twice_the_size_with_its_name_and_words_inside(tab, tmp_path):
    tab.chart.read(3)
    tab.write_to(tmp_path / "journey.png")
    image = QImage(str(tmp_path / "journey.png"))
    assert image.width() >= 2 * tab.chart.picture_size.width()
    assert image.text("Title") == tab.title.text()
    assert image.text("Description").startswith("In words: Alfie")
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, 900, 7)}) > 20


def test_the_picture_that_scales_has_a_title_and_a_description(tab, tmp_path):
    for _ in range(4):
        QApplication.processEvents()
    tab.write_to(tmp_path / "journey.svg")
    root = ElementTree.parse(tmp_path / "journey.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == tab.title.text()
    assert str(root.findtext(f"{space}desc")).startswith("In words: Alfie")
    words = "".join(root.itertext())
    for rung in ("Tried to reach", "Reached site", "In session, throughout"):
        assert rung in words
    around = [one for one in root.iter(f"{space}g") if "Reached site" in "".join(one.itertext())]
    assert around[-1].get("transform", "").startswith("matrix(1,0,0,1,"), "rungs stand where their lines are"
    assert QSvgRenderer(str(tmp_path / "journey.svg")).isValid()


def test_a_folder_that_takes_no_file_is_said_in_words(tab):
    tab.write_to(Path("/proc/none/journey.csv"))
    assert tab.how.words == say("not_written")


def test_lock_forgets_the_child(tab, main_window):
    main_window.clear()
    assert tab.title.text() == ""
    assert tab.shown is None
    assert [card.accessibleName().strip() for card in tab.cards] == [""] * 4


def test_everything_has_a_name_and_room(tab):
    assert nameless(tab) == []
    assert too_small(tab) == []


def test_the_picture_is_asked_in_few_statements(opened, clock, pupils):
    office = as_roles(opened, clock, Role.MENTOR)
    assert cost(office, JourneyPictureOf(pupils[0])) <= MOST_STATEMENTS


def test_the_picture_that_is_exported_beside_the_table_is_the_one_that_would_be_shown(tab, qtbot):
    tab.table.click()
    assert tab.chart.is_table
    before = png(tab.chart)
    tab.compare.setChecked(True)
    beside = png(tab.chart)
    assert beside != before
    tab.chart.toggle_table()
    QApplication.processEvents()
    assert png(tab.chart) == beside
