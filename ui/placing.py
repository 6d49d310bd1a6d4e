"""Where the program's windows stand: whole on the screen, where they last stood, one in the other's place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

FIRST_SIZE: Final = QSize(1366, 768)


def place_first(window: QWidget, remembered: str) -> None:
    """Put it where it last stood; the first time in its usual size, or over a screen with no more room."""
    if remembered and window.restoreGeometry(QByteArray.fromHex(remembered.encode("ascii", "ignore"))):
        return
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    _put(window, window.screen().availableGeometry(), title)


def remember(window: QWidget) -> str:
    """Where it stands, for ``place_first`` of the next start."""
    return bytes(window.saveGeometry().toHex().data()).decode("ascii")


def take_place(window: QWidget, other: QWidget) -> None:
    """Stand exactly where another window stands, and as large."""
    if other.isMaximized():
        window.setGeometry(other.normalGeometry())
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
    else:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
        window.setGeometry(other.geometry())


def _put(window: QWidget, room: QRect, title: int) -> None:
    window.resize(FIRST_SIZE)
    if room.width() <= FIRST_SIZE.width() or room.height() <= FIRST_SIZE.height() + title:
        # A window as large as the screen would lose its foot under the task bar.
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
    else:
        left = room.left() + (room.width() - FIRST_SIZE.width()) // 2
        window.move(left, room.top() + (room.height() - FIRST_SIZE.height() - title) // 2)
