"""A picture of every screen and state of the invented provision: ``python -m tests.shots FOLDER [--all]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.core.clock import ENGLAND
from app.demo import PASSWORD
from app.demo.generate import make_invented
from app.rooms import people
from tests.kit.clock import SetClock
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.kit.tokens import Scheme
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.restore_page import RestorePage
from ui.sign_in import SignInPage


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking: a name for the file, a size, colours, text size."""

    name: str
    width: int = 1366
    height: int = 768
    scheme: Scheme = Scheme.LIGHT
    factor: float = 1.0


USUAL = Look("light")
OTHERS = (
    Look("dark", scheme=Scheme.DARK),
    Look("high-contrast", scheme=Scheme.HIGH_CONTRAST),
    Look("150", factor=1.5),
    Look("1280x720", 1280, 720),
    Look("1920x1080", 1920, 1080),
)


def main(arguments: list[str]) -> int:
    """Make the invented provision once and grab every screen in every look that was asked for."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    looks = (USUAL, *(OTHERS if "--all" in arguments else ()))
    with tempfile.TemporaryDirectory() as place:
        os.environ["INCHSTONE_HOME"] = f"{place}/home"
        application = QApplication([])
        record = Path(place) / "Hillside Outreach"
        said = make_invented(record, 24, 2, 1, PASSWORD)
        year, month, day = (int(part) for part in str(said["last_day"]).split("-"))
        clock = SetClock(datetime(year, month, day, 10, 52, tzinfo=ENGLAND))
        for look in looks:
            _look(look, application, record, clock, folder)
    return 0


def _look(look: Look, application: QApplication, record: Path, clock: SetClock, folder: Path) -> None:
    Theme.current().choose(scheme=look.scheme, factor=look.factor)
    for name, make in _doors(record, clock):
        _grab(make(), look, application, folder / f"{look.name}-{name}.png")
    opened = bootstrap.sign_in(record, bootstrap.FIRST, PASSWORD, clock)
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision="Hillside Outreach", person="Priya Shah", invented=True)
    try:
        window.resize(look.width, look.height)
        window.show()
        first = opened.office.ask(people.PupilByRef("Alfie Marsh")).pupil
        for name, page, argument in _pages(window, first):
            window.go(page, argument)
            _grab(window, look, application, folder / f"{look.name}-{name}.png")
        lock = LockScreen(opened, "Priya Shah", clock, PromptAside(window))
        _grab(lock, look, application, folder / f"{look.name}-lock.png")
    finally:
        window.hide()
        runner.close()
        opened.close()


def _doors(record: Path, clock: SetClock) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    keep = QWidget()

    def first_run(page: str) -> QWidget:
        made = FirstRun(clock, PromptAside(keep))
        made.setCurrentWidget(getattr(made, page))
        return made

    yield "first-run-1", lambda: first_run("welcome")
    yield "first-run-2", lambda: first_run("provision")
    yield "first-run-3", lambda: first_run("person")
    yield "sign-in", lambda: SignInPage(record, clock, PromptAside(keep))
    yield "restore", lambda: RestorePage(clock, PromptAside(keep))


def _pages(window: MainWindow, pupil: int) -> Iterator[tuple[str, str, object]]:
    for key in window.page_keys():
        yield key, key, None
    yield "register", "registers", "next"
    yield "pupil", "pupils", pupil
    yield "report-family", "reports", ("family", pupil)
    yield "report-emergency", "reports", ("emergency", None)
    for part in ("staff", "groups", "terms", "timetable", "ladder", "backup", "about"):
        yield f"set-up-{part}", "set_up", part


def _grab(widget: QWidget, look: Look, application: QApplication, path: Path) -> None:
    if not widget.isVisible():
        widget.resize(look.width, look.height)
        widget.show()
    for _ in range(4):
        application.processEvents()
    widget.grab().save(str(path))
    print(path.name, flush=True)
    if not isinstance(widget, MainWindow):
        widget.hide()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
