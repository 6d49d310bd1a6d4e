"""Changes to the ladder: taken up from content, and edited at this provision."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import ContentVersion
from app.core.errors import OutOfDate, Refused
from app.core.marks import RUNG
from app.core.period import FAR, ONE_DAY
from app.core.permissions import Permission
from app.rooms.attendance import rules
from app.rooms.attendance.content import as_rung, rungs_of
from app.rooms.attendance.rules import Rung
from app.rooms.attendance.rules.ladder import FEWEST, NUMBERS
from app.rooms.attendance.tables import RungRow
from app.rooms.people.tables import Pupil
from app.store.content import take_up
from app.store.dated import Stay, Swap, put_back
from app.store.marks import Mark

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
    """Give rungs other words or facts from a day on, retire them, add others or bring retired ones back.

    ``shown`` is the ladder's edition that the person saw, as ``LadderOn`` gives it for the day, and ``rungs``
    is that ladder as it shall hold. A rung that is in it as it was is not touched, and what was planned for
    it on a later day still comes. A number that was marked means for ever what it meant.
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
        rules.check_ladder(self.rungs, retired=_taken(work.db, self.rungs, {row.number for row in rows}))
        now = {rung.number: rung for rung in rungs_of(work.db, self.from_day)}
        wanted = {rung.number: rung for rung in self.rungs}
        moved = {n for n in now.keys() | wanted.keys() if not _same(now.get(n), wanted.get(n))}
        ends = {number: _end_of(number, rows) if number in now else FAR for number in moved}
        swaps = [
            _end(row, self.from_day)
            for row in rows
            if row.number in moved and row.from_day <= ends[row.number]
        ]
        added = [
            _row(replace(wanted[number], from_day=self.from_day, to_day=ends[number]))
            for number in sorted(moved & wanted.keys())
        ]
        if not moved:
            return Outcome.nothing("nothing_to_change")
        work.db.flush()
        work.db.add_all(added)
        work.db.flush()
        _check_from(work.db, self.from_day)
        back = (*swaps, *(Swap(_stay(row), replace(_stay(row), withdrawn=True)) for row in added))
        return Outcome(_LADDER, undo=PutBackLadder(back))


@dataclass(frozen=True)
class PutBackLadder(Command):
    """Let the ladder stand as it stood."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_LADDER_EDIT
    swaps: tuple[Swap, ...]

    def run(self, work: Work) -> Outcome:
        back = put_back(work, RungRow, self.swaps)
        _check_from(work.db, min(_first_day(work.db, swap) for swap in self.swaps))
        return Outcome(_LADDER, undo=PutBackLadder(back))


def edition(rows: list[RungRow]) -> str:
    """Which rungs in which versions: two people who saw the same ladder saw the same edition."""
    return " ".join(f"{row.id}.{row.version}" for row in sorted(rows, key=lambda row: row.id))


def _reaching(db: Session, day: date) -> list[RungRow]:
    """Every rung that holds on the day or after it."""
    return list(db.scalars(select(RungRow).where(~RungRow.withdrawn, RungRow.to_day >= day)))


def _row(rung: Rung) -> RungRow:
    return RungRow(**{field.name: getattr(rung, field.name) for field in dataclasses.fields(rung)})


def _same(one: Rung | None, other: Rung | None) -> bool:
    """Whether two rungs say the same, whatever their days."""
    if one is None or other is None:
        return one is other
    return replace(one, from_day=other.from_day, to_day=other.to_day) == other


def _end_of(number: int, rows: Iterable[RungRow]) -> date:
    """The last day of a rung that is in force, over whatever edits of it are to come: then it is retired."""
    end = date.min
    for row in sorted((row for row in rows if row.number == number), key=lambda row: row.from_day):
        if end != date.min and row.from_day > end + ONE_DAY:
            break  # it is retired in between, and what comes after brings it back
        end = row.to_day
    return end


def _taken(db: Session, rungs: Iterable[Rung], here: Collection[int]) -> set[int]:
    """The retired numbers among these that were marked and are to mean something else now."""
    last = {rung.number: rung for rung in rungs_of(db)}
    other = {
        rung.number
        for rung in rungs
        if rung.number not in here and rung.number in last and _words(rung) != _words(last[rung.number])
    }
    return {number for number, _ in _marked(db, other, date.min)}


def _words(rung: Rung) -> tuple[str, str, str]:
    return rung.staff, rung.family, rung.child


def _marked(db: Session, numbers: Collection[int], since: date) -> Iterable[tuple[int, date]]:
    """The numbers that stand marked from a day on, with the days: pupil by pupil, as the index has it."""
    if not numbers:
        return ()
    everybody = select(Pupil.id)
    found = select(Mark.value, Mark.day).where(
        Mark.measure_id == RUNG, Mark.pupil_id.in_(everybody), Mark.replaced_by.is_(None),
        Mark.day >= since, Mark.value.in_(sorted(numbers)),
    )  # fmt: skip
    return [(number, day) for number, day in db.execute(found.distinct()) if number is not None]


def _check_from(db: Session, day: date) -> None:
    """Whether from that day on every day has a whole ladder, and every mark a rung in force."""
    rungs = [as_rung(row) for row in _reaching(db, day)]
    turns = {day, *(one.from_day for one in rungs if one.from_day > day)}
    turns.update(one.to_day + ONE_DAY for one in rungs if one.to_day < FAR)
    for turn in sorted(turns):
        standing = [one.number for one in rungs if one.from_day <= turn <= one.to_day]
        if len(set(standing)) != len(standing):
            raise OutOfDate("changed_meanwhile")
        if len(standing) < FEWEST:
            raise Refused("ladder_too_short_from", day=turn, rungs=len(standing), fewest=FEWEST)
    for number, marked in _marked(db, NUMBERS, day):
        if rules.rung_on(rungs, number, marked) is None:
            raise Refused("rung_marked_already", number=number, day=marked)


def _first_day(db: Session, swap: Swap) -> date:
    """The first day on which a swap makes any difference."""
    if swap.now.withdrawn != swap.then.withdrawn:
        row = db.get(RungRow, swap.now.row)
        return FAR if row is None else row.from_day
    return min(swap.now.to_day, swap.then.to_day) + ONE_DAY


def _stay(row: RungRow) -> Stay:
    return Stay(row.id, row.to_day, row.withdrawn)


def _end(row: RungRow, day: date) -> Swap:
    before = _stay(row)
    if row.from_day < day:
        row.to_day = day - ONE_DAY
    else:
        row.withdrawn = True
    return Swap(_stay(row), before)
