"""The curriculum of the invented provision, and which steps of it each life makes in which week."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from app.core.content import ContentVersion
from app.demo.life import Life
from app.rooms.curriculum import ImportFramework, NewNode, NewPlace

CONTENT: Final = "frameworks/starter_steps.csv"
TITLE: Final = "Starter steps"
JUMP: Final = 0.15
"""How often a child takes the step after next first: the path taken is not the path planned."""


def starter_steps(version: ContentVersion) -> ImportFramework:
    """The shipped steps as a framework: areas, units in them, and steps in those."""
    nodes: dict[str, NewNode] = {}
    places: list[NewPlace] = []
    for row in version.rows():
        area, code = row["outcome_no"], row["aim_no"]
        if area not in nodes:
            nodes[area] = NewNode(area, area, row["outcome"], "area")
            places.append(NewPlace("", area, len(places) + 1))
        nodes[code] = NewNode(code, code, row["aim"], "step" if row["scale"] else "unit")
        places.append(NewPlace(code.rpartition(".")[0], code, len(places) + 1))
    digest = hashlib.sha256(version.body.encode("utf-8")).hexdigest()
    return ImportFramework(TITLE, "starter-steps", digest, tuple(nodes.values()), tuple(places))


def by_area(command: ImportFramework) -> dict[str, tuple[str, ...]]:
    """The codes of the steps of each area, in their order."""
    steps = [node.code for node in command.nodes if node.type == "step"]
    areas = dict.fromkeys(code.partition(".")[0] for code in steps)
    return {area: tuple(code for code in steps if code.partition(".")[0] == area) for area in areas}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one week brought one pupil: steps made, a step lost, a step there again."""

    made: tuple[str, ...] = ()
    lost: str | None = None
    regained: str | None = None


class Path:
    """The path of one pupil through the steps, week by week."""

    def __init__(self, life: Life, areas: Mapping[str, Sequence[str]], seed: int) -> None:
        self._life, self._random = life, Random(f"steps {seed} {life.surname}")
        order = [*life.subjects, *(area for area in areas if area not in life.subjects)]
        self._waiting = [list(areas[area]) for area in order]
        self._halves = 0
        self._phase: int | None = None
        self._had: list[str] = []
        self._lost: str | None = None

    def arrived_with(self) -> tuple[str, ...]:
        """The steps that were there on arrival: the first ones of the first subjects in turn."""
        return tuple(self._take(place % len(self._life.subjects)) for place in range(self._life.arrived_with))

    def week(self, number: int) -> Lesson:
        """What one week brings. In a hard phase nothing is made, and once something goes again."""
        found = self._life.phase_in(number)
        if found is None:
            return Lesson()
        phase, began = self._life.phases[found], found != self._phase
        self._phase = found
        if phase.hard:
            if began and self._had and self._random.random() < 0.6:
                self._lost = self._had.pop()
                return Lesson(lost=self._lost)
            return Lesson()
        regained, self._lost = self._lost, None
        self._halves += phase.learns
        count, self._halves = divmod(self._halves, 2)
        made = tuple(self._next() for _ in range(count))
        self._had += made
        return Lesson(made, regained=regained)

    def _next(self) -> str:
        subjects = [place for place in range(len(self._life.subjects)) if self._waiting[place]]
        if not subjects:
            subjects = [next(place for place, left in enumerate(self._waiting) if left)]
        place = self._random.choice(subjects)
        jumps = len(self._waiting[place]) > 1 and self._random.random() < JUMP
        return self._waiting[place].pop(1 if jumps else 0)

    def _take(self, place: int) -> str:
        left = self._waiting[place] or next(left for left in self._waiting if left)
        return left.pop(0)
