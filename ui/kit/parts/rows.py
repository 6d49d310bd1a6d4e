"""How a table of rows behaves, wherever it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView


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
