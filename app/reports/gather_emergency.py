"""Gathers the emergency sheet: who is here by the last mark, what can kill them, whom to ring."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.clock import minute_of_day, on_the_wall
from app.core.folding import fold
from app.core.ids import PupilId, StaffId
from app.core.jobs import Job, Progress
from app.core.permissions import Permission
from app.core.query import Reading
from app.core.refs import make_ref
from app.reports import emergency
from app.reports.emergency import AdultIn, PupilToCount, ToTell, Whereabouts
from app.reports.gather import provision_name, staff_name
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
        adults, perhaps_in = _adults(reading, today)
        return emergency.EmergencyFacts(
            provision=provision_name(reading),
            on=today,
            printed_at=on_the_wall(reading.clock.now()).time(),
            printed_by=staff_name(reading, reading.actor.staff),
            assembly_point=settings["assembly_point"],
            ring_first=settings["emergency_first_call"],
            pupils=_pupils(reading, rows, expected, marked),
            adults=adults,
            perhaps_in=perhaps_in,
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
    condition = _known(row)
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
        medicine=medicine or None,
        tell=tuple(ToTell(each.name, each.relationship, each.phone) for each in row.tell),
        must_not_be_told=row.must_not_be_told,
        must_not_collect=row.must_not_collect,
    )


def _known(row: EmergencyRow) -> str:
    """What is known of somebody's health, each kind by its name; of what was not asked, that it was not.

    Care that cannot wait stands alone: nothing is put between it and the eye.
    """
    care, condition, allergy = (
        words.strip() for words in (row.life_critical_care, row.condition, row.allergy)
    )
    if allergy and "allerg" not in fold(allergy):
        allergy = f"Allergy: {allergy}"
    said = _once(care, condition, allergy)
    if said and not care and not condition:
        said.append("Other conditions not asked yet")
    if said and not care and not allergy:
        said.append("Allergies not asked yet")
    return ". ".join(part.rstrip(".") for part in said)


def _whereabouts(mark: LastMark) -> Whereabouts:
    """By the facts of the rung and the kind of slot; the rung's own words stand beside it."""
    if mark.on_site:
        return "on_site"
    if mark.kind is SlotKind.HOME_VISIT:
        return "at_home"
    return "out_with_us" if mark.seen else "not_here"


def _once(*said: str) -> list[str]:
    """What was said, without what something said before it opens with, word for word."""
    kept: list[str] = []
    for words in filter(None, (each.strip() for each in said)):
        if not any(f"{_words(before)} ".startswith(f"{_words(words)} ") for before in kept):
            kept.append(words)
    return kept


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _adults(reading: Reading, today: date) -> tuple[tuple[AdultIn, ...], tuple[AdultIn, ...]]:
    """Who is with a slot of today, and who is with none; of both, only who is not away."""
    kinds: defaultdict[StaffId, set[SlotKind]] = defaultdict(set)
    for slot in reading.ask(calendar.DaySlots(today)).slots:
        for adult in slot.adults:
            kinds[adult].add(slot.kind)
    rows = reading.ask(access.AdultsIn(today))
    return (
        tuple(_adult(row, out=kinds[row.id] == {SlotKind.HOME_VISIT}) for row in rows if row.id in kinds),
        tuple(_adult(row) for row in rows if row.id not in kinds),
    )


def _adult(row: access.StaffRow, *, out: bool = False) -> AdultIn:
    words = [_role_words(role.value) for role in row.roles] + ["out on home visits"] * out
    return AdultIn(row.name, ", ".join(words), row.phone)


def _role_words(role: str) -> str:
    words = role.replace("_", " ").replace("dsl", "DSL")
    return words[:1].upper() + words[1:]
