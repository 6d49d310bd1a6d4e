"""How what a file says becomes a tree: who stands under whom, in which order, and what finds no place."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.exchange.sheet import Item, Node, NotRead, Package, Place, Shape, Tree

SPACE = uuid.UUID("7f0b7f4e-5d0a-5c7e-9a53-6f2f5f0f6f11")
"""All identifiers that we make ourselves lie in this name space, so that the same file gives the same."""

ROOT = ""
_UNREAD = "\ufffd"


def made_identifier(*path: str) -> str:
    """The identifier of a step that has none in its file, made from its path."""
    return str(uuid.uuid5(SPACE, "\x1f".join(path)))


def key(identifier: str) -> str:
    return identifier.strip().casefold()


def build(package: Package) -> Tree:
    """The tree of a package, however it was come by.

    An item is either a step with a place or one line of what was not read; so is each link between
    steps that are both there. Nothing is put where the file does not put it, but an item that names
    no parent at all stands directly under the framework.
    """
    items, lost, dropped = _distinct(package)
    doubled = {each.where for each in lost}
    links = _sort_links(package, {item.node.identifier for item in items}, dropped, doubled)
    reached, back = _reach(items, links)
    kept, unkept = _split(links, reached, back)
    own = {item.node.identifier for item in items}
    tops = [_Edge("", ROOT, node, None) for node in own - links.linked]
    order = {item.node.identifier: at for at, item in enumerate(items)}
    tops.sort(key=lambda edge: order[edge.child])
    places = _in_order([*kept, *tops], {item.node.identifier: item.enumeration for item in items})
    nodes = tuple(item.node for item in items if item.node.identifier in reached)
    return Tree(
        title=package.title,
        identifier=package.identifier,
        nodes=nodes,
        places=places,
        other_links=tuple(sorted(links.other.items())),
        not_read=(*package.lost, *lost, *_unplaced(items, links, reached), *unkept),
        shape=shape(nodes, places),
    )


def _distinct(package: Package) -> tuple[list[Item], list[NotRead], set[str]]:
    """Items with an identifier each, in the spelling of the file; then what is left out, and its keys."""
    seen: set[str] = {key(package.identifier)}
    items: list[Item] = []
    lost: list[NotRead] = []
    dropped: set[str] = set()
    for item in package.items:
        node = item.node
        if not node.statement.strip():
            lost.append(NotRead(item.where, "no_statement", node.identifier))
            dropped.add(key(node.identifier))
            continue
        if not node.identifier:
            made = made_identifier(package.identifier, item.where, node.code, node.statement)
            node = Node(made, node.code, node.statement, node.type)
        if item.is_unread and _UNREAD in f"{node.identifier}{node.code}{node.statement}{node.type}":
            lost.append(NotRead(item.where, "item_unreadable", node.statement))
            dropped.add(key(node.identifier))
            continue
        if key(node.identifier) in seen:
            lost.append(NotRead(item.where, "identifier_twice", node.identifier))
            continue
        seen.add(key(node.identifier))
        items.append(Item(item.where, node, item.enumeration))
    return items, lost, dropped - seen


@dataclass(frozen=True, slots=True)
class _Edge:
    where: str
    parent: str
    child: str
    sequence: float | None


@dataclass(slots=True)
class _Links:
    """The links of a package by what they are good for."""

    edges: dict[tuple[str, str], _Edge] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)
    without_child: list[NotRead] = field(default_factory=list)
    without_parent: dict[str, list[NotRead]] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    again: dict[str, list[NotRead]] = field(default_factory=dict)


def _sort_links(package: Package, own: set[str], dropped: set[str], listed: set[str]) -> _Links:
    """Each link to where it belongs. ``listed`` are places of the file that have their line already."""
    spelling = {key(identifier): identifier for identifier in own}
    if package.identifier:
        spelling[key(package.identifier)] = ROOT
    found = _Links()
    for link in package.links:
        child, parent = spelling.get(key(link.child)), spelling.get(key(link.parent))
        if not link.kind.strip():
            found.without_child.append(NotRead(link.where, "link_without_kind", link.child))
        elif _plain(link.kind) != "ischildof":
            found.other[link.kind] += 1
        elif child:
            found.linked.add(child)
            if link.why or parent is None:
                why = link.why or ("parent_not_read" if key(link.parent) in dropped else "parent_not_in_file")
                found.without_parent.setdefault(child, []).append(NotRead(link.where, why, link.parent))
            elif (parent, child) not in found.edges:
                edge = _Edge(link.where, parent, child, number(link.sequence))
                found.edges[parent, child] = edge
            elif link.where not in listed:
                found.again.setdefault(child, []).append(NotRead(link.where, "link_twice", link.child))
        elif key(link.child) not in dropped:
            found.without_child.append(NotRead(link.where, "child_not_in_file", link.child))
    return found


def _plain(kind: str) -> str:
    return re.sub(r"[^a-z]", "", kind.casefold())


def number(text: str) -> float | None:
    """A sequence number, which some files write as text; anything else is none."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None


def _reach(items: list[Item], links: _Links) -> tuple[set[str], set[tuple[str, str]]]:
    """The steps that can be reached from the framework, and the links that lead back to an ancestor."""
    below = _below(links.edges.values())
    reached: set[str] = set()
    back: set[tuple[str, str]] = set()
    tops = [item.node.identifier for item in items if item.node.identifier not in links.linked]
    for start in (ROOT, *tops):
        _walk(start, below, reached, back)
    return reached, back


def _below(edges: Iterable[_Edge]) -> dict[str, list[_Edge]]:
    below: dict[str, list[_Edge]] = {}
    for edge in edges:
        below.setdefault(edge.parent, []).append(edge)
    return below


def _walk(start: str, below: dict[str, list[_Edge]], reached: set[str], back: set[tuple[str, str]]) -> None:
    """Depth first without recursion; a link to a step that is still open closes a circle."""
    if start in reached:
        return
    reached.add(start)
    open_steps = {start}
    road = [(start, iter(below.get(start, ())))]
    while road:
        step, edges = road[-1]
        edge = next(edges, None)
        if edge is None:
            road.pop()
            open_steps.discard(step)
        elif edge.child in open_steps:
            back.add((edge.parent, edge.child))
        elif edge.child not in reached:
            reached.add(edge.child)
            open_steps.add(edge.child)
            road.append((edge.child, iter(below.get(edge.child, ()))))


def _split(links: _Links, reached: set[str], back: set[tuple[str, str]]) -> tuple[list[_Edge], list[NotRead]]:
    """The links that become places, and a line for each other link to a step that has a place."""
    kept: list[_Edge] = []
    lost = list(links.without_child)
    for pair, edge in links.edges.items():
        if pair in back:
            lost.append(NotRead(edge.where, "circle", edge.child))
        elif edge.parent in reached:
            kept.append(edge)
        elif edge.child in reached:
            lost.append(NotRead(edge.where, "parent_not_read", edge.parent))
    for child, missing in (*links.without_parent.items(), *links.again.items()):
        if child in reached:
            lost.extend(missing)
    return kept, lost


def _unplaced(items: list[Item], links: _Links, reached: set[str]) -> list[NotRead]:
    """One line for each item without a place: its parent is missing, not read, or below it."""
    below = _below(links.edges.values())
    stranded: set[str] = set()
    for child in links.without_parent:
        if child not in reached:
            _walk(child, below, stranded, set())
    lost: list[NotRead] = []
    for item in items:
        node = item.node
        if node.identifier in reached:
            continue
        missing = links.without_parent.get(node.identifier)
        if missing:
            lost.append(NotRead(item.where, missing[0].why, missing[0].words))
        else:
            why = "parent_not_read" if node.identifier in stranded else "circle"
            lost.append(NotRead(item.where, why, node.identifier))
    return lost


def _in_order(edges: list[_Edge], enumerations: dict[str, str]) -> tuple[Place, ...]:
    siblings: dict[str, list[_Edge]] = {}
    for edge in edges:
        siblings.setdefault(edge.parent, []).append(edge)
    return tuple(
        Place(parent, edge.child, position)
        for parent, group in siblings.items()
        for position, edge in enumerate(_siblings(group, enumerations), start=1)
    )


def _siblings(group: list[_Edge], enumerations: dict[str, str]) -> list[_Edge]:
    """Sequence numbers where all have one; else enumerations where all have one; else as in the file."""
    if all(edge.sequence is not None for edge in group):
        return sorted(group, key=lambda edge: edge.sequence or 0.0)
    told = {edge.child: enumerations.get(edge.child, "").strip() for edge in group}
    if all(told.values()):
        return sorted(group, key=lambda edge: _natural(told[edge.child]))
    return group


def _natural(text: str) -> tuple[tuple[int, float, str], ...]:
    """So that 10 comes after 9, and 1.10 after 1.9."""
    whole = number(text)
    if whole is not None and text.count(".") == 0:
        return ((0, whole, ""),)
    parts = re.findall(r"\d+|[^\d.]+", text.casefold())
    return tuple((0, float(part), "") if part.isdigit() else (1, 0.0, part) for part in parts)


def shape(nodes: Sequence[Node], places: Iterable[Place]) -> Shape:
    """The counts of a tree without circles."""
    below: dict[str, list[str]] = {}
    parents: Counter[str] = Counter()
    total = 0
    for place in places:
        total += 1
        below.setdefault(place.parent, []).append(place.child)
        parents[place.child] += 1
    return Shape(
        nodes=len(nodes),
        places=total,
        leaves=sum(node.identifier not in below for node in nodes),
        depth=_depth(below, Counter(parents)),
        coded=sum(bool(node.code.strip()) for node in nodes),
        several_places=sum(count > 1 for count in parents.values()),
    )


def _depth(below: dict[str, list[str]], waiting: Counter[str]) -> int:
    """The longest path, layer by layer: a step is taken once all its parents have been."""
    deep = {ROOT: 1}
    ready = [ROOT]
    while ready:
        step = ready.pop()
        for child in below.get(step, ()):
            deep[child] = max(deep.get(child, 0), deep[step] + 1)
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return max(deep.values())
