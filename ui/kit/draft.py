"""Keeps what is being typed, at most a second behind, until it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.clock import SystemClock
from app.core.drafts import Draft
from app.core.ids import Ref
from app.core.refs import make_ref
from ui.kit.runner import Runner

QUIET = 700
"""Milliseconds without a key after which the words are kept."""
MOST = 950
"""Milliseconds after the first unkept key at which they are kept whatever happens."""


class DraftKeeper(QObject):
    """Watches one form. Call ``typed`` at every change of its words, ``submitted`` once it is recorded."""

    kept = Signal(datetime, bool)
    """When the words were kept, and whether in the record (False: in the local data)."""
    failed = Signal(object)

    def __init__(
        self,
        owner: QObject,
        runner: Runner,
        form: str,
        words: Callable[[], dict[str, str]],
        ref: Ref | None = None,
    ) -> None:
        super().__init__(owner)
        self._runner, self._form, self._words = runner, form, words
        self.ref = ref or make_ref()
        self._dirty = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._most = QTimer(self, singleShot=True, interval=MOST)
        self._quiet.timeout.connect(self.keep)
        self._most.timeout.connect(self.keep)

    def typed(self) -> None:
        """Something changed: keep it soon."""
        self._dirty = True
        self._quiet.start()
        if not self._most.isActive():
            self._most.start()

    def keep(self) -> None:
        """Keep the words now, if any are unkept. Also called when the form loses the focus or is closed."""
        self._quiet.stop()
        self._most.stop()
        if not self._dirty:
            return
        self._dirty = False
        words = self._words()
        if not any(text.strip() for text in words.values()):
            self.discard()
            return
        self._runner.keep(self, Draft(self.ref, self._form, words), self._kept, self._not_kept)

    def go_on(self, ref: Ref) -> None:
        """The words that stand there now are those of a draft that was kept, and are kept as it from here."""
        self._rest()
        self.ref = ref

    def submitted(self) -> None:
        """The words are on record: there is nothing left to keep, and the next words are a new draft."""
        self._rest()
        self.ref = make_ref()

    def discard(self) -> None:
        """The person threw the words away. What is typed from here is a new draft: it may be kept before the
        old one is forgotten.
        """
        self._rest()
        self._forget(self.ref)
        self.ref = make_ref()

    def _forget(self, ref: Ref) -> None:
        def again(error: Exception) -> None:
            QTimer.singleShot(MOST, self, lambda: self._forget(ref))
            self.failed.emit(error)

        self._runner.forget(self, ref, lambda _none: None, again)

    def _kept(self, in_record: bool) -> None:
        self.kept.emit(SystemClock().now(), in_record)

    def _not_kept(self, error: Exception) -> None:
        self._dirty = True
        self._most.start()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._quiet.stop()
        self._most.stop()
        self._dirty = False
