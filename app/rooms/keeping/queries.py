"""What the record holds, how old its copies are, and what one has not finished writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.core.content import EDITABLE, ContentVersion, Row
from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.settings import SETTINGS
from app.core.worklist import WorkItem, Worklist
from app.rooms.keeping import rules
from app.rooms.keeping.tables import Issue, Setting
from app.store.audit import AuditEntry
from app.store.content import Shelf, content_names


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How much of each kind the record holds; ``info`` prints it."""

    pupils: int
    staff: int
    groups: int
    frameworks: int
    nodes: int
    places: int
    achievements: int
    marks: int
    session_marks: int
    scores: int
    concerns: int
    audit_entries: int


_COUNTED = """
SELECT (SELECT count(*) FROM pupil WHERE NOT withdrawn),
       (SELECT count(*) FROM staff),
       (SELECT count(*) FROM pupil_group WHERE NOT withdrawn),
       (SELECT count(*) FROM framework WHERE NOT withdrawn),
       (SELECT count(*) FROM node WHERE NOT withdrawn),
       (SELECT count(*) FROM place WHERE removed_in IS NULL),
       (SELECT count(*) FROM achievement WHERE voided_in IS NULL),
       (SELECT count(*) FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL AND measure_id <> 3),
       (SELECT count(*) FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL AND measure_id = 3),
       (SELECT count(*) FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL AND measure_id >= 100),
       0,
       (SELECT count(*) FROM audit_entry)
"""


@dataclass(frozen=True)
class Counts(Query[RecordCounts]):
    """How many of each thing the record holds."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> RecordCounts:
        return counts_in(reading.db)


def counts_in(db: Session) -> RecordCounts:
    """The same of any record that can be read, be it open or not."""
    return RecordCounts(*db.execute(text(_COUNTED)).one())


@dataclass(frozen=True)
class Settings(Query[dict[str, str]]):
    """Every setting of the provision, set or not."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ

    def read(self, reading: Reading) -> dict[str, str]:
        found = {key: declared.default for key, declared in SETTINGS.items()}
        found.update({row.key: row.value for row in reading.db.scalars(select(Setting))})
        return found


@dataclass(frozen=True)
class ContentInForce(Query[ContentVersion]):
    """The version of a content file that holds today."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ
    name: str

    def read(self, reading: Reading) -> ContentVersion:
        return reading.content.in_force(self.name, reading.clock.today())


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One page that was printed or written to a file."""

    ref: Ref
    kind: str
    pupil: PupilId | None
    addressee: str
    at: datetime


@dataclass(frozen=True)
class Issued(Query[tuple[IssueRow, ...]]):
    """What was printed or written to a file about one pupil, newest first."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[IssueRow, ...]:
        rows = reading.db.scalars(select(Issue).where(Issue.pupil_id == self.pupil).order_by(Issue.id.desc()))
        return tuple(IssueRow(Ref(r.ref), r.kind, self.pupil, r.addressee, r.at) for r in rows)


@dataclass(frozen=True)
class MyDrafts(Worklist):
    """What one began to write and has not recorded."""

    requires: ClassVar[Permission] = Permission.KEEPING_DRAFT_READ

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        count = reading.drafts()
        if not count:
            return ()
        return (WorkItem("my_drafts", 45, "drafts_not_recorded", "drafts", facts={"count": count}),)


@dataclass(frozen=True)
class EmergencySheetDue(Worklist):
    """The grab-bag copy of the emergency sheet was not printed this week."""

    requires: ClassVar[Permission] = Permission.PEOPLE_EMERGENCY_READ

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        newest = reading.db.scalar(select(func.max(Issue.at)).where(Issue.kind == "emergency"))
        rows = reading.content.in_force("clocks.csv", reading.clock.today()).rows()
        if not rules.is_due(newest, reading.clock.now(), rules.clock_length(rows, "grab_bag")):
            return ()
        said = "" if newest is None else newest.date().isoformat()
        return (WorkItem("emergency", 60, "emergency_sheet_due", "emergency", facts={"printed": said}),)


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One content file in force: its name, version, where it came from, and how many rows it has."""

    name: str
    version: str
    origin: str
    rows: int


@dataclass(frozen=True)
class ContentList(Query[tuple[ContentRow, ...]]):
    """Every content file that holds today."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> tuple[ContentRow, ...]:
        today = reading.clock.today()
        found = [reading.content.in_force(name, today) for name in content_names(reading.db)]
        return tuple(ContentRow(v.name, v.version, v.origin.value, len(v.rows())) for v in found)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One row of a content file as it holds from a day on; ``by`` is who edited it here, and when."""

    key: tuple[str, ...]
    row: Row
    from_day: date | None
    """None where it is as it was shipped."""
    by: str = ""
    at: datetime | None = None

    def __getitem__(self, column: str) -> str:
        return dict(self.row)[column]


@dataclass(frozen=True)
class ContentLines(Query[tuple[ContentLine, ...]]):
    """The rows of an editable content file: each as it holds today, then each as it will hold."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ
    name: str

    def read(self, reading: Reading) -> tuple[ContentLine, ...]:
        shelf, today = Shelf(reading.db), reading.clock.today()
        kind, own = EDITABLE[self.name], shelf.own(self.name)
        written = {edited.entry for days in own.values() for edited in days.values()}
        names = {row.id: str(row.name) for row in reading.db.execute(text("SELECT id, name FROM staff"))}
        entries = reading.db.scalars(select(AuditEntry).where(AuditEntry.seq.in_(written)))
        acts = {entry.seq: (names.get(entry.actor, ""), entry.at) for entry in entries}
        lines: list[ContentLine] = []
        for row in shelf.rows(self.name, today):
            days = own.get(kind.key_of(row), {})
            held = max((day for day in days if day <= today), default=None)
            by, at = acts[days[held].entry] if held is not None else ("", None)
            lines.append(ContentLine(kind.key_of(row), row, held, by, at))
            for day in sorted(day for day in days if day > today):
                coming = kind.laid_over(row, days[day].row)
                lines.append(ContentLine(kind.key_of(row), coming, day, *acts[days[day].entry]))
        return tuple(lines)
