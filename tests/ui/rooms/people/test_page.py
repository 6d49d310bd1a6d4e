"""One pupil's page: what stands on top of every tab, the tabs, and what is pressed there."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.refs import make_ref
from app.rooms import keeping, people
from app.rooms.people import PupilCardView
from tests.kit.record import as_roles
from ui.kit.accessible import nameless, too_small
from ui.rooms.people.about_tab import AboutTab
from ui.rooms.people.attendance_tab import AttendanceTab
from ui.rooms.people.contact_rows import collect_chip, tell_chip
from ui.rooms.people.curriculum_tab import CurriculumTab
from ui.rooms.people.documents_tab import DocumentsTab
from ui.words.people import say

TABS = ("journey", "attendance", "curriculum", "documents", "about")


@pytest.fixture
def view(page, main_window, pupils):
    main_window.go("pupils", pupils[0])
    return page.view


def turn(view, key):
    view.tabs.segment(key).click()
    return view.tab(key)


def test_the_head_says_who_seen_heard_care_and_who_sends(view):
    head = view.header
    assert head.who.text() == (
        "Known as Alfie here and at home.  Alfred to the commissioner.  He, him.  Year 9.  "
        "Started 13 April 2026.  Key adult: Priya Shah.  Usual week 2.25 hours."
    )
    assert head.met.words == (
        "Last seen 8 October 2026 10:15, at the gate, by Priya Shah. "
        "Last heard 8 October 2026 10:15, at the gate, by Priya Shah"
    )
    assert head.care.words == "Asthma. Blue inhaler in his own bag; spare in the office, top drawer."
    shown = [text.text() for text in head._short if text.isVisible()]
    assert shown == ["Child with an EHCP (autism).", "Placed by Fernhill Academy (code B)."]
    assert "Seen on 5 of the last 6 expected days" in [
        part.text() for part in head.findChildren(type(head.who))
    ]
    assert head.print.text() == "Print his story"


def test_f9_shortens_care_and_the_name(view, main_window):
    main_window.privacy.toggle()
    assert view.header.care.words == "Care: ask"
    assert view.header.name.text() == "AM"


@pytest.mark.parametrize("key", TABS)
def test_the_head_stands_over_every_tab_and_everything_has_a_name(view, key):
    turn(view, key)
    assert view.header.isVisible()
    assert nameless(view) == []
    assert too_small(view) == []


def test_arrows_turn_the_tabs(view):
    QTest.keyClick(view.tabs.segment("journey"), Qt.Key.Key_Right)
    assert view.tab("attendance").isVisible()
    assert not view.tab("journey").isVisible()


def test_attendance_shows_the_latest_visits_and_both_bases(view, office, pupils):
    tab = turn(view, "attendance")
    assert isinstance(tab, AttendanceTab)
    first = [str(tab.visits.rows.index(0, column).data()) for column in range(4)]
    assert first == ["Thursday 8 October 2026", "10:00", "4, did something together", "one moment"]
    assert tab.agreed.accessibleName() == "18 agreed half-days"
    assert tab.agreed.accessibleDescription() == say("no_code_yet")


def test_tables_stand_in_the_order_that_they_say(view):
    tab = turn(view, "attendance")
    days = [visit.day for visit in tab.visits.rows.rows]
    assert len(days) > 3 and days == sorted(days, reverse=True)
    assert tab.visits.horizontalHeader().sortIndicatorSection() == -1


def test_steps_made_here_and_on_arrival_are_never_added(view):
    tab = turn(view, "curriculum")
    assert isinstance(tab, CurriculumTab)
    made = [row.statement for row in tab.steps.rows.rows]
    assert made == ["counts back from ten", "weighs flour", "counts to ten"]
    tab.which.segment("baseline").click()
    assert [row.statement for row in tab.steps.rows.rows] == ["counts to five"]


def test_documents_say_what_left_and_to_whom(view, office, pupils):
    tab = turn(view, "documents")
    assert isinstance(tab, DocumentsTab)
    assert tab.none.isVisible()
    view._desk.runner.submit(
        view,
        keeping.NoteIssue(make_ref(), "family", pupils[0], "Ama Marsh", ""),
        lambda _done: None,
        pytest.fail,
    )
    QTest.qWait(0)
    assert [row.addressee for row in tab.table.rows.rows] == ["Ama Marsh"]


def test_contacts_stand_in_the_order_to_ring_with_limits_in_words(view):
    tab = turn(view, "about")
    assert isinstance(tab, AboutTab)
    rows = tab.contacts.rows
    assert [row.card.name for row in rows] == ["Ama Marsh", "Grace Boateng", "Kofi Marsh", "Sam Adeyemi"]
    told = [tell_chip(row.card).words for row in rows]
    assert told == ["May be told", "May be told", "Must not be told", "May be told"]
    assert collect_chip(rows[2].card).words == "Must not collect"
    assert collect_chip(rows[3].card).words == "Collecting not agreed"


def test_a_number_that_must_not_be_rung_and_a_secret_address_are_not_shown(view):
    tab = turn(view, "about")
    words = [part.text() for part in tab.findChildren(type(view.header.who))]
    assert "07700 900166" not in words
    assert say("not_to_be_rung") in words
    assert not any("12 Any Street" in text for text in words)
    assert say("address_secret") in words


def test_numbers_say_what_their_check_character_says(view, office, pupils):
    tab = turn(view, "about")
    assert isinstance(tab, AboutTab)
    assert tab.listed["numbers"].words() == ("UPN H801200001001, its check character is right",)


def test_taking_a_contact_away_can_be_undone(view, office, pupils, main_window):
    tab = turn(view, "about")
    assert isinstance(tab, AboutTab)
    tab.contacts.away_asked.emit(tab.contacts.rows[1])
    assert len(office.ask(PupilCardView(pupils[0])).contacts) == 3
    main_window.undo()
    QTest.qWait(0)
    assert len(tab.contacts.rows) == 4


def test_a_key_adult_ends_today_and_the_head_says_so_tomorrow(view, office, pupils, clock):
    tab = turn(view, "about")
    assert isinstance(tab, AboutTab)
    (row,) = office.ask(PupilCardView(pupils[0])).key_adults
    tab.listed["key_adults"].done.emit(people.EndKeyAdult(row.key_adult, date(2026, 10, 13)))
    (ended,) = office.ask(PupilCardView(pupils[0])).key_adults
    assert ended.card.to_day == date(2026, 10, 13)


@pytest.mark.parametrize(("pronouns", "words"), [("she/her", "Print her story"), ("", "Print this story")])
def test_the_button_prints_with_the_pronoun_on_file(view, office, pupils, pronouns, words):
    kept = office.ask(PupilCardView(pupils[0])).kept
    edit = people.EditPupil(pupils[0], kept.version, replace(kept.card, pronouns=pronouns))
    view._desk.runner.submit(view, edit, lambda _done: None, pytest.fail)
    QTest.qWait(0)
    assert view.header.print.text() == words


def test_what_is_pressed_leads_where_it_says(view, main_window, monkeypatch, pupils):
    gone: list[tuple[str, object]] = []
    monkeypatch.setattr(main_window, "go", lambda page, argument=None: gone.append((page, argument)))
    view.header.print.click()
    view.header.step_asked.emit()
    view.header.note_asked.emit()
    assert gone == [
        ("reports", ("family", pupils[0])),
        ("curriculum", ("log", pupils[0])),
        ("registers", "next"),
    ]


def test_a_pupil_taken_away_by_undo_leads_back_to_the_list(page, main_window, office):
    made = office.execute(people.AddPupil(people.PupilCard("Ada", "Adams", date(2026, 9, 1))))
    main_window.go("pupils", made.new_id)
    assert page.view.isVisible()
    main_window.undo()
    QTest.qWait(0)
    assert page.list.isVisible()


def test_a_mentor_sees_the_page_and_no_button_that_changes_it(opened, clock, pupils, qtbot, look):
    from app.core.roles import Role
    from ui.kit.runner import PromptRunner
    from ui.main_window import MainWindow

    runner = PromptRunner(as_roles(opened, clock, Role.MENTOR))
    window = MainWindow(runner, clock, provision="Hillside Outreach", person="Tom Reed", invented=False)
    qtbot.addWidget(window)
    window.show()
    window.go("pupils", pupils[0])
    page = window.page("pupils")
    tab = turn(page.view, "about")
    assert not page.list.add_pupil.isVisibleTo(page.list)
    assert not page.list.bring_in.isVisibleTo(page.list)
    words = {button.text() for button in tab.findChildren(type(page.list.add_pupil))}
    assert words == set()
    runner.close()
