"""Words on a page: a step of the type scale in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.theme import current_look, follow

LINE_LENGTH = 75


class Text(QLabel):
    """Words that wrap or stand on one line, and follow the theme."""

    def __init__(
        self,
        words: str = "",
        step: str = "body",
        token: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._step, self._token = step, token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        follow(self._restyle)

    def set_token(self, token: str) -> None:
        self._token = token
        self._restyle()

    def set_step(self, step: str) -> None:
        self._step = step
        self._restyle()

    def _restyle(self) -> None:
        look = current_look()
        self.setFont(look.font(self._step))
        ink = self.palette()
        ink.setColor(QPalette.ColorRole.WindowText, look.color(self._token))
        self.setPalette(ink)


class Elided(Text):
    """One line that shortens to its room and shows the whole of it on hover."""

    def setText(self, words: str) -> None:
        super().setText(words)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def shown(self) -> str:
        """What there is room for now."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown())
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")


class Picture(QWidget):
    """One icon. It decorates the words beside it unless it is given a name of its own."""

    def __init__(self, icon: str, token: str = "text2", size: float = 18, name: str = "") -> None:
        super().__init__()
        self._icon, self._token, self._size = icon, token, size
        self.setAccessibleName(name)
        follow(self._restyle)

    def set_icon(self, icon: str, token: str) -> None:
        self._icon, self._token = icon, token
        self.update()

    def _restyle(self) -> None:
        side = current_look().px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, current_look(), self._icon, self._token, QRect(self.rect()).toRectF())
        painter.end()
