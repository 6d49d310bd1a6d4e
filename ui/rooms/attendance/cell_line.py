"""A small line over a cell: minutes late or left early, two digits and Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.accessible import announce, named
from ui.kit.theme import current_look
from ui.words.attendance import say

MOST_DIGITS = 2
PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""A menu of its own, or another program in front: the line is still being written in."""


class MinutesLine(QLineEdit):
    """Enter takes what stands there, nothing takes the minutes back, Esc leaves them as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._take: Callable[[int | None], None] | None = None
        self._leave: Callable[[], None] | None = None
        self.setMaxLength(MOST_DIGITS)
        self.setValidator(QIntValidator(0, 99, self))
        self.setPlaceholderText(say("minutes_hint"))
        named(self, say("minutes_hint"))
        self.hide()

    def open(
        self,
        over: QRect,
        name: str,
        minutes: int | None,
        take: Callable[[int | None], None],
        leave: Callable[[], None],
    ) -> None:
        """Stand over a cell until somebody says how many minutes."""
        self._take, self._leave = take, leave
        named(self, say("minutes_name", name=name))
        self.setText("" if minutes is None else str(minutes))
        self.selectAll()
        height = current_look().px(34)
        width = min(over.width(), current_look().px(110))
        self.setGeometry(over.left(), over.center().y() - height // 2, width, height)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            take = self._take
            text = self.text().strip()
            self._close()
            if take is not None:
                take(int(text) if text else None)
        elif event.key() == Qt.Key.Key_Escape:
            leave = self._leave
            self._close()
            if leave is not None:
                leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self._close()

    def _close(self) -> None:
        self._take = self._leave = None
        # Else Qt would hand the focus on as Tab does, and the table takes Tab for a step to the scores.
        self.clearFocus()
        self.hide()
