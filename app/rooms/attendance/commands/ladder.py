"""Changes to the ladder: taken up from content, and edited at this provision."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import ContentVersion
from app.core.errors import OutOfDate, Refused
from app.core.period import FAR, ONE_DAY
from app.core.permissions import Permission
from app.rooms.attendance import rules
from app.rooms.attendance.content import as_rung
from app.rooms.attendance.rules import Rung
from app.rooms.attendance.tables import RungRow
from app.store.content import take_up
from app.store.dated import Stay, Swap, put_back

_LADDER = changed(Topic.LADDER)


@dataclass(frozen=True)
class TakeUpLadder(Command):
    """Take up the shipped ladder. Where the provision has rungs already, they stay as they are."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_LADDER_EDIT
    content: ContentVersion

    def run(self, work: Work) -> Outcome:
        if (already := take_up(work, self.content)) is not None:
            return already
        if work.db.scalar(select(RungRow.id).limit(1)) is None:
            ladder = rules.read_ladder(self.content.rows())
            rules.check_ladder(ladder)
            work.db.add_all(_row(rung) for rung in ladder)
        return Outcome(_LADDER)


@dataclass(frozen=True)
class EditLadder(Command):
    """Give the ladder other words or facts from a day on. Numbers are kept, and none is used again.

    ``shown`` is the ladder's edition that the person saw, as ``LadderOn`` gives it.
    """

    requires: ClassVar[Permission] = Permission.ATTENDANCE_LADDER_EDIT
    from_day: date
    shown: str
    rungs: tuple[Rung, ...]

    def run(self, work: Work) -> Outcome:
        if self.from_day < work.clock.today():
            raise Refused("ladder_in_the_past", from_day=self.from_day)
        rows = _reaching(work.db, self.from_day)
        if edition(rows) != self.shown:
            raise OutOfDate("changed_meanwhile")
        here = {row.number for row in rows}
        used = set(work.db.scalars(select(RungRow.number).where(~RungRow.withdrawn)))
        rules.check_ladder(self.rungs, retired=used - here)
        wanted = {rung.number: replace(rung, from_day=self.from_day, to_day=FAR) for rung in self.rungs}
        swaps = [_end(row, self.from_day) for row in rows if not _says(row, wanted.get(row.number))]
        kept = {row.number for row in rows if _says(row, wanted.get(row.number))}
        added = [_row(rung) for number, rung in wanted.items() if number not in kept]
        if not swaps and not added:
            return Outcome.nothing("nothing_to_change")
        work.db.flush()
        work.db.add_all(added)
        work.db.flush()
        back = (*swaps, *(Swap(_stay(row), replace(_stay(row), withdrawn=True)) for row in added))
        return Outcome(_LADDER, undo=PutBackLadder(back))


@dataclass(frozen=True)
class PutBackLadder(Command):
    """Let the ladder stand as it stood."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_LADDER_EDIT
    swaps: tuple[Swap, ...]

    def run(self, work: Work) -> Outcome:
        return Outcome(_LADDER, undo=PutBackLadder(put_back(work, RungRow, self.swaps)))


def edition(rows: list[RungRow]) -> str:
    """Which rungs in which versions: two people who saw the same ladder saw the same edition."""
    return " ".join(f"{row.id}.{row.version}" for row in sorted(rows, key=lambda row: row.id))


def _reaching(db: Session, day: date) -> list[RungRow]:
    """Every rung that holds on the day or after it."""
    return list(db.scalars(select(RungRow).where(~RungRow.withdrawn, RungRow.to_day >= day)))


def _row(rung: Rung) -> RungRow:
    return RungRow(**{field.name: getattr(rung, field.name) for field in dataclasses.fields(rung)})


def _says(row: RungRow, rung: Rung | None) -> bool:
    """Whether the row says from that day on what the rung says, for ever."""
    if rung is None or row.from_day > rung.from_day or row.to_day != FAR:
        return False
    return replace(as_rung(row), from_day=rung.from_day) == rung


def _stay(row: RungRow) -> Stay:
    return Stay(row.id, row.to_day, row.withdrawn)


def _end(row: RungRow, day: date) -> Swap:
    before = _stay(row)
    if row.from_day < day:
        row.to_day = day - ONE_DAY
    else:
        row.withdrawn = True
    return Swap(_stay(row), before)
