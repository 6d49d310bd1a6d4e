"""The list of pupils: found, opened, left and found again, by mouse and by keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.core.ids import PupilId
from app.rooms import people
from app.rooms.people import PupilCard
from tests.ui.rooms.people.life import BEGAN
from ui.kit.accessible import nameless, too_small
from ui.rooms.people.page import PupilsPage


def names(page: PupilsPage) -> list[str]:
    model = page.list.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def cells(page: PupilsPage, row: int) -> list[str]:
    model = page.list.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_those_who_are_here_stand_in_the_list_with_what_is_known_of_them(page):
    assert names(page) == ["Bea Lindqvist", "Alfie Marsh"]
    assert cells(page, 1) == ["Alfie Marsh", "9", "Climbing", "Fernhill Academy", "8 Oct", "8 Oct", "3"]
    assert cells(page, 0)[4:] == ["not yet", "not yet", "0"]


def test_whoever_begins_later_is_counted_apart(page, office, clock, qtbot):
    assert page.list.title._line.text() == "2 here today"
    later = clock.today() + timedelta(days=30)
    page.desk.runner.submit(
        page, people.AddPupil(PupilCard("Cy", "Dunn", later)), lambda _: None, pytest.fail
    )
    qtbot.waitUntil(lambda: page.list.title._line.text() == "2 here today, 1 to come")
    assert names(page) == ["Cy Dunn", "Bea Lindqvist", "Alfie Marsh"]


def test_the_line_of_a_pupil_is_read_out_with_seen_and_heard(page):
    spoken = page.list.model.index(1, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Pupil: Alfie Marsh, Alfred, last seen 8 October 2026 10:15, at the gate")
    assert "last heard 8 October 2026" in spoken


@pytest.mark.parametrize(
    ("typed", "found"),
    [("alf", ["Alfie Marsh"]), ("LINDQVIST", ["Bea Lindqvist"]), ("h8012", ["Alfie Marsh"]), ("zzz", [])],
)
def test_typing_finds_by_name_known_as_and_number(page, typed, found):
    QTest.keyClicks(page.list.search, typed)
    assert names(page) == found


def test_a_search_that_finds_nobody_says_so_and_lets_go(page, qtbot):
    page.list.search.setText("zzz")
    assert page.list.nobody.isVisible()
    qtbot.mouseClick(page.list.everybody, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 2


def test_those_who_have_left_are_shown_when_asked_for(page):
    page.list.leavers.click()
    assert "Callum Osei" in names(page)


def test_enter_opens_the_pupil_and_back_returns_to_the_line(page, main_window, pupils):
    page.list.choose(pupils[0])
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.view.isVisible()
    assert page.view.header.name.text() == "Alfie Marsh"
    main_window.back()
    assert page.list.isVisible()
    assert page.list.current == pupils[0]


def test_a_double_click_opens_the_pupil(page, qtbot, pupils):
    table = page.list.table
    place = table.visualRect(page.list.model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view.pupil == pupils[1]


def test_three_letters_and_enter_in_the_search_open_the_first_found(page, pupils):
    QTest.keyClicks(page.list.search, "bea")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.view.pupil == pupils[1]


def test_whoever_came_from_another_page_goes_back_to_it(page, main_window, pupils):
    main_window.go("settings")
    main_window.go("pupils", pupils[0])
    main_window.back()
    assert main_window.page("settings").isVisible()


def test_a_pupil_written_down_meanwhile_appears_and_the_chosen_line_stays(page, office, qtbot, pupils):
    page.list.choose(pupils[0])
    page.desk.runner.submit(
        page, people.AddPupil(PupilCard("Ada", "Adams", BEGAN)), lambda _done: None, page.failed
    )
    qtbot.waitUntil(lambda: names(page)[0] == "Ada Adams")
    assert page.list.current == pupils[0]


def test_f9_shows_initials_and_takes_them_back(page, main_window):
    main_window.privacy.set_on(True)
    assert names(page) == ["BL", "AM"]
    main_window.privacy.set_on(False)
    assert names(page)[1] == "Alfie Marsh"


def test_lock_forgets_everybody_and_the_way_back_shows_them_again(page, main_window, pupils):
    page.list.choose(pupils[0])
    page.list.search.setText("a")
    main_window.clear()
    assert names(page) == []
    assert page.list.search.text() == ""
    main_window.come_back()
    assert page.list.current == pupils[0]


def test_the_list_sorts_by_a_column_and_the_model_holds(page, pupils):
    QAbstractItemModelTester(page.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.list.table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == "Alfie Marsh"


def test_everything_in_the_list_has_a_name_and_room(page):
    assert nameless(page.list) == []
    assert too_small(page.list) == []


def test_the_sidebar_pressed_again_leads_back_to_the_list(page, main_window, pupils):
    main_window.go("pupils", PupilId(pupils[0]))
    main_window.go("pupils")
    assert page.list.isVisible()


@pytest.mark.parametrize(("factor", "shown"), [(1.0, 7), (1.5, 5), (2.0, 4)])
def test_columns_give_way_to_the_name_and_nothing_scrolls_sideways(page, look, qapp, factor, shown):
    look.choose(factor=factor)
    qapp.processEvents()
    table = page.list.table
    assert sum(not table.isColumnHidden(column) for column in range(7)) == shown
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(0) >= look.look.px(150)
