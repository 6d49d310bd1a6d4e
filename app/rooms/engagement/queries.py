"""Questions about outcomes and about what their scores say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Integer, Select, case, func, select, type_coerce

from app.core.ids import MeasureId, OutcomeId, PupilId, ScoreFrameworkId, SlotId
from app.core.marks import NOT_OBSERVED
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.calendar.tables import Slot
from app.rooms.engagement.rules import Aim, Scale
from app.rooms.engagement.tables import AimRow, OutcomeRow, ScoreFramework
from app.store.marks import Mark
from app.store.tables import Day

_READ = Permission.ENGAGEMENT_FRAMEWORK_READ


@dataclass(frozen=True, slots=True)
class ScoredOutcome:
    """One outcome as the register shows it. Its scores are marks of this measure."""

    id: OutcomeId
    version: int
    number: int
    title: str
    short: str
    measure: MeasureId
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreFrameworkRow:
    """A framework with its scale and its outcomes in order."""

    id: ScoreFrameworkId
    version: int
    title: str
    scale: Scale
    from_content: bool
    outcomes: tuple[ScoredOutcome, ...]


@dataclass(frozen=True)
class ScoreFrameworks(Query[tuple[ScoreFrameworkRow, ...]]):
    """Every framework in use, the default one first, each outcome with its aims."""

    requires: ClassVar[Permission] = _READ

    def read(self, reading: Reading) -> tuple[ScoreFrameworkRow, ...]:
        aims: dict[int, list[Aim]] = defaultdict(list)
        for row in reading.db.scalars(select(AimRow).where(~AimRow.withdrawn).order_by(AimRow.id)):
            aims[row.outcome_id].append(Aim(row.number, row.words, row.supports_parents))
        rows = reading.db.execute(_frameworks_with_outcomes()).all()
        return _gathered(rows, aims)


@dataclass(frozen=True)
class OutcomesFor(Query[ScoreFrameworkRow | None]):
    """The framework that a slot is scored by, the first there is where it names none; outcomes in order."""

    requires: ClassVar[Permission] = _READ
    slot: SlotId

    def read(self, reading: Reading) -> ScoreFrameworkRow | None:
        chosen = (
            select(Slot.framework_id)
            .join(ScoreFramework, ScoreFramework.id == Slot.framework_id)
            .where(Slot.id == self.slot, ~ScoreFramework.withdrawn)
            .scalar_subquery()
        )
        first = select(func.min(ScoreFramework.id)).where(~ScoreFramework.withdrawn).scalar_subquery()
        rows = reading.db.execute(
            _frameworks_with_outcomes().where(ScoreFramework.id == func.coalesce(chosen, first))
        ).all()
        return next(iter(_gathered(rows, {})), None)


@dataclass(frozen=True, slots=True)
class OutcomeName:
    """What an outcome is called, for whoever names it in words."""

    measure: MeasureId
    title: str
    short: str
    framework: str


@dataclass(frozen=True)
class OutcomeNames(Query[tuple[OutcomeName, ...]]):
    """Every outcome that can be scored, by framework and number."""

    requires: ClassVar[Permission] = _READ

    def read(self, reading: Reading) -> tuple[OutcomeName, ...]:
        rows = reading.db.execute(
            select(OutcomeRow.measure_id, OutcomeRow.title, OutcomeRow.short, ScoreFramework.title)
            .join(ScoreFramework, ScoreFramework.id == OutcomeRow.framework_id)
            .where(~OutcomeRow.withdrawn, ~ScoreFramework.withdrawn)
            .order_by(ScoreFramework.id, OutcomeRow.number)
        )
        return tuple(OutcomeName(MeasureId(measure), *names) for measure, *names in rows)


@dataclass(frozen=True, slots=True)
class ScoreWeek:
    """One week's scores: how many were observed and their sum. What was not observed is in neither."""

    week: date
    n: int
    total: int


@dataclass(frozen=True)
class ScoreWeeks(Query[tuple[ScoreWeek, ...]]):
    """A pupil's scores week by week, over all outcomes and slots; weeks without a score are left out."""

    requires: ClassVar[Permission] = Permission.ENGAGEMENT_SCORE_READ
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[ScoreWeek, ...]:
        day = type_coerce(Mark.day, Integer)
        monday = type_coerce(day - (day + 6) % 7, Day)
        rows = reading.db.execute(
            select(monday, func.count(), func.sum(Mark.value))
            .where(
                Mark.replaced_by.is_(None),
                Mark.measure_id.in_(select(OutcomeRow.measure_id)),
                Mark.pupil_id == self.pupil,
                Mark.value > NOT_OBSERVED,
            )
            .group_by(monday)
            .order_by(monday)
        )
        return tuple(ScoreWeek(week, n, total or 0) for week, n, total in rows)


@dataclass(frozen=True, slots=True)
class OutcomeTotal:
    """One outcome's scores over some days: their sum, how many, and how often it was not observed."""

    measure: MeasureId
    title: str
    highest: int
    total: int
    n: int
    not_observed: int


@dataclass(frozen=True)
class OutcomeTotals(Query[tuple[OutcomeTotal, ...]]):
    """A pupil's scores outcome by outcome over some days; outcomes without any are left out."""

    requires: ClassVar[Permission] = Permission.ENGAGEMENT_SCORE_READ
    pupil: PupilId
    first: date
    last: date

    def read(self, reading: Reading) -> tuple[OutcomeTotal, ...]:
        seen = Mark.value > NOT_OBSERVED
        rows = reading.db.execute(
            select(
                OutcomeRow.measure_id,
                OutcomeRow.title,
                ScoreFramework.highest,
                func.coalesce(func.sum(case((seen, Mark.value))), 0),
                func.count(case((seen, 1))),
                func.count(case((Mark.value == NOT_OBSERVED, 1))),
            )
            .join(ScoreFramework, ScoreFramework.id == OutcomeRow.framework_id)
            .join(Mark, Mark.measure_id == OutcomeRow.measure_id)
            .where(
                Mark.replaced_by.is_(None),
                Mark.pupil_id == self.pupil,
                Mark.day.between(self.first, self.last),
                Mark.value.is_not(None),
            )
            .group_by(OutcomeRow.id, OutcomeRow.title, ScoreFramework.highest)
            .order_by(OutcomeRow.framework_id, OutcomeRow.number)
        )
        return tuple(OutcomeTotal(*row) for row in rows)


def _frameworks_with_outcomes() -> Select[*tuple[Any, ...]]:
    return (
        select(ScoreFramework, OutcomeRow)
        .outerjoin(OutcomeRow, (OutcomeRow.framework_id == ScoreFramework.id) & ~OutcomeRow.withdrawn)
        .where(~ScoreFramework.withdrawn)
        .order_by(ScoreFramework.id, OutcomeRow.number)
    )


def _gathered(rows: Any, aims: dict[int, list[Aim]]) -> tuple[ScoreFrameworkRow, ...]:
    frameworks: dict[int, ScoreFramework] = {}
    outcomes: dict[int, list[ScoredOutcome]] = defaultdict(list)
    for framework, outcome in rows:
        frameworks[framework.id] = framework
        if outcome is not None:
            outcomes[framework.id].append(_as_scored(outcome, tuple(aims.get(outcome.id, ()))))
    return tuple(
        ScoreFrameworkRow(
            ScoreFrameworkId(row.id),
            row.version,
            row.title,
            Scale(row.lowest, row.highest),
            bool(row.source),
            tuple(outcomes[row.id]),
        )
        for row in frameworks.values()
    )


def _as_scored(row: OutcomeRow, aims: tuple[Aim, ...]) -> ScoredOutcome:
    return ScoredOutcome(
        OutcomeId(row.id), row.version, row.number, row.title, row.short, MeasureId(row.measure_id), aims
    )
