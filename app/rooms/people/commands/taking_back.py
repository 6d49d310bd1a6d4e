"""Taking a whole file of pupils back, and letting it stand again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.ids import ImportId
from app.core.permissions import Permission
from app.rooms.people.commands.pupils import ONE_PUPIL_ONLY
from app.rooms.people.queries.imports import built_upon, entry_of_import
from app.rooms.people.tables import (
    Commissioner,
    Contact,
    Group,
    Identifier,
    Membership,
    Placement,
    Pupil,
    PupilImport,
)
from app.store.edits import Withdrawable, withdraw_row
from app.store.entries import made_in, turn_changes

MADE: tuple[type[Withdrawable], ...] = (
    Pupil, Identifier, Contact, Group, Membership, Commissioner, Placement
)  # fmt: skip
"""What one file may bring in, and what goes again with it."""

MOVED: tuple[type[Withdrawable], ...] = (Pupil, Identifier, Contact)
"""What a merge may change of a pupil who was here before."""


@dataclass(frozen=True)
class TakeBackImport(Command):
    """Take back all that a file brought in, while nothing has been built upon any of it."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    source: ImportId

    def run(self, work: Work) -> Outcome:
        entry = entry_of_import(work.db, self.source)
        if found := built_upon(work.db, entry):
            raise Refused("import_built_upon", count=sum(found.values()), things=tuple(sorted(found.items())))
        withdraw_row(work, PupilImport, self.source, withdrawn=True)
        _turn(work, entry, withdrawn=True)
        for kind in MOVED:
            turn_changes(work, kind, entry, back=True)
        return Outcome(_CHANGES, undo=ReturnImport(self.source))


@dataclass(frozen=True)
class ReturnImport(Command):
    """Bring a file that was taken back in again, as it was."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    source: ImportId

    def run(self, work: Work) -> Outcome:
        entry = entry_of_import(work.db, self.source)
        taken = _taken_since(work, self.source)
        if taken is not None:
            raise Refused("identifier_taken", ref=taken)
        withdraw_row(work, PupilImport, self.source, withdrawn=False)
        for kind in MOVED:
            turn_changes(work, kind, entry, back=False)
        _turn(work, entry, withdrawn=False)
        return Outcome(_CHANGES, undo=TakeBackImport(self.source))


_CHANGES: Changes = changed(Topic.PUPIL) | changed(Topic.GROUP) | changed(Topic.COMMISSIONER)


def _turn(work: Work, entry: int, *, withdrawn: bool) -> None:
    """Withdraw or reinstate all that came in under an entry."""
    for kind in MADE:
        column: Any = kind.__table__.c
        for row in work.db.scalars(select(kind).where(column.id.in_(made_in(entry, kind.__tablename__)))):
            row.withdrawn = withdrawn
    work.db.flush()


def _taken_since(work: Work, source: ImportId) -> str | None:
    """The reference of a pupil who was given one of the file's numbers meanwhile."""
    ours = select(Identifier.kind, Identifier.value).where(
        Identifier.import_id == source, Identifier.kind.in_(ONE_PUPIL_ONLY)
    ).subquery()  # fmt: skip
    return work.db.scalar(
        select(Pupil.ref)
        .join(Identifier, Identifier.pupil_id == Pupil.id)
        .join(ours, (ours.c.kind == Identifier.kind) & (ours.c.value == Identifier.value))
        .where(Identifier.withdrawn.is_(False))
        .limit(1)
    )
