"""Set up: lists that add, edit, end and undo, by mouse and by keys, on a real record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.errors import Unavailable
from app.core.ids import GroupId
from app.core.period import FAR
from app.rooms import access, attendance, calendar, keeping, people
from tests.kit.clock import SetClock
from ui.kit.dates import clock_words, minutes_of
from ui.kit.parts import Rule
from ui.kit.parts.date_field import DateField
from ui.main_window import MainWindow
from ui.set_up.section import ListSection


def section(window: MainWindow, key: str) -> ListSection[Any]:
    window.go("set_up", key)
    found = window.page("set_up").section(key)  # type: ignore[attr-defined]
    assert isinstance(found, ListSection)
    return found


def write(qtbot: QtBot, part: ListSection[Any], name: str, words: str) -> None:
    assert part.form is not None
    control = part.form.control(name)
    if isinstance(control, DateField):
        control.set_day(date.fromisoformat(words))
    else:
        assert isinstance(control, QLineEdit)
        control.clear()
        qtbot.keyClicks(control, words)


def test_a_member_of_staff_is_added_by_keys_and_can_sign_in(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = section(main_window, "staff")
    part.add.click()
    write(qtbot, part, "name", "Tom Reed")
    write(qtbot, part, "from_day", "2026-10-01")
    write(qtbot, part, "password", "slow brown badgers")
    part.save.setFocus()
    qtbot.keyClick(part.save, Qt.Key.Key_Space)
    names = [row.name for row in opened.office.ask(access.StaffList())]
    assert names == ["Priya Shah", "Tom Reed"]
    qtbot.waitUntil(lambda: [row.name for row in part.model.rows] == names)
    _, people_here = bootstrap.people_at(opened.record.folder)
    assert [person.name for person in people_here] == names


def test_a_group_is_added_edited_and_undone(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = section(main_window, "groups")
    part.add.click()
    write(qtbot, part, "name", "Maple")
    write(qtbot, part, "from_day", "2026-09-01")
    part.save.click()
    (row,) = opened.office.ask(people.Groups())
    assert row.card == people.GroupCard("Maple", date(2026, 9, 1), FAR)
    qtbot.waitUntil(lambda: len(part.model.rows) == 1)
    part.open_row(part.model.rows[0])
    write(qtbot, part, "name", "Rowan")
    part.save.click()
    assert opened.office.ask(people.Groups())[0].card.name == "Rowan"
    main_window.undo()
    assert opened.office.ask(people.Groups())[0].card.name == "Maple"
    qtbot.waitUntil(lambda: part.model.rows[0].card.name == "Maple")


def test_what_is_missing_is_said_and_nothing_is_cleared(qtbot: QtBot, main_window: MainWindow) -> None:
    part = section(main_window, "terms")
    part.add.click()
    write(qtbot, part, "name", "Autumn")
    part.save.click()
    assert part.form is not None
    assert part.form.errors.isVisible()
    assert part.form.values()["name"] == "Autumn"


def test_two_edits_of_one_row_show_both_and_lose_nothing(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    opened.office.execute(people.AddGroup(people.GroupCard("Maple", date(2026, 9, 1))))
    part = section(main_window, "groups")
    shown = part.model.rows[0]
    part.open_row(shown)
    write(qtbot, part, "name", "Mine")
    other = people.EditGroup(
        GroupId(shown.group), shown.version, people.GroupCard("Theirs", date(2026, 9, 1))
    )
    opened.office.execute(other)
    part._row = shown
    part.save.click()
    assert part._theirs.isVisible()
    assert "Theirs" in part._theirs.text()
    assert part.form is not None and part.form.values()["name"] == "Mine"
    part.save.click()
    assert opened.office.ask(people.Groups())[0].card.name == "Mine"


def test_a_slot_of_the_timetable_with_its_time_typed_as_people_do(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = section(main_window, "timetable")
    part.add.click()
    for name, words in (("name", "Breakfast"), ("start_minute", "9.00"), ("end_minute", "0945")):
        write(qtbot, part, name, words)
    part.save.click()
    (slot,) = opened.office.ask(calendar.Timetable(clock.today()))
    assert (slot.card.start_minute, slot.card.end_minute) == (540, 585)
    assert slot.card.weekday == clock.today().weekday()


def test_a_rung_is_reworded_and_old_marks_keep_their_meaning(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = section(main_window, "ladder")
    rung = next(row for row in part.model.rows if row.number == 6)
    part.open_row(rung)
    write(qtbot, part, "staff", "Came to the gate")
    part.save.click()
    now = opened.office.ask(attendance.LadderOn(clock.today()))
    assert next(r for r in now.rungs if r.number == 6).staff == "Came to the gate"
    before = opened.office.ask(attendance.LadderOn(date(2026, 9, 1)))
    assert next(r for r in before.rungs if r.number == 6).staff == "Reached site"
    qtbot.waitUntil(lambda: any(row.staff == "Came to the gate" for row in part.model.rows))
    part.open_row(next(row for row in part.model.rows if row.number == 6))
    assert part.form is not None
    tick = part.form.control("heard")
    assert isinstance(tick, QCheckBox) and tick.isChecked()


def test_a_full_disk_keeps_the_words_and_the_retry_doubles_nothing(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = section(main_window, "groups")
    part.add.click()
    write(qtbot, part, "name", "Maple")
    write(qtbot, part, "from_day", "2026-09-01")
    whole = opened.record.writing

    def full(**_wait: float) -> Any:
        raise Unavailable("disk_full")

    monkeypatch.setattr(opened.record, "writing", full)
    part.save.click()
    assert main_window.problems.words.startswith("The disk is full")
    assert part.form is not None and part.form.values()["name"] == "Maple"
    monkeypatch.setattr(opened.record, "writing", whole)
    main_window.problems._try.click()
    assert [row.card.name for row in opened.office.ask(people.Groups())] == ["Maple"]


def test_the_provisions_facts_are_saved_together(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    main_window.go("set_up", "provision")
    part = main_window.page("set_up").section("provision")  # type: ignore[attr-defined]
    part.form.put({"assembly_point": "The oak by the gate", "front_door_phone": "01234 567890"})
    part.save.click()
    settings = opened.office.ask(keeping.Settings())
    assert settings["assembly_point"] == "The oak by the gate"
    assert settings["front_door_phone"] == "01234 567890"


def test_a_copy_is_made_and_the_whole_record_is_checked(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.go("set_up", "backup")
    part = main_window.page("set_up").section("backup")  # type: ignore[attr-defined]
    part.copy.click()
    assert "restored and checked" in part.told.text()
    part.verify.click()
    assert "rebuilt: sound" in part.told.text()
    assert "chain: sound" in part.told.text()


def test_about_says_what_is_in_the_record(main_window: MainWindow, opened: bootstrap.Opened) -> None:
    main_window.go("set_up", "about")
    part = main_window.page("set_up").section("about")  # type: ignore[attr-defined]
    assert opened.record.ref in part.lines.text()
    assert "SQLCipher" in part.lines.text()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("10:15", 615),
        ("10.15", 615),
        ("1015", 615),
        ("915", 555),
        ("24:00", None),
        ("10:7", None),
        ("", None),
    ],
)
def test_times_as_people_type_them(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes
    if minutes is not None:
        assert minutes_of(clock_words(minutes)) == minutes


def content_list(window: MainWindow, key: str) -> ListSection[Any]:
    window.go("set_up", "content")
    page = window.page("set_up").section("content")  # type: ignore[attr-defined]
    page.choice.segment(key).click()
    found = page.section(key)
    assert isinstance(found, ListSection)
    return found


def line_of(part: ListSection[Any], *key: str) -> Any:
    return next(row for row in part.model.rows if row.key == key)


def test_a_clock_is_edited_from_a_day_by_keys_and_says_who_and_goes_back(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = content_list(main_window, "clocks")
    shipped = line_of(part, "not_seen")
    row = part.model.row_of((("not_seen",), None))
    assert row is not None
    part.table.setCurrentIndex(part.model.index(row, 0))
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert part.note.text().endswith("\nAs it came with the program.")
    write(qtbot, part, "length", "5")
    part.save.setFocus()
    qtbot.keyClick(part.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: line_of(part, "not_seen")["length"] == "5")
    held = opened.office.ask(keeping.ContentInForce("clocks.csv")).rows()
    assert next(each["length"] for each in held if each["id"] == "not_seen") == "5"
    part.open_row(line_of(part, "not_seen"))
    assert "Priya Shah changed this on 13 October 2026 at " in part.note.text()
    qtbot.keyClick(main_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line_of(part, "not_seen") == shipped)


def test_a_coming_change_of_a_code_stands_beside_what_holds_today(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = content_list(main_window, "codes")
    late = next(row for row in part.model.rows if row["code"] == "U")
    part.open_row(late)
    assert part.form is not None
    part.form.put({"plain_meaning": "Came late", "from_day": date(2027, 1, 4)})
    part.save.click()
    qtbot.waitUntil(lambda: [row["plain_meaning"] for row in part.model.rows].count("Came late") == 1)
    lines = [row for row in part.model.rows if row["code"] == "U"]
    assert [row.from_day for row in lines] == [None, date(2027, 1, 4)]


def test_a_row_of_content_without_its_source_is_not_saved_and_nothing_is_cleared(
    qtbot: QtBot, main_window: MainWindow
) -> None:
    part = content_list(main_window, "hours_rules")
    part.open_row(line_of(part, "project.amber"))
    assert part.form is not None
    part.form.put({"threshold": "14", "source": ""})
    part.save.click()
    assert part.form.errors.isVisible()
    assert part.form.values()["threshold"] == "14"


def test_two_edits_of_one_clock_show_both_and_lose_nothing(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = content_list(main_window, "clocks")
    shown = line_of(part, "not_seen")
    part.open_row(shown)
    write(qtbot, part, "length", "5")
    theirs = tuple((column, "4" if column == "length" else value) for column, value in shown.row)
    today = clock.today()
    opened.office.execute(keeping.EditContentRow("clocks.csv", today, today, shown.row, theirs))
    part._row = shown
    part.save.click()
    assert part._theirs.isVisible()
    assert part.form is not None and part.form.values()["length"] == "5"
    part.save.click()
    qtbot.waitUntil(lambda: line_of(part, "not_seen")["length"] == "5")


def test_closures_of_many_years_open_on_those_that_come(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    for year in range(2006, 2036):
        day = date(year, 12, 25)
        card = calendar.ClosureCard(calendar.ClosureKind.CLOSED, f"Christmas {year}", day, day)
        opened.office.execute(calendar.AddClosure(card))
    part = section(main_window, "closures")
    qtbot.waitUntil(lambda: part.table.currentIndex().isValid())
    coming = part.model.row_at(part.table.currentIndex())
    assert coming.card.first_day == date(clock.today().year, 12, 25)
    assert part.table.visualRect(part.table.currentIndex()).top() == 0
    assert part.form is None, "to stand on a line is not to open it"


def test_a_line_parts_the_form_from_what_withdraws_it(main_window: MainWindow) -> None:
    part = section(main_window, "timetable")
    part.add.click()
    (rule,) = [rule for rule in part._right.findChildren(Rule) if rule.isVisible()]
    assert rule.mapTo(part, QPoint(0, 0)).y() < part.save.mapTo(part, QPoint(0, 0)).y()
