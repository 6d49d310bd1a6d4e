"""Logging a whole sheet of steps in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate
from app.core.ids import NodeId, PupilId
from app.core.period import Precision
from app.core.permissions import Permission
from app.rooms.curriculum import rules
from app.rooms.curriculum.cards import NewAchievement
from app.rooms.curriculum.commands.log import check_pupils, leaves_among, stand, standing_among, void
from app.rooms.curriculum.rules import Kind, LogMark
from app.rooms.curriculum.tables import Achievement


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a log sheet: a 1, a starting point, or the last mark taken back."""

    pupil: PupilId
    node: NodeId
    on: date
    mark: LogMark
    precision: Precision = Precision.DAY


@dataclass(frozen=True)
class LogSteps(Command):
    """Log the lines of a sheet one after the other, all of them or none."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_ACHIEVEMENT_RECORD
    lines: tuple[LogLine, ...]
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        check_pupils(work.db, {line.pupil for line in self.lines})
        leaves = leaves_among(work.db, {line.node for line in self.lines})
        there = rows_for(work.db, self.lines)
        back: list[LogLine] = []
        for line in self.lines:
            if line.node not in leaves:
                raise OutOfDate("step_gone")
            rows = there.setdefault((line.pupil, line.node), [])
            undone = self._one(work, line, rows, leaves[line.node])
            if undone is not None:
                back.append(undone)
        if not back:
            return Outcome.nothing("already_there", already=len(self.lines))
        work.db.flush()
        pupils = {line.pupil for line in back}
        return Outcome(
            changed(Topic.ACHIEVEMENT, *pupils),
            undo=LogSteps(tuple(reversed(back))),
            facts={"logged": len(back), "already": len(self.lines) - len(back)},
        )

    def _one(self, work: Work, line: LogLine, rows: list[Achievement], is_leaf: bool) -> LogLine | None:
        """Do one line. Answers the line that takes it back, or None where it changes nothing."""
        stack = [(row.kind, row.on) for row in rows]
        if not rules.judge_line(line.mark, line.on, stack, is_leaf=is_leaf, today=work.clock.today()):
            return None
        if line.mark is LogMark.VOID:
            row = rows.pop()
            work.db.flush()
            void(work, row, line.on, self.reason)
            work.db.flush()
            return LogLine(line.pupil, line.node, row.on, _mark_of(row.kind), row.precision)
        kind = stack[-1][0]
        rows.append(stand(work, NewAchievement(line.pupil, line.node, line.on, kind, line.precision)))
        return LogLine(line.pupil, line.node, line.on, LogMark.VOID)


def rows_for(db: Session, lines: Iterable[LogLine]) -> dict[tuple[int, int], list[Achievement]]:
    """What stands for the pupils and steps of these lines."""
    return standing_among(db, {line.pupil for line in lines}, {line.node for line in lines})


def _mark_of(kind: Kind) -> LogMark:
    return LogMark.BASELINE if kind is Kind.BASELINE else LogMark.ACHIEVED
