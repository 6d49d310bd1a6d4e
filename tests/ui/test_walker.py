"""Every place is walked at every size: each control has a name, a size and a key, and no words are cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.office import Office
from tests.kit import places
from tests.kit.clock import SetClock
from tests.kit.places import DOORS, OVER, ROOMS, TAB_ACTS, Here
from tests.kit.record import HEAD, PROVISION
from tests.kit.volume import SOAK
from tests.kit.walk import faults, unreadable
from tests.ui.rooms.attendance.lesson import DAY, LessonTemplate, find
from tests.ui.rooms.people.life import around, made
from ui.door_parts import PromptAside
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow

Size = tuple[int, int, float]
USUAL: Size = (1366, 768, 1.0)
SIZES: tuple[Size, ...] = (
    USUAL,
    (1280, 720, 1.5),
    (1366, 768, 2.0),
    *(((1280, 720, 1.0), (1024, 640, 1.0), (1920, 1080, 1.0), (1366, 768, 0.9)) if SOAK else ()),
)
"""Width, height and text size; those with least room, and in soak the rest. At the usual one names, targets,
Tab and its ring are walked as well.
"""


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


TURNS = 20
"""A size that changed is asked of one parent a turn: so many turns, and a page of any depth has settled."""


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("room", ROOMS)
def test_every_control_of_a_room_can_be_named_hit_reached_and_read(
    qtbot: QtBot,
    opened: bootstrap.Opened,
    clock: SetClock,
    look: Theme,
    tmp_path: Path,
    room: str,
    size: Size,
) -> None:
    Theme.current().choose(factor=size[2])
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=True)
    qtbot.addWidget(window)
    lesson = find(opened.office)
    here = Here(window, clock, int(lesson["Alfie"]), (lesson.slot, DAY), tmp_path)
    _take_size(window, size)
    found: list[str] = []
    for name, go in ROOMS[room].items():
        shown = go(here)
        read = unreadable if name in TAB_ACTS else None
        found += [f"{name}, {fault}" for fault in _look_at(shown, size, fitted=name in OVER, read=read)]
        places.tidy(here)
    window.hide()
    runner.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_can_be_named_hit_reached_and_read(
    qtbot: QtBot, record_folder: Path, clock: SetClock, aside: PromptAside, look: Theme, door: str
) -> None:
    page = places.door(door, record_folder, clock, aside)
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
    for size in SIZES:
        _take_size(page, size)
        found += _look_at(page, size)
    return found


def _take_size(page: QWidget, size: Size) -> None:
    width, height, factor = size
    Theme.current().choose(factor=factor)
    page.resize(width, height)
    page.show()
    page.activateWindow()


def _look_at(
    page: QWidget, size: Size, *, fitted: bool = False, read: Callable[[QWidget], list[str]] | None = None
) -> list[str]:
    """What is wrong there. What lies over a window has its own size, within the window's."""
    width, height, factor = size
    for _ in range(TURNS):
        QApplication.processEvents()
    if size == USUAL:
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
    found = (read or (faults if size == USUAL else unreadable))(page)
    over = page.width() > width or page.height() > height
    if over or not (fitted or (page.width(), page.height()) == (width, height)):
        found.append(f"is {page.width()}×{page.height()}")
    return [f"{width}×{height} at {factor:.0%}: {fault}" for fault in found]
