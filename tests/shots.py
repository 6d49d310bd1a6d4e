"""A picture of every screen and state of the invented provision: ``python -m tests.shots FOLDER [--all]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.core.clock import ENGLAND
from app.demo import PASSWORD
from app.demo.generate import make_invented
from app.office import Office
from app.rooms import calendar, people
from app.store import recovery
from tests.kit.clock import SetClock
from tests.kit.places import DOORS, ROOMS, Going, Here, door, tidy
from tests.kit.states import EMPTY, ON_THE_LAST_DAY, ON_THE_NEXT_DAY, Doing
from ui.door_parts import PromptAside
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.kit.tokens import Scheme
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow


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
        _states(application, record, clock, folder)
        _nothing_yet(application, Path(place), clock, folder)
    return 0


def _look(look: Look, application: QApplication, record: Path, clock: SetClock, folder: Path) -> None:
    Theme.current().choose(scheme=look.scheme, factor=look.factor)
    keep = QWidget()
    for name in DOORS:
        shown = door(name, record, clock, PromptAside(keep))
        _grab(shown, look, application, folder / f"{look.name}-{name.replace(' ', '-')}.png")
    opened = bootstrap.sign_in(record, bootstrap.FIRST, PASSWORD, clock)
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision="Hillside Outreach", person="Priya Shah", invented=True)
    try:
        window.resize(look.width, look.height)
        window.show()
        first = opened.office.ask(people.PupilByRef("Alfie Marsh")).pupil
        here = Here(window, clock, int(first), "next", folder)
        for name, go in _places(every=look is USUAL):
            _grab(go(here), look, application, folder / f"{look.name}-{name.replace(' ', '-')}.png")
            tidy(here)
        lock = LockScreen(opened, "Priya Shah", clock, PromptAside(window))
        _grab(lock, look, application, folder / f"{look.name}-lock.png")
    finally:
        window.hide()
        runner.close()
        opened.close()


def _states(application: QApplication, record: Path, clock: SetClock, folder: Path) -> None:
    """What is seen only after something was done: last, for some of it is written down."""
    with _opened(bootstrap.sign_in(record, bootstrap.FIRST, PASSWORD, clock), clock, folder) as (
        here,
        office,
    ):
        _each(ON_THE_LAST_DAY, here, office, application, folder)
        after = office.ask(calendar.SlotDaysAround(clock.today())).after
        if after is not None:
            clock.move(days=(after - clock.today()).days)
            _each(ON_THE_NEXT_DAY, here, office, application, folder)


def _nothing_yet(application: QApplication, place: Path, clock: SetClock, folder: Path) -> None:
    """The pages of a record that was founded a moment ago."""
    founding = bootstrap.Founding("Hillside Outreach", "Priya Shah", PASSWORD, phone="07700 900101")
    made = bootstrap.found(place / "Empty", founding, recovery.make_secret(), clock)
    with _opened(made, clock, folder) as (here, _office):
        for key in EMPTY:
            here.window.go(key)
            _grab(here.window, USUAL, application, folder / f"{USUAL.name}-state-empty-{key}.png")


def _each(
    states: Mapping[str, Doing], here: Here, office: Office, application: QApplication, folder: Path
) -> None:
    for name, do in states.items():
        _grab(do(here, office), USUAL, application, folder / f"{USUAL.name}-{name.replace(' ', '-')}.png")
        here.window.mended()
        here.window.toast.hide()


@contextmanager
def _opened(opened: bootstrap.Opened, clock: SetClock, folder: Path) -> Iterator[tuple[Here, Office]]:
    """The usual window over a record, its first pupil at hand where it has one."""
    Theme.current().choose(scheme=USUAL.scheme, factor=USUAL.factor)
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision="Hillside Outreach", person="Priya Shah", invented=True)
    try:
        window.resize(USUAL.width, USUAL.height)
        window.show()
        known = [row.pupil for row in opened.office.ask(people.PupilNames()) if row.surname == "Marsh"]
        yield Here(window, clock, int(known[0]) if known else 0, "next", folder), opened.office
    finally:
        window.hide()
        runner.close()
        opened.close()


def _places(*, every: bool) -> Iterator[tuple[str, Going]]:
    """Every place but those that write into the record; in the other looks not each form of a kind."""
    for places in ROOMS.values():
        for name, go in places.items():
            if not name.endswith("done") and (every or not name.endswith("new")):
                yield name, go


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
