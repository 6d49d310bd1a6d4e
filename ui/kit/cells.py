"""A wall of painted cells with keys of its own, and the real table that is its twin."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStackedWidget,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.kit.accessible import announce, named
from ui.kit.focus_ring import OWN_RING
from ui.kit.ladder_paint import paint_inner_ring
from ui.kit.look import Look
from ui.kit.shortcuts import bind
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow

_HEADING_PADDING = 6


@dataclass(frozen=True, slots=True)
class WallRow:
    """One row of the wall: its key, its heading, and what each cell says in words."""

    key: Hashable
    heading: str
    cells: tuple[str, ...]


CellPainter = Callable[[QPainter, Look, QRectF, int, int], None]
"""Draws the cell of a row and a column into an area."""


class Cells(QWidget):
    """The wall and its twin in one place. Ctrl+Shift+T changes between them; both report the same presses."""

    pressed = Signal(object, int)
    """The row's key and the column: a click, Space or Enter in either."""

    def __init__(self, name: str, paint: CellPainter, cell_size: tuple[int, int] = (40, 36)) -> None:
        super().__init__()
        self.wall = Wall(paint, cell_size)
        self.table = _twin_table()
        self._rows: tuple[WallRow, ...] = ()
        self._model: TableModel[WallRow] | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.wall)
        self._stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.wall.pressed.connect(self._wall_pressed)
        self.table.activated.connect(self._table_pressed)
        self.setAccessibleName(name)
        named(self.wall, name)
        named(self.table, name)
        bind(self, "twin", self.toggle_twin, whole_window=False)
        follow(self._restyle)

    @property
    def is_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def show_rows(self, headings: Sequence[str], rows: Sequence[WallRow]) -> None:
        """Shows these rows in wall and table; where the cursor stands stays where its row goes."""
        same_columns = self.wall.headings == tuple(headings)
        self._rows = tuple(rows)
        self.wall.show_rows(tuple(headings), self._rows)
        if self._model is None or not same_columns:
            self._model = TableModel(_columns(headings), lambda row: row.key, self._rows, self)
            self.table.setModel(self._model)
        else:
            self._model.show(self._rows)

    def toggle_twin(self) -> None:
        """Shows the other of the two, with the focus on the same cell."""
        row, column = self._place()
        self._stack.setCurrentWidget(self.wall if self.is_table else self.table)
        if self.is_table and self._model is not None:
            self.table.setCurrentIndex(self._model.index(row, column + 1))
            self.table.setFocus()
        else:
            self.wall.go(row, column)
            self.wall.setFocus()

    def clear(self) -> None:
        self.show_rows((), ())

    def _place(self) -> tuple[int, int]:
        if not self.is_table:
            return self.wall.place
        index = self.table.currentIndex()
        return max(0, index.row()), max(0, index.column() - 1)

    def _wall_pressed(self, row: int, column: int) -> None:
        self.pressed.emit(self._rows[row].key, column)

    def _table_pressed(self, index: QModelIndex) -> None:
        if index.column() > 0 and self._model is not None:
            self.pressed.emit(self._model.key_at(index), index.column() - 1)

    def _restyle(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(current_look().row_height)
        self.table.horizontalHeader().setFont(current_look().font("small_strong"))


class Wall(QAbstractScrollArea):
    """Cells painted as one picture: only what is seen is drawn. Arrows move, Space or Enter presses."""

    pressed = Signal(int, int)

    def __init__(self, paint: CellPainter, cell_size: tuple[int, int]) -> None:
        super().__init__()
        self._paint, self._cell_size = paint, cell_size
        self.headings: tuple[str, ...] = ()
        self._rows: tuple[WallRow, ...] = ()
        self._at = (0, 0)
        self._measured: tuple[int, int, int, int] | None = None
        self.setProperty(OWN_RING, True)
        self.setObjectName("clear_scroll")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        follow(self._restyle)

    @property
    def place(self) -> tuple[int, int]:
        """The row and the column of the cursor."""
        return self._at

    def show_rows(self, headings: tuple[str, ...], rows: tuple[WallRow, ...]) -> None:
        here = self._rows[self._at[0]].key if self._at[0] < len(self._rows) else None
        self.headings, self._rows, self._measured = headings, rows, None
        row = next((place for place, row in enumerate(rows) if row.key == here), self._at[0])
        self._at = self._within(row, self._at[1])
        self._tell()
        self._restyle()

    def go(self, row: int, column: int) -> None:
        """Puts the cursor on a cell, scrolls to it, and says it."""
        self._at = self._within(row, column)
        self._scroll_to()
        self._tell()
        announce(self, self.accessibleDescription())
        self.viewport().update()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell stands in the view now."""
        width, height, left, top = self._measures()
        x = left + column * width - self.horizontalScrollBar().value()
        return QRect(x, top + row * height - self.verticalScrollBar().value(), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        (row, column), key = self._at, Qt.Key(event.key())
        last = (len(self._rows) - 1, len(self.headings) - 1)
        places = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last[1]),
            Qt.Key.Key_PageUp: (0, column),
            Qt.Key.Key_PageDown: (last[0], column),
        }
        if key in places and self._rows:
            self.go(*places[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.pressed.emit(*self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._cell_under(event.position().x(), event.position().y())
        if found is not None:
            self.go(*found)
            self.pressed.emit(*found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]  # told apart by its type below
        if event.type() is QHelpEvent.Type.ToolTip:
            found = self._cell_under(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), "" if found is None else self._words(*found), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self.viewport())
        width, height, left, top = self._measures()
        area = event.rect()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        rows = _seen(area.top() - top + down, area.bottom() - top + down, height, len(self._rows))
        columns = _seen(area.left() - left + across, area.right() - left + across, width, len(self.headings))
        painter.setClipRect(QRect(left, top, self.viewport().width(), self.viewport().height()))
        for row in rows:
            for column in columns:
                self._paint(painter, look, QRectF(self.cell_rect(row, column)), row, column)
        if self.hasFocus() and self._rows:
            paint_inner_ring(painter, look, QRectF(self.cell_rect(*self._at)))
        painter.setClipping(False)
        self._paint_headings(painter, look, rows, columns)
        painter.end()

    def resizeEvent(self, event: object) -> None:
        self._restyle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        width, height, left, top = self._measures()
        return QSize(left + width * len(self.headings) + 2, top + height * len(self._rows) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._restyle()

    def _restyle(self) -> None:
        self._measured = None
        width, height, left, top = self._measures()
        view = self.viewport().size()
        self.horizontalScrollBar().setRange(0, max(0, left + width * len(self.headings) - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.verticalScrollBar().setRange(0, max(0, top + height * len(self._rows) - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(height)
        self.updateGeometry()
        self.viewport().update()

    def _measures(self) -> tuple[int, int, int, int]:
        """The width and height of a cell, and where the first one stands; measured once for all cells."""
        if self._measured is None:
            self._measured = self._measure()
        return self._measured

    def _measure(self) -> tuple[int, int, int, int]:
        look = current_look()
        metrics = self.fontMetrics()
        padding = 2 * look.px(_HEADING_PADDING)
        left = max((metrics.horizontalAdvance(row.heading) for row in self._rows), default=0) + padding
        widest = max((metrics.horizontalAdvance(words) for words in self.headings), default=0) + padding
        width, height = look.px(self._cell_size[0]), look.px(self._cell_size[1])
        return max(width, widest), height, left, metrics.height() + padding

    def _within(self, row: int, column: int) -> tuple[int, int]:
        return _bounded(row, len(self._rows)), _bounded(column, len(self.headings))

    def _cell_under(self, x: float, y: float) -> tuple[int, int] | None:
        width, height, left, top = self._measures()
        row = int((y - top + self.verticalScrollBar().value()) // height)
        column = int((x - left + self.horizontalScrollBar().value()) // width)
        inside = x >= left and y >= top and 0 <= row < len(self._rows) and 0 <= column < len(self.headings)
        return (row, column) if inside else None

    def _scroll_to(self) -> None:
        width, height, left, top = self._measures()
        box = self.cell_rect(*self._at)
        view = QRect(left, top, self.viewport().width() - left, self.viewport().height() - top)
        for bar, low, high, near, far in (
            (
                self.horizontalScrollBar(),
                box.left(),
                box.left() + width,
                view.left(),
                view.left() + view.width(),
            ),
            (self.verticalScrollBar(), box.top(), box.top() + height, view.top(), view.top() + view.height()),
        ):
            bar.setValue(bar.value() + min(0, low - near) + max(0, high - far))

    def _words(self, row: int, column: int) -> str:
        line = self._rows[row]
        return f"{line.heading}, {self.headings[column]}: {line.cells[column]}"

    def _tell(self) -> None:
        self.setAccessibleDescription(self._words(*self._at) if self._rows and self.headings else "")

    def _paint_headings(self, painter: QPainter, look: Look, rows: range, columns: range) -> None:
        _, _, left, top = self._measures()
        padding = look.px(_HEADING_PADDING)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("text3"))
        painter.setClipRect(QRect(left, 0, self.viewport().width(), top))
        for column in columns:
            box = self.cell_rect(0, column)
            box.setTop(0)
            box.setHeight(top)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.headings[column])
        painter.setClipRect(QRect(0, top, left, self.viewport().height()))
        painter.setFont(look.font("body_medium"))
        painter.setPen(look.color("text"))
        for row in rows:
            box = self.cell_rect(row, 0)
            box.setLeft(padding)
            box.setWidth(left - padding)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._rows[row].heading
            )
        painter.setClipping(False)


def _seen(first: int, last: int, step: int, count: int) -> range:
    return range(max(0, first // step), min(count, last // step + 1))


def _bounded(place: int, count: int) -> int:
    return max(0, min(place, count - 1))


def _columns(headings: Sequence[str]) -> tuple[Column[WallRow], ...]:
    cells = tuple(Column(heading, _cell(place)) for place, heading in enumerate(headings))
    return (Column("", lambda row: row.heading), *cells)


def _cell(place: int) -> Callable[[WallRow], str]:
    return lambda row: row.cells[place]


def _twin_table() -> QTableView:
    table = QTableView()
    table.setProperty("by_cell", True)  # what is pressed here is a cell and not a row
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    return table
