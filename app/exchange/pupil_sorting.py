"""Puts each row of a sheet where it belongs: ready, here already, merged, or in need of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.command import Fact
from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import PupilId, Ref
from app.exchange.choices import Act, Decision
from app.exchange.merging import Beside, beside, merged
from app.exchange.pupil_cards import Cards, Number
from app.exchange.pupil_rows import PupilRow as SheetRow
from app.exchange.pupil_rows import PupilSheet
from app.rooms import people
from app.rooms.people import By, HereAlready, PupilBeside, PupilMerge


@dataclass(frozen=True, slots=True)
class Attention:
    """A row that waits for a person: which column of theirs, the code of the reason, what stood there."""

    row: int
    column: str
    why: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """A row whose pupil is here already; without a reference the pupil of a row further up."""

    row: int
    ref: Ref | None


@dataclass(frozen=True, slots=True)
class Side:
    """One child whom a row may mean: a pupil of the record, or the row of this line further up."""

    whom: Ref | None
    line: int
    name: str
    fields: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """A row beside whom it may be, and what a person said. ``why`` is empty where nobody need say a thing."""

    row: int
    why: str
    facts: dict[str, Fact]
    sides: tuple[Side, ...]
    decision: Decision | None

    @property
    def act(self) -> Act | None:
        return self.decision.act if self.decision is not None else None

    @property
    def says_more(self) -> bool:
        return any(each.is_lacking or each.differs for side in self.sides for each in side.fields)

    @property
    def whom(self) -> Side:
        """The child who is meant: the one a person named, or the first."""
        said = self.decision.whom if self.decision is not None else None
        return next((side for side in self.sides if side.whom == said), self.sides[0])


@dataclass(frozen=True, slots=True)
class Before:
    """What this very file brought in before, as far as it stands: by line, and into whom it was merged."""

    lines: Mapping[int, Ref]
    merged: frozenset[PupilId]


@dataclass(frozen=True, slots=True)
class Here:
    """Who is here of those whom a sheet may mean, and what is on record of them."""

    by_line: Mapping[int, tuple[HereAlready, ...]]
    on_record: Mapping[PupilId, PupilBeside]


class Sorter:
    """Goes through a sheet once, from top to bottom."""

    def __init__(
        self, sheet: PupilSheet, cards: Cards, before: Before, said: Iterable[Decision], today: date
    ) -> None:
        self._sheet = sheet
        self._cards = cards
        self._before = before
        self._said = {each.row: each for each in said}
        self._today = today
        self._numbers: dict[Number, int] = {}
        self._named: dict[str, list[SheetRow]] = {}
        self._into: dict[int, PupilId] = {}
        self._after: dict[PupilId, people.PupilRow] = {}
        self._here = Here({}, {})
        self.made: dict[int, people.PupilRow] = {}
        self.ready: list[SheetRow] = []
        self.unchanged: list[Known] = []
        self.merged: list[Known] = []
        self.doubles: list[Double] = []
        self.need_you = [
            Attention(each.row, each.column, each.why, {"found": each.found, "column": each.column})
            for each in sheet.need_you
        ]

    def sort(self, here: Here) -> None:
        self._here = here
        for row in self._sheet.rows:
            if row.row in self._before.lines:
                self.unchanged.append(Known(row.row, self._before.lines[row.row]))
            elif found := here.by_line.get(row.row):
                self._compare(row, found)
            elif doubt := self._doubt(row):
                self._twice(row, doubt)
            else:
                self._take(row)

    def merges(self) -> tuple[PupilMerge, ...]:
        """What is filled in, pupil by pupil; nothing for one of whom everything was on record."""
        before = {pupil: self._here.on_record[pupil].row for pupil in self._after}
        return tuple(
            PupilMerge(pupil, before[pupil], after)
            for pupil, after in self._after.items()
            if replace(after, line=before[pupil].line) != before[pupil]
        )

    # -- who may be here already

    def _compare(self, row: SheetRow, found: tuple[HereAlready, ...]) -> None:
        """A row that may be somebody who is here: the same beyond doubt, or a question."""
        said = self._said_of(row, found)
        again = tuple(each for each in found if each.pupil in self._before.merged)
        if said is None and len(again) == 1:
            self.unchanged.append(Known(row.row, again[0].ref))
            return
        why = "several_here" if len(found) > 1 else self._difference(row, found[0])
        refs: dict[str, Fact] = {"refs": ", ".join(sorted(each.ref for each in found))}
        double = Double(row.row, why, refs, tuple(self._side(row, each) for each in found), said)
        if why or double.says_more or said is not None:
            self.doubles.append(double)
        meant = next((each for each in found if said is not None and each.ref == said.whom), found[0])
        if double.act is None and why:
            self.need_you.append(Attention(row.row, self._heading(why), why, refs))
        elif said is None or said.act in (None, Act.KEEP):
            self.unchanged.append(Known(row.row, meant.ref))
        elif said.act is Act.MERGE:
            others = {number for each in found if each is not meant for number in each.identifiers}
            self._merge(row, meant.pupil, said, others)
        else:
            self._take(row, {number for each in found for number in each.identifiers})

    def _said_of(self, row: SheetRow, found: tuple[HereAlready, ...]) -> Decision | None:
        """What was decided about the row, as long as whoever was meant is still among those it may be."""
        said = self._said.get(row.row)
        return said if said is not None and said.whom in {each.ref for each in found} else None

    def _side(self, row: SheetRow, here: HereAlready) -> Side:
        name = f"{here.forename} {here.surname}"
        on_record = self._here.on_record.get(here.pupil)
        fields = () if on_record is None else self._beside(on_record.row, row)
        return Side(here.ref, 0, name, fields)

    def _beside(self, here: people.PupilRow, row: SheetRow) -> tuple[Beside, ...]:
        return beside(here, self._cards.row(row), says_start=self._cards.says_start(row))

    def _difference(self, row: SheetRow, here: HereAlready) -> str:
        """The code of what keeps a row from being the pupil who is here; empty where nothing does."""
        if here.by is By.NAME:
            return "name_here_already"
        if fold(f"{row.forename} {row.surname}") != fold(f"{here.forename} {here.surname}"):
            return "number_here_other_name"
        if row.birth_date and here.birth_date and row.birth_date != here.birth_date:
            return "number_here_other_birth_date"
        theirs = {kind: people.plain_identifier(value) for kind, value in here.identifiers}
        told = self._cards.telling(row)
        return "here_with_other_number" if any(theirs.get(kind) != text for kind, text in told) else ""

    # -- who may stand further up in the file

    def _doubt(self, row: SheetRow) -> Attention | None:
        """Why a row cannot come in beside those above it, and which of them it may be."""
        for kind, text in self._cards.telling(row):
            other = self._numbers.get((kind, text))
            if other is not None:
                return Attention(row.row, self._theirs(kind.value.lower()), "number_twice", {"other": other})
        for other_row in self._named.get(fold(f"{row.forename} {row.surname}"), ()):
            if row.birth_date is None or other_row.birth_date in (None, row.birth_date):
                return Attention(row.row, self._name_column(), "name_twice", {"other": other_row.row})
        return None

    def _twice(self, row: SheetRow, doubt: Attention) -> None:
        said, line = self._said.get(row.row), int(doubt.facts["other"] or 0)
        if said is not None and said.whom is not None:
            said = None  # it was said beside somebody on record, who is not meant any more
        above = self._after[self._into[line]] if line in self._into else self.made[line]
        name = f"{above.card.forename} {above.card.surname}"
        side = Side(None, line, name, self._beside(above, row))
        self.doubles.append(Double(row.row, doubt.why, doubt.facts, (side,), said))
        if said is None or said.act is None:
            self.need_you.append(doubt)
        elif said.act is Act.KEEP:
            self.unchanged.append(Known(row.row, None))
        elif said.act is Act.BOTH:
            self._take(row, self._elsewhere(row, ()))
        elif line in self._into:
            self._merge(row, self._into[line], said, ())
        else:
            self._merge_above(row, line, said)

    # -- what becomes of a row

    def _take(self, row: SheetRow, elsewhere: Collection[Number] = ()) -> None:
        made = self._cards.row(row, elsewhere)
        if self._stands(row, made):
            self._remember(row, elsewhere)
            self.ready.append(row)
            self.made[row.row] = made

    def _merge(self, row: SheetRow, pupil: PupilId, said: Decision, others: Collection[Number]) -> None:
        on_record = self._here.on_record[pupil]
        mine = {line for line, into in self._into.items() if into == pupil}
        elsewhere = self._elsewhere(row, mine).union(others)
        here = self._after.get(pupil, on_record.row)
        after = self._filled(here, row, said, elsewhere)
        if self._stands(row, after):
            self._after[pupil] = replace(after, line=row.row)
            self._into[row.row] = pupil
            self._remember(row, elsewhere)
            self.merged.append(Known(row.row, on_record.ref))

    def _merge_above(self, row: SheetRow, line: int, said: Decision) -> None:
        taken = self._elsewhere(row, {line})
        after = self._filled(self.made[line], row, said, taken)
        if self._stands(row, after):
            self.made[line] = after
            self._remember(row, taken, line)
            self.merged.append(Known(row.row, None))

    def _elsewhere(self, row: SheetRow, mine: Collection[int]) -> frozenset[Number]:
        """The numbers of a row that stand on other lines than these, so for another child."""
        told = self._cards.telling(row)
        return frozenset(each for each in told if each in self._numbers and self._numbers[each] not in mine)

    def _filled(
        self, here: people.PupilRow, row: SheetRow, said: Decision, elsewhere: Collection[Number]
    ) -> people.PupilRow:
        theirs = self._cards.row(row, elsewhere)
        return merged(here, theirs, said.theirs, says_start=self._cards.says_start(row))

    def _stands(self, row: SheetRow, made: people.PupilRow) -> bool:
        """Whether the rules of a card let this stand; a row that they refuse needs a person."""
        try:
            people.check_pupil(made.card, self._today)
        except Refused as refusal:
            facts = {name: str(value) for name, value in refusal.facts.items()}
            self.need_you.append(Attention(row.row, self._heading(refusal.code), refusal.code, {**facts}))
            return False
        return True

    def _remember(self, row: SheetRow, elsewhere: Collection[Number], line: int | None = None) -> None:
        """By what rows further down are compared with this one, and with whom they then are."""
        for number in self._cards.telling(row):
            if number not in elsewhere:
                self._numbers.setdefault(number, line or row.row)
        if line is None:
            self._named.setdefault(fold(f"{row.forename} {row.surname}"), []).append(row)

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
