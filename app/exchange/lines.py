"""Sheets whose headings are told beforehand: each row as a line of named texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.command import Fact
from app.core.errors import Refused
from app.core.folding import fold
from app.exchange.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One row of such a sheet: its line, and the text under each heading, empty where there is none."""

    row: int
    texts: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.texts.get(heading, "")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: the code of the reason and its facts."""

    row: int
    why: str
    facts: dict[str, Fact]


def read_lines(
    sheets: Sequence[Sheet], wanted: Sequence[str], optional: Sequence[str] = ()
) -> tuple[Line, ...]:
    """The rows below the headings, blank ones left out. Raises ``Refused`` where a heading is missing."""
    rows = [row for sheet in sheets[:1] for row in sheet.rows if not row.is_blank()]
    if not rows:
        raise Refused("file_empty")
    names = [fold(cell) for cell in rows[0].cells]
    missing = [heading for heading in wanted if heading not in names]
    if missing:
        raise Refused("sheet_without_headings", missing=", ".join(missing), wanted=", ".join(wanted))
    columns = {heading: names.index(heading) for heading in (*wanted, *optional) if heading in names}
    return tuple(
        Line(row.line, {heading: row.cell(column) for heading, column in columns.items()}) for row in rows[1:]
    )


def refused_row(row: int, refusal: Refused) -> RefusedRow:
    """A row with the refusal that keeps it out."""
    return RefusedRow(row, refusal.code, dict(_facts(refusal)))


def _facts(refusal: Refused) -> Iterator[tuple[str, Fact]]:
    for name, value in refusal.facts.items():
        yield name, value if isinstance(value, int | str) else str(value)
