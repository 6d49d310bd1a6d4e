"""Walks over a window that is shown and says what somebody could not read, hit or reach."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.kit.accessible import controls, is_control, nameless, too_small
from ui.kit.focus_ring import OWN_RING, RingFrame, is_in_sight
from ui.kit.parts.segmented import Segment
from ui.kit.parts.text import Elided
from ui.kit.row_ring import RowRing, draws_itself

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
    """The controls that Tab never comes to, and those where nobody sees that it came.

    Of those that exclude one another one is enough.
    """
    visited, unseen = _by_tab(window)
    wanted = [w for w in controls(window) if w.isVisible() and w.isEnabled()]
    found = [f"not by Tab: {said(w, window)}" for w in wanted if w not in visited and not _beside(w, visited)]
    return [*found, *unseen]


def unreadable(window: QWidget) -> list[str]:
    """Words that are cut off, what must be scrolled sideways, what hangs over, tables without a line.

    A table may be scrolled sideways, as any table.
    """
    found = [*_overgrown(window), *_lineless(window)]
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > SLACK:
            found.append(f"sideways by {area.horizontalScrollBar().maximum()}: {said(area, window)}")
    for part in window.findChildren(QWidget):
        if isinstance(part, QTableView) and part.isVisible():
            found += _short_headings(part, window)
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


def _overgrown(window: QWidget) -> list[str]:
    """A window that cannot be made as small as its screen."""
    least = window.minimumSizeHint()
    if least.width() <= window.width() and least.height() <= window.height():
        return []
    return [f"needs {least.width()}×{least.height()}: {said(window, window)}"]


def _lineless(window: QWidget) -> list[str]:
    """Lists that have something to show and no room for one line of it."""
    found = []
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or _inside(view, QComboBox) or model is None or not model.rowCount():
            continue
        line = view.visualRect(model.index(0, 0)).height()
        if view.viewport().height() + SLACK < line:
            found.append(f"no line of it: {said(view, window)} {view.size().toTuple()}")
    return found


def _short_headings(table: QTableView, window: QWidget) -> list[str]:
    """Headings that are cut off and do not say the whole on hover."""
    header, found = table.horizontalHeader(), []
    if header.isHidden():
        return []
    for column in range(header.count()):
        words = str(header.model().headerData(column, Qt.Orientation.Horizontal) or "")
        tip = header.model().headerData(column, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.ToolTipRole))
        room = header.fontMetrics().horizontalAdvance(words)
        if not header.isSectionHidden(column) and room > header.sectionSize(column) and not tip:
            found.append(f"heading cut off: “{words}” of {said(table, window)}")
    return found


def _by_tab(window: QWidget) -> tuple[set[QWidget], list[str]]:
    """Where Tab came, and where its coming could not be seen."""
    visited: list[QWidget] = []
    unseen: list[str] = []
    for _ in range(MOST_TABS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is None or now in visited:
            break
        visited.append(now)
        if not _shows_focus(now):
            unseen.append(f"focus unseen: {said(now, window)}")
    return set(visited), unseen


def _shows_focus(widget: QWidget) -> bool:
    """Whether it is in sight with a ring around it, or draws its own."""
    if not is_in_sight(widget):
        return False
    if widget.property(OWN_RING):
        return True
    if isinstance(widget, QAbstractItemView):
        rings = widget.findChildren(RowRing)
        return draws_itself(widget) or any(ring.isVisible() and not ring.size().isEmpty() for ring in rings)
    host = widget.window()
    place = QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())
    rings = [ring for ring in host.findChildren(RingFrame) if ring.isVisible()]
    return any(QRect(ring.mapTo(host, QPoint(0, 0)), ring.size()).contains(place) for ring in rings)


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
    if isinstance(part, (QPushButton, QCheckBox, QRadioButton)) and part.text():
        return part.width() + SLACK < part.minimumSizeHint().width() or _hangs_over(part)
    if isinstance(part, Segment):
        return part.width() + SLACK < part.sizeHint().width() or _hangs_over(part)
    return is_control(part) and _hangs_over(part)


def _label_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SLACK
    words = label.fontMetrics().size(0, label.text())
    return words.width() > room.width() + SLACK or words.height() > room.height() + 2 * SLACK


def _hangs_over(part: QWidget) -> bool:
    """Whether it lies outside one of its parents: at the side, or below where no area scrolls there."""
    step, scrolls = part.parentWidget(), False
    while step is not None:
        shown = QRect(part.mapTo(step, QPoint(0, 0)), part.size())
        if shown.left() < -SLACK or shown.right() > step.width() + SLACK:
            return True
        scrolls = scrolls or isinstance(step.parentWidget(), QAbstractScrollArea)
        if not scrolls and (shown.top() < -SLACK or shown.bottom() > step.height() + SLACK):
            return True
        if step.isWindow():
            break
        step = step.parentWidget()
    return False


def _inside(part: QWidget, kind: type[QWidget]) -> bool:
    step = part.parentWidget()
    while step is not None and not isinstance(step, kind):
        step = step.parentWidget()
    return step is not None
