"""Somebody at the real window who types until they are killed: ``python -m tests.faults.typist RECORD FORM``.

Each sign that was typed is told at once as a line: when, and how many so far.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PASSWORD, PROVISION
from ui.kit.runner import PoolRunner
from ui.main_window import MainWindow

PACE = 25
"""Milliseconds between two signs: a quick typist."""

TEXT = " ".join(f"word {number}" for number in range(500))


def note(window: MainWindow) -> QWidget:
    from ui.rooms.attendance.note_line import NoteLine

    window.go("registers", "next")
    _until(lambda: bool(window.page("registers").findChildren(NoteLine)))
    line = window.page("registers").findChildren(NoteLine)[0]
    _until(lambda: line._slot is not None)
    return line.line


def pupil(window: MainWindow) -> QWidget:
    page: Any = window.page("pupils")
    window.go("pupils", "add")
    _until(lambda: page.editor.is_open)
    control: QWidget = page.editor.form.control("surname")
    return control


def contact(window: MainWindow) -> QWidget:
    page: Any = window.page("pupils")
    window.go("pupils", 1)
    _until(lambda: page.view._head is not None)
    page.view.reopen("contact", 0)
    _until(lambda: page.editor.is_open)
    control: QWidget = page.editor.form.control("reason")
    return control


def group(window: MainWindow) -> QWidget:
    window.go("set_up", "groups")
    part: Any = window.page("set_up").section("groups")  # type: ignore[attr-defined]
    part.add.click()
    control: QWidget = part.form.control("name")
    return control


def provision(window: MainWindow) -> QWidget:
    window.go("set_up", "provision")
    part: Any = window.page("set_up").section("provision")  # type: ignore[attr-defined]
    _until(lambda: bool(part._shown))
    control: QWidget = part.form.control("assembly_point")
    return control


FORMS: dict[str, Callable[[MainWindow], QWidget]] = {
    "note": note,
    "pupil": pupil,
    "contact": contact,
    "group": group,
    "provision": provision,
}


def _until(ready: Callable[[], bool]) -> None:
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
    line = FORMS[arguments[1]](window)
    line.setFocus()
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
