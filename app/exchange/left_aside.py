"""What of a workbook was not read although it might be: other sheets, hidden ones, columns given twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.exchange.headings import Guess
from app.exchange.sheet import NotRead, Sheet


def left_aside(sheets: Sequence[Sheet], taken: Sheet, columns: Sequence[Guess]) -> tuple[NotRead, ...]:
    """A line for each other sheet that says something, and for each column whose heading another took."""
    return (*_sheets(sheets, taken), *_columns(columns))


def of_hidden(names: Sequence[str]) -> tuple[NotRead, ...]:
    """A line for each sheet that is hidden: lists of choices mostly, but it may be last year's leavers."""
    return tuple(NotRead(f"sheet {name}".strip(), "sheet_hidden", name) for name in names)


def _sheets(sheets: Sequence[Sheet], taken: Sheet) -> Iterable[NotRead]:
    for sheet in sheets:
        if sheet is not taken and not all(row.is_blank() for row in sheet.rows):
            yield NotRead(f"sheet {sheet.name}".strip(), "sheet_not_read", taken.name)


def _columns(columns: Sequence[Guess]) -> Iterable[NotRead]:
    read = {guess.theirs for guess in columns if guess.is_filled}
    for guess in columns:
        if guess.theirs in read and not guess.is_filled:
            yield NotRead(f"column {guess.column + 1}", "heading_twice", guess.theirs)
