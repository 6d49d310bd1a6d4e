"""Walks over a window that is shown and says what somebody could not read, hit or reach."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from ui.kit.accessible import controls, nameless, too_small
from ui.kit.parts.text import Elided

MOST_TABS = 400
SLACK = 1
"""A pixel that rounding takes is nothing anybody sees."""


def faults(window: QWidget) -> list[str]:
    """Everything that is wrong with what the window shows now, in words."""
    return [
        *(f"no name: {said(w, window)}" for w in nameless(window) if w.isVisible()),
        *(f"under 24 px ({w.width()}×{w.height()}): {said(w, window)}" for w in too_small(window)),
        *unreached(window),
        *unreadable(window),
    ]


def unreached(window: QWidget) -> list[str]:
    """The controls that Tab never comes to; of those that exclude one another one is enough."""
    visited = _by_tab(window)
    wanted = [w for w in controls(window) if w.isVisible() and w.isEnabled()]
    return [f"not by Tab: {said(w, window)}" for w in wanted if w not in visited and not _beside(w, visited)]


def unreadable(window: QWidget) -> list[str]:
    """Words that are cut off, and what must be scrolled sideways; a table may be, as any table."""
    found = []
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > SLACK:
            found.append(f"sideways by {area.horizontalScrollBar().maximum()}: {said(area, window)}")
    for part in window.findChildren(QWidget):
        if part.isVisible() and not _inside(part, QAbstractItemView) and _is_cut(part):
            found.append(f"cut off: {said(part, window)} {part.size().toTuple()}")
    return found


def said(widget: QWidget, window: QWidget) -> str:
    """What somebody would need to find it."""
    words = widget.accessibleName() or (
        widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    )
    parents, step = [], widget.parentWidget()
    while step is not None and step is not window:
        if type(step) is not QWidget:
            parents.append(type(step).__name__)
        step = step.parentWidget()
    return f"{type(widget).__name__} “{words[:40]}” in {'/'.join(parents[:5])}"


def _by_tab(window: QWidget) -> set[QWidget]:
    visited: list[QWidget] = []
    for _ in range(MOST_TABS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is None or now in visited:
            break
        visited.append(now)
    return set(visited)


def _beside(widget: QWidget, visited: set[QWidget]) -> bool:
    """Arrow keys go on from a neighbour of the same kind in the same group; Tab reached that one."""
    parent = widget.parentWidget()
    exclusive = isinstance(widget, QAbstractButton) and widget.isCheckable()
    return exclusive and any(w.parentWidget() is parent and type(w) is type(widget) for w in visited)


def _is_cut(part: QWidget) -> bool:
    if isinstance(part, (Elided, QTabBar)):
        return False
    if isinstance(part, QLabel) and part.text() and part.textFormat() == Qt.TextFormat.PlainText:
        return _label_cut(part) or _hangs_over(part)
    if isinstance(part, QPushButton) and part.text():
        return part.width() + SLACK < part.minimumSizeHint().width() or _hangs_over(part)
    return False


def _label_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SLACK
    words = label.fontMetrics().size(0, label.text())
    return words.width() > room.width() + SLACK or words.height() > room.height() + 2 * SLACK


def _hangs_over(part: QWidget) -> bool:
    """Whether it lies outside one of its parents, at the side; below, an area may scroll."""
    step = part.parentWidget()
    while step is not None and not step.isWindow():
        shown = QRect(part.mapTo(step, QPoint(0, 0)), part.size())
        if shown.left() < -SLACK or shown.right() > step.width() + SLACK:
            return True
        step = step.parentWidget()
    return False


def _inside(part: QWidget, kind: type[QWidget]) -> bool:
    step = part.parentWidget()
    while step is not None and not isinstance(step, kind):
        step = step.parentWidget()
    return step is not None
