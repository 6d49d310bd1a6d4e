"""Changes to settings and content, and notes of what left the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import CODES, ContentVersion, Row
from app.core.errors import Refused
from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.settings import setting
from app.rooms.keeping.rules import check_row
from app.rooms.keeping.tables import Issue, Setting, WitnessNote
from app.store.content import edit_row, put_back_row, take_up


@dataclass(frozen=True)
class ChangeSetting(Command):
    """Set one of the provision's settings."""

    requires: ClassVar[Permission] = Permission.KEEPING_SETTING_EDIT
    key: str
    value: str

    def run(self, work: Work) -> Outcome:
        declared = setting(self.key)
        declared.check(self.value)
        row = work.db.scalar(select(Setting).where(Setting.key == self.key))
        before = declared.default if row is None else row.value
        if before == self.value:
            return Outcome.nothing("nothing_to_change")
        if row is None:
            work.db.add(Setting(key=self.key, value=self.value))
        else:
            row.value = self.value
        return Outcome(changed(Topic.SETTING), undo=ChangeSetting(self.key, before))


@dataclass(frozen=True)
class NoteIssue(Command):
    """Put on record that a page was printed or written to a file."""

    requires: ClassVar[Permission] = Permission.KEEPING_ISSUE_NOTE
    ref: Ref
    kind: str
    pupil: PupilId | None
    addressee: str
    digest: str

    def run(self, work: Work) -> Outcome:
        work.db.add(
            Issue(
                ref=self.ref,
                kind=self.kind,
                pupil_id=self.pupil,
                addressee=self.addressee,
                digest=self.digest,
                at=work.clock.now(),
                entry=work.entry,
            )
        )
        return Outcome(changed(Topic.ISSUE))


@dataclass(frozen=True)
class NoteWitness(Command):
    """Put on record what this machine's witness said when the record was opened."""

    requires: ClassVar[Permission] = Permission.KEEPING_PROGRAM_ACT
    verdict: str
    entries: int = 0
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        work.db.add(
            WitnessNote(
                verdict=self.verdict,
                entries=self.entries,
                reason=self.reason,
                at=work.clock.now(),
                entry=work.entry,
            )
        )
        return Outcome(changed(Topic.SETTING))


@dataclass(frozen=True)
class TakeUpContent(Command):
    """Take up a shipped content file whose rows stay in its body."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    content: ContentVersion

    def run(self, work: Work) -> Outcome:
        if (already := take_up(work, self.content)) is not None:
            return already
        return Outcome(changed(Topic.CONTENT))


@dataclass(frozen=True)
class EditContentRow(Command):
    """Other values in one row of a content file, from a day on. What stood before stays on record.

    ``was`` is the row as it was shown for the day ``shown_on``.
    """

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    name: str
    from_day: date
    shown_on: date
    was: Row
    becomes: Row

    def run(self, work: Work) -> Outcome:
        if self.was == self.becomes:
            return Outcome.nothing("nothing_to_change")
        if self.name == CODES:
            raise Refused("content_not_editable")
        letters = frozenset(row["code"] for row in work.content.in_force(CODES, self.from_day).rows())
        check_row(self.name, dict(self.was), dict(self.becomes), letters)
        before = edit_row(work, self.name, self.from_day, self.shown_on, self.was, self.becomes)
        back = PutBackContentRow(self.name, self.from_day, self.becomes, before)
        return Outcome(changed(Topic.CONTENT), undo=back)


@dataclass(frozen=True)
class PutBackContentRow(Command):
    """Let one row of a content file say for a day what it said before it was edited for that day."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    name: str
    from_day: date
    stands: Row
    before: Row

    def run(self, work: Work) -> Outcome:
        put_back_row(work, self.name, self.from_day, self.stands, self.before)
        back = PutBackContentRow(self.name, self.from_day, self.before, self.stands)
        return Outcome(changed(Topic.CONTENT), undo=back)
