"""One wizard brings in pupils and curricula; nothing is written before Import, and all of it can go again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.exchange.dates import Order
from app.office import Office
from app.rooms import curriculum, people
from tests.kit.provision import pupil
from tests.kit.record import peek
from ui.imports.pupil_course import PupilCourse
from ui.imports.wizard import ImportKind, ImportWizard
from ui.kit.accessible import nameless
from ui.main_window import MainWindow

SHEET = """Pupil forename,Legal surname,D.O.B,Yr,UPN,Mother's phone,House colour
Jordan,Ames,03/04/2011,Year 9,,07700 900111,Red
Kai,Brook,31/02/2011,9,,07700 900112,Blue
Mina,Cole,05/06/2012,8,H801200001001,07700 900114,Red
,Dale,07/08/2012,8,,,Green
"""
TREE = "Level 1,Level 2\nNumber,counts to five\nNumber,counts to ten\nReading,names ten letters\n"


@pytest.fixture
def page(main_window: MainWindow) -> MainWindow:
    main_window.go("settings")
    main_window.activateWindow()
    return main_window


def opened(window: MainWindow, kind: ImportKind) -> ImportWizard:
    return ImportWizard.over(window.stack.currentWidget(), window.desk, kind)


@pytest.fixture
def pupils(page: MainWindow, tmp_path: Path) -> ImportWizard:
    """The wizard with a sheet of four rows, of which two need somebody."""
    wizard = opened(page, ImportKind.PUPILS)
    wizard.choose.ask_file = lambda *_: str(written(tmp_path, "form 9.csv", SHEET))
    wizard.choose.choose.click()
    return wizard


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def course(wizard: ImportWizard) -> PupilCourse:
    assert isinstance(wizard.course, PupilCourse)
    return wizard.course


def names(office: Office) -> set[str]:
    return {row.shown for row in office.ask(people.PupilNames())}


def entries(office: Office) -> int:
    return int(peek(office, "SELECT count(*) FROM audit_entry")[0][0])


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_sheet_of_pupils_comes_in_by_six_keys(pupils: ImportWizard, office: Office, qtbot: QtBot) -> None:
    before = entries(office)
    assert pupils.step == "match"
    qtbot.keyClick(pupils.next, Qt.Key.Key_Space)
    assert pupils.step == "look"
    assert entries(office) == before
    qtbot.keyClick(pupils.next, Qt.Key.Key_Space)
    assert pupils.step == "done"
    assert names(office) == {"Jordan", "Mina"}
    assert pupils.done.words == "2 pupils came in."


def test_columns_are_guessed_with_a_word_for_how_sure(pupils: ImportWizard) -> None:
    match = course(pupils).match
    told = [(combo.currentData(), combo.accessibleDescription()) for _, combo in sorted(match.combos.items())]
    assert told[0] == ("forename", "Certain")
    assert told[2] == ("birth_date", "Certain")
    assert told[5] == ("contact_phone", "Likely")
    assert told[6] == ("", "Not known")


def test_a_childs_own_number_is_said_to_have_no_place_yet(page: MainWindow, tmp_path: Path) -> None:
    wizard = opened(page, ImportKind.PUPILS)
    sheet = "Forename,Surname,Pupil email,Parent email\nAva,Khan,ava@example.org,jo@example.org\n"
    wizard.choose.ask_file = lambda *_: str(written(tmp_path, "own.csv", sheet))
    wizard.choose.choose.click()
    combos = course(wizard).match.combos
    assert [combos[column].accessibleDescription() for column in (2, 3)] == ["Not brought in yet", "Certain"]
    plan = course(wizard).plan
    assert plan is not None and plan.command is not None
    assert [card.email for card in plan.command.rows[0].contacts] == ["jo@example.org"]


def test_a_letter_that_cannot_be_read_is_put_right_in_its_cell(
    page: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = opened(page, ImportKind.PUPILS)
    content = "Forename,Surname\nJosé,Lúz\n".encode() + b"Zo\xeb,Lee\n"
    wizard.choose.ask_file = lambda *_: str(written(tmp_path, "mixed.csv", content))
    wizard.choose.choose.click()
    press(qtbot, wizard.next)
    look = course(wizard).look
    assert look.told() == ("Row 3: A letter of “Zo\ufffd” under Forename cannot be read. Write it again.",)
    line = look.problems.lines[3, 0]
    line.setText("Zoë")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert look.told() == ()
    plan = course(wizard).plan
    assert plan is not None and [row.forename for row in plan.ready] == ["José", "Zoë"]


def test_a_column_can_be_chosen_by_hand(pupils: ImportWizard, office: Office, qtbot: QtBot) -> None:
    combo = course(pupils).match.combos[6]
    combo.setCurrentIndex(combo.findData("group"))
    combo.activated.emit(combo.currentIndex())
    assert combo.accessibleDescription() == "You said so"
    plan = course(pupils).plan
    assert plan is not None and plan.ready[0].group == "Red"
    combo.setCurrentIndex(combo.findData(""))
    combo.activated.emit(combo.currentIndex())
    assert combo.accessibleDescription() == "Left out"


def test_dates_show_how_they_were_read_and_can_be_turned(pupils: ImportWizard, qtbot: QtBot) -> None:
    match = course(pupils).match
    assert "“03/04/2011” as 3 April 2011" in match.dates_words
    qtbot.mouseClick(match.order.segment(Order.MONTH_FIRST.value), Qt.MouseButton.LeftButton)
    assert "“03/04/2011” as 4 March 2011" in match.dates_words


def test_rows_that_need_somebody_come_first_and_are_put_right_in_place(
    pupils: ImportWizard, office: Office, qtbot: QtBot
) -> None:
    pupils.next.click()
    look = course(pupils).look
    assert look.head == "2 rows need you, 2 are ready"
    assert look.told() == (
        "Row 3: There is no such day as “31/02/2011”.",
        "Row 5: There is no forename.",
    )
    line = look.problems.lines[3, 2]
    line.setText("28/02/2011")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert look.head == "1 row needs you, 3 are ready"
    look.problems.lines[5, 0].setText("Esi")
    qtbot.keyClick(look.problems.lines[5, 0], Qt.Key.Key_Return)
    assert look.head == "All 4 rows are ready"
    pupils.next.click()
    assert names(office) == {"Jordan", "Kai", "Mina", "Esi"}


def test_undo_takes_the_whole_import_back(pupils: ImportWizard, office: Office, qtbot: QtBot) -> None:
    pupils.next.click()
    pupils.next.click()
    press(qtbot, pupils.done.undo)
    assert names(office) == set()
    assert pupils.step == "choose"


def offered(wizard: ImportWizard) -> list[str]:
    """The buttons of the first page."""
    buttons = wizard.choose.findChildren(QPushButton)
    return [button.accessibleName() for button in buttons if button.isVisible()]


def test_ctrl_z_takes_it_back_too_and_nothing_goes_on_saying_that_it_came_in(
    pupils: ImportWizard, page: MainWindow, office: Office, qtbot: QtBot
) -> None:
    pupils.next.click()
    pupils.next.click()
    assert pupils.step == "done"
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(office) == set()
    qtbot.waitUntil(lambda: pupils.step == "choose")
    assert "Undo the import of form 9.csv" not in offered(pupils)
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert names(office) == {"Jordan", "Mina"}
    qtbot.waitUntil(lambda: "Undo the import of form 9.csv" in offered(pupils))


def test_what_was_built_upon_the_import_is_named(pupils: ImportWizard, office: Office, qtbot: QtBot) -> None:
    pupils.next.click()
    pupils.next.click()
    someone = office.ask(people.PupilNames())[0].pupil
    office.execute(people.AddContact(people.ContactCard(someone, "Rosa", "aunt")))
    press(qtbot, pupils.done.undo)
    assert names(office) == {"Jordan", "Mina"}
    assert "contact (1)" in pupils.problem.words


def test_an_import_of_before_stands_on_the_first_page_with_its_undo(
    pupils: ImportWizard, page: MainWindow, office: Office, qtbot: QtBot
) -> None:
    pupils.next.click()
    pupils.next.click()
    pupils.close_wizard()
    again = opened(page, ImportKind.PUPILS)
    undo = next(
        button
        for button in again.choose.findChildren(QPushButton)
        if button.accessibleName() == "Undo the import of form 9.csv"
    )
    press(qtbot, undo)
    assert names(office) == set()


def test_the_same_file_again_says_that_all_are_here(
    pupils: ImportWizard, page: MainWindow, office: Office, tmp_path: Path
) -> None:
    pupils.next.click()
    pupils.next.click()
    again = opened(page, ImportKind.PUPILS)
    again.choose.file_chosen.emit(tmp_path / "form 9.csv")
    again.next.click()
    assert not again.next.isEnabled()
    assert course(again).plan.unchanged  # type: ignore[union-attr]


def test_somebody_of_the_same_name_stands_side_by_side(
    page: MainWindow, office: Office, qtbot: QtBot
) -> None:
    pupil(office, "Jordan", "Ames")
    wizard = opened(page, ImportKind.PUPILS)
    wizard.choose.paste.setPlainText("Forename\tSurname\tDate of birth\nJordan\tAmes\t\nNoor\tEden\t1/2/2012")
    press(qtbot, wizard.choose.take_paste)
    wizard.next.click()
    look = course(wizard).look
    assert "Somebody of this name is here already" in look.told()[0]
    assert (2, 2) in look.problems.lines, "the birth date that would settle it can be typed in place"
    assert names(office) == {"Jordan"}


def test_rows_that_stay_out_are_saved_with_their_reason(
    pupils: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    pupils.next.click()
    pupils.next.click()
    place = tmp_path / "left.csv"
    pupils.ask_place = lambda *_: str(place)
    press(qtbot, pupils.done.save_rest)
    lines = place.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith("Why it stayed out")
    assert len(lines) == 3
    assert "There is no such day" in lines[1]


def test_a_file_is_dropped_on_the_first_page(page: MainWindow, tmp_path: Path) -> None:
    wizard = opened(page, ImportKind.PUPILS)
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "dropped.csv", SHEET)))])
    copy, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(wizard.choose, QDragEnterEvent(QPoint(5, 5), copy, load, button, none))
    QApplication.sendEvent(wizard.choose, QDropEvent(QPointF(5, 5), copy, load, button, none))
    assert wizard.step == "match"


BAD = [
    (ImportKind.PUPILS, "list.csv", b"", "There is nothing in that file."),
    (ImportKind.PUPILS, "list.xlsx", b"PK\x03\x04 cut off", "That file is damaged"),
    (ImportKind.PUPILS, "list.pdf", b"%PDF-1.7\n", "That is a PDF."),
    (ImportKind.CURRICULUM, "tree.json", b'{"CFItems": [', "That JSON file is cut off or broken."),
    (ImportKind.CURRICULUM, "tree.csv", SHEET.encode(), "That looks like a list of pupils."),
    (ImportKind.PUPILS, "tree.csv", TREE.encode(), "That looks like a curriculum."),
    (ImportKind.CURRICULUM, "lost.csv", b"code,statement,parent\nA,Add,Z\n", "finds a place, so it was not"),
]


@pytest.mark.parametrize(("kind", "name", "content", "said"), BAD)
def test_a_bad_file_is_one_sentence_and_nothing_changed(
    page: MainWindow, office: Office, tmp_path: Path, kind: ImportKind, name: str, content: bytes, said: str
) -> None:
    before = entries(office)
    wizard = opened(page, kind)
    wizard.choose.file_chosen.emit(written(tmp_path, name, content))
    assert wizard.step == "choose"
    assert wizard.problem.isVisible()
    assert said in wizard.problem.words
    assert entries(office) == before


def case(tmp_path: Path) -> Path:
    items = [
        {"identifier": f"i{number}", "fullStatement": words, "CFItemType": "step"}
        for number, words in enumerate(("counts to five", "counts to ten", "adds one"))
    ]
    links = [
        link("a1", "i0", "doc"),
        link("a2", "i1", "i0"),
        link("a3", "i2", "nowhere"),
    ]
    package = {
        "CFDocument": {"identifier": "doc", "title": "Small number"},
        "CFItems": items,
        "CFAssociations": links,
    }
    return written(tmp_path, "case.json", json.dumps(package))


def link(name: str, child: str, parent: str) -> dict[str, object]:
    return {
        "identifier": name,
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": child},
        "destinationNodeURI": {"identifier": parent},
    }


def test_a_curriculum_says_what_was_found_and_what_could_not_be_placed(
    page: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = opened(page, ImportKind.CURRICULUM)
    wizard.choose.file_chosen.emit(case(tmp_path))
    look = wizard.course.look  # type: ignore[attr-defined]
    assert "“Small number”" in look.words
    assert look.model.rowCount() >= 1
    whys = [str(look.model.data(look.model.index(row, 1))) for row in range(look.model.rowCount())]
    assert any("parent" in why for why in whys)
    press(qtbot, wizard.next)
    assert wizard.step == "done"
    assert [row.title for row in office.ask(curriculum.Frameworks())] == ["Small number"]
    press(qtbot, wizard.done.undo)
    assert office.ask(curriculum.Frameworks()) == ()


def test_the_very_same_curriculum_again_has_nothing_to_bring_in(
    page: MainWindow, office: Office, tmp_path: Path
) -> None:
    path = written(tmp_path, "tree.csv", TREE)
    first = opened(page, ImportKind.CURRICULUM)
    first.choose.file_chosen.emit(path)
    first.next.click()
    second = opened(page, ImportKind.CURRICULUM)
    second.choose.file_chosen.emit(path)
    assert "This very file is here already" in second.course.look.words  # type: ignore[attr-defined]
    assert not second.next.isEnabled()


def test_every_control_of_every_step_has_a_name(pupils: ImportWizard) -> None:
    assert nameless(pupils) == []
    pupils.next.click()
    assert nameless(pupils) == []
    pupils.next.click()
    assert nameless(pupils) == []


def test_esc_goes_back_and_then_closes(pupils: ImportWizard, qtbot: QtBot, office: Office) -> None:
    pupils.next.click()
    qtbot.keyClick(pupils, Qt.Key.Key_Escape)
    assert pupils.step == "match"
    qtbot.keyClick(pupils, Qt.Key.Key_Escape)
    assert pupils.step == "choose"
    with qtbot.waitSignal(pupils.closed):
        qtbot.keyClick(pupils, Qt.Key.Key_Escape)
    assert names(office) == set()


def test_what_is_ready_shows_the_columns_that_say_something(page: MainWindow, tmp_path: Path) -> None:
    sheet = (
        "Forename,Legal surname,D.O.B,UPN,Start date,Allergies,Medical,Inhaler\n"
        "Jordan,Ames,03/04/2011,,07/09/2026,None known,asthma,\n"
    )
    wizard = opened(page, ImportKind.PUPILS)
    wizard.choose.ask_file = lambda *_: str(written(tmp_path, "one.csv", sheet))
    wizard.choose.choose.click()
    table = course(wizard).look.table
    model = table.model()
    shown = {
        model.headerData(column, Qt.Orientation.Horizontal): model.index(0, column).data()
        for column in range(model.columnCount())
        if not table.isColumnHidden(column)
    }
    assert shown == {
        "Row": "2",
        "Name": "Jordan Ames",
        "Born": "3 April 2011",
        "Allergy": "None known",
        "Condition": "asthma",
        "Also": "from 7 September 2026",
    }
