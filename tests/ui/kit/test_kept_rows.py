"""A row that still says what it said stays where somebody is about to press it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.kit.parts.kept_rows import KeptRows
from ui.kit.parts.layout import Rule


@pytest.fixture
def rows(qtbot: QtBot) -> KeptRows:
    made = KeptRows(ruled=True)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def called(*words: str) -> dict[str, Callable[[], QPushButton]]:
    return {word: partial(QPushButton, word) for word in words}


def words_of(rows: KeptRows) -> list[str]:
    """What is seen, from top to bottom."""
    buttons = [button for button in rows.findChildren(QPushButton) if button.isVisible()]
    return [button.text() for button in sorted(buttons, key=lambda one: one.mapTo(rows, one.pos()).y())]


def test_what_holds_keeps_its_widget_and_the_focus(qtbot: QtBot, rows: KeptRows) -> None:
    rows.show_rows(called("one", "two", "three"))
    two = next(button for button in rows.findChildren(QPushButton) if button.text() == "two")
    two.setFocus()
    pressed: list[str] = []
    two.clicked.connect(lambda: pressed.append("two"))
    qtbot.mousePress(two, Qt.MouseButton.LeftButton)
    rows.show_rows(called("four", "two"))
    qtbot.mouseRelease(two, Qt.MouseButton.LeftButton)
    assert pressed == ["two"] and rows.focusWidget() is two
    qtbot.waitUntil(lambda: words_of(rows) == ["four", "two"])


def test_they_stand_in_the_order_asked_for_with_a_rule_between(qtbot: QtBot, rows: KeptRows) -> None:
    for wanted in (("a", "b", "c"), ("c", "a"), ("b", "c", "a", "d"), (), ("d",)):
        rows.show_rows(called(*wanted))
        qtbot.waitUntil(lambda wanted=wanted: words_of(rows) == list(wanted))
        assert sum(rule.isVisible() for rule in rows.findChildren(Rule)) == max(0, len(wanted) - 1)


def test_what_was_cleared_comes_anew(qtbot: QtBot, rows: KeptRows) -> None:
    rows.show_rows(called("a"))
    rows.clear()
    assert words_of(rows) == []
    rows.show_rows(called("a"))
    qtbot.waitUntil(lambda: words_of(rows) == ["a"])
