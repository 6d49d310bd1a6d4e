"""The ladder and the codes as they are read back from this room's rows."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.rooms.attendance.rules import Code, Codes, Rung
from app.rooms.attendance.tables import CodeRow, RungRow


def rungs_of(db: Session, day: date | None = None) -> tuple[Rung, ...]:
    """The ladder of a day, or every rung that ever was, in order of number and day."""
    wanted = select(RungRow).where(~RungRow.withdrawn).order_by(RungRow.number, RungRow.from_day)
    if day is not None:
        wanted = wanted.where(RungRow.from_day <= day, RungRow.to_day >= day)
    return tuple(as_rung(row) for row in db.scalars(wanted))


def as_rung(row: RungRow) -> Rung:
    return Rung(
        number=row.number,
        staff=row.staff,
        family=row.family,
        child=row.child,
        heard=row.heard,
        seen=row.seen,
        on_site=row.on_site,
        supervised=row.supervised,
        proposes=row.proposes,
        hint=row.hint,
        from_day=row.from_day,
        to_day=row.to_day,
    )


def codes_of(db: Session) -> Codes:
    """All codes that were ever in force."""
    return Codes(as_code(row) for row in db.scalars(select(CodeRow).order_by(CodeRow.number)))


def as_code(row: CodeRow) -> Code:
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
