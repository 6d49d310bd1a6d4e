"""The rules of steps: what can be a 1, where a node may hang, what stands, was lost and came back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import Refused
from app.core.ids import NodeId
from app.core.period import Precision

Parents = Callable[[NodeId], Iterable[NodeId]]
"""Answers under which nodes a node hangs."""


def check_can_be_achieved(*, is_leaf: bool, achieved_on: date, today: date) -> None:
    if not is_leaf:
        raise Refused("step_has_smaller_steps")
    if achieved_on > today:
        raise Refused("achieved_in_future", achieved_on=achieved_on)


def check_can_be_voided(*, is_standing: bool, achieved_on: date, voided_on: date, today: date) -> None:
    """A mark is taken back on or after its own day, and only while it stands."""
    if not is_standing:
        raise Refused("nothing_to_take_back")
    if voided_on < achieved_on:
        raise Refused("taken_back_before_it_was_made", achieved_on=achieved_on)
    if voided_on > today:
        raise Refused("achieved_in_future", achieved_on=voided_on)


def check_reason(*, recorded_on: date, today: date, limit: int, reason: str) -> None:
    """Taking back what was written longer ago than the limit, in days, needs a reason."""
    if (today - recorded_on).days > limit and not reason.strip():
        raise Refused("reason_needed", days=limit)


def check_no_loop(*, parent: NodeId, node: NodeId, parents: Parents) -> None:
    """A node may hang in several places, but no path may lead back to itself."""
    if node in {parent, *_ancestors(parent, parents)}:
        raise Refused("place_makes_loop")


def check_tree(identifiers: Sequence[str], edges: Sequence[tuple[str, str]]) -> None:
    """A whole framework at once: each node and place once, nothing unknown, no loop. "" is the framework."""
    nodes = set(identifiers)
    once = len(nodes) == len(identifiers) and len(set(edges)) == len(edges)
    unknown = {parent for parent, _ in edges} - {"", *nodes} | {child for _, child in edges} - nodes
    if not once or "" in nodes or unknown:
        raise Refused("tree_not_whole")
    below: dict[str, list[str]] = {}
    waits_for = dict.fromkeys(["", *identifiers], 0)
    for parent, child in edges:
        below.setdefault(parent, []).append(child)
        waits_for[child] += 1
    free = [node for node, count in waits_for.items() if not count]
    reached = 0
    while free:
        reached += 1
        for child in below.get(free.pop(), ()):
            waits_for[child] -= 1
            if not waits_for[child]:
                free.append(child)
    if reached < len(waits_for):
        raise Refused("place_makes_loop")


def _ancestors(node: NodeId, parents: Parents) -> set[NodeId]:
    found: set[NodeId] = set()
    waiting = [node]
    while waiting:
        fresh = set(parents(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found


Edges = Iterable[tuple[int | None, int]]
"""Places as parent and node, neighbours in order; at the top of a framework the parent is None."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The steps of a framework in order, and which of them lie under each node that has smaller ones.

    ``inside`` holds sets as bits, the first step the lowest: a step in several places of a branch is
    one bit, so it counts once.
    """

    steps: tuple[NodeId, ...]
    inside: dict[NodeId, int]


def steps_in_branches(edges: Edges) -> Branches:
    below = _below(edges)
    bit: dict[int, int] = {}
    inside: dict[int, int] = {}
    waiting: list[tuple[int, bool]] = [(node, False) for node in reversed(below.get(None, ()))]
    while waiting:
        node, is_done = waiting.pop()
        if node in inside or node in bit:
            continue
        smaller = below.get(node)
        if smaller is None:
            bit[node] = 1 << len(bit)
        elif is_done:
            inside[node] = _joined(bit.get(one) or inside[one] for one in smaller)
        else:
            waiting.append((node, True))
            waiting += [(one, False) for one in reversed(smaller)]
    return Branches(
        tuple(NodeId(step) for step in bit), {NodeId(node): bits for node, bits in inside.items()}
    )


def units(edges: Edges) -> tuple[tuple[NodeId, ...], ...]:
    """Steps that hang together under one node, unit by unit in the order of the tree."""
    below = _below(edges)
    found: dict[int | None, tuple[NodeId, ...]] = {}
    waiting: list[int | None] = [None]
    while waiting:
        node = waiting.pop()
        if node not in found:
            smaller = below.get(node, [])
            found[node] = tuple(NodeId(one) for one in smaller if one not in below)
            waiting += reversed([one for one in smaller if one in below])
    return tuple(steps for steps in found.values() if steps)


def _below(edges: Edges) -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = {}
    for parent, node in edges:
        below.setdefault(parent, []).append(node)
    return below


def _joined(sets: Iterable[int]) -> int:
    joined = 0
    for one in sets:
        joined |= one
    return joined


class Kind(StrEnum):
    """What a 1 says: made here, or brought along on arrival."""

    ACHIEVED = "achieved"
    BASELINE = "baseline"


def says_nothing_new(wanted: Kind, stands: Kind) -> bool:
    """Whether what stands makes the wanted mark idle: itself again, or a 1 on what was there on arrival.

    A starting point noted late still stands beside a 1: from then on that step was not made here.
    """
    return wanted is stands or (wanted, stands) == (Kind.ACHIEVED, Kind.BASELINE)


@dataclass(frozen=True, slots=True)
class StepMark:
    """One mark of a pupil on a step, in the order of recording. It stands until it is taken back."""

    node: NodeId
    kind: Kind
    on: date
    voided_on: date | None = None
    precision: Precision = Precision.DAY

    @property
    def is_dated(self) -> bool:
        """Whether anybody knows the day on which it was made."""
        return self.precision is Precision.DAY

    @property
    def was_meant(self) -> bool:
        """Whether it was true for a time: a mark taken back on its own day was a slip and never counted."""
        return self.voided_on is None or self.voided_on > self.on


@dataclass(frozen=True, slots=True)
class Standing:
    """What the marks on one step come to."""

    kind: Kind | None
    since: date | None
    was_baseline: bool
    lost_on: date | None
    regained: bool

    @property
    def made_here(self) -> bool:
        """A 1 now that was none on arrival."""
        return self.kind is not None and not self.was_baseline


def standing(marks: Sequence[StepMark]) -> Standing:
    """The state of one step from its marks in the order of recording."""
    meant = [mark for mark in marks if mark.was_meant]
    standing_now = [mark for mark in meant if mark.voided_on is None]
    losses = _losses(meant)
    last = standing_now[-1] if standing_now else None
    return Standing(
        kind=last.kind if last else None,
        since=last.on if last else None,
        was_baseline=any(mark.kind is Kind.BASELINE for mark in meant),
        lost_on=max(losses) if losses and not last else None,
        regained=bool(last and losses),
    )


def _losses(meant: Sequence[StepMark]) -> list[date]:
    """The days on which a step ceased to be a 1: taken back while no other mark held it up."""
    return [
        mark.voided_on
        for mark in meant
        if mark.voided_on is not None and not any(_held(other, mark.voided_on) for other in meant)
    ]


def _held(mark: StepMark, day: date) -> bool:
    return mark.on <= day and (mark.voided_on is None or mark.voided_on > day)


class LogMark(StrEnum):
    """What one line of a log sheet says of a step."""

    ACHIEVED = "1"
    BASELINE = "baseline"
    VOID = "void"


def judge_line(
    mark: LogMark, on: date, stack: list[tuple[Kind, date]], *, is_leaf: bool, today: date
) -> bool:
    """Whether a line changes what stands for its pupil and step; the stack then says the new state.

    ``stack`` holds what stands, in the order of recording. Raises ``Refused`` for a line that cannot be.
    """
    if mark is LogMark.VOID:
        made_on = stack[-1][1] if stack else on
        check_can_be_voided(is_standing=bool(stack), achieved_on=made_on, voided_on=on, today=today)
        stack.pop()
        return True
    check_can_be_achieved(is_leaf=is_leaf, achieved_on=on, today=today)
    wanted = Kind.BASELINE if mark is LogMark.BASELINE else Kind.ACHIEVED
    if any(says_nothing_new(wanted, stands) for stands, _ in stack):
        return False
    stack.append((wanted, on))
    return True


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers of steps. A step counts once, however many places it has."""

    made_here: int
    baseline: int
    lost: int
    regained: int


def count(marks: Iterable[StepMark]) -> Counts:
    """Counts over all marks of one pupil, in the order of recording."""
    steps = [standing(of_node) for of_node in _by_node(marks).values()]
    return Counts(
        made_here=sum(step.made_here for step in steps),
        baseline=sum(step.was_baseline for step in steps),
        lost=sum(step.lost_on is not None for step in steps),
        regained=sum(step.regained for step in steps),
    )


def first_made(marks: Iterable[StepMark]) -> dict[NodeId, StepMark]:
    """The mark by which each step that was made here and still stands first became a 1."""
    grouped = _by_node(marks)
    return {
        node: next(mark for mark in of_node if mark.was_meant)
        for node, of_node in grouped.items()
        if standing(of_node).made_here
    }


def _by_node(marks: Iterable[StepMark]) -> dict[NodeId, list[StepMark]]:
    grouped: dict[NodeId, list[StepMark]] = {}
    for mark in marks:
        grouped.setdefault(mark.node, []).append(mark)
    return grouped


class Reason(StrEnum):
    """Why a step is suggested. The words are the screen's."""

    FOLLOWS = "follows_the_step_just_made"
    GAP = "later_steps_are_made"
    NEXT = "next_in_order"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step that could come next, and why. Never more than a suggestion: no step is locked by order."""

    node: NodeId
    why: Reason


def suggest(
    units: Sequence[Sequence[NodeId]], *, made: Collection[NodeId], just_made: NodeId | None, most: int = 3
) -> tuple[Suggestion, ...]:
    """At most three steps: what follows the step just made, then gaps, then the next of each unit begun."""
    done = frozenset(made)
    follows = [_first_open(_after(unit, just_made), done) for unit in units if just_made in unit]
    gaps = [node for unit in units for node in _gaps(unit, done)]
    begun = [unit for unit in units if done & set(unit)] or list(units[:1])
    following = [_first_open(unit, done) for unit in begun]
    wanted = [
        *((node, Reason.FOLLOWS) for node in follows),
        *((node, Reason.GAP) for node in gaps),
        *((node, Reason.NEXT) for node in following),
    ]
    found: dict[NodeId, Reason] = {}
    for node, why in wanted:
        if node is not None:
            found.setdefault(node, why)
    return tuple(Suggestion(node, why) for node, why in found.items())[:most]


def _after(unit: Sequence[NodeId], node: NodeId | None) -> Sequence[NodeId]:
    return unit[unit.index(node) + 1 :] if node is not None else unit


def _first_open(steps: Iterable[NodeId], done: Collection[NodeId]) -> NodeId | None:
    return next((step for step in steps if step not in done), None)


def _gaps(unit: Sequence[NodeId], done: Collection[NodeId]) -> list[NodeId]:
    """Steps of a unit that are open although a later one is made."""
    last = max((place for place, step in enumerate(unit) if step in done), default=0)
    return [step for step in unit[:last] if step not in done]


@dataclass(frozen=True, slots=True)
class Starter:
    """One node of a shipped curriculum: its code is unique, its parent's code is empty at the top."""

    code: str
    parent: str
    words: str
    position: int
    is_step: bool


def read_starter(rows: Iterable[Mapping[str, str]]) -> tuple[Starter, ...]:
    """The rows of ``frameworks/starter_steps.csv``: areas, units, steps; parents before children."""
    nodes: dict[str, Starter] = {}
    for row in rows:
        area, code = row["outcome_no"], row["aim_no"]
        if area not in nodes:
            nodes[area] = Starter(area, "", row["outcome"], int(area), is_step=False)
        parent, _, place = code.rpartition(".")
        nodes[code] = Starter(code, parent, row["aim"], int(place), is_step=bool(row["scale"]))
    return tuple(nodes.values())
