"""Questions about commissioners, placements, and which code each placement calls for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import and_, func, select

from app.core.ids import CommissionerId, PlacementId, PupilId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people import rules
from app.rooms.people.cards import CommissionerCard, PlacementCard
from app.rooms.people.tables import Commissioner, Placement, Pupil
from app.store.cards import card_of


@dataclass(frozen=True, slots=True)
class CommissionerRow:
    """A commissioner, and how many pupils it sends today. ``usual_code`` is what its kind usually wants."""

    commissioner: CommissionerId
    version: int
    card: CommissionerCard
    pupils: int
    usual_code: str = ""

    @property
    def is_unusual(self) -> bool:
        """Whether it confirmed a code of the other kind: a slip more often than a wish."""
        confirmed = self.card.confirmed_code
        return bool(confirmed and self.usual_code and confirmed != self.usual_code)


@dataclass(frozen=True)
class Commissioners(Query[tuple[CommissionerRow, ...]]):
    """Every commissioner, with how many pupils it sends today."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ

    def read(self, reading: Reading) -> tuple[CommissionerRow, ...]:
        today = reading.clock.today()
        sent = and_(
            Placement.commissioner_id == Commissioner.id,
            Placement.withdrawn.is_(False),
            Placement.from_day <= today,
            Placement.to_day >= today,
        )
        rows = reading.db.execute(
            select(Commissioner, func.count(Placement.pupil_id.distinct()))
            .outerjoin(Placement, sent)
            .where(Commissioner.withdrawn.is_(False))
            .group_by(Commissioner.id)
            .order_by(Commissioner.name, Commissioner.id)
        )
        usual = rules.read_usual(reading.content.in_force("code_by_commissioner.csv", today).rows())
        return tuple(
            CommissionerRow(
                CommissionerId(row.id),
                row.version,
                card_of(row, CommissionerCard),
                pupils,
                usual.get(row.kind, ""),
            )
            for row, pupils in rows
        )


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A placement, with its commissioner's name."""

    placement: PlacementId
    version: int
    commissioner_name: str
    card: PlacementCard


@dataclass(frozen=True)
class Placements(Query[tuple[PlacementRow, ...]]):
    """Placements: those of a day or all, of one pupil, of one commissioner, or of everybody."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    on: date | None = None
    pupil: PupilId | None = None
    commissioner: CommissionerId | None = None

    def read(self, reading: Reading) -> tuple[PlacementRow, ...]:
        wanted = (
            select(Placement, Commissioner.name)
            .join(Commissioner, Placement.commissioner_id == Commissioner.id)
            .where(Placement.withdrawn.is_(False))
            .order_by(Placement.from_day, Placement.id)
        )
        if self.on is not None:
            wanted = wanted.where(Placement.from_day <= self.on, Placement.to_day >= self.on)
        if self.pupil is not None:
            wanted = wanted.where(Placement.pupil_id == self.pupil)
        if self.commissioner is not None:
            wanted = wanted.where(Placement.commissioner_id == self.commissioner)
        return tuple(
            PlacementRow(PlacementId(row.id), row.version, name, card_of(row, PlacementCard))
            for row, name in reading.db.execute(wanted)
        )


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What the proposal of a code must know of a pupil on a day.

    ``placements`` are pairs of the commissioner's kind and the code it confirmed, if any.
    """

    pupil: PupilId
    own_roll: bool
    placements: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class PlacementCodes(Query[tuple[PlacementFacts, ...]]):
    """Which code the placements of a day call for, pupil by pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    on: date
    pupils: frozenset[PupilId] | None = None

    def read(self, reading: Reading) -> tuple[PlacementFacts, ...]:
        held = and_(
            Placement.pupil_id == Pupil.id,
            Placement.withdrawn.is_(False),
            Placement.from_day <= self.on,
            Placement.to_day >= self.on,
        )
        wanted = (
            select(Pupil.id, Pupil.own_roll, Commissioner.kind, Commissioner.confirmed_code)
            .outerjoin(Placement, held)
            .outerjoin(Commissioner, Commissioner.id == Placement.commissioner_id)
            .where(Pupil.withdrawn.is_(False))
            .order_by(Pupil.id, Placement.id)
        )
        if self.pupils is not None:
            wanted = wanted.where(Pupil.id.in_(sorted(self.pupils)))
        found: dict[tuple[int, bool], list[tuple[str, str | None]]] = defaultdict(list)
        for pupil, own_roll, kind, code in reading.db.execute(wanted):
            found[pupil, own_roll] += [] if kind is None else [(kind.value, code)]
        return tuple(
            PlacementFacts(PupilId(pupil), own_roll, tuple(placements))
            for (pupil, own_roll), placements in found.items()
        )
