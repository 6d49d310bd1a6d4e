"""Somebody's page is drawn once, when its head and its journey have come; until then it says nothing."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication

from app.core.errors import OutOfDate
from tests.kit.record import HEAD, PROVISION
from tests.ui.waiting import Painted
from ui.kit import held
from ui.kit.parts import Button
from ui.kit.runner import PoolRunner
from ui.main_window import MainWindow


def assert_in_its_place(view):
    """Header, tabs and tab under one another, from edge to edge, and nothing left to be laid out."""
    body, tab = view._body, view.tab(view.tabs.current)
    parts = [view.header, view.tabs.parentWidget(), tab]
    places = [part.geometry() for part in parts]
    edges = body.layout().contentsMargins()
    for place in places:
        assert (place.left(), place.right()) == (edges.left(), body.width() - edges.right() - 1)
    assert all(above.bottom() < below.top() for above, below in pairwise(places)), places
    body.layout().invalidate()
    body.layout().activate()
    assert [part.geometry() for part in parts] == places


@pytest.mark.parametrize("first", [0, 1], ids=["the head first", "the journey first"])
def test_the_head_and_the_journey_are_drawn_together(page, main_window, pupils, slow, first):
    for pupil in (pupils[0], pupils[1]):  # the canvas is there from now on
        main_window.go("pupils", pupil)
        slow.let_all_go()
    main_window.go("pupils", pupils[0])
    head, journey = Painted(page.view.header), Painted(page.view.tab("journey"))
    QApplication.processEvents()
    assert len(slow) == 2
    slow.let_go(first)
    assert (head.times, journey.times) == (0, 0)
    slow.let_go()
    QApplication.processEvents()
    assert (head.times, journey.times) == (1, 1)
    assert page.view.header.name.text() == "Alfie Marsh"
    assert_in_its_place(page.view)
    assert page.view.tab("journey").title.text().startswith("Alfie usually")


def test_until_it_is_known_nothing_is_said_of_when_somebody_was_seen(page, main_window, pupils, slow):
    main_window.go("pupils", pupils[0])
    QApplication.processEvents()
    assert not page.view.header.met.isVisible()
    slow.let_all_go()
    assert page.view.header.met.isVisible()
    assert page.view.header.met.words.startswith("Last seen 8 October")


@pytest.mark.parametrize("how", ["too late", "locked", "gone"])
def test_whoever_is_not_answered_sees_the_page_in_its_place_all_the_same(
    page, main_window, pupils, slow, how, monkeypatch, qtbot
):
    """Qt forgets what asks for room while a layout is switched off."""
    monkeypatch.setattr(held, "LONGEST", 20)
    main_window.go("pupils", pupils[0])
    QApplication.processEvents()
    if how == "locked":
        main_window.clear()
    elif how == "gone":
        page.view._failed(OutOfDate("row_gone"))
        main_window.go("pupils", pupils[0])
    qtbot.waitUntil(page.view._body.updatesEnabled)
    slow.let_all_go()
    for _ in range(4):
        QApplication.processEvents()
    main_window.go("pupils", pupils[0])
    slow.let_all_go()
    assert_in_its_place(page.view)


def test_another_tab_is_drawn_once_too(page, main_window, pupils, slow):
    page.view.tabs.set_current("attendance")
    main_window.go("pupils", pupils[0])
    slow.let_all_go()
    page.view.tabs.segment("journey").click()
    journey = Painted(page.view.tab("journey"))
    QApplication.processEvents()
    assert journey.times == 0
    assert page.view.header.updatesEnabled()
    slow.let_all_go()
    for _ in range(4):
        QApplication.processEvents()
    assert page.view.tab("journey").updatesEnabled()
    assert_in_its_place(page.view)


def test_with_the_programs_own_threads_every_page_lies_in_its_place(qtbot, opened, clock, look, pupils):
    runner = PoolRunner(opened.office)
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for pupil in (*pupils[:2], pupils[0]):
        window.go("help")
        window.go("pupils", pupil)
        view = window.page("pupils").view
        qtbot.waitUntil(lambda view=view: not view._held.is_held and view._head is not None)
        for _ in range(4):
            QApplication.processEvents()
        assert_in_its_place(view)
    window.hide()
    runner.close()


class Heights(QObject):
    """How high the cards of a tab are whenever the tab is drawn."""

    def __init__(self, tab):
        super().__init__(tab)
        self.tab, self.seen = tab, []
        tab.installEventFilter(self)

    def now(self):
        cards = (*self.tab.written.values(), *self.tab.listed.values())
        return [card.height() for card in cards if card.isVisible()]

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self.now())
        return False


@pytest.mark.parametrize("how", ["the tab is new", "another pupil"])
def test_about_is_laid_out_before_it_is_drawn(page, main_window, pupils, slow, how):
    main_window.go("pupils", pupils[1])
    slow.let_all_go()
    if how == "the tab is new":
        page.view.tab("about").hide()
        heights = Heights(page.view.tab("about"))
        page.view.tabs.segment("about").click()
    else:
        page.view.tabs.segment("about").click()
        slow.let_all_go()
        heights = Heights(page.view.tab("about"))
        main_window.go("pupils", pupils[0])
    slow.let_all_go()
    for _ in range(4):
        QApplication.processEvents()
    assert heights.seen
    assert all(seen == heights.now() for seen in heights.seen), heights.seen


def test_what_can_be_done_to_contacts_stands_in_one_column(page, main_window, pupils):
    main_window.go("pupils", pupils[0])
    page.view.tabs.segment("about").click()
    QApplication.processEvents()
    contacts = page.view.tab("about").contacts
    columns = {}
    for button in contacts.findChildren(Button):
        columns.setdefault(button.text(), set()).add(button.mapTo(contacts, QPoint(0, 0)).x())
    assert len(columns) == 3, "one of them must not be told, which the head can let pass"
    assert all(len(places) == 1 for places in columns.values()), columns
