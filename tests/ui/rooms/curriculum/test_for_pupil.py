"""From a pupil's page to a step logged for them: by the menu and by L, with the search first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.ids import GroupId, PupilId
from app.rooms.curriculum import RecordAchievement
from app.rooms.people import AddGroup, AddMembership, EndPupil, GroupCard, MembershipCard
from tests.kit.clock import SetClock
from tests.kit.provision import pupil, steps
from tests.kit.record import HEAD, PROVISION
from tests.ui.rooms.curriculum.conftest import Room
from ui.kit.runner import PoolRunner
from ui.kit.theme import Theme
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.rooms.curriculum.page import CurriculumPage
from ui.rooms.people.page import PupilsPage

TODAY = date(2026, 10, 13)


def open_pupil(room: Room, who: PupilId) -> PupilsPage:
    room.window.go("pupils", who)
    page = room.window.page("pupils")
    assert isinstance(page, PupilsPage)
    return page


def press_l(page: PupilsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view.tabs.segment("journey"), Qt.Key.Key_L)


def by_menu(page: PupilsPage, qtbot: QtBot) -> None:
    next(act for act in page.view.header.menu.actions() if act.text() == "A step in the curriculum").trigger()


@pytest.mark.parametrize("way", [press_l, by_menu])
def test_the_pupil_is_in_hand_and_one_types_what_they_did(way, room: Room, qtbot: QtBot) -> None:
    who = room.pupils[1]
    way(open_pupil(room, who), qtbot)
    room.settle()
    page = room.page
    assert page.gestures.hand.pupils == (who,)
    assert page.bar.words == "Bea Lindqvist. Choose the steps made."
    assert page.pupils.tiles.selected() == (who,)
    assert room.window.focusWidget() is page.steps.search
    qtbot.keyClicks(page.steps.search, "to five")
    qtbot.keyClick(page.steps.search, Qt.Key.Key_Return)
    assert room.asked == [RecordAchievement(who, room.steps.to5, TODAY)]


def test_somebody_outside_the_group_shown_is_brought_into_sight(room: Room, qtbot: QtBot) -> None:
    week_ago = TODAY - timedelta(days=7)
    kites = room.office.execute(AddGroup(GroupCard("Kites", week_ago))).new_id
    assert kites is not None
    room.office.execute(AddMembership(MembershipCard(GroupId(kites), room.pupils[0], week_ago)))
    room.page.answers.ask_again()
    room.page.answers.choose_group(GroupId(kites))
    room.settle()
    press_l(open_pupil(room, room.pupils[1]), qtbot)
    room.settle()
    assert room.page.gestures.hand.pupils == (room.pupils[1],)
    assert room.page.pupils.tiles.selected() == (room.pupils[1],)


def test_gaps_give_way_to_the_search(room: Room, qtbot: QtBot) -> None:
    room.page.gaps_button.setChecked(True)
    press_l(open_pupil(room, room.pupils[1]), qtbot)
    room.settle()
    assert not room.page.gaps_button.isChecked()
    assert room.window.focusWidget() is room.page.steps.search


def test_l_does_nothing_where_single_letters_are_off(room: Room, qtbot: QtBot) -> None:
    settings = MachineSettings.load()
    settings.single_letter_keys = False
    settings.save()
    page = open_pupil(room, room.pupils[1])
    press_l(page, qtbot)
    assert room.window.stack.currentWidget() is page


def test_somebody_who_has_left_is_not_taken_in_hand(room: Room, qtbot: QtBot) -> None:
    page = open_pupil(room, room.pupils[1])
    room.office.execute(EndPupil(room.pupils[1], TODAY - timedelta(days=1)))
    room.page.answers.ask_again()
    press_l(page, qtbot)
    room.settle()
    assert room.page.gestures.hand.is_empty
    assert "not on roll today" in room.window.toast.words


def test_answers_that_come_in_their_own_time_are_waited_for(
    qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Theme
) -> None:
    who = pupil(opened.office, "Bea", "Lindqvist")
    steps(opened.office)
    runner = PoolRunner(opened.office)
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.show()
    window.go("curriculum", ("log", who))
    page = window.page("curriculum")
    assert isinstance(page, CurriculumPage)
    qtbot.waitUntil(lambda: page.gestures.hand.pupils == (who,))
    qtbot.waitUntil(lambda: page.pupils.tiles.selected() == (who,))
    assert page.bar.words == "Bea Lindqvist. Choose the steps made."
    window.hide()
    runner.close()
