"""The tree of a curriculum as a model: branches by key, what is dragged out, and pupils dropped in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from app.core.ids import NodeId, PupilId
from app.rooms.curriculum import BranchRow, NodeRow
from ui.kit import mime
from ui.kit.tree_model import Index, TreeModel, TreeText
from ui.rooms.curriculum.outline import Outline
from ui.rooms.curriculum.standing import Standing
from ui.words.curriculum import say

_EDIT = int(Qt.ItemDataRole.EditRole)


@dataclass(frozen=True, slots=True)
class NodeItem:
    """One place of a node with what stands there for the pupils shown."""

    row: NodeRow
    have: int
    of: int
    branch: BranchRow | None
    several: bool
    steps_inside: int
    in_hand_have: int = 0
    """How many pupils are in hand or being dragged, where every one of them has this step already."""

    @property
    def percent(self) -> int:
        """How much of a branch the pupils shown have, whole steps of a hundred, rounded down."""
        if self.branch is None or not self.branch.possible:
            return 0
        return 100 * (self.branch.made_here + self.branch.baseline) // self.branch.possible


def have_words(have: int, of: int, *, short: bool = False) -> str:
    """Who has a step, with its base; short where the row is."""
    if not of:
        return say("have_none")
    return say("have_short" if short else "have", have=have, of=of)


def spoken(item: NodeItem) -> str:
    """One item for the ear, whole."""
    words = item.row.statement
    if not item.row.is_step:
        if item.branch is None or not item.branch.possible:
            return say("branch_empty", words=words, steps=item.steps_inside)
        return say(
            "branch_spoken",
            words=words,
            percent=item.percent,
            made=item.branch.made_here,
            arrival=item.branch.baseline,
            possible=item.branch.possible,
        )
    said = f"{words}. {have_words(item.have, item.of)}"
    said = f"{said}. {has_words(item.in_hand_have)}" if item.in_hand_have else said
    return f"{said}. {say('also')}" if item.several else said


def has_words(pupils: int) -> str:
    """That whoever is in hand has a step already."""
    return say("has_it" if pupils == 1 else "all_have_it")


_TEXT: TreeText[NodeItem] = TreeText(
    key=lambda item: item.row.node,
    words=lambda item: item.row.statement,
    spoken=spoken,
    is_branch=lambda item: not item.row.is_step,
)


class NodeTreeModel(TreeModel[NodeItem]):
    """Shows the outline as far as it is opened. Drops and new words are reported; the page decides."""

    pupils_dropped = Signal(object, object)
    """The node dropped on, and the pupils."""
    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        self._outline: Outline | None = None
        self._standing = Standing()
        self._shown: frozenset[NodeId] | None = None
        self._in_hand: tuple[PupilId, ...] = ()
        self.editing = False
        super().__init__(_TEXT, self._items, parent)

    def show(
        self, outline: Outline | None, standing: Standing, shown: frozenset[NodeId] | None = None
    ) -> None:
        """Becomes this; branches that stay open stay open. ``shown`` leaves out everything else."""
        self._outline, self._standing, self._shown = outline, standing, shown
        self.refresh()

    def show_pupils_in_hand(self, pupils: tuple[PupilId, ...]) -> None:
        """Which pupils the steps speak of: what all of them have is said before they are let go over it."""
        if pupils != self._in_hand:
            self._in_hand = pupils
            self.refresh()

    def node_at(self, index: Index) -> NodeId:
        return self.item_at(index).row.node

    def steps_at(self, places: Iterable[Index]) -> tuple[NodeId, ...]:
        """The steps among these places, each once."""
        items = (self.item_at(index) for index in places)
        return tuple(dict.fromkeys(item.row.node for item in items if item.row.is_step))

    def reveal(self, node: NodeId) -> QModelIndex:
        """The place of a node along the first of its paths, fetched on the way; not valid without one."""
        if self._outline is None or node not in self._outline.first:
            return QModelIndex()
        index = QModelIndex()
        for one in (*self._outline.above(node), node):
            if index.isValid() and self.canFetchMore(index):
                self.fetchMore(index)
            index = self._below(index, one)
            if not index.isValid():
                return index
        return index

    def _below(self, parent: QModelIndex, node: NodeId) -> QModelIndex:
        for row in range(self.rowCount(parent)):
            index = self.index(row, 0, parent)
            if self.node_at(index) == node:
                return index
        return QModelIndex()

    def _items(self, above: NodeItem | None) -> Sequence[NodeItem]:
        if self._outline is None:
            return ()
        rows = self._outline.children(None if above is None else above.row.node)
        return [self._item(row) for row in rows if self._shown is None or row.node in self._shown]

    def _item(self, row: NodeRow) -> NodeItem:
        assert self._outline is not None
        standing = self._standing
        branch = None if row.is_step else standing.branches.get(row.node)
        return NodeItem(
            row,
            standing.have(row.node) if row.is_step else 0,
            len(standing.pupils),
            branch,
            self._outline.places[row.node] > 1,
            0 if branch is None else branch.steps,
            len(self._in_hand) if row.is_step and self._all_have(row.node) else 0,
        )

    def _all_have(self, node: NodeId) -> bool:
        return all(self._standing.had(pupil, node) is not None for pupil in self._in_hand)

    # -- dragging out, dropping in, changing words

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        if not index.isValid():
            return plain
        if self.editing:
            return plain | Qt.ItemFlag.ItemIsEditable
        if self.item_at(index).row.is_step:
            return plain | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return plain

    def mimeTypes(self) -> list[str]:
        return [mime.PUPILS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(mime.NODES, self.steps_at(indexes))

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, load: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether any of the pupils does not have this step yet."""
        if self.editing or not parent.isValid() or not self.item_at(parent).row.is_step:
            return False
        node = self.node_at(parent)
        return any(self._standing.had(pupil, node) is None for pupil in _pupils(load))

    def dropMimeData(
        self, load: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(load, action, row, column, parent):
            return False
        self.pupils_dropped.emit(self.node_at(parent), _pupils(load))
        return True

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == _EDIT and index.isValid():
            return self.item_at(index).row.statement
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        words = str(value).strip()
        if role != _EDIT or not words or words == self.item_at(index).row.statement:
            return False
        self.renamed.emit(self.item_at(index).row, words)
        return True


def _pupils(load: QMimeData) -> tuple[PupilId, ...]:
    return tuple(PupilId(number) for number in mime.unpack(mime.PUPILS, load))
