"""The four pages of a new record: what they ask becomes of it, and what nobody may lose on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.roles import Role
from app.insight.today import Today
from app.rooms import access, calendar, keeping
from tests.kit.clock import SetClock
from tests.kit.read_only import read_only_folder, refuses
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.kit.accessible import nameless
from ui.kit.parts.fields import ErrorSummary
from ui.kit.theme import Theme
from ui.provision_page import TermDay

PASSWORD, THEIRS = "quiet green kettles", "nine slow herons"


@pytest.fixture
def run(qtbot: QtBot, clock: SetClock, aside: PromptAside, home: Path, look: Theme) -> Iterator[FirstRun]:
    made = FirstRun(clock, aside)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.welcome.buttons["own"].click()
    yield made
    made.leave()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk" / "ours"


def fill_provision(run: FirstRun, place: Path) -> None:
    QTest.keyClicks(run.provision.name, "Hillside")
    run.provision.place.setText(str(place))


def say_day(day: TermDay, words: str) -> None:
    """Typed, and left by Enter as somebody does."""
    day.line.setFocus()
    QTest.keyClicks(day.line, words)
    QTest.keyClick(day.line, Qt.Key.Key_Return)


def fill_term(run: FirstRun) -> None:
    term = run.provision.term
    for day, words in (
        (term.first, "1 September"),
        (term.last, "18 Dec"),
        (term.off, "26 Oct"),
        (term.back, "30 Oct"),
    ):
        say_day(day, words)


def fill_person(run: FirstRun) -> None:
    person = run.person
    for line, words in (
        (person.name, "Ada Brennan"),
        (person.password, PASSWORD),
        (person.again, PASSWORD),
        (person.other, "Marcus Hale"),
        (person.other_phone, "07700 900456"),
        (person.other_password, THEIRS),
    ):
        QTest.keyClicks(line, words)


def to_the_sheet(run: FirstRun, place: Path) -> None:
    """Pages 2 and 3, and the sheet on paper."""
    fill_provision(run, place)
    run.provision.forward.click()
    fill_person(run)
    run.person.forward.click()
    assert run.currentWidget() is run.safe
    run.safe.save_to(place.parent / "sheet.pdf")


def type_back(run: FirstRun) -> None:
    assert run._under_way is not None
    for number, line in run.safe.lines().items():
        QTest.keyClicks(line, run._under_way.groups[number - 1])


def finished(qtbot: QtBot, run: FirstRun) -> bootstrap.Opened:
    with qtbot.waitSignal(run.opened) as told:
        run.safe.forward.click()
    opened: bootstrap.Opened = told.args[0]
    return opened


def summary(errors: ErrorSummary) -> list[str]:
    return [line.accessibleName() for line in errors.lines()]


def test_all_that_the_pages_ask_is_in_the_record(
    qtbot: QtBot, run: FirstRun, place: Path, clock: SetClock
) -> None:
    run.provision.authority.setText("Northshire")
    fill_provision(run, place)
    fill_term(run)
    assert run.currentWidget() is run.person, "Enter in the last day goes on"
    fill_person(run)
    run.person.role.setCurrentText("Head and deputy DSL")
    run.person.other_role.setCurrentText("DSL")
    run.person.forward.click()
    run.safe.save_to(place.parent / "sheet.pdf")
    type_back(run)
    stick = place.parent / "stick"
    QTest.keyClicks(run.safe.second.line, str(stick))
    opened = finished(qtbot, run)
    try:
        office, today = opened.office, clock.today()
        roles = {row.name: frozenset(row.roles) for row in office.ask(access.StaffList())}
        assert roles == {
            "Ada Brennan": {Role.HEAD, Role.DEPUTY_DSL},
            "Marcus Hale": {Role.DSL},
        }
        settings = dict(office.ask(keeping.Settings()))
        assert settings["authority"] == "Northshire"
        assert settings["second_place"] == str(stick)
        found = office.ask(calendar.TermOn(today))
        assert found.term is not None and found.term.card.name == "Autumn"
        assert found.half_term is not None and found.half_term.card.last_day == date(2026, 10, 23)
        assert office.ask(calendar.DaySlots(date(2026, 10, 27))).closed == "outside_term"
        lesson = calendar.SlotCard("Lesson", calendar.SlotKind.LESSON, today.weekday(), 600, 660, today)
        office.execute(calendar.AddSlot(lesson))
        registers = [slot.name for slot in office.ask(Today()).plan.slots]
        assert "Lesson" in registers, "the term is open from the first moment"
    finally:
        opened.close()


def test_enter_goes_from_field_to_field_and_then_to_the_next_page(run: FirstRun, place: Path) -> None:
    provision, term = run.provision, run.provision.term
    provision.place.setText(str(place))
    lines = (
        provision.name, provision.authority, provision.address, provision.place,
        term.first.line, term.last.line, term.off.line, term.back.line,
    )  # fmt: skip
    provision.name.setText("Hillside")
    for line in lines:
        assert provision.focusWidget() is line
        QTest.keyClick(line, Qt.Key.Key_Return)
    person = run.person
    assert run.currentWidget() is person
    for control in (person.name, person.role, person.phone, person.password, person.again, person.other,
                    person.other_role, person.other_phone, person.other_password):  # fmt: skip
        assert person.focusWidget() is control
        QTest.keyClick(control, Qt.Key.Key_Return)
    assert person.errors.isVisible(), "nothing was typed"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"first": "1 September"}, "Term ends: write this day too"),
        ({"last": "18 December"}, "Term starts: write this day too"),
        ({"off": "26 October"}, "Term starts: write this day too"),
        ({"first": "in the autumn"}, "Term starts: write a real day"),
        ({"first": "1 September 2026", "last": "18 August 2026"}, "over already"),
        ({"first": "1 December 2026", "last": "18 November 2026"}, "is before the first"),
        ({"first": "1 September 2025", "last": "18 December 2025"}, "This term is over already"),
        (
            {"first": "1 Sept", "last": "18 Dec", "off": "18 December 2026", "back": "21 December 2026"},
            "must lie within",
        ),
        (
            {"first": "1 Sept", "last": "18 Dec", "off": "30 October 2026", "back": "26 October 2026"},
            "is before the first",
        ),
        ({"first": "1 Sept", "last": "18 Dec", "back": "30 Oct"}, "Half-term holiday from: write this day"),
    ],
)
def test_days_that_make_no_term_are_said_beside_their_field_and_stay(
    run: FirstRun, place: Path, typed: dict[str, str], wrong: str
) -> None:
    fill_provision(run, place)
    for name, words in typed.items():
        getattr(run.provision.term, name).line.setText(words)
    run.provision.forward.click()
    assert run.currentWidget() is run.provision
    assert wrong in " ".join(summary(run.provision.errors))
    assert {name: getattr(run.provision.term, name).line.text() for name in typed} == typed


def test_a_day_without_a_year_is_that_of_the_term_and_is_written_out(run: FirstRun, place: Path) -> None:
    fill_term(run)
    term = run.provision.term
    assert [day.line.text() for day in (term.first, term.last, term.off, term.back)] == [
        "1 September 2026", "18 December 2026", "26 October 2026", "30 October 2026",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", "ours", "OneDrive"])
def test_a_place_that_will_not_do_is_said_on_its_own_page(run: FirstRun, place: Path, words: str) -> None:
    fill_provision(run, place)
    run.provision.place.setText(str(place.parent / words / "ours") if words == "OneDrive" else words)
    run.provision.forward.click()
    assert run.currentWidget() is run.provision
    assert run.provision.record.field.error
    assert run.provision.name.text() == "Hillside"


def test_the_second_holder_is_somebody_else_with_a_name_and_a_password_of_their_own(
    run: FirstRun, place: Path
) -> None:
    fill_provision(run, place)
    run.provision.forward.click()
    person = run.person
    fill_person(run)
    for name, password, field, words in (
        ("  ada brennan ", THEIRS, person._other_name, "your own name"),
        ("", THEIRS, person._other_name, "Give their name"),
        ("Marcus Hale", "hillside1", person._other_field, "little more than a name"),
    ):
        person.other.setText(name)
        person.other_password.setText(password)
        person.forward.click()
        assert run.currentWidget() is person
        assert words in field.error
        assert person.password.text() == PASSWORD


def test_back_and_on_again_keeps_the_sheet_and_what_was_typed(
    qtbot: QtBot, run: FirstRun, place: Path
) -> None:
    to_the_sheet(run, place)
    type_back(run)
    under_way = run._under_way
    typed = {number: line.text() for number, line in run.safe.lines().items()}
    for page in (run.person, run.provision, run.welcome):
        run.currentWidget().back.emit()  # type: ignore[attr-defined]
        assert run.currentWidget() is page
    run.welcome.buttons["own"].click()
    assert run.provision.name.text() == "Hillside"
    run.provision.forward.click()
    assert run.person.again.text() == PASSWORD
    run.person.forward.click()
    assert run.currentWidget() is run.safe
    assert run._under_way is under_way, "the sheet on paper opens this record"
    assert {number: line.text() for number, line in run.safe.lines().items()} == typed
    finished(qtbot, run).close()


def test_what_is_changed_after_the_sheet_was_printed_makes_a_new_one_and_says_so(
    qtbot: QtBot, run: FirstRun, place: Path
) -> None:
    to_the_sheet(run, place)
    earlier = run._under_way
    assert earlier is not None
    QTest.keyClicks(run.safe.second.line, str(place.parent))
    run.safe.back.emit()
    QTest.keyClicks(run.person.phone, "01632 960123")
    run.person.forward.click()
    assert run._under_way is not earlier
    assert "destroy the earlier one" in run.safe.saved.text()
    assert run.safe.second.line.text() == str(place.parent)
    type_back(run)
    run.safe.forward.click()
    assert summary(run.safe.errors) == ["Print or save the sheet first"]
    run.safe.save_to(place.parent / "sheet.pdf")
    assert "was saved" in run.safe.saved.text(), "the file of before is replaced, as the dialogue had asked"
    finished(qtbot, run).close()


def test_a_second_place_is_not_the_record_itself_and_can_be_written_to(run: FirstRun, place: Path) -> None:
    to_the_sheet(run, place)
    type_back(run)
    second = run.safe.second
    for words, wrong in (
        ("stick", "whole path"),
        (str(place), "The record itself"),
        (str(place / "copies"), "The record itself"),
    ):
        second.line.setText(words)
        run.safe.forward.click()
        assert wrong in second.field.error
    (place.parent / "stick").mkdir()
    with read_only_folder(place.parent / "stick"):
        if not refuses(place.parent / "stick"):
            pytest.skip("this system lets everybody write everywhere")
        second.line.setText(str(place.parent / "stick"))
        run.safe.forward.click()
    assert "cannot be written to" in second.field.error
    assert not place.exists()
    assert all(line.text() for line in run.safe.lines().values())


def test_a_record_that_could_not_be_finished_can_be_finished_later(
    qtbot: QtBot, run: FirstRun, place: Path
) -> None:
    to_the_sheet(run, place)
    type_back(run)
    with read_only_folder(place.parent):
        if not refuses(place.parent):
            pytest.skip("this system lets everybody write everywhere")
        run.safe.forward.click()
    assert run.safe.doing.text()
    assert run.safe.forward.isEnabled()
    finished(qtbot, run).close()
    assert place.is_dir()


def test_a_place_that_was_taken_meanwhile_leads_to_its_page_and_back_to_the_same_sheet(
    qtbot: QtBot, run: FirstRun, place: Path
) -> None:
    to_the_sheet(run, place)
    type_back(run)
    under_way = run._under_way
    place.mkdir()
    run.safe.forward.click()
    assert run.currentWidget() is run.provision
    assert "exists already" in run.provision.record.field.error
    place.rmdir()
    run.provision.forward.click()
    run.person.forward.click()
    assert run._under_way is under_way
    finished(qtbot, run).close()


def test_a_window_that_closes_leaves_nothing_of_a_record_without_a_sheet(run: FirstRun, place: Path) -> None:
    to_the_sheet(run, place)
    run.leave()
    assert [path.name for path in place.parent.iterdir()] == ["sheet.pdf"]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 640)])
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_every_page_is_read_without_scrolling_aside(
    qtbot: QtBot, run: FirstRun, place: Path, look: Theme, width: int, height: int, factor: float
) -> None:
    look.choose(factor=factor)
    run.resize(width, height)
    to_the_sheet(run, place)
    for page in (run.welcome, run.provision, run.person, run.safe):
        run.setCurrentWidget(page)
        qtbot.waitUntil(lambda page=page: page.horizontalScrollBar().maximum() == 0)
        assert nameless(page) == []
        if (width, factor) == (1366, 1.0):
            assert page.verticalScrollBar().maximum() == 0


def test_what_is_wrong_is_read_whole_however_long_it_is(qtbot: QtBot, run: FirstRun, place: Path) -> None:
    words = "This folder is copied to the cloud by a service, which can damage a record. Choose another."
    page = run.provision
    page.errors.show_errors([(page.record.field, words)])
    (line,) = page.errors.lines()
    qtbot.waitUntil(lambda: line.height() > line.fontMetrics().lineSpacing() * 2)
    assert line.width() <= page.errors.width()
    assert line.heightForWidth(line.width()) <= line.height()
