"""Plans an import of a curriculum: what it holds, whether it is here already, and the command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from app.core.errors import Refused
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.exchange.sheet import NotRead, Shape, Tree
from app.rooms import curriculum
from app.rooms.curriculum import NewNode, NewPlace


@dataclass(frozen=True, slots=True)
class CurriculumPlan:
    """What an import of a tree would do. Without a command the very same file is here already."""

    title: str
    identifier: str
    shape: Shape
    other_links: tuple[tuple[str, int], ...]
    not_read: tuple[NotRead, ...]
    command: curriculum.ImportFramework | None


@dataclass(frozen=True)
class PlanCurriculum(Query[CurriculumPlan]):
    """What bringing in a curriculum would do, without doing it."""

    requires: ClassVar[Permission] = Permission.CURRICULUM_FRAMEWORK_EDIT
    reach: ClassVar[frozenset[Permission]] = frozenset({Permission.CURRICULUM_FRAMEWORK_READ})
    tree: Tree = field(repr=False)
    digest: str

    def read(self, reading: Reading) -> CurriculumPlan:
        tree = self.tree
        is_here = reading.ask(curriculum.IsFileHere(tree.identifier, self.digest))
        if not (is_here or tree.nodes) and tree.not_read:
            raise Refused("curriculum_nothing_placed", count=len(tree.not_read), where=tree.not_read[0].where)
        command = curriculum.ImportFramework(
            tree.title,
            tree.identifier,
            self.digest,
            tuple(NewNode(node.identifier, node.code, node.statement, node.type) for node in tree.nodes),
            tuple(NewPlace(place.parent, place.child, place.position) for place in tree.places),
        )
        return CurriculumPlan(
            tree.title,
            tree.identifier,
            tree.shape,
            tree.other_links,
            tree.not_read,
            None if is_here else command,
        )
