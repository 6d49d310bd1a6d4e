"""A reason that was begun: kept while it is typed, asked for again from Today, and gone with the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app import bootstrap
from app.core.marks import RUNG, NewMark
from app.core.sentences import say as sentence
from app.rooms import attendance, curriculum, people
from tests.kit.clock import SetClock
from tests.kit.dialogs import answer_reason
from tests.kit.provision import steps
from tests.kit.record import peek
from tests.ui.rooms.attendance.lesson import DAY, LessonTemplate, find
from tests.ui.starting import Starts, crash
from ui.insight.today_page import TodayPage
from ui.main_window import MainWindow
from ui.words.today import say

WHY = "The court asked for it"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    return LessonTemplate(tmp_path_factory.mktemp("kept-reasons"))


@dataclass
class Asked:
    """One way to be asked for a reason."""

    form: str
    ask: Callable[[MainWindow], object]
    done: Callable[[], object]


def let_pass(opened: bootstrap.Opened, clock: SetClock) -> Asked:
    office, pupil = opened.office, find(opened.office)["Alfie"]
    card = people.ContactCard(pupil, "Kofi Marsh", must_not_be_told=True, reason="court order")
    office.execute(people.AddContact(card))

    def ask(window: MainWindow) -> None:
        window.go("pupils", pupil)
        view: Any = window.page("pupils")
        view = view.view
        view.tabs.set_current("about")
        view._turn_to("about")
        view.tab("about").contacts.menu(view.tab("about").contacts.rows[0]).actions()[0].trigger()

    return Asked("draft_pass", ask, lambda: [one.reason for one in office.ask(people.PassesToday(pupil))])


def take_back(opened: bootstrap.Opened, clock: SetClock) -> Asked:
    office, pupil = opened.office, find(opened.office)["Alfie"]
    step = steps(office).to5
    office.execute(curriculum.RecordAchievement(pupil, step, DAY))
    clock.set(clock.now() + timedelta(days=8))

    def ask(window: MainWindow) -> None:
        window.go("curriculum")
        page: Any = window.page("curriculum")
        for _ in range(4):
            QApplication.processEvents()  # tree, pupils and marks come one after another
        page.gestures.take_back(step, (pupil,))

    return Asked(
        "draft_why_curriculum",
        ask,
        lambda: [reason for (reason,) in peek(office, "SELECT reason FROM voiding")],
    )


def undo(opened: bootstrap.Opened, clock: SetClock) -> Asked:
    office, lesson = opened.office, find(opened.office)
    marks = (NewMark(lesson["Alfie"], DAY, lesson.slot, RUNG, 9),)
    office.execute(attendance.FinishRegister(lesson.slot, DAY, marks))
    return Asked(
        "draft_undo",
        lambda window: window.undo(),
        lambda: [reason for (reason,) in peek(office, "SELECT reason FROM code_reason")],
    )


WAYS = (let_pass, take_back, undo)


def drafts_of(window: MainWindow) -> TodayPage:
    window.go("today")
    today = window.page("today")
    assert isinstance(today, TodayPage)
    today.drafts.open()
    return today


@pytest.mark.parametrize("way", WAYS)
def test_a_reason_outlives_a_crash_and_goes_with_its_act(
    start: Starts, opened: bootstrap.Opened, clock: SetClock, way: Callable[..., Asked]
) -> None:
    asked, first = way(opened, clock), start()
    asked.ask(first)
    QTest.keyClicks(first.reason.line, WHY)
    crash(first)
    second = start()
    today = drafts_of(second)
    shown = [label.text() for label in today.drafts.findChildren(QLabel)]
    assert any(text.startswith(say(asked.form)) for text in shown)
    QTest.mouseClick(today.drafts.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    for _ in range(4):
        QApplication.processEvents()
    assert second.reason.line.text() == WHY
    assert asked.done() == []
    answer_reason(second, "")
    assert asked.done() == [WHY]
    assert opened.office.drafts() == ()


@pytest.mark.parametrize("way", WAYS)
def test_leaving_the_line_does_nothing_and_keeps_nothing(
    start: Starts, opened: bootstrap.Opened, clock: SetClock, way: Callable[..., Asked]
) -> None:
    asked, window = way(opened, clock), start()
    asked.ask(window)
    before = opened.office.next_undo()
    answer_reason(window, WHY, Qt.Key.Key_Escape)
    assert not window.reason.isVisible()
    assert (asked.done(), opened.office.drafts()) == ([], ())
    assert opened.office.next_undo() == before


@pytest.mark.parametrize("way", WAYS)
def test_locking_takes_the_line_from_the_screen_and_so_does_another_page(
    start: Starts, opened: bootstrap.Opened, clock: SetClock, way: Callable[..., Asked]
) -> None:
    asked, window = way(opened, clock), start()
    for leave in (window.clear, lambda: window.go("help")):
        asked.ask(window)
        QTest.keyClicks(window.reason.line, " again" if window.reason.line.text() else WHY)
        leave()
        assert not window.reason.isVisible()
        (kept,) = opened.office.drafts()
    assert kept.draft.words == {"words": f"{WHY} again"}
    assert asked.done() == []


def test_the_reason_for_an_undo_is_not_put_beside_another_act(
    start: Starts, opened: bootstrap.Opened, clock: SetClock
) -> None:
    asked, first = undo(opened, clock), start()
    asked.ask(first)
    QTest.keyClicks(first.reason.line, WHY)
    crash(first)
    lesson = find(opened.office)
    marks = (NewMark(lesson["Bea"], DAY, lesson.slot, RUNG, 8),)
    opened.office.execute(attendance.MarkRegister(marks))
    second = start()
    today = drafts_of(second)
    QTest.mouseClick(today.drafts.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not second.reason.isVisible()
    assert second.toast.words == say("undo_gone")
    assert len(opened.office.drafts()) == 1


def test_a_reason_never_undoes_what_was_done_after_it_was_asked(
    start: Starts, opened: bootstrap.Opened, clock: SetClock
) -> None:
    asked, window = undo(opened, clock), start()
    asked.ask(window)
    lesson = find(opened.office)
    marks = (NewMark(lesson["Bea"], DAY, lesson.slot, RUNG, 8),)
    opened.office.execute(attendance.MarkRegister(marks))
    before = opened.office.next_undo()
    answer_reason(window, WHY)
    assert opened.office.next_undo() == before
    assert asked.done() == []
    assert window.problems.words == sentence("undo_moved_on", {})
    (kept,) = opened.office.drafts()
    assert kept.draft.words == {"words": WHY}


def test_what_is_to_pass_is_asked_by_name_and_only_while_the_child_is_shown(
    start: Starts, opened: bootstrap.Opened, clock: SetClock
) -> None:
    asked, window = let_pass(opened, clock), start()
    asked.ask(window)
    question = "Kofi Marsh (Alfie Marsh) may be told, today alone: why?"
    assert window.reason.line.accessibleDescription() == question
    page: Any = window.page("pupils")
    for leave in (lambda: page.open_pupil(find(opened.office)["Bea"]), page.show_list):
        asked.ask(window)
        assert window.reason.isVisible()
        leave()
        assert not window.reason.isVisible()


def test_what_was_to_pass_on_another_day_passes_no_more(
    start: Starts, opened: bootstrap.Opened, clock: SetClock
) -> None:
    asked, first = let_pass(opened, clock), start()
    asked.ask(first)
    QTest.keyClicks(first.reason.line, WHY)
    crash(first)
    clock.set(clock.now() + timedelta(days=2))
    second = start()
    today = drafts_of(second)
    QTest.mouseClick(today.drafts.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not second.reason.isVisible()
    assert second.toast.words.startswith("That was about another day: Kofi Marsh (Alfie Marsh).")
    asked.ask(second)
    assert second.reason.line.text() == ""


def test_a_reason_that_waits_for_its_page_is_not_asked_over_another(
    start: Starts, opened: bootstrap.Opened, clock: SetClock
) -> None:
    asked, first = take_back(opened, clock), start()
    asked.ask(first)
    QTest.keyClicks(first.reason.line, WHY)
    crash(first)
    (kept,) = opened.office.drafts()
    second = start()
    second.go("curriculum")
    page: Any = second.page("curriculum")
    page.answers.forget()
    page.book.ask_again(kept.draft)
    second.go("help")
    page.answers.come()
    for _ in range(4):
        QApplication.processEvents()
    assert not second.reason.isVisible()
