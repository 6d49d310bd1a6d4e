"""One of a few, side by side: tabs of a page, filters of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.focus_ring import OWN_RING
from ui.kit.look import Look
from ui.kit.parts.layout import Flow
from ui.kit.theme import current_look, follow
from ui.kit.tokens import CONTROL_HEIGHT, CONTROL_RADIUS, RING_WIDTH

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class SegmentedControl(Flow):
    """A row of segments of which one is on. Arrows move, Home and End go to the ends."""

    changed = Signal(str)

    def __init__(self, name: str, segments: Sequence[tuple[str, str]]) -> None:
        super().__init__(gap=0)
        self.setAccessibleName(name)
        self._segments = tuple(
            Segment(key, words, first=place == 0, last=place == len(segments) - 1)
            for place, (key, words) in enumerate(segments)
        )
        for segment in self._segments:
            segment.clicked.connect(self._pressed)
            segment.stepped.connect(self._step)
            self.add(segment)
        self.set_current(self._segments[0].key)

    @property
    def current(self) -> str:
        return next(segment.key for segment in self._segments if segment.isChecked())

    def set_current(self, key: str) -> None:
        """Shows a segment as on without telling anybody."""
        for segment in self._segments:
            segment.set_on(segment.key == key)

    def set_words(self, key: str, words: str) -> None:
        """New words on one segment, such as a count that changed."""
        for segment in self._segments:
            if segment.key == key:
                segment.set_words(words)

    def segment(self, key: str) -> QWidget:
        return next(segment for segment in self._segments if segment.key == key)

    def _pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Segment):
            self._choose(pressed)

    def _choose(self, segment: Segment) -> None:
        told = segment.key != self.current
        self.set_current(segment.key)
        segment.setFocus()
        if told:
            self.changed.emit(segment.key)

    def _step(self, steps: int) -> None:
        here = next(place for place, segment in enumerate(self._segments) if segment.isChecked())
        self._choose(self._segments[min(len(self._segments) - 1, max(0, here + steps))])


class Segment(QAbstractButton):
    """One of them. Its corners are round at the ends only."""

    stepped = Signal(int)

    def __init__(self, key: str, words: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self.key, self._first, self._last = key, first, last
        self.setCheckable(True)
        self.setProperty(OWN_RING, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)
        follow(self._restyle)

    def set_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def set_on(self, on: bool) -> None:
        self.setChecked(on)
        # One stop for Tab; the arrows do the rest.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def nextCheckState(self) -> None:
        """The control says which segment is on."""

    def sizeHint(self) -> QSize:
        look = current_look()
        width = QFontMetricsF(look.font("body_strong")).horizontalAdvance(self.text())
        return QSize(round(width + 0.5) + 2 * look.px(13), look.px(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = {Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}
        steps = _STEPS.get(Qt.Key(event.key())) or far.get(Qt.Key(event.key()))
        if steps:
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = current_look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.setBrush(look.color("selected" if on else "hover" if self.underMouse() else "surface"))
        painter.drawPath(self._shape(look))
        painter.setPen(look.color("accent_text" if on else "text"))
        painter.setFont(look.font("body_strong" if on else "body_medium"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            width = look.factor * RING_WIDTH
            painter.setPen(QPen(look.color("focus"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = QRectF(self.rect()).adjusted(width, width, -width, -width)
            painter.drawRoundedRect(inner, look.px(5), look.px(5))
        painter.end()

    def _restyle(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.updateGeometry()
        self.update()

    def _shape(self, look: Look) -> QPainterPath:
        # Neighbours share one line: the left edge of all but the first lies on the border before it.
        box = QRectF(self.rect()).adjusted(0.5 if self._first else -0.5, 0.5, -0.5, -0.5)
        radius = look.px(CONTROL_RADIUS)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if not (self._first or self._last):
            path.addRect(box)
            return path
        path.addRoundedRect(box, radius, radius)
        square = QPainterPath()
        half = box.width() / 2
        if not self._first:
            square.addRect(box.adjusted(0, 0, -half, 0))
            path = path.united(square)
        elif not self._last:
            square.addRect(box.adjusted(half, 0, 0, 0))
            path = path.united(square)
        return path.simplified()
