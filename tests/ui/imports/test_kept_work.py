"""What somebody says about a file of pupils outlives a kill, a lock and a restart, until it came in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app import bootstrap
from app.core.errors import Unavailable
from app.core.refs import make_ref
from app.exchange.choices import Act, Decision
from app.exchange.dates import Order
from app.rooms import people
from tests.kit.provision import START, steps
from tests.ui.imports.test_wizard import SHEET, TREE, written
from tests.ui.starting import Starts, crash
from ui.imports.pupil_course import PupilCourse
from ui.imports.sheet_work import SheetWork
from ui.imports.wizard import ImportWizard
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow
from ui.words.today import say

KAI, DALE = 3, 5
"""The lines of the two rows that need somebody: a day that does not exist, and no forename."""
BORN, FORENAME = 2, 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, "form 9.csv", SHEET)


def wizard_of(window: MainWindow) -> ImportWizard:
    found = window.page("pupils").wizard  # type: ignore[attr-defined]
    assert isinstance(found, ImportWizard)
    return found


def begin(window: MainWindow, file: Path) -> ImportWizard:
    window.go("pupils")
    window.page("pupils").list.import_asked.emit()  # type: ignore[attr-defined]
    return choose(wizard_of(window), file)


def choose(wizard: ImportWizard, file: Path) -> ImportWizard:
    wizard.choose.ask_file = lambda *_: str(file)
    wizard.choose.choose.click()
    wizard.next.click()
    return wizard


def line(wizard: ImportWizard, row: int, column: int) -> QLineEdit:
    course = wizard.course
    assert isinstance(course, PupilCourse)
    return course.look.problems.lines[row, column]


def work(wizard: ImportWizard) -> None:
    """One row put right, another begun."""
    begun = line(wizard, DALE, FORENAME)
    QTest.keyClicks(begun, "Os")
    fixed = line(wizard, KAI, BORN)
    fixed.selectAll()
    QTest.keyClicks(fixed, "30/03/2011")
    QTest.keyClick(fixed, Qt.Key.Key_Return)


def stands(wizard: ImportWizard) -> bool:
    course = wizard.course
    assert isinstance(course, PupilCourse) and course.plan is not None
    return (
        line(wizard, DALE, FORENAME).text() == "Os"
        and [one.row for one in course.plan.need_you] == [DALE]
        and len(course.plan.ready) == 3
    )


def press_on_today(window: MainWindow) -> None:
    window.go("today")
    drafts = window.page("today").drafts  # type: ignore[attr-defined]
    drafts.open()
    assert any(label.text().startswith(say("draft_import")) for label in drafts.findChildren(QLabel))
    first = drafts.findChildren(QPushButton)[0]
    assert first.text() in ("form 9.csv", "pasted cells")
    first.click()


def test_what_is_typed_in_one_row_stays_while_another_is_put_right(start: Starts, file: Path) -> None:
    wizard = begin(start(), file)
    work(wizard)
    assert stands(wizard)


def test_after_a_crash_the_file_is_chosen_again_and_all_that_was_said_stands_there(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    first = start()
    work(begin(first, file))
    crash(first)
    second = start()
    press_on_today(second)
    wizard = wizard_of(second)
    assert wizard.again.words == "Choose form 9.csv again: what you said about it stands there again."
    choose(wizard, file)
    assert stands(wizard)
    assert "stands here again" in wizard.again.words
    QTest.keyClicks(line(wizard, DALE, FORENAME), "car")
    QTest.keyClick(line(wizard, DALE, FORENAME), Qt.Key.Key_Return)
    wizard.next.click()
    assert wizard.step == "done"
    assert not wizard.again.isVisible()
    assert opened.office.drafts() == ()
    names = {row.shown for row in opened.office.ask(people.PupilNames())}
    assert {"Kai", "Oscar"} <= names


def test_the_phone_rings_and_what_was_said_stands_there_afterwards(start: Starts, file: Path) -> None:
    window = start()
    work(begin(window, file))
    window.clear()
    window.come_back()
    press_on_today(window)
    assert stands(choose(wizard_of(window), file))


def test_pasted_cells_need_not_be_pasted_again(start: Starts) -> None:
    first = start()
    first.go("pupils")
    first.page("pupils").list.import_asked.emit()  # type: ignore[attr-defined]
    wizard = wizard_of(first)
    wizard.choose.paste.setPlainText(SHEET.replace(",", "\t"))
    wizard.choose.take_paste.click()
    wizard.next.click()
    work(wizard)
    crash(first)
    second = start()
    press_on_today(second)
    wizard_of(second).next.click()
    assert stands(wizard_of(second))


def test_it_can_be_thrown_away_and_the_file_is_as_it_was(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    first = start()
    work(begin(first, file))
    crash(first)
    wizard = begin(start(), file)
    assert stands(wizard)
    wizard.throw.click()
    assert opened.office.drafts() == ()
    assert line(wizard, KAI, BORN).text() == "31/02/2011"
    assert line(wizard, DALE, FORENAME).text() == ""
    assert not wizard.again.isVisible()


def test_a_file_about_which_nothing_was_said_leaves_nothing_behind(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    wizard = begin(start(), file)
    wizard.close_wizard()
    assert opened.office.drafts() == ()


def test_another_file_of_the_same_name_is_another_file(start: Starts, file: Path) -> None:
    first = start()
    work(begin(first, file))
    crash(first)
    file.write_text(SHEET.replace("Ames", "Amis"), encoding="utf-8")
    wizard = begin(start(), file)
    assert not wizard.again.isVisible()
    assert line(wizard, DALE, FORENAME).text() == ""


@pytest.mark.parametrize("said", ["", "{", "[1]", '{"!": "row", "is": [1, 2, 3, 4, 5, 6, 7]}'])
def test_words_of_another_program_say_nothing(said: str) -> None:
    assert SheetWork.of_words({"said": said}) is None


def test_what_was_said_comes_back_as_it_was() -> None:
    said = SheetWork(1, {2: "surname"}, Order.DAY_FIRST, {(3, 2): "30/03/2011"}, {}, {(5, 0): "Os"})
    assert SheetWork.of_words(said.words("form 9.csv", "")) == said
    assert SheetWork(at=1).words("form 9.csv", "") == {}


def test_somebody_who_is_looked_for_is_not_hidden_behind_the_import(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    window = start()
    pupil = opened.office.execute(people.AddPupil(people.PupilCard("Ada", "Finch", START))).new_id
    wizard = begin(window, file)
    work(wizard)
    window.go("pupils")
    assert wizard_of(window) is wizard
    window.go("pupils", pupil)
    page: Any = window.page("pupils")
    assert page.wizard is None
    assert page.view.isVisible()
    assert window.toast.words == "What you said about form 9.csv is kept. Choose the file again to go on."
    assert len(opened.office.drafts()) == 1


def test_a_curriculum_that_was_only_looked_at_leaves_for_the_step_that_is_looked_for(
    start: Starts, tmp_path: Path, opened: bootstrap.Opened
) -> None:
    window, step = start(), steps(opened.office).to5
    window.go("curriculum")
    page: Any = window.page("curriculum")
    page.import_button.click()
    page.wizard.choose.ask_file = lambda *_: str(written(tmp_path, "tree.csv", TREE))
    page.wizard.choose.choose.click()
    window.go("curriculum", step)
    assert page.wizard is None
    assert opened.office.drafts() == ()


def test_the_answer_about_one_file_is_not_put_beside_the_rows_of_another(
    start: Starts, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer is busy, and somebody pastes something else before it answers."""
    first = start()
    work(begin(first, file))
    crash(first)
    window, late = start(), []
    window.go("pupils")
    window.page("pupils").list.import_asked.emit()  # type: ignore[attr-defined]
    wizard = wizard_of(window)
    course = wizard.course
    assert isinstance(course, PupilCourse)
    with monkeypatch.context() as patch:
        patch.setattr(
            PromptRunner, "drafts", lambda self, owner, done, failed: late.append((self, owner, done, failed))
        )
        wizard.choose.ask_file = lambda *_: str(file)
        wizard.choose.choose.click()
    course.paste(SHEET.replace("Kai", "Kit").replace(",", "\t"))
    wizard.next.click()
    for runner, owner, done, failed in late:
        runner.drafts(owner, done, failed)
    assert not wizard.again.isVisible()
    assert line(wizard, KAI, BORN).text() == "31/02/2011"
    assert line(wizard, DALE, FORENAME).text() == ""


def test_what_is_said_a_moment_before_the_import_goes_with_it(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    window = start()
    wizard = begin(window, file)
    work(wizard)
    wizard.next.click()
    assert wizard.step == "done"
    crash(window)
    assert opened.office.drafts() == ()


def test_nothing_else_is_opened_while_an_import_is_being_written(
    start: Starts, file: Path, opened: bootstrap.Opened
) -> None:
    first = start()
    work(begin(first, file))
    crash(first)
    (kept,) = opened.office.drafts()
    window = start()
    wizard = begin(window, file)
    wizard.again.hide()
    wizard._say_busy("Importing")
    window.go("pupils", kept.draft)
    assert wizard_of(window) is wizard
    assert not wizard.again.isVisible()


def test_what_comes_in_is_what_was_looked_at_and_once(
    start: Starts, file: Path, opened: bootstrap.Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy before the import takes a while; meanwhile nothing can be changed, nor pressed again."""
    window, copies = start(), []
    wizard = begin(window, file)
    course = wizard.course
    assert isinstance(course, PupilCourse)
    with monkeypatch.context() as patch:
        patch.setattr(PromptRunner, "begin", lambda self, owner, job, done, failed: copies.append(done))
        wizard.next.click()
        assert not line(wizard, KAI, BORN).isEnabled()
        course.look.fixed.emit(KAI, BORN, "30/03/2011")
        assert not wizard.next.isEnabled()
        assert not wizard.close_button.isEnabled()
        wizard._copy_first()
    (done,) = copies
    done(None)
    assert wizard.step == "done"
    assert {row.shown for row in opened.office.ask(people.PupilNames())} == {"Jordan", "Mina"}


def test_columns_chosen_anew_ask_anew_who_is_who(start: Starts, file: Path) -> None:
    wizard = begin(start(), file)
    course = wizard.course
    assert isinstance(course, PupilCourse)
    course.look.decided.emit(((KAI, Decision(KAI, Act.MERGE)),))
    course.match.chosen.emit(4, "")
    assert course._work.decisions == {}


def test_while_a_correction_is_worked_in_nothing_can_be_imported(
    start: Starts, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard, late = begin(start(), file), []
    with monkeypatch.context() as patch:
        patch.setattr(
            PromptRunner,
            "ask",
            lambda self, owner, query, done, failed: late.append((self, owner, query, done, failed)),
        )
        work(wizard)
        assert not wizard.next.isEnabled()
        assert wizard.course.command is None
    for runner, *asked in late:
        runner.ask(*asked)
    assert wizard.next.isEnabled()
    wizard.next.click()
    assert "3" in wizard.done.words


def test_what_fails_beside_an_import_does_not_open_it_to_a_second_press(
    start: Starts, file: Path, opened: bootstrap.Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard, copies = begin(start(), file), []
    with monkeypatch.context() as patch:
        patch.setattr(
            PromptRunner, "begin", lambda self, owner, job, done, failed: copies.append((done, failed))
        )
        wizard.next.click()
        wizard._failed(Unavailable("disk_failed"))
        assert not wizard.next.isEnabled()
        assert wizard.stop.isVisible()
        ((_done, failed),) = copies
        failed(Unavailable("disk_full"))
    assert wizard.next.isEnabled()
    assert not wizard.stop.isVisible()
    assert line(wizard, KAI, BORN).isEnabled()
    wizard.next.click()
    assert {row.shown for row in opened.office.ask(people.PupilNames())} == {"Jordan", "Mina"}


def test_a_correction_keeps_who_is_meant_and_asks_the_rest_anew(start: Starts, file: Path) -> None:
    course = begin(start(), file).course
    assert isinstance(course, PupilCourse)
    whom = make_ref()
    course._work.decisions = {KAI: Decision(KAI, Act.MERGE, whom), DALE: Decision(DALE, Act.MERGE)}
    course.look.fixed.emit(KAI, BORN, "30/03/2011")
    assert course._work.decisions == {KAI: Decision(KAI, None, whom)}
