"""Bringing in a whole curriculum from a file, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.ids import FrameworkId
from app.core.permissions import Permission
from app.rooms.curriculum import rules
from app.rooms.curriculum.cards import NewNode, NewPlace
from app.rooms.curriculum.commands.places import APART
from app.rooms.curriculum.commands.tree import TakeBackFramework
from app.rooms.curriculum.tables import Framework, Node, Place


@dataclass(frozen=True)
class ImportFramework(Command):
    """Bring in a curriculum: its nodes as the file has them, and where they hang.

    The same file a second time changes nothing; another file of the same framework is refused.
    """

    requires: ClassVar[Permission] = Permission.CURRICULUM_FRAMEWORK_EDIT
    title: str
    identifier: str
    digest: str
    nodes: tuple[NewNode, ...]
    places: tuple[NewPlace, ...]

    def run(self, work: Work) -> Outcome:
        same = or_(Framework.identifier == self.identifier, Framework.digest == self.digest)
        here = work.db.scalars(select(Framework).where(same, ~Framework.withdrawn)).all()
        if any(row.digest == self.digest for row in here):
            return Outcome.nothing("framework_already_here")
        if here:
            raise Refused("framework_update_later", identifier=self.identifier)
        rules.check_tree(
            identifiers=[node.identifier for node in self.nodes],
            edges=[(place.parent, place.child) for place in self.places],
        )
        row = Framework(identifier=self.identifier, title=self.title, digest=self.digest)
        work.db.add(row)
        work.db.flush()
        self._add_rows(work, row.id)
        return Outcome(
            changed(Topic.CURRICULUM),
            undo=TakeBackFramework(FrameworkId(row.id)),
            new_id=row.id,
            facts={"nodes": len(self.nodes), "places": len(self.places), "file": self.digest},
        )

    def _add_rows(self, work: Work, framework: int) -> None:
        """Nodes and places under numbers given here: nobody has to ask the database for thousands of them."""
        first_node, first_place = _free(work.db, Node), _free(work.db, Place)
        number = {node.identifier: first_node + at for at, node in enumerate(self.nodes)}
        work.db.add_all(
            Node(
                id=number[node.identifier],
                framework_id=framework,
                identifier=node.identifier,
                code=node.code,
                statement=node.statement,
                type=node.type,
                withdrawn=False,
                version=1,
            )
            for node in self.nodes
        )
        work.db.flush()
        work.db.add_all(
            Place(
                id=first_place + at,
                framework_id=framework,
                parent_id=number[place.parent] if place.parent else None,
                node_id=number[place.child],
                position=position * APART,
                entry=work.entry,
            )
            for at, (position, place) in enumerate(_in_order(self.places))
        )
        work.db.flush()


def _in_order(places: tuple[NewPlace, ...]) -> list[tuple[int, NewPlace]]:
    """Places with their rank under their parent, counted from one."""
    passed: dict[str, int] = defaultdict(int)
    ranked = []
    for place in sorted(places, key=lambda one: one.position):
        passed[place.parent] += 1
        ranked.append((passed[place.parent], place))
    return ranked


def _free(db: Session, kind: type[Node] | type[Place]) -> int:
    return (db.scalar(select(func.max(kind.id))) or 0) + 1
