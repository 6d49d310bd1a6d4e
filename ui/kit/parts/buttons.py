"""Buttons: one primary on a page, the rest quiet; links; and choices that stay pressed."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from ui.kit import icons
from ui.kit.look import Look
from ui.kit.theme import current_look, follow
from ui.kit.tokens import CONTROL_HEIGHT, CONTROL_RADIUS

_ICON, _ICON_GAP = 16, 7


class Kind(Enum):
    """How much a button asks for the eye."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"
    CHOICE = "choice"


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus. Qt leaves that to the system, and systems differ."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if enter and not event.isAutoRepeat():
        button.click()
    return enter


class Button(QPushButton):
    """A verb with an object. Painted, so that its size fits its words exactly."""

    def __init__(
        self, words: str, icon: str | None = None, *, kind: Kind = Kind.SECONDARY, description: str = ""
    ) -> None:
        super().__init__(words)
        self.kind, self._icon = kind, icon
        self.setCheckable(kind is Kind.CHOICE)
        self.setAccessibleName(words)
        self.setAccessibleDescription(description)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        follow(self._restyle)

    def set_words(self, words: str) -> None:
        """New words on the button, and the same for the ear."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = current_look()
        width = self._words_width(look) + self._icon_width(look) + 2 * look.px(self._padding())
        return QSize(round(width) + 2, look.px(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, look)
        self._paint_words(painter, look)
        painter.end()

    def _restyle(self) -> None:
        strong = self.kind is Kind.PRIMARY
        self.setFont(current_look().font("body_strong" if strong else "body_medium"))
        self.updateGeometry()
        self.update()

    @property
    def inset(self) -> int:
        """How far in its words begin, for what stands under them."""
        return current_look().px(self._padding())

    def _padding(self) -> int:
        return 10 if self.kind is Kind.LINK else 14

    def _words_width(self, look: Look) -> float:
        # A choice turns bold when chosen: its size is that of the bold words from the start.
        font = look.font("body_strong") if self.kind is Kind.CHOICE else self.font()
        return QFontMetricsF(font).horizontalAdvance(self.text())

    def _icon_width(self, look: Look) -> int:
        if self._shown_icon() is None and self.kind is not Kind.CHOICE:
            return 0
        return look.px(_ICON) + (look.px(_ICON_GAP) if self.text() else 0)

    def _shown_icon(self) -> str | None:
        return "check" if self.kind is Kind.CHOICE and self.isChecked() else self._icon

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        if self.kind is Kind.PRIMARY:
            return "on_accent"
        if self.kind is Kind.LINK or self.isChecked():
            return "accent_text"
        return "text"

    def _paint_ground(self, painter: QPainter, look: Look) -> None:
        ground, edge = self._colours(look)
        pen = QPen(edge, 2 if self.isChecked() else 1)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        inset = pen.widthF() / 2
        radius = look.px(CONTROL_RADIUS)
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, radius, radius)

    def _colours(self, look: Look) -> tuple[QColor, QColor]:
        hovered = self.underMouse() or self.isDown()
        clear = QColor(Qt.GlobalColor.transparent)
        if not self.isEnabled():
            return look.color("sunken"), clear if self.kind is Kind.LINK else look.color("line_strong")
        if self.kind is Kind.PRIMARY:
            ground = look.color("accent_hover" if hovered else "accent")
            return ground, ground
        if self.kind is Kind.LINK:
            return (look.color("hover") if hovered else clear), clear
        if self.isChecked():
            return look.color("selected"), look.color("accent")
        return look.color("hover" if hovered else "surface"), look.color("line_strong")

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        width = self._words_width(look) + self._icon_width(look)
        left, side = (self.width() - width) / 2, look.px(_ICON)
        icon = self._shown_icon()
        if icon is not None:
            token = "text2" if self._ink() == "text" else self._ink()
            place = QRectF(round(left), round((self.height() - side) / 2), side, side)
            icons.paint(painter, look, icon, token, place)
            left += self._icon_width(look)
        elif self.kind is Kind.CHOICE:
            left += self._icon_width(look) / 2
        painter.setPen(look.color(self._ink()))
        painter.setFont(look.font("body_strong") if self.isChecked() else self.font())
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


def primary(words: str, icon: str | None = None) -> Button:
    """The one thing a page is for."""
    return Button(words, icon, kind=Kind.PRIMARY)


def secondary(words: str, icon: str | None = None) -> Button:
    return Button(words, icon)


def link(words: str, icon: str | None = None) -> Button:
    """A quiet way to somewhere else."""
    return Button(words, icon, kind=Kind.LINK)


def choice(words: str, icon: str | None = None) -> Button:
    """One of several that stays pressed; a tick says so beside the colour."""
    return Button(words, icon, kind=Kind.CHOICE)
