"""Changes to the statutory codes: taken up from content, and edited at this provision from a day on."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import CODES, EDITABLE, ContentVersion, Row
from app.core.period import FAR, ONE_DAY
from app.core.permissions import Permission
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Code
from app.rooms.attendance.tables import CodeRow
from app.store.content import Shelf, edit_row, put_back_row, take_up

_CONTENT = changed(Topic.CONTENT)


@dataclass(frozen=True)
class TakeUpCodes(Command):
    """Take up the shipped statutory codes. A number keeps its meaning; its words may change."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    content: ContentVersion

    def run(self, work: Work) -> Outcome:
        if (already := take_up(work, self.content)) is not None:
            return already
        _settle(work)
        return Outcome(_CONTENT)


@dataclass(frozen=True)
class EditCode(Command):
    """Other words, another category or a last day for a statutory code, from a day on.

    ``was`` is its row of ``codes.csv`` as it was shown for the day ``shown_on``. A code keeps its number
    and its letter, and what a mark counted as before the day it goes on counting as.
    """

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    from_day: date
    shown_on: date
    was: Row
    becomes: Row

    def run(self, work: Work) -> Outcome:
        if self.was == self.becomes:
            return Outcome.nothing("nothing_to_change")
        rules.check_code_row(dict(self.becomes))
        before = edit_row(work, CODES, self.from_day, self.shown_on, self.was, self.becomes)
        _settle(work)
        return Outcome(_CONTENT, undo=PutBackCode(self.from_day, self.becomes, before))


@dataclass(frozen=True)
class PutBackCode(Command):
    """Let a code say for a day what it said before it was edited for that day."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    from_day: date
    stands: Row
    before: Row

    def run(self, work: Work) -> Outcome:
        put_back_row(work, CODES, self.from_day, self.stands, self.before)
        _settle(work)
        return Outcome(_CONTENT, undo=PutBackCode(self.from_day, self.before, self.stands))


def _settle(work: Work) -> None:
    """Bring the rows of this room in line with the shelf: what came with the program, and what was edited."""
    work.db.flush()
    here = {(row.number, row.valid_from): row for row in work.db.scalars(select(CodeRow))}
    wanted = sorted(_said(Shelf(work.db)), key=lambda code: (code.number, code.valid_from))
    for code, counts_from, counts_to in _counted(wanted):
        row = here.pop((code.number, code.valid_from), None)
        if row is None:
            row = CodeRow(number=code.number, valid_from=code.valid_from)
            work.db.add(row)
        for field in dataclasses.fields(code):
            setattr(row, field.name, getattr(code, field.name))
        row.counts_from, row.counts_to = counts_from, counts_to
    for row in here.values():
        row.valid_to, row.counts_from, row.counts_to = date.min, FAR, date.min


def _said(shelf: Shelf) -> list[Code]:
    """Each code as shipped until the first day of an edit, then as each edit says until the next."""
    own, kind = shelf.own(CODES), EDITABLE[CODES]
    found: list[Code] = []
    for line in shelf.newest_shipped(CODES).rows():
        shipped = tuple(line.items())
        (code,) = rules.read_codes([line])
        pieces = [code]
        for day, edited in sorted(own.get(kind.key_of(shipped), {}).items()):
            (said,) = rules.read_codes([dict(kind.laid_over(shipped, edited.row))])
            if day <= code.valid_from:
                pieces = [said]
                continue
            pieces[-1] = replace(pieces[-1], valid_to=min(pieces[-1].valid_to, day - ONE_DAY))
            pieces.append(replace(said, valid_from=day))
        found += pieces
    return found


def _counted(codes: Sequence[Code]) -> list[tuple[Code, date, date]]:
    """Each code with the days on which a mark of its number counts as it says: no day is left out."""
    spans = []
    for at, code in enumerate(codes):
        first = at == 0 or codes[at - 1].number != code.number
        last = at + 1 == len(codes) or codes[at + 1].number != code.number
        ends = FAR if last else codes[at + 1].valid_from - ONE_DAY
        spans.append((code, date.min if first else code.valid_from, ends))
    return spans
