"""Marks as tests put them down, and a register as they read it."""

from __future__ import annotations

from datetime import date, datetime

from app.core.clock import ENGLAND
from app.core.ids import PupilId, SlotId
from app.core.marks import AM, CODE, RUNG, NewMark
from app.office import Office
from app.rooms.attendance import Register, RegisterRow, RegisterSheet
from tests.kit.provision import Provision
from tests.kit.record import peek

TUESDAY = date(2026, 10, 13)


def numbers(office: Office) -> dict[str, int]:
    """The number that a mark stores, by the code's letters."""
    return dict(peek(office, "SELECT letter, number FROM code WHERE number < 99"))


def rung(
    child: PupilId,
    value: int | None,
    slot: SlotId,
    moment: int = 1,
    at: datetime | None = None,
    day: date = TUESDAY,
) -> NewMark:
    return NewMark(child, day, slot, RUNG, value, moment, at)


def code(child: PupilId, value: int | None, half: SlotId = AM, day: date = TUESDAY) -> NewMark:
    return NewMark(child, day, half, CODE, value)


def sheet(office: Office, slot: SlotId, day: date = TUESDAY) -> RegisterSheet:
    return office.ask(Register(slot, day))


def row(office: Office, slot: SlotId, child: PupilId, day: date = TUESDAY) -> RegisterRow:
    return next(one for one in sheet(office, slot, day).rows if one.pupil == child)


def letter(office: Office, place: Provision, child: PupilId) -> str | None:
    """The code that stands for the morning."""
    cell = row(office, place.lesson, child).code
    return cell.letter if cell else None


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 10, 13, hour, minute, tzinfo=ENGLAND)
