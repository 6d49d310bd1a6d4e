"""Changes to settings and content, and notes of what left the building."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import ContentVersion, Origin
from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.settings import setting
from app.rooms.keeping.tables import Issue, Setting, WitnessNote
from app.store.content import on_shelf, shelve


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
        if on_shelf(work.db, self.content.name, self.content.sha256):
            return Outcome.nothing("already_there", since=self.content.in_force_from.isoformat())
        shelve(work, self.content)
        return Outcome(changed(Topic.CONTENT))


@dataclass(frozen=True)
class EditContent(Command):
    """The head's own version of a content file, in force from a day. Earlier versions stay."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    name: str
    body: str
    in_force_from: date

    def run(self, work: Work) -> Outcome:
        before = work.content.in_force(self.name, self.in_force_from)
        if before.body == self.body:
            return Outcome.nothing("nothing_to_change")
        digest = hashlib.sha256(self.body.encode("utf-8")).hexdigest()
        version = f"here {work.clock.today().isoformat()}"
        shelve(work, ContentVersion(self.name, version, self.in_force_from, digest, Origin.HERE, self.body))
        back = EditContent(self.name, before.body, self.in_force_from)
        return Outcome(changed(Topic.CONTENT), undo=back)
