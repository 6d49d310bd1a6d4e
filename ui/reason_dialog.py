"""Asks why: one line, Enter takes it, Esc leaves things as they are."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.kit.parts import Row, primary, secondary
from ui.kit.parts.fields import Field
from ui.kit.theme import current_look
from ui.words.shell import say

AMENDMENT, PASS = "reason", "pass"
"""What is asked about: what was written is changed, or something passes that must not."""


class ReasonDialog(QDialog):
    """One field. The button stays off until something is written."""

    def __init__(self, parent: QWidget, about: str = AMENDMENT) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(f"{about}_title"))
        self.line = QLineEdit()
        self.change = primary(say(f"{about}_ok"), "check")
        self.leave = secondary(say("reason_cancel"))
        column = QVBoxLayout(self)
        gap = current_look().px(16)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(Field(say("reason_label"), self.line, say(f"{about}_hint")))
        column.addWidget(Row(None, self.leave, self.change))
        self.setMinimumWidth(current_look().px(420))
        self.change.setDefault(True)
        self.change.setEnabled(False)
        self.change.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.line.textChanged.connect(lambda text: self.change.setEnabled(bool(text.strip())))

    @property
    def reason(self) -> str:
        """What was written."""
        return self.line.text().strip()


def ask_reason(parent: QWidget, about: str = AMENDMENT) -> str:
    """The reason somebody gave; empty where they left things as they are."""
    dialog = ReasonDialog(parent, about)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else ""
