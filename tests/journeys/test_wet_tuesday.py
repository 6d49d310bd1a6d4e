"""A wet Tuesday with a child shouting in the corridor: by keys alone, and nothing is lost."""

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


@pytest.fixture
def register(qtbot: QtBot, program: Program) -> RegisterPage:
    """The register that is on, opened with Space on the button that has the focus."""
    assert program.window is not None and program.opened is not None
    QApplication.processEvents()
    qtbot.keyClick(program.window.page("today").take, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    page = program.window.page("registers")
    assert isinstance(page, RegisterPage)
    assert program.window.stack.currentWidget() is page
    page.arrive((find(program.opened.office).slot, DAY))
    return page


def seven_marked(program: Program) -> tuple[Office, Lesson]:
    """Seven pupils, seven keys."""
    assert program.opened is not None
    office = program.opened.office
    lesson = find(office)
    press(*"9876543")
    assert marked(office, lesson) == 7
    assert undo_depth(office) == 7
    return office, lesson


def the_phone_rings(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    """Locked with two keys, and back with the password."""
    assert program.window is not None
    qtbot.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = program.door.centralWidget()
    assert isinstance(screen, LockScreen)
    assert program.window.isHidden()
    keep_picture(program, "3-locked", tmp_path)
    qtbot.keyClicks(screen.password, PASSWORD)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert not program.window.isHidden()


def test_back_from_the_phone_the_register_is_as_it_was(
    qtbot: QtBot, program: Program, register: RegisterPage, tmp_path: Path
) -> None:
    keep_picture(program, "1-register", tmp_path)
    office, lesson = seven_marked(program)
    keep_picture(program, "2-seven-marked", tmp_path)
    the_phone_rings(qtbot, program, tmp_path)
    assert program.window is not None
    assert program.window.stack.currentWidget() is register
    assert undo_depth(office) == 7
    qtbot.waitUntil(lambda: register.sheet.marking.marked == 7)
    keep_picture(program, "4-back", tmp_path)
    for _ in range(7):
        qtbot.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marked(office, lesson) == 0
    for _ in range(7):
        qtbot.keyClick(program.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert marked(office, lesson) == 7


def test_the_emergency_sheet_in_two_keys(
    qtbot: QtBot, program: Program, register: RegisterPage, tmp_path: Path
) -> None:
    assert program.window is not None
    qtbot.keyClick(program.window, Qt.Key.Key_F12)
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, EmergencyWindow)]
    sheet = next(window for window in windows if window.isVisible())
    assert sheet.pages.sheets
    assert sheet.print.isEnabled()
    sheet.grab().save(str(tmp_path / "wet-tuesday-5-emergency.png"))
    sheet.close()


def test_the_power_fails_and_nothing_is_lost(
    program: Program,
    register: RegisterPage,
    clock: SetClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, lesson = seven_marked(program)
    assert program.opened is not None
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
