"""The program started as often as a test wants, over one record; and ended as a power cut ends it."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.draft import DraftKeeper
from ui.main_window import MainWindow

Starts = Callable[[], MainWindow]
"""Starts the program anew: another window of the same person over the same record."""


def crash(window: MainWindow) -> None:
    """The second after the last key is over, and then the program is gone: no page was left, none cleared."""
    for keeper in window.findChildren(DraftKeeper):
        keeper.keep()
    window.hide()
