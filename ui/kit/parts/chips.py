"""Small painted things: a status with icon and word, a key to press, a person's initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.look import Look
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone

CHIP_HEIGHT, _CHIP_ICON = 24, 14
_CHIP_LEFT, _CHIP_GAP, _CHIP_RIGHT = 9, 5, 10


class Painted(QWidget):
    """A widget that paints itself to exactly the size its words need."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chip(Painted):
    """A status. Icon and word are both required, so that it never speaks by colour alone."""

    def __init__(self, tone: Tone, icon: str, words: str) -> None:
        check_chip(icon, words)
        self._tone, self._icon, self._words = tone, icon, words
        super().__init__()
        self.setAccessibleName(words)

    @property
    def words(self) -> str:
        return self._words

    def become(self, tone: Tone, icon: str, words: str) -> None:
        """Says something else from now on."""
        check_chip(icon, words)
        self._tone, self._icon, self._words = tone, icon, words
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:
        return chip_size(current_look(), self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, current_look(), QRectF(self.rect()), self._tone, self._icon, self._words)
        painter.end()


def check_chip(icon: str, words: str) -> None:
    if not icon or not words.strip():
        raise ValueError("a chip needs an icon and a word")


def chip_size(look: Look, words: str) -> QSize:
    width = QFontMetricsF(look.font("small_strong")).horizontalAdvance(words)
    around = look.px(_CHIP_LEFT) + look.px(_CHIP_ICON) + look.px(_CHIP_GAP) + look.px(_CHIP_RIGHT)
    return QSize(round(width + 0.5) + around + 1, look.px(CHIP_HEIGHT))


def paint_chip(painter: QPainter, look: Look, area: QRectF, tone: Tone, icon: str, words: str) -> None:
    """Draws a chip into a row's cell or a widget: left aligned, in the middle."""
    check_chip(icon, words)
    size = chip_size(look, words)
    box = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(tone.value if look.is_high_contrast else f"{tone.value}_bg"), 1))
    painter.setBrush(look.color(f"{tone.value}_bg"))
    half = box.height() / 2 - 0.5
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
    side = look.px(_CHIP_ICON)
    place = QRectF(box.left() + look.px(_CHIP_LEFT), round(box.center().y() - side / 2), side, side)
    icons.paint(painter, look, icon, tone.value, place)
    painter.setPen(look.color(tone.value))
    painter.setFont(look.font("small_strong"))
    rest = QRectF(place.right() + look.px(_CHIP_GAP), box.top(), box.width(), box.height())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


class KeyHint(Painted):
    """A key of the keyboard, drawn as one."""

    def __init__(self, key: str) -> None:
        self._key = key
        super().__init__()
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        look = current_look()
        width = QFontMetricsF(look.font_of(12, 600)).horizontalAdvance(self._key)
        side = look.px(21)
        return QSize(max(side, round(width + 0.5) + 2 * look.px(6)), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, radius = current_look(), current_look().px(4)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.setBrush(look.color("line_strong"))
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(box.adjusted(0, 0, 0, -1.5), radius, radius)
        painter.setPen(look.color("text2"))
        painter.setFont(look.font_of(12, 600))
        painter.drawText(box.adjusted(0, 0, 0, -1.5), Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()


class Avatar(Painted):
    """Initials on a neutral disc: no photo needed and no colour with a meaning."""

    def __init__(self, name: str, size: float = 30) -> None:
        self._name, self._size = name, size
        super().__init__()
        self.setAccessibleName(name)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = current_look().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, current_look(), QRectF(self.rect()), self._name)
        painter.end()


def initials(name: str) -> str:
    """The first letters of the first and the last part of a name."""
    parts = name.split()
    return "".join(part[0].upper() for part in (parts if len(parts) < 2 else (parts[0], parts[-1])))


def paint_avatar(painter: QPainter, look: Look, disc: QRectF, name: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(look.color("line_strong"), 1) if look.is_high_contrast else QPen(Qt.PenStyle.NoPen)
    painter.setPen(edge)
    painter.setBrush(look.color("sunken"))
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(look.color("text2"))
    painter.setFont(look.font_of(disc.height() / look.factor * 0.38, 600))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()
