"""Questions about groups and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import and_, func, select

from app.core.ids import GroupId, MembershipId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people.cards import GroupCard, MembershipCard
from app.rooms.people.tables import Group, Membership
from app.store.cards import card_of


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group, and how many are in it today."""

    group: GroupId
    version: int
    card: GroupCard
    members: int


@dataclass(frozen=True)
class Groups(Query[tuple[GroupRow, ...]]):
    """Every group with its number of members; ended ones only when asked for."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    ended: bool = False

    def read(self, reading: Reading) -> tuple[GroupRow, ...]:
        today = reading.clock.today()
        inside = and_(
            Membership.group_id == Group.id,
            Membership.withdrawn.is_(False),
            Membership.from_day <= today,
            Membership.to_day >= today,
        )
        wanted = (
            select(Group, func.count(Membership.id))
            .outerjoin(Membership, inside)
            .where(Group.withdrawn.is_(False))
            .group_by(Group.id)
            .order_by(Group.name, Group.id)
        )
        if not self.ended:
            wanted = wanted.where(Group.to_day >= today)
        rows = reading.db.execute(wanted)
        return tuple(GroupRow(GroupId(row.id), row.version, card_of(row, GroupCard), n) for row, n in rows)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One pupil's stay in one group."""

    membership: MembershipId
    version: int
    card: MembershipCard


@dataclass(frozen=True)
class Members(Query[tuple[MemberRow, ...]]):
    """Who is in which group: on a day or ever, in one group or in all."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    on: date | None = None
    group: GroupId | None = None

    def read(self, reading: Reading) -> tuple[MemberRow, ...]:
        wanted = select(Membership).where(Membership.withdrawn.is_(False))
        if self.on is not None:
            wanted = wanted.where(Membership.from_day <= self.on, Membership.to_day >= self.on)
        if self.group is not None:
            wanted = wanted.where(Membership.group_id == self.group)
        rows = reading.db.scalars(wanted.order_by(Membership.group_id, Membership.from_day, Membership.id))
        return tuple(MemberRow(MembershipId(r.id), r.version, card_of(r, MembershipCard)) for r in rows)
