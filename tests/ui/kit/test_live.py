"""What is on the screen is asked once for each time it is shown, and again only when it has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.changes import Topic
from app.rooms import people
from tests.kit.clock import SetClock
from ui.kit.live import Live, topics
from ui.kit.runner import PromptRunner

Rows = tuple[people.PupilRow, ...]


class Shown(QObject):
    """A page that keeps every answer it was given."""

    def __init__(self, runner: PromptRunner) -> None:
        super().__init__()
        self.answers: list[Rows] = []
        self.live: Live[Rows] = Live(
            self, runner, people.PupilList, self.answers.append, pytest.fail, topics(Topic.PUPIL)
        )


@pytest.fixture
def runner(qtbot: QtBot, opened: bootstrap.Opened) -> Iterator[PromptRunner]:
    made = PromptRunner(opened.office)
    yield made
    made.close()


def add(runner: PromptRunner, clock: SetClock, name: str) -> None:
    card = people.PupilCard(name, "Marsh", clock.today())
    runner.submit(runner, people.AddPupil(card), lambda _receipt: None, pytest.fail)


def test_coming_back_asks_only_for_what_has_changed(
    qtbot: QtBot, runner: PromptRunner, clock: SetClock
) -> None:
    shown = Shown(runner)
    shown.live.wake()
    shown.live.sleep()
    shown.live.wake()
    assert len(shown.answers) == 1
    shown.live.sleep()
    add(runner, clock, "Alfie")
    qtbot.wait(20)
    assert len(shown.answers) == 1, "asked while nobody looked"
    shown.live.wake()
    assert [len(rows) for rows in shown.answers] == [0, 1]


def test_what_grows_old_by_itself_is_asked_once_each_time_it_is_shown(runner: PromptRunner) -> None:
    shown = Shown(runner)
    for times in (1, 2):
        shown.live.wake(anew=True)
        assert len(shown.answers) == times
        shown.live.sleep()


def test_a_burst_of_changes_costs_one_question(qtbot: QtBot, runner: PromptRunner, clock: SetClock) -> None:
    shown = Shown(runner)
    shown.live.wake()
    for name in ("Alfie", "Billie", "Charlie"):
        add(runner, clock, name)
    qtbot.waitUntil(lambda: len(shown.answers) == 2)
    qtbot.wait(20)
    assert [len(rows) for rows in shown.answers] == [0, 3]
