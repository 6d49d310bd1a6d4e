"""Rows under one another that stay where they are when what they say is still so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from PySide6.QtWidgets import QWidget

from ui.kit.parts.layout import Column, Rule

Rows = Mapping[Hashable, Callable[[], QWidget]]


class _Ruled(Column):
    """One row with the thin line above it."""

    def __init__(self, row: QWidget) -> None:
        self.rule = Rule()
        super().__init__(self.rule, row, gap=0)


class KeptRows(Column):
    """Each row is made once for what it says. One that is still wanted keeps its widget: neither the focus
    in it nor a press begun on it is lost because something else has changed.
    """

    def __init__(self, *, gap: int = 0, ruled: bool = False) -> None:
        super().__init__(gap=gap)
        self._ruled = ruled
        self._rows: dict[Hashable, _Ruled] = {}

    def show_rows(self, wanted: Rows) -> None:
        """Becomes these rows, in this order: by what each of them says, and how it is made."""
        for key in self._rows.keys() - wanted.keys():
            gone = self._rows.pop(key)
            self.box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (key, make) in enumerate(wanted.items()):
            row = self._rows.get(key)
            if row is None:
                row = self._rows[key] = _Ruled(make())
            entry = self.box.itemAt(place)
            if entry is None or entry.widget() is not row:
                self.box.insertWidget(place, row)
            row.rule.setVisible(self._ruled and place > 0)

    def clear(self) -> None:
        super().clear()
        self._rows.clear()
