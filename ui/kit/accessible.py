"""Names, announcements and the walk that finds what a screen reader could not name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
SMALLEST_TARGET = 24


def named(widget: W, name: str, description: str = "") -> W:
    """The same widget, with the name and description that assistive technology reads."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
    return widget


def labelled(label: QLabel, control: QWidget, hint: str = "") -> None:
    """Ties a visible label to its control, for the eye and for the ear."""
    label.setBuddy(control)
    named(control, label.text(), hint)


def announce(widget: QWidget, words: str) -> None:
    """Says something once, politely, without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def value_changed(widget: QWidget, words: str) -> None:
    """Tells that a painted control now holds another value, and what it is."""
    widget.setAccessibleDescription(words)
    QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, words))
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged))
    announce(widget, words)


def controls(root: QWidget) -> list[QWidget]:
    """Everything under a widget that the keyboard or the mouse can act upon."""
    return [w for w in (root, *root.findChildren(QWidget)) if is_control(w)]


def nameless(root: QWidget) -> list[QWidget]:
    """The controls that would be read out as nothing at all."""
    return [w for w in controls(root) if not _spoken(w)]


def too_small(root: QWidget) -> list[QWidget]:
    """The visible controls that are under 24 by 24 pixels."""
    return [
        w
        for w in controls(root)
        if w.isVisibleTo(root) and min(w.width(), w.height()) < SMALLEST_TARGET and not _is_inner(w)
    ]


def is_control(widget: QWidget) -> bool:
    """Whether the keyboard or the mouse can act upon it."""
    if isinstance(widget, (QScrollBar, QMenu)) or _is_inner(widget):
        return False
    return isinstance(widget, QAbstractButton) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own controls and never offers by themselves."""
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QAbstractSpinBox) or _inside(widget, QComboBox):
        return True
    if isinstance(parent, QAbstractItemView):
        return True
    return isinstance(parent, QLineEdit) and isinstance(widget, QAbstractButton)


def _inside(widget: QWidget, kind: type[QWidget]) -> bool:
    step = widget.parentWidget()
    while step is not None and not isinstance(step, kind):
        step = step.parentWidget()
    return step is not None


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""
