"""A line to search in, with its icon and, once something is typed, a way to clear it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.kit import icons
from ui.kit.theme import current_look, follow
from ui.words.kit import say

_LENS = 16


class SearchBox(QLineEdit):
    """Find something. Esc clears what was typed and keeps the focus."""

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._clear = QAction(say("clear_search"), self)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._typed)
        follow(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, side = current_look(), current_look().px(_LENS)
        # Painted, because Qt's own icons in a line stay small when the text grows.
        painter = QPainter(self)
        place = QRectF(look.px(10), (self.height() - side) // 2, side, side)
        icons.paint(painter, look, "search", "text3", place)
        painter.end()

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _restyle(self) -> None:
        look = current_look()
        self._clear.setIcon(icons.icon(look, "x", "text3", 16))
        self.setMinimumWidth(look.px(160))
        self.setTextMargins(look.px(_LENS + 6), 0, 0, 0)
