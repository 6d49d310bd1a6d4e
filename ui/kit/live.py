"""Keeps what is on the screen true: asks again when something it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.core.changes import Change, Changes, Topic
from app.core.query import Query
from ui.kit.runner import Failed, Runner

T = TypeVar("T")


class Live(QObject, Generic[T]):
    """One query and where its answer is shown. Many changes in a burst cost one question.

    ``concerns`` says which changes matter. Questions are numbered and only the latest answer is shown.
    Nothing is asked while ``asleep``; waking asks once if something changed meanwhile.
    """

    def __init__(
        self,
        owner: QObject,
        runner: Runner,
        query: Callable[[], Query[T]],
        show: Callable[[T], None],
        failed: Failed,
        concerns: Callable[[Change], bool],
    ) -> None:
        super().__init__(owner)
        self._owner, self._runner, self._query = owner, runner, query
        self._show, self._failed, self._concerns = show, failed, concerns
        self._asked = 0
        self._asleep = False
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Ask now."""
        self._soon.stop()
        self._stale = False
        self._asked += 1
        mine = self._asked
        self._runner.ask(self._owner, self._query(), lambda answer: self._arrived(mine, answer), self._failed)

    def sleep(self) -> None:
        """The page is not shown: ask nothing."""
        self._asleep = True

    def wake(self, *, anew: bool = False) -> None:
        """The page is shown again: ask if anything it shows has changed meanwhile.

        ``anew`` asks in any case: for what grows old by itself, as the time on Today does.
        """
        self._asleep = False
        if anew or self._stale:
            self.refresh()

    def _arrived(self, which: int, answer: T) -> None:
        if which == self._asked:
            self._show(answer)

    def _on_changed(self, changes: Changes) -> None:
        if any(self._concerns(change) for change in changes):
            self._stale = True
            if not self._asleep:
                self._soon.start()


def topics(*wanted: Topic) -> Callable[[Change], bool]:
    """Concerns every change of these topics."""
    return lambda change: change.topic in wanted
