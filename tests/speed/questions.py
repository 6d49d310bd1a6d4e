"""What is asked of the record and written to it, without a window."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from app.core.ids import FrameworkId, MeasureId, NodeId, PupilId, SlotId
from app.core.jobs import Silent
from app.core.marks import AM, CODE, RUNG, NewMark
from app.demo.clock import MovedClock
from app.demo.terms import LAST_DAY
from app.exchange import reading
from app.exchange.curriculum import PlanCurriculum
from app.insight.journey import Journey
from app.office import Office
from app.reports.make_page import MakePage, PageKind
from app.rooms import attendance, calendar, curriculum, engagement, people
from app.store.engine import DATABASE, PAGE, dial
from tests.speed.bench_record import DAY, school_days_after
from tests.speed.measure import TIMES, Figure, median
from tests.speed.naive import Naive

FIRST = date(2023, 9, 1)
B = 8
WORD = "fraction"


@dataclass(frozen=True)
class Asked:
    """The record under measure and what the questions need of it."""

    office: Office
    clock: MovedClock
    naive: Naive
    work: Path

    def pupils(self) -> list[PupilId]:
        return [row.pupil for row in self.office.ask(people.PupilList())]

    def slots_on(self, day: date, name: str) -> SlotId:
        plan = self.office.ask(calendar.DaySlots(day))
        return next(slot.slot for slot in plan.slots if slot.name == name)


def figures(asked: Asked) -> Iterator[Figure]:
    """Every figure of this part, in the order of the issue."""
    yield from _registers(asked)
    yield from _rates(asked)
    yield from _frameworks(asked)
    yield _family_page(asked)


def _registers(asked: Asked) -> Iterator[Figure]:
    office, clock = asked.office, asked.clock
    name = f"{DAY[1][0]} 1"
    outcomes = [row.measure for row in office.ask(engagement.OutcomeNames())]
    may_be = school_days_after(LAST_DAY, 3 * TIMES)
    open_days = office.ask(calendar.PlanBetween(may_be[0], may_be[-1])).days
    days = [day for day in may_be if open_days.is_open(day)][: 2 * TIMES + 3]
    slots = {day: asked.slots_on(day, name) for day in days}
    eight = sorted(office.ask(calendar.SlotPupils(slots[days[0]], days[0])))

    last_slot = asked.slots_on(LAST_DAY, name)
    found = median(lambda _: office.ask(attendance.Register(last_slot, LAST_DAY)))
    naive = median(lambda _: asked.naive.register(list(eight), LAST_DAY), 5)
    yield Figure("open a register of 8, asked alone", found, "ms", None, naive)

    def saved(number: int) -> None:
        day = days[number + 1]
        office.execute(attendance.MarkRegister(_register_of(eight, day, slots[day], outcomes)))

    clock.set(days[-1], 900)
    plain = [
        (str(pupil), "2027-01-01", "1", str(measure), "1", "2")
        for pupil in eight
        for measure in (RUNG, CODE, *outcomes)
    ]
    naive = median(lambda _: asked.naive.save(plain), 5)
    yield Figure("save a register of 8: 8 rungs, 8 codes, 40 scores", median(saved), "ms", 20, naive)

    def gesture(number: int) -> None:
        day = days[TIMES + 2 + number]
        office.execute(attendance.MarkRegister((NewMark(eight[0], day, slots[day], RUNG, 5),)))

    naive = median(lambda _: asked.naive.save(plain[:1]), 5)
    yield Figure("save one gesture", median(gesture), "ms", None, naive)


def _register_of(
    pupils: list[PupilId], day: date, slot: SlotId, outcomes: list[MeasureId]
) -> tuple[NewMark, ...]:
    marks = [NewMark(pupil, day, slot, RUNG, 8) for pupil in pupils]
    marks += [NewMark(pupil, day, AM, CODE, B) for pupil in pupils]
    marks += [NewMark(pupil, day, slot, measure, 3) for pupil in pupils for measure in outcomes]
    return tuple(marks)


def _rates(asked: Asked) -> Iterator[Figure]:
    office, pupil = asked.office, asked.pupils()[0]
    everybody = attendance.AttendanceRates(FIRST, LAST_DAY, attendance.By.PUPIL)
    naive = median(lambda _: asked.naive.rates(FIRST, LAST_DAY), 3)
    yield Figure("rates of all pupils over 3 years", median(lambda _: office.ask(everybody)), "ms", 50, naive)
    one = attendance.AttendanceRates(FIRST, LAST_DAY, attendance.By.WEEK, (pupil,))
    naive = median(lambda _: asked.naive.rates(FIRST, LAST_DAY, pupil), 3)
    yield Figure("one pupil's 3 years, by week", median(lambda _: office.ask(one)), "ms", 10, naive)
    naive = median(lambda _: asked.naive.journey(pupil), 3)
    yield Figure(
        "one pupil's journey, asked alone", median(lambda _: office.ask(Journey(pupil))), "ms", None, naive
    )


def _frameworks(asked: Asked) -> Iterator[Figure]:
    office = asked.office
    file = asked.work / "framework.csv"
    nodes = _write_framework(file)
    began = perf_counter()
    digest, tree = reading.read_curriculum(file)
    plan = office.ask(PlanCurriculum(tree, digest))
    assert plan.command is not None and len(plan.command.nodes) == nodes
    framework = FrameworkId(office.execute(plan.command).new_id or 0)
    yield Figure(f"a framework of {nodes:,} nodes imported, file read", perf_counter() - began, "s", 10)
    found = median(lambda _: office.ask(curriculum.SearchNodes(WORD)))
    rows = office.ask(curriculum.FrameworkTree(framework))

    def naive(_: int) -> list[str]:
        """Every node read anew, and the way up looked for among all of them."""
        every = office.ask(curriculum.FrameworkTree(framework))
        hits = [row for row in every if WORD in row.statement.lower()][:50]
        return [above.statement for row in hits for above in every if above.node == row.parent]

    yield Figure("searched", found, "ms", 50, median(naive, 3))
    steps = [NodeId(row.node) for row in rows if row.is_step][: TIMES + 1]
    pupil = asked.pupils()[0]

    def log(number: int) -> None:
        office.execute(curriculum.RecordAchievement(pupil, steps[number], LAST_DAY))

    yield Figure("logged on", median(log), "ms", 50)


def _write_framework(file: Path) -> int:
    words = ("add", "read", "weigh", "fraction", "listen", "draw", "plan", "measure", "explain", "compare")
    count = 0
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(["identifier", "parent", "order", "code", "statement", "type"])
        for area in range(10):
            sheet.writerow([f"a{area}", "", area, f"{area}", f"Area of learning {area}", "area"])
            for unit in range(30):
                sheet.writerow(
                    [f"u{area}-{unit}", f"a{area}", unit, f"{area}.{unit}", f"Unit {unit}", "unit"]
                )
                for step in range(49):
                    said = f"can {words[step % 10]} {step} things in part {unit} of area {area}"
                    sheet.writerow(
                        [
                            f"s{area}-{unit}-{step}",
                            f"u{area}-{unit}",
                            step,
                            f"{area}.{unit}.{step}",
                            said,
                            "step",
                        ]
                    )
                    count += 1
                count += 1
            count += 1
    return count


def _family_page(asked: Asked) -> Figure:
    pupil = asked.pupils()[0]
    found = median(lambda _: asked.office.work(MakePage(PageKind.FAMILY, pupil), Silent()), 10)
    return Figure("family page, as PDF (median of 10)", found / 1000, "s", 0.5)


def audit_bytes(folder: Path, key: bytes, marks: int) -> Figure:
    """How much smaller the record is without its audit. The record is spent by it: it works on a copy."""
    connection = dial(folder / DATABASE, key, unsynced=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    sizes = []
    for tables in ((), ("audit_value", "audit_subject", "audit_entry")):
        for table in tables:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("VACUUM")
        sizes.append(connection.execute("PRAGMA page_count").fetchone()[0] * PAGE)
    connection.close()
    one = (
        '{"user":"Priya Shah","at":"2026-10-13T10:52:00Z","table":"mark","row":123456,"before":null,'
        '"after":{"pupil":"12","date":"2026-10-13","slot":"17","measure":"103","value":"3"}}'
    )
    found = (sizes[0] - sizes[1]) / marks
    said = f"{marks:,} marks in {sizes[0] / 1e6:,.0f} MB"
    return Figure("audit a mark", found, "bytes", 120, float(len(one)), said)
