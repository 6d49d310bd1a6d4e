"""Who is not marked yet, in one line, before a register is finished."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from ui.kit.accessible import announce
from ui.kit.parts import Flow, Row, Text, link, secondary
from ui.kit.parts.text import Picture
from ui.kit.theme import current_look, follow
from ui.words.attendance import say

NAMED = 3


class FinishBar(QFrame):
    """Three ways on, none of them the wrong one: not expected, left open, or back to marking."""

    not_expected = Signal()
    left_open = Signal()
    gone_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._words = Text("", "body_medium", wrap=True)
        self.expect_not = secondary(say("not_expected_do"), "user-x")
        self.leave = secondary(say("leave_open"), "door-open")
        self.back = link(say("go_on"), "corner-up-left")
        line = Row(Picture("circle-dot", "warn", 18), gap=10)
        line.add(self._words, 1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(line)
        self._box.addWidget(Flow(self.expect_not, self.leave, self.back))
        self.expect_not.clicked.connect(self.not_expected)
        self.leave.clicked.connect(self.left_open)
        self.back.clicked.connect(self.gone_on)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        follow(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    def ask(self, names: Sequence[str]) -> None:
        """Names who is not marked, and takes the focus."""
        self._words.setText(_told(names))
        self.setAccessibleName(self._words.text())
        self.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gone_on.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        px = current_look().px
        self._box.setContentsMargins(px(14), px(10), px(12), px(10))
        self._box.setSpacing(px(8))


def _told(names: Sequence[str]) -> str:
    if len(names) == 1:
        return say("left_one", names=names[0])
    if len(names) > NAMED + 1:
        return say("left_many", names=", ".join(names[:NAMED]), more=len(names) - NAMED)
    return say("left", names=say("and", first=", ".join(names[:-1]), last=names[-1]))
