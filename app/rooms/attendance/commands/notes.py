"""Notes beside a day and slot. They are added and voided, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import NoteId, PupilId, SlotId
from app.core.permissions import Permission
from app.rooms.attendance import rules
from app.rooms.attendance.occurrence import slot_on
from app.rooms.attendance.tables import SlotNote
from app.rooms.people.tables import Pupil
from app.store.edits import standing_row


@dataclass(frozen=True)
class AddNote(Command):
    """Write a sentence beside a day and slot, about one pupil or about the lesson."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_NOTE_ADD
    slot: SlotId
    day: date
    pupil: PupilId | None
    text: str

    def run(self, work: Work) -> Outcome:
        if not self.text.strip():
            raise Refused("note_without_words")
        _check_where(work, self.slot, self.day, self.pupil)
        row = _written(work, self.slot, self.day, self.pupil, self.text.strip())
        work.db.flush()
        return Outcome(_changed(self.pupil), undo=VoidNote(NoteId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class VoidNote(Command):
    """Take a note back: one's own, or anybody's by a permission of its own.

    It stays on record as taken back.
    """

    requires: ClassVar[Permission] = Permission.ATTENDANCE_NOTE_ADD
    note: NoteId

    def run(self, work: Work) -> Outcome:
        row = work.db.get(SlotNote, self.note)
        if row is None or row.voided_in is not None:
            raise OutOfDate("taken_back_already")
        if (
            row.recorded_by != work.actor.staff
            and Permission.ATTENDANCE_NOTE_VOID not in work.actor.permissions
        ):
            raise NotAllowed("not_your_note")
        row.voided_in = work.entry
        pupil = None if row.pupil_id is None else PupilId(row.pupil_id)
        undo = AddNote(SlotId(row.slot_id), row.day, pupil, row.text)
        return Outcome(_changed(pupil), undo=undo)


@dataclass(frozen=True)
class TagInBreak(Command):
    """Say of a pupil in a break one of a few words, in place of the one said before; none with no word.

    A word is a note like any other: the one before stays on record as taken back.
    """

    requires: ClassVar[Permission] = Permission.ATTENDANCE_NOTE_ADD
    slot: SlotId
    day: date
    pupil: PupilId
    tag: str

    def run(self, work: Work) -> Outcome:
        rules.check_tag(self.tag)
        _check_where(work, self.slot, self.day, self.pupil)
        standing = work.db.scalars(
            select(SlotNote)
            .where(SlotNote.day == self.day, SlotNote.slot_id == self.slot, SlotNote.pupil_id == self.pupil)
            .where(SlotNote.voided_in.is_(None), SlotNote.text.in_(rules.BREAK_TAGS))
            .order_by(SlotNote.id)
        ).all()
        before = standing[-1].text if standing else ""
        if self.tag == before:
            return Outcome.nothing("nothing_to_change")
        for row in standing:
            row.voided_in = work.entry
        if self.tag:
            _written(work, self.slot, self.day, self.pupil, self.tag)
        return Outcome(_changed(self.pupil), undo=TagInBreak(self.slot, self.day, self.pupil, before))


def _check_where(work: Work, slot: SlotId, day: date, pupil: PupilId | None) -> None:
    """A note stands beside a slot that runs on that day, and about somebody who is here."""
    if day > work.clock.today():
        raise Refused("mark_in_future", day=day)
    slot_on(work.db, slot, day)
    if pupil is not None:
        standing_row(work.db, Pupil, pupil)


def _written(work: Work, slot: SlotId, day: date, pupil: PupilId | None, text: str) -> SlotNote:
    row = SlotNote(
        pupil_id=pupil,
        day=day,
        slot_id=slot,
        text=text,
        recorded_at=work.clock.now(),
        recorded_by=work.actor.staff,
        entry=work.entry,
    )
    work.db.add(row)
    return row


def _changed(pupil: PupilId | None) -> Changes:
    return changed(Topic.NOTE) if pupil is None else changed(Topic.NOTE, pupil)
