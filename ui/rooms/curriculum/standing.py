"""Who has which step: what tiles, tree and gaps show, worked out from the answers of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.ids import NodeId, PupilId
from app.rooms import curriculum
from app.rooms.curriculum import BranchRow, Counts, Kind, PupilCounts, StepHad, Suggestion
from ui.rooms.curriculum.outline import Outline

NOTHING_MADE = Counts(0, 0, 0, 0)
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil as a tile names them."""

    pupil: PupilId
    name: str
    first_name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for the pupils shown. A starting point beside a 1 makes the step one brought along."""

    pupils: tuple[PupilId, ...] = ()
    by_node: Mapping[NodeId, Mapping[PupilId, StepHad]] = field(default_factory=dict)
    branches: Mapping[NodeId, BranchRow] = field(default_factory=dict)
    counts: Mapping[PupilId, Counts] = field(default_factory=dict)
    suggested: Mapping[PupilId, tuple[Suggestion, ...]] = field(default_factory=dict)
    gaps: Mapping[PupilId, frozenset[NodeId]] = field(default_factory=dict)

    def had(self, pupil: PupilId, node: NodeId) -> StepHad | None:
        return self.by_node.get(node, {}).get(pupil)

    def have(self, node: NodeId) -> int:
        """How many of the pupils shown have a step, wherever they made it."""
        return len(self.by_node.get(node, ()))

    def lacking(self, pupil: PupilId, nodes: Iterable[NodeId]) -> tuple[NodeId, ...]:
        return tuple(node for node in nodes if self.had(pupil, node) is None)

    def count(self, pupil: PupilId) -> Counts:
        return self.counts.get(pupil, NOTHING_MADE)

    def next_steps(self) -> frozenset[NodeId]:
        """What could come next for any of the pupils shown."""
        return frozenset(one.node for line in self.suggested.values() for one in line)

    def all_gaps(self) -> frozenset[NodeId]:
        return frozenset(node for nodes in self.gaps.values() for node in nodes)


def work_out(
    outline: Outline,
    pupils: Sequence[PupilId],
    had: Sequence[StepHad],
    branches: Sequence[BranchRow],
    counts: Sequence[PupilCounts],
) -> Standing:
    """Everything at once, away from the screen's thread: a framework may hold fifteen thousand steps."""
    by_node: dict[NodeId, dict[PupilId, StepHad]] = {}
    of_pupil: dict[PupilId, set[NodeId]] = {pupil: set() for pupil in pupils}
    last: dict[PupilId, NodeId] = {}
    for one in had:
        stands = by_node.setdefault(one.node, {}).get(one.pupil)
        if stands is None or one.kind is Kind.BASELINE:
            by_node[one.node][one.pupil] = one
        of_pupil[one.pupil].add(one.node)
        if one.kind is Kind.ACHIEVED and one.node in outline.first:
            last[one.pupil] = one.node
    return Standing(
        tuple(pupils),
        by_node,
        {row.node: row for row in branches},
        {row.pupil: row.counts for row in counts},
        {
            pupil: curriculum.suggest(
                outline.units, made=nodes & outline.first.keys(), just_made=last.get(pupil), most=SUGGESTED
            )
            for pupil, nodes in of_pupil.items()
        },
        {pupil: _gaps(outline.units, nodes) for pupil, nodes in of_pupil.items()},
    )


def _gaps(units: Sequence[Sequence[NodeId]], had: set[NodeId]) -> frozenset[NodeId]:
    """Steps of a unit that are open although a later one of it is made."""
    found: set[NodeId] = set()
    for unit in units:
        if had.isdisjoint(unit):
            continue
        last = max(at for at, step in enumerate(unit) if step in had)
        found.update(step for step in unit[:last] if step not in had)
    return frozenset(found)
