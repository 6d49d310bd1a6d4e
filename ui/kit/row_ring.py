"""The ring inside the row, or the cell, that the keys act on in a list or a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from ui.kit.ladder_paint import paint_inner_ring
from ui.kit.look import Look

_MOVES = frozenset({QEvent.Type.Paint, QEvent.Type.Resize, QEvent.Type.Show})


def draws_itself(view: QAbstractItemView) -> bool:
    """Whether it paints its rows with its own hands, their focus among them."""
    return any("paintEvent" in vars(kind) for kind in type(view).__mro__ if kind.__module__.startswith("ui."))


class RowRing(QWidget):
    """Lies over a view and goes wherever its current row goes; over a view without one, round the whole."""

    def __init__(self, view: QAbstractItemView, look: Callable[[], Look]) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        self.follow()
        self.show()

    def let_go(self) -> None:
        """The keys are elsewhere."""
        if isValid(self._view) and isValid(self._view.viewport()):
            self._view.viewport().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whatever moves, changes or scrolls a row paints it anew.
        if event.type() in _MOVES:
            self.follow()
        return False

    def follow(self) -> None:
        """Stand where the current row stands now."""
        seen = self._view.viewport()
        area = current_area(self._view).intersected(seen.rect()).translated(seen.pos())
        if area != self.geometry():
            self.setGeometry(area)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_inner_ring(painter, self._look(), QRectF(self.rect()))
        painter.end()


def current_area(view: QAbstractItemView) -> QRect:
    """What the keys act on: the current row where rows are chosen, else the current cell, else all of it."""
    index = view.currentIndex()
    if not index.isValid():
        return view.viewport().rect()
    if view.selectionBehavior() is not QAbstractItemView.SelectionBehavior.SelectRows:
        return view.visualRect(index)
    whole = QRect()
    for column in range(index.model().columnCount(index.parent())):
        whole = whole.united(view.visualRect(_beside(index, column)))
    return whole


def _beside(index: QModelIndex, column: int) -> QModelIndex:
    return index.sibling(index.row(), column)
