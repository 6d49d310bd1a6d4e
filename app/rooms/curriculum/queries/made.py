"""What a pupil made here, step by step and subject by subject: for pages that tell of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.ids import FrameworkId, NodeId, PupilId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.curriculum import rules
from app.rooms.curriculum.queries.steps import marks_of
from app.rooms.curriculum.queries.tree import edges_of, paths
from app.rooms.curriculum.rules import Kind, Reason, StepMark
from app.rooms.curriculum.tables import Framework, Node


@dataclass(frozen=True, slots=True)
class MadeStep:
    """A step made here that stands, with its subject: the highest it hangs under, or the framework."""

    node: NodeId
    framework: FrameworkId
    code: str
    statement: str
    subject: str
    on: date
    is_dated: bool = True
    """False where nobody knows the day: it was some time before this one."""


@dataclass(frozen=True)
class StepsMade(Query[tuple[MadeStep, ...]]):
    """Every step that a pupil made here and that stands, by the day it first became a 1; newest first."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId

    def read(self, reading: Reading) -> tuple[MadeStep, ...]:
        made = rules.first_made(marks_of(reading.db, (self.pupil,)).get(self.pupil, ()))
        if not made:
            return ()
        above = paths(reading.db, made)
        rows = reading.db.execute(
            select(Node.id, Node.framework_id, Node.code, Node.statement, Framework.title)
            .join(Framework, Framework.id == Node.framework_id)
            .where(Node.id.in_(list(made)))
        )
        steps = (
            MadeStep(
                NodeId(node),
                FrameworkId(framework),
                code,
                statement,
                next(iter(above.get(node, ())), title),
                made[NodeId(node)].on,
                made[NodeId(node)].is_dated,
            )
            for node, framework, code, statement, title in rows
        )
        return tuple(sorted(steps, key=lambda step: (step.on, step.node), reverse=True))


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject of a pupil: its steps, those made here, the new ones, gaps, and what could come next."""

    name: str
    steps: int
    made_here: int
    made_since: int
    gaps: tuple[str, ...]
    next_steps: tuple[str, ...]


@dataclass(frozen=True)
class SubjectsOf(Query[tuple[SubjectRow, ...]]):
    """The subjects in which a pupil has any step, in the order of the curriculum."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId
    since: date

    def read(self, reading: Reading) -> tuple[SubjectRow, ...]:
        marks = marks_of(reading.db, (self.pupil,)).get(self.pupil, [])
        if not marks:
            return ()
        frameworks = reading.db.scalars(
            select(Node.framework_id).where(Node.id.in_({mark.node for mark in marks})).distinct()
        )
        subjects = [
            subject
            for framework in sorted(frameworks)
            for subject in _Subjects(edges_of(reading.db, FrameworkId(framework)), marks, self.since).rows()
        ]
        words = _words(reading.db, {node for subject in subjects for node in subject.mentioned})
        return tuple(subject.row(words) for subject in subjects)


@dataclass(frozen=True, slots=True)
class _Subject:
    top: NodeId
    steps: int
    made_here: int
    made_since: int
    gaps: tuple[NodeId, ...]
    next_steps: tuple[NodeId, ...]

    @property
    def mentioned(self) -> tuple[NodeId, ...]:
        return (self.top, *self.gaps, *self.next_steps)

    def row(self, words: Mapping[int, str]) -> SubjectRow:
        return SubjectRow(
            words[self.top],
            self.steps,
            self.made_here,
            self.made_since,
            tuple(words[node] for node in self.gaps),
            tuple(words[node] for node in self.next_steps),
        )


class _Subjects:
    """The branches at the top of one framework, as far as a pupil has begun them."""

    def __init__(
        self, edges: Sequence[tuple[int | None, int]], marks: Sequence[StepMark], since: date
    ) -> None:
        self._tops = [NodeId(node) for parent, node in edges if parent is None]
        self._branches = rules.steps_in_branches(edges)
        self._units = rules.units(edges)
        self._bit = {step: 1 << place for place, step in enumerate(self._branches.steps)}
        self._standing = {mark.node for mark in marks if mark.voided_on is None}
        self._made = rules.first_made(marks)
        self._since = since
        latest = [mark.node for mark in marks if mark.voided_on is None and mark.kind is Kind.ACHIEVED]
        self._just_made = latest[-1] if latest else None

    def rows(self) -> list[_Subject]:
        found = (self._subject(top) for top in self._tops if top in self._branches.inside)
        return [subject for subject in found if subject is not None]

    def _subject(self, top: NodeId) -> _Subject | None:
        inside = self._branches.inside[top]
        had = self._within(inside, self._standing)
        if not had:
            return None
        made = self._within(inside, self._made)
        units = [unit for unit in self._units if self._bit[unit[0]] & inside]
        suggested = rules.suggest(units, made=had, just_made=self._just_made, most=_ALL)
        gaps = tuple(one.node for one in suggested if one.why is Reason.GAP)
        following = tuple(one.node for one in suggested if one.why is not Reason.GAP)
        return _Subject(
            top,
            inside.bit_count(),
            len(made),
            sum(self._is_new(self._made[node]) for node in made),
            gaps,
            following[:_MOST_NEXT],
        )

    def _is_new(self, mark: StepMark) -> bool:
        """A step of which nobody knows the day is not called new."""
        return mark.is_dated and mark.on >= self._since

    def _within(self, inside: int, nodes: Collection[NodeId]) -> frozenset[NodeId]:
        return frozenset(node for node in nodes if self._bit.get(node, 0) & inside)


_ALL = 1_000_000
_MOST_NEXT = 3


def _words(db: Session, nodes: Collection[int]) -> dict[int, str]:
    rows = db.execute(select(Node.id, Node.statement).where(Node.id.in_(nodes)))
    return {row.id: row.statement for row in rows}
