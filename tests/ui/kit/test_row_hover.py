"""In a table of rows the pointer marks a whole row, and headings have their font from the first moment on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF
from PySide6.QtGui import QColor, QHoverEvent
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from ui.kit.parts.lined_table import LinedTable
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import Column, TableModel

CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
ROWS = ("Ash", "Beech", "Cedar")


@pytest.fixture(params=[QTableView, LinedTable])
def table(request, qtbot, theme) -> Iterator[QTableView]:
    card = QWidget()
    qtbot.addWidget(card)
    made = request.param()
    if request.param is QTableView:
        as_rows(made)
    model = TableModel((Column("Name", str), Column("Length", lambda row: str(len(row)))), str, ROWS, made)
    made.setModel(model)
    made.horizontalHeader().sectionSizeHint(0)
    QVBoxLayout(card).addWidget(made)
    card.resize(500, 300)
    card.show()
    yield made
    card.hide()


def point(table: QTableView, at: QPoint | None) -> None:
    """Moves the pointer over the table, or away from it."""
    kind = QEvent.Type.HoverLeave if at is None else QEvent.Type.HoverMove
    place = QPointF(-1, -1) if at is None else QPointF(at)
    QApplication.sendEvent(table.viewport(), QHoverEvent(kind, place, place, QPointF(-1, -1)))


def ground(table: QTableView, row: int, x: int) -> QColor:
    """The colour of the ground low in a row, where no word and no line is."""
    y = table.rowViewportPosition(row) + table.rowHeight(row) - 4
    return table.viewport().grab().toImage().pixelColor(x, y)


def test_the_whole_row_under_the_pointer_stands_out(table, theme) -> None:
    hover, plain = theme.look.color("hover"), theme.look.color("surface")
    right = table.viewport().width() - 3
    point(table, QPoint(8, table.rowViewportPosition(1) + 5))
    for x in (3, table.columnViewportPosition(1) + 3, right):
        assert ground(table, 1, x) == hover
        assert ground(table, 0, x) == ground(table, 2, x) == plain
    point(table, QPoint(8, table.rowViewportPosition(2) + 5))
    assert ground(table, 1, right) == plain
    assert ground(table, 2, right) == hover
    point(table, None)
    assert ground(table, 2, right) == plain


def test_a_chosen_row_keeps_its_ground_and_the_space_under_the_rows_has_none(table, theme) -> None:
    table.selectionModel().select(table.model().index(0, 0), CHOOSE)
    point(table, QPoint(8, table.rowViewportPosition(0) + 5))
    assert ground(table, 0, table.columnViewportPosition(1) + 3) == theme.look.color("selected")
    point(table, QPoint(8, table.viewport().height() - 2))
    assert all(ground(table, row, 3) != theme.look.color("hover") for row in range(3))


def test_rows_that_go_from_under_the_pointer_take_the_mark_with_them(table, theme) -> None:
    point(table, QPoint(8, table.rowViewportPosition(2) + 5))
    assert ground(table, 2, 3) == theme.look.color("hover")
    table.model().show(ROWS[:2])
    assert all(ground(table, row, 3) == theme.look.color("surface") for row in range(2))


def test_headings_are_small_and_strong_before_anybody_changes_the_look(table, theme) -> None:
    QApplication.processEvents()
    assert table.horizontalHeader().font().pixelSize() == theme.look.font("small_strong").pixelSize()
    theme.choose(factor=1.5)
    assert table.horizontalHeader().font().pixelSize() == theme.look.font("small_strong").pixelSize()
