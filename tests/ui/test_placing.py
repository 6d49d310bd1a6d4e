"""A window that is cut off at its foot hides the keys and the person who is signed in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import placing

TITLE = 24


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("room", "over_all"),
    [
        (QRect(0, 0, 1366, 728), True),
        (QRect(0, 0, 1366, 768), True),
        (QRect(0, 0, 1280, 1024), True),
        (QRect(0, 0, 1440, 791), True),
        (QRect(0, 0, 1440, 800), False),
        (QRect(0, 0, 1920, 1040), False),
        (QRect(1920, 40, 2560, 1400), False),
    ],
)
def test_the_first_window_is_whole_on_its_screen(window: QWidget, room: QRect, over_all: bool) -> None:
    placing._put(window, room, TITLE)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) is over_all
    if not over_all:
        assert window.size() == placing.FIRST_SIZE
        assert room.contains(window.geometry().adjusted(0, 0, 0, TITLE))


def test_it_stands_where_it_last_stood(qtbot: QtBot, window: QWidget) -> None:
    window.setGeometry(40, 50, 500, 400)
    again = QWidget()
    qtbot.addWidget(again)
    placing.place_first(again, placing.remember(window))
    assert again.geometry() == window.geometry()


@pytest.mark.parametrize("remembered", ["", "00", "not a place", "ﬀ"])
def test_a_place_that_cannot_be_read_is_the_usual_one(window: QWidget, remembered: str) -> None:
    placing.place_first(window, remembered)
    usual = window.size() == placing.FIRST_SIZE
    assert usual or window.windowState() & Qt.WindowState.WindowMaximized


def test_one_window_takes_the_place_of_another_and_is_as_large(qtbot: QtBot, window: QWidget) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.setGeometry(30, 40, 500, 400)
    placing.take_place(window, other)
    assert window.geometry() == other.geometry()
    other.setWindowState(Qt.WindowState.WindowMaximized)
    placing.take_place(window, other)
    assert window.isMaximized()
    other.setWindowState(Qt.WindowState.WindowNoState)
    placing.take_place(window, other)
    assert not window.isMaximized()
