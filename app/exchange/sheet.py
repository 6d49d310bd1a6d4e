"""What came back from the child, checked and frozen: a Sheet of cells, or a Tree of steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet. The first line is 1; a field with line breaks counts once."""

    line: int
    cells: tuple[str, ...]
    is_unread: bool = False
    """Whether the file holds something here that is no letter; U+FFFD stands for it."""

    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)

    def cell(self, column: int) -> str:
        """The words of a cell, empty where the row ends before it."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or the one table of a text file, whose name is then empty."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A step of a curriculum. It is not its place: it may stand in several."""

    identifier: str
    code: str
    statement: str
    type: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: under which other, at which position. An empty parent is the framework itself."""

    parent: str
    child: str
    position: int


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something of the file that was not taken: where it stood, why not, and the words it said."""

    where: str
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The counts by which a person recognises that the whole tree arrived."""

    nodes: int
    places: int
    leaves: int
    depth: int
    coded: int
    several_places: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A framework: its steps as the file has them, their places in the order to show, and what was left."""

    title: str
    identifier: str
    nodes: tuple[Node, ...]
    places: tuple[Place, ...]
    other_links: tuple[tuple[str, int], ...]
    not_read: tuple[NotRead, ...]
    shape: Shape


@dataclass(frozen=True, slots=True)
class Item:
    """A step as the file gave it, before it has a place."""

    where: str
    node: Node
    enumeration: str = ""
    is_unread: bool = False
    """Whether the file holds something here that is no letter."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the file gave it. ``parent`` may be the framework's own identifier."""

    where: str
    kind: str
    child: str
    parent: str
    sequence: str = ""
    why: str = ""
    """Why ``parent`` names nobody, where that is known better than that it is not in the file."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of an indented text."""

    line: int
    tabs: int
    spaces: int
    words: str
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A CASE package as it was found."""

    title: str
    identifier: str
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    lost: tuple[NotRead, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that one file said: sheets, or a package, or the lines of an outline."""

    digest: str
    name: str
    sheets: tuple[Sheet, ...] = ()
    package: Package | None = None
    outline: tuple[OutlineLine, ...] = ()
    hidden: tuple[str, ...] = ()
    """The names of sheets that are hidden in the workbook, which nobody reads."""
