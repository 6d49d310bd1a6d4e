"""The Tuesday's register, open on the screen over a real encrypted record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.office import Office
from tests.kit.clock import SetClock
from tests.ui.rooms.attendance.lesson import DAY, Lesson, LessonTemplate, find
from ui.kit.desk import Desk, Take
from ui.kit.parts.privacy import Privacy
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.rooms.attendance.page import RegisterPage


class Window:
    """The shell as far as a page needs it: it writes down what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.problems: list[Exception] = []
        self.retry: Callable[[], None] | None = None
        self.went: list[tuple[str, object]] = []
        self.is_mended = True

    def go(self, page: str, argument: object = None) -> None:
        self.went.append((page, argument))

    def say(self, words: str, *, undo: bool = False) -> None:
        self.said.append(words)

    def problem(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        self.problems.append(error)
        self.retry = again
        self.is_mended = False

    def ask_reason(self, about: str, question: str, take: Take, does: str = "") -> None:
        raise AssertionError("the register asks on a line of its own")

    def undo(self) -> None:
        raise AssertionError("the register leaves Undo to the window")

    def moved_on(self) -> None:
        raise AssertionError("the register's own line goes with its sheet")

    def mended(self) -> None:
        self.is_mended = True

    def preview(self, document: object, name: str) -> None:
        raise AssertionError("the register previews nothing")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    """The Tuesday, made once for all tests of this process."""
    return LessonTemplate(tmp_path_factory.mktemp("lesson"))


@pytest.fixture
def lesson(office: Office) -> Lesson:
    return find(office)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def desk(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, window: Window) -> Iterator[Desk]:
    runner = PromptRunner(opened.office)
    yield Desk(runner, Theme.current(), window, clock, Privacy())
    runner.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, lesson: Lesson) -> RegisterPage:
    """The morning lesson's register at 1366 by 768, with the keys in its table."""
    page = RegisterPage(desk)
    qtbot.addWidget(page)
    page.resize(1304, 714)
    page.show()
    page.arrive((lesson.slot, DAY))
    page.activateWindow()
    QApplication.processEvents()
    return page
