"""A Tuesday of eight invented pupils, made through the door: the record that the register's tests open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.core.clock import ENGLAND
from app.core.ids import CommissionerId, PupilId, SlotId, StaffId
from app.core.marks import AM, CODE, RUNG, NewMark
from app.core.period import HalfDay
from app.office import Office
from app.rooms.attendance import CodesOn, MarkRegister
from app.rooms.calendar import (
    AddSlot,
    AddTerm,
    DaySlots,
    SetSlotAdults,
    SetSlotPupils,
    SlotCard,
    SlotKind,
    TermCard,
    TermKind,
)
from app.rooms.engagement import AddScoreFramework, OutcomeCard, ScoreFrameworkCard
from app.rooms.people import (
    AddCommissioner,
    AddPlacement,
    AddPupil,
    CommissionerCard,
    CommissionerKind,
    PlacementCard,
    PupilCard,
    PupilNames,
)
from tests.kit.clock import TUESDAY, SetClock
from tests.kit.record import Template

DAY, MONDAY = date(2026, 10, 13), date(2026, 10, 12)
START = date(2026, 9, 1)
LESSON, BREAK, BREAKFAST, AFTERNOON, CLUB = "Morning lesson", "Break", "Breakfast", "Afternoon lesson", "Club"

PUPILS = (
    ("Alfie", "Marsh", "9", ""),
    ("Bea", "Lindqvist", "10", ""),
    ("Callum", "Osei", "8", ""),
    ("Dina", "Farouk", "11", "Nuts: pen in blue bag"),
    ("Ezra", "Whitlock", "9", ""),
    ("Freya", "Nkemelu", "10", "Epilepsy: red pouch"),
    ("George", "Tan", "7", ""),
    ("Hattie", "Rowe", "8", ""),
)
LAST_TIME = {"Callum": 2, "Dina": 7, "Ezra": 2, "Freya": 8, "George": 6, "Hattie": 3}


@dataclass(frozen=True)
class Lesson:
    """Where everything of the Tuesday is found."""

    slots: dict[str, SlotId]
    pupils: dict[str, PupilId]

    @property
    def slot(self) -> SlotId:
        return self.slots[LESSON]

    def __getitem__(self, forename: str) -> PupilId:
        return self.pupils[forename]


class LessonTemplate(Template):
    """The record of the Tuesday, made once and copied for each test."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        before = os.environ.get("INCHSTONE_HOME")
        os.environ["INCHSTONE_HOME"] = str(root / "home")
        try:
            clock = SetClock()
            opened = self.open(root / "record", clock)
            self.fill(opened.office, clock)
            opened.close()
        finally:
            if before is None:
                del os.environ["INCHSTONE_HOME"]
            else:
                os.environ["INCHSTONE_HOME"] = before

    def fill(self, office: Office, clock: SetClock) -> None:
        """What the record holds; a test that needs more adds to it."""
        fill(office, clock)


def fill(office: Office, clock: SetClock) -> None:
    """The pupils, who sends them, the timetable, and what was marked before the lesson."""
    add = office.execute
    add(AddTerm(TermCard(TermKind.YEAR, "2026/27", START, date(2027, 7, 20))))
    add(AddTerm(TermCard(TermKind.TERM, "Autumn", START, date(2026, 12, 18))))
    pupils = [
        PupilId(
            add(
                AddPupil(
                    PupilCard(
                        first, last, START, year_group=year, life_critical_care=care, own_roll=first == "Bea"
                    )
                )
            ).new_id
        )
        for first, last, year, care in PUPILS
    ]
    _place(office, pupils)
    _timetable(office, pupils)
    _before(office, clock, pupils)


def _place(office: Office, pupils: list[PupilId]) -> None:
    """Schools want B, the authority K; nobody sends Hattie, and Bea is on our own roll."""
    confirmed = {"confirmed_by": "Ms Okoro", "confirmed_on": START}
    school = office.execute(
        AddCommissioner(
            CommissionerCard("Mill Lane School", CommissionerKind.SCHOOL, confirmed_code="B", **confirmed)
        )
    ).new_id
    authority = office.execute(
        AddCommissioner(
            CommissionerCard("Northshire", CommissionerKind.AUTHORITY, confirmed_code="K", **confirmed)
        )
    ).new_id
    for place, pupil in enumerate(pupils):
        if place not in (1, 7):
            sender = CommissionerId(authority if place == 3 else school)
            office.execute(AddPlacement(PlacementCard(pupil, sender, START)))


def _timetable(office: Office, pupils: list[PupilId]) -> None:
    played = AddScoreFramework(ScoreFrameworkCard("Break"), (OutcomeCard("Played with others", "Played"),))
    one = office.execute(played).new_id
    slots = (
        SlotCard(BREAKFAST, SlotKind.LESSON, 1, 540, 570, START, half_day=HalfDay.AM),
        SlotCard(LESSON, SlotKind.LESSON, 1, 615, 660, START, half_day=HalfDay.AM, place="Main room"),
        SlotCard(BREAK, SlotKind.BREAK, 1, 660, 675, START, half_day=HalfDay.AM, framework_id=one),
        SlotCard(AFTERNOON, SlotKind.LESSON, 1, 780, 870, START, half_day=HalfDay.PM),
        SlotCard(CLUB, SlotKind.OFF_SITE, 1, 960, 1020, START),
        SlotCard("Monday lesson", SlotKind.LESSON, 0, 615, 660, START, half_day=HalfDay.AM),
    )
    for card in slots:
        slot = SlotId(office.execute(AddSlot(card)).new_id)
        listed = pupils[:6] if card.kind is SlotKind.BREAK else () if card.name == CLUB else pupils
        if listed:
            office.execute(SetSlotPupils(slot, START, frozenset(listed)))
        office.execute(SetSlotAdults(slot, START, frozenset({StaffId(1)})))


def _before(office: Office, clock: SetClock, pupils: list[PupilId]) -> None:
    """Monday's lesson, which is *last time*, and a code that Breakfast gave to Dina."""
    lesson = find(office)
    monday = office.ask(DaySlots(MONDAY)).slots[0].slot
    clock.set(datetime(2026, 10, 12, 10, 30, tzinfo=ENGLAND))
    marks = [
        NewMark(lesson[name], MONDAY, monday, RUNG, rung, at=clock.now()) for name, rung in LAST_TIME.items()
    ]
    office.execute(MarkRegister(tuple(marks)))
    clock.set(datetime(2026, 10, 13, 9, 2, tzinfo=ENGLAND))
    k = next(code.number for code in office.ask(CodesOn(DAY)) if code.letter == "K")
    breakfast = lesson.slots[BREAKFAST]
    office.execute(
        MarkRegister(
            (
                NewMark(lesson["Dina"], DAY, breakfast, RUNG, 7, at=clock.now()),
                NewMark(lesson["Dina"], DAY, AM, CODE, k),
            )
        )
    )
    clock.set(TUESDAY)


def find(office: Office) -> Lesson:
    """The keys of the record's slots and pupils, by name."""
    slots = {slot.name: slot.slot for slot in office.ask(DaySlots(DAY)).slots}
    names = office.ask(PupilNames(DAY))
    return Lesson(slots, {name.shown.split()[0]: name.pupil for name in names})
