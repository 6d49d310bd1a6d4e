"""Pages of which one is shown: each has all of the room, and what changes on one moves nothing around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.parts import Pages


class _Asked(QObject):
    """Counts how often a widget was asked to lay itself out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return False


def _page(words: str) -> tuple[QWidget, QLabel]:
    page, label = QWidget(), QLabel(words)
    QVBoxLayout(page).addWidget(label)
    return page, label


def _stand(qtbot: QtBot, pages: Pages, around: QWidget) -> None:
    QVBoxLayout(around).addWidget(pages)
    around.resize(400, 300)
    around.show()
    qtbot.waitExposed(around)


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    outer = QWidget()
    qtbot.addWidget(outer)
    return outer


def test_what_grows_on_a_page_asks_nothing_of_what_stands_around(qtbot: QtBot, around: QWidget) -> None:
    (shown, label), (hidden, _) = _page("short"), _page("other")
    pages = Pages(shown, hidden)
    _stand(qtbot, pages, around)
    QApplication.processEvents()
    asked = _Asked(around)
    label.setText("far longer than it was\n" * 30)
    QApplication.processEvents()
    assert asked.times == 0
    assert pages.minimumSizeHint() == QSize(0, 0)
    assert around.size() == QSize(400, 300)


def test_a_page_has_all_of_the_room_when_it_is_shown_though_it_was_resized_while_hidden(
    qtbot: QtBot, around: QWidget
) -> None:
    (first, _), (second, _) = _page("first"), _page("second")
    pages = Pages(first, second)
    _stand(qtbot, pages, around)
    assert first.geometry() == pages.rect()
    around.resize(700, 500)
    pages.setCurrentWidget(second)
    assert pages.currentWidget() is second and second.isVisible() and not first.isVisible()
    assert second.geometry() == pages.rect()
    around.resize(500, 420)
    assert second.geometry() == pages.rect()
    pages.setCurrentWidget(first)
    assert first.geometry() == pages.rect()
