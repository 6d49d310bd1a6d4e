"""Pupils as their list and the head of their page show them: gathered from the rooms in one snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.ids import PupilId, StaffId
from app.core.period import ONE_DAY, year_starting
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms import access, attendance, calendar, curriculum, people
from app.rooms.attendance import Contact, ContactRow, Rates, Rung, Visit
from app.rooms.people import PlacementRow, PupilFile, PupilListRow

EXPECTED_SHOWN = 6
"""How many expected days back the head of the page counts on how many the child was seen."""

LOOKED_BACK = 70 * ONE_DAY
"""Expected days are looked for so far back: a summer holiday and some weeks."""


@dataclass(frozen=True, slots=True)
class PupilAtAGlance:
    """One line of the list: who, when last seen and heard, how many steps made here and how many before."""

    row: PupilListRow
    seen: Contact | None
    heard: Contact | None
    made_here: int
    on_arrival: int


@dataclass(frozen=True)
class PupilsAtAGlance(Query[tuple[PupilAtAGlance, ...]]):
    """The pupils here today, or all there ever were, with last seen, last heard and steps."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = frozenset({Permission.ATTENDANCE_REGISTER_READ})
    text: str = ""
    leavers: bool = False

    def read(self, reading: Reading) -> tuple[PupilAtAGlance, ...]:
        rows = reading.ask(people.PupilList(self.text, self.leavers))
        pupils = tuple(row.pupil for row in rows)
        contacts = reading.ask(attendance.LastSeen(pupils, reading.clock.today()))
        steps = reading.ask(curriculum.StepCounts(pupils))
        return tuple(
            PupilAtAGlance(row, met.seen, met.heard, made.counts.made_here, made.counts.baseline)
            for row, met, made in zip(rows, contacts, steps, strict=True)
        )


@dataclass(frozen=True, slots=True)
class PlacedBy:
    """Who sends the pupil today, and the code they confirmed; None where they confirmed none."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class PupilHead:
    """What stands above every tab of a pupil's page, and what its tab of people and papers shows."""

    file: PupilFile
    met: ContactRow
    expected: int
    seen_on: int
    key_adults: tuple[str, ...]
    placed_by: tuple[PlacedBy, ...]
    minutes_a_week: int
    staff: tuple[tuple[StaffId, str], ...]


@dataclass(frozen=True)
class PupilHeadOf(Query[PupilHead]):
    """Who a pupil is, when last seen and heard, on how many expected days, who sends them, who is theirs."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {Permission.ATTENDANCE_REGISTER_READ, Permission.CALENDAR_TIMETABLE_READ}
    )
    life_critical: ClassVar[bool] = True
    pupil: PupilId

    def read(self, reading: Reading) -> PupilHead:
        today = reading.clock.today()
        file = reading.ask(people.PupilCardView(self.pupil))
        (met,) = reading.ask(attendance.LastSeen((self.pupil,), today))
        expected = _expected_days(reading, self.pupil, today)
        staff = reading.ask(access.StaffNames())
        names = dict(staff)
        return PupilHead(
            file=file,
            met=met,
            expected=len(expected),
            seen_on=_seen_on(reading, self.pupil, expected),
            key_adults=tuple(
                names.get(row.card.staff_id, "")
                for row in file.key_adults
                if row.card.from_day <= today <= row.card.to_day
            ),
            placed_by=_placed_by(reading, file.placements, today),
            minutes_a_week=reading.ask(calendar.MinutesOffered(self.pupil, today)),
            staff=staff,
        )


def _expected_days(reading: Reading, pupil: PupilId, today: date) -> tuple[date, ...]:
    """The latest expected days, today among them."""
    found = reading.ask(calendar.ExpectedDays(today - LOOKED_BACK, today, pupil))
    return found.days[-EXPECTED_SHOWN:]


def _seen_on(reading: Reading, pupil: PupilId, days: tuple[date, ...]) -> int:
    if not days:
        return 0
    moments = reading.ask(attendance.RungMoments(pupil, days[0]))
    return len({moment.day for moment in moments if moment.seen} & set(days))


def _placed_by(reading: Reading, rows: tuple[PlacementRow, ...], today: date) -> tuple[PlacedBy, ...]:
    held = [row for row in rows if row.card.from_day <= today <= row.card.to_day]
    if not held:
        return ()
    codes = {row.commissioner: row.card.confirmed_code for row in reading.ask(people.Commissioners())}
    return tuple(PlacedBy(row.commissioner_name, codes.get(row.card.commissioner_id)) for row in held)


LATEST_VISITS = 20
"""So many visits stand on the tab of attendance."""


@dataclass(frozen=True, slots=True)
class PupilAttendance:
    """A pupil's half-days both ways round, and the latest visits, the newest first.

    ``agreed`` are the half-days of the pupil's timetable from the first day to the last.
    """

    first: date
    last: date
    rates: Rates
    agreed: int
    codes: tuple[tuple[str, str, int], ...]
    visits: tuple[Visit, ...]
    ladder: tuple[Rung, ...]


@dataclass(frozen=True)
class PupilAttendanceOf(Query[PupilAttendance]):
    """How many of the agreed and of the possible half-days a pupil came this year, and the latest visits."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {
            Permission.ATTENDANCE_FIGURES_READ,
            Permission.ATTENDANCE_REGISTER_READ,
            Permission.CALENDAR_TIMETABLE_READ,
        }
    )
    pupil: PupilId

    def read(self, reading: Reading) -> PupilAttendance:
        today = reading.clock.today()
        first = self._year_began(reading, today)
        last = max(first, today - ONE_DAY)  # today's half-days are not over
        found = reading.ask(attendance.AttendanceRates(first, last, attendance.By.CODE, (self.pupil,)))
        meanings = {code.letter: code.plain_meaning for code in reading.ask(attendance.AllCodes())}
        (visits,) = reading.ask(attendance.LastVisits((self.pupil,), today, LATEST_VISITS))
        return PupilAttendance(
            first=first,
            last=last,
            rates=found.total.rates,
            agreed=len(reading.ask(calendar.HalfDaysExpected(self.pupil, first, last))),
            codes=tuple((one.code, meanings.get(one.code, ""), one.count) for one in found.codes),
            visits=tuple(reversed(visits.visits)),
            ladder=reading.ask(attendance.LadderOn(today)).rungs,
        )

    def _year_began(self, reading: Reading, today: date) -> date:
        year = reading.ask(calendar.TermOn(today)).year
        began = year.card.first_day if year is not None else year_starting(today)
        return max(began, reading.ask(people.PupilCardView(self.pupil)).kept.card.start_day)
