"""Changes of groups and of who is in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import GroupId, MembershipId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import GroupCard, MembershipCard
from app.rooms.people.tables import Group, Membership, Pupil
from app.store.cards import card_of
from app.store.dated import Swap, put_back, set_members
from app.store.edits import add_row, edit_row, standing_row, uses, withdraw_row

_GROUPS = changed(Topic.GROUP)


@dataclass(frozen=True)
class AddGroup(Command):
    """Begin a group or cohort."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    card: GroupCard

    def run(self, work: Work) -> Outcome:
        _check_group(work, self.card, but=None)
        row = add_row(work, Group, self.card)
        return Outcome(_GROUPS, undo=WithdrawGroup(GroupId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditGroup(Command):
    """Change a group's name or days."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    group: GroupId
    version: int
    card: GroupCard
    stands: GroupCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_group(work, self.card, but=self.group)
        row, before = edit_row(work, Group, self.group, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_GROUPS, undo=EditGroup(self.group, row.version, before, self.card))


@dataclass(frozen=True)
class EndGroup(Command):
    """The last day of a group."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    group: GroupId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, Group, self.group)
        card = replace(card_of(row, GroupCard), to_day=self.on)
        return EditGroup(self.group, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawGroup(Command):
    """Take away a group that was begun by mistake, while nobody is in it."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    group: GroupId

    def run(self, work: Work) -> Outcome:
        if found := uses(work.db, Group, Group.__table__.c.id == self.group):
            raise Refused("group_in_use", count=sum(found.values()))
        withdraw_row(work, Group, self.group, withdrawn=True)
        return Outcome(_GROUPS, undo=ReinstateGroup(self.group))


@dataclass(frozen=True)
class ReinstateGroup(Command):
    """Put back a group that was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    group: GroupId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Group, self.group, withdrawn=False)
        return Outcome(_GROUPS, undo=WithdrawGroup(self.group))


def _check_group(work: Work, card: GroupCard, but: GroupId | None) -> None:
    """Refuse a group without a name, and a second one of that name in the same days."""
    rules.check_dates(card.from_day, card.to_day)
    if not card.name.strip():
        raise Refused("name_missing")
    rows = work.db.execute(
        select(Group.id, Group.name).where(
            Group.withdrawn.is_(False), Group.from_day <= card.to_day, Group.to_day >= card.from_day
        )
    )
    if any(fold(name) == fold(card.name) for identity, name in rows if identity != but):
        raise Refused("group_name_taken")


@dataclass(frozen=True)
class AddMembership(Command):
    """Put a pupil in a group from a day on."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    card: MembershipCard

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Pupil, self.card.pupil_id)
        standing_row(work.db, Group, self.card.group_id)
        _check_membership(work, self.card, but=None)
        row = add_row(work, Membership, self.card)
        undo = WithdrawMembership(MembershipId(row.id))
        return Outcome(_members(self.card.pupil_id), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditMembership(Command):
    """Change for which days a pupil is in a group."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    membership: MembershipId
    version: int
    card: MembershipCard
    stands: MembershipCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_membership(work, self.card, but=self.membership)
        row, before = edit_row(work, Membership, self.membership, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        undo = EditMembership(self.membership, row.version, before, self.card)
        return Outcome(_members(before.pupil_id, self.card.pupil_id), undo=undo)


@dataclass(frozen=True)
class EndMembership(Command):
    """The last day on which a pupil is in a group."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    membership: MembershipId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, Membership, self.membership)
        card = replace(card_of(row, MembershipCard), to_day=self.on)
        return EditMembership(self.membership, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawMembership(Command):
    """Take away that a pupil is in a group: it was written down by mistake."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    membership: MembershipId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Membership, self.membership, withdrawn=True)
        return Outcome(_members(PupilId(row.pupil_id)), undo=ReinstateMembership(self.membership))


@dataclass(frozen=True)
class ReinstateMembership(Command):
    """Put back that a pupil is in a group."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    membership: MembershipId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Membership, self.membership, withdrawn=False)
        return Outcome(_members(PupilId(row.pupil_id)), undo=WithdrawMembership(self.membership))


@dataclass(frozen=True)
class SetMembers(Command):
    """Say who is in a group from a day on: exactly these."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    group: GroupId
    from_day: date
    pupils: frozenset[PupilId]

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Group, self.group)
        for pupil in self.pupils:
            standing_row(work.db, Pupil, pupil)
        owner = {"group_id": int(self.group)}
        swaps = set_members(work, Membership, owner, "pupil_id", self.from_day, self.pupils)
        if not swaps:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_members(*self.pupils), undo=PutBackMembers(swaps))


@dataclass(frozen=True)
class PutBackMembers(Command):
    """Let memberships stand as they stood before a group was set."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    swaps: tuple[Swap, ...]

    def run(self, work: Work) -> Outcome:
        return Outcome(_GROUPS, undo=PutBackMembers(put_back(work, Membership, self.swaps)))


def _members(*pupils: PupilId) -> Changes:
    return _GROUPS | changed(Topic.PUPIL, *pupils)


def _check_membership(work: Work, card: MembershipCard, but: MembershipId | None) -> None:
    """Refuse a span that is none, and one in which the pupil is in the group already."""
    rules.check_dates(card.from_day, card.to_day)
    same = select(Membership.from_day).where(
        Membership.pupil_id == card.pupil_id,
        Membership.group_id == card.group_id,
        Membership.from_day <= card.to_day,
        Membership.to_day >= card.from_day,
        Membership.withdrawn.is_(False),
        Membership.id != (but or 0),
    )
    if (since := work.db.scalar(same.limit(1))) is not None:
        raise Refused("in_group_already", since=since)
