"""Types into the dialogue that the next press opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.reason_dialog import ReasonDialog


def answer_reason(words: str, *keys: Qt.Key) -> None:
    """Write a reason and press these keys one after another, Enter where none is named."""

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        QTest.keyClicks(dialog.line, words)
        for key in keys or (Qt.Key.Key_Return,):
            QTest.keyClick(dialog.line, key)

    QTimer.singleShot(0, type_it)
