"""A line to search in, with its icon and, once something is typed, a way to clear it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.kit import icons
from ui.kit.theme import current_look, follow
from ui.words.kit import say


class SearchBox(QLineEdit):
    """Find something. Esc clears what was typed and keeps the focus."""

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._lens = QAction(self)
        self._clear = QAction(say("clear_search"), self)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._typed)
        follow(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _restyle(self) -> None:
        look = current_look()
        self._lens.setIcon(icons.icon(look, "search", "text3", 16))
        self._clear.setIcon(icons.icon(look, "x", "text3", 16))
        self.setMinimumWidth(look.px(160))
