"""What stands where there is nothing to show, and the band that says something before the work."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.accessible import announce
from ui.kit.parts.buttons import Button
from ui.kit.parts.layout import Flow
from ui.kit.parts.text import Picture, Text
from ui.kit.theme import current_look, follow
from ui.kit.tokens import PAGE_INSET, Tone

_ICONS = {
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.URGENT: "circle-alert",
    Tone.INFO: "info",
    Tone.QUIET: "info",
}


class EmptyState(QWidget):
    """What will be here, one way to begin, and an example. It never says that somebody failed."""

    def __init__(self, icon: str, words: str, example: str = "", *actions: Button) -> None:
        super().__init__()
        self._words = Text(words, "title", wrap=True)
        self._example = Text(example, "body", "text2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(Picture(icon, "text3", 28))
        self._column.addWidget(self._words)
        self._column.addWidget(self._example)
        # Only now that it has a parent: shown before, it would be a window for a moment and take the keys.
        self._example.setVisible(bool(example))
        if actions:
            self._column.addWidget(Flow(*actions))
        self._column.addStretch(1)
        self.setAccessibleName(words)
        self.setAccessibleDescription(example)
        follow(self._restyle)

    def show_words(self, words: str, example: str = "") -> None:
        self._words.setText(words)
        self._example.setText(example)
        self._example.setVisible(bool(example))
        self.setAccessibleName(words)
        self.setAccessibleDescription(example)

    def _restyle(self) -> None:
        px = current_look().px
        self._column.setContentsMargins(px(24), px(24), px(24), px(24))
        self._column.setSpacing(px(8))


class Band(QWidget):
    """A tinted band with a strong left edge, an icon and words, and at most two things to press."""

    def __init__(
        self, tone: Tone, words: str, *actions: Button, icon: str = "", across: bool = False
    ) -> None:
        """``across`` is for a band from edge to edge of the window, in line with the page under it."""
        super().__init__()
        self._tone, self._across = tone, across
        self._picture = Picture(icon or _ICONS[tone], tone.value, 18)
        self._words = Text(words, "body_medium", wrap=True)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._picture)
        self._line.addWidget(self._words, 1)
        for action in actions:
            self._line.addWidget(action)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        follow(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, tone: Tone, words: str, icon: str = "") -> None:
        """Says something else, and says it aloud once."""
        self._tone = tone
        self._picture.set_icon(icon or _ICONS[tone], tone.value)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.update()
        self.updateGeometry()
        announce(self, words)

    def sizeHint(self) -> QSize:
        """As high as the words are at this width, so that none is cut off in a narrow card."""
        return QSize(super().sizeHint().width(), self._line.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        box, edge = QRectF(self.rect()), look.px(4)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color(self._tone.value) if look.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{self._tone.value}_bg"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), edge, edge)
        painter.fillRect(QRectF(0, 0, edge, box.height()), look.color(self._tone.value))
        painter.end()

    def _restyle(self) -> None:
        px = current_look().px
        left, right = (PAGE_INSET, PAGE_INSET) if self._across else (16, 10)
        self._line.setContentsMargins(px(left), px(8), px(right), px(8))
        self._line.setSpacing(px(10))
        self.update()


class NoticeBar(Band):
    """The quiet bar over the pages: hidden until there is something everybody should know."""

    def __init__(self, *actions: Button) -> None:
        super().__init__(Tone.INFO, "", *actions)
        self.hide()

    def show_notice(self, tone: Tone, words: str) -> None:
        """Stays until it is taken away; the same words are not said twice."""
        if words != self.words or self.isHidden():
            self.say(tone, words)
        self.show()

    def clear(self) -> None:
        self.hide()
        self._words.setText("")
