"""The head of a page: its name, where and when in one line, and what can be done here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.parts.layout import Column, Row
from ui.kit.parts.text import Elided, Text


class PageTitle(Row):
    """A title, one line under it, and at most one primary button at the right."""

    def __init__(self, title: str, line: str = "", *right: QWidget) -> None:
        super().__init__(gap=8)
        self._title, self._line = Elided(title, "display"), Text(line, "body", "text2", wrap=True)
        self.setAccessibleName(title)
        self.add(Column(self._title, self._line, gap=2), 1)
        for part in right:
            self.add(part)

    def show_words(self, title: str, line: str = "") -> None:
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(title)
