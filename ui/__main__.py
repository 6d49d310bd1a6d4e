"""Opens the program: the window first, with only QtWidgets imported, and everything else after it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from ui.application import Uncaught, dress, make_application, spare_the_sources, spare_what_stays
from ui.machine_settings import MachineSettings
from ui.placing import place_first

WITHOUT_A_SCREEN = 1_000
"""Milliseconds after which the program goes on although nobody has seen the window: it may be minimised."""


class Door(QMainWindow):
    """The first window. It says once that it was painted: what takes longer to load waits for that."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting = True
        QTimer.singleShot(WITHOUT_A_SCREEN, self._say)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._say()

    def _say(self) -> None:
        if self._waiting:
            self._waiting = False
            self.painted.emit()


def main(arguments: list[str]) -> int:
    """Run until the last window closes. ``--record FOLDER`` opens that record, ``--demo`` the invented."""
    spare_the_sources()
    if "--self-test" in arguments:
        from ui.self_test import self_test

        return self_test()
    application = make_application(arguments)
    settings = MachineSettings.load()
    dress(settings)
    door = Door()
    door.setWindowTitle("Inchstone")
    place_first(door, settings.place)
    door.setCentralWidget(QLabel(""))
    if "--first-frame" in arguments:
        from ui.first_frame import FirstFrame

        FirstFrame(door, door.painted)
    door.painted.connect(
        lambda: _begin(application, door, settings, arguments), Qt.ConnectionType.QueuedConnection
    )
    door.show()
    return application.exec()


def _begin(
    application: QApplication, door: QMainWindow, settings: MachineSettings, arguments: list[str]
) -> None:
    from app.core.clock import SystemClock
    from ui.program import Program

    program = Program(door, settings, SystemClock())
    spare_what_stays()
    Uncaught(lambda told: _tell(program, told), application)
    if "--demo" in arguments:
        program.open_invented()
    elif "--record" in arguments:
        program.start(Path(arguments[arguments.index("--record") + 1]))
    else:
        program.start()


def _tell(program: object, told: str) -> None:
    window = getattr(program, "window", None)
    if window is not None:
        from ui.words.shell import say

        window.problems.say(say("went_wrong"), to_copy=told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
