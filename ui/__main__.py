"""Opens the program: the window first, with only QtWidgets imported, and everything else after it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from ui.application import Uncaught, dress, make_application
from ui.machine_settings import MachineSettings

FIRST_SIZE = (1366, 768)


def main(arguments: list[str]) -> int:
    """Run until the last window closes. ``--record FOLDER`` opens that record, ``--demo`` the invented."""
    if "--self-test" in arguments:
        from ui.self_test import self_test

        return self_test()
    application = make_application(arguments)
    settings = MachineSettings.load()
    dress(settings)
    door = QMainWindow()
    door.setWindowTitle("Inchstone")
    door.resize(*FIRST_SIZE)
    door.setCentralWidget(QLabel(""))
    door.show()
    QTimer.singleShot(0, lambda: _begin(application, door, settings, arguments))
    return application.exec()


def _begin(
    application: QApplication, door: QMainWindow, settings: MachineSettings, arguments: list[str]
) -> None:
    from app.core.clock import SystemClock
    from ui.program import Program

    program = Program(door, settings, SystemClock())
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
