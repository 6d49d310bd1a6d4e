"""A small provision for tests: a year, pupils, slots and steps, made through the real door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.ids import CommissionerId, FrameworkId, NodeId, PupilId, SlotId
from app.core.period import HalfDay
from app.office import Office
from app.rooms import calendar, curriculum, people
from app.rooms.calendar import SlotCard, SlotKind, TermCard, TermKind
from app.rooms.curriculum import NewNode, NewPlace
from app.rooms.people import CommissionerCard, CommissionerKind, PlacementCard, PupilCard

YEAR = TermCard(TermKind.YEAR, "2026/27", date(2026, 9, 1), date(2027, 7, 21))
START = date(2026, 9, 1)
NAMES = ("Alfie Marsh", "Bea Lindqvist", "Callum Osei", "Dina Farouk")


@dataclass(frozen=True)
class Provision:
    """Four pupils who come on Tuesdays, to a breakfast, a lesson before noon and a visit after it."""

    pupils: tuple[PupilId, ...]
    breakfast: SlotId
    lesson: SlotId
    visit: SlotId
    wednesday: SlotId


def number(office: Office, command: object) -> int:
    """Execute, and answer the number of what was made."""
    found = office.execute(command).new_id  # type: ignore[arg-type]
    assert found is not None
    return found


def provision(office: Office) -> Provision:
    office.execute(calendar.AddTerm(YEAR))
    pupils = tuple(pupil(office, *name.split()) for name in NAMES)
    return Provision(
        pupils,
        slot(office, pupils, "Breakfast", 9 * 60, HalfDay.AM),
        slot(office, pupils, "Morning lesson", 10 * 60 + 15, HalfDay.AM),
        slot(office, pupils, "Home visit", 13 * 60, HalfDay.PM, kind=SlotKind.HOME_VISIT),
        slot(office, pupils, "Wednesday lesson", 10 * 60, HalfDay.AM, weekday=2),
    )


def pupil(office: Office, forename: str, surname: str, **more: object) -> PupilId:
    return PupilId(number(office, people.AddPupil(PupilCard(forename, surname, START, **more))))  # type: ignore[arg-type]


def slot(
    office: Office,
    pupils: tuple[PupilId, ...],
    name: str,
    start: int,
    half_day: HalfDay | None,
    *,
    weekday: int = 1,
    kind: SlotKind = SlotKind.LESSON,
) -> SlotId:
    card = SlotCard(name, kind, weekday, start, start + 45, START, half_day=half_day)
    made = SlotId(number(office, calendar.AddSlot(card)))
    office.execute(calendar.SetSlotPupils(made, START, frozenset(pupils)))
    return made


def placed(
    office: Office, *pupils: PupilId, kind: CommissionerKind = CommissionerKind.SCHOOL, code: str | None = "B"
) -> CommissionerId:
    """A commissioner that confirmed its code, and a placement for each of these pupils."""
    confirmed = {"confirmed_by": "Ms Hall", "confirmed_on": START} if code else {}
    card = CommissionerCard(f"{kind.value} of {pupils[0]}", kind, confirmed_code=code, **confirmed)  # type: ignore[arg-type]
    commissioner = CommissionerId(number(office, people.AddCommissioner(card)))
    for one in pupils:
        office.execute(people.AddPlacement(PlacementCard(one, commissioner, START)))
    return commissioner


TREE = (
    NewNode("n", "N", "Number", "area"),
    NewNode("count", "N1", "Counting", "unit"),
    NewNode("to5", "N1.1", "counts to five", "step"),
    NewNode("to10", "N1.2", "counts to ten", "step"),
    NewNode("back", "N1.3", "counts back from ten", "step"),
    NewNode("cook", "C", "Cooking", "area"),
    NewNode("weigh", "C1", "weighs flour", "step"),
)
PLACES = (
    NewPlace("", "n", 1),
    NewPlace("n", "count", 1),
    NewPlace("count", "to5", 1),
    NewPlace("count", "to10", 2),
    NewPlace("count", "back", 3),
    NewPlace("", "cook", 2),
    NewPlace("cook", "weigh", 1),
    NewPlace("cook", "to10", 2),
)


@dataclass(frozen=True)
class Steps:
    """A framework of four steps; *counts to ten* hangs in two places."""

    framework: FrameworkId
    nodes: dict[str, NodeId]

    def __getattr__(self, name: str) -> NodeId:
        return self.nodes[name]


def imported(digest: str = "d1", identifier: str = "fw") -> curriculum.ImportFramework:
    return curriculum.ImportFramework("Small steps", identifier, digest, TREE, PLACES)


def steps(office: Office) -> Steps:
    framework = FrameworkId(number(office, imported()))
    rows = office.ask(curriculum.FrameworkTree(framework))
    return Steps(framework, {row.identifier: row.node for row in rows})
