"""The tree on the left: steps are dragged from it, pupils dropped on it, and every key has its act."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from app.core.ids import NodeId
from ui.kit import icons
from ui.kit.accessible import announce, named
from ui.kit.focus_ring import OWN_RING
from ui.kit.theme import current_look, follow
from ui.kit.tree_model import Index
from ui.rooms.curriculum.node_tree_model import NodeTreeModel
from ui.rooms.curriculum.step_paint import StepDelegate, ghost
from ui.words.curriculum import say

EXPAND_AFTER, SCROLL_AT = 700, 32
_OPENED_AT_FIRST = 40
_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepTree(QTreeView):
    """Enter or a click takes a step. Letters go to the search. It reports; the page decides."""

    taken = Signal(object, bool)
    """A step was pressed, and whether by a key."""
    chosen = Signal()
    """The selection changed with Ctrl or Shift: all of it is meant from now on."""
    typed = Signal(str)
    current = Signal(object)
    dragging = Signal(object)
    """The steps that are being dragged; none when the drag is over."""
    menu_asked = Signal(object)
    moved = Signal(str)
    """In edit mode: up, down, in or out."""

    def __init__(self, model: NodeTreeModel) -> None:
        super().__init__()
        self.setProperty(OWN_RING, True)
        self.model_ = model
        self.setModel(model)
        self.delegate = StepDelegate(self)
        self.setItemDelegate(self.delegate)
        named(self, say("steps"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.setDropIndicatorShown(False)
        self.setAutoExpandDelay(EXPAND_AFTER)
        self.setAutoScrollMargin(SCROLL_AT)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._clicked)
        follow(self._restyle)

    def step_now(self) -> NodeId | None:
        """The step under the cursor; None on a branch."""
        steps = self.model_.steps_at([self.currentIndex()] if self.currentIndex().isValid() else [])
        return steps[0] if steps else None

    def node_now(self) -> NodeId | None:
        index = self.currentIndex()
        return self.model_.node_at(index) if index.isValid() else None

    def selected_steps(self) -> tuple[NodeId, ...]:
        return self.model_.steps_at(self.selectedIndexes())

    def go(self, node: NodeId, *, select: bool = True) -> bool:
        """Opens the way to a node and puts the cursor there."""
        index = self.model_.reveal(node)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        how = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            if select
            else (QItemSelectionModel.SelectionFlag.NoUpdate)
        )
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)
        return True

    def open_first(self) -> None:
        """A new tree shows its first branch down to the steps, and the rest closed."""
        index = self.model_.index(0, 0)
        while index.isValid() and self.model_.hasChildren(index):
            self._open(index)
            index = self.model_.index(0, 0, index)
        if index.isValid() and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def open_all(self) -> None:
        """Every branch of a filtered tree, as long as that stays readable."""
        waiting = [self.model_.index(row, 0) for row in range(self.model_.rowCount())]
        opened = 0
        while waiting and opened < _OPENED_AT_FIRST:
            index = waiting.pop(0)
            if self.model_.hasChildren(index):
                self._open(index)
                opened += 1
                waiting += [self.model_.index(row, 0, index) for row in range(self.model_.rowCount(index))]

    def _open(self, index: QModelIndex) -> None:
        """Expands a branch, and fetches it even where the view has not laid itself out yet."""
        if self.model_.canFetchMore(index):
            self.model_.fetchMore(index)
        self.expand(index)

    # -- mouse and keys

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current.emit(self.model_.node_at(current) if current.isValid() else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.model_.hasChildren(index) and event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            if not self._is_on_chevron(index, event.position().x()):
                self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)
            if event.modifiers() & _MODIFIED:
                self.chosen.emit()

    def _is_on_chevron(self, index: QModelIndex, x: float) -> bool:
        return x < self.visualRect(index).left()

    def _clicked(self, index: QModelIndex) -> None:
        from PySide6.QtWidgets import QApplication

        steps = self.model_.steps_at([index])
        if steps and not QApplication.keyboardModifiers() & _MODIFIED:
            self.taken.emit(steps[0], False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and not event.modifiers() & _MODIFIED:
            self._enter()
        elif self.model_.editing and self._edit_key(event):
            return
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.chosen.emit()

    def _enter(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if self.model_.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        step = self.step_now()
        if step is not None:
            self.taken.emit(step, True)

    def _edit_key(self, event: QKeyEvent) -> bool:
        """F2, Alt and arrows, Tab and Shift+Tab."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        acts = {Qt.Key.Key_Tab: "in", Qt.Key.Key_Backtab: "out"}
        if alt:
            acts = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            self.moved.emit(act)
            return True
        if event.key() == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
            return True
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False if self.model_.editing else super().focusNextPrevChild(forward)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    # -- drag and drop

    def startDrag(self, actions: Qt.DropAction) -> None:
        steps = self.selected_steps()
        if not steps or self.model_.editing:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model_.mimeData(self.selectedIndexes()))
        drag.setPixmap(ghost(self.ghost_words(steps)))
        self.dragging.emit(steps)
        drag.exec(Qt.DropAction.CopyAction)
        self.dragging.emit(())

    def ghost_words(self, steps: tuple[NodeId, ...]) -> str:
        """What the card under the pointer says."""
        if len(steps) > 1:
            return say("ghost_steps", count=len(steps))
        return str(self.model_.data(self.model_.index_of(steps[0])))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        fits = self.model_.canDropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
        self._hold_over(index if fits else QModelIndex())
        if fits:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._hold_over(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hold_over(QModelIndex())
        if self.model_.dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self.stop_scrolling()

    def stop_scrolling(self) -> None:
        """A drop that this view took itself leaves Qt's own state as after any drop."""
        self.setState(QAbstractItemView.State.NoState)

    def _hold_over(self, index: QModelIndex) -> None:
        target = QPersistentModelIndex(index) if index.isValid() else None
        if target != self.delegate.target:
            self.delegate.target = target
            self.viewport().update()
            if target is not None:
                announce(self, f"{index.data()}: {say('drop')}")

    # -- looks

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = current_look()
        # Qt has tinted the way to a selected row; the row itself says that it is selected.
        painter.fillRect(rect, look.color("surface"))
        if not index.model().hasChildren(index):
            return
        side = look.px(16)
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        left = rect.right() - self.indentation() + (self.indentation() - side) / 2
        place = QRectF(round(left), round(rect.center().y() - side / 2), side, side)
        icons.paint(painter, look, name, "text2", place)

    def _restyle(self) -> None:
        self.setIndentation(current_look().px(20))
        self.doItemsLayout()
