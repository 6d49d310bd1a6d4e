"""Rows beside the child whom they may mean: kept, merged or another child, by mouse and by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import PupilId
from app.exchange.choices import Act
from app.office import Office
from app.rooms import people
from app.rooms.people import IdentifierCard, IdentifierKind
from tests.kit.provision import pupil
from ui.imports.double_box import DoubleBox
from ui.imports.pupil_course import PupilCourse
from ui.imports.wizard import ImportKind, ImportWizard
from ui.kit.accessible import nameless
from ui.main_window import MainWindow

UPN = "H801200001001"
BORN = date(2012, 3, 4)
SHEET = f"""Forename,Surname,Date of birth,Year,UPN,Group,Contact name,Contact phone
Jordan,Ames,04/03/2012,9,{UPN},Red,Rosa Ames,07700 900111
Jordan,Ames,,10,,,,
Noor,Eden,01/02/2012,8,,Red,,
Noor,Eden,01/02/2012,,,,Ali Eden,07700 900222
"""


@pytest.fixture
def jordan(office: Office) -> PupilId:
    """Here already, without a number, in year 8."""
    return pupil(office, "Jordan", "Ames", birth_date=BORN, year_group="8")


@pytest.fixture
def wizard(main_window: MainWindow, jordan: PupilId, tmp_path: Path) -> ImportWizard:
    main_window.go("settings")
    main_window.activateWindow()
    made = looking(main_window, tmp_path, SHEET)
    made.next.click()
    return made


def looking(window: MainWindow, folder: Path, text: str) -> ImportWizard:
    path = folder / "autumn.csv"
    path.write_text(text, encoding="utf-8")
    made = ImportWizard.over(window.stack.currentWidget(), window.desk, ImportKind.PUPILS)
    made.choose.file_chosen.emit(path)
    return made


def boxes(wizard: ImportWizard) -> dict[int, DoubleBox]:
    assert isinstance(wizard.course, PupilCourse)
    return wizard.course.look.problems.boxes


def head(wizard: ImportWizard) -> str:
    assert isinstance(wizard.course, PupilCourse)
    return wizard.course.look.head


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def on_record(office: Office, who: PupilId) -> people.PupilRow:
    (found,) = office.ask(people.PupilsBeside(frozenset({who})))
    return found.row


def told(box: QWidget) -> list[str]:
    return [label.text() for label in box.findChildren(QWidget) if hasattr(label, "text")]


def test_both_accounts_stand_side_by_side(wizard: ImportWizard) -> None:
    assert head(wizard) == "3 rows need you, 1 is ready"
    said = told(boxes(wizard)[2])
    for words in (
        "On record",
        "In this row of the file",
        "4 March 2012",
        UPN,
        "8",
        "9",
        "Rosa Ames, 07700 900111",
    ):
        assert words in said
    assert nameless(wizard) == []


def test_keep_leaves_the_record_as_it_is(
    wizard: ImportWizard, office: Office, jordan: PupilId, qtbot: QtBot
) -> None:
    before = on_record(office, jordan)
    press(qtbot, boxes(wizard)[2].choices[Act.KEEP])
    assert head(wizard) == "2 rows need you, 1 is ready"
    press(qtbot, wizard.next)
    assert wizard.done.words == "1 pupil came in."
    assert on_record(office, jordan) == before


def test_merge_fills_in_what_is_missing_and_never_overwrites_unasked(
    wizard: ImportWizard, office: Office, jordan: PupilId, qtbot: QtBot
) -> None:
    press(qtbot, boxes(wizard)[2].choices[Act.MERGE])
    assert set(boxes(wizard)[2].stands) == {"year_group"}
    assert wizard.next.text() == "Import 1, merge 1"
    press(qtbot, wizard.next)
    now = on_record(office, jordan)
    assert now.card.year_group == "8"
    assert now.identifiers == ((IdentifierKind.UPN, UPN),)
    assert [(card.name, card.phone) for card in now.contacts] == [("Rosa Ames", "07700 900111")]
    assert now.groups == ("Red",)
    assert "1 row was merged" in wizard.done.words


def test_the_files_words_stand_where_somebody_chose_them(
    wizard: ImportWizard, office: Office, jordan: PupilId, qtbot: QtBot
) -> None:
    press(qtbot, boxes(wizard)[2].choices[Act.MERGE])
    press(qtbot, boxes(wizard)[2].stands["year_group"].segment("file"))
    assert boxes(wizard)[2].stands["year_group"].current == "file"
    press(qtbot, wizard.next)
    assert on_record(office, jordan).card.year_group == "9"
    press(qtbot, wizard.done.undo)
    now = on_record(office, jordan)
    assert (now.card.year_group, now.identifiers, now.contacts, now.groups) == ("8", (), (), ())
    assert [row.surname for row in office.ask(people.PupilList())] == ["Ames"]
    assert office.ask(people.Groups()) == ()


def test_another_child_comes_in_beside_the_one_who_is_here(
    wizard: ImportWizard, office: Office, qtbot: QtBot
) -> None:
    press(qtbot, boxes(wizard)[3].choices[Act.BOTH])
    press(qtbot, wizard.next)
    shown = [(row.forename, row.year_group) for row in office.ask(people.PupilList())]
    assert sorted(shown) == [("Jordan", "10"), ("Jordan", "8"), ("Noor", "8")]


def test_two_rows_of_one_file_become_one_child(wizard: ImportWizard, office: Office, qtbot: QtBot) -> None:
    assert "In row 4" in told(boxes(wizard)[5])
    press(qtbot, boxes(wizard)[5].choices[Act.MERGE])
    press(qtbot, wizard.next)
    (noor,) = [row for row in office.ask(people.PupilList()) if row.forename == "Noor"]
    assert [row.card.name for row in office.ask(people.Contacts(noor.pupil))] == ["Ali Eden"]
    assert noor.year_group == "8"


def test_a_choice_pressed_again_is_taken_back(wizard: ImportWizard, qtbot: QtBot) -> None:
    press(qtbot, boxes(wizard)[2].choices[Act.MERGE])
    press(qtbot, boxes(wizard)[2].choices[Act.MERGE])
    assert head(wizard) == "3 rows need you, 1 is ready"


def test_everything_is_decided_by_keys_and_the_focus_stays_where_it_was(
    wizard: ImportWizard, office: Office, jordan: PupilId, qtbot: QtBot
) -> None:
    boxes(wizard)[2].choices[Act.KEEP].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert (focus.accessibleName(), focus.isChecked()) == ("Merge, row 2", True)
    qtbot.keyClick(focus, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is boxes(wizard)[2].stands["year_group"].segment("here")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is boxes(wizard)[2].stands["year_group"].segment("file")
    qtbot.keyClick(wizard.next, Qt.Key.Key_Space)
    assert on_record(office, jordan).card.year_group == "9"


def test_which_of_several_is_meant_is_said_first(
    main_window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    pupil(office, "Bo", "Reed")
    second = pupil(office, "Bo", "Reed")
    main_window.go("settings")
    made = looking(main_window, tmp_path, "Forename,Surname,Needs\nBo,Reed,a quiet corner\n")
    made.next.click()
    combo = boxes(made)[2].whom
    assert combo is not None and combo.count() == 2
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert head(made) == "1 row needs you, none is ready yet"
    press(qtbot, boxes(made)[2].choices[Act.MERGE])
    press(qtbot, made.next)
    assert on_record(office, second).card.needs == "a quiet corner"


def test_of_pupils_who_are_here_beyond_doubt_all_is_filled_in_at_once(
    main_window: MainWindow, office: Office, jordan: PupilId, tmp_path: Path, qtbot: QtBot
) -> None:
    office.execute(people.AddIdentifier(IdentifierCard(jordan, IdentifierKind.UPN, UPN)))
    main_window.go("settings")
    made = looking(
        main_window, tmp_path, f"Forename,Surname,UPN,Year,Needs\nJordan,Ames,{UPN},9,a quiet corner\n"
    )
    made.next.click()
    assert not made.next.isEnabled()
    fill = next(b for b in made.findChildren(QPushButton) if b.text() == "Fill in what is missing for all")
    press(qtbot, fill)
    press(qtbot, made.next)
    card = on_record(office, jordan).card
    assert (card.needs, card.year_group) == ("a quiet corner", "8")


def test_the_same_file_again_changes_nothing_and_says_so(
    wizard: ImportWizard, main_window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    for row, act in ((2, Act.MERGE), (3, Act.BOTH), (5, Act.BOTH)):
        press(qtbot, boxes(wizard)[row].choices[act])
    press(qtbot, wizard.next)
    wizard.close_wizard()
    again = looking(main_window, tmp_path, SHEET)
    again.next.click()
    assert head(again) == "Nothing new: 4 rows in the file, all here already"
    assert not again.next.isEnabled()


def test_many_problems_are_shown_a_page_at_a_time(
    main_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    main_window.go("settings")
    rows = "".join(f"Kai,Brook{n},31/02/2011\n" for n in range(60))
    made = looking(main_window, tmp_path, f"Forename,Surname,Date of birth\n{rows}")
    made.next.click()
    assert isinstance(made.course, PupilCourse)
    problems = made.course.look.problems
    assert len(problems.lines) == 50
    later = next(b for b in made.findChildren(QPushButton) if b.text() == "Later ones")
    press(qtbot, later)
    assert {line for line, _ in problems.lines} == set(range(52, 62))


def test_columns_without_a_place_are_named_and_new_groups_are_shown_first(
    main_window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    main_window.go("settings")
    made = looking(
        main_window, tmp_path, "Forename,Surname,Class,Home school,Ethnicity,Free school meals\n"
        "Bo,Reed,Red,Hill School,WBRI,Y\n",
    )  # fmt: skip
    assert isinstance(made.course, PupilCourse)
    match, look = made.course.match, made.course.look
    said = [combo.accessibleDescription() for _, combo in sorted(match.combos.items())]
    assert said[4:] == ["Not brought in yet", "Not brought in yet"]
    made.next.click()
    assert look.not_yet.isVisible()
    assert "Ethnicity, Free school meals" in look.not_yet.words
    assert "New groups: Red." in look.aside
    assert "New commissioners: Hill School (school)." in look.aside
    press(qtbot, made.next)
    assert "Ethnicity, Free school meals" in made.done.words
    (row,) = office.ask(people.PupilList())
    assert (row.groups, row.commissioners) == (("Red",), ("Hill School",))


def test_rows_that_need_somebody_are_saved_before_anything_comes_in(
    wizard: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "left.csv"
    wizard.ask_place = lambda *_: str(place)
    assert isinstance(wizard.course, PupilCourse)
    press(qtbot, wizard.course.look.save_rest)
    assert len(place.read_text(encoding="utf-8-sig").splitlines()) == 4
