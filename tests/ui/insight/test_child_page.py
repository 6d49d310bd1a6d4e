"""The child's own page: theirs alone, no way out but the adult's password, and their words as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.core.errors import Unavailable
from app.rooms.people import ChildSaid
from app.store.record import Record
from tests.kit.record import PASSWORD
from ui.insight.child_page import ChildPageWindow
from ui.kit.accessible import controls, nameless
from ui.kit.focus_ring import is_in_sight
from ui.words.insight import say


@pytest.fixture
def own(page, main_window, pupils, qtbot) -> ChildPageWindow:
    main_window.go("pupils", pupils[0])
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    page.view.header.child.click()
    assert page.child_page is not None
    return page.child_page


def words_of(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.text()]


def test_the_path_the_usual_what_is_new_and_what_is_next(own):
    shown = words_of(own)
    assert "Alfie’s page" in shown
    assert "You usually come out with us: 8 of your last 9 visits" in shown
    first = own.path.stations[0]
    assert (first.words, first.when) == ("Replied at the door", "April")
    assert [one.words for one in own.path.stations if one.now] == ["Came out with us"]
    assert "Counts back from ten" in shown
    assert "2 new steps since 31 August. 3 since April." in shown
    assert own.path.accessibleDescription().startswith("Replied at the door, April.")


def test_nothing_about_anyone_else_is_there_and_the_shell_is_hidden(own, main_window):
    told = " ".join(words_of(own))
    assert "Bea" not in told and "Lindqvist" not in told and "Marsh" not in told
    assert not main_window.centralWidget().isVisible()
    assert own.geometry() == main_window.rect()


def test_it_says_who_can_read_the_words(own):
    assert own.words.who.text() == (
        "Your words stay yours, as you wrote them. Priya Shah and the adults who work with you can read them."
    )


def test_words_are_15_pixels_or_more_and_targets_44(own):
    small = [
        label.text()
        for label in own.findChildren(QLabel)
        if label.isVisible() and label.text() and QFontInfo(label.font()).pixelSize() < 15
    ]
    assert small == []
    targets = [part for part in controls(own) if part.isVisible()]
    assert targets
    assert [part for part in targets if part.height() < 44] == []
    assert nameless(own) == []


@pytest.mark.parametrize("key", ["K", "3", "Z", "L"])
def test_no_key_of_the_shell_leads_out(own, main_window, key, qtbot):
    before = main_window.stack.currentWidget()
    QTest.keyClick(own.words.line, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)
    assert own.isVisible()
    assert not main_window.bar.isVisible()
    assert main_window.stack.currentWidget() is before


def test_tab_stays_within_the_page(own):
    for _ in range(12):
        own.focusNextPrevChild(True)
        now = own.focusWidget()
        assert now is not None and own.isAncestorOf(now)


def test_the_password_alone_leaves(own, page, main_window):
    own.leave.click()
    own.door.line.setText("not the one")
    own.door.leave.click()
    assert own.isVisible()
    assert own.door.problem.text()
    own.door.line.setText(PASSWORD)
    QTest.keyClick(own.door.line, Qt.Key.Key_Return)
    assert page.child_page is None
    assert main_window.centralWidget().isVisible()
    assert page.view.isVisible()


def test_whoever_stays_closes_the_question(own):
    own.leave.click()
    own.door.line.setText("half a pass")
    own.door.stay.click()
    assert not own.door.isVisible()
    assert own.door.line.text() == ""


def test_the_childs_words_are_kept_unedited_and_as_theirs(own, office, pupils):
    own.words.week[4].click()
    QTest.keyClicks(own.words.line, "the wall was high but i got to the top bit")
    QTest.keyClick(own.words.line, Qt.Key.Key_Return)
    (row,) = office.ask(ChildSaid(pupils[0]))
    assert (row.sentence, row.week) == ("the wall was high but i got to the top bit", 4)
    assert own.words.line.text() == ""
    assert own.words.chosen is None
    assert office.drafts() == ()


def test_one_word_is_enough_and_a_second_takes_its_place(own, office, pupils):
    own.words.week[2].click()
    own.words.week[3].click()
    own.words.keep.click()
    (row,) = office.ask(ChildSaid(pupils[0]))
    assert (row.sentence, row.week) == ("", 3)


def test_nothing_said_is_nothing_kept(own, office, pupils):
    own.words.keep.click()
    assert own.words.told.text() == say("say_something")
    assert office.ask(ChildSaid(pupils[0])) == ()


def test_words_that_cannot_be_kept_stay_and_are_kept_once(own, office, pupils, monkeypatch):
    QTest.keyClicks(own.words.line, "it was good")

    def refuse(*_args: object, **_more: object) -> None:
        raise Unavailable("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(Record, "writing", refuse)
        own.words.keep.click()
    assert own.words.line.text() == "it was good"
    assert "still here" in own.words.told.text()
    own.words.keep.click()
    assert [row.sentence for row in office.ask(ChildSaid(pupils[0]))] == ["it was good"]


def test_lock_takes_the_page_away_and_keeps_the_words_as_a_draft(own, office, main_window, page):
    QTest.keyClicks(own.words.line, "half a sent")
    main_window.clear()
    assert page.child_page is None
    assert office.drafts()[0].draft.words["sentence"] == "half a sent"


def test_the_page_grows_with_its_window(own, main_window):
    main_window.resize(1500, 900)
    QTest.qWait(0)
    assert own.geometry() == main_window.rect()


def test_the_child_sees_the_top_first_and_what_is_typed_though_the_window_is_low(
    page, main_window, pupils, qtbot
):
    main_window.resize(1366, 640)
    main_window.go("pupils", pupils[0])
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    page.view.header.child.click()
    own = page.child_page
    qtbot.waitUntil(lambda: bool(own.headline.text()))
    QTest.qWait(60)
    bar = own.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert own.focusWidget() is own.words.line
    QTest.keyClicks(own.focusWidget(), "i like maths")
    assert is_in_sight(own.words.line)
    assert own.words.line.mapTo(own, own.words.line.rect().bottomLeft()).y() <= own.height()
