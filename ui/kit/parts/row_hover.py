"""The row under the pointer, marked from edge to edge: a style sheet knows only of cells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QHoverEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from ui.kit.theme import current_look

_COMES = frozenset({QEvent.Type.HoverEnter, QEvent.Type.HoverMove})


class RowHover(QObject):
    """Paints the ground of one row before the table paints its cells. A chosen row keeps its own ground."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._pointer: QPoint | None = None
        self._row = -1
        table.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        table.viewport().installEventFilter(self)
        table.verticalScrollBar().valueChanged.connect(self._look)

    @property
    def row(self) -> int:
        """The row that stands out; −1 without one."""
        return self._row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            self._pointer = event.position().toPoint() if event.type() in _COMES else None
            self._look()
        elif isinstance(event, QPaintEvent):
            self._look()  # rows may have come and gone under a pointer that rests
            self._paint(event)
        return False

    def _look(self) -> None:
        row = -1 if self._pointer is None else self._table.rowAt(self._pointer.y())
        if row != self._row:
            before, self._row = self._row, row
            for changed in (before, row):
                self._table.viewport().update(self._area(changed))

    def _area(self, row: int) -> QRect:
        if row < 0:
            return QRect()
        table = self._table
        return QRect(0, table.rowViewportPosition(row), table.viewport().width(), table.rowHeight(row))

    def _paint(self, event: QPaintEvent) -> None:
        chosen = self._table.selectionModel()
        if self._row < 0 or chosen is None or chosen.isRowSelected(self._row):
            return
        painter = QPainter(self._table.viewport())
        painter.fillRect(self._area(self._row).intersected(event.rect()), current_look().color("hover"))
        painter.end()
