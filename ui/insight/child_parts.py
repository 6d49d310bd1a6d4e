"""Controls of the child's own page: words of 15 pixels and more, targets of 44."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ui.kit import icons
from ui.kit.parts import Button, Kind, Text
from ui.kit.parts.buttons import pressed_by_enter
from ui.kit.theme import current_look, follow
from ui.kit.tokens import CONTROL_RADIUS

TARGET = 44


class BigButton(Button):
    """A button for a child's hand."""

    def __init__(self, words: str, icon: str | None = None, *, kind: Kind = Kind.SECONDARY) -> None:
        super().__init__(words, icon, kind=kind)
        follow(self._grow)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + current_look().px(8), current_look().px(TARGET))

    def _grow(self) -> None:
        look = current_look()
        self.setFont(look.font_of(16, 600 if self.kind is Kind.PRIMARY else 500))
        self.setMinimumHeight(look.px(TARGET))
        self.updateGeometry()


class WeekWord(QAbstractButton):
    """One of the five words for a week. A tick says that it is chosen; pressed again it is not."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow(self._grow)

    def sizeHint(self) -> QSize:
        look = current_look()
        wide = QFontMetricsF(look.font_of(16, 600)).horizontalAdvance(self.text())
        return QSize(round(wide) + look.px(56), look.px(TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = current_look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if on else "line_strong"), 2 if on else 1))
        painter.setBrush(look.color("selected" if on else "hover" if self.underMouse() else "surface"))
        radius = look.px(CONTROL_RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(look.font_of(16, 600 if on else 500))
        painter.setPen(look.color("accent_text" if on else "text"))
        side = look.px(18) if on else 0
        wide = painter.fontMetrics().horizontalAdvance(self.text()) + (side + look.px(8) if on else 0)
        left = (self.width() - wide) / 2
        if on:
            place = QRectF(left, (self.height() - side) / 2, side, side)
            icons.paint(painter, look, "check", "accent_text", place)
            left += side + look.px(8)
        words = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()

    def _grow(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.updateGeometry()
        self.update()


class BigLine(QLineEdit):
    """A line for a sentence or a password."""

    def __init__(self, name: str, *, secret: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        follow(self._grow)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current_look().px(TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current_look().px(TARGET))

    def _grow(self) -> None:
        self.setFont(current_look().font("child"))
        self.updateGeometry()


class Small(Text):
    """The smallest words of this page: 15 pixels."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words, "child", "text2", wrap=True)
        follow(self._settle)

    def _settle(self) -> None:
        self.setFont(current_look().font_of(15, 400))
