"""Questions about the ladder and the codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from sqlalchemy import select

from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.attendance.commands.ladder import edition
from app.rooms.attendance.content import codes_of, rungs_of
from app.rooms.attendance.rules import Code, Rung
from app.rooms.attendance.tables import RungRow


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a day in order, with the edition that an edit must name."""

    rungs: tuple[Rung, ...]
    edition: str


@dataclass(frozen=True)
class LadderOn(Query[Ladder]):
    """The ladder as it holds on a day."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> Ladder:
        rows = reading.db.scalars(select(RungRow).where(~RungRow.withdrawn, RungRow.to_day >= self.day))
        return Ladder(rungs_of(reading.db, self.day), edition(list(rows)))


@dataclass(frozen=True)
class LadderLines(Query[tuple[Rung, ...]]):
    """Each rung as it holds on a day and as it will hold later; as it held last where it is retired."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> tuple[Rung, ...]:
        lines: list[Rung] = []
        for _, ever in groupby(rungs_of(reading.db), key=lambda rung: rung.number):
            rungs = tuple(ever)
            lines += [rung for rung in rungs if rung.to_day >= self.day] or rungs[-1:]
        return tuple(lines)


@dataclass(frozen=True)
class AllRungs(Query[tuple[Rung, ...]]):
    """Every rung that ever was, each with the days on which it held."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ

    def read(self, reading: Reading) -> tuple[Rung, ...]:
        return rungs_of(reading.db)


@dataclass(frozen=True)
class CodesOn(Query[tuple[Code, ...]]):
    """The statutory codes in force on a day that fit what somebody has typed so far."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date
    typed: str = ""

    def read(self, reading: Reading) -> tuple[Code, ...]:
        codes = codes_of(reading.db)
        return codes.candidates(self.typed, self.day) if self.typed.strip() else codes.in_force(self.day)


@dataclass(frozen=True)
class AllCodes(Query[tuple[Code, ...]]):
    """Every statutory code that ever was, withdrawn ones too."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ

    def read(self, reading: Reading) -> tuple[Code, ...]:
        return tuple(codes_of(reading.db))
