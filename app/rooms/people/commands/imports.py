"""Bringing pupils in from somebody else's file: new ones, and what it adds to those who are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from sqlalchemy import select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.ids import ImportId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import IdentifierKind, PupilMerge, PupilRow
from app.rooms.people.commands.belonging import Belonging, belong
from app.rooms.people.commands.contacts import check_contact
from app.rooms.people.commands.merging import merge
from app.rooms.people.commands.pupils import ONE_PUPIL_ONLY, check_pupil
from app.rooms.people.commands.taking_back import TakeBackImport
from app.rooms.people.tables import Contact, Identifier, Pupil, PupilImport
from app.store.edits import insert_rows


@dataclass(frozen=True)
class ImportPupils(Command):
    """Bring in the pupils of a file, all in one transaction or none."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    rows: tuple[PupilRow, ...] = field(repr=False)
    digest: str
    file_name: str
    merges: tuple[PupilMerge, ...] = field(default=(), repr=False)

    def run(self, work: Work) -> Outcome:
        if not (self.rows or self.merges):
            return Outcome.nothing("nothing_to_change")
        self._check(work)
        source = PupilImport(
            ref=work.new_ref(),
            file_name=self.file_name,
            digest=self.digest,
            at=work.clock.now(),
            made_by=work.actor.staff,
        )
        work.db.add(source)
        work.db.flush()
        belonging = [*self._bring_in(work, source.id), *self._merge(work, source.id)]
        topics = belong(work, belonging)
        facts: Any = {"count": len(self.rows)}
        if self.merges:
            facts["merged"] = len(self.merges)
        undo = TakeBackImport(ImportId(source.id))
        return Outcome(changed(Topic.PUPIL) | topics, undo=undo, new_id=source.id, facts=facts)

    def _check(self, work: Work) -> None:
        today = work.clock.today()
        for row in (*self.rows, *(each.after for each in self.merges)):
            check_pupil(row.card, today)
            for contact in row.contacts:
                check_contact(contact)
        _check_free(work, self.rows, self.merges)

    def _bring_in(self, work: Work, source: int) -> Iterator[Belonging]:
        pupils = insert_rows(work, Pupil, [_pupil(row, source, work) for row in self.rows])
        came = list(zip(pupils, self.rows, strict=True))
        insert_rows(work, Identifier, [each for one in came for each in _identifiers(*one, source)])
        insert_rows(work, Contact, [each for one in came for each in _contacts(*one, source)])
        for pupil, row in came:
            if row.groups or row.commissioners:
                card = row.card
                yield Belonging(pupil, card.start_day, card.leaving_day, row.groups, row.commissioners)

    def _merge(self, work: Work, source: int) -> Iterator[Belonging]:
        for each in self.merges:
            merge(work, each, source)
            before, after = each.before, each.after
            to_day = after.card.leaving_day
            yield Belonging(
                each.pupil,
                min(work.clock.today(), to_day),
                to_day,
                tuple(name for name in after.groups if name not in before.groups),
                tuple(sender for sender in after.commissioners if sender not in before.commissioners),
            )


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


def _check_free(work: Work, rows: Iterable[PupilRow], merges: Iterable[PupilMerge]) -> None:
    """Refuse a number that stands for a pupil already, here or further up in the file."""
    taken = select(Identifier.kind, Identifier.value, Identifier.pupil_id).where(
        Identifier.kind.in_(ONE_PUPIL_ONLY), Identifier.withdrawn.is_(False)
    )
    whose = {(kind, value): PupilId(pupil) for kind, value, pupil in work.db.execute(taken)}
    for pupil, row in [*((None, row) for row in rows), *((each.pupil, each.after) for each in merges)]:
        for key in _single(row):
            if key in whose and (pupil is None or whose[key] != pupil):
                raise Refused("identifier_taken_in_row", row=row.line)
            whose[key] = PupilId(0) if pupil is None else pupil


def _single(row: PupilRow) -> Iterator[tuple[IdentifierKind, str]]:
    """The numbers of a row that stand for one pupil only."""
    for kind, value in row.identifiers:
        if kind in ONE_PUPIL_ONLY:
            yield kind, rules.plain_identifier(value)
