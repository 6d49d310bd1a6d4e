"""A form that cannot be saved: the words stay in it, the next attempt saves them, nothing is doubled."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app import bootstrap
from app.core.sentences import SENTENCES
from app.store.engine import DATABASE, dial
from tests.kit.clock import SetClock
from tests.kit.read_only import read_only_folder, refuses
from tests.kit.record import HEAD, PASSWORD, PROVISION, peek
from tests.kit.told import Tell
from tests.ui.forms import FORMS as KEEPING
from tests.ui.forms import SECRET, Hand, Place, TypedForm, prepare
from tests.ui.rooms.attendance.lesson import LessonTemplate
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    return LessonTemplate(tmp_path_factory.mktemp("cannot-save"))


@pytest.fixture
def window(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock) -> Iterator[MainWindow]:
    prepare(opened.office)
    runner = PromptRunner(opened.office)
    shown = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.hide()
    runner.close()


# -- what goes wrong: each fault answers how it was made


@contextmanager
def disk_full(opened: bootstrap.Opened) -> Iterator[str]:
    """The disk takes every page but the last: the write fails at its very end."""

    def refuse(_connection: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    writer = opened.record._writer
    event.listen(writer, "commit", refuse)
    try:
        yield "a full disk"
    finally:
        event.remove(writer, "commit", refuse)


@contextmanager
def read_only(opened: bootstrap.Opened) -> Iterator[str]:
    """The folder may only be read, and the writer must open its file there, as after a lock.

    Where the system cannot be made to refuse it, the engine is.
    """
    opened.record._writer.dispose()
    with read_only_folder(opened.record.folder):
        if refuses(opened.record.folder):
            yield "a read-only folder"
            return
    _pragma(opened, "query_only = ON")
    try:
        yield "an engine told to refuse (no folder here can be made read-only)"
    finally:
        _pragma(opened, "query_only = OFF")


@contextmanager
def taken_away(opened: bootstrap.Opened) -> Iterator[str]:
    """Somebody moved the file while it was open. Written into, it would say nothing and keep nothing."""
    here = opened.record.folder / DATABASE
    there = here.with_name("moved.db")
    here.rename(there)
    try:
        yield "the file taken away"
    finally:
        there.rename(here)


@contextmanager
def held(opened: bootstrap.Opened) -> Iterator[str]:
    """Another program writes, and does not end."""
    _pragma(opened, "busy_timeout = 0")
    other = dial(opened.record.folder / DATABASE, opened.record.keys.database)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield "a lock held"
    finally:
        other.execute("ROLLBACK")
        other.close()
        _pragma(opened, "busy_timeout = 2000")


def _pragma(opened: bootstrap.Opened, words: str) -> None:
    connection = opened.record._writer.raw_connection()
    try:
        raw: Any = connection.driver_connection
        raw.execute(f"PRAGMA {words}").fetchall()
    finally:
        connection.close()


FAULTS = {
    "disk_full": disk_full,
    "place_is_read_only": read_only,
    "record_is_gone": taken_away,
    "record_is_busy": held,
}


# -- where somebody types


def _card(window: MainWindow) -> Any:
    return window.page("settings").password  # type: ignore[attr-defined]


def _password_at(window: MainWindow) -> Place:
    card = _card(window)
    return Place(lambda name: getattr(card, name), card.button, card, card.button)


FORMS = {
    **KEEPING,
    "own password": TypedForm(
        lambda hand: hand.window.go("settings"),
        _password_at,
        (("old", PASSWORD), ("new", SECRET), ("again", SECRET)),
        "SELECT count(*) FROM audit_entry WHERE action = ?",
        "ChangeOwnPassword",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_words_that_cannot_be_saved_stay_and_are_saved_once_when_they_can(
    window: MainWindow, opened: bootstrap.Opened, name: str, tell: Tell
) -> None:
    form, hand, made = FORMS[name], Hand(window, opened.office), []
    form.open(hand)
    form.fill(hand)
    before = peek(opened.office, form.counted, form.sought)[0][0]
    for code, fault in FAULTS.items():
        with fault(opened) as how:
            made.append(how)
            form.at(window).save.click()
            assert SENTENCES[code] in said(window), code
            assert form.stands(window), code
        assert peek(opened.office, form.counted, form.sought)[0][0] == before, code
    again(window).click()
    assert peek(opened.office, form.counted, form.sought)[0][0] == before + 1
    assert said(window) == ""
    assert opened.office.drafts() == ()
    tell("cannot save", f"{name}: {', '.join(made)}: 0 words lost, saved once by the next attempt")


def said(window: MainWindow) -> str:
    """What the window says could not be done: over the page, over the form, or on the child's own page."""
    page: Any = window.page("pupils")
    if page.child_page is not None:
        told = page.child_page.words.told
        return told.text() if told.isVisible() and "Not kept yet" in told.text() else ""
    trouble = page.editor.trouble
    return window.problems.words or (trouble.words if trouble.isVisible() else "")


def again(window: MainWindow) -> QAbstractButton:
    """The button *Try again* that stands beside it; a child presses theirs once more."""
    page: Any = window.page("pupils")
    if page.child_page is not None:
        return page.child_page.words.keep  # type: ignore[no-any-return]
    trouble = page.editor.trouble
    return trouble.again if trouble.isVisible() else window.problems._try
