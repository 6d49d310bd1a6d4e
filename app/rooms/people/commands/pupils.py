"""Changes of pupils, of the numbers others know them by, and of their key adults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import ColumnElement, Select, func, select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.ids import IdentifierId, KeyAdultId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import IdentifierCard, IdentifierKind, KeyAdultCard, PupilCard
from app.rooms.people.tables import Identifier, KeyAdult, Pupil
from app.store.cards import card_of
from app.store.edits import add_row, edit_row, standing_row, uses, withdraw_row
from app.store.marks import Mark, Measure, standing

ONE_PUPIL_ONLY = (IdentifierKind.UPN, IdentifierKind.ULN)
"""Numbers that belong to one child in the country, so to one pupil here."""


@dataclass(frozen=True)
class AddPupil(Command):
    """Write down a new pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    card: PupilCard

    def run(self, work: Work) -> Outcome:
        check_pupil(self.card, work.clock.today())
        row = add_row(work, Pupil, self.card, ref=work.new_ref())
        pupil = PupilId(row.id)
        return Outcome(changed(Topic.PUPIL, pupil), undo=WithdrawPupil(pupil), new_id=pupil)


@dataclass(frozen=True)
class EditPupil(Command):
    """Change what is written about a pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    pupil: PupilId
    version: int
    card: PupilCard
    stands: PupilCard | None = None

    def run(self, work: Work) -> Outcome:
        check_pupil(self.card, work.clock.today())
        row, before = edit_row(work, Pupil, self.pupil, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        check_marks_stay(work, self.pupil, before, self.card)
        undo = EditPupil(self.pupil, row.version, before, self.card)
        return Outcome(changed(Topic.PUPIL, self.pupil), undo=undo)


@dataclass(frozen=True)
class EndPupil(Command):
    """A pupil leaves: the last day on which they are here."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    pupil: PupilId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, Pupil, self.pupil)
        card = replace(card_of(row, PupilCard), leaving_day=self.on)
        return EditPupil(self.pupil, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawPupil(Command):
    """Take away a pupil who was written down by mistake, while nothing is recorded of them."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    pupil: PupilId

    def run(self, work: Work) -> Outcome:
        if found := uses(work.db, Pupil, Pupil.__table__.c.id == self.pupil):
            raise Refused("pupil_has_records", count=sum(found.values()), things=tuple(sorted(found.items())))
        withdraw_row(work, Pupil, self.pupil, withdrawn=True)
        return Outcome(changed(Topic.PUPIL, self.pupil), undo=ReinstatePupil(self.pupil))


@dataclass(frozen=True)
class ReinstatePupil(Command):
    """Put back a pupil who was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    pupil: PupilId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Pupil, self.pupil, withdrawn=False)
        return Outcome(changed(Topic.PUPIL, self.pupil), undo=WithdrawPupil(self.pupil))


def check_pupil(card: PupilCard, today: date) -> None:
    """Refuse a card that cannot stand."""
    rules.check_name(card.forename, card.surname)
    rules.check_dates(card.start_day, card.leaving_day)
    if card.birth_date is not None:
        rules.check_birth_date(card.birth_date, today=today)


def check_marks_stay(work: Work, pupil: PupilId, before: PupilCard, after: PupilCard) -> None:
    """Refuse days that leave marks outside: no register would show them, and nobody would know."""
    if after.start_day > before.start_day:
        lost = (Mark.day >= before.start_day, Mark.day < after.start_day)
        _check_unmarked(work, pupil, "pupil_is_marked_before", lost)
    if after.leaving_day < before.leaving_day:
        lost = (Mark.day > after.leaving_day, Mark.day <= before.leaving_day)
        _check_unmarked(work, pupil, "pupil_is_marked_after", lost)


def _check_unmarked(work: Work, pupil: PupilId, code: str, days: Sequence[ColumnElement[bool]]) -> None:
    first, last = work.db.execute(marked(pupil, *days)).one()
    if first is not None:
        raise Refused(code, first=first, last=last)


def marked(pupil: PupilId, *days: ColumnElement[bool]) -> Select[date | None, date | None]:
    """The first and the last of these days on which anything stands marked for a pupil.

    Each index of marks begins with the measure: unless all are named, every mark of everybody is read.
    """
    return (
        standing()
        .with_only_columns(func.min(Mark.day), func.max(Mark.day))
        .where(Mark.measure_id.in_(select(Measure.id)), Mark.pupil_id == pupil, *days)
        .where(Mark.value.is_not(None))
    )


@dataclass(frozen=True)
class AddIdentifier(Command):
    """Write down a number by which somebody else knows a pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    card: IdentifierCard

    def run(self, work: Work) -> Outcome:
        card = replace(self.card, value=rules.plain_identifier(self.card.value))
        standing_row(work.db, Pupil, card.pupil_id)
        _check_free(work, card, but=None)
        row = add_row(work, Identifier, card)
        undo = WithdrawIdentifier(IdentifierId(row.id))
        return Outcome(changed(Topic.PUPIL, card.pupil_id), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditIdentifier(Command):
    """Correct a number by which somebody else knows a pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    identifier: IdentifierId
    version: int
    card: IdentifierCard
    stands: IdentifierCard | None = None

    def run(self, work: Work) -> Outcome:
        card = replace(self.card, value=rules.plain_identifier(self.card.value))
        _check_free(work, card, but=self.identifier)
        row, before = edit_row(work, Identifier, self.identifier, self.version, card, self.stands)
        if before == card:
            return Outcome.nothing("nothing_to_change")
        undo = EditIdentifier(self.identifier, row.version, before, card)
        return Outcome(changed(Topic.PUPIL, before.pupil_id, card.pupil_id), undo=undo)


@dataclass(frozen=True)
class WithdrawIdentifier(Command):
    """Take away a number that is not this pupil's."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    identifier: IdentifierId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Identifier, self.identifier, withdrawn=True)
        undo = ReinstateIdentifier(self.identifier)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


@dataclass(frozen=True)
class ReinstateIdentifier(Command):
    """Put back a number that was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    identifier: IdentifierId

    def run(self, work: Work) -> Outcome:
        gone = work.db.get(Identifier, self.identifier)
        if gone is not None:
            _check_free(work, card_of(gone, IdentifierCard), but=self.identifier)
        row = withdraw_row(work, Identifier, self.identifier, withdrawn=False)
        undo = WithdrawIdentifier(self.identifier)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


def _check_free(work: Work, card: IdentifierCard, but: IdentifierId | None) -> None:
    """Refuse an empty number, and one that stands for a pupil already."""
    if not card.value:
        raise Refused("identifier_empty")
    same = select(Pupil.ref).join(Identifier, Identifier.pupil_id == Pupil.id).where(
        Identifier.kind == card.kind, Identifier.value == card.value, Identifier.withdrawn.is_(False)
    )  # fmt: skip
    if card.kind not in ONE_PUPIL_ONLY:
        same = same.where(Identifier.pupil_id == card.pupil_id)
    if but is not None:
        same = same.where(Identifier.id != but)
    if (ref := work.db.scalar(same.limit(1))) is not None:
        raise Refused("identifier_taken", ref=ref)


@dataclass(frozen=True)
class AddKeyAdult(Command):
    """Say who a pupil's key adult is, and from when."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    card: KeyAdultCard

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Pupil, self.card.pupil_id)
        _check_key_adult(work, self.card, but=None)
        row = add_row(work, KeyAdult, self.card)
        undo = WithdrawKeyAdult(KeyAdultId(row.id))
        return Outcome(changed(Topic.PUPIL, self.card.pupil_id), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditKeyAdult(Command):
    """Change who is key adult, or for which days."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    key_adult: KeyAdultId
    version: int
    card: KeyAdultCard
    stands: KeyAdultCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_key_adult(work, self.card, but=self.key_adult)
        row, before = edit_row(work, KeyAdult, self.key_adult, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        undo = EditKeyAdult(self.key_adult, row.version, before, self.card)
        return Outcome(changed(Topic.PUPIL, before.pupil_id, self.card.pupil_id), undo=undo)


@dataclass(frozen=True)
class EndKeyAdult(Command):
    """The last day on which somebody is a pupil's key adult."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    key_adult: KeyAdultId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, KeyAdult, self.key_adult)
        card = replace(card_of(row, KeyAdultCard), to_day=self.on)
        return EditKeyAdult(self.key_adult, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawKeyAdult(Command):
    """Take away a key adult who was written down by mistake."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    key_adult: KeyAdultId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, KeyAdult, self.key_adult, withdrawn=True)
        undo = ReinstateKeyAdult(self.key_adult)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


@dataclass(frozen=True)
class ReinstateKeyAdult(Command):
    """Put back a key adult who was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    key_adult: KeyAdultId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, KeyAdult, self.key_adult, withdrawn=False)
        undo = WithdrawKeyAdult(self.key_adult)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


def _check_key_adult(work: Work, card: KeyAdultCard, but: KeyAdultId | None) -> None:
    """Refuse a span that is none, and one in which the same person is key adult already."""
    rules.check_dates(card.from_day, card.to_day)
    same = select(KeyAdult.from_day).where(
        KeyAdult.pupil_id == card.pupil_id,
        KeyAdult.staff_id == card.staff_id,
        KeyAdult.from_day <= card.to_day,
        KeyAdult.to_day >= card.from_day,
        KeyAdult.withdrawn.is_(False),
        KeyAdult.id != (but or 0),
    )
    if (since := work.db.scalar(same.limit(1))) is not None:
        raise Refused("key_adult_already", since=since)
