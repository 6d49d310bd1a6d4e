"""A wet Tuesday with a child shouting in the corridor: by keys alone, through the real window, nothing lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.marks import RUNG
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, peek
from tests.ui.rooms.attendance.keys import press
from tests.ui.rooms.attendance.lesson import DAY, Lesson, LessonTemplate, find
from ui.door_parts import PromptAside
from ui.kit.runner import PromptRunner
from ui.lock_screen import LockScreen
from ui.machine_settings import MachineSettings
from ui.paper.emergency_window import EmergencyWindow
from ui.program import Program
from ui.rooms.attendance.page import RegisterPage


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    """A Tuesday of eight pupils, made once."""
    return LessonTemplate(tmp_path_factory.mktemp("tuesday"))


@pytest.fixture
def program(
    qtbot: QtBot, template: LessonTemplate, record_folder: Path, clock: SetClock
) -> Iterator[Program]:
    door = QMainWindow()
    qtbot.addWidget(door)
    door.resize(1366, 768)
    made = Program(door, MachineSettings(), clock, aside=PromptAside(door), runner=PromptRunner)
    made._signed_in(template.open(record_folder, clock))
    assert made.window is not None
    made.window.activateWindow()
    yield made
    made._end()


def keep_picture(program: Program, name: str, tmp_path: Path) -> Path:
    """A picture to look at: in INCHSTONE_JOURNEY_SHOTS where that is set."""
    folder = Path(os.environ.get("INCHSTONE_JOURNEY_SHOTS") or tmp_path)
    window = program.window if program.window is not None and program.window.isVisible() else program.door
    path = folder / f"wet-tuesday-{name}.png"
    assert window.grab().save(str(path))
    return path


def marked(office: Office, lesson: Lesson) -> int:
    rows = peek(
        office,
        "SELECT count(*) FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL "
        "AND measure_id = ? AND day = ? AND slot_id = ?",
        int(RUNG), DAY.toordinal(), int(lesson.slot),
    )  # fmt: skip
    return int(rows[0][0])


def undo_depth(office: Office) -> int:
    return len(office._undo)


def test_the_phone_rings_the_power_fails_and_nothing_is_lost(
    qtbot: QtBot,
    program: Program,
    template: LessonTemplate,
    clock: SetClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert program.opened is not None and program.window is not None
    office, window = program.opened.office, program.window
    lesson = find(office)

    # The register that is on, with Space on the button that has the focus.
    today = window.page("today")
    QApplication.processEvents()
    qtbot.keyClick(today.take, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    page = window.page("registers")
    assert isinstance(page, RegisterPage)
    assert page.sheet.marking.key[1] == DAY
    page.arrive((lesson.slot, DAY))
    keep_picture(program, "1-register", tmp_path)

    # Seven pupils, seven keys.
    press(*"9876543")
    assert marked(office, lesson) == 7
    assert undo_depth(office) == 7
    keep_picture(program, "2-seven-marked", tmp_path)

    # The phone rings.
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    assert window.isHidden()
    keep_picture(program, "3-locked", tmp_path)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)

    # Back: the register as it was, undo still seven deep.
    assert not window.isHidden()
    assert window.stack.currentWidget() is page
    assert undo_depth(office) == 7
    qtbot.waitUntil(lambda: page.sheet.marking.marked == 7)
    keep_picture(program, "4-back", tmp_path)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marked(office, lesson) == 6
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert marked(office, lesson) == 7

    # The emergency sheet in two keys.
    qtbot.keyClick(window, Qt.Key.Key_F12)
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, EmergencyWindow) and w.isVisible())
    assert sheet.pages.sheets
    assert sheet.print.isEnabled()
    sheet.grab().save(str(tmp_path / "wet-tuesday-5-emergency.png"))
    sheet.close()

    # The power fails: what lies on the disk now is all there is.
    after = tmp_path / "after-the-cut"
    shutil.copytree(program.opened.record.folder, after / "record")
    shutil.copytree(tmp_path / "home", after / "home")
    monkeypatch.setenv("INCHSTONE_HOME", str(after / "home"))
    again = bootstrap.sign_in(after / "record", bootstrap.FIRST, PASSWORD, clock)
    try:
        assert not again.verdict.is_alarm
        assert marked(again.office, lesson) == 7
    finally:
        again.close()
        monkeypatch.setenv("INCHSTONE_HOME", str(tmp_path / "home"))
