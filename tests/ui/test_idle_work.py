"""Made ready while nobody waits: letters for names in other scripts, the registers, the charts."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.rooms.people import AddPupil, PupilCard
from tests.kit.record import PASSWORD
from ui.idle_work import QUIET, IdleWork
from ui.kit import fonts
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Family
from ui.lock_screen import LockScreen
from ui.program import Program

NAMES = (
    ("Nguyễn", "Thị Hương"),
    ("Łukasz", "Żółć"),
    ("محمد", "الأحمد"),
    ("অনন্যা", "রহমান"),
    ("王", "小明"),
)


def strange(words: str) -> str:
    """The signs that no typeface of our own can draw; another computer may have no other either.

    The files are asked themselves: a QFont that must not borrow from other typefaces is now and then taken
    for another one by Qt's cache, and then has no letter at all.
    """
    families = current_look().font().families()
    ours = [folder for family, folder in fonts._FOLDERS.items() if family.value in families]
    brought = [folder for folder, brings in fonts._loaded.items() if set(brings) <= set(families)]
    files = [file for folder in (*ours, *brought) for file in (fonts.FOLDER / folder).glob("*.[to]tf")]
    drawn = [QRawFont(str(file), 16) for file in files]
    return "".join(sign for sign in words if not any(one.supportsCharacter(ord(sign)) for one in drawn))


@pytest.mark.parametrize("family", Family)
@pytest.mark.parametrize("name", NAMES, ids=("Vietnamese", "Polish", "Arabic", "Bengali", "Han"))
def test_a_pupils_name_has_every_letter_soon_after_it_is_on_record(
    qtbot: QtBot, opened: bootstrap.Opened, look: Theme, name: tuple[str, str], family: Family
) -> None:
    look.choose(family=family)
    runner = PromptRunner(opened.office)
    work = IdleWork(runner)
    runner.submit(work, AddPupil(PupilCard(*name, date(2026, 9, 1))), lambda _receipt: None, pytest.fail)

    def every_letter() -> None:
        assert strange("".join(name)) == "", current_look().font().families()

    qtbot.waitUntil(every_letter)
    work.stop()
    runner.close()


def test_the_charts_are_there_before_the_first_journey_asks(qtbot: QtBot, opened: bootstrap.Opened) -> None:
    runner = PromptRunner(opened.office)
    work = IdleWork(runner)
    qtbot.waitUntil(lambda: work.is_done and not work._names.isActive())
    assert "ui.kit.chart_lanes" in sys.modules
    runner.close()


def made(program: Program) -> set[str]:
    assert program.window is not None
    return set(program.window._pages)


def test_the_registers_stand_there_before_anybody_asks_for_one(qtbot: QtBot, program: Program) -> None:
    assert program._ready is not None
    assert made(program) == {"today"}, "Today comes first"
    qtbot.waitUntil(lambda: program._ready is not None and program._ready.is_done)
    assert made(program) == {"today", "registers"}
    window = program.window
    assert window is not None
    assert window.stack.currentWidget() is window.page("today"), "nobody asked to see it"
    assert not program._ready._next.isActive()
    page = window.page("registers")
    window.go("registers", "next")
    assert window.stack.currentWidget() is page


def test_nothing_is_made_ready_while_somebody_types(qtbot: QtBot, program: Program) -> None:
    work, window = program._ready, program.window
    assert work is not None
    assert window is not None
    qtbot.wait(QUIET // 2)
    left = work._next.remainingTime()
    qtbot.keyClick(window.header.lock, Qt.Key.Key_Shift)
    assert work._next.remainingTime() > left


def test_nothing_is_made_ready_behind_a_lock_and_the_rest_after_it(qtbot: QtBot, program: Program) -> None:
    work = program._ready
    assert work is not None
    program.lock()
    assert not work._next.isActive()
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: work.is_done)
    assert "registers" in made(program)
