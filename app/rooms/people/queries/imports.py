"""Questions an import asks: who is here already, and what came in with which file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import OutOfDate
from app.core.folding import fold
from app.core.ids import ImportId, PupilId, Ref, StaffId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people import rules
from app.rooms.people.cards import IdentifierKind
from app.rooms.people.tables import Commissioner, Contact, Group, Identifier, Pupil, PupilImport
from app.store.edits import Withdrawable, uses
from app.store.entries import entry_that_made, made_in, subjects_of

BUILT_UPON: tuple[type[Withdrawable], ...] = (Pupil, Contact, Group, Commissioner)
"""What others may hang on once a file brought it in."""


class By(StrEnum):
    """By what a line of a file was taken for somebody who is here."""

    IDENTIFIER = "identifier"
    NAME_AND_BIRTH = "name_and_birth"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody whom a line of a file names."""

    line: int
    forename: str
    surname: str
    birth_date: date | None = None
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HereAlready:
    """A pupil of the record who may be the one whom a line names."""

    line: int
    pupil: PupilId
    ref: Ref
    forename: str
    surname: str
    birth_date: date | None
    identifiers: tuple[tuple[IdentifierKind, str], ...]
    by: By


@dataclass(frozen=True)
class PossibleDuplicates(Query[tuple[HereAlready, ...]]):
    """Who of a file is here already: by identifier, by name and birth date, or by name alone."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    sought: tuple[Sought, ...] = field(repr=False)

    def read(self, reading: Reading) -> tuple[HereAlready, ...]:
        here = _Here(
            reading.db.execute(
                select(Pupil.id, Pupil.ref, Pupil.forename, Pupil.surname, Pupil.birth_date).where(
                    Pupil.withdrawn.is_(False)
                )
            ),
            reading.db.execute(
                select(Identifier.pupil_id, Identifier.kind, Identifier.value).where(
                    Identifier.withdrawn.is_(False)
                )
            ),
        )
        return tuple(found for each in self.sought for found in here.fitting(each))


Person = tuple[int, str, str, str, date | None]


class _Here:
    """Everybody of the record, findable by number and by name."""

    def __init__(
        self, pupils: Iterable[Person], identifiers: Iterable[tuple[int, IdentifierKind, str]]
    ) -> None:
        self._people = {person[0]: person for person in pupils}
        self._numbers: dict[int, list[tuple[IdentifierKind, str]]] = defaultdict(list)
        self._by_number: dict[tuple[IdentifierKind, str], list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for pupil, kind, value in identifiers:
            self._numbers[pupil].append((kind, value))
            self._by_number[kind, value].append(pupil)
        for pupil, _ref, forename, surname, _birth in self._people.values():
            self._by_name[fold(f"{forename} {surname}")].append(pupil)

    def fitting(self, sought: Sought) -> Iterator[HereAlready]:
        """Everybody who may be meant, each once, by the strongest sign."""
        signs: dict[int, By] = {}
        for kind, value in sought.identifiers:
            for pupil in self._by_number.get((kind, rules.plain_identifier(value)), ()):
                signs.setdefault(pupil, By.IDENTIFIER)
        for pupil in self._by_name.get(fold(f"{sought.forename} {sought.surname}"), ()):
            birth = self._people[pupil][4]
            if birth is not None and birth == sought.birth_date:
                signs.setdefault(pupil, By.NAME_AND_BIRTH)
            elif birth is None or sought.birth_date is None:
                signs.setdefault(pupil, By.NAME)
        for pupil, by in signs.items():
            yield self._found(sought.line, pupil, by)

    def _found(self, line: int, pupil: int, by: By) -> HereAlready:
        _, ref, forename, surname, birth = self._people[pupil]
        numbers = tuple(self._numbers[pupil])
        return HereAlready(line, PupilId(pupil), Ref(ref), forename, surname, birth, numbers, by)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that came in: when, by whom, how many, and what has been built upon it since."""

    source: ImportId
    ref: Ref
    file_name: str
    digest: str
    at: datetime
    made_by: StaffId
    pupils: int
    merged: int
    taken_back: bool


@dataclass(frozen=True)
class PupilImports(Query[tuple[ImportRow, ...]]):
    """The files of pupils that came in, newest first."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ

    def read(self, reading: Reading) -> tuple[ImportRow, ...]:
        rows = reading.db.execute(
            select(PupilImport, func.count(Pupil.id))
            .outerjoin(Pupil, Pupil.import_id == PupilImport.id)
            .group_by(PupilImport.id)
            .order_by(PupilImport.id.desc())
        )
        return tuple(
            ImportRow(
                ImportId(row.id), Ref(row.ref), row.file_name, row.digest, row.at, StaffId(row.made_by), n,
                len(merged_with(reading.db, ImportId(row.id))), row.withdrawn,
            )
            for row, n in rows.all()
        )  # fmt: skip


@dataclass(frozen=True)
class BuiltUpon(Query[Mapping[str, int]]):
    """What stands in the way of taking a file back: how many rows of which kind were built upon it."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    source: ImportId

    def read(self, reading: Reading) -> Mapping[str, int]:
        return built_upon(reading.db, entry_of_import(reading.db, self.source))


def entry_of_import(db: Session, source: ImportId) -> int:
    """The entry under which a file came in. Raises ``OutOfDate`` where there is no such file."""
    entry = entry_that_made(db, PupilImport, int(source), "ImportPupils")
    if not entry:
        raise OutOfDate("row_gone")
    return entry


def built_upon(db: Session, entry: int) -> Mapping[str, int]:
    """How many rows of which kind were added since to what came in under an entry."""
    found: dict[str, int] = {}
    for kind in BUILT_UPON:
        which = kind.__table__.c.id.in_(made_in(entry, kind.__tablename__))
        for name, count in uses(db, kind, which, but_made_in=entry).items():
            # A pupil of the file in a group of the file is one row, though it hangs on both.
            found[name] = max(found.get(name, 0), count)
    return found


def merged_with(db: Session, source: ImportId) -> frozenset[PupilId]:
    """Who was here before a file came in and had something filled in from it."""
    wrote = subjects_of(db, entry_of_import(db, source))
    new = db.scalars(select(Pupil.id).where(Pupil.import_id == source))
    return frozenset(map(PupilId, wrote - set(new)))


@dataclass(frozen=True)
class MergedPupils(Query[frozenset[PupilId]]):
    """Into which pupils who were here before lines of a file were merged."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    source: ImportId

    def read(self, reading: Reading) -> frozenset[PupilId]:
        return merged_with(reading.db, self.source)


@dataclass(frozen=True, slots=True)
class ImportedPupil:
    """The reference that a line of a file was given."""

    line: int
    ref: Ref


@dataclass(frozen=True)
class ImportedPupils(Query[tuple[ImportedPupil, ...]]):
    """Which line of a file became which pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    source: ImportId

    def read(self, reading: Reading) -> tuple[ImportedPupil, ...]:
        rows = reading.db.execute(
            select(Pupil.import_line, Pupil.ref)
            .where(Pupil.import_id == self.source, Pupil.withdrawn.is_(False))
            .order_by(Pupil.import_line)
        )
        return tuple(ImportedPupil(line or 0, Ref(ref)) for line, ref in rows)
