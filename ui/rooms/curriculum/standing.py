"""Who has which step: what tiles, tree and gaps show, worked out from the answers of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
    """What stands for the pupils shown, as one value that is replaced and never changed."""

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

    def with_pupils(
        self,
        outline: Outline,
        pupils: Sequence[PupilId],
        had: Sequence[StepHad],
        counts: Sequence[PupilCounts],
    ) -> Standing:
        """The same, with what stands for these pupils put in place of what stood."""
        by_node = {node: dict(line) for node, line in self.by_node.items()}
        for line in by_node.values():
            for pupil in pupils:
                line.pop(pupil, None)
        for one in had:
            _put(by_node, one)
        fresh = _pupils_of(outline, pupils, had)
        return replace(
            self,
            by_node={node: line for node, line in by_node.items() if line},
            counts={**self.counts, **{row.pupil: row.counts for row in counts}},
            suggested={**self.suggested, **fresh.suggested},
            gaps={**self.gaps, **fresh.gaps},
        )

    def with_branches(self, branches: Sequence[BranchRow]) -> Standing:
        return replace(self, branches={row.node: row for row in branches})


def work_out(
    outline: Outline,
    pupils: Sequence[PupilId],
    had: Sequence[StepHad],
    branches: Sequence[BranchRow],
    counts: Sequence[PupilCounts],
) -> Standing:
    """Everything at once, away from the screen's thread: a framework may hold fifteen thousand steps."""
    by_node: dict[NodeId, dict[PupilId, StepHad]] = {}
    for one in had:
        _put(by_node, one)
    return replace(
        _pupils_of(outline, pupils, had),
        pupils=tuple(pupils),
        by_node=by_node,
        branches={row.node: row for row in branches},
        counts={row.pupil: row.counts for row in counts},
    )


def _put(by_node: dict[NodeId, dict[PupilId, StepHad]], one: StepHad) -> None:
    """A starting point beside a 1 makes the step one that was brought along."""
    line = by_node.setdefault(one.node, {})
    if one.pupil not in line or one.kind is Kind.BASELINE:
        line[one.pupil] = one


def _pupils_of(outline: Outline, pupils: Sequence[PupilId], had: Sequence[StepHad]) -> Standing:
    """What follows from the steps of each pupil: what could come next, and the gaps."""
    of_pupil: dict[PupilId, set[NodeId]] = {pupil: set() for pupil in pupils}
    last: dict[PupilId, NodeId] = {}
    for one in had:
        if one.node in outline.first:
            of_pupil[one.pupil].add(one.node)
            if one.kind is Kind.ACHIEVED:
                last[one.pupil] = one.node
    units = {pupil: outline.units_with(nodes) for pupil, nodes in of_pupil.items()}
    return Standing(
        suggested={
            pupil: curriculum.suggest(units[pupil], made=nodes, just_made=last.get(pupil), most=SUGGESTED)
            for pupil, nodes in of_pupil.items()
        },
        gaps={pupil: _gaps(units[pupil], nodes) for pupil, nodes in of_pupil.items()},
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
