"""A part of a page that keeps still between a question and its answer, and is then drawn once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST = 400
"""Milliseconds. Whoever waits longer than that sees the page as far as it is."""

DEEPEST = 16
"""No part of a page lies deeper in others than this; asking where nothing waits costs nothing."""


class HeldPicture(QObject):
    """While an answer is waited for and laid out, every size that is tried on the way would be drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._late = QTimer(self, singleShot=True, interval=LONGEST)
        self._late.timeout.connect(self.release)

    @property
    def is_held(self) -> bool:
        """Something is waited for."""
        return self._late.isActive()

    def hold(self) -> None:
        """Neither draw nor lay out until what is asked for stands there."""
        self._widget.setUpdatesEnabled(False)
        self._let_lay_out(False)
        self._late.start()

    def settle(self, arrange: Callable[[], None] | None = None) -> None:
        """What was asked for stands there: give everything its place now, and draw it once.

        ``arrange`` is for a part that can put its own things in order only once it knows its size.
        """
        if not self.is_held:
            return
        self._let_lay_out(True)
        _lay_out()
        if arrange is not None:
            arrange()
            _lay_out()
        self.release()

    def release(self) -> None:
        """Draw what stands there now."""
        self._late.stop()
        self._let_lay_out(True)
        self._widget.setUpdatesEnabled(True)

    def _let_lay_out(self, may: bool) -> None:
        layout = self._widget.layout()
        if layout is not None and layout.isEnabled() != may:
            layout.setEnabled(may)
            layout.invalidate()


def _lay_out() -> None:
    """Every size that changed is asked of the parent, then of the parent's parent, each a turn of the loop
    later: here all of them at once.
    """
    for _ in range(DEEPEST):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
