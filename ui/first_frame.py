"""Tells when the first frame and the first page were painted, and closes: the bench starts it so."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance, Slot
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class FirstFrame(QObject):
    """Watches the door. Writes the monotonic clock in nanoseconds twice: first frame, first page."""

    def __init__(self, door: QMainWindow, painted: SignalInstance) -> None:
        super().__init__(door)
        self._door = door
        painted.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        page = self._door.centralWidget()
        if event.type() == QEvent.Type.Paint and watched is page and not isinstance(page, QLabel):
            self._stop_watching()
            QTimer.singleShot(0, self._tell_and_close)
        return False

    def _stop_watching(self) -> None:
        """One page is enough."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)

    @Slot()
    def _tell(self) -> None:
        sys.stdout.write(f"{time.monotonic_ns()}\n")
        sys.stdout.flush()

    def _tell_and_close(self) -> None:
        self._tell()
        QApplication.quit()
