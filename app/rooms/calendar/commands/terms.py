"""Changes of school years, terms, half-terms and closures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import ContentVersion
from app.core.errors import Refused
from app.core.ids import ClosureId, TermId
from app.core.period import Span
from app.core.permissions import Permission
from app.rooms.calendar import rules
from app.rooms.calendar.cards import ClosureCard, ClosureKind, TermCard, TermKind
from app.rooms.calendar.tables import Closure, TermSpan
from app.store.cards import card_of
from app.store.content import take_up
from app.store.edits import add_row, edit_row, standing_row, withdraw_row

_CALENDAR = changed(Topic.CALENDAR)

_ORDER = tuple(TermKind)


@dataclass(frozen=True)
class AddTerm(Command):
    """Write down a school year, a term or half of one."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    card: TermCard

    def run(self, work: Work) -> Outcome:
        _check_term(work, self.card, but=None)
        row = add_row(work, TermSpan, self.card)
        return Outcome(_CALENDAR, undo=WithdrawTerm(TermId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditTerm(Command):
    """Change the name or the days of a year, a term or half of one."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    term: TermId
    version: int
    card: TermCard
    stands: TermCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_term(work, self.card, but=self.term)
        row, before = edit_row(work, TermSpan, self.term, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        for part in _parts(work, before):
            rules.check_within(part, self.card.span)
        return Outcome(_CALENDAR, undo=EditTerm(self.term, row.version, before, self.card))


@dataclass(frozen=True)
class WithdrawTerm(Command):
    """Take away a year, a term or half of one that should not be there."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    term: TermId

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, TermSpan, self.term)
        if parts := _parts(work, card_of(row, TermCard)):
            raise Refused("has_parts", count=len(parts))
        withdraw_row(work, TermSpan, self.term, withdrawn=True)
        return Outcome(_CALENDAR, undo=ReinstateTerm(self.term))


@dataclass(frozen=True)
class ReinstateTerm(Command):
    """Put back a year, a term or half of one that was taken away."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    term: TermId

    def run(self, work: Work) -> Outcome:
        row = withdraw_row(work, TermSpan, self.term, withdrawn=False)
        _check_term(work, card_of(row, TermCard), but=self.term)
        return Outcome(_CALENDAR, undo=WithdrawTerm(self.term))


def _check_term(work: Work, card: TermCard, but: TermId | None) -> None:
    """Refuse no name, an overlap with its like, and days outside what it must lie within."""
    span = card.span
    if not card.name.strip():
        raise Refused("name_missing")
    rules.check_apart(span, _spans(work, card.kind, but))
    if card.kind is not TermKind.YEAR:
        whole_kind = _ORDER[_ORDER.index(card.kind) - 1]
        wholes = [whole for whole in _spans(work, whole_kind, None) if whole.overlaps(span)]
        if not wholes:
            raise Refused("whole_missing", whole=whole_kind.value)
        rules.check_within(span, wholes[0])


def _spans(work: Work, kind: TermKind, but: TermId | None) -> list[Span]:
    rows = work.db.execute(
        select(TermSpan.first_day, TermSpan.last_day)
        .where(TermSpan.kind == kind, TermSpan.withdrawn.is_(False), TermSpan.id != (but or 0))
        .order_by(TermSpan.first_day)
    )
    return [Span(first, last) for first, last in rows]


def _parts(work: Work, card: TermCard) -> list[Span]:
    """What lies within this and would stick out if it went."""
    if card.kind is TermKind.HALF_TERM:
        return []
    part_kind = _ORDER[_ORDER.index(card.kind) + 1]
    return [part for part in _spans(work, part_kind, None) if card.span.holds(part)]


@dataclass(frozen=True)
class AddClosure(Command):
    """Write down days on which the provision is closed."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    card: ClosureCard

    def run(self, work: Work) -> Outcome:
        _check_closure(self.card)
        row = add_row(work, Closure, self.card)
        return Outcome(_CALENDAR, undo=WithdrawClosure(ClosureId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditClosure(Command):
    """Change the days of a closure, or why it is."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    closure: ClosureId
    version: int
    card: ClosureCard
    stands: ClosureCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_closure(self.card)
        row, before = edit_row(work, Closure, self.closure, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_CALENDAR, undo=EditClosure(self.closure, row.version, before, self.card))


@dataclass(frozen=True)
class WithdrawClosure(Command):
    """The provision is open on these days after all."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    closure: ClosureId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Closure, self.closure, withdrawn=True)
        return Outcome(_CALENDAR, undo=ReinstateClosure(self.closure))


@dataclass(frozen=True)
class ReinstateClosure(Command):
    """Put back a closure that was taken away."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    closure: ClosureId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Closure, self.closure, withdrawn=False)
        return Outcome(_CALENDAR, undo=WithdrawClosure(self.closure))


def _check_closure(card: ClosureCard) -> None:
    if not card.name.strip():
        raise Refused("name_missing")
    if card.last_day < card.first_day:
        raise Refused("ends_before_it_starts", first=card.first_day, last=card.last_day)


@dataclass(frozen=True)
class TakeUpBankHolidays(Command):
    """Take up the bank holidays of England as closures. Those once taken away stay away."""

    requires: ClassVar[Permission] = Permission.KEEPING_CONTENT_EDIT
    content: ContentVersion

    def run(self, work: Work) -> Outcome:
        if (already := take_up(work, self.content)) is not None:
            return already
        here = set(work.db.scalars(select(Closure.first_day).where(Closure.kind == ClosureKind.BANK_HOLIDAY)))
        for row in self.content.rows():
            day = date.fromisoformat(row["date"])
            if day not in here:
                work.db.add(
                    Closure(kind=ClosureKind.BANK_HOLIDAY, name=row["title"], first_day=day, last_day=day)
                )
        return Outcome(_CALENDAR | changed(Topic.CONTENT))
