"""A part of a page that keeps still between a question and its answer, and is then drawn once."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST = 400
"""Milliseconds. Whoever waits longer than that sees the page as far as it is."""

DEEPEST = 16
"""No part of a page lies deeper in others than this."""
AFTER = 6
"""What a part put in order by itself asks of so many around it: each asking gives the readers a turn, too."""


class HeldPicture(QObject):
    """While an answer is waited for and laid out, every size that is tried on the way would be drawn."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._widget: QWidget | None = None
        self._late = QTimer(self, singleShot=True, interval=LONGEST)
        self._late.timeout.connect(self.release)

    @property
    def is_held(self) -> bool:
        """Something is waited for."""
        return self._widget is not None

    def hold(self, widget: QWidget, *, drawn: bool = False) -> None:
        """Neither draw this nor lay it out until what is asked for stands there.

        ``drawn`` says that people see it as it was: what is still to be drawn of it is drawn first. Else what
        lay over it and goes, as a ring does, would leave a hole for as long as it is held.
        """
        self.release()
        if drawn:
            QCoreApplication.sendPostedEvents(widget.window(), QEvent.Type.UpdateRequest.value)
        self._widget = widget
        widget.setUpdatesEnabled(False)
        _let_lay_out(widget, False)
        self._late.start()

    def settle(self, arrange: Callable[[], None] | None = None) -> None:
        """What was asked for stands there: give everything its place now, and draw it once.

        ``arrange`` is for a part that can put its own things in order only once it knows its size.
        """
        if self._widget is None:
            return
        _let_lay_out(self._widget, True)
        _lay_out()
        if arrange is not None:
            arrange()
            _lay_out(AFTER)
        self.release()

    def release(self) -> None:
        """Draw what stands there now."""
        self._late.stop()
        widget, self._widget = self._widget, None
        if widget is not None and shiboken6.isValid(widget):
            _let_lay_out(widget, True)
            widget.setUpdatesEnabled(True)


def _let_lay_out(widget: QWidget, may: bool) -> None:
    layout = widget.layout()
    if layout is not None and layout.isEnabled() != may:
        layout.setEnabled(may)
        if may:
            # What asked for room meanwhile was not heard, and does not ask again by itself.
            layout.invalidate()
            layout.activate()


def _lay_out(deep: int = DEEPEST) -> None:
    """Every size that changed is asked of the parent, then of the parent's parent, each a turn of the loop
    later: here all of them at once.
    """
    for _ in range(deep):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
