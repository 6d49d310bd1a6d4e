"""Copies of the record: how old they are, making one, and checking the record through and through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select, text

from app.core.jobs import Job, Progress
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.worklist import WorkItem, Worklist
from app.rooms.keeping import rules
from app.rooms.keeping.tables import Setting
from app.store import backup, placement, slots, verify


@dataclass(frozen=True, slots=True)
class RecordNow:
    """The record in a line: its reference, engine, schema, and when it was last copied."""

    ref: str
    engine: str
    schema: int
    entries: int
    invented: bool
    last_backup: datetime | None


@dataclass(frozen=True)
class RecordStateNow(Query[RecordNow]):
    """Which record this is, which engine holds it, and its newest verified copy."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> RecordNow:
        state = reading.record.state()
        newest = backup.latest(backup.kept_in(backup.home_of(state.ref), state.ref), reading.clock.now())
        last = newest.at if newest else None
        return RecordNow(state.ref, state.engine, state.schema, state.entries, state.invented, last)


@dataclass(frozen=True)
class ProvisionName(Query[str]):
    """What the provision is called, as it stands on the sign-in page and on every paper."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> str:
        return slots.load(reading.record.record.folder).provision


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A copy that was made, restored and checked."""

    file: str
    at: datetime
    rows: int
    verified: bool


@dataclass(frozen=True)
class MakeBackup(Job[BackupMade]):
    """Copy the record to a folder, or to its own place here; the copy is restored and checked."""

    requires: ClassVar[Permission] = Permission.KEEPING_BACKUP_MAKE
    folder: str = ""
    why: str = "asked"

    def work(self, reading: Reading, progress: Progress) -> BackupMade:
        record = reading.record.record
        own = backup.home_of(record.ref)
        folder = Path(self.folder) if self.folder else own
        placement.check_place_of_copies(folder)  # else what is wrong with the place is said of the record
        made = backup.make(record, folder, reading.clock.now(), self.why, progress.step)
        if folder == own:
            ends = tuple(term_ends(reading))
            backup.rotate(folder, record.ref, reading.clock.now(), rows_now=made.rows, term_ends=ends)
        return BackupMade(str(made.path), made.at, made.rows, made.verified)


_HALF_TERMS = "SELECT last_day FROM term WHERE kind = 'half_term' AND NOT withdrawn AND last_day <= :today"


def term_ends(reading: Reading) -> list[date]:
    """The last day of every half-term so far."""
    rows = reading.db.execute(text(_HALF_TERMS), {"today": reading.clock.today().toordinal()}).scalars()
    return [date.fromordinal(day) for day in rows]


@dataclass(frozen=True)
class VerifyRecord(Job[tuple[verify.Check, ...]]):
    """Check engine, keys, schema, chain and witness, and rebuild every value from what was written."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def work(self, reading: Reading, progress: Progress) -> tuple[verify.Check, ...]:
        record = reading.record.record
        checks = verify.all_checks(reading.db, record.keys.audit, progress.step)
        return (*checks[:-1], verify.witness_check(reading.db, record), checks[-1])


@dataclass(frozen=True, slots=True)
class Copies:
    """What the backup card shows: the newest copy here, the second place and its newest, the last drill."""

    here: datetime | None
    here_rows: int
    second_place: str
    second: datetime | None
    drill: date | None


@dataclass(frozen=True)
class BackupStatus(Query[Copies]):
    """How old the copies of the record are, and when the recovery sheet was last tried."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ

    def read(self, reading: Reading) -> Copies:
        ref = reading.record.state().ref
        now = reading.clock.now()
        here = backup.latest(backup.kept_in(backup.home_of(ref), ref), now)
        place = _setting(reading, "second_place")
        second = (
            backup.latest(backup.kept_in(Path(place), ref), now) if place and Path(place).is_dir() else None
        )
        drill = _setting(reading, "sheet_drill")
        return Copies(
            here.at if here else None,
            here.rows if here else 0,
            place,
            second.at if second else None,
            date.fromisoformat(drill) if drill else None,
        )


@dataclass(frozen=True)
class BackupAge(Worklist):
    """The newest copy here or in the second place is too old, or the sheet was not tried this term."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ
    reach: ClassVar[frozenset[Permission]] = frozenset({Permission.INSIGHT_TODAY_READ})

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        found = reading.ask(BackupStatus())
        now = reading.clock.now()
        clocks = reading.content.in_force("clocks.csv", reading.clock.today()).rows()
        items: list[WorkItem] = []
        if rules.is_due(found.here, now, rules.clock_length(clocks, "backup_here")):
            items.append(_item("backup_due", "no_backup", found.here))
        if not found.second_place:
            items.append(WorkItem("second_place", 52, "no_second_place", "set_up/backup"))
        elif rules.is_due(found.second, now, rules.clock_length(clocks, "backup_second")):
            items.append(_item("second_backup_due", "no_second_backup", found.second))
        return tuple(items)


def _item(old: str, never: str, newest: datetime | None) -> WorkItem:
    """One line and one key for a copy that is too old and for one that was never made."""
    if newest is None:
        return WorkItem(old, 50, never, "set_up/backup")
    return WorkItem(old, 50, old, "set_up/backup", facts={"newest": newest.isoformat()})


def _setting(reading: Reading, key: str) -> str:
    return reading.db.scalar(select(Setting.value).where(Setting.key == key)) or ""
