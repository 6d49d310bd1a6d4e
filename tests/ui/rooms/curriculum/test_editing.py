"""Edit mode: where a step hangs, its words, and what was typed over it when the program went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from app.core.errors import Unavailable
from app.rooms import curriculum
from tests.kit.clock import SetClock
from tests.ui.rooms.curriculum.conftest import Room, words_below
from ui.kit.draft import DraftKeeper
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow
from ui.rooms.curriculum.page import CurriculumPage


def test_edit_mode_moves_renames_adds_and_undoes(room: Room, qtbot: QtBot) -> None:
    tree = room.page.steps.tree
    room.page.edit_button.setChecked(True)
    tree.go(room.steps.to10)
    qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert words_below(room, 0, 0) == ["counts to ten", "counts to five", "counts back from ten"]
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert words_below(room, 0, 0)[1] == "counts to ten"
    tree.go(room.steps.back)
    qtbot.keyClick(tree, Qt.Key.Key_Backtab)
    room.settle()
    assert words_below(room, 0) == ["Counting", "counts back from ten"]
    qtbot.keyClick(tree, Qt.Key.Key_Tab)
    room.settle()
    assert len(words_below(room, 0, 0)) == 3
    tree.go(room.steps.to5)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    edit = tree.findChild(QLineEdit)
    assert edit is not None
    edit.setText("counts up to five")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    room.settle()
    assert words_below(room, 0, 0)[0] == "counts up to five"
    for _ in range(5):
        room.window.undo()
    room.settle()
    assert words_below(room, 0, 0) == ["counts to five", "counts to ten", "counts back from ten"]


def test_a_new_step_opens_for_its_words_and_can_be_taken_away(room: Room, qtbot: QtBot) -> None:
    tree = room.page.steps.tree
    tree.go(room.steps.to5)
    room.page.edit_button.setChecked(True)
    qtbot.mouseClick(room.page.steps.add_step, Qt.MouseButton.LeftButton)
    room.settle()
    assert tree.state() == QTreeView.State.EditingState
    edit = tree.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert words_below(room, 0, 0)[-1] == "New step"
    qtbot.mouseClick(room.page.steps.take_away, Qt.MouseButton.LeftButton)
    room.settle()
    assert len(words_below(room, 0, 0)) == 3


def renaming(room: Room, qtbot: QtBot, words: str) -> QLineEdit:
    """New words for a step, typed and kept and not yet recorded."""
    tree = room.page.steps.tree
    room.page.edit_button.setChecked(True)
    tree.go(room.steps.to5)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    room.settle()
    edit = tree.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, words)
    for keeper in room.page.findChildren(DraftKeeper):
        keeper.keep()
    return edit


def test_words_typed_over_a_step_outlive_the_program_and_are_recorded_once(
    room: Room, clock: SetClock, qtbot: QtBot
) -> None:
    renaming(room, qtbot, "counts up to five")
    (kept,) = room.office.drafts()
    assert kept.draft.words == {"words": "counts up to five"}
    room.window.hide()
    runner = PromptRunner(room.office)
    again = MainWindow(runner, clock, provision="Hillside Outreach", person="Priya", invented=False)
    qtbot.addWidget(again)
    again.show()
    again.go("curriculum", kept.draft)
    page = again.page("curriculum")
    assert isinstance(page, CurriculumPage)
    qtbot.waitUntil(lambda: page.steps.tree.findChild(QLineEdit) is not None)
    edit = page.steps.tree.findChild(QLineEdit)
    assert edit is not None
    qtbot.waitUntil(lambda: edit.text() == "counts up to five")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    names = {
        row.node: row.statement for row in room.office.ask(curriculum.FrameworkTree(room.steps.framework))
    }
    assert names[room.steps.to5] == "counts up to five"
    assert room.office.drafts() == ()
    again.hide()
    runner.close()


def test_the_words_that_stood_there_already_are_no_draft(room: Room, qtbot: QtBot) -> None:
    qtbot.keyClick(renaming(room, qtbot, "counts to five"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.office.drafts() == ())


def test_words_that_could_not_be_written_are_still_kept(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = renaming(room, qtbot, "counts up to five")

    def full(*_: object) -> None:
        raise Unavailable("disk_full")

    monkeypatch.setattr(type(room.office), "_committed", full)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    monkeypatch.undo()
    (kept,) = room.office.drafts()
    assert kept.draft.words == {"words": "counts up to five"}
    assert words_below(room, 0, 0)[0] == "counts to five"


def test_escape_leaves_the_step_as_it_was_and_keeps_nothing(room: Room, qtbot: QtBot) -> None:
    qtbot.keyClick(renaming(room, qtbot, "counts sheep"), Qt.Key.Key_Escape)
    assert room.office.drafts() == ()
    assert words_below(room, 0, 0)[0] == "counts to five"


def test_nothing_is_logged_while_steps_are_edited(room: Room, qtbot: QtBot) -> None:
    room.page.edit_button.setChecked(True)
    room.page.gestures.step_taken(room.steps.to5, True)
    assert room.page.gestures.hand.is_empty
    assert not room.page.steps.model.flags(room.page.steps.model.reveal(room.steps.to5)) & (
        Qt.ItemFlag.ItemIsDragEnabled
    )
