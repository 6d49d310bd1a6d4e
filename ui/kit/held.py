"""A part of a page that keeps still between a question and its answer, and is then drawn once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST = 400
"""Milliseconds. Whoever waits longer than that sees the page as far as it is."""


class HeldPicture(QObject):
    """While an answer is laid out, every size that is tried on the way would be drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._late = QTimer(self, singleShot=True, interval=LONGEST)
        self._late.timeout.connect(self.release)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.release)

    def hold(self) -> None:
        """Draw nothing until what is asked for has been laid out."""
        self._widget.setUpdatesEnabled(False)
        self._late.start()

    def settle(self) -> None:
        """What was asked for stands there: draw it as soon as it has its place."""
        self._soon.start()

    def release(self) -> None:
        """Draw what stands there now."""
        self._late.stop()
        self._soon.stop()
        self._widget.setUpdatesEnabled(True)
