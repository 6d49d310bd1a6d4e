"""The rows of a sheet as pupils: names, dates and identifiers understood, and what needs a person listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.errors import Refused
from app.exchange import dates, headings, health, stays
from app.exchange.cells import clean, split_name, year_group
from app.exchange.choices import Choices
from app.exchange.dates import Order
from app.exchange.headings import Columns, Guess, Spellings
from app.exchange.sheet import Row, Sheet
from app.exchange.stays import UNSAID, Stay

STORED = (
    "forename",
    "surname",
    "known_as",
    "pronouns",
    "birth_date",
    "year_group",
    "sex",
    "upn",
    "uln",
    "needs",
    *health.FIELDS,
    "care",
    "group",
    "commissioner",
    "start_date",
    "end_date",
)
"""Our names of the columns that become part of a pupil's record."""

WITH_THEM = (
    "contact_email",
    "contact_name",
    "contact_phone",
    "contact_relationship",
    "ehcp",
    "former_upn",
    "legal_forename",
    "legal_surname",
    "other_id",
    "sen_provision",
    "sen_type",
)
"""Columns that come along in another shape: contacts, numbers, lines of what a pupil needs."""

NOT_YET = (
    "address",
    "ethnicity",
    "first_language",
    "former_surname",
    "fsm",
    "gender_identity",
    "looked_after",
    "middle_names",
    "nationality",
    "own_email",
    "own_phone",
    "postcode",
    "preferred_surname",
    "pupil_premium",
    "religion",
    "social_care",
)
"""Columns that are understood but have no place in the record yet. They are named, never taken in silence."""

STAND_IN = {
    "full_name": frozenset({"forename", "surname"}),
    "legal_forename": frozenset({"forename"}),
    "legal_surname": frozenset({"surname"}),
}
"""Columns that are read only where these are empty."""

_DAYS = ("birth_date", "start_date", "end_date")
_NAMES = ("forename", "surname", "full_name", "legal_forename", "legal_surname")
_LONGEST_NAME = 100
_OLDEST = 30
_UNREAD = "\ufffd"
_SEXES = {"m": "M", "male": "M", "boy": "M", "b": "M", "f": "F", "female": "F", "girl": "F", "g": "F"}


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil of the sheet, ready to be compared with the record. What the sheet leaves out is empty."""

    row: int
    forename: str
    surname: str
    known_as: str = ""
    pronouns: str = ""
    birth_date: date | None = None
    year_group: str = ""
    sex: str = ""
    upn: str = ""
    uln: str = ""
    needs: str = ""
    allergy: str = ""
    condition: str = ""
    rescue_medicine: str = ""
    care: str = ""
    group: str = ""
    commissioner: str = ""
    stay: Stay = UNSAID
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedYou:
    """A row that waits for a person: which, in which column of theirs, why, and what stood there."""

    row: int
    column: str
    why: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What stood in the identifier columns of a row, whether or not the row comes in."""

    row: int
    upn: str
    uln: str


@dataclass(frozen=True, slots=True)
class PupilSheet:
    """A sheet read as pupils. ``len(identifiers)`` rows were read."""

    columns: Columns
    rows: tuple[PupilRow, ...]
    need_you: tuple[NeedYou, ...]
    identifiers: tuple[Identifiers, ...]
    order: Order
    is_order_open: bool
    allergies_elsewhere: tuple[health.ToldElsewhere, ...] = ()

    @property
    def read(self) -> int:
        return len(self.identifiers)


def best_sheet(sheets: Sequence[Sheet], spellings: Spellings) -> Sheet:
    """The sheet of a workbook that looks most like pupils; the first of equals."""
    filled = [sheet for sheet in sheets if any(not row.is_blank() for row in sheet.rows)]
    if not filled:
        raise Refused("file_empty")
    return max(filled, key=lambda sheet: _promise(headings.find(sheet, spellings, EVIDENCE)))


def _promise(columns: Columns) -> tuple[bool, int]:
    ours = columns.filled()
    return any(name in ours for name in _NAMES), len(ours)


def read_pupils(
    sheet: Sheet, choices: Choices, spellings: Spellings, curriculum: Spellings, today: date
) -> PupilSheet:
    """Every row of the sheet as a pupil or as one that needs a person; none keeps another back.

    Raises ``Refused`` for a sheet that is plainly a curriculum.
    """
    columns = chosen(headings.find(sheet, spellings, EVIDENCE), choices)
    if not choices.columns and not has_names(columns):
        refuse_curriculum(sheet, curriculum)
    rows = _record_rows(sheet, columns)
    order, is_open = _order(rows, columns, choices)
    reader = _Reader(columns, order, today)
    pupils: list[PupilRow] = []
    need_you: list[NeedYou] = []
    for row in rows:
        pupil, why = reader.read(row)
        if pupil is None:
            need_you.extend(why)
        else:
            pupils.append(pupil)
    found = tuple(reader.identifiers(row) for row in rows)
    told = health.told_elsewhere(rows, columns.guesses)
    return PupilSheet(columns, tuple(pupils), tuple(need_you), found, order, is_open, told)


def chosen(columns: Columns, choices: Choices) -> Columns:
    """The guesses with a person's word over them, which is always certain."""
    said = dict(choices.columns)
    guesses = tuple(
        Guess(guess.column, guess.theirs, said[guess.column], 100 if said[guess.column] else 0)
        if guess.column in said
        else guess
        for guess in columns.guesses
    )
    lines = columns.lines if choices.heading_lines is None else choices.heading_lines
    return Columns(lines, guesses)


def has_names(columns: Columns) -> bool:
    filled = columns.filled()
    return any(name in filled for name in _NAMES)


def not_yet(columns: Iterable[Guess]) -> tuple[Guess, ...]:
    """The columns that were understood and are not brought in."""
    return tuple(guess for guess in columns if guess.is_filled and guess.ours in NOT_YET)


def refuse_curriculum(sheet: Sheet, curriculum: Spellings) -> None:
    """A curriculum given for pupils is refused, rather than every one of its rows being asked about."""
    columns = headings.find(sheet, curriculum, {})
    ours = columns.filled()
    said = {"".join(headings.words(guess.theirs)) for guess in columns.guesses}
    levels = [guess for guess in columns.guesses if guess.level]
    if (
        {"fullstatement", "humancodingscheme"} & said
        or len(levels) > 1
        or {"statement", "parent"} <= ours.keys()
    ):
        raise Refused("file_is_curriculum")


def _record_rows(sheet: Sheet, columns: Columns) -> list[Row]:
    """The rows that are neither blank nor heading nor above it; a heading that comes again is a heading."""
    last = max(columns.lines, default=0)
    heading = {
        row.line: [cell.strip() for cell in row.cells] for row in sheet.rows if row.line in columns.lines
    }
    again = [cells for cells in heading.values() if any(cells)]
    return [
        row
        for row in sheet.rows
        if row.line > last and not row.is_blank() and [cell.strip() for cell in row.cells] not in again
    ]


def _order(rows: list[Row], columns: Columns, choices: Choices) -> tuple[Order, bool]:
    if choices.order is not None:
        return choices.order, False
    filled = columns.filled()
    columns_of_days = [column for name in _DAYS for column in filled.get(name, ())]
    cells = [row.cell(column) for column in columns_of_days for row in rows]
    return dates.order_of(cells), dates.is_ambiguous(cells)


class _Reader:
    """Reads one row after another by the columns of the sheet."""

    def __init__(self, columns: Columns, order: Order, today: date) -> None:
        self._columns = columns.filled()
        self._with_them = [name for name in WITH_THEM if name in self._columns]
        self._theirs = {guess.column: guess.theirs for guess in columns.guesses}
        self._elsewhere = health.columns_elsewhere(columns.guesses)
        self._order = order
        self._today = today

    def identifiers(self, row: Row) -> Identifiers:
        return Identifiers(row.line, self._text(row, "upn"), self._text(row, "uln"))

    def read(self, row: Row) -> tuple[PupilRow | None, list[NeedYou]]:
        forename, surname = self._names(row)
        why = self._missing(row, forename, surname)
        birth_date, problem = self._birth_date(row)
        stay, unsure = self._stay(row)
        why += [*problem, *unsure, *self._unreadable(row)]
        if why:
            return None, why
        return (
            PupilRow(
                row=row.line,
                forename=forename,
                surname=surname,
                known_as=self._text(row, "known_as"),
                pronouns=self._text(row, "pronouns"),
                birth_date=birth_date,
                year_group=year_group(self._text(row, "year_group")),
                sex=_SEXES.get(self._text(row, "sex").casefold(), self._text(row, "sex")),
                upn=self._text(row, "upn"),
                uln=self._text(row, "uln"),
                needs=self._text(row, "needs"),
                allergy=self._health(row, "allergy", *health.allergies_elsewhere(row, self._elsewhere)),
                condition=self._health(row, "condition"),
                rescue_medicine=self._health(row, "rescue_medicine"),
                care=self._text(row, "care"),
                group=self._text(row, "group"),
                commissioner=self._text(row, "commissioner"),
                stay=stay,
                others=tuple((name, text) for name in self._with_them if (text := self._text(row, name))),
            ),
            [],
        )

    def _text(self, row: Row, ours: str) -> str:
        """What the columns of this name say; several are joined, in the order of the sheet."""
        columns = self._columns.get(ours)
        if columns is None:
            return ""
        if len(columns) == 1:
            return clean(row.cell(columns[0]))
        return "; ".join(filter(None, (clean(row.cell(column)) for column in columns)))

    def _health(self, row: Row, ours: str, *elsewhere: str) -> str:
        """The same for what is known of a child's health, where one column may ask about one thing only."""
        columns = self._columns.get(ours, ())
        said = (health.said(clean(self._theirs[column]), clean(row.cell(column))) for column in columns)
        return "; ".join(filter(None, (*said, *elsewhere)))

    def _unreadable(self, row: Row) -> list[NeedYou]:
        """Cells with a letter that the file does not hold whole. Half a name must not come in as a name."""
        return [
            NeedYou(row.line, self._theirs[column], "letter_unreadable", row.cell(column)[:_LONGEST_NAME])
            for ours, columns in self._columns.items()
            if ours not in NOT_YET
            for column in columns
            if _UNREAD in row.cell(column)
        ]

    def _names(self, row: Row) -> tuple[str, str]:
        forename = self._text(row, "forename") or self._text(row, "legal_forename")
        surname = self._text(row, "surname") or self._text(row, "legal_surname")
        if forename and surname:
            return forename, surname
        first, last = split_name(self._text(row, "full_name"))
        return forename or first, surname or last

    def _missing(self, row: Row, forename: str, surname: str) -> list[NeedYou]:
        if not any(name in self._columns for name in _NAMES):
            return [NeedYou(row.line, "", "no_name_column")]
        found: list[NeedYou] = []
        for name, text in (("forename", forename), ("surname", surname)):
            if not text:
                found.append(NeedYou(row.line, self._heading(name), f"{name}_missing"))
            elif len(text) > _LONGEST_NAME or not any(character.isalpha() for character in text):
                found.append(NeedYou(row.line, self._heading(name), "not_a_name", text[:_LONGEST_NAME]))
        return found

    def _birth_date(self, row: Row) -> tuple[date | None, list[NeedYou]]:
        text = self._text(row, "birth_date")
        if not text:
            return None, []
        understood = dates.understand(text, self._order, self._today)
        if understood.day is None:
            why = str(understood.why_not)
        elif understood.day > self._today:
            why = "birth_date_in_future"
        elif understood.day.year < self._today.year - _OLDEST:
            why = "birth_date_long_ago"
        else:
            return understood.day, []
        return None, [NeedYou(row.line, self._heading("birth_date"), why, text[:_LONGEST_NAME])]

    def _stay(self, row: Row) -> tuple[Stay, list[NeedYou]]:
        texts = {name: self._text(row, name) for name in ("start_date", "end_date")}
        stay = stays.understand(texts["start_date"], texts["end_date"], self._order, self._today)
        found = [
            NeedYou(row.line, self._heading(name), why, texts[name][:_LONGEST_NAME])
            for name, why in stay.troubles
        ]
        return stay, found

    def _heading(self, ours: str) -> str:
        columns = self._columns.get(ours) or self._columns.get("full_name") or ()
        return self._theirs[columns[0]] if columns else ""


def _mostly(test: Callable[[str], bool]) -> Callable[[list[str]], bool]:
    return lambda cells: 2 * sum(map(test, cells)) >= len(cells)


def _is_year_group(cell: str) -> bool:
    plain = year_group(cell)
    return int(plain) <= 14 if plain.isdigit() else len(plain) <= 12


def _is_name(cell: str) -> bool:
    """A name has letters, more of them than figures, and none of the joints of a code."""
    figures = sum(character.isdigit() for character in cell)
    return "_" not in cell and sum(character.isalpha() for character in cell) > figures


def _is_date_like(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


EVIDENCE = {
    "full_name": _mostly(_is_name),
    "year_group": _mostly(_is_year_group),
    "birth_date": _mostly(_is_date_like),
    "start_date": _mostly(dates.looks_like_date),
    "end_date": _mostly(dates.looks_like_date),
}
"""What must be seen below a heading before its column is filled in unasked."""
