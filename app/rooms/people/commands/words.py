"""What a child says for the record: kept as theirs, never edited by anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate
from app.core.ids import PupilId, WordsId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.tables import ChildWords, Pupil
from app.store.edits import standing_row


@dataclass(frozen=True)
class KeepChildWords(Command):
    """Keep a child's own sentence, and how their week was from 1 to 5, as theirs."""

    requires: ClassVar[Permission] = Permission.PEOPLE_CHILD_SPEAK
    pupil: PupilId
    day: date
    sentence: str = ""
    week: int | None = None

    def run(self, work: Work) -> Outcome:
        rules.check_child_words(self.sentence, self.week, day=self.day, today=work.clock.today())
        standing_row(work.db, Pupil, self.pupil)
        row = ChildWords(
            ref=work.new_ref(),
            pupil_id=self.pupil,
            day=self.day,
            sentence=self.sentence,
            week=self.week,
            recorded_at=work.clock.now(),
            recorded_by=work.actor.staff,
            entry=work.entry,
        )
        work.db.add(row)
        work.db.flush()
        undo = TakeBackChildWords(WordsId(row.id))
        return Outcome(changed(Topic.PUPIL, self.pupil), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class TakeBackChildWords(Command):
    """Take back a child's words, because they want it or it was a slip. The row stays and says so."""

    requires: ClassVar[Permission] = Permission.PEOPLE_CHILD_SPEAK
    words: WordsId

    def run(self, work: Work) -> Outcome:
        row = work.db.get(ChildWords, self.words)
        if row is None or row.voided_in is not None:
            raise OutOfDate("row_gone")
        row.voided_in = work.entry
        pupil = PupilId(row.pupil_id)
        undo = KeepChildWords(pupil, row.day, row.sentence, row.week)
        return Outcome(changed(Topic.PUPIL, pupil), undo=undo)
