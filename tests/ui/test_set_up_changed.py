"""Every page of the set-up says who last changed it, and follows while it is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.command import Command
from app.core.ids import StaffId
from app.core.roles import Role
from app.core.settings import SETTINGS
from app.rooms import access, attendance, calendar, keeping, people
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, as_roles
from ui.main_window import MainWindow
from ui.set_up.page import SECTIONS

DAY = date(2026, 10, 13)
PRIYA = "Last changed by Priya Shah, 13 October 2026"


def away(_office: Any) -> Command:
    return access.AddAway(access.AwayCard(StaffId(bootstrap.FIRST), DAY, DAY))


def reworded(office: Any) -> Command:
    now = office.ask(attendance.LadderOn(DAY))
    return attendance.EditLadder(DAY, now.edition, now.rungs[1:])


def five(office: Any) -> Command:
    row = next(
        line.row for line in office.ask(keeping.ContentLines("clocks.csv")) if line.key == ("not_seen",)
    )
    other = tuple((column, "5" if column == "length" else value) for column, value in row)
    return keeping.EditContentRow("clocks.csv", DAY, DAY, row, other)


CARD = people.CommissionerCard("Fernhill Academy", people.CommissionerKind.SCHOOL)
SLOT = calendar.SlotCard("Breakfast", calendar.SlotKind.BREAK, 1, 540, 600, DAY)
ACTS: dict[str, Callable[[Any], Command]] = {
    "staff": lambda _o: access.AddStaff(access.StaffCard("Tom Reed", "mentor", "", DAY), PASSWORD),
    "aways": away,
    "provision": lambda _o: keeping.ChangeSetting("assembly_point", "The oak"),
    "groups": lambda _o: people.AddGroup(people.GroupCard("Maple", DAY)),
    "commissioners": lambda _o: people.AddCommissioner(CARD),
    "terms": lambda _o: calendar.AddTerm(calendar.TermCard(calendar.TermKind.YEAR, "2026/27", DAY, DAY)),
    "closures": lambda _o: calendar.AddClosure(
        calendar.ClosureCard(calendar.ClosureKind.CLOSED, "Snow", DAY, DAY)
    ),
    "timetable": lambda _o: calendar.AddSlot(SLOT),
    "ladder": reworded,
    "content": five,
    "backup": lambda _o: keeping.ChangeSetting("second_place", "/media/stick"),
}
"""By the page: an act that changes what it shows."""


def line_of(window: MainWindow, key: str) -> Any:
    window.go("set_up", key)
    part = window.page("set_up").section(key)  # type: ignore[attr-defined]
    return part.section(part.choice.current).changed if key == "content" else part.changed


@pytest.mark.parametrize("key", list(ACTS))
def test_a_page_says_nothing_until_somebody_changes_it_and_then_who(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, key: str
) -> None:
    line = line_of(main_window, key)
    assert not line.isVisible()
    done(main_window, ACTS[key](opened.office))
    qtbot.waitUntil(line.isVisible)
    assert line.text() == PRIYA


def done(window: MainWindow, command: Command) -> None:
    window.desk.runner.submit(window, command, lambda _receipt: None, _fail)


def _fail(error: Exception) -> None:
    raise error


def test_every_page_that_can_be_changed_is_among_them() -> None:
    assert set(ACTS) == {key for key, _, _ in SECTIONS} - {"about"}
    shown = {key for keys in keeping.PAGE_SETTINGS.values() for key in keys}
    assert shown <= set(SETTINGS)


def test_it_names_whoever_it_was_and_an_undo_is_a_change_of_its_own_day(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    tom = opened.office.execute(ACTS["staff"](opened.office)).new_id
    assert tom is not None
    as_roles(opened, clock, Role.HEAD, staff=tom).execute(ACTS["groups"](opened.office))
    line = line_of(main_window, "groups")
    assert line.text() == "Last changed by Tom Reed, 13 October 2026"
    done(main_window, people.AddGroup(people.GroupCard("Rowan", DAY)))
    qtbot.waitUntil(lambda: line.text() == PRIYA)
    clock.move(days=1)
    main_window.undo()
    qtbot.waitUntil(lambda: line.text() == "Last changed by Priya Shah, 14 October 2026")
    main_window.clear()
    assert line.text() == ""
    main_window.come_back()
    qtbot.waitUntil(lambda: line.text() == "Last changed by Priya Shah, 14 October 2026")


def test_a_page_that_is_not_shown_asks_nothing_and_knows_when_it_is(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    line = line_of(main_window, "ladder")
    other = line_of(main_window, "groups")
    done(main_window, ACTS["ladder"](opened.office))
    done(main_window, ACTS["groups"](opened.office))
    qtbot.waitUntil(other.isVisible)
    assert line.text() == ""
    assert line_of(main_window, "ladder").text() == PRIYA


def test_each_list_of_content_has_a_line_of_its_own(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    opened.office.execute(five(opened.office))
    main_window.go("set_up", "content")
    part: Any = main_window.page("set_up").section("content")  # type: ignore[attr-defined]
    for key, words in (("codes", ""), ("clocks", PRIYA), ("all_lists", PRIYA)):
        part.choice.segment(key).click()
        qtbot.waitUntil(lambda key=key, words=words: part.section(key).changed.text() == words)


def test_a_password_of_ones_own_is_no_change_of_the_staff(opened: bootstrap.Opened) -> None:
    opened.office.execute(access.ChangeOwnPassword(PASSWORD, "four quiet herons"))
    assert opened.office.ask(keeping.StaffLastChanged("staff")) is None
