"""First run, sign in and restore, by mouse and by keys, on real records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.jobs import Silent
from app.places import invented_record
from app.rooms import access, keeping
from app.rooms.people import AddPupil, PupilCard
from app.store import recovery
from app.store.engine import DATABASE
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PASSWORD, Template
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.accessible import nameless
from ui.kit.theme import Theme
from ui.machine_settings import MachineSettings
from ui.program import Program
from ui.restore_page import RestorePage
from ui.sign_in import SignInPage


def to_restore(page: RestorePage, file: str, place: Path) -> None:
    """The form of a restore with the password, filled."""
    page.file.setText(file)
    page.place.setText(str(place))
    page.password.setText(PASSWORD)


@pytest.fixture
def first_run(qtbot: QtBot, clock: SetClock, aside: PromptAside, home: Path, look: Theme) -> FirstRun:
    made = FirstRun(clock, aside)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(qtbot: QtBot, first_run: FirstRun, place: Path) -> None:
    """Pages 1 to 3, typed."""
    qtbot.mouseClick(first_run.welcome.buttons["own"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(first_run.provision.name, "Hillside")
    first_run.provision.place.setText(str(place))
    qtbot.mouseClick(first_run.provision.forward, Qt.MouseButton.LeftButton)
    person = first_run.person
    for line, words in (
        (person.name, "Ada Brennan"),
        (person.phone, "07700 900123"),
        (person.password, "quiet green kettles"),
        (person.again, "quiet green kettles"),
        (person.other, "Marcus Hale"),
        (person.other_password, "nine slow herons"),
    ):
        qtbot.keyClicks(line, words)


def test_a_new_record_opens_only_once_its_sheet_was_typed_back(
    qtbot: QtBot, first_run: FirstRun, tmp_path: Path
) -> None:
    place = tmp_path / "ours"
    fill(qtbot, first_run, place)
    first_run.person.forward.click()
    assert first_run.currentWidget() is first_run.safe
    assert not place.exists(), "a record without a proved sheet has no name yet"
    first_run.safe.forward.click()
    assert first_run.safe.errors.isVisible(), "the sheet must be on paper first"
    first_run.safe.save_to(tmp_path / "sheet.pdf")
    for line in first_run.safe.lines().values():
        line.setText("0000")
    first_run.safe.forward.click()
    assert not place.exists(), "wrong groups open nothing"
    groups = first_run._under_way.groups  # type: ignore[union-attr]
    for number, line in first_run.safe.lines().items():
        line.clear()
        qtbot.keyClicks(line, groups[number - 1].lower())
    with qtbot.waitSignal(first_run.opened) as told:
        first_run.safe.forward.click()
    opened: bootstrap.Opened = told.args[0]
    try:
        names = [row.name for row in opened.office.ask(access.StaffList())]
        assert names == ["Ada Brennan", "Marcus Hale"]
        assert place.is_dir()
    finally:
        opened.close()


def test_every_page_of_the_first_run_names_its_controls(first_run: FirstRun) -> None:
    for page in (first_run.welcome, first_run.provision, first_run.person):
        first_run.setCurrentWidget(page)
        assert nameless(page) == []


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_cleared(
    qtbot: QtBot, first_run: FirstRun, tmp_path: Path
) -> None:
    fill(qtbot, first_run, tmp_path / "ours")
    first_run.person.again.setText("something else")
    first_run.person.forward.click()
    assert first_run.person.errors.isVisible()
    assert first_run.person.name.text() == "Ada Brennan"
    assert first_run.currentWidget() is first_run.person


def test_a_common_password_is_refused_in_words(qtbot: QtBot, first_run: FirstRun, tmp_path: Path) -> None:
    fill(qtbot, first_run, tmp_path / "ours")
    for line in (first_run.person.password, first_run.person.again):
        line.setText("password")
    first_run.person.forward.click()
    assert "common" in first_run.person._password_field.error


@pytest.fixture
def sign_in(
    qtbot: QtBot, record_folder: Path, clock: SetClock, aside: PromptAside, look: Theme
) -> SignInPage:
    page = SignInPage(record_folder, clock, aside)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_password_and_enter_open_the_record(qtbot: QtBot, sign_in: SignInPage) -> None:
    qtbot.keyClicks(sign_in.password, PASSWORD)
    with qtbot.waitSignal(sign_in.opened) as told:
        qtbot.keyClick(sign_in.password, Qt.Key.Key_Return)
    told.args[0].close()
    assert sign_in.password.text() == ""


def test_a_wrong_password_says_how_many_tries_are_left(qtbot: QtBot, sign_in: SignInPage) -> None:
    qtbot.keyClicks(sign_in.password, "not this one")
    qtbot.keyClick(sign_in.password, Qt.Key.Key_Return)
    assert "4" in sign_in.problem.text()
    assert "1-minute wait" in sign_in.problem.text()
    assert sign_in.button.isEnabled()


def test_the_people_are_tiles_with_names(sign_in: SignInPage) -> None:
    assert [tile.text() for tile in sign_in.tiles.values()] == [HEAD]
    assert nameless(sign_in) == []


def test_a_backup_comes_back_with_the_sheet_alone(
    qtbot: QtBot,
    template: Template,
    opened: bootstrap.Opened,
    clock: SetClock,
    aside: PromptAside,
    tmp_path: Path,
    look: Theme,
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path)), Silent())
    page = RestorePage(clock, aside)
    qtbot.addWidget(page)
    page.show()
    page.file.setText(made.file)
    page.place.setText(str(tmp_path / "again"))
    page.with_sheet.setChecked(True)
    page.groups.setPlainText(" ".join(recovery.to_groups(template.secret)))
    page.password.setText("seven new herons")
    with qtbot.waitSignal(page.restored):
        page.button.click()
    again = bootstrap.sign_in(tmp_path / "again", bootstrap.FIRST, "seven new herons", clock)
    again.close()


@pytest.mark.parametrize("goes_on", ["restored", "standing"])
def test_beside_the_old_record_the_difference_is_shown_before_anything_is_switched(
    qtbot: QtBot,
    opened: bootstrap.Opened,
    record_folder: Path,
    clock: SetClock,
    aside: PromptAside,
    tmp_path: Path,
    look: Theme,
    goes_on: str,
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path)), Silent())
    opened.office.execute(AddPupil(PupilCard("Ash", "Reed", date(2026, 9, 1))))
    opened.close()
    page = RestorePage(clock, aside, standing=record_folder)
    qtbot.addWidget(page)
    page.show()
    to_restore(page, made.file, tmp_path / "again")
    switched: list[Path] = []
    page.restored.connect(switched.append)
    page.button.click()
    assert switched == []
    assert not page.form.isVisible()
    assert "Pupils: 1 now, 0 in the restored one, 1 fewer." in page.difference.text()
    assert str(tmp_path / "again") in page.difference.text()
    assert nameless(page) == []
    assert not page.grab().isNull()
    qtbot.keyClick(page.switch if goes_on == "restored" else page.stay, Qt.Key.Key_Space)
    assert switched == [tmp_path / "again" if goes_on == "restored" else record_folder]
    again = bootstrap.sign_in(record_folder, bootstrap.FIRST, PASSWORD, clock)
    assert again.office.ask(keeping.Counts()).pupils == 1, "the one that stood there stays as it was"
    again.close()


def test_a_damaged_record_beside_it_holds_no_restore_up(
    qtbot: QtBot,
    opened: bootstrap.Opened,
    record_folder: Path,
    clock: SetClock,
    aside: PromptAside,
    tmp_path: Path,
    look: Theme,
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path)), Silent())
    opened.close()
    (record_folder / DATABASE).write_bytes(b"nothing of a record" * 500)
    page = RestorePage(clock, aside, standing=record_folder)
    qtbot.addWidget(page)
    to_restore(page, made.file, tmp_path / "again")
    with qtbot.waitSignal(page.restored):
        page.button.click()


def test_a_file_that_is_no_backup_is_refused_and_leaves_no_folder(
    qtbot: QtBot, clock: SetClock, aside: PromptAside, tmp_path: Path, home: Path, look: Theme
) -> None:
    (tmp_path / "x.inchstone").write_bytes(b"no backup at all")
    page = RestorePage(clock, aside)
    qtbot.addWidget(page)
    to_restore(page, str(tmp_path / "x.inchstone"), tmp_path / "again")
    page.button.click()
    assert page.problem.text()
    assert not (tmp_path / "again").exists()


def test_making_the_invented_provision_tells_how_far_it_is_and_stops_when_asked(
    qtbot: QtBot, clock: SetClock, home: Path, look: Theme
) -> None:
    door = QMainWindow()
    qtbot.addWidget(door)
    door.show()
    program = Program(door, MachineSettings(), clock)
    program.show_first_run()
    first_run = door.centralWidget()
    assert isinstance(first_run, FirstRun)
    welcome = first_run.welcome
    qtbot.mouseClick(welcome.buttons["try"], Qt.MouseButton.LeftButton)
    assert not welcome.buttons["own"].isEnabled()
    qtbot.waitUntil(lambda: welcome.bar.value() >= 1, timeout=60_000)
    assert welcome.bar.maximum() > 60
    qtbot.keyClick(welcome.stop, Qt.Key.Key_Space)
    assert welcome.doing.text() == "Stopping …" and not welcome.stop.isEnabled()
    qtbot.waitUntil(lambda: welcome.buttons["own"].isEnabled(), timeout=60_000)
    assert welcome.doing.text() == "Stopped. Nothing was kept."
    assert not welcome.stop.isVisible()
    assert not invented_record().exists()
    assert list(invented_record().parent.iterdir()) == []
    program._aside.wait()
