"""The ring around whatever has the keyboard: outside the control, with a gap, never clipped by its row."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.kit.look import Look
from ui.kit.row_ring import RowRing, draws_itself
from ui.kit.tokens import CONTROL_RADIUS, RING_GAP, RING_WIDTH

OWN_RING = "own_ring"
"""A widget with this property set draws its focus itself, inside, as rows and painted strips do."""

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class FocusRing(QObject):
    """Follows the focus and keeps one ring around it."""

    def __init__(self, application: QApplication, look: Callable[[], Look]) -> None:
        super().__init__(application)
        self._look = look
        self._frame: RingFrame | None = None
        self._row: RowRing | None = None
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        # Its sibling focusChanged hands over the old widget too, which may be half destroyed by then.
        application.focusObjectChanged.connect(self._focus_moved)

    @property
    def frame(self) -> RingFrame | None:
        """The ring on screen, or None where nothing that needs one has the focus."""
        return self._frame if self._frame is not None and isValid(self._frame) else None

    def _focus_moved(self, focused: QObject | None) -> None:
        # Qt tells the new one before ``QApplication.focusWidget`` knows it, so what is told counts.
        self._let_go()
        new = focused if isinstance(focused, QWidget) else None
        if new is not None:
            bring_into_sight(new)
        if new is None or new.property(OWN_RING) or new.isWindow():
            return
        if isinstance(new, QAbstractItemView):
            self._row = None if draws_itself(new) else RowRing(new, self._look)
            return
        host = _host_of(new)
        self._target = new
        self._frame = RingFrame(host, self._look)
        step: QWidget | None = new
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self.refresh()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        row, self._row = self._row, None
        if row is not None and isValid(row):
            row.let_go()
        frame, self._frame, self._target = self.frame, None, None
        if frame is not None:
            frame.hide()
            frame.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.refresh()
        return False

    def refresh(self) -> None:
        if self._row is not None and isValid(self._row):
            self._row.update()
        frame, target = self.frame, self._target
        if frame is None or target is None or not isValid(target):
            return
        frame.setVisible(target.isVisible())
        frame.surround(target)


class RingFrame(QWidget):
    """Only the line; what lies in the gap shows through."""

    def __init__(self, host: QWidget, look: Callable[[], Look]) -> None:
        super().__init__(host)
        self._host, self._look = host, look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def reach(self) -> int:
        """How far the ring stands outside the control, its own line included."""
        look = self._look()
        return ceil(look.px(RING_GAP) + look.factor * RING_WIDTH)

    def surround(self, target: QWidget) -> None:
        corner = target.mapTo(self._host, QPoint(0, 0))
        room = QRect(corner, target.size()).adjusted(-self.reach, -self.reach, self.reach, self.reach)
        self.setGeometry(room)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        width = look.factor * RING_WIDTH
        radius = look.px(CONTROL_RADIUS) + look.px(RING_GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("focus"), width))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to what has the focus where nothing of it can be seen: Tab may come from outside the area."""
    if not widget.isVisible() or is_in_sight(widget):
        return
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def is_in_sight(widget: QWidget) -> bool:
    """Whether some of it lies within everything that it lies in."""
    seen, step = widget.rect(), widget
    while not seen.isEmpty() and not step.isWindow() and (parent := step.parentWidget()) is not None:
        seen = seen.translated(step.pos()).intersected(parent.rect())
        step = parent
    return not seen.isEmpty()


def _host_of(widget: QWidget) -> QWidget:
    """The nearest thing with room around the control: what scrolls with it, or the window."""
    step, parent = widget, widget.parentWidget()
    while parent is not None and not step.isWindow():
        if step is not widget and isinstance(parent.parentWidget(), QAbstractScrollArea):
            return step
        step, parent = parent, parent.parentWidget()
    return step
