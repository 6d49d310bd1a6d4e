"""The list of keys clashes nowhere, and a digit is a digit on UK and US keyboards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit import shortcuts
from ui.kit.shortcuts import KEYS, Key, Where, bind, clashes, digit_of, key, keys_for

SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
UK = {1: "!", 2: '"', 3: "£", 4: "$", 5: "%", 6: "^", 7: "&", 8: "*", 9: "(", 0: ")"}
US = {1: "!", 2: "@", 3: "#", 4: "$", 5: "%", 6: "^", 7: "&", 8: "*", 9: "(", 0: ")"}


def press(sign: str, modifiers: Qt.KeyboardModifier, scan_code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, ord(sign), modifiers, scan_code, 0, 0, sign)


def test_no_key_acts_twice_in_one_place() -> None:
    assert clashes() == []


def test_a_clash_is_found() -> None:
    here = (Key("one", "Ctrl+K", "a"), Key("two", "Ctrl+K", "b", Where.REGISTER))
    assert clashes(here) == [here]


def test_names_are_used_once_and_each_says_what_it_does() -> None:
    assert len({key.name for key in KEYS}) == len(KEYS)
    assert all(key.does and key.shown for key in KEYS)


@pytest.mark.parametrize("each", [key for key in KEYS if " to " not in key.keys], ids=lambda key: key.name)
def test_qt_understands_each_key(each: Key) -> None:
    assert QKeySequence(each.keys).count() == 1


def test_keys_are_listed_by_place() -> None:
    assert {key.where for key in keys_for(Where.REGISTER, Where.SCORES)} == {Where.REGISTER, Where.SCORES}
    assert key("command_bar").shown == "Ctrl K"


@pytest.mark.parametrize("layout", [UK, US], ids=["uk", "us"])
@pytest.mark.parametrize("digit", range(10))
def test_a_digit_with_shift_is_that_digit_on_both_layouts(layout: dict[int, str], digit: int) -> None:
    assert digit_of(press(str(digit), PLAIN)) == digit
    assert digit_of(press(layout[digit], SHIFT)) == digit


@pytest.mark.parametrize(("platform", "first"), [("linux", 10), ("win32", 2)])
def test_the_position_of_the_key_decides_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, platform: str, first: int
) -> None:
    monkeypatch.setattr(shortcuts.sys, "platform", platform)
    for digit in range(10):
        place = first + (digit - 1) % 10
        assert digit_of(press('"', SHIFT, scan_code=place)) == digit
    # Shift and apostrophe on a US keyboard: the same sign as over the 2 of a UK one, and no digit.
    assert digit_of(press('"', SHIFT, scan_code=first + 38)) is None


@pytest.mark.parametrize("sign", ["E", "L", "'", ";", "/", "-"])
def test_other_keys_are_no_digit(sign: str) -> None:
    assert digit_of(press(sign, PLAIN)) is None


def test_a_bound_key_acts_once(theme, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    heard: list[str] = []
    bind(window, "privacy", lambda: heard.append("privacy"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F9)
    assert heard == ["privacy"]
