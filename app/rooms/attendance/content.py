"""The ladder and the codes as they are read back from this room's rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.rooms.attendance.rules import Code, Codes, Rung
from app.rooms.attendance.tables import CodeRow, RungRow

_RUNG, _CODE = RungRow.__table__, CodeRow.__table__
_OF_RUNG: Final = tuple(field.name for field in fields(Rung))
_OF_CODE: Final = tuple(field.name for field in fields(Code))
_EVERY_RUNG: Final = (
    select(*(_RUNG.c[name] for name in _OF_RUNG))
    .where(~_RUNG.c.withdrawn)
    .order_by(_RUNG.c.number, _RUNG.c.from_day)
)
_LADDER: Final = _EVERY_RUNG.where(_RUNG.c.from_day <= bindparam("day"), _RUNG.c.to_day >= bindparam("day"))
_CODES: Final = (
    select(*(_CODE.c[name] for name in _OF_CODE))
    .where(_CODE.c.valid_to >= _CODE.c.valid_from)
    .order_by(_CODE.c.number, _CODE.c.valid_from)
)
_NUMBERED: Final = _CODES.where(
    _CODE.c.letter.in_(select(_CODE.c.letter).where(_CODE.c.number.in_(bindparam("numbers", expanding=True))))
)
_LETTERED: Final = _CODES.where(_CODE.c.letter.in_(bindparam("letters", expanding=True)))
"""Put together once, and read as plain rows: every register asks for them."""


def rungs_of(db: Session, day: date | None = None) -> tuple[Rung, ...]:
    """The ladder of a day, or every rung that ever was, in order of number and day."""
    rows = db.execute(_EVERY_RUNG) if day is None else db.execute(_LADDER, {"day": day})
    return tuple(Rung(*row) for row in rows)


def as_rung(row: RungRow) -> Rung:
    """From a row of ``rung`` that is held to be changed."""
    return Rung(*(getattr(row, name) for name in _OF_RUNG))


def codes_of(
    db: Session, *, numbers: Collection[int] | None = None, letters: Collection[str] | None = None
) -> Codes:
    """All codes that were ever in force, or those of some letters, or of some numbers and whatever shares a
    letter with them.
    """
    if numbers is not None:
        rows = db.execute(_NUMBERED, {"numbers": sorted(numbers)})
    elif letters is not None:
        rows = db.execute(_LETTERED, {"letters": sorted(letters)})
    else:
        rows = db.execute(_CODES)
    return Codes(Code(*row) for row in rows)
