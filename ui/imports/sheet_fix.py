"""A sheet with cells put right by hand, and the rows that stay out as a sheet of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.core.sentences import say as sentence
from app.exchange.headings import Guess
from app.exchange.pupil_sorting import Attention
from app.exchange.sheet import Row, Sheet
from ui.words.imports import say

Fixes = Mapping[tuple[int, int], str]
"""What somebody wrote instead, by line and column."""

SAMPLES = 3


def corrected(sheet: Sheet, fixes: Fixes) -> Sheet:
    """The same sheet with these cells replaced; the file itself is never touched."""
    lines = {line for line, _ in fixes}
    rows = tuple(_corrected(row, fixes) if row.line in lines else row for row in sheet.rows)
    return replace(sheet, rows=rows)


def _corrected(row: Row, fixes: Fixes) -> Row:
    cells = list(row.cells)
    for (line, column), text in fixes.items():
        if line == row.line:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text
    return Row(row.line, tuple(cells))


def samples(sheet: Sheet, column: int, after: int) -> tuple[str, ...]:
    """The first different values of a column below its heading."""
    found: dict[str, None] = {}
    for row in sheet.rows:
        text = row.cell(column)
        if row.line > after and text:
            found.setdefault(text)
        if len(found) == SAMPLES:
            break
    return tuple(found)


def columns_of(problem: Attention, columns: Sequence[Guess]) -> tuple[Guess, ...]:
    """In which columns a problem can be put right: its own, and for two of one name the birth date."""
    wanted = [one for one in columns if one.theirs and one.theirs == problem.column]
    if problem.why in _BY_BIRTH_DATE:
        wanted += [one for one in columns if one.ours == "birth_date" and one.is_filled]
    return tuple(dict.fromkeys(wanted))


_BY_BIRTH_DATE = frozenset(("name_here_already", "several_here", "name_twice"))


def cell_of(sheet: Sheet, line: int, column: int) -> str:
    return next((row.cell(column) for row in sheet.rows if row.line == line), "")


def left_out(sheet: Sheet, columns: Sequence[Guess], problems: Sequence[Attention]) -> bytes:
    """The rows that stayed out with the reason of each, as a sheet that can come in again later."""
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        reasons.setdefault(problem.row, []).append(sentence(problem.why, problem.facts))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(one.theirs for one in columns), say("reason_column")])
    for row in sheet.rows:
        if row.line in reasons:
            cells = [row.cell(one.column) for one in columns]
            writer.writerow([_harmless(cell) for cell in (*cells, " ".join(reasons[row.line]))])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is written as words."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
