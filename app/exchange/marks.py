"""Plans sheets of marks: steps for ``log``, rungs, codes and scores for ``mark``, counts for ``rates``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import ClassVar, TypeVar

from app.core.clock import ENGLAND
from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import MeasureId, NodeId, PupilId, SlotId
from app.core.marks import AM, CODE, NOT_OBSERVED, PM, RUNG, NewMark
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.exchange import dates
from app.exchange.lines import Line, RefusedRow, read_lines, refused_row
from app.exchange.sheet import Sheet
from app.rooms import attendance, calendar, curriculum, engagement, people
from app.rooms.calendar import Plan
from app.rooms.curriculum import LogLine, LogMark, NamedNode
from app.rooms.engagement import Scale

LOG_HEADINGS = ("pupil", "node", "date", "mark")
MARK_HEADINGS = ("pupil", "date", "slot", "measure", "value")
MARK_EXTRAS = ("time", "reason")
COUNT_HEADINGS = ("code", "count")

TAKEN_BACK = "Taken back by a log sheet."
"""The reason that stands beside what a sheet takes back: it was somebody's sheet, and it says so."""

Read = TypeVar("Read")

_HALF_DAYS = {"am": (AM, HalfDay.AM), "pm": (PM, HalfDay.PM)}


@dataclass(frozen=True, slots=True)
class LogPlan:
    """What a log sheet would do. ``lines`` are the rows that change something."""

    read: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    lines: tuple[LogLine, ...]

    @property
    def command(self) -> curriculum.LogSteps | None:
        return curriculum.LogSteps(self.lines, TAKEN_BACK) if self.lines else None


@dataclass(frozen=True)
class PlanLog(Query[LogPlan]):
    """What a sheet of steps would log, row by row, without logging it."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {Permission.CURRICULUM_FRAMEWORK_READ, Permission.PEOPLE_PUPIL_READ}
    )
    sheets: tuple[Sheet, ...] = field(repr=False)

    def read(self, reading: Reading) -> LogPlan:
        rows = read_lines(self.sheets, LOG_HEADINGS)
        named = reading.ask(curriculum.NodesByText(tuple({row["node"] for row in rows})))
        reader = _LogReader(
            people.PupilFinder(reading.ask(people.PupilKeys())),
            {each.text: each for each in named},
            reading.clock.today(),
        )
        read, refused = _each(rows, reader.read)
        verdicts = reading.ask(curriculum.CheckLog(tuple(line for _, line in read)))
        lines, unchanged = [], 0
        for (row, line), verdict in zip(read, verdicts, strict=True):
            if verdict.refused:
                facts = {"achieved_on": verdict.on} if verdict.on else {}
                refused.append(refused_row(row, Refused(verdict.refused, **facts)))
            elif verdict.does:
                lines.append(line)
            else:
                unchanged += 1
        return LogPlan(len(rows), unchanged, _in_order(refused), tuple(lines))


@dataclass(frozen=True, slots=True)
class _LogReader:
    """Reads the texts of a log row as what they mean."""

    finder: people.PupilFinder
    named: Mapping[str, NamedNode]
    today: date

    def read(self, row: Line) -> LogLine:
        pupil = self.finder.find(row["pupil"]).pupil
        return LogLine(pupil, self._node(row["node"]), _day(row["date"], self.today), _log_mark(row["mark"]))

    def _node(self, text: str) -> NodeId:
        found = self.named[text]
        if not found.nodes:
            raise Refused("no_such_node")
        if len(found.nodes) > 1:
            raise Refused("two_nodes_fit", identifiers=", ".join(found.identifiers))
        return found.nodes[0]


def _log_mark(text: str) -> LogMark:
    try:
        return LogMark(fold(text))
    except ValueError:
        raise Refused("log_mark_unknown") from None


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """What a sheet of marks would do. ``command`` is None where nothing would change."""

    read: int
    marked: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    command: attendance.MarkSheet | None


@dataclass(frozen=True)
class PlanMarks(Query[MarkPlan]):
    """What a sheet of rungs, codes and scores would mark, row by row, without marking it."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_MARK_RECORD
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {
            Permission.ATTENDANCE_REGISTER_READ,
            Permission.CALENDAR_TIMETABLE_READ,
            Permission.ENGAGEMENT_FRAMEWORK_READ,
            Permission.PEOPLE_PUPIL_READ,
        }
    )
    sheets: tuple[Sheet, ...] = field(repr=False)

    def read(self, reading: Reading) -> MarkPlan:
        rows = read_lines(self.sheets, MARK_HEADINGS, MARK_EXTRAS)
        reader = _MarkReader(reading, rows)
        read, refused = _each(rows, reader.read)
        stands = _Standing(reading, [mark for _, (mark, _) in read])
        changes: dict[str, list[NewMark]] = {}
        unchanged = 0
        for row, (mark, reason) in read:
            try:
                placed = stands.place(mark, reason)
            except Refused as refusal:
                refused.append(refused_row(row, refusal))
                continue
            if placed is None:
                unchanged += 1
            else:
                changes.setdefault(reason, []).append(placed)
        parts = tuple(attendance.MarkRegister(tuple(marks), reason) for reason, marks in changes.items())
        return MarkPlan(
            len(rows),
            sum(map(len, changes.values())),
            unchanged,
            _in_order(refused),
            attendance.MarkSheet(parts) if parts else None,
        )


class _MarkReader:
    """Reads the texts of a row as a mark: whose, when, in which slot, of what, and how much."""

    def __init__(self, reading: Reading, rows: Sequence[Line]) -> None:
        self._now = reading.clock.now()
        self._today = reading.clock.today()
        known = reading.ask(people.PupilKeys())
        self._finder = people.PupilFinder(known)
        self._own_roll = {each.pupil for each in reading.ask(people.PupilNames()) if each.own_roll}
        self._rungs = reading.ask(attendance.AllRungs())
        self._codes = attendance.Codes(reading.ask(attendance.AllCodes()))
        self._outcomes = _outcomes(reading.ask(engagement.ScoreFrameworks()))
        self._plan = _plan(reading, rows)
        self._days: dict[date, Plan] = {}

    def read(self, row: Line) -> tuple[NewMark, str]:
        pupil = self._finder.find(row["pupil"]).pupil
        day = _day(row["date"], self._today)
        if day > self._today:
            raise Refused("mark_in_future", day=day)
        at = self._at(row["time"], day)
        measure = fold(row["measure"])
        if measure == "code":
            mark = self._code(pupil, day, row)
        elif measure == "rung":
            mark = NewMark(
                pupil, day, self._slot(pupil, day, row["slot"]), RUNG, self._rung(row["value"], day)
            )
        else:
            number, scale = self._outcome(measure)
            value = engagement.read_score(row["value"], scale)
            mark = NewMark(pupil, day, self._slot(pupil, day, row["slot"]), number, value)
        return replace(mark, at=at), row["reason"]

    def _code(self, pupil: PupilId, day: date, row: Line) -> NewMark:
        if fold(row["slot"]) not in _HALF_DAYS:
            raise Refused("half_day_unknown")
        slot, half_day = _HALF_DAYS[fold(row["slot"])]
        if not row["value"]:
            raise Refused("value_missing")
        code = attendance.check_code(
            self._codes, row["value"], day=day, half_day=half_day, on_own_roll=pupil in self._own_roll
        )
        return NewMark(pupil, day, slot, CODE, code.number)

    def _rung(self, text: str, day: date) -> int:
        if text in ("-", "–"):
            return NOT_OBSERVED
        if not (text.isascii() and text.isdigit()):
            raise Refused("rung_not_a_number")
        number = int(text)
        if attendance.rung_on(self._rungs, number, day) is None:
            raise Refused("no_such_rung", number=number, day=day)
        return number

    def _outcome(self, name: str) -> tuple[MeasureId, Scale]:
        found = self._outcomes.get(name, {})
        if not found:
            names = ", ".join(["rung", "code", *self._outcomes])
            raise Refused("measure_unknown", names=names[:200])
        if len(found) > 1:
            raise Refused("two_outcomes_fit")
        return next(iter(found.items()))

    def _slot(self, pupil: PupilId, day: date, text: str) -> SlotId:
        if day not in self._days:
            slots = tuple(each for each in self._plan.slots if each.timetabled.weekday == day.weekday())
            self._days[day] = replace(self._plan, slots=slots)
        return calendar.find_slot(self._days[day], pupil, day, text)

    def _at(self, text: str, day: date) -> datetime | None:
        if not text:
            return None
        try:
            at = datetime.combine(day, time.fromisoformat(text.zfill(5)), ENGLAND)
        except ValueError:
            raise Refused("time_unknown") from None
        if at > self._now:
            raise Refused("mark_in_future", day=day)
        return at


def _plan(reading: Reading, rows: Sequence[Line]) -> Plan:
    """The timetable over all days of the sheet, asked once."""
    today = reading.clock.today()
    days = [day for row in rows if (day := _day_or_none(row["date"], today)) is not None and day <= today]
    return reading.ask(calendar.PlanBetween(min(days, default=today), max(days, default=today)))


def _outcomes(
    frameworks: Iterable[engagement.ScoreFrameworkRow],
) -> dict[str, dict[MeasureId, Scale]]:
    """Outcomes by title and by short label."""
    found: dict[str, dict[MeasureId, Scale]] = {}
    for framework in frameworks:
        for outcome in framework.outcomes:
            for name in (outcome.title, outcome.short):
                found.setdefault(fold(name), {})[outcome.measure] = framework.scale
    return found


Place = tuple[PupilId, date, SlotId, MeasureId]


class _Standing:
    """What stands for the keys of a sheet, and what each of its rows makes of it in turn."""

    def __init__(self, reading: Reading, marks: Sequence[NewMark]) -> None:
        self._stands: dict[Place, dict[int, tuple[int | None, datetime | None]]] = {}
        if not marks:
            return
        days = [mark.day for mark in marks]
        pupils = tuple(sorted({mark.pupil for mark in marks}))
        for mark in reading.ask(attendance.StandingMarks(pupils, min(days), max(days))):
            self._stands.setdefault(_place(mark), {})[mark.moment] = (mark.value, mark.at)

    def place(self, mark: NewMark, reason: str) -> NewMark | None:
        """The mark with its moment, or None where it stands already. Raises ``Refused`` for an amendment."""
        here = self._stands.setdefault(_place(mark), {})
        placed = replace(mark, moment=_moment(mark, here))
        before = here.get(placed.moment, (None, None))[0]
        if before == placed.value:
            return None
        if mark.measure == CODE:
            attendance.check_amendment(standing=before, new=placed.value, confirmed=False, reason=reason)
        here[placed.moment] = (placed.value, placed.at)
        return placed


def _place(mark: NewMark) -> Place:
    return mark.pupil, mark.day, mark.slot, mark.measure


def _moment(mark: NewMark, here: Mapping[int, tuple[int | None, datetime | None]]) -> int:
    """A rung with a time is the moment of that time, a new one where there is none; all else is the first."""
    if mark.measure != RUNG or mark.at is None:
        return 1
    same = (number for number, (value, at) in here.items() if at == mark.at and value is not None)
    return next(same, max([1, *here]) + 1)


def read_counts(sheets: Sequence[Sheet]) -> tuple[tuple[str, str], ...]:
    """The rows of a sheet of codes and how often each stands. Raises ``Refused`` for a row without a code."""
    rows = read_lines(sheets, COUNT_HEADINGS)
    for row in rows:
        if not row["code"]:
            raise Refused("count_without_code", row=row.row)
    return tuple((row["code"], row["count"]) for row in rows)


def _each(
    rows: Iterable[Line], read: Callable[[Line], Read]
) -> tuple[list[tuple[int, Read]], list[RefusedRow]]:
    """Every row as it is read, and the rows that are refused with why."""
    found: list[tuple[int, Read]] = []
    refused: list[RefusedRow] = []
    for row in rows:
        try:
            found.append((row.row, read(row)))
        except Refused as refusal:
            refused.append(refused_row(row.row, refusal))
    return found, refused


def _day_or_none(text: str, today: date) -> date | None:
    return dates.understand(text, dates.Order.DAY_FIRST, today).day


def _day(text: str, today: date) -> date:
    day = _day_or_none(text, today)
    if day is None:
        raise Refused("date_not_understood")
    return day


def _in_order(refused: Iterable[RefusedRow]) -> tuple[RefusedRow, ...]:
    return tuple(sorted(refused, key=lambda each: each.row))
