"""What is typed is kept at once, however long something else is being written."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.drafts import Draft
from app.core.refs import make_ref
from app.office import Office
from app.rooms import keeping
from app.store.drafts import StrayDrafts
from ui.kit.runner import PoolRunner

WORDS = "Ash said his stepfather hit him on Sunday."


def draft() -> Draft:
    return Draft(make_ref(), "note:1", {"words": WORDS})


def said(office: Office) -> list[str]:
    return [kept.draft.words["words"] for kept in office.drafts()]


@pytest.fixture
def stray(opened: bootstrap.Opened) -> StrayDrafts:
    assert opened.stray is not None
    return opened.stray


class Hands(QObject):
    """The program's own threads, and a way to keep the writer busy."""

    def __init__(self, opened: bootstrap.Opened) -> None:
        super().__init__()
        self.runner = PoolRunner(opened.office)
        self._record = opened.record
        self._may_write = threading.Event()
        self.answers: list[object] = []

    def hold(self) -> None:
        """A long write is under way."""
        writing = threading.Event()

        def work() -> None:
            with self._record.alone():
                writing.set()
                self._may_write.wait(30)

        self.runner._write(self, work, self.answers.append, self.answers.append)
        assert writing.wait(10)

    def let_go(self) -> None:
        self._may_write.set()
        self.runner.close()
        QApplication.processEvents()


@pytest.fixture
def hands(qtbot: QtBot, opened: bootstrap.Opened) -> Iterator[Hands]:
    made = Hands(opened)
    yield made
    made.let_go()


def test_what_is_typed_during_a_long_write_is_kept_at_once(qtbot, hands, opened, stray) -> None:
    author = opened.office.actor.staff
    hands.hold()
    try:
        hands.runner.keep(hands, draft(), hands.answers.append, hands.answers.append)
        qtbot.waitUntil(lambda: bool(stray.of_author(author)), timeout=5000)
        qtbot.waitUntil(lambda: hands.answers == [False], timeout=5000)
    finally:
        hands.let_go()
    assert said(opened.office) == [WORDS]


def test_no_draft_outlives_the_act_that_it_became_however_long_it_waited(qtbot, hands, opened, stray) -> None:
    author = opened.office.actor.staff
    hands.hold()
    note = draft()
    act = keeping.ChangeSetting("authority", "Fenland")
    try:
        hands.runner.keep(hands, note, hands.answers.append, hands.answers.append)
        hands.runner.submit(hands, act, hands.answers.append, hands.answers.append, draft=note.ref)
    finally:
        hands.let_go()
    assert opened.office.ask(keeping.Settings())["authority"] == "Fenland"
    assert said(opened.office) == []
    assert stray.of_author(author) == ()
