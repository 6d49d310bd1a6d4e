"""Changes of contacts: who may be told, who must not, who may collect and who must not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import ContactId, PassId, PupilId
from app.core.permissions import Permission
from app.rooms.people import rules
from app.rooms.people.cards import ContactCard, LimitedAct
from app.rooms.people.tables import Contact, LimitOverride, Pupil
from app.store.edits import add_row, edit_row, standing_row, withdraw_row


@dataclass(frozen=True)
class AddContact(Command):
    """Write down somebody around a pupil, with what they may and must not."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    card: ContactCard

    def run(self, work: Work) -> Outcome:
        check_contact(self.card)
        standing_row(work.db, Pupil, self.card.pupil_id)
        row = add_row(work, Contact, self.card)
        undo = WithdrawContact(ContactId(row.id))
        return Outcome(changed(Topic.PUPIL, self.card.pupil_id), undo=undo, new_id=row.id)


@dataclass(frozen=True)
class EditContact(Command):
    """Change what is written about a contact."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    contact: ContactId
    version: int
    card: ContactCard
    stands: ContactCard | None = None

    def run(self, work: Work) -> Outcome:
        check_contact(self.card)
        row, before = edit_row(work, Contact, self.contact, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        undo = EditContact(self.contact, row.version, before, self.card)
        return Outcome(changed(Topic.PUPIL, before.pupil_id, self.card.pupil_id), undo=undo)


@dataclass(frozen=True)
class WithdrawContact(Command):
    """Take away somebody who is no contact of this pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    contact: ContactId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Contact, self.contact, withdrawn=True)
        undo = ReinstateContact(self.contact)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


@dataclass(frozen=True)
class ReinstateContact(Command):
    """Put back a contact who was taken away."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    contact: ContactId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, Contact, self.contact, withdrawn=False)
        undo = WithdrawContact(self.contact)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)


def check_contact(card: ContactCard) -> None:
    """Refuse a contact without a name, or with limits that cannot stand together."""
    if not card.name.strip():
        raise Refused("name_missing")
    rules.check_limits(card.limits)


@dataclass(frozen=True)
class LetPass(Command):
    """The head lets somebody be told, or collect, today although they must not: with a reason."""

    requires: ClassVar[Permission] = Permission.PEOPLE_LIMIT_PASS
    contact: ContactId
    act: LimitedAct
    reason: str

    def run(self, work: Work) -> Outcome:
        if not self.reason.strip():
            raise Refused("limit_without_reason")
        contact = standing_row(work.db, Contact, self.contact)
        row = LimitOverride(
            pupil_id=contact.pupil_id,
            contact_id=self.contact,
            act=self.act,
            day=work.clock.today(),
            reason=self.reason.strip(),
            recorded_at=work.clock.now(),
            recorded_by=work.actor.staff,
            entry=work.entry,
        )
        work.db.add(row)
        work.db.flush()
        pupil = PupilId(contact.pupil_id)
        return Outcome(changed(Topic.PUPIL, pupil), undo=LetPassNoMore(PassId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class LetPassNoMore(Command):
    """Take back that one act may pass. The row stays and says so."""

    requires: ClassVar[Permission] = Permission.PEOPLE_LIMIT_PASS
    let: PassId

    def run(self, work: Work) -> Outcome:
        row = work.db.get(LimitOverride, self.let)
        if row is None or row.voided_in is not None:
            raise OutOfDate("row_gone")
        row.voided_in = work.entry
        undo = LetPass(ContactId(row.contact_id), row.act, row.reason)
        return Outcome(changed(Topic.PUPIL, PupilId(row.pupil_id)), undo=undo)
