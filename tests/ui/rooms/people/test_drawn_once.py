"""Somebody's page is drawn once, when its head and its journey have come; until then it says nothing."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from ui.kit.runner import PromptRunner


class Painted(QObject):
    """Counts how often something is drawn whole, as far as it is in sight."""

    def __init__(self, widget):
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.times += event.rect().contains(watched.visibleRegion().boundingRect())
        return False


@pytest.fixture
def slow(monkeypatch):
    """Questions wait until they are let go, in whichever order."""
    waiting = []
    with monkeypatch.context() as patch:
        patch.setattr(
            PromptRunner,
            "_start",
            lambda self, work, post, *, writes: waiting.append((self, work, post, writes)),
        )
        yield waiting


def let_go(waiting, start, which):
    runner, work, post, writes = waiting.pop(which)
    start(runner, work, post, writes=writes)
    QApplication.processEvents()


START = PromptRunner._start


@pytest.mark.parametrize("first", [0, 1], ids=["the head first", "the journey first"])
def test_the_head_and_the_journey_are_drawn_together(page, main_window, pupils, slow, first):
    for pupil in (pupils[0], pupils[1]):  # the canvas is there from now on
        main_window.go("pupils", pupil)
        while slow:
            let_go(slow, START, 0)
    main_window.go("pupils", pupils[0])
    head, journey = Painted(page.view.header), Painted(page.view.tab("journey"))
    QApplication.processEvents()
    assert len(slow) == 2
    let_go(slow, START, first)
    assert (head.times, journey.times) == (0, 0)
    let_go(slow, START, 0)
    QApplication.processEvents()
    assert (head.times, journey.times) == (1, 1)
    assert page.view.header.name.text() == "Alfie Marsh"
    assert page.view.tab("journey").title.text().startswith("Alfie usually")


def test_until_it_is_known_nothing_is_said_of_when_somebody_was_seen(page, main_window, pupils, slow):
    main_window.go("pupils", pupils[0])
    QApplication.processEvents()
    assert not page.view.header.met.isVisible()
    while slow:
        let_go(slow, START, 0)
    assert page.view.header.met.isVisible()
    assert page.view.header.met.words.startswith("Last seen 8 October")
