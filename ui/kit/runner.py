"""Runs commands, questions and long jobs away from the screen's thread.

Every answer comes back on the screen's thread, and is dropped if the widget that asked has gone or if
the screen was locked since. Writes queue behind one worker; questions use two others. What is being typed
is kept by a worker of its own: it must not wait for a long write. Whatever is written waits for what was
to be kept before it, so that no draft outlives the act that it became.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from app.core.command import Command, Receipt
from app.core.drafts import Draft, KeptDraft
from app.core.ids import EntryId, Ref
from app.core.jobs import Job
from app.core.permissions import Permission
from app.core.query import Query
from app.office import Office, Undoable
from ui.kit.tasks import JobInHand, Post, Task

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]


class Lane(Enum):
    """Which worker does it."""

    READ = auto()
    WRITE = auto()
    KEEP = auto()


class Runner(QObject):
    """The only way from ``ui/`` to the office. How the work is run is left to the two kinds below."""

    changed = Signal(object)
    """Changes, once for each committed command, even if the page that asked has closed."""
    committed = Signal(object)
    """The receipt of each committed command: for *Saved 10:52*, and for what Undo would take back."""

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._locked = 0
        self._posts: set[Post] = set()
        self._announce = Post(self)
        self._announce.done.connect(self._committed)

    def may(self, permission: Permission) -> bool:
        """For greying out a button. The check that counts is the office's."""
        return self._office.may(permission)

    @property
    def office(self) -> Office:
        """The signed-in person's office, for the shell alone: who is here, and what Undo would take back."""
        return self._office

    def submit(
        self, owner: QObject, command: Command, done: Done[Receipt], failed: Failed, draft: Ref | None = None
    ) -> None:
        """Execute a command on the writer's thread."""
        self._write(owner, lambda: self._told(self._office.execute(command, draft)), done, failed)

    def undo(
        self,
        owner: QObject,
        done: Done[Receipt | None],
        failed: Failed,
        reason: str = "",
        draft: Ref | None = None,
        entry: EntryId | None = None,
    ) -> None:
        """Take back the last act, one that is still being written too; None in the answer: there was none."""
        self._write(owner, lambda: self._told(self._office.undo(reason, draft, entry)), done, failed)

    def redo(self, owner: QObject, done: Done[Receipt | None], failed: Failed) -> None:
        """Do again what was taken back; None in the answer: there was nothing."""
        self._write(owner, lambda: self._told(self._office.redo()), done, failed)

    def next_undo(self) -> Undoable | None:
        """What ``undo`` would take back if nothing were being written: for words, never to decide by."""
        return self._office.next_undo()

    def keep(self, owner: QObject, draft: Draft, done: Done[bool], failed: Failed) -> None:
        """Keep a draft; False in the answer says that it lies in the local data."""
        self._begin(owner, lambda: self._office.keep(draft), done, failed, Post(self), Lane.KEEP)

    def forget(self, owner: QObject, ref: Ref, done: Done[None], failed: Failed) -> None:
        """Throw a draft away."""
        self._write(owner, lambda: self._office.forget(ref), done, failed)

    def drafts(self, owner: QObject, done: Done[tuple[KeptDraft, ...]], failed: Failed) -> None:
        """What the signed-in person began to write and did not record, newest first.

        Behind the writer: what is being kept at this moment is among them.
        """
        self._write(owner, self._office.drafts, done, failed)

    def prove(self, owner: QObject, password: str, done: Done[None], failed: Failed) -> None:
        """Whether this is the password of whoever is signed in; fails where it is not."""
        self._read(owner, lambda: self._office.prove(password), done, failed)

    def ask(self, owner: QObject, query: Query[T], done: Done[T], failed: Failed) -> None:
        """Ask a question on a reader's thread; one that leaves a trace, on the writer's."""
        start = self._write if query.leaves_trace else self._read
        start(owner, lambda: self._office.ask(query), done, failed)

    def begin(self, owner: QObject, job: Job[T], done: Done[T], failed: Failed) -> JobInHand:
        """Begin a long job on a reader's thread."""
        post = Post(self)
        in_hand = JobInHand(post)
        self._read(owner, lambda: self._office.work(job, in_hand), done, failed, post)
        return in_hand

    def aside(self, owner: QObject, work: Callable[[], T], done: Done[T], failed: Failed) -> None:
        """Something slow that asks nothing of the record: reading a file, drawing a page."""
        self._read(owner, work, done, failed)

    def lock(self) -> None:
        """Drop every answer that was asked for before now."""
        self._locked += 1

    @Slot()
    def close(self) -> None:
        """Wait for what is under way; nothing is where every answer comes at once."""

    @abstractmethod
    def _start(self, work: Callable[[], object], post: Post, lane: Lane) -> None: ...

    def _told(self, receipt: Receipt | None) -> Receipt | None:
        if receipt is not None:
            self._announce.done.emit(receipt)
        return receipt

    @Slot(object)
    def _committed(self, receipt: Receipt) -> None:
        self.committed.emit(receipt)
        if receipt.changes and receipt.entry is not None:
            self.changed.emit(receipt.changes)

    def _write(self, owner: QObject, work: Callable[[], object], done: Done[Any], failed: Failed) -> None:
        self._begin(owner, work, done, failed, Post(self), Lane.WRITE)

    def _read(
        self,
        owner: QObject,
        work: Callable[[], object],
        done: Done[Any],
        failed: Failed,
        post: Post | None = None,
    ) -> None:
        self._begin(owner, work, done, failed, post or Post(self), Lane.READ)

    def _begin(
        self,
        owner: QObject,
        work: Callable[[], object],
        done: Done[Any],
        failed: Failed,
        post: Post,
        lane: Lane,
    ) -> None:
        self._posts.add(post)
        post.done.connect(self._deliver(post, owner, done))
        post.failed.connect(self._deliver(post, owner, failed))
        self._start(work, post, lane)

    def _deliver(self, post: Post, owner: QObject, to: Callable[[Any], None]) -> Callable[[Any], None]:
        asked_at = self._locked

        def deliver(answer: Any) -> None:
            self._posts.discard(post)
            post.deleteLater()
            if asked_at == self._locked and shiboken6.isValid(owner):
                to(answer)

        return deliver


class PoolRunner(Runner):
    """One writer's thread, two readers' and a keeper's: what the program uses."""

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(office, parent)
        self._pools = {
            Lane.READ: QThreadPool(self),
            Lane.WRITE: QThreadPool(self),
            Lane.KEEP: QThreadPool(self),
        }
        self._pools[Lane.READ].setMaxThreadCount(2)
        for lane in (Lane.WRITE, Lane.KEEP):
            self._pools[lane].setMaxThreadCount(1)
            self._pools[lane].setExpiryTimeout(-1)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return any(pool.activeThreadCount() for pool in self._pools.values())

    @Slot()
    def close(self) -> None:
        for lane in (Lane.WRITE, Lane.READ, Lane.KEEP):
            self._pools[lane].waitForDone()

    def _start(self, work: Callable[[], object], post: Post, lane: Lane) -> None:
        if lane is Lane.WRITE:
            work = partial(self._once_kept, work)
        self._pools[lane].start(Task(work, post))

    def _once_kept(self, work: Callable[[], object]) -> object:
        self._pools[Lane.KEEP].waitForDone()
        return work()


class PromptRunner(Runner):
    """Answers at once, on the caller's thread: for tests, and for nothing else."""

    def _start(self, work: Callable[[], object], post: Post, lane: Lane) -> None:
        Task(work, post).run()
