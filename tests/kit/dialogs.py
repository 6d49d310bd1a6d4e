"""Types into the line that asks for a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.main_window import MainWindow


def answer_reason(window: MainWindow, words: str, *keys: Qt.Key) -> None:
    """Write a reason into the line that has just come, and press these keys, Enter where none is named."""
    line = window.reason.line
    assert line.isVisible()
    assert window.focusWidget() is line
    QTest.keyClicks(line, words)
    for key in keys or (Qt.Key.Key_Return,):
        QTest.keyClick(line, key)
