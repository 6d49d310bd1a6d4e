"""One curriculum in memory: what hangs where, its steps in order, and the words above each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.core.folding import fold
from app.core.ids import FrameworkId, NodeId
from app.rooms import curriculum
from app.rooms.curriculum import NodeRow


@dataclass(frozen=True, slots=True)
class Outline:
    """The places of a framework as the screen walks them. It is made once per answer and never changed."""

    framework: FrameworkId
    below: Mapping[NodeId | None, tuple[NodeRow, ...]]
    first: Mapping[NodeId, NodeRow]
    places: Mapping[NodeId, int]
    steps: tuple[NodeId, ...]
    units: tuple[tuple[NodeId, ...], ...]
    units_of: Mapping[NodeId, tuple[int, ...]]
    """In which of the units each step stands: what a pupil has lies in few of thousands."""
    folded: Mapping[NodeId, str]

    @classmethod
    def of(cls, framework: FrameworkId, rows: Sequence[NodeRow]) -> Outline:
        below: dict[NodeId | None, list[NodeRow]] = {}
        first: dict[NodeId, NodeRow] = {}
        for row in rows:
            below.setdefault(row.parent, []).append(row)
            first.setdefault(row.node, row)
        units = curriculum.units([(row.parent, row.node) for row in rows])
        units_of: dict[NodeId, tuple[int, ...]] = {}
        for at, unit in enumerate(units):
            for step in unit:
                units_of[step] = (*units_of.get(step, ()), at)
        return cls(
            framework,
            {parent: tuple(line) for parent, line in below.items()},
            first,
            Counter(row.node for row in rows),
            _in_order(below),
            units,
            units_of,
            {node: fold(f"{row.code} {row.statement}") for node, row in first.items()},
        )

    def words(self, node: NodeId) -> str:
        row = self.first.get(node)
        return "" if row is None else row.statement

    def children(self, parent: NodeId | None) -> tuple[NodeRow, ...]:
        return self.below.get(parent, ())

    def above(self, node: NodeId) -> tuple[NodeId, ...]:
        """What a node hangs under along the first of its places, from the top down."""
        found: list[NodeId] = []
        row = self.first.get(node)
        while row is not None and row.parent is not None:
            found.append(row.parent)
            row = self.first.get(row.parent)
        return tuple(reversed(found))

    def path(self, node: NodeId) -> str:
        """The same in words, the nearest first: what tells two like steps apart is then never cut off."""
        return ", ".join(self.words(one) for one in reversed(self.above(node)))

    def steps_under(self, node: NodeId | None) -> tuple[NodeId, ...]:
        """Every step of a branch once, in the order of the tree."""
        if node is not None and node not in self.below:
            return (node,)
        return _in_order(self.below, node)

    def after(self, node: NodeId) -> NodeId | None:
        """The step that follows in the order of the tree."""
        try:
            at = self.steps.index(node)
        except ValueError:
            return None
        return self.steps[at + 1] if at + 1 < len(self.steps) else None

    def units_with(self, steps: Iterable[NodeId]) -> list[tuple[NodeId, ...]]:
        """The units in which any of these steps stands, in order; the first unit where none does."""
        touched = sorted({at for step in steps for at in self.units_of.get(step, ())})
        return [self.units[at] for at in touched] or list(self.units[:1])

    def holding(self, text: str, most: int = 100) -> tuple[NodeId, ...]:
        """What holds every typed word: steps before branches, beginnings first, then as in the tree."""
        whole = fold(text).strip()
        words = whole.split()
        found = [node for node, held in self.folded.items() if all(word in held for word in words)]
        found.sort(key=lambda node: (node in self.below, not self.folded[node].lstrip().startswith(whole)))
        return tuple(found[:most])

    def with_parents(self, nodes: Iterable[NodeId]) -> frozenset[NodeId]:
        """These nodes and every branch that leads to them, along all of their places."""
        parents: dict[NodeId, set[NodeId]] = {}
        for row in chain.from_iterable(self.below.values()):
            if row.parent is not None:
                parents.setdefault(row.node, set()).add(row.parent)
        found: set[NodeId] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += parents.get(node, ())
        return frozenset(found)


def _in_order(
    below: Mapping[NodeId | None, Sequence[NodeRow]], top: NodeId | None = None
) -> tuple[NodeId, ...]:
    """Steps in the order in which the tree shows them, each once."""
    found: dict[NodeId, None] = {}
    waiting = [row.node for row in reversed(below.get(top, ()))]
    while waiting:
        node = waiting.pop()
        smaller = below.get(node)
        if smaller is None:
            found.setdefault(node)
        else:
            waiting += [row.node for row in reversed(smaller)]
    return tuple(found)
