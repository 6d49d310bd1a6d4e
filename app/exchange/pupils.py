"""Plans an import of pupils: who is ready, who is here already, which rows need a person, and the command."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from app.core.folding import fold
from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.exchange import dates, headings
from app.exchange.choices import Choices
from app.exchange.headings import Guess
from app.exchange.health import ToldElsewhere
from app.exchange.pupil_cards import Cards
from app.exchange.pupil_rows import PupilRow as SheetRow
from app.exchange.pupil_rows import PupilSheet, not_yet, read_pupils
from app.exchange.pupil_sorting import Attention, Before, Double, Here, Known, Sorter
from app.exchange.sheet import Sheet
from app.rooms import people
from app.rooms.people import Check, CommissionerKind, HereAlready

AS_GUESSED = Choices()

UPN_BUCKETS = (Check.GOOD, Check.WRONG_LETTER, Check.UNKNOWN_AUTHORITY, Check.MALFORMED, Check.NONE)
ULN_BUCKETS = (Check.GOOD, Check.WRONG_DIGIT, Check.MALFORMED, Check.NONE)


@dataclass(frozen=True, slots=True)
class PupilPlan:
    """What an import would do. ``read`` is ready, unchanged, merged and rows that need a person together.

    ``doubles`` are rows beside whom they may be: those that need a person, those somebody decided, and
    those of pupils who are here beyond doubt of whom the file says more than the record.
    """

    read: int
    ready: tuple[SheetRow, ...]
    unchanged: tuple[Known, ...]
    merged: tuple[Known, ...]
    need_you: tuple[Attention, ...]
    doubles: tuple[Double, ...]
    upn: tuple[tuple[Check, int], ...]
    uln: tuple[tuple[Check, int], ...]
    columns: tuple[Guess, ...]
    not_yet: tuple[Guess, ...]
    new_groups: tuple[str, ...]
    new_commissioners: tuple[tuple[str, CommissionerKind], ...]
    order: dates.Order
    is_order_open: bool
    allergies_elsewhere: tuple[ToldElsewhere, ...]
    command: people.ImportPupils | None


@dataclass(frozen=True)
class PlanPupils(Query[PupilPlan]):
    """What bringing in the pupils of a sheet would do, without doing it."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    reach: ClassVar[frozenset[Permission]] = frozenset({Permission.PEOPLE_PUPIL_READ})
    sheet: Sheet = field(repr=False)
    digest: str
    file_name: str
    choices: Choices = AS_GUESSED

    def read(self, reading: Reading) -> PupilPlan:
        today = reading.clock.today()
        spellings, curriculum = headings.shipped(headings.PUPILS), headings.shipped(headings.CURRICULUM)
        read = read_pupils(self.sheet, self.choices, spellings, curriculum, today)
        shelf = reading.content.in_force("authorities.csv", today)
        cards = Cards(read, people.read_authorities(shelf.rows()), today)
        before = self._came_before(reading)
        sorter = Sorter(read, cards, before, self.choices.decisions, today)
        sorter.sort(_here(reading, read, cards, before))
        command = people.ImportPupils(
            tuple(sorter.made.values()), self.digest, self.file_name, sorter.merges()
        )
        return PupilPlan(
            read=read.read,
            ready=tuple(sorter.ready),
            unchanged=tuple(sorter.unchanged),
            merged=tuple(sorter.merged),
            need_you=tuple(sorted(sorter.need_you, key=lambda each: each.row)),
            doubles=tuple(sorter.doubles),
            upn=_counted(cards, read, UPN_BUCKETS, "upn"),
            uln=_counted(cards, read, ULN_BUCKETS, "uln"),
            columns=read.columns.guesses,
            not_yet=not_yet(read.columns.guesses),
            new_groups=_new_groups(reading, command),
            new_commissioners=_new_commissioners(reading, command),
            order=read.order,
            is_order_open=read.is_order_open,
            allergies_elsewhere=read.allergies_elsewhere,
            command=command if command.rows or command.merges else None,
        )

    def _came_before(self, reading: Reading) -> Before:
        """Which row of this very file is which pupil already: only then is a bare name no question."""
        lines: dict[int, Ref] = {}
        merged: set[PupilId] = set()
        for source in reading.ask(people.PupilImports()):
            if source.digest == self.digest and not source.taken_back:
                lines |= {each.line: each.ref for each in reading.ask(people.ImportedPupils(source.source))}
                merged |= reading.ask(people.MergedPupils(source.source))
        return Before(lines, frozenset(merged))


def _here(reading: Reading, read: PupilSheet, cards: Cards, before: Before) -> Here:
    """Who may be meant by the rows that did not come in with this very file before."""
    sought = tuple(
        people.Sought(row.row, row.forename, row.surname, row.birth_date, cards.telling(row))
        for row in read.rows
        if row.row not in before.lines
    )
    found: dict[int, tuple[HereAlready, ...]] = {}
    for each in reading.ask(people.PossibleDuplicates(sought)):
        found[each.line] = (*found.get(each.line, ()), each)
    pupils = frozenset(each.pupil for several in found.values() for each in several)
    return Here(found, {each.pupil: each for each in reading.ask(people.PupilsBeside(pupils))})


def _counted(
    cards: Cards, sheet: PupilSheet, buckets: tuple[Check, ...], kind: str
) -> tuple[tuple[Check, int], ...]:
    """How many rows lie in each bucket; each row in one, whether or not it comes in."""
    found = Counter(cards.check(kind, getattr(each, kind)) for each in sheet.identifiers)
    return tuple((bucket, found[bucket]) for bucket in buckets)


def _new_groups(reading: Reading, command: people.ImportPupils) -> tuple[str, ...]:
    named = {fold(name): name for row in _all_rows(command) for name in reversed(row.groups)}
    known = {fold(group.card.name) for group in reading.ask(people.Groups())} if named else set()
    return tuple(name for folded, name in sorted(named.items()) if folded not in known)


def _new_commissioners(
    reading: Reading, command: people.ImportPupils
) -> tuple[tuple[str, CommissionerKind], ...]:
    named = {fold(each[0]): each for row in _all_rows(command) for each in reversed(row.commissioners)}
    known = {fold(each.card.name) for each in reading.ask(people.Commissioners())} if named else set()
    return tuple(each for folded, each in sorted(named.items()) if folded not in known)


def _all_rows(command: people.ImportPupils) -> tuple[people.PupilRow, ...]:
    return (*command.rows, *(each.after for each in command.merges))
