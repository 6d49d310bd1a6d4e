"""Presses keys by the text they write, as a UK or a US keyboard sends it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
SHIFTED: Final = {"UK": ')!"£$%^&*(', "US": ")!@#$%^&*("}
"""What Shift writes over the digits 0 to 9."""

_NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Space": Qt.Key.Key_Space, "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down, "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right, "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End, "Tab": Qt.Key.Key_Tab, "Backtab": Qt.Key.Key_Backtab,
    "Backspace": Qt.Key.Key_Backspace,
}  # fmt: skip
_TEXT = {"Space": " ", "Enter": "\r", "Tab": "\t"}


def press(*keys: str, modifiers: Qt.KeyboardModifier = NONE, held: bool = False) -> int:
    """Presses each key where the focus is. Answers how many were pressed."""
    for key in keys:
        code = _NAMED.get(key)
        text = _TEXT.get(key, "" if code else key)
        number = code.value if code else ord(key.upper())
        shift = SHIFT if key == "Backtab" or (not code and (key.isupper() or key in SHIFTED["US"])) else NONE
        _send(number, text, modifiers | shift, held=held)
    return len(keys)


def send(sign: str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """One sign with the modifiers that its keyboard needs for it."""
    _send(ord(sign.upper()), sign, NONE if modifiers is None else modifiers)


def press_shifted(digit: int, layout: str) -> None:
    """Shift and a digit, as that keyboard sends it where the key's place is not known."""
    sign = SHIFTED[layout][digit]
    _send(ord(sign), sign, SHIFT)


def ctrl(key: str) -> None:
    """Ctrl and a key."""
    code = _NAMED.get(key)
    _send(code.value if code else ord(key.upper()), "", CTRL)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def _send(number: int, text: str, modifiers: Qt.KeyboardModifier, *, held: bool = False) -> None:
    target = focused()
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.ShortcutOverride, number, modifiers, text, held))
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, number, modifiers, text, held))
    if _alive(target):
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyRelease, number, modifiers, text, held))
    QApplication.processEvents()


def _alive(widget: QWidget) -> bool:
    import shiboken6

    return shiboken6.isValid(widget)
