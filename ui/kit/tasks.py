"""One piece of work on another thread, and how its answer and its progress come back to the screen's."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Signal

from app.core.errors import Cancelled


class Post(QObject):
    """Carries an answer from a worker to the screen's thread."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int, str)


class Task(QRunnable):
    """One piece of work on a worker's thread."""

    def __init__(self, work: Callable[[], object], post: Post) -> None:
        super().__init__()
        self._work = work
        self._post = post

    def run(self) -> None:
        try:
            answer = self._work()
        except Exception as error:
            self._post.failed.emit(error)
        else:
            self._post.done.emit(answer)


class JobInHand:
    """A job under way: its progress bar listens here, its Stop button calls ``cancel``."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._stop = threading.Event()
        self.progress = post.progress

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, label: str = "") -> None:
        """What the job calls as it goes. Raises ``Cancelled`` once somebody pressed Stop."""
        if self._stop.is_set():
            raise Cancelled("cancelled")
        self._post.progress.emit(done, total, label)
