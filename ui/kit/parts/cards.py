"""White cards on the off-white canvas, and the card that says one figure with its base."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.parts.layout import Column, Row
from ui.kit.parts.text import Elided, Picture, Text
from ui.kit.theme import current_look, follow


class Card(QFrame):
    """A piece of a page: a title, a quiet line beside it, something to press at the right, and a body."""

    def __init__(
        self, title: str = "", *, beside: str = "", right: QWidget | None = None, padding: int = 16
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._padding = padding
        self._body = QVBoxLayout(self)
        self.title, self.beside = Text(title, "title"), Elided(beside, "aside", "text3")
        self.setAccessibleName(title)
        if title:
            self._body.addWidget(self._head(right))
        follow(self._restyle)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        self._body.addWidget(part, stretch)

    def add_stretch(self) -> None:
        self._body.addStretch(1)

    def set_title(self, title: str, beside: str = "") -> None:
        """New words in the head of a card that was made with one."""
        self.title.setText(title)
        self.beside.setText(beside)
        self.setAccessibleName(title)

    def _head(self, right: QWidget | None) -> Row:
        head = Row(self.title, gap=9)
        head.add(self.beside, 1)
        if right is not None:
            head.add(right)
        return head

    def _restyle(self) -> None:
        px = current_look().px
        side, top = px(self._padding), px(min(self._padding, 13))
        self._body.setContentsMargins(side, top, side, top)
        self._body.setSpacing(px(8))


class StatCard(Card):
    """One figure, what it counts, and its base and period. Click or Enter asks how it is worked out."""

    explained = Signal()

    def __init__(self, icon: str, figure: str, words: str, base: str) -> None:
        super().__init__(padding=14)
        self._figure = Text(figure, "stat")
        self._words, self._base = Elided(words, "body_medium", "text2"), Elided(base, "small", "text3")
        line = Row(self._figure, gap=7)
        line.add(self._words, 1)
        self.add(_beside(Picture(icon, "accent_text", 20), Column(line, self._base, gap=1)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def show_figure(self, figure: str, words: str, base: str) -> None:
        self._figure.setText(figure)
        self._words.setText(words)
        self._base.setText(base)
        self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.explained.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.explained.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._figure.text()} {self._words.text()}")
        self.setAccessibleDescription(self._base.text())


def _beside(picture: QWidget, words: QWidget) -> Row:
    row = Row(picture, gap=11)
    row.add(words, 1)
    return row
