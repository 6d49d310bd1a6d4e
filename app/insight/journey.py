"""A pupil's journey: three lanes on one time axis, what they prove, and the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import Select, bindparam, select, union_all

from app.core.ids import PupilId
from app.core.marks import FIRST_OUTCOME, NOT_OBSERVED
from app.core.period import each_week
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.insight import claims
from app.insight.claims import Dip, HasReached, Headline, Visit, WeekOfRungs
from app.rooms.attendance import RungMoments
from app.rooms.curriculum import Counts, StepCounts, StepWeek, WeeksOfSteps
from app.rooms.engagement import ScoreWeek, ScoreWeeks
from app.store.marks import Mark, Measure

SCORES_COMPARED = 20
"""How many scores at either end say what engagement was and is."""


@dataclass(frozen=True, slots=True)
class SomeScores:
    """The sum of some scores and how many they are."""

    total: int
    n: int


@dataclass(frozen=True, slots=True)
class JourneyView:
    """Everything that the journey's page, its table and its words are made of.

    ``at_first`` is the headline of the first visits, so that *was* and *is* are found by one rule.
    ``firsts`` are the days on which a rung was reached for the first time, each higher than all before.
    """

    pupil: PupilId
    headline: Headline
    at_first: Headline
    has_reached: HasReached | None
    firsts: tuple[HasReached, ...]
    dips: tuple[Dip, ...]
    attendance: tuple[WeekOfRungs, ...]
    engagement: tuple[ScoreWeek, ...]
    curriculum: tuple[StepWeek, ...]
    weeks_not_seen: tuple[date, ...]
    first_scores: SomeScores
    last_scores: SomeScores
    counts: Counts

    @property
    def first_week(self) -> date | None:
        """The Monday on which the time axis begins."""
        return min((lane[0].week for lane in self._lanes if lane), default=None)

    @property
    def last_week(self) -> date | None:
        """The Monday of the last week with anything in it."""
        return max((lane[-1].week for lane in self._lanes if lane), default=None)

    @property
    def _lanes(self) -> tuple[tuple[WeekOfRungs | ScoreWeek | StepWeek, ...], ...]:
        return (self.attendance, self.engagement, self.curriculum)


@dataclass(frozen=True)
class Journey(Query[JourneyView]):
    """How far a pupil comes week by week, how they engage, and which steps they made here."""

    requires: ClassVar[Permission] = Permission.INSIGHT_JOURNEY_READ
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {
            Permission.ATTENDANCE_REGISTER_READ,
            Permission.ENGAGEMENT_SCORE_READ,
            Permission.PEOPLE_PUPIL_READ,
        }
    )
    pupil: PupilId

    def read(self, reading: Reading) -> JourneyView:
        moments = reading.ask(RungMoments(self.pupil))
        made = claims.visits(moments)
        headline = claims.headline(made)
        lane = claims.weeks(made, {moment.day for moment in moments if moment.seen})
        (steps,) = reading.ask(StepCounts((self.pupil,)))
        return JourneyView(
            pupil=self.pupil,
            headline=headline,
            at_first=claims.headline(made[: claims.LOOK_BACK]),
            has_reached=claims.has_reached(made, headline.rung),
            firsts=_firsts(made),
            dips=claims.dips(made),
            attendance=lane,
            engagement=_no_week_left_out(reading.ask(ScoreWeeks(self.pupil))),
            curriculum=reading.ask(WeeksOfSteps(self.pupil)),
            weeks_not_seen=claims.weeks_not_seen(lane),
            first_scores=self._scores(reading, latest=False),
            last_scores=self._scores(reading, latest=True),
            counts=steps.counts,
        )

    def _scores(self, reading: Reading, *, latest: bool) -> SomeScores:
        measures = reading.db.scalars(select(Measure.id).where(Measure.id >= FIRST_OUTCOME)).all()
        if not measures:
            return SomeScores(0, 0)
        found = reading.db.execute(_scores_at_an_end(tuple(measures), latest), {"pupil": self.pupil}).all()
        return SomeScores(sum(value for _, _, value in found), len(found))


def _firsts(made: tuple[Visit, ...]) -> tuple[HasReached, ...]:
    found: list[HasReached] = []
    for visit in made:
        if not found or visit.best > found[-1].rung:
            found.append(HasReached(visit.best, visit.day))
    return tuple(found)


def _no_week_left_out(weeks: tuple[ScoreWeek, ...]) -> tuple[ScoreWeek, ...]:
    if not weeks:
        return ()
    scored = {each.week: each for each in weeks}
    return tuple(
        scored.get(week.monday, ScoreWeek(week.monday, 0, 0))
        for week in each_week(weeks[0].week, weeks[-1].week)
    )


@lru_cache(maxsize=8)
def _scores_at_an_end(measures: tuple[int, ...], latest: bool) -> Select[Any]:
    """The scores at one end. Each measure is walked from that end of its index, never all of them through.

    Kept: of ten measures, putting the statement together takes longer than its answer.
    """
    order = (Mark.day.desc(), Mark.id.desc()) if latest else (Mark.day, Mark.id)
    ends = union_all(
        *(
            select(
                select(Mark.day.label("day"), Mark.id.label("id"), Mark.value.label("value"))
                .where(
                    Mark.replaced_by.is_(None),
                    Mark.measure_id == measure,
                    Mark.pupil_id == bindparam("pupil"),
                    Mark.value > NOT_OBSERVED,
                )
                .order_by(*order)
                .limit(SCORES_COMPARED)
                .subquery()
            )
            for measure in measures
        )
    ).subquery()
    rank = (ends.c.day.desc(), ends.c.id.desc()) if latest else (ends.c.day, ends.c.id)
    return select(ends.c.day, ends.c.id, ends.c.value).order_by(*rank).limit(SCORES_COMPARED)
