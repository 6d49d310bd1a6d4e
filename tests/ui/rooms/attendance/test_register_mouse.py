"""The register by mouse: a click, a drag, a click and a second one with Shift make what keys make."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.rooms.attendance.keys import press
from ui.kit.accessible import SMALLEST_TARGET
from ui.kit.ladder_paint import column
from ui.kit.theme import current_look
from ui.rooms.attendance.register_delegate import seen_boxes
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, WORDS

LEFT, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def view(page):
    return page.sheet.view


def rung_place(view, place, rung):
    return column(view.cell(place, LADDER), 10, rung).center().toPoint()


def click(view, where, modifiers=NONE):
    QTest.mouseClick(view.viewport(), LEFT, modifiers, where)
    QApplication.processEvents()


def moments(page, place):
    return [one.rung for one in page.sheet.marking.model.row(place).moments]


def test_every_rung_is_one_click(page, view):
    for rung in range(10):
        click(view, rung_place(view, 2, rung))
        assert moments(page, 2) == [rung]
    assert view.place == 2


def test_eight_clicks_mark_eight_pupils(page, view):
    for place in range(8):
        click(view, rung_place(view, place, 7))
    assert page.sheet.marking.marked == 8


def test_a_drag_is_from_one_step_to_another(page, view):
    port = view.viewport()
    QTest.mousePress(port, LEFT, NONE, rung_place(view, 1, 4))
    QTest.mouseMove(port, rung_place(view, 1, 6))
    QTest.mouseRelease(port, LEFT, NONE, rung_place(view, 1, 6))
    QApplication.processEvents()
    assert moments(page, 1) == [4, 6]


def test_a_click_and_a_second_with_shift_say_the_same_as_a_drag(page, view):
    click(view, rung_place(view, 1, 4))
    click(view, rung_place(view, 1, 6), SHIFT)
    assert moments(page, 1) == [4, 6]


def test_a_drag_that_leaves_the_ladder_marks_where_it_began(page, view):
    port = view.viewport()
    QTest.mousePress(port, LEFT, NONE, rung_place(view, 1, 4))
    QTest.mouseRelease(port, LEFT, NONE, view.cell(1, CODE_COLUMN).center().toPoint())
    QApplication.processEvents()
    assert moments(page, 1) == [4]


@pytest.mark.parametrize(("box", "answer"), [(0, True), (1, False)])
def test_seen_is_answered_by_a_click(page, view, box, answer):
    click(view, rung_place(view, 0, 1))
    where = seen_boxes(current_look(), view.cell(0, WORDS))[box]
    assert min(where.width(), where.height()) >= SMALLEST_TARGET
    click(view, where.center().toPoint())
    assert page.sheet.marking.model.row(0).seen_asked is answer


def test_a_click_on_the_code_opens_the_list(page, view):
    click(view, view.cell(1, CODE_COLUMN).center().toPoint())
    codes = page.sheet.acts.code_list
    assert codes.isVisible()
    row = next(n for n in range(codes.list.count()) if codes.list.item(n).text() == "I")
    codes.list.scrollToItem(codes.list.item(row))
    where = codes.list.visualItemRect(codes.list.item(row)).center()
    QTest.mouseClick(codes.list.viewport(), LEFT, NONE, where)
    QApplication.processEvents()
    assert page.sheet.marking.model.row(1).code.letter == "I"


def test_the_key_of_codes_does_no_harm_in_a_list_that_a_click_opened(page, view):
    click(view, view.cell(1, CODE_COLUMN).center().toPoint())
    press("'", "i", "Enter")
    assert page.sheet.marking.model.row(1).code.letter == "I"


def test_a_click_elsewhere_closes_the_list_and_keeps_the_focus_there(page, view):
    click(view, view.cell(1, CODE_COLUMN).center().toPoint())
    page.sheet.notes.line.setFocus()
    QApplication.processEvents()
    assert page.sheet.acts.code_list.isHidden()
    assert QApplication.focusWidget() is page.sheet.notes.line


def chosen(words):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().split("\t")[0] == words)
    menu.close()
    action.trigger()
    QApplication.processEvents()


def test_a_click_on_a_score_offers_the_figures(page, view):
    click(view, view.cell(3, FIRST_SCORE + 1).center().toPoint())
    chosen("3")
    measure = page.sheet.marking.model.words.outcomes[1].measure
    assert page.sheet.marking.model.row(3).scores == ((measure, 3),)
    click(view, view.cell(3, FIRST_SCORE + 1).center().toPoint())
    chosen("Not observed")
    assert page.sheet.marking.model.row(3).scores == ((measure, -1),)
    click(view, view.cell(3, FIRST_SCORE + 1).center().toPoint())
    chosen("Take back")
    assert page.sheet.marking.model.row(3).scores == ()


@pytest.mark.parametrize(
    ("words", "proof"),
    [
        ("Same as last time", lambda page: moments(page, 4) == [2]),
        ("Late or left early", lambda page: page.sheet.acts.minutes_line.isVisible()),
        ("Note", lambda page: page.sheet.notes.about is not None),
        ("List of codes", lambda page: page.sheet.acts.code_list.isVisible()),
        ("Not expected", lambda page: page.sheet.marking.model.row(4).not_observed),
    ],
)
def test_the_menu_of_a_row_offers_what_the_keys_do(page, view, words, proof):
    view.go(4, LADDER)
    view.ask_menu()
    chosen(words)
    assert proof(page)


def test_hovering_over_a_step_says_what_it_means(page, view):
    tip = view._pointer.tip(0, rung_place(view, 0, 7).toPointF())
    assert tip.startswith("7: On site, quiet space. one of us with them")


def test_a_press_beside_the_parts_marks_nothing(page, view):
    click(view, QPoint(2, 2))
    assert page.sheet.marking.marked == 0
