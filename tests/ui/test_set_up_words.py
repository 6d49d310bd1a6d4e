"""What is typed into the set-up is recorded whole and once: pressed twice, stopped midway, edited by two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.drafts import Draft
from app.core.errors import Unavailable
from app.core.ids import StaffId
from app.core.refs import make_ref
from app.rooms import access, attendance, calendar, people
from tests.kit.clock import SetClock
from tests.kit.record import HEAD, PASSWORD, PROVISION
from tests.ui.rooms.attendance.lesson import DAY, LessonTemplate, find
from ui.kit.form import Form
from ui.kit.runner import Lane, PromptRunner
from ui.kit.tasks import Post
from ui.main_window import MainWindow


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    return LessonTemplate(tmp_path_factory.mktemp("set-up-words"))


class SlowRunner(PromptRunner):
    """Writes wait until they are let go, as on a slow disk."""

    waiting: list[Callable[[], None]] | None = None

    def _start(self, work: Callable[[], object], post: Post, lane: Lane) -> None:
        if lane is not Lane.READ and self.waiting is not None:
            self.waiting.append(lambda: PromptRunner._start(self, work, post, lane))
        else:
            super()._start(work, post, lane)

    def let_go(self) -> None:
        held, self.waiting = self.waiting or [], None
        for write in held:
            write()


@pytest.fixture
def runner(opened: bootstrap.Opened) -> Iterator[SlowRunner]:
    made = SlowRunner(opened.office)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, runner: SlowRunner, clock: SetClock) -> Iterator[MainWindow]:
    shown = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.hide()


def section(window: MainWindow, key: str) -> Any:
    window.go("set_up", key)
    return window.page("set_up").section(key)  # type: ignore[attr-defined]


def write(form: Form, **words: str) -> None:
    for name, typed in words.items():
        control: Any = form.control(name)
        line = getattr(control, "line", control)
        line.clear()
        QTest.keyClicks(line, typed)


def test_save_pressed_twice_on_a_slow_disk_is_one_group(window, runner, opened):
    part = section(window, "groups")
    part.add.click()
    write(part.form, name="Maple", from_day="1 September 2026")
    runner.waiting = []
    part.save.click()
    part.save.click()
    runner.let_go()
    assert [row.card.name for row in opened.office.ask(people.Groups())] == ["Maple"]


def test_a_note_added_twice_on_a_slow_disk_is_one_note(window, runner, opened):
    slot = find(opened.office).slot
    window.go("registers", (slot, DAY))
    notes = window.page("registers").sheet.notes
    QTest.keyClicks(notes.line, "loud")
    runner.waiting = []
    notes.add.click()
    notes.line.returnPressed.emit()
    runner.let_go()
    assert [note.text for note in opened.office.ask(attendance.Notes(slot, DAY))] == ["loud"]


def test_the_members_chosen_for_a_new_group_are_in_it_from_its_first_day(window, opened):
    part = section(window, "groups")
    part.add.click()
    write(part.form, name="Maple", from_day="1 September 2026")
    alfie = find(opened.office)["Alfie"]
    part.form.control("members").choose(alfie)
    part.save.click()
    (row,) = opened.office.ask(people.Groups())
    (member,) = opened.office.ask(people.Members(DAY, row.group))
    assert (member.card.pupil_id, member.card.from_day) == (alfie, date(2026, 9, 1))


def test_half_a_name_that_is_nobody_yet_is_said_and_not_left_out(window, opened):
    part = section(window, "groups")
    part.add.click()
    write(part.form, name="Maple", from_day="1 September 2026", members="Alf")
    part.save.click()
    (line,) = part.form.errors.lines()
    assert line.text() == "Members from today: “Alf” is nobody yet. Choose from the list, or clear the line"
    assert opened.office.ask(people.Groups()) == ()


def test_a_last_day_and_a_new_phone_number_are_both_recorded(window, opened):
    opened.office.execute(access.AddStaff(access.StaffCard("Tom Reed", "mentor", "", DAY), PASSWORD))
    part = section(window, "staff")
    part.open_row(next(row for row in part.model.rows if row.name == "Tom Reed"))
    write(part.form, phone="07700 900102", to_day="1 July 2027")
    part.save.click()
    tom = next(row for row in opened.office.ask(access.StaffList()) if row.name == "Tom Reed")
    assert (tom.phone, tom.to_day) == ("07700 900102", date(2027, 7, 1))


def test_what_stopped_midway_goes_on_and_what_was_typed_meanwhile_goes_with_it(window, opened, monkeypatch):
    part = section(window, "timetable")
    part.add.click()
    write(part.form, name="Breakfast", start_minute="7.00", end_minute="7.45")
    alfie, whole = find(opened.office)["Alfie"], opened.office.execute
    part.form.control("pupils").choose(alfie)

    def stops(command: Any, draft: Any = None) -> Any:
        if isinstance(command, calendar.SetSlotPupils):
            raise Unavailable("disk_full")
        return whole(command, draft)

    monkeypatch.setattr(opened.office, "execute", stops)
    part.save.click()
    assert window.problems.words.startswith("The disk is full")
    (kept,) = opened.office.drafts()
    assert kept.draft.form != "set_up/timetable:new", "after a crash it would be added again"
    monkeypatch.setattr(opened.office, "execute", whole)
    write(part.form, place="The hall")
    window.problems._try.click()
    slots = [row for row in opened.office.ask(calendar.Timetable(DAY)) if row.card.start_minute == 420]
    assert [(row.card.name, row.card.place) for row in slots] == [("Breakfast", "The hall")]
    assert slots[0].timetabled.pupils(DAY) == frozenset({alfie})
    assert opened.office.drafts() == ()


def test_a_withdrawal_that_failed_is_tried_again_as_one(window, opened, monkeypatch):
    opened.office.execute(people.AddGroup(people.GroupCard("Maple", DAY)))
    part = section(window, "groups")
    part.open_row(part.model.rows[0])
    with monkeypatch.context() as broken:
        broken.setattr(opened.record, "writing", _full)
        part.withdraw.click()
    window.problems._try.click()
    assert opened.office.ask(people.Groups()) == ()


def _full(**_wait: float) -> Any:
    raise Unavailable("disk_full")


def test_kept_words_over_what_somebody_else_changed_stand_beside_it(window, opened):
    opened.office.execute(people.AddGroup(people.GroupCard("Maple", DAY)))
    part = section(window, "groups")
    (row,) = part.model.rows
    part.open_row(row)
    write(part.form, name="Mine")
    window.clear()
    opened.office.execute(people.EditGroup(row.group, row.version, people.GroupCard("Theirs", DAY)))
    window.come_back()
    assert part.form.values()["name"] == "Mine"
    assert "Theirs" in part._theirs.text() and part._theirs.isVisible()


def test_kept_words_of_a_line_that_is_gone_stand_in_a_new_one(window, opened):
    opened.office.keep(Draft(make_ref(), "set_up/groups:99", {"name": "Maple", "stood name": "Oak"}))
    (kept,) = opened.office.drafts()
    window.go("set_up", kept.draft)
    part = window.page("set_up").section("groups")  # type: ignore[attr-defined]
    assert part.form.values()["name"] == "Maple"
    write(part.form, from_day="1 September 2026")
    part.save.click()
    assert [row.card.name for row in opened.office.ask(people.Groups())] == ["Maple"]
    assert opened.office.drafts() == ()


def test_a_choice_that_is_not_there_any_more_is_never_another_person_in_silence(window, opened):
    words = {"staff": "Tom Reed", "stood staff": HEAD, "from_day": "20 October 2026"}
    opened.office.keep(Draft(make_ref(), "set_up/aways:new", words))
    part = section(window, "aways")
    part.add.click()
    assert part._theirs.isVisible() and HEAD in part._theirs.text()


def test_words_of_one_child_never_stand_in_the_form_of_another(window, opened):
    lesson = find(opened.office)
    page: Any = window.page("pupils")
    gone = Draft(make_ref(), f"pupil, key adult:key_adult:{lesson['Bea']}:0", {"to_day": "1 July 2027"})
    page.editor.draft.wanted = gone
    opened.office.keep(gone)
    window.go("pupils", lesson["Alfie"])
    page.view.tabs.set_current("about")
    page.view.reopen("key_adult", 0)
    assert page.editor.form.control("to_day").line.text() == ""
    assert [kept.draft.ref for kept in opened.office.drafts()] == [gone.ref]


def test_a_part_that_can_only_be_withdrawn_takes_no_words(window, opened):
    card = access.AwayCard(StaffId(bootstrap.FIRST), DAY, DAY)
    opened.office.execute(access.AddAway(card))
    part = section(window, "aways")
    part.open_row(part.model.rows[0])
    assert not part.form.isEnabled() and part.withdraw.isVisible()
