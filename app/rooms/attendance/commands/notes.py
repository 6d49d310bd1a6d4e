"""Notes beside a day and slot. They are added and voided, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import NoteId, PupilId, SlotId
from app.core.permissions import Permission
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
        if self.day > work.clock.today():
            raise Refused("mark_in_future", day=self.day)
        slot_on(work.db, self.slot, self.day)
        if self.pupil is not None:
            standing_row(work.db, Pupil, self.pupil)
        row = SlotNote(
            pupil_id=self.pupil,
            day=self.day,
            slot_id=self.slot,
            text=self.text.strip(),
            recorded_at=work.clock.now(),
            recorded_by=work.actor.staff,
            entry=work.entry,
        )
        work.db.add(row)
        work.db.flush()
        return Outcome(_changed(self.pupil), undo=VoidNote(NoteId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class VoidNote(Command):
    """Take a note back. It stays on record as taken back."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_NOTE_ADD
    note: NoteId

    def run(self, work: Work) -> Outcome:
        row = work.db.get(SlotNote, self.note)
        if row is None or row.voided_in is not None:
            raise OutOfDate("taken_back_already")
        row.voided_in = work.entry
        pupil = None if row.pupil_id is None else PupilId(row.pupil_id)
        undo = AddNote(SlotId(row.slot_id), row.day, pupil, row.text)
        return Outcome(_changed(pupil), undo=undo)


def _changed(pupil: PupilId | None) -> Changes:
    return changed(Topic.NOTE) if pupil is None else changed(Topic.NOTE, pupil)
