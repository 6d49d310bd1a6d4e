"""Who last changed what a page of the set-up shows, read from the trace of the acts themselves.

What the editable tables held is in the trace row by row. It is read from its end, so a page that is in use is
answered by its first rows, and one that nobody ever touched by as many rows as there were edits: marks are
none of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from sqlalchemy import ColumnElement, Select, func, select, text

from app.core.actor import PROGRAM_STAFF
from app.core.content import Origin
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.keeping.tables import Setting
from app.store.audit import AuditEntry, AuditValue
from app.store.content import ContentRow

STAFF: Final = {"staff": ("staff",), "aways": ("staff_away",)}
PEOPLE: Final = {"groups": ("pupil_group", "membership"), "commissioners": ("commissioner",)}
CALENDAR: Final = {
    "terms": ("term",),
    "closures": ("closure",),
    "timetable": ("slot", "slot_pupil", "slot_adult"),
    "ladder": ("rung",),
}
"""By the page: the tables whose rows it shows."""

PAGE_SETTINGS: Final = {
    "provision": (
        "assembly_point",
        "emergency_first_call",
        "front_door_name",
        "front_door_phone",
        "authority",
        "address",
    ),
    "backup": ("second_place",),
}
"""By the page: the settings it shows."""

_OF_ONESELF: Final = ("ChangeOwnPassword", "TakeNewPair")
"""Acts on one's own key leave a number in one's row, and are no change of what the page says of anybody."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed something last, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class StaffLastChanged(Query[LastChange | None]):
    """Who last changed ``staff`` or ``aways``. None where nobody has."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_READ
    page: str

    def read(self, reading: Reading) -> LastChange | None:
        return _told(reading, _newest(STAFF[self.page]))


@dataclass(frozen=True)
class PeopleLastChanged(Query[LastChange | None]):
    """Who last changed ``groups`` or ``commissioners``. None where nobody has."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    page: str

    def read(self, reading: Reading) -> LastChange | None:
        return _told(reading, _newest(PEOPLE[self.page]))


@dataclass(frozen=True)
class CalendarLastChanged(Query[LastChange | None]):
    """Who last changed ``terms``, ``closures``, ``timetable`` or ``ladder``. None where nobody has."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    page: str

    def read(self, reading: Reading) -> LastChange | None:
        return _told(reading, _newest(CALENDAR[self.page]))


@dataclass(frozen=True)
class SettingsLastChanged(Query[LastChange | None]):
    """Who last changed a setting of ``provision`` or ``backup``. None where nobody has."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ
    page: str

    def read(self, reading: Reading) -> LastChange | None:
        rows = select(Setting.id).where(Setting.key.in_(PAGE_SETTINGS[self.page]))
        return _told(reading, _newest(("setting",), AuditValue.row_id.in_(rows)))


@dataclass(frozen=True)
class ContentLastChanged(Query[LastChange | None]):
    """Who last changed a row of a list of dated content here, or of any list. None where nobody has."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ
    name: str = ""

    def read(self, reading: Reading) -> LastChange | None:
        newest = select(func.max(ContentRow.entry)).where(ContentRow.origin == Origin.HERE)
        if self.name:
            newest = newest.where(ContentRow.name == self.name)
        written = select(AuditEntry.actor, AuditEntry.at).where(AuditEntry.seq == newest.scalar_subquery())
        return _told(reading, written)


def _newest(tables: Collection[str], *which: ColumnElement[bool]) -> Select[int, datetime]:
    """The last act of a person that wrote a row of these tables."""
    by_hand = AuditEntry.actor != PROGRAM_STAFF, AuditEntry.action.not_in(_OF_ONESELF)
    return (
        select(AuditEntry.actor, AuditEntry.at)
        .join_from(AuditValue, AuditEntry, AuditEntry.seq == AuditValue.entry)
        .where(AuditValue.table_name.in_(tables), *which, *by_hand)
        .order_by(AuditValue.id.desc())
        .limit(1)
    )


def _told(reading: Reading, written: Select[int, datetime]) -> LastChange | None:
    found = reading.db.execute(written).first()
    if found is None:
        return None
    who = reading.db.scalar(text("SELECT name FROM staff WHERE id = :who"), {"who": found.actor})
    return LastChange(str(who or ""), found.at)
