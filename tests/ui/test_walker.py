"""Every place of the program is walked: each control has a name, a size and a key, and no words are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PROVISION
from tests.kit.walk import faults, unreadable
from tests.ui.rooms.attendance.lesson import DAY, LessonTemplate, find
from tests.ui.rooms.people.life import around, made
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.restore_page import RestorePage
from ui.set_up.page import SECTIONS
from ui.shell_pages import PAGES
from ui.sign_in import SignInPage

LOOKS = ((1366, 768, 1.0), (1024, 640, 1.0), (1366, 768, 2.0))
PUPIL_TABS = ("journey", "about", "attendance", "curriculum", "documents")

Going = Callable[[MainWindow, "Walked"], None]


class Walked:
    """The record that is walked over."""

    def __init__(self, opened: bootstrap.Opened) -> None:
        self.lesson = find(opened.office)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    """A Tuesday, with somebody whose contacts and steps are known."""
    return FilledTemplate(tmp_path_factory.mktemp("walked"))


class FilledTemplate(LessonTemplate):
    """The Tuesday, and what stands around one pupil."""

    def fill(self, office: Office, clock: SetClock) -> None:
        super().fill(office, clock)
        alfie = find(office)["Alfie"]
        around(office, alfie)
        made(office, alfie)


@pytest.fixture
def window(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Theme) -> Iterator[MainWindow]:
    runner = PromptRunner(opened.office)
    shown = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=True)
    qtbot.addWidget(shown)
    yield shown
    shown.hide()
    runner.close()


def _tab(key: str) -> Going:
    def go(window: MainWindow, walked: Walked) -> None:
        window.go("pupils", int(walked.lesson["Alfie"]))
        view = window.page("pupils").view  # type: ignore[attr-defined]
        view.tabs.set_current(key)
        view.tabs.changed.emit(key)

    return go


def _page(key: str, argument: object = None) -> Going:
    return lambda window, _walked: window.go(key, argument)


PLACES: dict[str, Going] = {
    **{entry.key: _page(entry.key) for entry in PAGES if entry.key != "set_up"},
    "register": lambda window, walked: window.go("registers", (walked.lesson.slot, DAY)),
    "new pupil": _page("pupils", "add"),
    "import": _page("pupils", "import"),
    **{f"pupil: {key}": _tab(key) for key in PUPIL_TABS},
    **{f"set up: {key}": _page("set_up", key) for key, _requires, _make in SECTIONS},
}


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_place_can_be_named_hit_reached_and_read(
    window: MainWindow, opened: bootstrap.Opened, place: str
) -> None:
    walked, found = Walked(opened), []
    for width, height, factor in LOOKS:
        Theme.current().choose(factor=factor)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        PLACES[place](window, walked)
        for _ in range(3):
            QApplication.processEvents()
        look = faults if (width, height, factor) == LOOKS[0] else unreadable
        found += [f"{width}×{height} at {factor:.0%}: {fault}" for fault in look(window)]
    assert not found, "\n".join(found)


@pytest.fixture
def doors(
    qtbot: QtBot, record_folder: Path, clock: SetClock, aside: PromptAside, look: Theme
) -> dict[str, Callable[[], QWidget]]:
    def first_run(page: str) -> QWidget:
        shown = FirstRun(clock, aside)
        shown.setCurrentWidget(getattr(shown, page))
        return shown

    return {
        "welcome": lambda: first_run("welcome"),
        "provision": lambda: first_run("provision"),
        "person": lambda: first_run("person"),
        "sign in": lambda: SignInPage(record_folder, clock, aside),
        "restore": lambda: RestorePage(clock, aside),
    }


DOORS = ("welcome", "provision", "person", "sign in", "restore")


@pytest.mark.parametrize("door", DOORS)
def test_every_door_can_be_named_hit_reached_and_read(
    qtbot: QtBot, doors: dict[str, Callable[[], QWidget]], door: str
) -> None:
    assert tuple(doors) == DOORS
    page = doors[door]()
    qtbot.addWidget(page)
    assert not (found := _walked(page)), "\n".join(found)


def test_the_lock_can_be_named_hit_reached_and_read(
    qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, aside: PromptAside, look: Theme
) -> None:
    page = LockScreen(opened, HEAD, clock, aside)
    qtbot.addWidget(page)
    assert not (found := _walked(page)), "\n".join(found)


def _walked(page: QWidget) -> list[str]:
    found = []
    for width, height, factor in LOOKS:
        Theme.current().choose(factor=factor)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        for _ in range(3):
            QApplication.processEvents()
        look = faults if (width, height, factor) == LOOKS[0] else unreadable
        found += [f"{width}×{height} at {factor:.0%}: {fault}" for fault in look(page)]
    return found
