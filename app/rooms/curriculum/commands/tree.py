"""Shaping a curriculum: frameworks and nodes of our own, and where nodes hang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import FrameworkId, NodeId
from app.core.permissions import Permission
from app.rooms.curriculum import rules
from app.rooms.curriculum.cards import FrameworkCard, NodeCard
from app.rooms.curriculum.commands import places
from app.rooms.curriculum.tables import Achievement, Framework, Node
from app.store.edits import edit_row, standing_row, withdraw_row

_CURRICULUM = changed(Topic.CURRICULUM)
_EDIT = Permission.CURRICULUM_FRAMEWORK_EDIT


@dataclass(frozen=True)
class AddFramework(Command):
    """Begin a curriculum of our own."""

    requires: ClassVar[Permission] = _EDIT
    card: FrameworkCard

    def run(self, work: Work) -> Outcome:
        _check_words(self.card.title)
        row = Framework(identifier=work.new_ref(), title=self.card.title)
        work.db.add(row)
        work.db.flush()
        return Outcome(_CURRICULUM, undo=TakeBackFramework(FrameworkId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditFramework(Command):
    """Change a framework's title."""

    requires: ClassVar[Permission] = _EDIT
    framework: FrameworkId
    version: int
    card: FrameworkCard
    stands: FrameworkCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_words(self.card.title)
        row, before = edit_row(work, Framework, self.framework, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_CURRICULUM, undo=EditFramework(self.framework, row.version, before, self.card))


@dataclass(frozen=True)
class TakeBackFramework(Command):
    """Take a whole framework away again, as long as nothing was ever logged on it."""

    requires: ClassVar[Permission] = _EDIT
    framework: FrameworkId

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Framework, self.framework)
        logged = len(
            work.db.scalars(
                select(Achievement.id)
                .join(Node, Node.id == Achievement.node_id)
                .where(Node.framework_id == self.framework)
            ).all()
        )
        if logged:
            raise Refused("framework_in_use", marks=logged)
        withdraw_row(work, Framework, self.framework, withdrawn=True)
        return Outcome(_CURRICULUM, undo=PutBackFramework(self.framework))


@dataclass(frozen=True)
class PutBackFramework(Command):
    """Put a framework back that was taken away."""

    requires: ClassVar[Permission] = _EDIT
    framework: FrameworkId

    def run(self, work: Work) -> Outcome:
        row = work.db.get(Framework, self.framework)
        if row is None or not row.withdrawn:
            raise OutOfDate("row_gone")
        same = select(Framework.id).where(Framework.identifier == row.identifier, ~Framework.withdrawn)
        if work.db.scalar(same) is not None:
            raise Refused("framework_update_later", identifier=row.identifier)
        withdraw_row(work, Framework, self.framework, withdrawn=False)
        return Outcome(_CURRICULUM, undo=TakeBackFramework(self.framework))


@dataclass(frozen=True)
class AddNode(Command):
    """Write a new step, unit or area, under a parent or at the top; before a neighbour or last."""

    requires: ClassVar[Permission] = _EDIT
    framework: FrameworkId
    parent: NodeId | None
    card: NodeCard
    before: NodeId | None = None

    def run(self, work: Work) -> Outcome:
        _check_words(self.card.statement)
        standing_row(work.db, Framework, self.framework)
        if self.parent is not None:
            standing_row(work.db, Node, self.parent)
        node = Node(
            framework_id=self.framework,
            identifier=work.new_ref(),
            code=self.card.code.strip(),
            statement=self.card.statement.strip(),
            type=self.card.type.strip(),
        )
        work.db.add(node)
        work.db.flush()
        places.hang(work, self.framework, self.parent, NodeId(node.id), self.before)
        return Outcome(_CURRICULUM, undo=TakeBackNode(NodeId(node.id)), new_id=node.id)


@dataclass(frozen=True)
class EditNode(Command):
    """Change the words, code or type of a node, wherever it hangs."""

    requires: ClassVar[Permission] = _EDIT
    node: NodeId
    version: int
    card: NodeCard
    stands: NodeCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_words(self.card.statement)
        row, before = edit_row(work, Node, self.node, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_CURRICULUM, undo=EditNode(self.node, row.version, before, self.card))


@dataclass(frozen=True)
class TakeBackNode(Command):
    """Take a node away that has nothing under it and on which nothing was ever logged."""

    requires: ClassVar[Permission] = _EDIT
    node: NodeId

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Node, self.node)
        if places.under(work.db, self.node):
            raise Refused("node_has_smaller_ones")
        marks = len(work.db.scalars(select(Achievement.id).where(Achievement.node_id == self.node)).all())
        if marks:
            raise Refused("step_in_use", marks=marks)
        left = places.of_node(work.db, self.node)
        for place in left:
            place.removed_in = work.entry
        withdraw_row(work, Node, self.node, withdrawn=True)
        where = tuple(places.as_spot(place) for place in left)
        return Outcome(_CURRICULUM, undo=PutBackNode(self.node, where))


@dataclass(frozen=True)
class PutBackNode(Command):
    """Put a node back where it hung."""

    requires: ClassVar[Permission] = _EDIT
    node: NodeId
    where: tuple[places.Spot, ...]

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Node, self.node, withdrawn=False)
        for spot in self.where:
            if spot.parent is not None:
                standing_row(work.db, Node, spot.parent)
            places.hang_at(work, self.node, spot)
        return Outcome(_CURRICULUM, undo=TakeBackNode(self.node))


@dataclass(frozen=True)
class MoveNode(Command):
    """Hang a node somewhere else: under another parent, before a neighbour, or last."""

    requires: ClassVar[Permission] = _EDIT
    place: int
    framework: FrameworkId
    parent: NodeId | None
    before: NodeId | None = None
    stands: places.Hung | None = None

    def run(self, work: Work) -> Outcome:
        old = places.place_meant(work.db, self.place, self.stands)
        node = NodeId(old.node_id)
        _check_new_place(work.db, self.framework, self.parent, node)
        if (old.framework_id, old.parent_id) != (self.framework, self.parent):
            places.check_free(work.db, self.framework, self.parent, node)
        spot = places.as_spot(old)
        next_one = places.next_after(work.db, old)
        if (spot.framework, spot.parent, next_one) == (self.framework, self.parent, self.before):
            return Outcome.nothing("nothing_to_change")
        old.removed_in = work.entry
        work.db.flush()
        new = places.hang(work, self.framework, self.parent, node, self.before)
        undo = MoveNode(new.id, spot.framework, spot.parent, next_one, places.as_hung(new))
        return Outcome(_CURRICULUM, undo=undo, new_id=new.id)


@dataclass(frozen=True)
class AddPlace(Command):
    """Hang a node in one more place. It stays one step, however many places it has."""

    requires: ClassVar[Permission] = _EDIT
    node: NodeId
    framework: FrameworkId
    parent: NodeId | None
    before: NodeId | None = None

    def run(self, work: Work) -> Outcome:
        standing_row(work.db, Node, self.node)
        _check_new_place(work.db, self.framework, self.parent, self.node)
        places.check_free(work.db, self.framework, self.parent, self.node)
        new = places.hang(work, self.framework, self.parent, self.node, self.before)
        undo = RemovePlace(new.id, places.as_hung(new))
        return Outcome(_CURRICULUM, undo=undo, new_id=new.id)


@dataclass(frozen=True)
class RemovePlace(Command):
    """Take a node out of one of its places; it keeps at least one."""

    requires: ClassVar[Permission] = _EDIT
    place: int
    stands: places.Hung | None = None

    def run(self, work: Work) -> Outcome:
        old = places.place_meant(work.db, self.place, self.stands)
        if len(places.of_node(work.db, NodeId(old.node_id))) == 1:
            raise Refused("step_has_one_place")
        next_one = places.next_after(work.db, old)
        spot = places.as_spot(old)
        old.removed_in = work.entry
        undo = AddPlace(NodeId(old.node_id), spot.framework, spot.parent, next_one)
        return Outcome(_CURRICULUM, undo=undo)


def _check_new_place(db: Session, framework: FrameworkId, parent: NodeId | None, node: NodeId) -> None:
    standing_row(db, Framework, framework)
    if parent is not None:
        standing_row(db, Node, parent)
        rules.check_no_loop(parent=parent, node=node, parents=lambda one: places.parents_of(db, one))


def _check_words(text: str) -> None:
    if not text.strip():
        raise Refused("step_without_words")
