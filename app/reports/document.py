"""The blocks a report is made of: frozen, plain, and the same for paper, file and screen."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from app.core.ids import Ref

Look = Literal["family", "staff", "emergency", "sheet"]
"""Which of the template's type sizes and rules a document is set in."""

Tone = Literal["body", "quiet", "strong", "count"]
Marker = Literal["dot", "tick"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 stands once, at the top."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a list or a callout, with a quieter line under it where there is one."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose items have no order."""

    items: tuple[Item, ...]
    marker: Marker = "dot"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure with what it counts; the note says its base and period."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: how many steps high, and the words that say so without the height.

    ``height`` is None where nothing was observed: a gap, never a bar of no height. ``firm`` is
    False where nobody saw the child; such a bar is hollow and has an open foot. ``heard`` is False
    where nobody heard them either.
    """

    label: str
    words: str
    height: int | None
    firm: bool = True
    heard: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart. ``told`` says in sentences what the picture shows; there is no picture without."""

    title: str
    bars: tuple[Bar, ...]
    told: str
    top: int = 9

    def __post_init__(self) -> None:
        _must_tell(self.told)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in a cell."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell of a table; ``box`` names a box to tick, where there is one.

    Lines that ``run_on`` follow one another on one line where the sheet is full.
    """

    lines: tuple[Line, ...]
    box: str = ""
    run_on: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width."""

    title: str
    share: int = 1
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a heading row that is repeated on every page it reaches."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has one cell for each column")


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A line to tick off: who or what, a remark, and what stands at the end, such as a telephone number."""

    text: str
    detail: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A list with a box to tick in front of each line."""

    lines: tuple[BoxLine, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to be filled in by hand, each under its label."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A frame for what must be found first."""

    parts: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class QR:
    """A square code for a camera; ``told`` says what is in it to who cannot see it."""

    content: str
    told: str

    def __post_init__(self) -> None:
        _must_tell(self.told)


Block = (
    Heading
    | Paragraph
    | Bullets
    | KeyFigures
    | Bars
    | TableBlock
    | Boxes
    | Signature
    | Callout
    | PageBreak
    | QR
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says first: proved by the visits, and perhaps in somebody's own words instead."""

    proved: str
    words: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What every page says of itself: for whom, by whom, when, from which data, under which reference."""

    addressee: str
    reference: Ref
    provision: str
    made_by: str
    made_on: date
    data_to: date | None
    note: str = ""
    personal: bool = True
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``title`` stands in the title bar of whoever opens it, so it names nobody."""

    title: str
    look: Look
    facts: Facts
    blocks: tuple[Block, ...]


Whole = TypeVar("Whole")
_NOT_WORDS = frozenset({"look", "tone", "marker", "reference", "proved"})


def with_words(whole: Whole, change: Callable[[str], str]) -> Whole:
    """The same document, block or part with each of its words passed through ``change``."""
    changed: Any = _changed(whole, change)
    return changed  # type: ignore[no-any-return]


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in _NOT_WORDS]
        return dataclasses.replace(value, **{name: _changed(getattr(value, name), change) for name in names})
    return value


def _must_tell(told: str) -> None:
    if not told.strip():
        raise ValueError("a picture needs words that say the same")
