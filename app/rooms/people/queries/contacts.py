"""Questions about contacts: whom to ring, who may be told, and what an emergency needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import Select, select

from app.core.errors import OutOfDate, Refused
from app.core.folding import fold
from app.core.ids import CommissionerId, ContactId, PassId, PupilId, Ref, StaffId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people import rules
from app.rooms.people.cards import ContactCard, LimitedAct
from app.rooms.people.queries.pupils import shown_name
from app.rooms.people.rules import Ringable
from app.rooms.people.tables import Commissioner, Contact, LimitOverride, Placement, Pupil
from app.store.cards import card_of


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody around a pupil, as written."""

    contact: ContactId
    version: int
    card: ContactCard


@dataclass(frozen=True)
class Contacts(Query[tuple[ContactRow, ...]]):
    """Everybody around a pupil in the order to ring, with what they may and must not."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    life_critical: ClassVar[bool] = True
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[ContactRow, ...]:
        rows = reading.db.scalars(_standing().where(Contact.pupil_id == self.pupil))
        return tuple(ContactRow(ContactId(row.id), row.version, card_of(row, ContactCard)) for row in rows)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody whom a page about a pupil may be addressed to."""

    name: str
    relationship: str = ""
    contact: ContactId | None = None
    commissioner: CommissionerId | None = None


@dataclass(frozen=True)
class MayBeTold(Query[Addressee]):
    """Whether somebody may be told about a pupil; without a name, the first to ring who may."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId
    name: str = ""

    def read(self, reading: Reading) -> Addressee:
        rows = reading.db.scalars(_standing().where(Contact.pupil_id == self.pupil)).all()
        if not self.name.strip():
            return _addressed(_first(rows))
        meant = [row for row in rows if fold(row.name) == fold(self.name)]
        if not meant:
            return self._commissioner(reading)
        passed = _let_pass(reading, self.pupil, LimitedAct.TELL)
        for row in sorted(meant, key=lambda row: not row.must_not_be_told):
            _check(row, let_pass=row.id in passed)
        return _addressed(meant[0])

    def _commissioner(self, reading: Reading) -> Addressee:
        """Whoever sends the pupil. A placement that has ended gives its commissioner no page any more."""
        senders = reading.db.execute(
            select(Commissioner.id, Commissioner.name)
            .join(Placement, Placement.commissioner_id == Commissioner.id)
            .where(Placement.pupil_id == self.pupil, Placement.withdrawn.is_(False))
            .where(Placement.to_day >= reading.clock.today())
        )
        for identity, name in senders:
            if fold(name) == fold(self.name):
                return Addressee(name, commissioner=CommissionerId(identity))
        raise Refused("not_around_this_pupil", addressee=self.name)


@dataclass(frozen=True)
class MayCollect(Query[Addressee]):
    """Whether a contact may collect a pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    contact: ContactId

    def read(self, reading: Reading) -> Addressee:
        row = reading.db.get(Contact, self.contact)
        if row is None or row.withdrawn:
            raise OutOfDate("row_gone")
        passed = _let_pass(reading, PupilId(row.pupil_id), LimitedAct.COLLECT)
        with _facts_of(row):
            rules.check_may_collect(card_of(row, ContactCard).limits, let_pass=row.id in passed)
        return _addressed(row)


@dataclass(frozen=True, slots=True)
class PassRow:
    """What the head lets pass today, why, and who that was."""

    let: PassId
    contact: ContactId
    act: LimitedAct
    reason: str
    recorded_by: StaffId


@dataclass(frozen=True)
class PassesToday(Query[tuple[PassRow, ...]]):
    """What may pass today around a pupil although it must not."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[PassRow, ...]:
        rows = reading.db.scalars(
            select(LimitOverride)
            .where(
                LimitOverride.pupil_id == self.pupil,
                LimitOverride.day == reading.clock.today(),
                LimitOverride.voided_in.is_(None),
            )
            .order_by(LimitOverride.id)
        )
        return tuple(
            PassRow(PassId(row.id), ContactId(row.contact_id), row.act, row.reason, StaffId(row.recorded_by))
            for row in rows
        )


def _let_pass(reading: Reading, pupil: PupilId, act: LimitedAct) -> set[int]:
    """The contacts for whom the head lets this act pass today."""
    return {row.contact for row in PassesToday(pupil).read(reading) if row.act is act}


def _check(row: Contact, *, let_pass: bool) -> None:
    with _facts_of(row):
        rules.check_may_be_told(card_of(row, ContactCard).limits, let_pass=let_pass)


@contextmanager
def _facts_of(row: Contact) -> Iterator[None]:
    """The rule's verdict with what the sentence must say: who, and why."""
    try:
        yield
    except Refused as refusal:
        facts = {"addressee": row.name, "reason": row.reason, "document": row.document, "contact": row.id}
        raise Refused(refusal.code, **facts) from None


def _first(rows: Sequence[Contact]) -> Contact:
    ringable = [Ringable(row.id, row.ring_order, card_of(row, ContactCard).limits) for row in rows]
    first = rules.first_to_tell(ringable)
    return next(row for row in rows if row.id == first.contact)


def _addressed(row: Contact) -> Addressee:
    return Addressee(row.name, row.relationship, contact=ContactId(row.id))


def _standing() -> Select[Contact]:
    return select(Contact).where(Contact.withdrawn.is_(False)).order_by(Contact.ring_order, Contact.id)


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody who may be told in an emergency, and their number."""

    name: str
    relationship: str
    phone: str


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """What an emergency needs to know of one pupil. It has no room for an address."""

    pupil: PupilId
    ref: Ref
    shown: str
    surname: str
    condition: str
    allergy: str
    life_critical_care: str
    rescue_medicine: str
    medicine_place: str
    tell: tuple[ToRing, ...]
    must_not_be_told: tuple[str, ...]
    must_not_collect: tuple[str, ...]


@dataclass(frozen=True)
class EmergencyRows(Query[tuple[EmergencyRow, ...]]):
    """Condition, allergy, medicine, and who may and must not be told, of everybody here on a day."""

    requires: ClassVar[Permission] = Permission.PEOPLE_EMERGENCY_READ
    life_critical: ClassVar[bool] = True
    on: date

    def read(self, reading: Reading) -> tuple[EmergencyRow, ...]:
        here = (Pupil.withdrawn.is_(False), Pupil.start_day <= self.on, Pupil.leaving_day >= self.on)
        around: dict[int, list[Contact]] = defaultdict(list)
        for contact in reading.db.scalars(_standing().join(Pupil, Contact.pupil_id == Pupil.id).where(*here)):
            around[contact.pupil_id].append(contact)
        pupils = reading.db.scalars(select(Pupil).where(*here).order_by(Pupil.surname, Pupil.forename))
        return tuple(_emergency(pupil, around[pupil.id]) for pupil in pupils)


def _emergency(pupil: Pupil, contacts: Sequence[Contact]) -> EmergencyRow:
    return EmergencyRow(
        pupil=PupilId(pupil.id),
        ref=Ref(pupil.ref),
        shown=shown_name(pupil),
        surname=pupil.surname,
        condition=pupil.condition,
        allergy=pupil.allergy,
        life_critical_care=pupil.life_critical_care,
        rescue_medicine=pupil.rescue_medicine,
        medicine_place=pupil.medicine_place,
        tell=tuple(ToRing(c.name, c.relationship, c.phone) for c in contacts if c.may_be_told),
        must_not_be_told=tuple(c.name for c in contacts if c.must_not_be_told),
        must_not_collect=tuple(c.name for c in contacts if c.must_not_collect),
    )
