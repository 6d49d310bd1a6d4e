"""The window around the pages: keys, titles, undo, what could not be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.errors import Refused, Unavailable
from app.core.roles import Role
from app.rooms import curriculum, keeping, people
from tests.kit.clock import SetClock
from tests.kit.provision import steps
from tests.kit.record import as_roles
from ui.kit.accessible import nameless
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.rooms.people.page import PupilsPage
from ui.words.shell import say

PAGES = ("today", "registers", "pupils", "curriculum", "reports", "set_up", "settings", "help")


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    qtbot.keyClick(widget, key, modifiers)


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("key", PAGES)
def test_every_page_opens_and_names_all_it_can_do(main_window: MainWindow, key: str) -> None:
    main_window.go(key)
    assert main_window.stack.currentWidget() is main_window.page(key)
    assert nameless(main_window) == []


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "today"),
        (Qt.Key.Key_2, "registers"),
        (Qt.Key.Key_3, "pupils"),
        (Qt.Key.Key_4, "curriculum"),
        (Qt.Key.Key_8, "reports"),
    ],
)
def test_control_and_a_number_open_a_page(
    qtbot: QtBot, main_window: MainWindow, key: Qt.Key, page: str
) -> None:
    main_window.go("settings")
    press(qtbot, main_window, key, CTRL)
    assert main_window.stack.currentWidget() is main_window.page(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_9])
def test_numbers_of_rooms_not_built_yet_do_nothing(
    qtbot: QtBot, main_window: MainWindow, key: Qt.Key
) -> None:
    main_window.go("settings")
    press(qtbot, main_window, key, CTRL)
    assert main_window.stack.currentWidget() is main_window.page("settings")


def test_what_is_not_built_yet_has_no_button(main_window: MainWindow) -> None:
    assert main_window.header.concern.isHidden()
    assert set(main_window.page_keys()) == set(PAGES)


def test_back_returns_to_the_page_before(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.go("settings")
    main_window.go("help")
    press(qtbot, main_window, Qt.Key.Key_Left, ALT)
    assert main_window.stack.currentWidget() is main_window.page("settings")


def test_help_opens_on_the_screen_one_came_from(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.go("reports")
    press(qtbot, main_window, Qt.Key.Key_F1)
    page = main_window.page("help")
    assert main_window.stack.currentWidget() is page
    assert page.list.currentItem().text() == "Reports"  # type: ignore[attr-defined]


def test_no_title_names_a_pupil(main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock) -> None:
    opened.office.execute(people.AddPupil(people.PupilCard("Zebedee", "Quillfeather", clock.today())))
    for key in PAGES:
        main_window.go(key)
        assert "Zebedee" not in main_window.windowTitle()
        assert "Quillfeather" not in main_window.windowTitle()


def test_a_change_says_when_it_was_saved_and_can_be_taken_back_by_key(
    qtbot: QtBot, main_window: MainWindow
) -> None:
    main_window.go("settings")
    command = keeping.ChangeSetting("authority", "Fenland")
    main_window.desk.runner.submit(main_window, command, lambda _r: None, main_window.problem)
    assert main_window.header.saved_words.endswith("10:52")
    assert "a setting" in main_window.header.undo.text()
    press(qtbot, main_window, Qt.Key.Key_Z, CTRL)
    assert main_window.desk.runner.office.ask(keeping.Settings())["authority"] == ""
    assert main_window.header.undo.isHidden()
    press(qtbot, main_window, Qt.Key.Key_Y, CTRL)
    assert main_window.desk.runner.office.ask(keeping.Settings())["authority"] == "Fenland"


def test_what_could_not_be_saved_stays_with_a_way_to_try_again(main_window: MainWindow) -> None:
    tried: list[int] = []
    main_window.problem(Unavailable("disk_full"), lambda: tried.append(1))
    assert main_window.problems.words.startswith("The disk is full.")
    main_window.problems._try.click()
    assert tried == [1]
    assert main_window.problems.words == ""


def test_a_refusal_is_said_in_words_without_a_retry(main_window: MainWindow) -> None:
    main_window.problem(Refused("staff_without_name"), lambda: None)
    assert main_window.problems.words == "Give this person's name."
    assert main_window.problems._try.isHidden()


def test_the_sidebar_becomes_a_rail_where_the_window_is_narrow(main_window: MainWindow, look: Theme) -> None:
    main_window.resize(1500, 800)
    assert not main_window.sidebar.is_narrow
    look.choose(factor=1.5)
    assert main_window.sidebar.is_narrow


def test_an_administrator_has_no_page_about_pupils(
    qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Theme
) -> None:
    office = as_roles(opened, clock, Role.ADMINISTRATOR)
    window = MainWindow(PromptRunner(office), clock, provision="P", person="A", invented=False)
    qtbot.addWidget(window)
    assert "pupils" not in window.page_keys()
    assert "registers" not in window.page_keys()
    assert {"today", "set_up", "settings", "help"} <= set(window.page_keys())


def test_the_command_bar_finds_a_pupil_without_accents_and_opens_them(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    opened.office.execute(people.AddPupil(people.PupilCard("Zoë", "Ångström", clock.today())))
    main_window.go("today")
    press(qtbot, main_window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(main_window.bar.line, "zoe")
    assert main_window.bar.list.item(0).text().startswith("Zoë Ångström")
    press(qtbot, main_window.bar.line, Qt.Key.Key_Return)
    assert main_window.stack.currentWidget() is main_window.page("pupils")


def test_a_pupil_found_by_three_letters_opens_on_the_journey_whatever_tab_was_last(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    card = people.PupilCard("Zoë", "Ångström", clock.today())
    number = opened.office.execute(people.AddPupil(card)).new_id
    main_window.go("pupils", number)
    page = main_window.page("pupils")
    assert isinstance(page, PupilsPage)
    page.view.tabs.segment("about").click()
    main_window.go("today")
    main_window.go("pupils", number)
    assert page.view.tabs.current == "about", "elsewhere the tab stays that was shown last"
    press(qtbot, main_window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(main_window.bar.line, "zoe")
    press(qtbot, main_window.bar.line, Qt.Key.Key_Return)
    assert page.view.tabs.current == "journey"
    assert page.view.tab("journey").isVisible()
    assert not page.view.tab("about").isVisible()


def test_the_command_bar_calls_only_a_step_a_step(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    steps(opened.office)
    kinds = {}
    for typed in ("num", "cou"):
        press(qtbot, main_window, Qt.Key.Key_K, CTRL)
        qtbot.keyClicks(main_window.bar.line, typed)
        shown = [main_window.bar.list.item(row).text() for row in range(main_window.bar.list.count())]
        for node in opened.office.ask(curriculum.SearchNodes(typed)):
            (line,) = [one for one in shown if one.startswith(f"{node.statement}    ")]
            kinds[node.statement] = (node.is_step, line.rpartition("    ")[2])
        main_window.bar.close()
    assert {True, False} == {is_step for is_step, _ in kinds.values()}
    assert all((kind == "Step") is is_step for is_step, kind in kinds.values()), kinds


def test_the_command_bar_opens_pages_by_name(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.go("today")
    main_window.bar.open()
    qtbot.keyClicks(main_window.bar.line, "sett")
    press(qtbot, main_window.bar.line, Qt.Key.Key_Return)
    assert main_window.stack.currentWidget() is main_window.page("settings")


def test_f9_turns_privacy_on_and_off(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.go("today")
    press(qtbot, main_window, Qt.Key.Key_F9)
    assert main_window.privacy.on
    press(qtbot, main_window, Qt.Key.Key_F9)
    assert not main_window.privacy.on


def test_every_page_key_of_the_shell_has_its_word(main_window: MainWindow) -> None:
    assert all(say(key) for key in main_window.page_keys())
