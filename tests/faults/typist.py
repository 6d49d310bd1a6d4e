"""Somebody at the real window who types until they are killed: ``python -m tests.faults.typist RECORD FORM``.

Each sign that was typed is told at once as a line: when, and how many so far.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import bootstrap
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PASSWORD, PROVISION
from tests.ui.forms import FORMS, Hand
from ui.kit.parts.date_field import DateField
from ui.kit.runner import PoolRunner
from ui.main_window import MainWindow

PACE = 25
"""Milliseconds between two signs: a quick typist."""

TEXT = " ".join(f"word {number}" for number in range(500))


def _until(ready: Callable[[], Any]) -> None:
    while not ready():
        QApplication.processEvents()


def main(arguments: list[str]) -> int:
    """Sign in with the password, open the form, and type until the end of the text."""
    application = QApplication([])
    clock = SetClock()
    opened = bootstrap.sign_in(Path(arguments[0]), bootstrap.FIRST, PASSWORD, clock)
    window = MainWindow(PoolRunner(opened.office), clock, provision=PROVISION, person=HEAD, invented=False)
    window.resize(1366, 768)
    window.show()
    form = FORMS[arguments[1]]
    form.open(Hand(window, opened.office, wait=_until))
    control: Any = form.at(window).control(form.typed[-1][0])
    line = control.line if isinstance(control, DateField) else control
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    written = 0

    def write() -> None:
        nonlocal written
        QTest.keyClicks(line, TEXT[written])
        written += 1
        sys.stdout.write(f"{time.monotonic()} {written}\n")
        sys.stdout.flush()

    timer = QTimer(interval=PACE)
    timer.timeout.connect(write)
    timer.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
