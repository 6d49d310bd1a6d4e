"""What a journey may claim: proved on the usual, carrying its count, and silent where there is too little."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol

from app.core.figures import lower_median, lower_quartile, quartile_place
from app.core.period import Week, each_week, monday_of

LOOK_BACK = 9
"""A headline is about the last nine visits."""

FEWEST = 8
"""With fewer visits than this nothing is claimed: we are getting to know the child."""

COMPARED_WITH = 20
"""A dip is held against up to twenty visits before it."""

FAR_BELOW = 2
IN_A_ROW = 3
"""One visit two steps under the lower quartile is a dip, and so are three in a row under it."""


class RungMoment(Protocol):
    """One standing rung. ``start_minute`` is the minute of the day at which its slot begins."""

    @property
    def day(self) -> date: ...
    @property
    def start_minute(self) -> int: ...
    @property
    def slot(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def rung(self) -> int: ...
    @property
    def at(self) -> datetime | None: ...


class Visit(NamedTuple):
    """A slot with at least one standing rung. Its step is its last moment by time."""

    day: date
    start: int
    slot: int
    step: int
    best: int
    lowest: int


@dataclass(frozen=True, slots=True)
class WeekOfRungs:
    """One week of the first lane. Without visits there is no step, which is not nought."""

    week: date
    usual: int | None
    best: int | None
    lowest: int | None
    n: int
    seen: bool | None


class Rule(StrEnum):
    """The rule by which a headline was found."""

    GETTING_TO_KNOW = "getting_to_know"
    USUALLY = "usually_two_of_three_of_last_nine"


@dataclass(frozen=True, slots=True)
class Headline:
    """``k`` of the last ``n`` visits reached ``rung`` or higher; no rung while we are getting to know."""

    rule: Rule
    k: int
    n: int
    rung: int | None


@dataclass(frozen=True, slots=True)
class HasReached:
    """A rung above the usual that was reached, and when first. Never said as *now*."""

    rung: int
    day: date


class DipRule(StrEnum):
    """The rule by which a dip was found."""

    FAR_BELOW = "two_steps_below_lower_quartile"
    IN_A_ROW = "three_visits_below_lower_quartile"


@dataclass(frozen=True, slots=True)
class Dip:
    """A stretch of smaller steps, against the child's own visits before it and nobody else's."""

    rule: DipRule
    began: date
    quartile: int
    before: int
    during: int
    visits: int
    recovered: date | None


_slot_of = attrgetter("day", "start_minute", "slot")


def visits(moments: Iterable[RungMoment]) -> tuple[Visit, ...]:
    """The visits in the order in which they happened."""
    of_slot: dict[tuple[date, int, int], list[RungMoment]] = {}
    for moment in moments:
        of_slot.setdefault(_slot_of(moment), []).append(moment)
    return tuple([_visit(which, of_slot[which]) for which in sorted(of_slot)])


def _visit(which: tuple[date, int, int], moments: Sequence[RungMoment]) -> Visit:
    if len(moments) == 1:
        rung = moments[0].rung
        return Visit(*which, rung, rung, rung)
    rungs = [moment.rung for moment in sorted(moments, key=_when)]
    return Visit(*which, rungs[-1], max(rungs), min(rungs))


def _when(moment: RungMoment) -> tuple[bool, float, int]:
    """A moment without a time comes before those of its visit that have one."""
    return moment.at is not None, moment.at.timestamp() if moment.at else 0.0, moment.number


def weeks(made: Sequence[Visit], seen_on: Collection[date] = ()) -> tuple[WeekOfRungs, ...]:
    """Every week from the first to the last visit or sighting, none left out."""
    by_week: dict[date, list[Visit]] = {monday_of(day): [] for day in seen_on}
    seen_weeks = frozenset(by_week)
    for day, of_day in groupby(made, attrgetter("day")):
        by_week.setdefault(monday_of(day), []).extend(of_day)
    if not by_week:
        return ()
    return tuple(
        _week(week, by_week.get(week.monday, ()), week.monday in seen_weeks)
        for week in each_week(min(by_week), max(by_week))
    )


def _week(week: Week, made: Sequence[Visit], seen: bool) -> WeekOfRungs:
    if not made:
        return WeekOfRungs(week.monday, None, None, None, 0, True if seen else None)
    return WeekOfRungs(
        week=week.monday,
        usual=lower_median([visit.step for visit in made]),
        best=max(visit.best for visit in made),
        lowest=min(visit.lowest for visit in made),
        n=len(made),
        seen=seen,
    )


def weeks_not_seen(lane: Iterable[WeekOfRungs]) -> tuple[date, ...]:
    """The weeks with visits in which nobody saw the child: named in words, drawn with an open foot."""
    return tuple(week.week for week in lane if week.seen is False)


def headline(made: Sequence[Visit]) -> Headline:
    """The highest rung that at least two of three of the last nine visits reached."""
    last = made[-LOOK_BACK:]
    n = len(last)
    if n < FEWEST:
        return Headline(Rule.GETTING_TO_KNOW, 0, n, None)
    steps = sorted({visit.step for visit in last}, reverse=True)
    reached = ((sum(visit.step >= rung for visit in last), rung) for rung in steps)
    k, rung = next((k, rung) for k, rung in reached if 3 * k >= 2 * n)
    return Headline(Rule.USUALLY, k, n, rung)


def has_reached(made: Sequence[Visit], usual: int | None) -> HasReached | None:
    """The best rung ever, where it lies above the usual."""
    best = max((visit.best for visit in made), default=None)
    if best is None or usual is None or best <= usual:
        return None
    return HasReached(best, next(visit.day for visit in made if visit.best == best))


def dips(made: Sequence[Visit]) -> tuple[Dip, ...]:
    """Every dip in order. The next one can begin only after the one before has been recovered from."""
    found: list[Dip] = []
    steps = [visit.step for visit in made]
    quartiles = _quartiles(steps)
    place = FEWEST
    while place < len(steps):
        start = _dip_begins(steps, quartiles, place)
        if start is None:
            place += 1
            continue
        began, rule = start
        back = _recovery(steps, place, began)
        found.append(_dip(made, steps, rule, began, back))
        place = back + 1
    return tuple(found)


def _before(steps: Sequence[int], place: int) -> Sequence[int]:
    return steps[max(0, place - COMPARED_WITH) : place]


def _quartiles(steps: Sequence[int]) -> list[int]:
    """Beside each place the lower quartile of the visits before it; nought beside the first.

    The visits compared with are kept in order from place to place: sorting them anew for each of some
    thousand visits was a third of the time that a journey took.
    """
    found, window = [], list[int]()
    for place, step in enumerate(steps):
        found.append(window[quartile_place(len(window)) - 1] if window else 0)
        insort(window, step)
        if len(window) > COMPARED_WITH:
            del window[bisect_left(window, steps[place - COMPARED_WITH])]
    return found


def _dip_begins(steps: Sequence[int], quartiles: Sequence[int], place: int) -> tuple[int, DipRule] | None:
    """Whether a rule fires at this visit: the place at which the dip began, and the rule."""
    if steps[place] <= quartiles[place] - FAR_BELOW:
        return place, DipRule.FAR_BELOW
    began = place - IN_A_ROW + 1
    if began < FEWEST or steps[place] >= quartiles[began] or max(steps[began:place]) >= quartiles[began]:
        return None
    return began, DipRule.IN_A_ROW


def _recovery(steps: Sequence[int], place: int, began: int) -> int:
    """The place of the first later visit at or above the lower median of the visits before the dip."""
    median = lower_median(_before(steps, began))
    return next((later for later in range(place + 1, len(steps)) if steps[later] >= median), len(steps))


def _dip(made: Sequence[Visit], steps: Sequence[int], rule: DipRule, began: int, back: int) -> Dip:
    before = _before(steps, began)
    return Dip(
        rule=rule,
        began=made[began].day,
        quartile=lower_quartile(before),
        before=lower_median(before),
        during=lower_median(steps[began:back]),
        visits=back - began,
        recovered=made[back].day if back < len(made) else None,
    )
