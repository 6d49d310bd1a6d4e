"""The ladder and the codes as they are read back from this room's rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.rooms.attendance.rules import Code, Codes, Rung
from app.rooms.attendance.tables import CodeRow, RungRow

_RUNG, _CODE = RungRow.__table__, CodeRow.__table__
_EVERY_RUNG: Final = select(_RUNG).where(~_RUNG.c.withdrawn).order_by(_RUNG.c.number, _RUNG.c.from_day)
_LADDER: Final = _EVERY_RUNG.where(_RUNG.c.from_day <= bindparam("day"), _RUNG.c.to_day >= bindparam("day"))
_CODES: Final = (
    select(_CODE).where(_CODE.c.valid_to >= _CODE.c.valid_from).order_by(_CODE.c.number, _CODE.c.valid_from)
)
_NUMBERED: Final = _CODES.where(
    _CODE.c.letter.in_(select(_CODE.c.letter).where(_CODE.c.number.in_(bindparam("numbers", expanding=True))))
)
"""Put together once, and read as plain rows: every register asks for them."""


def rungs_of(db: Session, day: date | None = None) -> tuple[Rung, ...]:
    """The ladder of a day, or every rung that ever was, in order of number and day."""
    rows = db.execute(_EVERY_RUNG) if day is None else db.execute(_LADDER, {"day": day})
    return tuple(as_rung(row) for row in rows)


def as_rung(row: Any) -> Rung:
    """From a row of ``rung``, however it was read."""
    return Rung(
        number=row.number,
        staff=row.staff,
        family=row.family,
        child=row.child,
        usually=row.usually,
        heard=row.heard,
        seen=row.seen,
        on_site=row.on_site,
        supervised=row.supervised,
        proposes=row.proposes,
        hint=row.hint,
        from_day=row.from_day,
        to_day=row.to_day,
    )


def codes_of(db: Session, numbers: Collection[int] | None = None) -> Codes:
    """All codes that were ever in force, or those of some numbers and whatever shares a letter with them."""
    if numbers is None:
        return Codes(as_code(row) for row in db.execute(_CODES))
    return Codes(as_code(row) for row in db.execute(_NUMBERED, {"numbers": sorted(numbers)}))


def as_code(row: Any) -> Code:
    """From a row of ``code``, however it was read."""
    return Code(
        number=row.number,
        letter=row.letter,
        description=row.description,
        plain_meaning=row.plain_meaning,
        category=row.category,
        physically_present=row.physically_present,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        replaced_by=row.replaced_by,
    )
