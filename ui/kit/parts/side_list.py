"""A list at the side of a page: one line high enough to press for each thing there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget

from ui.kit.accessible import named
from ui.kit.theme import current_look, follow

LINE = 34


class SideList(QListWidget):
    """Lines of one height that follow the text size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        follow(self._restyle)

    def show_lines(self, lines: Sequence[str]) -> None:
        """These lines in place of any before them."""
        self.clear()
        self.addItems(list(lines))
        self._restyle()

    def _restyle(self) -> None:
        size = QSize(0, current_look().px(LINE))
        for row in range(self.count()):
            self.item(row).setSizeHint(size)
