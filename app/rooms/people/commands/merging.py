"""Writing what a file adds to a pupil who is here, as long as the record stands as it was shown."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from app.core.command import Work
from app.core.errors import OutOfDate, Refused
from app.rooms.people import rules
from app.rooms.people.cards import NOBODY_YET, ContactCard, PupilCard, PupilMerge
from app.rooms.people.commands.pupils import check_marks_stay
from app.rooms.people.tables import Contact, Identifier, Pupil
from app.store.cards import card_of, write_card
from app.store.edits import standing_row


def merge(work: Work, each: PupilMerge, source: int) -> None:
    """Let the pupil stand as after the merge. Raises ``OutOfDate`` where somebody was quicker."""
    row = standing_row(work.db, Pupil, each.pupil)
    if card_of(row, PupilCard) != each.before.card:
        raise OutOfDate("changed_meanwhile")
    _check_marks_stay(work, each)
    write_card(row, each.after.card)
    _merge_numbers(work, each, source)
    _merge_contacts(work, each, source)


def _check_marks_stay(work: Work, each: PupilMerge) -> None:
    """Days of the file that would hide marks are said with the pupil's name, since there are many."""
    try:
        check_marks_stay(work, each.pupil, each.before.card, each.after.card)
    except Refused as refusal:
        facts = {name: refusal.facts[name] for name in ("first", "last")}
        card = each.before.card
        raise Refused("file_hides_marks", name=f"{card.forename} {card.surname}", **facts) from None


def _merge_numbers(work: Work, each: PupilMerge, source: int) -> None:
    """A number that gives way to the file's is kept as the kind it has become; the others are added."""
    rows = work.db.scalars(
        select(Identifier).where(Identifier.pupil_id == each.pupil, Identifier.withdrawn.is_(False))
    ).all()
    if {(row.kind, row.value) for row in rows} != set(each.before.identifiers):
        raise OutOfDate("changed_meanwhile")
    wanted = {(kind, rules.plain_identifier(value)) for kind, value in each.after.identifiers}
    staying = {(row.kind, row.value) for row in rows} & wanted
    for row in rows:
        if (row.kind, row.value) in wanted:
            continue
        became = next((kind for kind, value in wanted - staying if value == row.value), None)
        if became is None:
            raise OutOfDate("changed_meanwhile")
        row.kind = became
        staying.add((became, row.value))
    work.db.flush()
    for kind, value in sorted(wanted - staying):
        work.db.add(Identifier(pupil_id=each.pupil, kind=kind, value=value, import_id=source))
    work.db.flush()


def _merge_contacts(work: Work, each: PupilMerge, source: int) -> None:
    """Contacts stand in the same order on both sides; those after the last of the record are new."""
    rows = work.db.scalars(
        select(Contact)
        .where(Contact.pupil_id == each.pupil, Contact.withdrawn.is_(False))
        .order_by(Contact.ring_order, Contact.id)
    ).all()
    if tuple(_nobodys(card_of(row, ContactCard)) for row in rows) != each.before.contacts:
        raise OutOfDate("changed_meanwhile")
    for row, card in zip(rows, each.after.contacts, strict=False):
        write_card(row, replace(card, pupil_id=each.pupil))
    for card in each.after.contacts[len(rows) :]:
        contact = Contact(import_id=source)
        write_card(contact, replace(card, pupil_id=each.pupil))
        work.db.add(contact)
    work.db.flush()


def _nobodys(card: ContactCard) -> ContactCard:
    return replace(card, pupil_id=NOBODY_YET)
