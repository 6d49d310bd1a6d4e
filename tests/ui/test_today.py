"""Today: what waits has words and a way on, and the empty record says how to begin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.drafts import Draft
from app.core.period import HalfDay
from app.core.refs import make_ref
from app.insight.today import WORKLISTS
from app.rooms import calendar, people
from app.rooms.calendar import SlotCard, SlotKind
from tests.kit.clock import SetClock
from ui.insight.expected_table import PLAN, PUPIL, year_words
from ui.insight.today_page import TodayPage
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.words import today as words


def page(window: MainWindow) -> TodayPage:
    window.go("today")
    found = window.page("today")
    assert isinstance(found, TodayPage)
    return found


def timetabled(opened: bootstrap.Opened, clock: SetClock) -> int:
    """One pupil in one slot of this morning."""
    office, today = opened.office, clock.today()
    pupil = office.execute(people.AddPupil(people.PupilCard("Alfie", "Marsh", today))).new_id
    card = SlotCard("Morning lesson", SlotKind.LESSON, today.weekday(), 540, 660, today, half_day=HalfDay.AM)
    slot = office.execute(calendar.AddSlot(card)).new_id
    assert pupil is not None and slot is not None
    office.execute(calendar.SetSlotPupils(slot, today, frozenset({pupil})))  # type: ignore[arg-type]
    return slot


def test_an_empty_record_says_how_to_begin(main_window: MainWindow) -> None:
    today = page(main_window)
    assert today.empty.isVisible()
    assert not today.expected.isVisible()
    assert today.title._line.text() == "No pupils expected.", "nobody is said to be in"
    add = today.focusWidget()
    assert isinstance(add, QPushButton) and add.text() == "Add a pupil"


def test_who_is_expected_stands_there_with_what_is_known(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    timetabled(opened, clock)
    today = page(main_window)
    (row,) = today.expected.model_.rows
    spoken = [
        today.expected.model_.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(5)
    ]
    assert row.name.shown == "Alfie"
    assert spoken[0] == "Pupil: Alfie Marsh"
    assert spoken[1] == "Today: 09:00 to 11:00"
    assert spoken[4].startswith("Now: ")
    said = [label.text() for label in today.registers.findChildren(QLabel)]
    assert "1 pupil" in said and "1 pupils" not in said


def test_a_day_without_anybody_leads_to_the_next_that_has_somebody(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    timetabled(opened, clock)
    clock.move(days=1)
    today = page(main_window)
    assert today.nobody.isVisible() and today.next_day.isVisible()
    assert today.next_day.text() == "Next school day: Tuesday 20 October 2026"
    qtbot.mouseClick(today.next_day, Qt.MouseButton.LeftButton)
    assert main_window.stack.currentWidget() is main_window.page("registers")
    assert main_window.page("registers").days.day == clock.today() + timedelta(days=6)


def test_f9_shows_initials(main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock) -> None:
    timetabled(opened, clock)
    today = page(main_window)
    main_window.privacy.set_on(True)
    assert today.expected.model_.index(0, 0).data() == "AM"


def test_take_register_opens_the_one_that_is_on(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    timetabled(opened, clock)
    today = page(main_window)
    assert today.take.isVisible()
    qtbot.keyClick(today.take, Qt.Key.Key_Space)
    assert main_window.stack.currentWidget() is main_window.page("registers")


def test_each_line_has_one_button_that_opens_what_mends_it(main_window: MainWindow) -> None:
    today = page(main_window)
    names = [button.accessibleName() for button in today.needs.findChildren(QPushButton)]
    assert any(name.startswith("Add a holder") for name in names)
    second = next(button for button in today.needs.findChildren(QPushButton) if "Choose one" in button.text())
    second.click()
    assert main_window.stack.currentWidget() is main_window.page("set_up")


def test_a_copy_that_was_never_made_is_not_called_old(main_window: MainWindow) -> None:
    today = page(main_window)
    said = [row.accessibleName() for row in today.needs.findChildren(QWidget)]
    assert any(name.startswith("There is no copy on this computer yet") for name in said), said
    today.copy.click()
    said = [row.accessibleName() for row in today.needs.findChildren(QWidget) if row.isVisible()]
    assert not any("copy on this computer" in name for name in said), said


def test_copy_now_makes_a_copy_and_says_so(qtbot: QtBot, main_window: MainWindow) -> None:
    today = page(main_window)
    assert "This computer: no copy yet" in today.backup.lines()[0]
    today.copy.click()
    assert "restored and checked" in today.backup.lines()[0]


def test_ones_own_drafts_are_offered_and_can_be_thrown_away(
    main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    opened.office.keep(Draft(make_ref(), "set_up/groups", {"name": "Maple"}))
    today = page(main_window)
    today.drafts.open()
    assert today.drafts.isVisible()
    today._live.refresh()
    assert today.drafts.isVisible(), "the minute took it away from whoever was reading"
    away = [b for b in today.drafts.findChildren(QPushButton) if b.text() == words.say("throw_away")]
    away[0].click()
    assert opened.office.drafts() == ()


@pytest.mark.parametrize("worklist", WORKLISTS)
def test_every_worklist_has_words_for_its_codes(worklist: type) -> None:
    found = {
        "HoldersMissing": {"only_one_holder", "no_holder"},
        "NotHeardOf": {"not_heard_of"},
        "NotSeen": {"not_seen", "no_expected_days"},
        "RegistersDue": {"register_due", "registers_older"},
        "BackupAge": {"backup_due", "second_backup_due", "no_second_place", "no_backup", "no_second_backup"},
        "EmergencySheetDue": {"emergency_sheet_due"},
        "MyDrafts": {"drafts_not_recorded"},
    }[worklist.__name__]
    assert found <= words.codes()


def test_locking_forgets_what_is_shown(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    timetabled(opened, clock)
    today = page(main_window)
    main_window.clear()
    assert today.expected.model_.rows == ()


def test_a_child_not_seen_is_named_on_a_day_without_any_slot(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    timetabled(opened, clock)
    clock.move(days=7 * 4 + 4)  # a Saturday, four Tuesdays on which nobody saw him behind it
    today = page(main_window)
    assert not today.expected.isVisible()
    names = [button.accessibleName() for button in today.needs.findChildren(QPushButton)]
    assert any("Alfie Marsh: not seen for" in name for name in names), names


def test_the_focus_is_taken_on_arrival_and_not_again(main_window: MainWindow) -> None:
    today = page(main_window)
    today.copy.setFocus()
    today._live.refresh()
    assert main_window.focusWidget() is today.copy


@pytest.mark.parametrize("factor", [1.0, 1.1, 1.5])
def test_a_time_is_never_shortened_and_the_year_stands_there_whatever_the_name(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock, look: Theme, factor: float
) -> None:
    slot = timetabled(opened, clock)
    card = people.PupilCard("Maximiliana", "Featherstonehaugh-Cholmondeley", clock.today(), year_group="10")
    longest = opened.office.execute(people.AddPupil(card)).new_id
    here = frozenset({longest, *(row.pupil for row in opened.office.ask(people.PupilList()))})
    opened.office.execute(calendar.SetSlotPupils(slot, clock.today(), here))  # type: ignore[arg-type]
    look.choose(factor=factor)
    table = page(main_window).expected
    font = look.look.font("body")
    lines = ("09:00 to 11:00",) if table.plan_beside else ("09:00 to", "11:00")
    words = max(QFontMetricsF(font).horizontalAdvance(line) for line in lines)
    assert table.columnWidth(PLAN) - 2 * look.look.cell_inset >= words
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()
    assert not table.year_beside, "it stands under the names where they are long"
    assert "Y10" in {year_words(row) for row in table.model_.rows}


def test_a_long_name_is_whole_before_a_picture_or_a_chip_is(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock, look: Theme
) -> None:
    slot = timetabled(opened, clock)
    card = people.PupilCard("Maximiliana", "Featherstonehaugh", clock.today(), year_group="10")
    longest = opened.office.execute(people.AddPupil(card)).new_id
    opened.office.execute(calendar.SetSlotPupils(slot, clock.today(), frozenset({longest})))  # type: ignore[arg-type]
    table = page(main_window).expected
    (row,) = table.model_.rows
    room = table.columnWidth(PUPIL) - 2 * look.look.cell_inset - look.look.px(38)
    words = QFontMetricsF(look.look.font("body_strong")).horizontalAdvance(table.name_of(row))
    assert room >= words
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()
    main_window.resize(2000, 768)
    assert table.plan_beside and table.year_beside, "there is room for all of it"


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.1, 1.3, 1.5])
def test_the_way_to_the_next_school_day_is_whole_at_every_text_size(
    main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock, look: Theme, factor: float
) -> None:
    timetabled(opened, clock)
    clock.move(days=1)
    today = page(main_window)
    look.choose(factor=factor)
    for _ in range(3):
        QApplication.processEvents()
    button = today.next_day
    around = button.parentWidget()
    assert around is not None and around.rect().contains(button.geometry())
