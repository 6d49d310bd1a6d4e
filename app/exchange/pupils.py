"""Plans an import of pupils: who is ready, who is here already, which rows need a person, and the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from app.core.command import Fact
from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import Ref
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.exchange import dates, headings
from app.exchange.headings import Guess
from app.exchange.pupil_rows import Choices, PupilSheet, read_pupils
from app.exchange.pupil_rows import PupilRow as SheetRow
from app.exchange.sheet import Sheet
from app.rooms import people
from app.rooms.people import By, Check, ContactCard, HereAlready, IdentifierKind, PupilCard

AS_GUESSED = Choices()

UPN_BUCKETS = (Check.GOOD, Check.WRONG_LETTER, Check.UNKNOWN_AUTHORITY, Check.MALFORMED, Check.NONE)
ULN_BUCKETS = (Check.GOOD, Check.WRONG_DIGIT, Check.MALFORMED, Check.NONE)

_KINDS = (("upn", IdentifierKind.UPN), ("uln", IdentifierKind.ULN))
_OTHER_KINDS = (("former_upn", IdentifierKind.FORMER_UPN), ("other_id", IdentifierKind.OTHER))


_OF_NEEDS = (("sen_provision", "SEN provision"), ("sen_type", "Kind of need"), ("ehcp", "EHC plan"))


@dataclass(frozen=True, slots=True)
class Attention:
    """A row that waits for a person: which column of theirs, the code of the reason, what stood there.

    ``here`` is the pupil of the record who may be the same, for showing both side by side.
    """

    row: int
    column: str
    why: str
    facts: dict[str, Fact] = field(default_factory=dict)
    here: HereAlready | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A row whose pupil is here already."""

    row: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class PupilPlan:
    """What an import would do. ``read`` is ready, unchanged and rows that need a person together."""

    read: int
    ready: tuple[SheetRow, ...]
    unchanged: tuple[Known, ...]
    need_you: tuple[Attention, ...]
    upn: tuple[tuple[Check, int], ...]
    uln: tuple[tuple[Check, int], ...]
    columns: tuple[Guess, ...]
    order: dates.Order
    is_order_open: bool
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
        checks = _Checks(people.read_authorities(shelf.rows()), read)
        sorter = _Sorter(read, checks, self._came_before(reading), today)
        sorter.sort(_here(reading, read.rows, checks))
        rows = tuple(sorter.made)
        command = people.ImportPupils(rows, self.digest, self.file_name) if rows else None
        return PupilPlan(
            read=read.read,
            ready=tuple(sorter.ready),
            unchanged=tuple(sorter.unchanged),
            need_you=tuple(sorted(sorter.need_you, key=lambda each: each.row)),
            upn=checks.counted(UPN_BUCKETS, "upn"),
            uln=checks.counted(ULN_BUCKETS, "uln"),
            columns=read.columns.guesses,
            order=read.order,
            is_order_open=read.is_order_open,
            command=command,
        )

    def _came_before(self, reading: Reading) -> dict[int, Ref]:
        """Which row of this very file is which pupil already: only then is a bare name no question."""
        found: dict[int, Ref] = {}
        for source in reading.ask(people.PupilImports()):
            if source.digest == self.digest and not source.taken_back:
                found |= {each.line: each.ref for each in reading.ask(people.ImportedPupils(source.source))}
        return found


def _here(
    reading: Reading, rows: Iterable[SheetRow], checks: _Checks
) -> Mapping[int, tuple[HereAlready, ...]]:
    sought = tuple(
        people.Sought(row.row, row.forename, row.surname, row.birth_date, checks.telling(row)) for row in rows
    )
    found: dict[int, tuple[HereAlready, ...]] = {}
    for each in reading.ask(people.PossibleDuplicates(sought)):
        found[each.line] = (*found.get(each.line, ()), each)
    return found


class _Checks:
    """What the check characters of a sheet's identifiers say."""

    def __init__(self, authorities: frozenset[str], sheet: PupilSheet) -> None:
        self._authorities = authorities
        self._sheet = sheet

    def of(self, kind: str, text: str) -> Check:
        if kind == "upn":
            return people.check_upn(text, self._authorities)
        return people.check_uln(text)

    def counted(self, buckets: tuple[Check, ...], kind: str) -> tuple[tuple[Check, int], ...]:
        """How many rows lie in each bucket; each row in one, whether or not it comes in."""
        found = Counter(self.of(kind, getattr(each, kind)) for each in self._sheet.identifiers)
        return tuple((bucket, found[bucket]) for bucket in buckets)

    def telling(self, row: SheetRow) -> tuple[tuple[IdentifierKind, str], ...]:
        """The numbers of a row by which a child can be known again: a malformed one tells nothing."""
        return tuple(
            (kind, text)
            for name, kind in _KINDS
            if (text := getattr(row, name)) and self.of(name, text) is not Check.MALFORMED
        )


class _Sorter:
    """Puts each row of a sheet where it belongs: ready, here already, or in need of a person."""

    def __init__(self, sheet: PupilSheet, checks: _Checks, before: Mapping[int, Ref], today: date) -> None:
        self._sheet = sheet
        self._checks = checks
        self._before = before
        self._today = today
        self._numbers: dict[tuple[IdentifierKind, str], int] = {}
        self._named: dict[str, list[SheetRow]] = {}
        self.ready: list[SheetRow] = []
        self.made: list[people.PupilRow] = []
        self.unchanged: list[Known] = []
        self.need_you = [
            Attention(each.row, each.column, each.why, {"found": each.found}) for each in sheet.need_you
        ]

    def sort(self, here: Mapping[int, tuple[HereAlready, ...]]) -> None:
        for row in self._sheet.rows:
            if row.row in self._before:
                self.unchanged.append(Known(row.row, self._before[row.row]))
            elif found := here.get(row.row):
                self._compare(row, found)
            elif doubt := self._doubt(row):
                self.need_you.append(doubt)
            else:
                self._take(row)

    def _compare(self, row: SheetRow, found: tuple[HereAlready, ...]) -> None:
        """A row that may be somebody who is here: the same beyond doubt, or a question."""
        why = "several_here" if len(found) > 1 else self._difference(row, found[0])
        if why:
            refs = ", ".join(sorted(each.ref for each in found))
            self.need_you.append(Attention(row.row, self._heading(why), why, {"refs": refs}, found[0]))
        else:
            self.unchanged.append(Known(row.row, found[0].ref))

    def _difference(self, row: SheetRow, here: HereAlready) -> str:
        """The code of what keeps a row from being the pupil who is here; empty where nothing does."""
        if here.by is By.NAME:
            return "name_here_already"
        if fold(f"{row.forename} {row.surname}") != fold(f"{here.forename} {here.surname}"):
            return "number_here_other_name"
        if row.birth_date and here.birth_date and row.birth_date != here.birth_date:
            return "number_here_other_birth_date"
        theirs = {kind: people.plain_identifier(value) for kind, value in here.identifiers}
        told = ((kind, people.plain_identifier(text)) for kind, text in self._checks.telling(row))
        return "here_with_other_number" if any(theirs.get(kind) != text for kind, text in told) else ""

    def _doubt(self, row: SheetRow) -> Attention | None:
        """A row that cannot come in beside those above it, or that the rules of a card refuse."""
        for kind, text in self._checks.telling(row):
            other = self._numbers.get((kind, people.plain_identifier(text)))
            if other is not None:
                return Attention(row.row, self._theirs(kind.value.lower()), "number_twice", {"other": other})
        for other_row in self._named.get(fold(f"{row.forename} {row.surname}"), ()):
            if row.birth_date is None or other_row.birth_date in (None, row.birth_date):
                return Attention(row.row, self._name_column(), "name_twice", {"other": other_row.row})
        return None

    def _take(self, row: SheetRow) -> None:
        made = people.PupilRow(row.row, self._card(row), tuple(self._numbers_of(row)), tuple(contacts(row)))
        try:
            people.check_pupil(made.card, self._today)
        except Refused as refusal:
            facts = {name: str(value) for name, value in refusal.facts.items()}
            self.need_you.append(Attention(row.row, self._heading(refusal.code), refusal.code, {**facts}))
            return
        for kind, text in self._checks.telling(row):
            self._numbers[kind, people.plain_identifier(text)] = row.row
        self._named.setdefault(fold(f"{row.forename} {row.surname}"), []).append(row)
        self.ready.append(row)
        self.made.append(made)

    def _card(self, row: SheetRow) -> PupilCard:
        others = dict(row.others)
        start = self._day(others.get("start_date", "")) or self._today
        leaving = self._day(others.get("end_date", "")) or FAR
        start = min(start, self._today)
        return PupilCard(
            forename=row.forename,
            surname=row.surname,
            start_day=start,
            leaving_day=leaving if leaving >= start else FAR,
            known_as="" if row.known_as == row.forename else row.known_as,
            pronouns=row.pronouns,
            birth_date=row.birth_date,
            year_group=row.year_group,
            sex=row.sex,
            needs=_needs(row, others),
            care=row.care,
        )

    def _day(self, text: str) -> date | None:
        return dates.understand(text, self._sheet.order, self._today).day if text else None

    def _numbers_of(self, row: SheetRow) -> Iterator[tuple[IdentifierKind, str]]:
        """The numbers to keep. A malformed one is kept as another number: it stands for nobody alone."""
        telling = set(self._checks.telling(row))
        for name, kind in _KINDS:
            if text := getattr(row, name):
                yield (kind if (kind, text) in telling else IdentifierKind.OTHER), text
        others = dict(row.others)
        for name, kind in _OTHER_KINDS:
            for text in filter(None, (part.strip() for part in others.get(name, "").split(";"))):
                yield kind, text

    # -- which of their columns a reason is about

    def _heading(self, why: str) -> str:
        if "birth" in why or "born" in why:
            return self._theirs("birth_date")
        if "number" in why:
            return self._theirs("upn") or self._theirs("uln")
        return self._name_column()

    def _name_column(self) -> str:
        return self._theirs("forename") or self._theirs("full_name") or self._theirs("legal_forename")

    def _theirs(self, ours: str) -> str:
        columns = self._sheet.columns
        return next((each.theirs for each in columns.guesses if each.is_filled and each.ours == ours), "")


def _needs(row: SheetRow, others: Mapping[str, str]) -> str:
    """What the sheet says of needs, the columns of special needs under their names."""
    named = (f"{words}: {others[name]}" for name, words in _OF_NEEDS if others.get(name))
    return "\n".join(filter(None, (row.needs, *named)))


def contacts(row: SheetRow) -> Iterator[ContactCard]:
    """The people around a pupil whom a row names. Where names and numbers do not pair, none is guessed."""
    others = dict(row.others)
    fields = [
        [part.strip() for part in others.get(f"contact_{name}", "").split(";")]
        for name in ("name", "relationship", "phone", "email")
    ]
    names = [name for name in fields[0] if name]
    if not names:
        return
    paired = all(len(column) in (len(names), 1) and (len(names) == 1 or column == [""] or len(column) > 1)
                 for column in fields)  # fmt: skip
    if not paired:
        joined = ("; ".join(filter(None, column)) for column in fields)
        yield _contact(1, *joined)
        return
    for place, name in enumerate(names):
        rest = [column[place] if place < len(column) else "" for column in fields[1:]]
        yield _contact(place + 1, name, *rest)


def _contact(order: int, name: str, relationship: str, phone: str, email: str) -> ContactCard:
    return ContactCard(people.NOBODY_YET, name, relationship, phone, email, ring_order=order)
