"""A form that cannot be saved: the words stay in it, the next attempt saves them, nothing is doubled."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app import bootstrap
from app.core.sentences import SENTENCES
from app.store.engine import DATABASE, dial
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PASSWORD, PROVISION, peek
from tests.kit.told import Tell
from tests.ui.rooms.attendance.lesson import DAY, LessonTemplate, find
from ui.kit.parts.date_field import DateField
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow
from ui.rooms.attendance.note_line import NoteLine

WORDS = "Said hello at the gate"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    return LessonTemplate(tmp_path_factory.mktemp("cannot-save"))


@pytest.fixture
def window(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock) -> Iterator[MainWindow]:
    runner = PromptRunner(opened.office)
    shown = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.hide()
    runner.close()


# -- what goes wrong


@contextmanager
def disk_full(opened: bootstrap.Opened) -> Iterator[None]:
    """The disk takes every page but the last: the write fails at its very end."""

    def refuse(_connection: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    writer = opened.record._writer
    event.listen(writer, "commit", refuse)
    try:
        yield
    finally:
        event.remove(writer, "commit", refuse)


@contextmanager
def read_only(opened: bootstrap.Opened) -> Iterator[None]:
    """The engine itself refuses to write, as where the folder may only be read."""
    _pragma(opened, "query_only = ON")
    try:
        yield
    finally:
        _pragma(opened, "query_only = OFF")


@contextmanager
def taken_away(opened: bootstrap.Opened) -> Iterator[None]:
    """Somebody moved the file while it was open. Written into, it would say nothing and keep nothing."""
    here = opened.record.folder / DATABASE
    there = here.with_name("moved.db")
    here.rename(there)
    try:
        yield
    finally:
        there.rename(here)


@contextmanager
def held(opened: bootstrap.Opened) -> Iterator[None]:
    """Another program writes, and does not end."""
    _pragma(opened, "busy_timeout = 0")
    other = dial(opened.record.folder / DATABASE, opened.record.keys.database)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
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


@dataclass(frozen=True)
class Typing:
    """An open form: what stands in it, its button, and how often its words stand on record."""

    line: QWidget
    save: Callable[[], object]
    counted: str
    wanted: str = WORDS

    @property
    def words(self) -> str:
        line = self.line
        return line.toPlainText() if isinstance(line, QPlainTextEdit) else line.text()  # type: ignore[attr-defined,no-any-return]


def note(window: MainWindow, opened: bootstrap.Opened) -> Typing:
    window.go("registers", (find(opened.office).slot, DAY))
    (line,) = window.page("registers").findChildren(NoteLine)
    QTest.keyClicks(line.line, WORDS)
    return Typing(line.line, line.add.click, "SELECT count(*) FROM slot_note WHERE text = ?")


def pupil(window: MainWindow, _opened: bootstrap.Opened) -> Typing:
    window.go("pupils", "add")
    editor: Any = window.page("pupils").editor  # type: ignore[attr-defined]
    for name in ("forename", "surname"):
        QTest.keyClicks(editor.form.control(name), WORDS)
    return Typing(
        editor.form.control("surname"), editor.save.click, "SELECT count(*) FROM pupil WHERE surname = ?"
    )


def contact(window: MainWindow, opened: bootstrap.Opened) -> Typing:
    page: Any = window.page("pupils")
    window.go("pupils", int(find(opened.office)["Alfie"]))
    page.view.tabs.set_current("about")
    page.view.reopen("contact", 0)
    QTest.keyClicks(page.editor.form.control("name"), WORDS)
    QTest.keyClicks(page.editor.form.control("relationship"), "aunt")
    return Typing(
        page.editor.form.control("name"),
        page.editor.save.click,
        "SELECT count(*) FROM contact WHERE name = ?",
    )


def provision(window: MainWindow, _opened: bootstrap.Opened) -> Typing:
    window.go("set_up", "provision")
    part: Any = window.page("set_up").section("provision")  # type: ignore[attr-defined]
    QTest.keyClicks(part.form.control("assembly_point"), WORDS)
    return Typing(
        part.form.control("assembly_point"),
        part.save.click,
        "SELECT count(*) FROM setting WHERE value = ?",
    )


def set_up(key: str, table: str) -> Callable[[MainWindow, bootstrap.Opened], Typing]:
    def begin(window: MainWindow, _opened: bootstrap.Opened) -> Typing:
        window.go("set_up", key)
        part: Any = window.page("set_up").section(key)  # type: ignore[attr-defined]
        part.add.click()
        _fill(part.form)
        line = part.form.control("name")
        assert isinstance(line, QLineEdit)
        return Typing(line, part.save.click, f"SELECT count(*) FROM {table} WHERE name = ?")

    return begin


def _fill(form: Any) -> None:
    """Words where words are asked for, days in the summer holidays, times in the evening."""
    days, times = iter((SUMMER, SUMMER)), iter(("18.00", "18.45"))
    for name, cell in form._answers.items():
        control = cell.control
        if name == "name":
            QTest.keyClicks(control, WORDS)
        elif isinstance(control, DateField) and cell.asks.needed:
            control.set_day(next(days))
        elif name in ("start_minute", "end_minute"):
            QTest.keyClicks(control, next(times))


SUMMER = DAY.replace(year=2027, month=8, day=10)


def own_password(window: MainWindow, _opened: bootstrap.Opened) -> Typing:
    window.go("settings")
    card: Any = window.page("settings").password  # type: ignore[attr-defined]
    QTest.keyClicks(card.old, PASSWORD)
    for line in (card.new, card.again):
        QTest.keyClicks(line, "nine slow brown herons")
    return Typing(
        card.new,
        card.button.click,
        "SELECT count(*) FROM audit_entry WHERE action = ?",
        "nine slow brown herons",
    )


FORMS = {
    "note": note,
    "pupil": pupil,
    "contact": contact,
    "provision": provision,
    "group": set_up("groups", "pupil_group"),
    "commissioner": set_up("commissioners", "commissioner"),
    "term": set_up("terms", "term"),
    "closure": set_up("closures", "closure"),
    "slot": set_up("timetable", "slot"),
    "password": own_password,
}


@pytest.mark.parametrize("form", FORMS)
def test_words_that_cannot_be_saved_stay_and_are_saved_once_when_they_can(
    window: MainWindow, opened: bootstrap.Opened, form: str, tell: Tell
) -> None:
    typing = FORMS[form](window, opened)
    sought = "ChangeOwnPassword" if form == "password" else WORDS
    before = peek(opened.office, typing.counted, sought)[0][0]
    for code, fault in FAULTS.items():
        with fault(opened):
            typing.save()
            assert SENTENCES[code] in said(window), code
            assert typing.words == typing.wanted, code
        assert peek(opened.office, typing.counted, sought)[0][0] == before, code
    again(window).click()
    assert peek(opened.office, typing.counted, sought)[0][0] == before + 1
    assert said(window) == ""
    assert opened.office.drafts() == ()
    tell("cannot save", f"{form}: {len(FAULTS)} faults, 0 words lost, saved once by the next attempt")


def said(window: MainWindow) -> str:
    """What the window says could not be done, over the page or over the form."""
    trouble: Any = window.page("pupils").editor.trouble  # type: ignore[attr-defined]
    return window.problems.words or (trouble.words if trouble.isVisible() else "")


def again(window: MainWindow) -> QPushButton:
    """The button *Try again* that stands beside it."""
    trouble: Any = window.page("pupils").editor.trouble  # type: ignore[attr-defined]
    return trouble.again if trouble.isVisible() else window.problems._try
