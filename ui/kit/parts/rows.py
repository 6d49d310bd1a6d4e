"""How a table of rows behaves, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from ui.kit.parts.row_hover import RowHover
from ui.kit.shortcuts import bind
from ui.kit.table_model import TableModel, as_columns
from ui.kit.theme import current_look, follow


class HeadingFont(QObject):
    """Headings are small and strong from the first moment on: Qt forgets a font that was set on a table
    when the table is put into its card.
    """

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        header.installEventFilter(self)
        follow(self._restyle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._restyle()
        return False

    def _restyle(self) -> None:
        wanted = current_look().font("small_strong")
        if self._header.font() != wanted:
            self._header.setFont(wanted)


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
    HeadingFont(table.horizontalHeader())
    RowHover(table)


def sorts_and_copies(table: QTableView) -> None:
    """A click on a heading sorts, at first nothing does; Ctrl+C copies what is chosen as columns."""
    table.setSortingEnabled(True)
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def copy() -> None:
        model = table.model()
        if isinstance(model, TableModel):
            QApplication.clipboard().setText(as_columns(model, table.selectedIndexes()))

    bind(table, "copy_cells", copy, whole_window=False)
