"""Questions about curricula: what there is, what hangs where, and where a step is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, LargeBinary, Select, and_, cast, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.core.errors import Refused
from app.core.ids import FrameworkId, NodeId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.curriculum.tables import Achievement, Framework, Node, Place

_READ = Permission.CURRICULUM_FRAMEWORK_READ

FEW = 5_000
"""So many texts the database looks for itself; beyond them a statement could not hold them all."""


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """One curriculum and how large it is. A step is a node with nothing under it."""

    id: FrameworkId
    version: int
    identifier: str
    title: str
    imported: bool
    nodes: int
    places: int
    steps: int


@dataclass(frozen=True)
class Frameworks(Query[tuple[FrameworkRow, ...]]):
    """Every curriculum of this provision, by title."""

    requires: ClassVar[Permission] = _READ

    def read(self, reading: Reading) -> tuple[FrameworkRow, ...]:
        nodes = _count(select(func.count(Node.id)).where(Node.framework_id == Framework.id, ~Node.withdrawn))
        steps = _count(
            select(func.count(Node.id)).where(
                Node.framework_id == Framework.id, ~Node.withdrawn, ~has_smaller()
            )
        )
        places = _count(
            select(func.count(Place.id)).where(Place.framework_id == Framework.id, Place.removed_in.is_(None))
        )
        rows = reading.db.execute(
            select(Framework, nodes, places, steps).where(~Framework.withdrawn).order_by(Framework.title)
        )
        return tuple(
            FrameworkRow(
                FrameworkId(row.id), row.version, row.identifier, row.title, bool(row.digest), n, p, s
            )
            for row, n, p, s in rows
        )


@dataclass(frozen=True)
class IsFileHere(Query[bool]):
    """Whether this very file has come in already. Another file of the same framework is refused."""

    requires: ClassVar[Permission] = _READ
    identifier: str
    digest: str

    def read(self, reading: Reading) -> bool:
        same = or_(Framework.identifier == self.identifier, Framework.digest == self.digest)
        here = reading.db.scalars(select(Framework.digest).where(same, ~Framework.withdrawn)).all()
        if here and self.digest not in here:
            raise Refused("framework_update_later", identifier=self.identifier)
        return bool(here)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One place of a node: what hangs there, under what, and whether anything hangs under it."""

    place: int
    node: NodeId
    version: int
    parent: NodeId | None
    identifier: str
    code: str
    statement: str
    type: str
    is_step: bool


@dataclass(frozen=True)
class NodeChildren(Query[tuple[NodeRow, ...]]):
    """What hangs directly under a node, or at the top of a framework, in order."""

    requires: ClassVar[Permission] = _READ
    framework: FrameworkId
    parent: NodeId | None = None

    def read(self, reading: Reading) -> tuple[NodeRow, ...]:
        under = Place.parent_id.is_(None) if self.parent is None else Place.parent_id == self.parent
        return _rows(reading.db, self.framework, under)


@dataclass(frozen=True)
class FrameworkTree(Query[tuple[NodeRow, ...]]):
    """Every place of a framework: neighbours in order, parents told by each row."""

    requires: ClassVar[Permission] = _READ
    framework: FrameworkId

    def read(self, reading: Reading) -> tuple[NodeRow, ...]:
        return _rows(reading.db, self.framework)


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node that a search found, with the words of what it hangs under, from the top."""

    node: NodeId
    framework: FrameworkId
    code: str
    statement: str
    path: tuple[str, ...]
    is_step: bool


@dataclass(frozen=True)
class SearchNodes(Query[tuple[FoundNode, ...]]):
    """Nodes that hold every typed word, codes first, at most so many."""

    requires: ClassVar[Permission] = _READ
    text: str
    framework: FrameworkId | None = None
    most: int = 50

    def read(self, reading: Reading) -> tuple[FoundNode, ...]:
        words = self.text.casefold().split()
        if not words:
            return ()
        held = Node.code + "\n" + Node.statement
        nodes = _nodes_here(self.framework).with_only_columns(Node.id, held).where(_may_hold(held, words))
        ranked: list[tuple[int, int]] = []
        for node, text in reading.db.execute(nodes):
            plain = text.casefold()
            if words[0] in plain and all(word in plain for word in words):
                ranked.append((_rank(" ".join(words), plain), node))
        return _found(reading.db, [node for _, node in sorted(ranked)[: self.most]])


def _may_hold(held: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    """What SQLite can leave out by itself, which knows the case of ASCII alone: whatever holds any other
    letter is looked at in Python, where a Straße is found by its strasse.
    """
    plain = (held.icontains(word, autoescape=True) for word in words if word.isascii())
    return or_(and_(true(), *plain), func.length(cast(held, LargeBinary)) != func.length(held))


def _rank(whole: str, held: str) -> int:
    """Codes before words, beginnings before middles. A code stands on a line of its own before the words."""
    starts = held.startswith(whole)
    tests = (starts and held[len(whole)] == "\n", starts, "\n" + whole in held, whole in held)
    return next((number for number, holds in enumerate(tests) if holds), len(tests))


@dataclass(frozen=True, slots=True)
class NamedNode:
    """What a text means: the identifiers of every node it may mean."""

    text: str
    nodes: tuple[NodeId, ...]
    identifiers: tuple[str, ...]


@dataclass(frozen=True)
class NodesByText(Query[tuple[NamedNode, ...]]):
    """Which node each text means: by identifier, else by code, else by its exact words."""

    requires: ClassVar[Permission] = _READ
    texts: tuple[str, ...]
    framework: FrameworkId | None = None

    def read(self, reading: Reading) -> tuple[NamedNode, ...]:
        wanted = {text.strip() for text in self.texts}
        named = (Node.identifier, Node.code, Node.statement)
        nodes = _nodes_here(self.framework).with_only_columns(Node.id, *named).order_by(Node.id)
        if len(wanted) <= FEW:
            nodes = nodes.where(or_(*(column.in_(wanted) for column in named)))
        rows = reading.db.execute(nodes)
        found: tuple[dict[str, list[Any]], ...] = ({}, {}, {})
        for node, *texts in rows:
            for by, text in zip(found, texts, strict=True):
                if text in wanted:
                    by.setdefault(text, []).append((NodeId(node), texts[0]))
        return tuple(_named(text, found) for text in self.texts)


def _named(text: str, found: tuple[dict[str, list[tuple[NodeId, str]]], ...]) -> NamedNode:
    plain = text.strip()
    hits = next((by[plain] for by in found if plain and plain in by), [])
    return NamedNode(text, tuple(node for node, _ in hits), tuple(identifier for _, identifier in hits))


@dataclass(frozen=True, slots=True)
class CurriculumCounts:
    """How much there is of everything in this room."""

    frameworks: int
    nodes: int
    places: int
    achievements: int


@dataclass(frozen=True)
class CountCurriculum(Query[CurriculumCounts]):
    """How many frameworks, nodes, places and standing marks on steps there are."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> CurriculumCounts:
        here = select(Framework.id).where(~Framework.withdrawn)
        counts = reading.db.execute(
            select(
                _count(select(func.count(Framework.id)).where(~Framework.withdrawn)),
                _count(select(func.count(Node.id)).where(~Node.withdrawn, Node.framework_id.in_(here))),
                _count(
                    select(func.count(Place.id)).where(
                        Place.removed_in.is_(None), Place.framework_id.in_(here)
                    )
                ),
                _count(select(func.count(Achievement.id)).where(Achievement.voided_in.is_(None))),
            )
        ).one()
        return CurriculumCounts(*counts)


def has_smaller() -> ColumnElement[bool]:
    """Whether anything hangs under the node of the outer question."""
    below = aliased(Place)
    return select(below.id).where(below.parent_id == Node.id, below.removed_in.is_(None)).exists()


def edges_of(db: Session, framework: FrameworkId | None = None) -> list[tuple[int | None, int]]:
    """Every standing place as (parent, node), neighbours in order."""
    wanted = (
        select(Place.parent_id, Place.node_id)
        .join(Framework, Framework.id == Place.framework_id)
        .where(Place.removed_in.is_(None), ~Framework.withdrawn)
        .order_by(Place.position, Place.id)
    )
    if framework is not None:
        wanted = wanted.where(Place.framework_id == framework)
    return [(parent, node) for parent, node in db.execute(wanted)]


def _count(statement: Select[int]) -> Any:
    return statement.scalar_subquery()


def _rows(db: Session, framework: FrameworkId, *where: ColumnElement[bool]) -> tuple[NodeRow, ...]:
    rows: Iterable[Any] = db.execute(
        select(
            Place.id,
            Node.id,
            Node.version,
            Place.parent_id,
            Node.identifier,
            Node.code,
            Node.statement,
            Node.type,
            ~has_smaller(),
        )
        .join(Node, Node.id == Place.node_id)
        .join(Framework, Framework.id == Place.framework_id)
        .where(Place.framework_id == framework, Place.removed_in.is_(None), ~Framework.withdrawn, *where)
        .order_by(Place.position, Place.id)
    )
    return tuple(NodeRow(*row) for row in rows)


def _nodes_here(framework: FrameworkId | None) -> Select[*tuple[Any, ...]]:
    wanted = (
        select(Node.id)
        .join(Framework, Framework.id == Node.framework_id)
        .where(~Node.withdrawn, ~Framework.withdrawn)
    )
    return wanted if framework is None else wanted.where(Node.framework_id == framework)


def _found(db: Session, nodes: list[int]) -> tuple[FoundNode, ...]:
    """The nodes in this order, each with its first path: one question for nodes, one for what is above."""
    if not nodes:
        return ()
    above = paths(db, nodes)
    rows = db.execute(
        select(Node.id, Node.framework_id, Node.code, Node.statement, ~has_smaller()).where(
            Node.id.in_(nodes)
        )
    )
    by_node = {row[0]: row for row in rows}
    return tuple(
        FoundNode(NodeId(node), FrameworkId(row[1]), row[2], row[3], above.get(node, ()), bool(row[4]))
        for node in nodes
        if (row := by_node.get(node)) is not None
    )


def paths(db: Session, nodes: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The words above each node from the top, along the first of its places; asked once for all."""
    start = (
        select(Place.id, Place.node_id, Place.parent_id)
        .where(Place.node_id.in_(set(nodes)), Place.removed_in.is_(None))
        .cte("above", recursive=True)
    )
    above = start.union(
        select(Place.id, Place.node_id, Place.parent_id)
        .join(start, Place.node_id == start.c.parent_id)
        .where(Place.removed_in.is_(None))
    )
    rows = db.execute(
        select(above.c.node_id, above.c.parent_id, Node.statement)
        .join(Node, Node.id == above.c.node_id)
        .order_by(above.c.id)
    )
    first: dict[int, tuple[int | None, str]] = {}
    for node, parent, statement in rows:
        first.setdefault(node, (parent, statement))
    return {node: _climb(node, first) for node in nodes}


def _climb(node: int, first: dict[int, tuple[int | None, str]]) -> tuple[str, ...]:
    words: list[str] = []
    parent = first[node][0] if node in first else None
    while parent is not None and parent in first:
        parent, statement = first[parent]
        words.append(statement)
    return tuple(reversed(words))
