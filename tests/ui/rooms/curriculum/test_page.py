"""Tree, tiles, search, gaps and edit mode, each through the real door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.clock import on_the_wall
from app.core.ids import FrameworkId, GroupId
from app.core.roles import Role
from app.office import Office
from app.rooms import curriculum, people
from app.rooms.curriculum import AddFramework, FrameworkCard, RecordAchievement, RecordBaseline
from tests.kit.clock import SetClock
from tests.kit.dialogs import answer_reason
from tests.kit.provision import pupil
from tests.kit.record import as_roles, peek
from tests.ui.rooms.curriculum.conftest import Room, words_below
from ui.kit.accessible import nameless, too_small
from ui.kit.dates import short_day
from ui.kit.parts import Text
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow
from ui.rooms.curriculum.gap_grid import Shape, shape_of
from ui.rooms.curriculum.hand import When
from ui.rooms.curriculum.page import CurriculumPage
from ui.rooms.curriculum.side_panels import JustLogged

DAY = date(2026, 10, 6)


def refresh(room: Room) -> None:
    room.page.answers.ask_again()
    room.settle()


def test_models_keep_what_qt_expects_of_them(room: Room) -> None:
    warn = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(room.page.steps.model, warn)
    QAbstractItemModelTester(room.page.pupils.model, warn)
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to5, DAY))
    refresh(room)


def test_a_step_says_how_many_have_it_and_that_it_counts_elsewhere(room: Room) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to10, DAY))
    refresh(room)
    model, spoken = room.page.steps.model, int(Qt.ItemDataRole.AccessibleTextRole)
    index = model.reveal(room.steps.to10)
    assert model.data(index, spoken) == "counts to ten. 1 of 4 have it. also counts in another place"


def test_a_branch_says_apart_what_was_made_here_and_what_was_brought(room: Room) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to5, DAY))
    room.office.execute(RecordBaseline(room.pupils[1], room.steps.to5, DAY))
    refresh(room)
    model = room.page.steps.model
    said = str(model.data(model.reveal(room.steps.count), int(Qt.ItemDataRole.AccessibleTextRole)))
    assert said == "Counting. 16 %: 1 made here, 1 there on arrival, of 12"


def test_search_finds_in_a_flat_list_and_says_where_it_hangs(room: Room, qtbot: QtBot) -> None:
    card = room.page.steps
    card.search.setText("counts ten")
    assert card.is_flat
    assert card.list.shown() == ("counts to ten", "counts back from ten")
    where = card.list.model().data(card.list.model().index(0, 1))
    assert where == "Counting, Number"
    card.search.setText("fraction")
    assert "fraction" in card.none.accessibleName()
    qtbot.keyClick(card.search, Qt.Key.Key_Escape)
    assert not card.is_flat


def test_a_step_that_is_not_found_can_be_added_there(room: Room, qtbot: QtBot) -> None:
    room.page.steps.tree.go(room.steps.to5)
    room.page.steps.search.setText("counts in twos")
    qtbot.mouseClick(room.page.steps.add_found, Qt.MouseButton.LeftButton)
    room.settle()
    below = room.office.ask(curriculum.NodeChildren(room.steps.framework, room.steps.count))
    assert below[-1].statement == "counts in twos"
    room.window.undo()
    assert len(room.office.ask(curriculum.NodeChildren(room.steps.framework, room.steps.count))) == 3


def test_the_flat_twin_holds_every_step_and_keeps_the_cursor(room: Room, qtbot: QtBot) -> None:
    card = room.page.steps
    card.tree.go(room.steps.to10)
    card.toggle_flat()
    assert card.list.shown() == ("counts to five", "counts to ten", "counts back from ten", "weighs flour")
    assert card.step_now() == room.steps.to10
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert room.page.gestures.hand.steps == (room.steps.to10,)
    card.toggle_flat()
    assert not card.is_flat


def test_gaps_and_next_steps_filter_the_tree_and_keep_parents(room: Room, qtbot: QtBot) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to10, DAY))
    refresh(room)
    card = room.page.steps
    qtbot.mouseClick(card.filter.segment("missing"), Qt.MouseButton.LeftButton)
    assert words_below(room) == ["Number", "Cooking"]
    assert words_below(room, 0, 0) == ["counts to five"]
    qtbot.mouseClick(card.filter.segment("next"), Qt.MouseButton.LeftButton)
    assert "counts back from ten" in words_below(room, 0, 0)
    qtbot.mouseClick(card.filter.segment("all"), Qt.MouseButton.LeftButton)
    assert len(words_below(room, 0, 0)) == 3


def test_a_node_asked_for_is_opened_and_selected(room: Room) -> None:
    room.window.go("curriculum", room.steps.weigh)
    assert room.page.steps.tree.selected_steps() == (room.steps.weigh,)


def test_a_node_of_another_curriculum_brings_that_one(room: Room, office: Office) -> None:
    other = office.execute(AddFramework(FrameworkCard("Another"))).new_id
    assert other is not None
    added = curriculum.AddNode(FrameworkId(other), None, curriculum.NodeCard("ties a knot"))
    node = office.execute(added).new_id
    refresh(room)
    room.window.go("curriculum", node)
    room.settle()
    assert room.page.answers.framework == other
    assert room.page.steps.tree.node_now() == node


def test_tiles_are_of_the_group_chosen(room: Room, office: Office) -> None:
    group = office.execute(people.AddGroup(people.GroupCard("Maple group", date(2026, 9, 1)))).new_id
    assert group is not None
    members = frozenset(room.pupils[:2])
    office.execute(people.SetMembers(GroupId(group), date(2026, 9, 1), members))
    refresh(room)
    choose = {action.text(): action for action in room.page.pupils.menu().actions()}
    choose["Maple group"].trigger()
    assert room.page.pupils.group_words == "Maple group"
    assert {row.person.pupil for row in room.page.pupils.model.rows} == members
    choose["Everybody here"].trigger()
    assert len(room.page.pupils.model.rows) == 4
    room.page.pupils.pick_one_by_one()
    room.page.pupils.picker.choose(room.pupils[3])
    assert [row.person.pupil for row in room.page.pupils.model.rows] == [room.pupils[3]]


def test_what_could_come_next_is_said_with_its_reason(room: Room, qtbot: QtBot) -> None:
    room.office.execute(RecordAchievement(room.pupils[0], room.steps.to5, DAY))
    refresh(room)
    room.page.pupils.tiles.go(room.pupils[0])
    assert room.page.pupils.suggested.title == "Suggested next for Alfie Marsh"
    show = room.page.pupils.suggested.buttons[0]
    assert show.accessibleName() == "Show counts to ten in the tree"
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert room.page.gestures.hand.steps == (room.steps.to10,)
    assert room.asked == []


def test_the_newest_is_undone_and_older_ones_are_taken_back(room: Room, qtbot: QtBot) -> None:
    for step in (room.steps.to5, room.steps.to10):
        room.page.book.log((step,), (room.pupils[0],), When(DAY))
    room.settle()
    panel: JustLogged = room.page.pupils.logged
    assert [button.text() for button in panel.buttons] == ["Undo", "Take back"]
    qtbot.mouseClick(panel.buttons[1], Qt.MouseButton.LeftButton)
    room.settle()
    assert room.had() == {(room.pupils[0], room.steps.to10)}
    assert [button.text() for button in panel.buttons] == ["Take back"]


def test_the_time_stands_beside_what_was_logged_today_and_the_day_beside_the_rest(
    room: Room, clock: SetClock
) -> None:
    room.page.book.log((room.steps.to5,), (room.pupils[0],), When(clock.today()))
    room.settle()

    def beside() -> list[str]:
        lines = room.page.pupils.logged._lines.findChildren(Text)
        return [text.text() for text in lines if text.isVisible()]

    time, day = f"{on_the_wall(clock.now()):%H:%M}", short_day(clock.today())
    assert time in beside()
    clock.set(clock.now() + timedelta(days=1))
    refresh(room)
    room.settle()
    assert time not in beside() and day in beside()


def test_an_old_mark_is_taken_back_with_a_reason_and_stays_without(
    room: Room, clock: SetClock, qtbot: QtBot
) -> None:
    room.page.book.log((room.steps.to5,), (room.pupils[0],), When(DAY))
    clock.set(clock.now() + timedelta(days=8))
    refresh(room)
    room.page.gestures.take_back(room.steps.to5, (room.pupils[0],))
    answer_reason(room.window, "pressed by mistake", Qt.Key.Key_Escape)
    assert room.had()
    assert room.office.drafts() == ()
    room.page.gestures.take_back(room.steps.to5, (room.pupils[0],))
    answer_reason(room.window, "seen once, not since")
    assert not room.had()
    assert peek(room.office, "SELECT reason FROM voiding") == [("seen once, not since",)]


def test_the_gaps_tell_four_things_by_four_shapes(room: Room) -> None:
    first, second = room.pupils[:2]
    room.office.execute(RecordAchievement(first, room.steps.to10, DAY))
    room.office.execute(RecordBaseline(second, room.steps.to5, DAY))
    refresh(room)
    shapes = [
        shape_of(room.page.answers, pupil, step)
        for pupil, step in (
            (first, room.steps.to10),
            (first, room.steps.to5),
            (first, room.steps.back),
            (second, room.steps.to5),
        )
    ]
    assert shapes == [Shape.HAS, Shape.GAP, Shape.NONE, Shape.ARRIVAL]


def test_a_cell_is_pressed_with_space_in_wall_and_table(room: Room, qtbot: QtBot) -> None:
    room.page.steps.tree.go(room.steps.to5)
    room.page.gaps_button.setChecked(True)
    cells = room.page.grid.cells
    qtbot.keyClick(cells.wall, Qt.Key.Key_Space)
    assert len(room.had()) == 1
    room.settle()
    cells.toggle_twin()
    cells.table.setCurrentIndex(cells.table.model().index(1, 1))
    cells.table.activated.emit(cells.table.currentIndex())
    assert len(room.had()) == 2
    room.settle()
    assert "has it" in str(cells.table.model().data(cells.table.model().index(1, 1)))
    qtbot.keyClick(room.page, Qt.Key.Key_Escape)
    assert not room.page.gaps_button.isChecked()


def test_every_control_has_a_name_and_is_large_enough(room: Room) -> None:
    room.page.gestures.take_steps((room.steps.to5,))
    room.settle()
    assert nameless(room.page) == []
    assert [w for w in too_small(room.page) if w.isVisible()] == []


def test_f9_leaves_initials_on_tiles_and_bar(room: Room) -> None:
    room.page.gestures.take_pupils((room.pupils[0],))
    room.window.privacy.set_on(True)
    room.page.gestures.take_pupils((room.pupils[0],))
    assert room.page.bar.words.startswith("AM.")


def test_lock_forgets_names_and_marks(room: Room) -> None:
    room.window.clear()
    assert room.page.pupils.model.rows == ()
    room.window.come_back()
    room.settle()
    assert len(room.page.pupils.model.rows) == 4


def test_the_empty_page_starts_from_an_example(main_window: MainWindow, office: Office, qtbot: QtBot) -> None:
    pupil(office, "Alfie", "Marsh")
    main_window.go("curriculum")
    page = main_window.page("curriculum")
    assert isinstance(page, CurriculumPage)
    assert page.empty.isVisible()
    qtbot.mouseClick(page.from_example, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.answers.outline is not None)
    assert len(page.answers.outline.steps) > 200
    assert not page.empty.isVisible()
    main_window.undo()
    qtbot.waitUntil(lambda: page.answers.outline is None)


def test_the_empty_page_lets_one_write_ones_own(
    main_window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    main_window.go("curriculum")
    page = main_window.page("curriculum")
    assert isinstance(page, CurriculumPage)
    qtbot.mouseClick(page.write_own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.steps.model.rowCount() == 1)
    assert office.ask(curriculum.Frameworks())[0].title == "Our curriculum"


@pytest.mark.parametrize(("role", "may"), [(Role.MENTOR, False), (Role.HEAD, True)])
def test_who_may_not_edit_sees_no_way_to(
    opened: bootstrap.Opened, clock: SetClock, qtbot: QtBot, look: object, role: Role, may: bool
) -> None:
    runner = PromptRunner(as_roles(opened, clock, role))
    window = MainWindow(runner, clock, provision="Hillside Outreach", person="Tom", invented=False)
    qtbot.addWidget(window)
    window.show()
    window.go("curriculum")
    page = window.page("curriculum")
    assert isinstance(page, CurriculumPage)
    assert page.from_example.isVisible() is may
    assert page.may_edit is may
    window.hide()
    runner.close()


def test_a_late_answer_about_one_pupil_never_loses_another(room: Room) -> None:
    """Two marks in one burst: the second question covers the pupil of the first as well."""
    room.page.book.log((room.steps.to5,), (room.pupils[0],), When(DAY))
    room.page.book.log((room.steps.to5,), (room.pupils[1],), When(DAY))
    room.settle()
    standing = room.page.answers.standing
    assert standing.have(room.steps.to5) == 2
    assert standing.branches[room.steps.count].made_here == 2
    assert [standing.count(pupil).made_here for pupil in room.pupils] == [1, 1, 0, 0]


def test_a_hidden_page_asks_nothing_until_it_is_shown_again(room: Room) -> None:
    room.window.go("settings")
    room.window.desk.runner.submit(
        room.page, RecordAchievement(room.pupils[0], room.steps.to5, DAY), lambda _r: None, room.page.failed
    )
    room.settle()
    assert room.page.answers.standing.have(room.steps.to5) == 0
    room.window.go("curriculum")
    room.settle()
    assert room.page.answers.standing.have(room.steps.to5) == 1
