"""Changes of commissioners and of the placements they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import CommissionerId, PlacementId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import CommissionerCard, PlacementCard
from app.rooms.people.tables import Commissioner, Placement, Pupil
from app.store.cards import card_of
from app.store.edits import add_row, edit_row, standing_row, uses, withdraw_row

_COMMISSIONERS = changed(Topic.COMMISSIONER)


@dataclass(frozen=True)
class AddCommissioner(Command):
    """Write down a school or an authority that sends pupils."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    card: CommissionerCard

    def run(self, work: Work) -> Outcome:
        _check_commissioner(work, self.card, but=None)
        row = add_row(work, Commissioner, self.card)
        undo = WithdrawCommissioner(CommissionerId(row.id))
        return Outcome(_COMMISSIONERS, undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditCommissioner(Command):
    """Change what is written about a commissioner, the code it wants among it."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    commissioner: CommissionerId
    version: int
    card: CommissionerCard
    stands: CommissionerCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_commissioner(work, self.card, but=self.commissioner)
        row, before = edit_row(work, Commissioner, self.commissioner, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        undo = EditCommissioner(self.commissioner, row.version, before, self.card)
        return Outcome(_COMMISSIONERS, undo=undo)


@dataclass(frozen=True)
class WithdrawCommissioner(Command):
    """Take away a commissioner that was written down by mistake, while it has no placements."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    commissioner: CommissionerId

    def run(self, work: Work) -> Outcome:
        if found := uses(work.db, Commissioner, Commissioner.__table__.c.id == self.commissioner):
            raise Refused("commissioner_in_use", count=sum(found.values()))
        withdraw_row(work, Commissioner, self.commissioner, withdrawn=True)
        return Outcome(_COMMISSIONERS, undo=ReinstateCommissioner(self.commissioner))


@dataclass(frozen=True)
class ReinstateCommissioner(Command):
    """Put back a commissioner that was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    commissioner: CommissionerId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Commissioner, self.commissioner, withdrawn=False)
        return Outcome(_COMMISSIONERS, undo=WithdrawCommissioner(self.commissioner))


def _check_commissioner(work: Work, card: CommissionerCard, but: CommissionerId | None) -> None:
    """Refuse no name, a name that is here already, and a code that nobody confirmed or that none may want."""
    if not card.name.strip():
        raise Refused("name_missing")
    rows = work.db.execute(
        select(Commissioner.id, Commissioner.name).where(Commissioner.withdrawn.is_(False))
    )
    if any(fold(name) == fold(card.name) for identity, name in rows if identity != but):
        raise Refused("commissioner_name_taken")
    shelf = work.content.in_force("code_by_commissioner.csv", work.clock.today())
    rules.check_confirmed_code(
        card.confirmed_code,
        by=card.confirmed_by,
        on=card.confirmed_on,
        offered=rules.read_offered(shelf.rows()),
    )


@dataclass(frozen=True)
class AddPlacement(Command):
    """Write down that a commissioner sends a pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    card: PlacementCard

    def run(self, work: Work) -> Outcome:
        _check_placement(work, self.card)
        row = add_row(work, Placement, self.card)
        undo = WithdrawPlacement(PlacementId(row.id))
        return Outcome(_placed(self.card.pupil_id), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditPlacement(Command):
    """Change a placement."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    placement: PlacementId
    version: int
    card: PlacementCard
    stands: PlacementCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_placement(work, self.card)
        row, before = edit_row(work, Placement, self.placement, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        undo = EditPlacement(self.placement, row.version, before, self.card)
        return Outcome(_placed(before.pupil_id, self.card.pupil_id), undo=undo)


@dataclass(frozen=True)
class EndPlacement(Command):
    """The last day of a placement."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    placement: PlacementId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, Placement, self.placement)
        card = replace(card_of(row, PlacementCard), to_day=self.on)
        return EditPlacement(self.placement, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawPlacement(Command):
    """Take away a placement that was written down by mistake."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    placement: PlacementId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Placement, self.placement, withdrawn=True)
        return Outcome(_placed(PupilId(row.pupil_id)), undo=ReinstatePlacement(self.placement))


@dataclass(frozen=True)
class ReinstatePlacement(Command):
    """Put back a placement that was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PLACEMENT_EDIT
    placement: PlacementId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Placement, self.placement, withdrawn=False)
        return Outcome(_placed(PupilId(row.pupil_id)), undo=WithdrawPlacement(self.placement))


def _placed(*pupils: PupilId) -> Changes:
    return _COMMISSIONERS | changed(Topic.PUPIL, *pupils)


def _check_placement(work: Work, card: PlacementCard) -> None:
    rules.check_dates(card.from_day, card.to_day)
    rules.check_half_days(card.half_days)
    standing_row(work.db, Pupil, card.pupil_id)
    standing_row(work.db, Commissioner, card.commissioner_id)
