"""The office: the one door through which every change and every question passes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.command import Command, Outcome, Receipt, Work
from app.core.drafts import Draft, KeptDraft
from app.core.errors import NotAllowed, Refused, Unavailable
from app.core.ids import EntryId, PupilId, Ref
from app.core.jobs import Job, Progress
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.refs import Draw, make_ref, random_draw
from app.core.undoable import FINAL
from app.store import audit, drafts, slots
from app.store.content import Shelf
from app.store.guesses import Guesses
from app.store.record import Record
from app.store.vault import SlotVault

UNDO_DEPTH = 50
DRAFT_WAIT = 0.3
"""Seconds that a draft waits for a writer at work before it goes to the local data instead."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Undoable:
    """One step on the undo or redo stack: what to execute, and what it was about."""

    inverse: Command
    action: str
    pupils: frozenset[PupilId]
    entry: EntryId
    """What was written by the act itself: which of two acts of one kind is meant."""


class _Nothing(Exception):
    """Leaves a transaction in which there was nothing to do."""


class Office:
    """One signed-in person's door to one record."""

    def __init__(
        self,
        record: Record,
        actor: Actor,
        clock: Clock,
        *,
        stray: drafts.StrayDrafts | None = None,
        draw: Draw = random_draw,
        vault: SlotVault | None = None,
    ) -> None:
        self._record = record
        self._actor = actor
        self._clock = clock
        self._stray = stray
        self._draw = draw
        self._vault = vault or SlotVault(record.folder, record.keys)
        self._undo: list[Undoable] = []
        self._redo: list[Undoable] = []
        self._unwritten: list[audit.Act] = []

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self._actor

    def may(self, permission: Permission) -> bool:
        """For greying out a button. The check that counts is in ``execute``."""
        return permission in self._actor.permissions

    def execute(self, command: Command, draft: Ref | None = None) -> Receipt:
        """Check, run, audit and commit one command, or leave no trace of it.

        Raises ``NotAllowed``, ``Refused``, ``OutOfDate`` or ``Unavailable``; then nothing happened.
        """
        receipt, step = self._commit(command, draft)
        if receipt.entry is not None and step is not None:
            self._redo.clear()
            self._remember(self._undo, step)
        return receipt

    def undo(
        self, reason: str = "", draft: Ref | None = None, entry: EntryId | None = None
    ) -> Receipt | None:
        """Take back the last act that may be taken back; None where there is none.

        The draft of the reason goes in the same transaction. ``entry`` is the act that the reason is about:
        where another has been done since, ``Refused`` undo_moved_on, and nothing is taken back. Where a
        reason is needed, ``Refused`` reason_needed with the entry and the action that it would be about.
        """
        if entry is not None and entry not in [step.entry for step in self._undo[-1:]]:
            raise Refused("undo_moved_on")
        return self._swap(self._undo, self._redo, reason, draft)

    def redo(self) -> Receipt | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._swap(self._redo, self._undo)

    def next_undo(self) -> Undoable | None:
        """What ``undo`` would take back, for the button's label."""
        return self._undo[-1] if self._undo else None

    def next_redo(self) -> Undoable | None:
        """What ``redo`` would do again."""
        return self._redo[-1] if self._redo else None

    def ask(self, query: Query[T], *, even_untraced: bool = False) -> T:
        """Answer one question from one snapshot. What must leave a trace leaves it first."""
        self._check(query)
        if query.leaves_trace:
            self._trace(query, even_untraced=even_untraced)
        with self._record.reading() as db:
            return query.read(self._reading(db, query))

    def work(self, job: Job[T], progress: Progress) -> T:
        """Run a long job over one unchanging view of the record."""
        self._check(job)
        with self._record.reading() as db:
            return job.work(self._reading(db, job), progress)

    def keep(self, draft: Draft) -> bool:
        """Keep what is being typed, sealed to its author. False where it went to the local data."""
        body = drafts.sealed(draft, self._record.keys.public)
        try:
            with self._record.outside_audit(wait=DRAFT_WAIT) as db:
                drafts.keep_in_record(db, draft.ref, self._actor.staff, body, self._clock.now())
        except Unavailable:
            if self._stray is None:
                raise
            self._stray.keep(draft.ref, self._actor.staff, body)
            return False
        if self._stray is not None:
            self._stray.forget(draft.ref, self._actor.staff)
        return True

    def drafts(self) -> tuple[KeptDraft, ...]:
        """The signed-in person's own drafts, newest first; those in the local data among them."""
        private = self._record.keys.private
        with self._record.reading() as db:
            kept = [(body, at, True) for body, at in drafts.of_author(db, self._actor.staff)]
        if self._stray is not None:
            kept += [(body, at, False) for _, body, at in self._stray.of_author(self._actor.staff)]
        newest: dict[Ref, KeptDraft] = {}
        for body, at, in_record in sorted(kept, key=lambda each: each[1]):
            found = drafts.opened(body, private)
            if found is not None:
                newest[found.ref] = drafts.offer(found, at, in_record=in_record)
        return tuple(sorted(newest.values(), key=lambda each: each.kept_at, reverse=True))

    def forget(self, ref: Ref) -> None:
        """Throw a draft of the signed-in person away, wherever it lies."""
        if self._stray is not None:
            self._stray.forget(ref, self._actor.staff)
        with self._record.outside_audit() as db:
            drafts.forget_in_record(db, ref)

    def bring_drafts_home(self) -> int:
        """Move drafts from the local data into the record, over none that was kept later. Answers how many.

        Where the record holds later words under the same reference, the others stand beside them as a draft
        of their own: a clock that was put back must not decide which words are lost.
        """
        if self._stray is None:
            return 0
        moved = 0
        for ref, body, at in self._stray.of_author(self._actor.staff):
            with self._record.outside_audit() as db:
                home = self._beside(body) if drafts.is_kept_later(db, ref, at) else (ref, body)
                drafts.keep_in_record(db, home[0], self._actor.staff, home[1], at)
            self._stray.forget(ref, self._actor.staff)
            moved += 1
        return moved

    def _beside(self, body: bytes) -> tuple[Ref, bytes]:
        """The same words under a reference of their own."""
        ref = make_ref(self._draw)
        found = drafts.opened(body, self._record.keys.private)
        if found is not None:
            body = drafts.sealed(replace(found, ref=ref), self._record.keys.public)
        return ref, body

    def prove(self, password: str) -> None:
        """Show that one is who is signed in, where the screen was handed to a child.

        Raises ``Unavailable``: wrong_password, wait_after_wrong_passwords.
        """
        folder = self._record.folder
        Guesses(folder).unlock(slots.load(folder), self._actor.staff, password).wipe()

    def lock(self) -> None:
        """The screen is locked: connections and keys go once what is under way has ended; the stacks stay.

        A draft may still be kept: sealing it needs the public half alone, and it goes to the local data.
        """
        self._record.rest()

    def sign_out(self) -> None:
        """End the sign-in: the stacks go, and the keys are wiped."""
        self._undo.clear()
        self._redo.clear()
        self._record.keys.wipe()

    # -- how a command is committed

    def _commit(self, command: Command, draft: Ref | None = None) -> tuple[Receipt, Undoable | None]:
        self._check(command)
        action = type(command).__name__
        try:
            with self._record.alone():
                outcome, head, witnessed = self._committed(command, action, draft)
        except _Nothing as left:
            (outcome,) = left.args
            self._vault.put_back()
            return Receipt(None, action, outcome.changes, outcome.new_id, outcome.note, outcome.facts), None
        except BaseException:
            self._vault.put_back()
            raise
        self._vault.settle()
        if draft is not None and self._stray is not None:
            self._stray.forget(draft, self._actor.staff)
        step = _step(outcome, action, EntryId(head.seq))
        receipt = Receipt(
            EntryId(head.seq), action, outcome.changes, outcome.new_id, outcome.note, outcome.facts,
            weaker="" if witnessed else "witness_not_written", undoable=step is not None,
        )  # fmt: skip
        return receipt, step

    def _committed(
        self, command: Command, action: str, draft: Ref | None
    ) -> tuple[Outcome, audit.Head, bool]:
        with self._record.writing() as db:
            outcome, head = self._run(db, command, action, self._record.head, draft)
        self._record.head = head
        return outcome, head, self._record.note_witness(self._clock.now())

    def _run(
        self, db: Session, command: Command, action: str, head: audit.Head, draft: Ref | None
    ) -> tuple[Outcome, audit.Head]:
        if self._actor.staff in command.not_for(db):
            raise NotAllowed("not_for_you")
        recorder = audit.Recorder(db, EntryId(head.seq + 1))
        recorder.start()
        work = Work(db, self._actor, self._clock, recorder.seq, Shelf(db), recorder, self._vault, self._draw)
        outcome = command.run(work)
        db.flush()
        if not recorder.anything:
            raise _Nothing(outcome)
        if draft is not None:
            drafts.forget_in_record(db, draft)
        act = audit.Act(self._clock.now(), self._actor.staff, action)
        return outcome, audit.close_entry(db, recorder, act, head, self._record.keys.audit)

    # -- the checks

    def _check(self, request: Command | Query[Any] | Job[Any]) -> None:
        if self.may(request.requires):
            return
        act = audit.Act(self._clock.now(), self._actor.staff, type(request).__name__, refused=True)
        try:
            self._enter(act)
        except Unavailable:
            self._unwritten.append(act)
        raise NotAllowed("not_allowed", permission=request.requires.value)

    def _enter(self, *acts: audit.Act) -> None:
        """Entries without values: what was refused, and what was only looked at."""
        with self._record.alone():
            with self._record.writing() as db:
                head = self._record.head
                for act in acts:
                    recorder = audit.Recorder(db, EntryId(head.seq + 1))
                    head = audit.close_entry(db, recorder, act, head, self._record.keys.audit)
            self._record.head = head
            self._record.note_witness(self._clock.now())

    def _trace(self, query: Query[Any], *, even_untraced: bool) -> None:
        act = audit.Act(self._clock.now(), self._actor.staff, type(query).__name__)
        try:
            self._enter(*self._unwritten, act)
            self._unwritten.clear()
        except Unavailable as error:
            self._unwritten.append(act)
            if not (even_untraced or query.life_critical):
                raise Unavailable("opening_not_written") from error

    def _reading(self, db: Session, request: Query[Any] | Job[Any]) -> Reading:
        answers: dict[Query[Any], Any] = {}

        def ask(query: Query[T]) -> T:
            if query.requires not in request.reach | {request.requires}:
                raise NotAllowed("beyond_reach", permission=query.requires.value)
            if not self.may(query.requires):
                raise NotAllowed("not_allowed", permission=query.requires.value)
            if query not in answers:  # one snapshot: the same question has the same answer
                answers[query] = query.read(replace(reading, ask=ask))
            return cast(T, answers[query])

        reading = Reading(
            db,
            self._actor,
            self._clock,
            Shelf(db),
            ask,
            self._record.view(db),
            lambda: self._count_drafts(db),
        )
        return reading

    def _count_drafts(self, db: Session) -> int:
        stray = () if self._stray is None else self._stray.of_author(self._actor.staff)
        return drafts.count_of(db, self._actor.staff) + len(stray)

    # -- undo and redo

    def _swap(
        self, source: list[Undoable], target: list[Undoable], reason: str = "", draft: Ref | None = None
    ) -> Receipt | None:
        if not source:
            return None
        step = source[-1]
        command = _with_reason(step.inverse, reason)
        try:
            receipt, inverse = self._commit(command, draft)
        except Unavailable:
            raise
        except Refused as refusal:
            if refusal.code == "reason_needed":
                raise Refused("reason_needed", entry=step.entry, action=step.action) from refusal
            source.pop()
            raise
        source.pop()
        if inverse is not None:
            self._remember(target, replace(inverse, action=step.action))
        return replace(receipt, action=step.action)

    def _remember(self, stack: list[Undoable], step: Undoable) -> None:
        stack.append(step)
        del stack[:-UNDO_DEPTH]


def _step(outcome: Outcome, action: str, entry: EntryId) -> Undoable | None:
    if outcome.undo is None:
        if action not in FINAL:
            raise TypeError(f"{action} has no inverse and is not in the list of final acts")
        return None
    pupils = frozenset(change.pupil for change in outcome.changes if change.pupil is not None)
    return Undoable(outcome.undo, action, pupils, entry)


def _with_reason(command: Command, reason: str) -> Command:
    """The inverse, with the reason that the person gave where it takes one."""
    if reason and "reason" in getattr(type(command), "__dataclass_fields__", {}):
        given: Any = command
        return cast(Command, replace(given, reason=reason))
    return command
