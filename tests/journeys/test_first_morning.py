"""The first morning on a fresh machine: from no record at all to a page for home and a copy brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.core.marks import RUNG
from app.rooms import calendar, keeping
from tests.kit.clock import SetClock
from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import press
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.parts.date_field import DateField
from ui.kit.runner import PromptRunner
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.program import Program
from ui.restore_page import RestorePage

PASSWORD = "quiet green kettles"
SHEET = """Forename,Surname,Date of birth,Year
Jordan,Ames,03/04/2012,9
Mina,Cole,05/06/2013,8
Kai,Brook,17/01/2011,10
"""


@pytest.fixture
def program(qtbot: QtBot, home: Path, clock: SetClock) -> Iterator[Program]:
    """A machine on which nothing was ever opened."""
    door = QMainWindow()
    qtbot.addWidget(door)
    door.resize(1366, 768)
    made = Program(door, MachineSettings(), clock, aside=PromptAside(door), runner=PromptRunner)
    made.start(home.parent / "nothing here yet")
    yield made
    made._end()


def test_a_first_morning(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = a_record_is_made(program, tmp_path)
    three_pupils_come_in(window, tmp_path)
    the_year_and_a_lesson(window)
    its_register_is_taken_by_three_digits(qtbot, program, window)
    a_step_is_logged_by_keys(qtbot, program, window)
    the_journey_speaks(qtbot, window)
    the_family_page_is_saved(qtbot, window, tmp_path, monkeypatch)
    copy, counts = a_copy_is_made(program, window, tmp_path)
    window.close()
    it_is_brought_back_elsewhere(program, copy, tmp_path / "brought back", counts)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def a_record_is_made(program: Program, tmp_path: Path) -> MainWindow:
    """Welcome, provision, person, safe; the sheet is saved and typed back."""
    page = program.door.centralWidget()
    assert isinstance(page, FirstRun)
    click(page.welcome.buttons["own"])
    QTest.keyClicks(page.provision.name, "Hillside Outreach")
    page.provision.place.setText(str(tmp_path / "ours"))
    click(page.provision.forward)
    person = page.person
    for line, words in (
        (person.name, "Ada Brennan"),
        (person.password, PASSWORD),
        (person.again, PASSWORD),
        (person.other, "Marcus Hale"),
        (person.other_password, "nine slow herons"),
    ):
        QTest.keyClicks(line, words)
    click(person.forward)
    page.safe.save_to(tmp_path / "sheet.pdf")
    assert page._under_way is not None
    for number, line in page.safe.lines().items():
        QTest.keyClicks(line, page._under_way.groups[number - 1])
    click(page.safe.forward)
    assert program.window is not None and program.window.isVisible()
    program.window.activateWindow()
    return program.window


def three_pupils_come_in(window: MainWindow, tmp_path: Path) -> None:
    """A sheet as somebody has it: choose, match, look, import."""
    (tmp_path / "pupils.csv").write_text(SHEET, encoding="utf-8")
    window.go("pupils", "import")
    wizard: Any = window.page("pupils").wizard  # type: ignore[attr-defined]
    wizard.choose.ask_file = lambda *_: str(tmp_path / "pupils.csv")
    click(wizard.choose.choose)
    for step in ("match", "look"):
        assert wizard.step == step
        QTest.keyClick(wizard.next, Qt.Key.Key_Space)
    assert wizard.step == "done"
    click(wizard.close_button)
    assert window.page("pupils").wizard is None  # type: ignore[attr-defined]


def the_year_and_a_lesson(window: MainWindow) -> None:
    """A school year, and a lesson on this weekday with everybody in it."""
    _added(window, "terms", {"name": "2026/27", "first_day": "1/9/2026", "last_day": "20/7/2027"})
    _added(
        window,
        "timetable",
        {"name": "Morning lesson", "start_minute": "10.15", "end_minute": "11.15", "half_day": 1},
        everybody=True,
    )
    today = window.desk.clock.today()
    (slot,) = window.desk.runner.office.ask(calendar.Timetable(today))
    assert len(slot.timetabled.pupils(today)) == 3, "who was chosen for a new slot is in it"


def _added(window: MainWindow, key: str, values: dict[str, Any], *, everybody: bool = False) -> None:
    window.go("set_up", key)
    part: Any = window.page("set_up").section(key)  # type: ignore[attr-defined]
    click(part.add)
    for name, words in values.items():
        control = part.form.control(name)
        if isinstance(control, QComboBox):
            control.setCurrentIndex(words)
        elif isinstance(control, DateField):
            QTest.keyClicks(control.line, words)
        else:
            QTest.keyClicks(control, words)
    if everybody:
        picker = part.form.control("pupils")
        for person in picker._people:
            picker.choose(person.key)
    click(part.save)
    wrong = part.form and [f"{each}: {cell.wrong()}" for each, cell in part.form._answers.items()]
    assert part.form is None, (wrong, window.problems.words)


def its_register_is_taken_by_three_digits(qtbot: QtBot, program: Program, window: MainWindow) -> None:
    """The lesson that is on now, with the keys in its table."""
    window.activateWindow()
    window.go("registers", "next")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(*"974")
    assert program.opened is not None
    statement = "SELECT value FROM mark WHERE measure_id = ? AND replaced_by IS NULL ORDER BY value"
    assert peek(program.opened.office, statement, int(RUNG)) == [(4,), (7,), (9,)]


def a_step_is_logged_by_keys(qtbot: QtBot, program: Program, window: MainWindow) -> None:
    """The example's steps, the first of them taken up with Enter and given to somebody with Enter."""
    page: Any = window.page("curriculum")
    window.go("curriculum")
    click(page.from_example)
    assert program.opened is not None
    ((node,),) = peek(program.opened.office, "SELECT min(id) FROM node WHERE type = 'step'")
    qtbot.waitUntil(lambda: page.steps.tree.go(node))
    page.steps.tree.setFocus()
    QTest.keyClick(page.steps.tree, Qt.Key.Key_Return)
    QTest.keyClicks(page.pupils.tiles, "min")
    QTest.keyClick(page.pupils.tiles, Qt.Key.Key_Return)
    assert program.opened.office.ask(keeping.Counts()).achievements == 1


def the_journey_speaks(qtbot: QtBot, window: MainWindow) -> None:
    page: Any = window.page("pupils")
    window.go("pupils", 1)
    page.view.tabs.set_current("journey")
    page.view.tabs.changed.emit("journey")
    journey = page.view.tab("journey")
    qtbot.waitUntil(lambda: bool(journey.title.text()))


def the_family_page_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who may be told is named first, as nobody else gets a page."""
    page: Any = window.page("pupils")
    page.view.reopen("contact", 0)
    QTest.keyClicks(page.editor.form.control("name"), "Jo Ames")
    QTest.keyClicks(page.editor.form.control("relationship"), "mother")
    telling = page.editor.form.control("telling")
    telling.setCurrentIndex(telling.findData("may"))
    page.editor.record()
    file = tmp_path / "family.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    reports: Any = window.page("reports")
    window.go("reports", ("family", 1))
    qtbot.waitUntil(lambda: bool(reports.save_pdf.isEnabled()))
    click(reports.save_pdf)
    assert file.read_bytes().startswith(b"%PDF"), window.problems.words


def a_copy_is_made(program: Program, window: MainWindow, tmp_path: Path) -> tuple[Path, keeping.RecordCounts]:
    """To a second place, chosen in the set-up."""
    window.go("set_up", "backup")
    part: Any = window.page("set_up").section("backup")  # type: ignore[attr-defined]
    (tmp_path / "stick").mkdir()
    part.set_second(str(tmp_path / "stick"))
    click(part.copy_second)
    assert program.opened is not None
    counts = program.opened.office.ask(keeping.Counts())
    (copy,) = [path for path in (tmp_path / "stick").rglob("*") if path.is_file()]
    return copy, counts


def it_is_brought_back_elsewhere(
    program: Program, copy: Path, folder: Path, counts: keeping.RecordCounts
) -> None:
    """By the page that brings a copy back, then signed in to with the same password."""
    program.show_restore()
    page: Any = program.door.centralWidget()
    assert isinstance(page, RestorePage)
    page.file.setText(str(copy))
    page.place.setText(str(folder))
    page.who.setText("Ada Brennan")
    QTest.keyClicks(page.password, PASSWORD)
    click(page.button)
    sign_in: Any = program.door.centralWidget()
    assert sign_in is not page, page.problem.text()
    click(next(tile for tile in sign_in.tiles.values() if tile.text() == "Ada Brennan"))
    QTest.keyClicks(sign_in.password, PASSWORD)
    QTest.keyClick(sign_in.password, Qt.Key.Key_Return)
    assert program.opened is not None, sign_in.problem.text()
    found = program.opened.office.ask(keeping.Counts())
    assert (found.pupils, found.marks, found.achievements) == (
        counts.pupils,
        counts.marks,
        counts.achievements,
    )
    assert counts.pupils == 3 and counts.achievements == 1
