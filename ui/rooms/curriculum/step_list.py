"""The steps as a flat list with where they hang: the same content as the tree, for the ear and for search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from app.core.ids import NodeId
from ui.kit import mime
from ui.kit.accessible import named
from ui.kit.focus_ring import OWN_RING
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import Column, Index, TableModel
from ui.kit.theme import current_look, follow
from ui.kit.tree_model import ITEM_ROLE
from ui.rooms.curriculum.node_tree_model import NodeItem, have_words, spoken
from ui.rooms.curriculum.outline import Outline
from ui.rooms.curriculum.standing import Standing
from ui.rooms.curriculum.step_paint import ROW, StepDelegate, ghost
from ui.words.curriculum import say

_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepListModel(TableModel[NodeItem]):
    """Steps row by row. A new list is a new model: thousands of rows are never moved one by one."""

    def __init__(
        self, nodes: Sequence[NodeId], outline: Outline, standing: Standing, parent: QObject | None = None
    ) -> None:
        columns: list[Column[NodeItem]] = [
            Column(
                say("column_step"), lambda row: row.row.statement, spoken, roles={ITEM_ROLE: lambda row: row}
            ),
            Column(say("column_where"), lambda row: outline.path(row.row.node)),
            Column(say("column_have"), lambda row: _have(row)),
        ]
        super().__init__(columns, lambda row: row.row.node, _items(nodes, outline, standing), parent)

    def node_at(self, index: Index) -> NodeId:
        return self.row_at(index).row.node

    def steps_at(self, places: Sequence[Index]) -> tuple[NodeId, ...]:
        rows = sorted({index.row() for index in places})
        return tuple(self.rows[row].row.node for row in rows if self.rows[row].row.is_step)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(mime.NODES, self.steps_at(indexes))


def _have(row: NodeItem) -> str:
    if row.row.is_step:
        return have_words(row.have, row.of, short=True)
    return say("percent", percent=row.percent)


def _items(nodes: Sequence[NodeId], outline: Outline, standing: Standing) -> list[NodeItem]:
    found = []
    for node in nodes:
        row = outline.first[node]
        branch = None if row.is_step else standing.branches.get(node)
        have = standing.have(node) if row.is_step else 0
        inside = 0 if branch is None else branch.steps
        found.append(NodeItem(row, have, len(standing.pupils), branch, outline.places[node] > 1, inside))
    return found


class StepList(QTableView):
    """Enter or a click takes a step, as in the tree."""

    taken = Signal(object, bool)
    chosen = Signal()
    opened = Signal(object)
    """A branch was chosen: the tree is to show it."""
    current = Signal(object)
    dragging = Signal(object)
    typed = Signal(str)
    menu_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model: StepListModel | None = None
        named(self, say("steps_flat"))
        self.setProperty(OWN_RING, True)
        self.setItemDelegateForColumn(0, _FlatDelegate(self))
        as_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setWordWrap(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        follow(self._restyle)

    def show_steps(self, nodes: Sequence[NodeId], outline: Outline, standing: Standing) -> None:
        """Shows these; where the very same were shown, only what differs is repainted."""
        if self._model is not None and tuple(nodes) == tuple(row.row.node for row in self._model.rows):
            self._model.show(_items(nodes, outline, standing))
            return
        old, self._model = self._model, StepListModel(nodes, outline, standing, self)
        self.setModel(self._model)
        if old is not None:
            old.deleteLater()
        header = self.horizontalHeader()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._restyle()
        if nodes:
            self.setCurrentIndex(self._model.index(0, 0))

    def step_now(self) -> NodeId | None:
        index = self.currentIndex()
        steps = self._model.steps_at([index]) if self._model is not None and index.isValid() else ()
        return steps[0] if steps else None

    def selected_steps(self) -> tuple[NodeId, ...]:
        return () if self._model is None else self._model.steps_at(self.selectedIndexes())

    def go(self, node: NodeId) -> bool:
        row = None if self._model is None else self._model.row_of(node)
        if row is None or self._model is None:
            return False
        self.setCurrentIndex(self._model.index(row, 0))
        return True

    def shown(self) -> tuple[str, ...]:
        """The words of the steps shown, in order."""
        return () if self._model is None else tuple(row.row.statement for row in self._model.rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        valid = current.isValid() and self._model is not None
        self.current.emit(self._model.node_at(current) if valid and self._model else None)

    def _clicked(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() & _MODIFIED:
            self.chosen.emit()
        else:
            self._take(index, by_key=False)

    def _take(self, index: QModelIndex, *, by_key: bool) -> None:
        if self._model is None or not index.isValid():
            return
        row = self._model.row_at(index)
        if row.row.is_step:
            self.taken.emit(row.row.node, by_key)
        else:
            self.opened.emit(row.row.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & _MODIFIED:
            self._take(self.currentIndex(), by_key=True)
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def startDrag(self, actions: Qt.DropAction) -> None:
        steps = self.selected_steps()
        if not steps or self._model is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(self.selectedIndexes()))
        one = str(self.selectedIndexes()[0].data())
        drag.setPixmap(ghost(one if len(steps) == 1 else say("ghost_steps", count=len(steps))))
        self.dragging.emit(steps)
        drag.exec(Qt.DropAction.CopyAction)
        self.dragging.emit(())

    def _restyle(self) -> None:
        look = current_look()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.horizontalHeader().setFont(look.font("small_strong"))
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The words of the step get most of the width, the way to it the rest."""
        if self._model is not None:
            last = current_look().px(86)
            rest = max(2, self.viewport().width() - last)
            self.setColumnWidth(0, rest * 64 // 100)
            self.setColumnWidth(1, rest - rest * 64 // 100)
            self.setColumnWidth(2, last)


class _FlatDelegate(StepDelegate):
    """The tree's own paint in the first column, without what the other columns say."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent, with_counts=False)
