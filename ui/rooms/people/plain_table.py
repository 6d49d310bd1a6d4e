"""A small table within a card: as high as its rows, up to a dozen, then it scrolls."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.kit.accessible import named
from ui.kit.parts.rows import as_rows, sorts_and_copies
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow

R = TypeVar("R")
MOST_ROWS = 12


class PlainTable(QTableView, Generic[R]):
    """Rows to be read, sorted and copied. ``widths`` are pixels at 100 %, nought for what stretches."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        widths: Sequence[int],
        key: Callable[[R], Hashable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows: TableModel[R] = TableModel(columns, key, (), self)
        self._widths = tuple(widths)
        self.setModel(self.rows)
        as_rows(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for place, width in enumerate(self._widths):
            if not width:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        named(self, name)
        sorts_and_copies(self)
        follow(self._restyle)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Become these rows."""
        self.rows.show(rows)
        self._restyle()

    def _restyle(self) -> None:
        look = current_look()
        self.horizontalHeader().setFont(look.font("small_strong"))
        self.verticalHeader().setDefaultSectionSize(look.px(38))
        for place, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(place, look.px(width))
        shown = max(1, min(MOST_ROWS, len(self.rows.rows)))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * look.px(38) + look.px(6))
