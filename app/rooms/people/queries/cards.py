"""One pupil's page: everything that its header and its tabs show of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.errors import OutOfDate
from app.core.ids import PupilId, Ref, StaffId, WordsId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people.queries.contacts import ContactRow, Contacts, PassesToday, PassRow
from app.rooms.people.queries.placements import PlacementRow, Placements
from app.rooms.people.queries.pupils import (
    IdentifierRow,
    Identifiers,
    KeyAdultRow,
    KeyAdults,
    PupilKept,
    kept,
)
from app.rooms.people.tables import ChildWords, Group, Membership, Pupil


@dataclass(frozen=True, slots=True)
class ChildWordsRow:
    """What a child said, as theirs: when, the sentence, how the week was, and who wrote it down."""

    words: WordsId
    ref: Ref
    day: date
    sentence: str
    week: int | None
    recorded_by: StaffId


@dataclass(frozen=True)
class ChildSaid(Query[tuple[ChildWordsRow, ...]]):
    """A child's own words, newest first."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[ChildWordsRow, ...]:
        rows = reading.db.scalars(
            select(ChildWords)
            .where(ChildWords.pupil_id == self.pupil, ChildWords.voided_in.is_(None))
            .order_by(ChildWords.day.desc(), ChildWords.id.desc())
        )
        return tuple(
            ChildWordsRow(WordsId(r.id), Ref(r.ref), r.day, r.sentence, r.week, StaffId(r.recorded_by))
            for r in rows
        )


@dataclass(frozen=True, slots=True)
class PupilFile:
    """A pupil's page: the card, the numbers, the people around them, and their own words."""

    kept: PupilKept
    identifiers: tuple[IdentifierRow, ...]
    key_adults: tuple[KeyAdultRow, ...]
    contacts: tuple[ContactRow, ...]
    groups: tuple[str, ...]
    placements: tuple[PlacementRow, ...]
    said: tuple[ChildWordsRow, ...]
    passes: tuple[PassRow, ...]


@dataclass(frozen=True)
class PupilCardView(Query[PupilFile]):
    """One pupil's page, whole."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    life_critical: ClassVar[bool] = True
    pupil: PupilId

    def read(self, reading: Reading) -> PupilFile:
        row = reading.db.get(Pupil, self.pupil)
        if row is None or row.withdrawn:
            raise OutOfDate("row_gone")
        today = reading.clock.today()
        groups = reading.db.scalars(
            select(Group.name)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.pupil_id == self.pupil, Membership.withdrawn.is_(False))
            .where(Membership.from_day <= today, Membership.to_day >= today, Group.withdrawn.is_(False))
            .order_by(Group.name)
        )
        return PupilFile(
            kept(reading, row),
            reading.ask(Identifiers(self.pupil)),
            reading.ask(KeyAdults(pupil=self.pupil)),
            reading.ask(Contacts(self.pupil)),
            tuple(groups),
            reading.ask(Placements(pupil=self.pupil)),
            reading.ask(ChildSaid(self.pupil)),
            reading.ask(PassesToday(self.pupil)),
        )
