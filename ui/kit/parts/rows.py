"""How a table of rows behaves, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from ui.kit.shortcuts import bind
from ui.kit.table_model import TableModel, as_columns


def as_rows(table: QTableView, *, one_at_a_time: bool = False) -> None:
    """It is read row by row: whole rows are chosen, nothing is edited in place, and Tab leaves it."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    if one_at_a_time:
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


def sorts_and_copies(table: QTableView) -> None:
    """A click on a heading sorts, at first nothing does; Ctrl+C copies what is chosen as columns."""
    table.setSortingEnabled(True)
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def copy() -> None:
        model = table.model()
        if isinstance(model, TableModel):
            QApplication.clipboard().setText(as_columns(model, table.selectedIndexes()))

    bind(table, "copy_cells", copy, whole_window=False)
