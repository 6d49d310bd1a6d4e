"""Putting a 1 against a step, a starting point, and taking either back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes, Topic, changed
from app.core.clock import on_the_wall
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate
from app.core.ids import AchievementId, NodeId, PupilId
from app.core.period import Precision, read_limits
from app.core.permissions import Permission
from app.rooms.curriculum import rules
from app.rooms.curriculum.cards import NewAchievement
from app.rooms.curriculum.rules import Kind
from app.rooms.curriculum.tables import Achievement, Framework, Node, Place, Voiding
from app.rooms.people.tables import Pupil

Key = tuple[int, int, Kind]


@dataclass(frozen=True)
class RecordAchievement(Command):
    """Put a 1 against a step for a pupil."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    pupil: PupilId
    node: NodeId
    on: date
    precision: Precision = Precision.DAY

    def run(self, work: Work) -> Outcome:
        return _record(work, (NewAchievement(self.pupil, self.node, self.on, precision=self.precision),))


@dataclass(frozen=True)
class RecordAchievements(Command):
    """Put a 1 against several steps, for one pupil or several, in one go."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    wanted: tuple[NewAchievement, ...]

    def run(self, work: Work) -> Outcome:
        return _record(work, self.wanted)


@dataclass(frozen=True)
class RecordBaseline(Command):
    """Note that a pupil had a step on arrival. It is never counted as progress made here."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    pupil: PupilId
    node: NodeId
    on: date
    precision: Precision = Precision.DAY

    def run(self, work: Work) -> Outcome:
        wanted = NewAchievement(self.pupil, self.node, self.on, Kind.BASELINE, self.precision)
        return _record(work, (wanted,))


@dataclass(frozen=True)
class VoidAchievements(Command):
    """Take marks on steps back. They stay on record as taken back; an old one needs a reason.

    Without a day, what was recorded today is taken back as a slip that never counted.
    """

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_VOID
    achievements: tuple[AchievementId, ...]
    reason: str = ""
    on: date | None = None

    def run(self, work: Work) -> Outcome:
        rows = _standing_rows(work.db, self.achievements)
        for row in rows:
            void(work, row, self.on, self.reason)
        back = tuple(as_new(row) for row in rows)
        return Outcome(_changed(back), undo=RecordAchievements(back), facts={"taken_back": len(rows)})


def as_new(row: Achievement) -> NewAchievement:
    """What would have to be recorded for this row to stand again."""
    return NewAchievement(PupilId(row.pupil_id), NodeId(row.node_id), row.on, row.kind, row.precision)


def void(work: Work, row: Achievement, on: date | None, reason: str) -> None:
    """Take one row back, with the row that says so."""
    today = work.clock.today()
    recorded_on = on_the_wall(row.recorded_at).date()
    limit = read_limits(work.content.in_force("clocks.csv", today).rows())["step_void_reason"].length
    rules.check_reason(recorded_on=recorded_on, today=today, limit=limit, reason=reason)
    day = on or (row.on if recorded_on == today else today)
    rules.check_can_be_voided(
        is_standing=row.voided_in is None, achieved_on=row.on, voided_on=day, today=today
    )
    row.voided_in = work.entry
    work.db.add(
        Voiding(
            pupil_id=row.pupil_id,
            achievement_id=row.id,
            on=day,
            reason=reason.strip(),
            recorded_at=work.clock.now(),
            recorded_by=work.actor.staff,
            entry=work.entry,
        )
    )


def stand(work: Work, wanted: NewAchievement) -> Achievement:
    """A new row that says a pupil has a step. It is flushed by whoever asked for it."""
    row = Achievement(
        ref=work.new_ref(),
        pupil_id=wanted.pupil,
        node_id=wanted.node,
        kind=wanted.kind,
        on=wanted.on,
        precision=wanted.precision,
        recorded_at=work.clock.now(),
        recorded_by=work.actor.staff,
        entry=work.entry,
    )
    work.db.add(row)
    return row


def check_all(work: Work, wanted: Iterable[NewAchievement]) -> None:
    """Everything a mark on a step must be before it may stand."""
    ones = tuple(wanted)
    steps = leaves_among(work.db, {one.node for one in ones})
    pupils = set(
        work.db.scalars(select(Pupil.id).where(Pupil.id.in_({one.pupil for one in ones}), ~Pupil.withdrawn))
    )
    for one in ones:
        if one.pupil not in pupils:
            raise OutOfDate("pupil_gone")
        if one.node not in steps:
            raise OutOfDate("step_gone")
        rules.check_can_be_achieved(is_leaf=steps[one.node], achieved_on=one.on, today=work.clock.today())


def check_pupils(db: Session, pupils: set[PupilId]) -> None:
    """Every one of these pupils is on record. Raises ``OutOfDate``."""
    here = db.scalars(select(Pupil.id).where(Pupil.id.in_(pupils), ~Pupil.withdrawn)).all()
    if len(here) < len(pupils):
        raise OutOfDate("pupil_gone")


def leaves_among(db: Session, nodes: Iterable[int]) -> dict[int, bool]:
    """Which of these nodes are here, each with whether it is a step without smaller ones."""
    has_smaller = select(Place.id).where(Place.parent_id == Node.id, Place.removed_in.is_(None)).exists()
    rows = db.execute(
        select(Node.id, ~has_smaller)
        .join(Framework, Framework.id == Node.framework_id)
        .where(Node.id.in_(set(nodes)), ~Node.withdrawn, ~Framework.withdrawn)
    )
    return {node: bool(is_leaf) for node, is_leaf in rows}


def standing_among(
    db: Session, pupils: Iterable[int], nodes: Iterable[int]
) -> dict[tuple[int, int], list[Achievement]]:
    """What stands for these pupils on these nodes, in the order in which it was recorded."""
    found: dict[tuple[int, int], list[Achievement]] = {}
    rows = db.scalars(
        select(Achievement)
        .where(
            Achievement.pupil_id.in_(set(pupils)),
            Achievement.node_id.in_(set(nodes)),
            Achievement.voided_in.is_(None),
        )
        .order_by(Achievement.id)
    )
    for row in rows:
        found.setdefault((row.pupil_id, row.node_id), []).append(row)
    return found


def _record(work: Work, wanted: Sequence[NewAchievement]) -> Outcome:
    check_all(work, wanted)
    there = standing_among(work.db, (one.pupil for one in wanted), (one.node for one in wanted))
    new: dict[Key, NewAchievement] = {}
    already: list[Achievement] = []
    for one in wanted:
        standing = there.get((one.pupil, one.node), [])
        same = next((row for row in standing if rules.says_nothing_new(one.kind, row.kind)), None)
        if same is None:
            new[one.pupil, one.node, one.kind] = one
        else:
            already.append(same)
    if not new:
        return Outcome.nothing(
            "already_there", since=min(row.on for row in already).isoformat(), already=len(already)
        )
    rows = [stand(work, one) for one in new.values()]
    work.db.flush()
    return Outcome(
        _changed(new.values()),
        undo=VoidAchievements(tuple(AchievementId(row.id) for row in rows)),
        new_id=rows[0].id,
        facts={"logged": len(rows), "already": len(already)},
    )


def _standing_rows(db: Session, ids: Sequence[AchievementId]) -> list[Achievement]:
    rows = db.scalars(select(Achievement).where(Achievement.id.in_(ids)).order_by(Achievement.id)).all()
    if not ids or len(rows) != len(set(ids)) or any(row.voided_in is not None for row in rows):
        raise OutOfDate("taken_back_already")
    return list(rows)


def _changed(ones: Iterable[NewAchievement]) -> Changes:
    return changed(Topic.ACHIEVEMENT, *{one.pupil for one in ones})
