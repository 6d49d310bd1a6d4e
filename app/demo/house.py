"""Sets the invented provision up: staff with an office each, the calendar, commissioners, slots, steps."""

from __future__ import annotations

from datetime import date
from typing import Final

from app import bootstrap
from app.core.command import Command
from app.core.ids import CommissionerId, FrameworkId, GroupId, MeasureId, NodeId, SlotId, StaffId
from app.core.refs import Draw
from app.demo.clock import MovedClock
from app.demo.people import EVERYBODY, HEAD, SETTINGS, STAFF, commissioner_cards
from app.demo.steps import CONTENT, starter_steps
from app.demo.terms import SchoolWeeks, closures_of, terms_of
from app.demo.timetable import GROUPS, PIECES, Piece
from app.office import Office
from app.rooms import access, attendance, calendar, curriculum, engagement, keeping, people
from app.rooms.access import StaffCard
from app.rooms.calendar import SlotCard
from app.rooms.people import GroupCard

MORNING: Final = 8 * 60


class House:
    """The invented provision while it is being made: its offices, its clock, and what it has."""

    def __init__(self, opened: bootstrap.Opened, clock: MovedClock, draw: Draw, weeks: SchoolWeeks) -> None:
        self.clock, self.weeks = clock, weeks
        self._opened, self._draw = opened, draw
        self.head = opened.office
        self.offices: dict[str, Office] = {HEAD.name: opened.office}
        self.staff: dict[str, StaffId] = {HEAD.name: bootstrap.FIRST}
        self.commissioners: dict[str, CommissionerId] = {}
        self.groups: dict[str, GroupId] = {}
        self.slots: dict[Piece, SlotId] = {}
        self.nodes: dict[str, NodeId] = {}
        self.steps = starter_steps(bootstrap.shipped_content(CONTENT))
        self.outcomes: tuple[MeasureId, ...] = ()
        self.codes = attendance.read_codes(bootstrap.shipped_content("codes.csv").rows())

    def set_up(self, password: str) -> frozenset[date]:
        """Everything that stands before the first pupil comes. Answers the days on which it is open."""
        first = self.weeks.first_day
        self._employ(password, first)
        self._write_calendar()
        for card in commissioner_cards(first):
            self.commissioners[card.name] = CommissionerId(self.made(people.AddCommissioner(card)))
        for name in GROUPS:
            self.groups[name] = GroupId(self.made(people.AddGroup(GroupCard(name, first))))
        for key, value in SETTINGS:
            self.head.execute(keeping.ChangeSetting(key, value))
        for piece in PIECES:
            self._timetable(piece, first)
        framework = FrameworkId(self.made(self.steps))
        self.nodes = {row.code: row.node for row in self.head.ask(curriculum.FrameworkTree(framework))}
        self.outcomes = tuple(row.measure for row in self.head.ask(engagement.OutcomeNames()))
        plan = self.head.ask(calendar.PlanBetween(first, self.weeks.last_day))
        days = (day for _, monday in self.weeks.numbered() for day in self.weeks.days(monday))
        return frozenset(day for day in days if plan.days.is_open(day))

    def made(self, command: Command) -> int:
        """The head does it. Answers the number of what was made."""
        found = self.head.execute(command).new_id
        assert found is not None
        return found

    def code(self, letter: str, day: date) -> int:
        """The number of a code, by the letter in force on a day; leave was C before it had kinds."""
        found = self.codes.lettered(letter, day)
        if found is None or not found.is_in_force(day):
            found = self.codes.lettered("C", day)
        assert found is not None
        return found.number

    def _employ(self, password: str, first: date) -> None:
        for adult in STAFF:
            card = StaffCard(adult.name, access.write_roles(frozenset({adult.role})), adult.phone, first)
            staff = StaffId(self.made(access.AddStaff(card, password)))
            self.staff[adult.name] = staff
            self.offices[adult.name] = bootstrap.office_for(self._opened, staff, self.clock, self._draw)
        assert len(self.offices) == len(EVERYBODY)

    def _write_calendar(self) -> None:
        for year in self.weeks.years:
            for term in terms_of(year):
                self.head.execute(calendar.AddTerm(term))
            for closure in closures_of(year):
                self.head.execute(calendar.AddClosure(closure))

    def _timetable(self, piece: Piece, first: date) -> None:
        card = SlotCard(
            name=piece.name,
            kind=piece.kind,
            weekday=piece.weekday,
            start_minute=piece.start,
            end_minute=piece.end,
            from_day=first,
            half_day=piece.half_day,
            place=piece.place,
            school_subject=piece.subject,
        )
        slot = SlotId(self.made(calendar.AddSlot(card)))
        adults = frozenset(self.staff[name] for name in piece.adults)
        self.head.execute(calendar.SetSlotAdults(slot, first, adults))
        self.slots[piece] = slot
