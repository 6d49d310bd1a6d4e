"""Answers that come when a test lets them, and how often something is drawn meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.runner import Lane, PromptRunner
from ui.kit.tasks import Post

_start = PromptRunner._start


class Waiting:
    """Questions and orders that were sent off and are not answered yet, the oldest first."""

    def __init__(self) -> None:
        self._kept: list[tuple[PromptRunner, Callable[[], object], Post, Lane]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, runner: PromptRunner, work: Callable[[], object], post: Post, lane: Lane) -> None:
        """In place of the runner's own way to begin."""
        self._kept.append((runner, work, post, lane))

    def let_go(self, which: int = 0) -> None:
        """Answer one of them, and let the window take the answer up."""
        runner, work, post, lane = self._kept.pop(which)
        _start(runner, work, post, lane)
        QApplication.processEvents()

    def let_all_go(self) -> None:
        """Answer all of them, and what is asked meanwhile."""
        while self._kept:
            self.let_go()


class Painted(QObject):
    """Counts how often something is drawn whole, as far as it is in sight."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.times += event.rect().contains(watched.visibleRegion().boundingRect())
        return False
