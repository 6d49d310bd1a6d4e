"""Who belongs to what from which day: set for a day and after, and put back as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.command import Work
from app.core.errors import OutOfDate
from app.core.period import FAR, ONE_DAY
from app.store.edits import Withdrawable


@dataclass(frozen=True, slots=True)
class Stay:
    """How far one row of belonging goes, and whether it stands at all."""

    row: int
    to_day: date
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """How a row of belonging must stand now, and how it shall stand."""

    now: Stay
    then: Stay

    def back(self) -> Swap:
        return Swap(self.then, self.now)


def set_members(
    work: Work,
    kind: type[Withdrawable],
    owner: dict[str, int],
    member: str,
    day: date,
    wanted: Collection[int],
) -> tuple[Swap, ...]:
    """From ``day`` on exactly these belong. Answers what must be swapped to take that back.

    Rows that reach into those days end the day before, or are withdrawn where they begin later;
    whoever is wanted and there already on the day stays there as written.
    """
    columns: Any = kind.__table__.c
    rows: Sequence[Any] = work.db.scalars(
        select(kind).where(
            *(columns[name] == value for name, value in owner.items()),
            columns.to_day >= day,
            columns.withdrawn.is_(False),
        )
    ).all()
    staying = {getattr(row, member) for row in rows if row.from_day <= day and row.to_day == FAR} & set(
        wanted
    )
    swaps = [
        _end(row, day)
        for row in rows
        if getattr(row, member) not in staying or row.from_day > day or row.to_day != FAR
    ]
    added: list[Any] = [
        kind(**owner, **{member: who}, from_day=day, to_day=FAR) for who in sorted(set(wanted) - staying)
    ]
    work.db.add_all(added)
    work.db.flush()
    return (*swaps, *(_withdrawal(row) for row in added))


def put_back(work: Work, kind: type[Withdrawable], swaps: Iterable[Swap]) -> tuple[Swap, ...]:
    """Let rows stand as they shall. Raises ``OutOfDate`` where one does not stand as it must now."""
    done = []
    for swap in swaps:
        row: Any = work.db.get(kind, swap.now.row)
        if row is None or _stay(row) != swap.now:
            raise OutOfDate("changed_meanwhile")
        row.to_day, row.withdrawn = swap.then.to_day, swap.then.withdrawn
        done.append(swap.back())
    work.db.flush()
    return tuple(reversed(done))


def _stay(row: Any) -> Stay:
    return Stay(row.id, row.to_day, row.withdrawn)


def _end(row: Any, day: date) -> Swap:
    """End a row before the day; the answer puts it back."""
    before = _stay(row)
    if row.from_day < day:
        row.to_day = day - ONE_DAY
    else:
        row.withdrawn = True
    return Swap(_stay(row), before)


def _withdrawal(row: Any) -> Swap:
    """What takes a new row away again."""
    stay = _stay(row)
    return Swap(stay, replace(stay, withdrawn=True))
