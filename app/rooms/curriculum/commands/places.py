"""Where nodes hang: the order of neighbours, and what a place may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.command import Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import FrameworkId, NodeId
from app.rooms.curriculum.tables import Place

APART = 1024
"""Neighbours stand this far apart, so that one that moves seldom moves another."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node hung, for putting it back exactly there."""

    framework: FrameworkId
    parent: NodeId | None
    position: int


@dataclass(frozen=True, slots=True)
class Hung:
    """Where a node hangs, by what it hangs under: an inverse finds it when its place has a new number."""

    framework: FrameworkId
    parent: NodeId | None
    node: NodeId


def as_hung(place: Place) -> Hung:
    spot = as_spot(place)
    return Hung(spot.framework, spot.parent, NodeId(place.node_id))


def as_spot(place: Place) -> Spot:
    parent = None if place.parent_id is None else NodeId(place.parent_id)
    return Spot(FrameworkId(place.framework_id), parent, place.position)


def standing_place(db: Session, identity: int) -> Place:
    """The place under this number. Raises ``OutOfDate`` where the node has left it."""
    place = db.get(Place, identity)
    if place is None or place.removed_in is not None:
        raise OutOfDate("step_moved")
    return place


def place_meant(db: Session, identity: int, stands: Hung | None) -> Place:
    """The place a person saw under its number, or the one that an inverse knows by where it hangs."""
    if stands is None:
        return standing_place(db, identity)
    for row in _row_of(db, stands.framework, stands.parent):
        if row.node_id == stands.node:
            return row
    raise OutOfDate("step_moved")


def of_node(db: Session, node: NodeId) -> Sequence[Place]:
    """Where a node hangs now."""
    return db.scalars(select(Place).where(Place.node_id == node, Place.removed_in.is_(None))).all()


def under(db: Session, node: NodeId) -> Sequence[Place]:
    """What hangs under a node, in order."""
    return db.scalars(
        select(Place)
        .where(Place.parent_id == node, Place.removed_in.is_(None))
        .order_by(Place.position, Place.id)
    ).all()


def parents_of(db: Session, node: NodeId) -> Iterator[NodeId]:
    """Under which nodes a node hangs."""
    return (NodeId(place.parent_id) for place in of_node(db, node) if place.parent_id is not None)


def next_after(db: Session, place: Place) -> NodeId | None:
    """The neighbour that follows; None for the last."""
    rows = _row_of(db, FrameworkId(place.framework_id), place.parent_id)
    where = [row.id for row in rows].index(place.id)
    return NodeId(rows[where + 1].node_id) if where + 1 < len(rows) else None


def check_free(db: Session, framework: FrameworkId, parent: NodeId | None, node: NodeId) -> None:
    """A node hangs under one parent once."""
    if any(row.node_id == node for row in _row_of(db, framework, parent)):
        raise Refused("step_is_there_already")


def hang(
    work: Work, framework: FrameworkId, parent: NodeId | None, node: NodeId, before: NodeId | None
) -> Place:
    """A new place before a neighbour, or last. Raises ``OutOfDate`` where the neighbour is gone."""
    rows = _row_of(work.db, framework, parent)
    number = len(rows)
    if before is not None:
        numbers = [at for at, row in enumerate(rows) if row.node_id == before]
        if not numbers:
            raise OutOfDate("step_moved")
        (number,) = numbers
    position = _between(rows, number)
    if position is None:
        rows = _spread(work, rows)
        position = _between(rows, number)
        if position is None:
            raise AssertionError("neighbours were spread and still leave no room")
    return hang_at(work, node, Spot(framework, parent, position))


def hang_at(work: Work, node: NodeId, spot: Spot) -> Place:
    place = Place(
        framework_id=spot.framework,
        parent_id=spot.parent,
        node_id=node,
        position=spot.position,
        entry=work.entry,
    )
    work.db.add(place)
    work.db.flush()
    return place


def _row_of(db: Session, framework: FrameworkId, parent: int | None) -> Sequence[Place]:
    """Everything that hangs under one parent, or at the top of a framework, in order."""
    where = Place.parent_id.is_(None) if parent is None else Place.parent_id == parent
    return db.scalars(
        select(Place)
        .where(Place.framework_id == framework, where, Place.removed_in.is_(None))
        .order_by(Place.position, Place.id)
    ).all()


def _between(rows: Sequence[Place], number: int) -> int | None:
    """A position that makes a newcomer the one of this number; None where its neighbours leave no room."""
    if number == len(rows):
        return (rows[-1].position if rows else 0) + APART
    after = rows[number].position
    low = rows[number - 1].position if number else after - 2 * APART
    return (low + after) // 2 if after - low > 1 else None


def _spread(work: Work, rows: Sequence[Place]) -> Sequence[Place]:
    """New places for all neighbours, in the same order, with room between them."""
    for row in rows:
        row.removed_in = work.entry
    work.db.flush()
    return [
        hang_at(work, NodeId(row.node_id), Spot(*_same(row), number * APART))
        for number, row in enumerate(rows, start=1)
    ]


def _same(row: Place) -> tuple[FrameworkId, NodeId | None]:
    spot = as_spot(row)
    return spot.framework, spot.parent
