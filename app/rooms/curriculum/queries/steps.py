"""Questions about who has which step, since when, and what could come next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.core.errors import Refused
from app.core.ids import AchievementId, FrameworkId, NodeId, PupilId, Ref, StaffId
from app.core.period import Precision, each_week, monday_of
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.access.tables import Staff
from app.rooms.curriculum import rules
from app.rooms.curriculum.commands.log import leaves_among
from app.rooms.curriculum.commands.sheet import LogLine, rows_for
from app.rooms.curriculum.queries.tree import edges_of
from app.rooms.curriculum.rules import Counts, Kind, Reason, StepMark
from app.rooms.curriculum.tables import Achievement, Framework, Node, Voiding
from app.rooms.people.queries.pupils import shown_name
from app.rooms.people.tables import Pupil

_READ = Permission.CURRICULUM_FRAMEWORK_READ
_OF_PUPIL = Permission.PEOPLE_PUPIL_READ


@dataclass(frozen=True, slots=True)
class PupilStepRow:
    """One standing mark of a pupil on a step: made here, or there on arrival."""

    achievement: AchievementId
    ref: Ref
    pupil: PupilId
    known_as: str
    node: NodeId
    framework: FrameworkId
    code: str
    statement: str
    kind: Kind
    on: date
    precision: Precision
    recorded_at: datetime
    by: StaffId
    by_name: str


@dataclass(frozen=True)
class PupilSteps(Query[tuple[PupilStepRow, ...]]):
    """Every step that stands for a pupil, the newest first."""

    requires: ClassVar[Permission] = _OF_PUPIL
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[PupilStepRow, ...]:
        wanted = _standing_marks().where(Achievement.pupil_id == self.pupil)
        return _step_rows(reading.db, wanted.order_by(Achievement.on.desc(), Achievement.id.desc()))


@dataclass(frozen=True)
class JustLogged(Query[tuple[PupilStepRow, ...]]):
    """The marks on steps that were written last, whoever wrote them."""

    requires: ClassVar[Permission] = _OF_PUPIL
    most: int = 10

    def read(self, reading: Reading) -> tuple[PupilStepRow, ...]:
        return _step_rows(reading.db, _standing_marks().order_by(Achievement.id.desc()).limit(self.most))


@dataclass(frozen=True, slots=True)
class StepHad:
    """That a pupil has a step, since when, and whether it was made here or there on arrival."""

    pupil: PupilId
    node: NodeId
    kind: Kind
    on: date
    achievement: AchievementId
    precision: Precision = Precision.DAY


@dataclass(frozen=True)
class StepsHad(Query[tuple[StepHad, ...]]):
    """Which of these steps these pupils have; without steps, all of them. For tiles and "3 of 8 have it"."""

    requires: ClassVar[Permission] = _OF_PUPIL
    pupils: tuple[PupilId, ...]
    nodes: tuple[NodeId, ...] | None = None

    def read(self, reading: Reading) -> tuple[StepHad, ...]:
        wanted = (
            select(
                Achievement.pupil_id,
                Achievement.node_id,
                Achievement.kind,
                Achievement.on,
                Achievement.id,
                Achievement.precision,
            )
            .where(Achievement.pupil_id.in_(self.pupils), Achievement.voided_in.is_(None))
            .order_by(Achievement.id)
        )
        if self.nodes is not None:
            wanted = wanted.where(Achievement.node_id.in_(self.nodes))
        rows: Iterable[Any] = reading.db.execute(wanted)
        return tuple(StepHad(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class BranchRow:
    """How many different steps a branch holds, and of how many of them these pupils together have what.

    ``possible`` is steps times pupils: each pupil may have each step once.
    """

    node: NodeId
    steps: int
    made_here: int
    baseline: int
    possible: int


@dataclass(frozen=True)
class BranchSubtotals(Query[tuple[BranchRow, ...]]):
    """For every node of a framework that has smaller ones: steps in the branch and steps achieved."""

    requires: ClassVar[Permission] = _OF_PUPIL
    framework: FrameworkId
    pupils: tuple[PupilId, ...]

    def read(self, reading: Reading) -> tuple[BranchRow, ...]:
        branches = rules.steps_in_branches(edges_of(reading.db, self.framework))
        place = {node: 1 << at for at, node in enumerate(branches.steps)}
        here: dict[tuple[int, bool], int] = defaultdict(int)
        for (pupil, node), standing in _standing_by_step(reading.db, self.pupils).items():
            if standing.kind is not None and node in place:
                here[pupil, standing.made_here] |= place[node]
        return tuple(
            BranchRow(
                NodeId(node),
                steps=bits.bit_count(),
                made_here=sum((bits & had).bit_count() for (_, made), had in here.items() if made),
                baseline=sum((bits & had).bit_count() for (_, made), had in here.items() if not made),
                possible=bits.bit_count() * len(self.pupils),
            )
            for node, bits in branches.inside.items()
        )


@dataclass(frozen=True, slots=True)
class PupilCounts:
    """What all marks of one pupil come to. Steps made here and steps there on arrival are kept apart."""

    pupil: PupilId
    counts: Counts


@dataclass(frozen=True)
class StepCounts(Query[tuple[PupilCounts, ...]]):
    """How many steps these pupils made here, had on arrival, lost and regained."""

    requires: ClassVar[Permission] = _OF_PUPIL
    pupils: tuple[PupilId, ...]
    by: date | None = None

    def read(self, reading: Reading) -> tuple[PupilCounts, ...]:
        marks = marks_of(reading.db, self.pupils, self.by)
        return tuple(PupilCounts(pupil, rules.count(marks.get(pupil, ()))) for pupil in self.pupils)


@dataclass(frozen=True, slots=True)
class StepWeek:
    """One week of a pupil: how many steps were made in it, and how many stood made by its end.

    A step of which nobody knows the day is made in no week, and stands from the one it was written down in.
    """

    week: date
    made: int
    total: int


@dataclass(frozen=True)
class WeeksOfSteps(Query[tuple[StepWeek, ...]]):
    """Steps made here week by week, from the first made to the last, no week left out."""

    requires: ClassVar[Permission] = _OF_PUPIL
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[StepWeek, ...]:
        made = rules.first_made(marks_of(reading.db, (self.pupil,)).get(self.pupil, ())).values()
        if not made:
            return ()
        stood = [monday_of(mark.on) for mark in made]
        dated = [monday_of(mark.on) for mark in made if mark.is_dated]
        answer: list[StepWeek] = []
        total = 0
        for week in each_week(min(stood), max(stood)):
            total += stood.count(week.monday)
            answer.append(StepWeek(week.monday, dated.count(week.monday), total))
        return tuple(answer)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that could come next, with the reason. Nothing is locked by order."""

    node: NodeId
    code: str
    statement: str
    why: Reason


@dataclass(frozen=True)
class NextSteps(Query[tuple[NextStep, ...]]):
    """At most three steps that could come next for a pupil in a framework, each with its reason."""

    requires: ClassVar[Permission] = _OF_PUPIL
    pupil: PupilId
    framework: FrameworkId

    def read(self, reading: Reading) -> tuple[NextStep, ...]:
        units = rules.units(edges_of(reading.db, self.framework))
        steps = {step for unit in units for step in unit}
        marks = [
            mark for mark in marks_of(reading.db, (self.pupil,)).get(self.pupil, ()) if mark.node in steps
        ]
        standing = [mark for mark in marks if mark.voided_on is None]
        made = [mark.node for mark in standing if mark.kind is Kind.ACHIEVED]
        found = rules.suggest(
            units, made={mark.node for mark in standing}, just_made=made[-1] if made else None
        )
        words = {
            node: (code, statement)
            for node, code, statement in reading.db.execute(
                select(Node.id, Node.code, Node.statement).where(Node.id.in_([one.node for one in found]))
            )
        }
        return tuple(NextStep(one.node, *words[one.node], one.why) for one in found)


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What one line of a log sheet would do: something, nothing, or be refused with a code."""

    does: bool
    refused: str = ""
    on: date | None = None


@dataclass(frozen=True)
class CheckLog(Query[tuple[LogVerdict, ...]]):
    """What each line of a log sheet would do, line by line, without doing it."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    lines: tuple[LogLine, ...]

    def read(self, reading: Reading) -> tuple[LogVerdict, ...]:
        leaves = leaves_among(reading.db, {line.node for line in self.lines})
        stacks = {
            key: [(row.kind, row.on) for row in rows]
            for key, rows in rows_for(reading.db, self.lines).items()
        }
        today = reading.clock.today()
        return tuple(
            self._judge(line, stacks.setdefault((line.pupil, line.node), []), leaves, today)
            for line in self.lines
        )

    def _judge(
        self, line: LogLine, stack: list[tuple[Kind, date]], leaves: dict[int, bool], today: date
    ) -> LogVerdict:
        if line.node not in leaves:
            return LogVerdict(does=False, refused="step_gone")
        try:
            does = rules.judge_line(line.mark, line.on, stack, is_leaf=leaves[line.node], today=today)
        except Refused as refusal:
            day = refusal.facts.get("achieved_on")
            return LogVerdict(False, refusal.code, day if isinstance(day, date) else None)
        return LogVerdict(does)


def marks_of(
    db: Session, pupils: tuple[PupilId, ...], by: date | None = None
) -> dict[PupilId, list[StepMark]]:
    """All marks of these pupils in the order of recording, taken-back ones with their day."""
    rows = db.execute(
        select(
            Achievement.pupil_id,
            Achievement.node_id,
            Achievement.kind,
            Achievement.on,
            Voiding.on,
            Achievement.precision,
        )
        .outerjoin(Voiding, Voiding.achievement_id == Achievement.id)
        .join(Node, Node.id == Achievement.node_id)
        .join(Framework, and_(Framework.id == Node.framework_id, ~Framework.withdrawn))
        .where(Achievement.pupil_id.in_(pupils))
        .order_by(Achievement.id)
    )
    found: dict[PupilId, list[StepMark]] = defaultdict(list)
    for pupil, node, kind, on, voided_on, precision in rows:
        if by is None or on <= by:
            ends = voided_on if by is None or voided_on is None or voided_on <= by else None
            found[PupilId(pupil)].append(StepMark(NodeId(node), kind, on, ends, precision))
    return found


def _standing_by_step(
    db: Session, pupils: tuple[PupilId, ...]
) -> dict[tuple[PupilId, NodeId], rules.Standing]:
    by_step: dict[tuple[PupilId, NodeId], list[StepMark]] = defaultdict(list)
    for pupil, marks in marks_of(db, pupils).items():
        for mark in marks:
            by_step[pupil, mark.node].append(mark)
    return {key: rules.standing(marks) for key, marks in by_step.items()}


def _standing_marks() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Achievement.id,
            Achievement.ref,
            Achievement.pupil_id,
            Pupil.known_as,
            Pupil.known_as_used,
            Pupil.forename,
            Achievement.node_id,
            Node.framework_id,
            Node.code,
            Node.statement,
            Achievement.kind,
            Achievement.on,
            Achievement.precision,
            Achievement.recorded_at,
            Achievement.recorded_by,
            Staff.name,
        )
        .join(Pupil, Pupil.id == Achievement.pupil_id)
        .join(Node, Node.id == Achievement.node_id)
        .outerjoin(Staff, Staff.id == Achievement.recorded_by)
        .where(Achievement.voided_in.is_(None))
    )


def _step_rows(db: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[PupilStepRow, ...]:
    rows: Iterable[Any] = db.execute(wanted)
    return tuple(
        PupilStepRow(
            achievement=row.id,
            ref=row.ref,
            pupil=row.pupil_id,
            known_as=shown_name(row),
            node=row.node_id,
            framework=row.framework_id,
            code=row.code,
            statement=row.statement,
            kind=row.kind,
            on=row.on,
            precision=row.precision,
            recorded_at=row.recorded_at,
            by=row.recorded_by,
            by_name=row.name or "",
        )
        for row in rows
    )
