"""Room that scrolls where a page is higher than the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inside: QWidget | None = None) -> QScrollArea:
    """An area without a frame that is no stop for the Tab key: what lies in it is."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    if inside is not None:
        area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card it lies on is seen through it
    return area


def clear_scrolling(inside: QWidget | None = None) -> QScrollArea:
    """The same upon a card or another ground, which shows through."""
    area = scrolling(inside)
    area.setObjectName("clear_scroll")
    if inside is not None:
        inside.setObjectName("clear")
    return area
