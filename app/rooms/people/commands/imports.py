"""Bringing pupils in from somebody else's file, and taking the whole file back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import ImportId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import ContactCard, IdentifierKind, PupilCard
from app.rooms.people.commands.contacts import check_contact
from app.rooms.people.commands.pupils import ONE_PUPIL_ONLY, check_pupil
from app.rooms.people.tables import Contact, Identifier, Pupil, PupilImport
from app.store.edits import Withdrawable, insert_rows, uses, withdraw_row

CAME_ALONG: tuple[type[Withdrawable], ...] = (Pupil, Identifier, Contact)
"""What one file brings in, and what goes again with it."""

NOBODY_YET = PupilId(0)
"""The pupil of a contact that came with a row: the pupil of that row, who has no number yet."""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One line of a file that becomes a pupil. A contact's own pupil is left at ``NOBODY_YET``."""

    line: int
    card: PupilCard
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    contacts: tuple[ContactCard, ...] = ()


@dataclass(frozen=True)
class ImportPupils(Command):
    """Bring in the pupils of a file, all in one transaction or none."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    rows: tuple[PupilRow, ...] = field(repr=False)
    digest: str
    file_name: str

    def run(self, work: Work) -> Outcome:
        if not self.rows:
            return Outcome.nothing("nothing_to_change")
        today = work.clock.today()
        for row in self.rows:
            check_pupil(row.card, today)
            for contact in row.contacts:
                check_contact(contact)
        _check_free(work, self.rows)
        source = PupilImport(
            ref=work.new_ref(),
            file_name=self.file_name,
            digest=self.digest,
            at=work.clock.now(),
            made_by=work.actor.staff,
        )
        work.db.add(source)
        work.db.flush()
        pupils = insert_rows(work, Pupil, [_pupil(row, source.id, work) for row in self.rows])
        came = list(zip(pupils, self.rows, strict=True))
        insert_rows(work, Identifier, [each for one in came for each in _identifiers(*one, source.id)])
        insert_rows(work, Contact, [each for one in came for each in _contacts(*one, source.id)])
        facts: Any = {"count": len(self.rows)}
        undo = TakeBackImport(ImportId(source.id))
        return Outcome(changed(Topic.PUPIL), undo=undo, new_id=source.id, facts=facts)


def _pupil(row: PupilRow, source: int, work: Work) -> dict[str, Any]:
    return {**_values(row.card), "ref": work.new_ref(), "import_id": source, "import_line": row.line}


def _identifiers(pupil: int, row: PupilRow, source: int) -> Iterable[dict[str, Any]]:
    for kind, value in row.identifiers:
        plain = rules.plain_identifier(value)
        yield {"pupil_id": pupil, "kind": kind, "value": plain, "import_id": source}


def _contacts(pupil: int, row: PupilRow, source: int) -> Iterable[dict[str, Any]]:
    for contact in row.contacts:
        yield {**_values(contact), "pupil_id": pupil, "import_id": source}


def _values(card: Any) -> dict[str, Any]:
    return {each.name: getattr(card, each.name) for each in fields(card)}


def _check_free(work: Work, rows: Iterable[PupilRow]) -> None:
    """Refuse a number that stands for a pupil already, here or further up in the file."""
    taken = select(Identifier.kind, Identifier.value).where(
        Identifier.kind.in_(ONE_PUPIL_ONLY), Identifier.withdrawn.is_(False)
    )
    seen = {(kind, value) for kind, value in work.db.execute(taken)}
    for row in rows:
        for kind, value in row.identifiers:
            key = (kind, rules.plain_identifier(value))
            if key in seen:
                raise Refused("identifier_taken_in_row", row=row.line)
            if kind in ONE_PUPIL_ONLY:
                seen.add(key)


@dataclass(frozen=True)
class TakeBackImport(Command):
    """Take back every pupil of a file, while nothing has been built upon any of them."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    source: ImportId

    def run(self, work: Work) -> Outcome:
        found = uses(work.db, Pupil, Pupil.__table__.c.import_id == self.source, import_id=int(self.source))
        if found:
            raise Refused("import_built_upon", count=sum(found.values()), things=tuple(sorted(found.items())))
        return Outcome(_turn(work, self.source, withdrawn=True), undo=ReturnImport(self.source))


@dataclass(frozen=True)
class ReturnImport(Command):
    """Bring the pupils of a file that was taken back in again."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    source: ImportId

    def run(self, work: Work) -> Outcome:
        taken = _taken_since(work, self.source)
        if taken is not None:
            raise Refused("identifier_taken", ref=taken)
        return Outcome(_turn(work, self.source, withdrawn=False), undo=TakeBackImport(self.source))


def _turn(work: Work, source: ImportId, *, withdrawn: bool) -> Changes:
    """Withdraw or reinstate the import and all that came along with it and stands as it did."""
    withdraw_row(work, PupilImport, source, withdrawn=withdrawn)
    for kind in CAME_ALONG:
        column: Any = kind.__table__.c
        for row in work.db.scalars(select(kind).where(column.import_id == source)):
            row.withdrawn = withdrawn
    work.db.flush()
    return changed(Topic.PUPIL)


def _taken_since(work: Work, source: ImportId) -> str | None:
    """The reference of a pupil who was given one of the file's numbers meanwhile."""
    if work.db.get(PupilImport, source) is None:
        raise OutOfDate("row_gone")
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
