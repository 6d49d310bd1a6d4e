"""What is in hand: steps that wait for pupils, pupils who wait for steps, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.core.ids import NodeId, PupilId
from app.core.period import Precision
from app.rooms.curriculum import Kind, NewAchievement, RecordAchievement, RecordAchievements, RecordBaseline


@dataclass(frozen=True, slots=True)
class Hand:
    """Never steps and pupils at once. What was logged from it may be taken back by the same click."""

    steps: tuple[NodeId, ...] = ()
    pupils: tuple[PupilId, ...] = ()
    logged: frozenset[tuple[PupilId, NodeId]] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.steps and not self.pupils

    def noting(self, pupils: tuple[PupilId, ...], steps: tuple[NodeId, ...]) -> Hand:
        """The same hand, knowing what was logged from it."""
        return replace(self, logged=self.logged | {(pupil, step) for pupil in pupils for step in steps})

    def without(self, pupils: tuple[PupilId, ...], steps: tuple[NodeId, ...]) -> Hand:
        return replace(self, logged=self.logged - {(pupil, step) for pupil in pupils for step in steps})


@dataclass(frozen=True, slots=True)
class When:
    """The day that somebody says, and how exactly they know it."""

    on: date
    precision: Precision = Precision.DAY


Logging = RecordAchievement | RecordAchievements | RecordBaseline


def logging(
    steps: tuple[NodeId, ...], pupils: tuple[PupilId, ...], when: When, kind: Kind = Kind.ACHIEVED
) -> Logging:
    """The one command behind every way to log: drag, click and click, keys, menu, gaps."""
    if len(steps) == 1 and len(pupils) == 1:
        one = RecordAchievement if kind is Kind.ACHIEVED else RecordBaseline
        return one(pupils[0], steps[0], when.on, when.precision)
    pairs = ((step, pupil) for step in steps for pupil in pupils)
    return RecordAchievements(
        tuple(NewAchievement(pupil, step, when.on, kind, when.precision) for step, pupil in pairs)
    )
