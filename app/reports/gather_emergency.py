"""Gathers the emergency sheet: who is here by the last mark, what can kill them, whom to ring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.clock import minute_of_day, on_the_wall
from app.core.ids import PupilId
from app.core.jobs import Job, Progress
from app.core.permissions import Permission
from app.core.query import Reading
from app.core.refs import make_ref
from app.reports import emergency
from app.reports.emergency import AdultIn, PupilToCount, ToTell, Whereabouts
from app.reports.gather import staff_name
from app.rooms import access, attendance, calendar, keeping, people
from app.rooms.attendance import LastMark
from app.rooms.calendar import Expected, SlotKind, time_of
from app.rooms.people import EmergencyRow

REACH = frozenset(
    {
        Permission.CALENDAR_TIMETABLE_READ,
        Permission.INSIGHT_TODAY_READ,
        Permission.KEEPING_RECORD_READ,
        Permission.PEOPLE_EMERGENCY_READ,
    }
)


@dataclass(frozen=True)
class GatherEmergencySheet(Job[emergency.EmergencyFacts]):
    """Gather the emergency sheet of today, whoever asks."""

    requires: ClassVar[Permission] = Permission.PEOPLE_EMERGENCY_READ
    reach: ClassVar[frozenset[Permission]] = REACH

    def work(self, reading: Reading, progress: Progress) -> emergency.EmergencyFacts:
        today = reading.clock.today()
        settings = reading.ask(keeping.Settings())
        expected = {each.pupil: each for each in reading.ask(calendar.ExpectedPupils(today))}
        marked = {each.pupil: each for each in reading.ask(attendance.LastMarks(today))}
        progress.step(1, 2)
        rows = reading.ask(people.EmergencyRows(today))
        return emergency.EmergencyFacts(
            provision=reading.ask(keeping.ProvisionName()),
            on=today,
            printed_at=on_the_wall(reading.clock.now()).time(),
            printed_by=staff_name(reading, reading.actor.staff),
            assembly_point=settings["assembly_point"],
            ring_first=settings["emergency_first_call"],
            pupils=_pupils(reading, rows, expected, marked),
            adults=_adults(reading, today),
            reference=make_ref(),
        )


def _pupils(
    reading: Reading,
    rows: tuple[EmergencyRow, ...],
    expected: Mapping[PupilId, Expected],
    marked: Mapping[PupilId, LastMark],
) -> tuple[PupilToCount, ...]:
    """Everybody expected today, and whoever was marked although not expected."""
    minute = minute_of_day(reading.clock.now())
    return tuple(
        _to_count(row, expected.get(row.pupil), marked.get(row.pupil), minute)
        for row in rows
        if row.pupil in expected or row.pupil in marked
    )


def _to_count(
    row: EmergencyRow, expected: Expected | None, mark: LastMark | None, minute: int
) -> PupilToCount:
    condition = ". ".join(filter(None, (row.life_critical_care, row.condition, row.allergy)))
    medicine = ", ".join(filter(None, (row.rescue_medicine, row.medicine_place)))
    if mark is not None:
        where, at, detail = _whereabouts(mark), on_the_wall(mark.at).time(), mark.words
    elif expected is not None and expected.first_minute > minute:
        where, at, detail = "due", time_of(expected.first_minute), ""
    else:
        where, at, detail = "unmarked", None, ""
    return PupilToCount(
        name=f"{row.shown} {row.surname}",
        where=where,
        at=at,
        detail=detail,
        condition=condition or None,
        life_critical=bool(row.life_critical_care.strip()),
        medicine=medicine or ("" if condition else None),
        tell=tuple(ToTell(each.name, each.relationship, each.phone) for each in row.tell),
        must_not_be_told=row.must_not_be_told,
    )


def _whereabouts(mark: LastMark) -> Whereabouts:
    """By the facts of the rung and the kind of slot; the rung's own words stand beside it."""
    if mark.on_site:
        return "on_site"
    if mark.kind is SlotKind.HOME_VISIT:
        return "at_home"
    return "out_with_us" if mark.seen else "not_here"


def _adults(reading: Reading, today: date) -> tuple[AdultIn, ...]:
    rows = reading.ask(access.AdultsIn(today))
    return tuple(
        AdultIn(row.name, ", ".join(_role_words(role.value) for role in row.roles), row.phone) for row in rows
    )


def _role_words(role: str) -> str:
    words = role.replace("_", " ").replace("dsl", "DSL")
    return words[:1].upper() + words[1:]
