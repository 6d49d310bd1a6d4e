"""The pupils beside the tree as tiles: dropped on, dragged from, clicked, and jumped to by letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from app.core.folding import fold
from app.core.ids import PupilId
from ui.kit.accessible import announce, named
from ui.kit.focus_ring import OWN_RING
from ui.kit.table_model import Index
from ui.kit.theme import current_look, follow
from ui.rooms.curriculum.pupil_list_model import PupilListModel, steps_in
from ui.rooms.curriculum.step_paint import ghost
from ui.rooms.curriculum.step_tree import SCROLL_AT
from ui.rooms.curriculum.tile_paint import GAP, HEIGHT, NARROWEST, TileDelegate
from ui.words.curriculum import say

_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_COLUMNS = 3


class PupilTiles(QListView):
    """A click presses a pupil; Space ticks and Enter presses all that are ticked. The page decides."""

    pressed_one = Signal(object)
    """A plain click on a pupil."""
    entered = Signal(object)
    """Enter: the pupils that are ticked, else the one under the cursor."""
    chosen = Signal()
    current = Signal(object)
    menu_asked = Signal(object)
    left = Signal()
    dragging = Signal(object)
    """The pupils that are being dragged; none when the drag is over."""

    def __init__(self, model: PupilListModel, shown_name: Callable[[str], str]) -> None:
        super().__init__()
        self.model_ = model
        self.setProperty(OWN_RING, True)
        self.setModel(model)
        self.delegate = TileDelegate(self, shown_name)
        self.setItemDelegate(self.delegate)
        self.with_steps = False
        """Whether steps are in hand: Space then ticks, and the arrows leave the ticks alone."""
        self.letters_on = True
        self._typed = ""
        named(self, say("pupils"))
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.setDropIndicatorShown(False)
        self.setAutoScrollMargin(SCROLL_AT)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)
        follow(self._restyle)

    def selected(self) -> tuple[PupilId, ...]:
        return self.model_.pupils_at(self.selectedIndexes())

    def pupil_now(self) -> PupilId | None:
        index = self.currentIndex()
        return self.model_.pupil_at(index) if index.isValid() else None

    def go(self, pupil: PupilId) -> None:
        """Puts the cursor on a pupil and leaves what is selected alone."""
        row = self.model_.row_of(pupil)
        if row is not None:
            self._go_to_row(row)

    def take(self, pupil: PupilId) -> None:
        """This one alone is chosen."""
        row = self.model_.row_of(pupil)
        if row is not None:
            self.setCurrentIndex(self.model_.index(row, 0))

    def begin(self) -> None:
        """The steps are in hand: the focus comes here, on the pupil who was current, nobody ticked."""
        self.clearSelection()
        if not self.currentIndex().isValid():
            self._go_to_row(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_row(self, row: int) -> None:
        if 0 <= row < self.model_.rowCount():
            index = self.model_.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    # -- mouse and keys

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current.emit(self.model_.pupil_at(current) if current.isValid() else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.modifiers() & _MODIFIED:
            self.chosen.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & _MODIFIED:
            self.pressed_one.emit(self.model_.pupil_at(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers() & _MODIFIED
        if key in _ENTER and plain:
            self._typed = ""
            self._enter()
        elif key == Qt.Key.Key_Space and not self._typed:
            self._tick()
        elif self.letters_on and event.text().isalpha() and plain:
            self._jump(event.text())
        elif self.with_steps and plain and self._step(key):
            self._typed = ""
        else:
            self._typed = ""
            super().keyPressEvent(event)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.chosen.emit()

    def keyboardSearch(self, search: str) -> None:
        """Qt's own search depends on how fast one types; ours does not."""

    def _enter(self) -> None:
        pupil = self.pupil_now()
        who = self.selected() or (() if pupil is None else (pupil,))
        if who:
            self.entered.emit(who)

    def _tick(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle)
        if self.with_steps:
            announce(self, str(index.data(int(Qt.ItemDataRole.AccessibleTextRole))))
            self._go_to_row(index.row() + 1)
        else:
            self.chosen.emit()

    def _step(self, key: Qt.Key) -> bool:
        """The arrows while steps are in hand: they move the cursor, and nothing else."""
        across = self.columns_shown()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: across, Qt.Key.Key_Up: -across}
        if key not in steps:
            return False
        row = max(0, self.currentIndex().row()) + steps[key]
        if 0 <= row < self.model_.rowCount():
            self._go_to_row(row)
        return True

    def _jump(self, letter: str) -> None:
        """To the first pupil of whom a name begins with the letters typed so far."""
        for typed in (self._typed + fold(letter), fold(letter)):
            for row, tile in enumerate(self.model_.rows):
                if any(word.startswith(typed) for word in fold(tile.person.name).split()):
                    self._typed = typed
                    self._go_to_row(row)
                    return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    # -- drag and drop

    def startDrag(self, actions: Qt.DropAction) -> None:
        places = self.selectedIndexes()
        if not places:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model_.mimeData(places))
        drag.setPixmap(ghost(self.ghost_words()))
        self.dragging.emit(self.selected())
        drag.exec(Qt.DropAction.CopyAction)
        self.dragging.emit(())

    def ghost_words(self) -> str:
        places = self.selectedIndexes()
        return str(places[0].data()) if len(places) == 1 else say("ghost_pupils", count=len(places))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        QAbstractItemView.dragEnterEvent(self, event)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        QAbstractItemView.dragMoveEvent(self, event)
        index = self.indexAt(event.position().toPoint())
        fits = self.model_.canDropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
        self._hold_over(index if fits else QModelIndex(), len(steps_in(event.mimeData())))
        if fits:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        QAbstractItemView.dragLeaveEvent(self, event)
        self._hold_over(QModelIndex(), 0)

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hold_over(QModelIndex(), 0)
        if self.model_.dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self.setState(QAbstractItemView.State.NoState)

    def _hold_over(self, index: QModelIndex, steps: int) -> None:
        target = QPersistentModelIndex(index) if index.isValid() else None
        if target != self.delegate.target:
            self.delegate.target, self.delegate.held = target, steps
            self.viewport().update()
            if target is not None:
                announce(self, f"{index.data()}: {say('drop')}")

    # -- looks

    def columns_shown(self) -> int:
        """How many tiles stand side by side."""
        return max(1, min(_MOST_COLUMNS, self._room() // current_look().px(NARROWEST)))

    def _room(self) -> int:
        """The width for tiles, the scroll bar's left free whether it shows or not: so it never flickers."""
        return max(1, self.width() - self.verticalScrollBar().sizeHint().width() - 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def sizeHint(self) -> QSize:
        rows = -(-max(1, self.model_.rowCount()) // self.columns_shown())
        return QSize(current_look().px(NARROWEST * 2), rows * current_look().px(HEIGHT + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(NARROWEST), current_look().px(2 * (HEIGHT + GAP)))

    def _fit(self) -> None:
        width = self._room() // self.columns_shown()
        if width != self.delegate.width:
            self.delegate.width = width
            self.scheduleDelayedItemsLayout()

    def _restyle(self) -> None:
        self._fit()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
