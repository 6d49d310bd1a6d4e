"""Putting down a whole sheet of marks in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.core.command import Command, Outcome, Work
from app.core.permissions import Permission
from app.rooms.attendance.commands.register import MarkRegister


@dataclass(frozen=True)
class MarkSheet(Command):
    """Put down the marks of a sheet, each part with its own reason, all of them or none."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_MARK_RECORD
    parts: tuple[MarkRegister, ...]
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        done = [replace(part, reason=self.reason or part.reason).run(work) for part in self.parts]
        back = tuple(_inverses(done))
        if not back:
            return Outcome.nothing("already_marked")
        changes = frozenset().union(*(each.changes for each in done))
        marked = sum(len(part.marks) for part in back)
        return Outcome(changes, undo=MarkSheet(back), facts={"marked": marked})


def _inverses(done: list[Outcome]) -> Iterable[MarkRegister]:
    """What puts back what stood, the last part first."""
    for outcome in reversed(done):
        if isinstance(outcome.undo, MarkRegister):
            yield outcome.undo
