"""Names in other scripts are drawn with letters of our own, wherever they come from."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from PySide6.QtGui import QRawFont
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.rooms.people import AddPupil, PupilCard
from ui.idle_work import IdleWork
from ui.kit import fonts
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Family

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
    qtbot.waitUntil(lambda: not work._charts.isActive() and not work._names.isActive())
    assert "ui.kit.chart_lanes" in sys.modules
    runner.close()
