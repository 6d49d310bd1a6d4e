"""Makes the invented provision: written lives and a seed become a record, register by register."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from app import bootstrap
from app.core.clock import ENGLAND
from app.core.errors import Refused
from app.core.ids import StaffId
from app.core.jobs import Progress, Silent
from app.core.roles import Role
from app.demo import more
from app.demo.clock import MovedClock, instant
from app.demo.course import Course
from app.demo.house import MORNING, House
from app.demo.learning import END_OF_WEEK, Learning
from app.demo.life import Life
from app.demo.people import EVERYBODY, HEAD, PROVISION
from app.demo.registers import Registers
from app.demo.roll import Roll
from app.demo.terms import LAST_DAY, SchoolWeeks, week_of
from app.rooms import access, calendar, engagement, keeping, people
from app.store import recovery
from app.store.slots import ArgonCost

MOST_YEARS: Final = 5
CLOSING: Final = 17 * 60
AWAY: Final = "Marcus Hale"
SAID: Final = (
    (0, "the wall was high but i got to the top bit", 4),
    (1, "i like it when nobody talks before ten", 3),
    (5, "I was on stage and nobody laughed at me", 5),
)


def make_invented(
    folder: Path,
    pupils: int,
    years: int,
    seed: int,
    password: str,
    *,
    until: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Make Hillside Outreach at this place and say what is in it. The same wishes give the same answer.

    ``until`` is the moment at which the record ends, a Friday evening in the autumn where nothing is said.
    ``progress`` is told of each week; when it asks to stop, nothing is left behind. Raises ``Refused``
    for a size that it has no lives for, and as founding a record does.
    """
    if not (1 <= pupils <= more.MOST and 1 <= years <= MOST_YEARS):
        raise Refused("demo_of_that_size", most_pupils=more.MOST, most_years=MOST_YEARS)
    until = until or instant(LAST_DAY, CLOSING)
    weeks = SchoolWeeks.until(until.astimezone(ENGLAND).date(), years)
    clock = MovedClock(instant(weeks.first_day, MORNING))
    draw = Random(f"references {seed} {pupils} {years}")
    making = bootstrap.Making(
        draw=lambda: draw.getrandbits(45), cost=ArgonCost(), invented=True, unsynced=True, keep_theirs=True
    )
    founding = bootstrap.Founding(PROVISION, HEAD.name, password, HEAD.phone, frozenset({Role.HEAD}))
    opened, temporary = bootstrap.begin_founding(folder, founding, recovery.make_secret(), clock, making)
    try:
        opened.record.begin_branch()  # two records of one seed are not one record and its later self
        house = House(opened, clock, making.draw, weeks)
        answer = _filled(house, more.lives_of(pupils), seed, password, until, progress or Silent())
        answer = {"record": opened.record.ref, **answer}
        finished = bootstrap.finish_founding(folder, temporary, opened, clock, making)
    except BaseException:
        opened.close()
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    finished.close()
    return answer


def _filled(
    house: House,
    lives: tuple[Life, ...],
    seed: int,
    password: str,
    until: datetime,
    progress: Progress,
) -> dict[str, Any]:
    open_days = house.set_up(password)
    authorities = people.read_authorities(bootstrap.shipped_content("authorities.csv").rows())
    roll = Roll(house, lives, authorities, seed)
    registers = Registers(house, roll.pupils, until, seed)
    learning = Learning(house, roll, seed)
    begun: int | None = None
    days = Course(lives, house.weeks, open_days, seed).days()
    mondays = dict(house.weeks.numbered())
    for week, day, visits in days:
        if week != begun:
            begun = week
            progress.step(week - house.weeks.first_number, len(mondays))
            roll.begin_week(week, mondays[week])
        registers.write(day, visits)
        this_week = tuple(one for one in house.weeks.days(mondays[week]) if one in open_days)
        if day == this_week[-1] and instant(day, END_OF_WEEK) <= until:
            learning.end_week(week, this_week)
    _last_touches(house, roll)
    return _answer(house, roll, lives)


def _last_touches(house: House, roll: Roll) -> None:
    """What stands when the record ends: words that children kept, somebody away, a sheet printed."""
    last = house.weeks.last_day
    for number, sentence, week in SAID:
        if number in roll.pupils:
            house.head.execute(people.KeepChildWords(roll.pupils[number], last, sentence, week))
    away = access.AwayCard(StaffId(house.staff[AWAY]), last, last.replace(day=min(28, last.day + 5)))
    house.head.execute(access.AddAway(away))
    tuesday = week_of(last).isoformat()
    house.head.execute(keeping.ChangeSetting("emergency_sheet_printed", tuesday))


def _answer(house: House, roll: Roll, lives: tuple[Life, ...]) -> dict[str, Any]:
    """What ``cli demo`` says of the record."""
    last = house.weeks.last_day
    office = house.head
    refs = {row.pupil: row.ref for row in office.ask(people.PupilList(leavers=True))}
    return {
        "head": HEAD.name,
        "staff": [{"name": adult.name, "role": adult.role.value} for adult in EVERYBODY],
        "pupils": [
            {
                "ref": refs[pupil],
                "name": lives[number].forename,
                "surname": lives[number].surname,
                "commissioner": lives[number].sent_by,
            }
            for number, pupil in sorted(roll.pupils.items())
        ],
        "commissioners": list(house.commissioners),
        "slots": [
            {
                "ref": slot.ref,
                "name": slot.name,
                "start": f"{calendar.time_of(slot.start_minute):%H:%M}",
                "half_day": slot.half_day.value if slot.half_day else None,
            }
            for slot in office.ask(calendar.DaySlots(last)).slots
        ],
        "outcomes": [row.title for row in office.ask(engagement.OutcomeNames())],
        "last_day": last.isoformat(),
        "last_week": week_of(last).isoformat(),
        "a_month": house.weeks.full_month(),
    }
