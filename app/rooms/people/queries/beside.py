"""What is on record of some pupils, in the shape of a line of a file, so that the two stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import select

from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people.cards import NOBODY_YET, ContactCard, PupilCard, PupilRow
from app.rooms.people.tables import Commissioner, Contact, Group, Identifier, Membership, Placement, Pupil
from app.store.cards import card_of

_AT_ONCE = 500
"""How many pupils one statement asks for."""


@dataclass(frozen=True, slots=True)
class PupilBeside:
    """One pupil of the record, as a line of a file would say it."""

    pupil: PupilId
    ref: Ref
    row: PupilRow


@dataclass(frozen=True)
class PupilsBeside(Query[tuple[PupilBeside, ...]]):
    """All that an import may fill in, of these pupils: what is on record today."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupils: frozenset[PupilId]

    def read(self, reading: Reading) -> tuple[PupilBeside, ...]:
        wanted = sorted(self.pupils)
        parts = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
        return tuple(found for part in parts for found in _read(reading, part))


def _read(reading: Reading, pupils: list[PupilId]) -> Iterator[PupilBeside]:
    db = reading.db
    numbers = _by_pupil(db.execute(
        select(Identifier.pupil_id, Identifier.kind, Identifier.value)
        .where(Identifier.pupil_id.in_(pupils), Identifier.withdrawn.is_(False)).order_by(Identifier.id)
    ))  # fmt: skip
    contacts = _by_pupil((row.pupil_id, _nobodys(row)) for row in db.scalars(
        select(Contact).where(Contact.pupil_id.in_(pupils), Contact.withdrawn.is_(False))
        .order_by(Contact.ring_order, Contact.id)
    ))  # fmt: skip
    groups = _by_pupil(db.execute(
        select(Membership.pupil_id, Group.name).join(Group, Membership.group_id == Group.id)
        .where(Membership.pupil_id.in_(pupils), *_today(reading, Membership)).order_by(Group.name)
    ))  # fmt: skip
    senders = _by_pupil(db.execute(
        select(Placement.pupil_id, Commissioner.name, Commissioner.kind)
        .join(Commissioner, Placement.commissioner_id == Commissioner.id)
        .where(Placement.pupil_id.in_(pupils), *_today(reading, Placement)).order_by(Placement.id)
    ))  # fmt: skip
    for row in db.scalars(select(Pupil).where(Pupil.id.in_(pupils), Pupil.withdrawn.is_(False))):
        said = PupilRow(
            0,
            card_of(row, PupilCard),
            tuple((kind, value) for kind, value in numbers[row.id]),
            tuple(card for (card,) in contacts[row.id]),
            tuple(name for (name,) in groups[row.id]),
            tuple((name, kind) for name, kind in senders[row.id]),
        )
        yield PupilBeside(PupilId(row.id), Ref(row.ref), said)


def _by_pupil(rows: Iterable[Any]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pupil, *rest in rows:
        found[pupil].append(tuple(rest))
    return found


def _nobodys(row: Contact) -> ContactCard:
    return replace(card_of(row, ContactCard), pupil_id=NOBODY_YET)


def _today(reading: Reading, kind: Any) -> tuple[Any, ...]:
    today = reading.clock.today()
    return kind.withdrawn.is_(False), kind.from_day <= today, kind.to_day >= today
