"""Drag, click and click, and keys make the very same command; each can be undone; none opens a dialogue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import PupilId
from app.core.period import Precision
from app.rooms import curriculum
from app.rooms.curriculum import (
    Kind,
    NewAchievement,
    RecordAchievement,
    RecordAchievements,
    RecordBaseline,
    VoidAchievements,
)
from tests.ui.rooms.curriculum.conftest import Room, drop
from ui.kit import mime
from ui.rooms.curriculum.hand import When
from ui.rooms.curriculum.pupil_list_model import Has

TODAY = date(2026, 10, 13)


def by_drag(room: Room, qtbot: QtBot) -> None:
    tiles = room.page.pupils.tiles
    load = mime.pack(mime.NODES, (room.steps.to5,))
    assert drop(tiles, load, tiles.visualRect(room.tile(room.pupils[1])))


def by_drag_the_other_way(room: Room, qtbot: QtBot) -> None:
    tree = room.page.steps.tree
    tree.go(room.steps.to5)
    load = mime.pack(mime.PUPILS, (room.pupils[1],))
    assert drop(tree, load, tree.visualRect(tree.currentIndex()))


def by_clicks(room: Room, qtbot: QtBot) -> None:
    tree, tiles = room.page.steps.tree, room.page.pupils.tiles
    tree.go(room.steps.to5, select=False)
    click(tree, tree.visualRect(tree.currentIndex()).center())
    click(tiles, tiles.visualRect(room.tile(room.pupils[1])).center())


def by_clicks_the_other_way(room: Room, qtbot: QtBot) -> None:
    tree, tiles = room.page.steps.tree, room.page.pupils.tiles
    tree.go(room.steps.to5, select=False)
    click(tiles, tiles.visualRect(room.tile(room.pupils[1])).center())
    click(tree, tree.visualRect(tree.currentIndex()).center())


def by_keys(room: Room, qtbot: QtBot) -> None:
    tree, tiles = room.page.steps.tree, room.page.pupils.tiles
    tree.go(room.steps.to5)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClicks(tiles, "bea")
    qtbot.keyClick(tiles, Qt.Key.Key_Return)


def by_menu(room: Room, qtbot: QtBot) -> None:
    room.page.steps.tree.go(room.steps.to5)
    room.page.gestures.take_steps((room.steps.to5,))
    room.page.pupils.tiles.go(room.pupils[1])
    choose(room, "Log for Bea Lindqvist")


def by_gap_cell(room: Room, qtbot: QtBot) -> None:
    room.page.show_gaps(room.steps.count)
    room.page.grid.cells.pressed.emit(room.steps.to5, column_of(room, room.pupils[1]))


def column_of(room: Room, pupil: PupilId) -> int:
    return [one.pupil for one in room.page.answers.shown].index(pupil)


def click(view: object, where: object) -> None:
    QTest.mouseClick(
        view.viewport(),  # type: ignore[attr-defined]
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        where,  # type: ignore[arg-type]
    )


def choose(room: Room, words: str) -> None:
    menu = room.page.pupil_menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


WAYS = [
    by_drag,
    by_drag_the_other_way,
    by_clicks,
    by_clicks_the_other_way,
    by_keys,
    by_menu,
    by_gap_cell,
]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_makes_the_same_command_and_can_be_undone(way, room: Room, qtbot: QtBot) -> None:
    way(room, qtbot)
    assert room.asked == [RecordAchievement(room.pupils[1], room.steps.to5, TODAY)]
    assert room.had() == {(room.pupils[1], room.steps.to5)}
    room.window.undo()
    assert room.had() == set()
    assert QApplication.activeModalWidget() is None


def test_one_step_for_one_pupil_takes_five_keys(room: Room, qtbot: QtBot) -> None:
    tree, search = room.page.steps.tree, room.page.steps.search
    tree.setFocus()
    qtbot.keyClick(tree, "f")
    qtbot.keyClick(search, "i")
    qtbot.keyClick(search, "v")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.keyClick(room.page.pupils.tiles, Qt.Key.Key_Return)
    assert [type(one) for one in room.asked] == [RecordAchievement]
    assert room.asked[0].node == room.steps.to5  # type: ignore[attr-defined]
    assert search.text() == ""
    room.settle()
    assert tree.node_now() == room.steps.to10


def test_space_ticks_and_one_enter_logs_for_all_that_are_ticked(room: Room, qtbot: QtBot) -> None:
    tree, tiles = room.page.steps.tree, room.page.pupils.tiles
    tree.go(room.steps.to5)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    for _ in room.pupils:
        qtbot.keyClick(tiles, Qt.Key.Key_Space)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    (command,) = room.asked
    assert isinstance(command, RecordAchievements)
    assert {one.pupil for one in command.wanted} == set(room.pupils)
    assert len(room.had()) == 4
    room.window.undo()
    assert room.had() == set()


def test_many_steps_fall_on_every_selected_pupil(room: Room, qtbot: QtBot) -> None:
    tiles = room.page.pupils.tiles
    for pupil in room.pupils[:2]:
        tiles.selectionModel().select(room.tile(pupil), tiles.selectionModel().SelectionFlag.Select)
    load = mime.pack(mime.NODES, (room.steps.to5, room.steps.to10))
    assert drop(tiles, load, tiles.visualRect(room.tile(room.pupils[1])))
    wanted = {(pupil, step) for pupil in room.pupils[:2] for step in (room.steps.to5, room.steps.to10)}
    assert room.had() == wanted
    assert len(room.asked) == 1


def test_pupils_fall_on_every_selected_step(room: Room) -> None:
    tree = room.page.steps.tree
    tree.go(room.steps.to5)
    selection = tree.selectionModel()
    selection.select(tree.model_.index_of(room.steps.to10), selection.SelectionFlag.Select)
    load = mime.pack(mime.PUPILS, room.pupils[:2])
    assert drop(tree, load, tree.visualRect(tree.currentIndex()))
    assert len(room.had()) == 4


def test_a_step_says_that_whoever_is_dragged_has_it_already(room: Room) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to5, date(2026, 10, 6)))
    room.page.answers.ask_again()
    room.settle()
    tree, tiles = room.page.steps.tree, room.page.pupils.tiles
    tree.go(room.steps.to5)

    def told() -> str:
        return str(tree.model_.index_of(room.steps.to5).data(Qt.ItemDataRole.AccessibleTextRole))

    tiles.dragging.emit(room.pupils[:1])
    assert "Has it" in told()
    before = tree.viewport().grab().toImage()
    tiles.dragging.emit(room.pupils[:2])
    assert "Has it" not in told(), "one of them has not"
    assert tree.viewport().grab().toImage() != before
    tiles.dragging.emit(())
    assert "Has it" not in told()
    assert not drop(tree, mime.pack(mime.PUPILS, room.pupils[:1]), tree.visualRect(tree.currentIndex()))
    room.page.gestures.take_pupils(room.pupils[:1])
    assert "Has it" in told(), "in hand is as good as dragged"


def test_who_has_it_refuses_softly_and_shows_since_when(room: Room, qtbot: QtBot) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to5, date(2026, 10, 6)))
    room.page.answers.ask_again()
    room.settle()
    tiles = room.page.pupils.tiles
    load = mime.pack(mime.NODES, (room.steps.to5,))
    assert not drop(tiles, load, tiles.visualRect(room.tile(room.pupils[0])))
    room.page.gestures.take_steps((room.steps.to5,))
    shown = room.page.pupils.model.row_at(room.tile(room.pupils[0]))
    assert (shown.has, shown.line) == (Has.MADE, "Has this step, 6 Oct")
    click(tiles, tiles.visualRect(room.tile(room.pupils[0])).center())
    assert room.asked == []
    assert "6 October 2026" in room.window.toast.words


def test_a_second_click_takes_back_what_this_hand_logged(room: Room, qtbot: QtBot) -> None:
    by_clicks(room, qtbot)
    room.settle()
    tiles = room.page.pupils.tiles
    click(tiles, tiles.visualRect(room.tile(room.pupils[1])).center())
    assert [type(one) for one in room.asked] == [RecordAchievement, VoidAchievements]
    assert room.had() == set()
    assert room.page.gestures.hand.steps == (room.steps.to5,)


def test_done_and_esc_put_down_what_is_in_hand(room: Room, qtbot: QtBot) -> None:
    page = room.page
    page.gestures.take_steps((room.steps.to5,))
    assert page.bar.isVisible() and "counts to five" in page.bar.words
    qtbot.mouseClick(page.bar.finish, Qt.MouseButton.LeftButton)
    assert page.gestures.hand.is_empty and not page.bar.isVisible()
    page.gestures.take_pupils((room.pupils[0],))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.gestures.hand.is_empty
    assert room.asked == []


@pytest.mark.parametrize(
    ("choice", "typed", "when"),
    [
        ("yesterday", "", When(TODAY - timedelta(days=1))),
        ("earlier", "6 October", When(date(2026, 10, 6))),
        ("earlier", "", When(TODAY)),
        ("not_sure", "", When(TODAY, Precision.BEFORE)),
    ],
)
def test_the_day_in_the_bar_is_the_day_of_the_step(
    room: Room, qtbot: QtBot, choice: str, typed: str, when: When
) -> None:
    page = room.page
    page.gestures.take_steps((room.steps.to5,))
    qtbot.mouseClick(page.bar.when.segment(choice), Qt.MouseButton.LeftButton)
    page.bar.day_field.line.setText(typed)
    page.gestures.pupil_pressed(room.pupils[0])
    wanted = RecordAchievement(room.pupils[0], room.steps.to5, when.on, when.precision)
    assert room.asked == [wanted]
    page.gestures.put_down()
    assert page.bar.said == When(TODAY)


def test_a_step_of_which_nobody_knows_the_day_says_so_wherever_it_stands(room: Room, qtbot: QtBot) -> None:
    page = room.page
    page.gestures.take_steps((room.steps.to5,))
    page.bar.when.segment("today").setFocus()
    for _ in range(3):
        qtbot.keyClick(page.bar.when.segment(page.bar.when.current), Qt.Key.Key_Right)
    assert page.bar.when.current == "not_sure"
    assert page.bar.undated.isVisible()
    page.gestures.pupil_pressed(room.pupils[0])
    room.settle()
    tile = page.pupils.model.row_at(room.tile(room.pupils[0]))
    assert tile.line == "Has this step, some time before 13 Oct"
    page.gestures.put_down()
    page.gestures.take_steps((room.steps.to5,))
    page.gestures.pupil_pressed(room.pupils[0])
    assert "since some time before 13 October" in room.window.toast.words
    room.window.undo()
    assert room.had() == set()
    room.window.redo()
    (again,) = room.office.ask(curriculum.StepsHad(room.pupils))
    assert again.precision is Precision.BEFORE


def test_had_it_on_arrival_is_another_mark_and_is_counted_apart(room: Room) -> None:
    room.page.gestures.take_steps((room.steps.to5,))
    room.page.pupils.tiles.go(room.pupils[1])
    choose(room, "Bea Lindqvist: had it on arrival")
    assert room.asked == [RecordBaseline(room.pupils[1], room.steps.to5, TODAY)]
    room.settle()
    shown = room.page.pupils.model.row_at(room.tile(room.pupils[1]))
    assert (shown.made, shown.arrival, shown.has) == (0, 1, Has.ON_ARRIVAL)


def test_several_had_it_on_arrival_in_one_act(room: Room) -> None:
    room.page.gestures.had_on_arrival((room.steps.to5,), room.pupils[:2])
    (command,) = room.asked
    assert command == RecordAchievements(
        tuple(NewAchievement(pupil, room.steps.to5, TODAY, Kind.BASELINE) for pupil in room.pupils[:2])
    )


def test_letters_jump_whatever_the_time_between_them(room: Room, qtbot: QtBot) -> None:
    tiles = room.page.pupils.tiles
    qtbot.keyClicks(tiles, "di")
    assert tiles.pupil_now() == room.pupils[3]
    qtbot.keyClicks(tiles, "c")
    assert tiles.pupil_now() == room.pupils[2]
    tiles.letters_on = False
    qtbot.keyClicks(tiles, "a")
    assert tiles.pupil_now() == room.pupils[2]
