"""How what a file says becomes a tree: who stands under whom, in which order, and what finds no place."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.exchange.sheet import Item, Link, Node, NotRead, OutlineLine, Package, Place, Shape, Tree

SPACE = uuid.UUID("7f0b7f4e-5d0a-5c7e-9a53-6f2f5f0f6f11")
"""All identifiers that we make ourselves lie in this name space, so that the same file gives the same."""

ROOT = ""
_CODE = re.compile(r"(?=\S*\d)(?=\S*[.)\]])\S+")
_BULLETS = ("- ", "* ", "+ ", "• ", "– ", "· ", "◦ ", "▪ ")


def made_identifier(*path: str) -> str:
    """The identifier of a step that has none in its file, made from its path."""
    return str(uuid.uuid5(SPACE, "\x1f".join(path)))


def plain_code(code: str) -> str:
    """A code without the bracket or dot that only sets it off, as people type it: ``1.2)`` is ``1.2``."""
    return code.strip().strip("()[].:")


def key(identifier: str) -> str:
    return identifier.strip().casefold()


def build(package: Package) -> Tree:
    """The tree of a package, however it was come by. Nothing of the file is dropped without a line."""
    items, lost = _distinct(package)
    own = {item.node.identifier for item in items}
    wanted, other, unplaced = _sorted_links(package, own)
    kept, circles = _without_circles([item.node.identifier for item in items], wanted)
    enumerations = {item.node.identifier: item.enumeration for item in items}
    places = _in_order(kept, enumerations)
    nodes = tuple(item.node for item in items)
    return Tree(
        title=package.title,
        identifier=package.identifier,
        nodes=nodes,
        places=places,
        other_links=tuple(sorted(other.items())),
        not_read=(*package.lost, *lost, *unplaced, *circles),
        shape=shape(nodes, places),
    )


def _distinct(package: Package) -> tuple[list[Item], list[NotRead]]:
    """Items with an identifier each, in the spelling of the file; the second of the same is not read."""
    seen: set[str] = {key(package.identifier)}
    items: list[Item] = []
    lost: list[NotRead] = []
    for item in package.items:
        node = item.node
        if not node.statement.strip():
            lost.append(NotRead(item.where, "no_statement", node.identifier))
            continue
        if not node.identifier:
            made = made_identifier(package.identifier, item.where, node.code, node.statement)
            node = Node(made, node.code, node.statement, node.type)
        if key(node.identifier) in seen:
            lost.append(NotRead(item.where, "identifier_twice", node.identifier))
            continue
        seen.add(key(node.identifier))
        items.append(Item(item.where, node, item.enumeration))
    return items, lost


@dataclass(frozen=True, slots=True)
class _Edge:
    where: str
    parent: str
    child: str
    sequence: float | None


def _sorted_links(package: Package, own: set[str]) -> tuple[list[_Edge], Counter[str], list[NotRead]]:
    spelling = {key(identifier): identifier for identifier in own}
    if package.identifier:
        spelling[key(package.identifier)] = ROOT
    edges: dict[tuple[str, str], _Edge] = {}
    other: Counter[str] = Counter()
    lost: list[NotRead] = []
    for link in package.links:
        if _plain(link.kind) != "ischildof":
            other[link.kind] += 1
            continue
        child, parent = spelling.get(key(link.child)), spelling.get(key(link.parent))
        if not child:
            lost.append(NotRead(link.where, "child_not_in_file", link.child))
        elif parent is None:
            lost.append(NotRead(link.where, "parent_not_in_file", link.parent))
        else:
            edges.setdefault((parent, child), _Edge(link.where, parent, child, number(link.sequence)))
    return list(edges.values()), other, lost


def _plain(kind: str) -> str:
    return re.sub(r"[^a-z]", "", kind.casefold())


def number(text: str) -> float | None:
    """A sequence number, which some files write as text; anything else is none."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None


def _without_circles(nodes: Sequence[str], edges: list[_Edge]) -> tuple[list[_Edge], list[NotRead]]:
    """Every step reached from the framework once; a link that leads back to its own ancestor is not read.

    A step without any parent that can be followed stands directly under the framework.
    """
    below: dict[str, list[_Edge]] = {}
    for edge in edges:
        below.setdefault(edge.parent, []).append(edge)
    has_parent = {edge.child for edge in edges}
    tops = [_Edge("", ROOT, node, None) for node in nodes if node not in has_parent]
    back: set[tuple[str, str]] = set()
    reached: set[str] = set()
    for start in [ROOT, *(edge.child for edge in tops)]:
        _walk(start, below, reached, back)
    for node in nodes:
        if node not in reached:
            tops.append(_Edge("", ROOT, node, None))
            _walk(node, below, reached, back)
    circles = [
        NotRead(edge.where, "circle", edge.child) for edge in edges if (edge.parent, edge.child) in back
    ]
    kept = [edge for edge in edges if (edge.parent, edge.child) not in back]
    order = {node: at for at, node in enumerate(nodes)}
    return [*kept, *sorted(tops, key=lambda edge: order[edge.child])], circles


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


def from_outline(lines: Sequence[OutlineLine], title: str) -> Tree:
    """An indented text: one step a line, under the nearest line above that stands one level further out."""
    framework = made_identifier(title)
    step = _step([line.spaces for line in lines if not line.tabs])
    margin = min((line.tabs * 10_000 + line.spaces for line in lines), default=0)
    out_tabs, out_spaces = divmod(margin, 10_000)
    items: list[Item] = []
    links: list[Link] = []
    lost: list[NotRead] = []
    road: list[tuple[str, ...]] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        where = f"line {line.line}"
        spaces = line.spaces - (out_spaces if line.tabs == out_tabs else 0)
        depth, rest = line.tabs - out_tabs + spaces // step, spaces % step
        if rest or depth > len(road):
            lost.append(NotRead(where, "between_levels" if rest else "level_jumped", line.words))
            continue
        code, statement = split_code(line.words)
        path = (*(road[depth - 1] if depth else ()), line.words)
        seen[path] += 1
        if seen[path] > 1:
            path = (*path[:-1], f"{line.words}\x1e{seen[path]}")
        identifier = made_identifier(framework, *path)
        parent = made_identifier(framework, *road[depth - 1]) if depth else framework
        del road[depth:]
        road.append(path)
        items.append(Item(where, Node(identifier, code, statement, "")))
        links.append(Link(where, "isChildOf", identifier, parent))
    return build(Package(title, framework, tuple(items), tuple(links), tuple(lost)))


def _step(spaces: list[int]) -> int:
    """The file's own step: the commonest widening from one line to the next."""
    widenings = Counter(after - before for before, after in pairwise(spaces) if after > before)
    if not widenings:
        return 4
    return min(widenings, key=lambda width: (-widenings[width], width))


def split_code(words: str) -> tuple[str, str]:
    """The code at the head of a line, if it has one, and the rest."""
    for bullet in _BULLETS:
        words = words.removeprefix(bullet)
    first, _, rest = words.strip().partition(" ")
    if _CODE.fullmatch(first):
        return plain_code(first) or first, rest.strip() or words.strip()
    return "", words.strip()
