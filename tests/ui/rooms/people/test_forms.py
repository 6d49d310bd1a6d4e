"""The forms: typed, kept, recorded by version, never lost and never doubled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from app.core.errors import Unavailable
from app.office import Office
from app.rooms import people
from app.rooms.people import EditPupil, PupilCardView
from app.store.record import Record
from ui.kit.accessible import nameless, too_small
from ui.rooms.people.about_tab import AboutTab
from ui.words.people import say

FORMS = ("identity", "care", "profile")
AROUND = ("contact", "number", "placement", "group", "key_adult")


@pytest.fixture
def about(page, main_window, pupils) -> AboutTab:
    main_window.go("pupils", pupils[0])
    page.view.tabs.segment("about").click()
    tab = page.view.tab("about")
    assert isinstance(tab, AboutTab)
    return tab


def kept(office: Office, pupil):
    return office.ask(PupilCardView(pupil)).kept


def drafts(office: Office) -> list[str]:
    return [found.draft.form for found in office.drafts()]


def open_form(about: AboutTab, part: str) -> None:
    about._change_part(part)


@contextmanager
def disk_full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every write to the record fails as a full disk does."""

    def refuse(*_args: object, **_more: object) -> None:
        raise Unavailable("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(Record, "writing", refuse)
        broken.setattr(Record, "outside_audit", refuse)
        yield


@pytest.mark.parametrize("part", FORMS)
def test_a_form_of_the_card_has_names_everywhere_and_takes_the_focus(page, about, part):
    open_form(about, part)
    assert page.editor.isVisible()
    assert nameless(page.editor) == []
    assert too_small(page.editor) == []


@pytest.mark.parametrize("what", AROUND)
def test_a_form_around_the_pupil_opens_on_what_there_is_to_choose(page, about, what):
    about.reopen(what, 0)
    assert page.editor.isVisible()
    assert nameless(page.editor) == []


def test_a_change_is_saved_by_version_said_with_undo_and_taken_back(page, about, office, pupils, main_window):
    open_form(about, "care")
    box = page.editor.form.control("needs")
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Child in need.")
    page.editor.record()
    assert kept(office, pupils[0]).card.needs == "Child in need."
    assert main_window.toast.undo.isVisibleTo(main_window.toast)
    assert page.view.isVisible()
    main_window.undo()
    assert kept(office, pupils[0]).card.needs == "Child with an EHCP (autism)."


def test_only_what_the_form_asks_is_changed(page, about, office, pupils):
    before = kept(office, pupils[0]).card
    open_form(about, "profile")
    page.editor.form.control("likes").setPlainText("Maps.")
    page.editor.record()
    assert kept(office, pupils[0]).card == replace(before, likes="Maps.")


def test_what_somebody_else_changed_in_another_field_is_taken_over(page, about, office, pupils):
    open_form(about, "care")
    now = kept(office, pupils[0])
    office.execute(EditPupil(pupils[0], now.version, replace(now.card, condition="Asthma, mild")))
    page.editor.form.control("needs").setPlainText("Child in need.")
    page.editor.record()
    assert page.editor.both.isVisible()
    page.editor.record()
    card = kept(office, pupils[0]).card
    assert (card.condition, card.needs) == ("Asthma, mild", "Child in need.")


def test_both_texts_stand_side_by_side_where_two_changed_one_field(page, about, office, pupils):
    open_form(about, "care")
    now = kept(office, pupils[0])
    office.execute(EditPupil(pupils[0], now.version, replace(now.card, needs="Theirs.")))
    page.editor.form.control("needs").setPlainText("Mine.")
    page.editor.record()
    shown = [text.text() for text in page.editor.both.findChildren(type(page.editor.draft.kept))]
    assert "Theirs." in shown and "Mine." in shown
    assert page.editor.form.values()["needs"] == "Mine."
    take = next(
        button
        for button in page.editor.both.findChildren(type(page.editor.save))
        if button.text() == say("take_theirs")
    )
    take.click()
    assert page.editor.form.values()["needs"] == "Theirs."


def test_words_that_cannot_be_saved_stay_and_the_retry_doubles_nothing(
    page, about, office, pupils, monkeypatch
):
    about.reopen("contact", 0)
    QTest.keyClicks(page.editor.form.control("name"), "Ola Nordmann")
    with disk_full(monkeypatch):
        page.editor.record()
        assert page.editor.trouble.isVisible()
        assert "Your words are kept here" in page.editor.trouble.words
        assert page.editor.form.values()["name"] == "Ola Nordmann"
    QTest.mouseClick(page.editor.trouble.again, Qt.MouseButton.LeftButton)
    names = [row.card.name for row in office.ask(PupilCardView(pupils[0])).contacts]
    assert names.count("Ola Nordmann") == 1
    assert drafts(office) == []


def test_the_words_are_copied_where_nothing_can_be_saved(page, about, monkeypatch, qapp):
    about.reopen("contact", 0)
    QTest.keyClicks(page.editor.form.control("name"), "Ola Nordmann")
    with disk_full(monkeypatch):
        page.editor.record()
    page.editor.trouble.copy.click()
    assert "Ola Nordmann" in qapp.clipboard().text()
    qapp.clipboard().clear()


def test_what_is_typed_is_kept_and_stands_there_again(page, about, office, pupils):
    open_form(about, "care")
    page.editor.form.control("needs").setPlainText("Half a sentence")
    page.editor.close_sheet()
    assert drafts(office) == [f"pupil, care:care:{pupils[0]}"]
    open_form(about, "care")
    assert page.editor.form.values()["needs"] == "Half a sentence"
    assert page.editor.draft.found.isVisible()
    page.editor.draft.throw.click()
    assert page.editor.form.values()["needs"] == "Child with an EHCP (autism)."
    assert drafts(office) == []


def test_a_draft_opened_from_today_shows_its_form(page, about, office, pupils, main_window):
    about.reopen("contact", about.contacts.rows[1].contact)
    QTest.keyClicks(page.editor.form.control("email"), "grace@example.org")
    page.editor.close_sheet()
    (found,) = office.drafts()
    main_window.go("settings")
    main_window.go("pupils", found.draft)
    assert page.editor.form.values()["name"] == "Grace Boateng"
    assert page.editor.form.values()["email"] == "grace@example.org"


def test_lock_takes_the_words_off_the_screen_and_keeps_them(page, about, office, main_window):
    open_form(about, "profile")
    page.editor.form.control("helps").setPlainText("A quiet room")
    main_window.clear()
    assert page.editor.form is None
    assert office.drafts()[0].draft.words["helps"] == "A quiet room"


def test_escape_goes_back_and_discards_nothing(page, about, office, main_window, qtbot):
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow)
    open_form(about, "profile")
    box = page.editor.form.control("helps")
    qtbot.waitUntil(box.hasFocus)
    box.setPlainText("A quiet room")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert page.view.isVisible()
    assert office.drafts()[0].draft.words["helps"] == "A quiet room"


def test_a_contact_who_must_not_be_told_needs_a_reason(page, about):
    about.reopen("contact", 0)
    form = page.editor.form
    QTest.keyClicks(form.control("name"), "Ola Nordmann")
    choice = form.control("telling")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(2)
    page.editor.record()
    assert form.errors.isVisible()
    assert len(form.errors.lines()) == 1


def test_a_day_that_is_none_is_said_in_words(page, about):
    open_form(about, "identity")
    page.editor.form.control("birth_date").line.setText("31 February")
    page.editor.record()
    (line,) = page.editor.form.errors.lines()
    assert line.text() == "Date of birth must be a real date, such as 13 October 2026"


def test_a_number_is_added_and_its_check_said(page, about, office, pupils):
    about.reopen("number", 0)
    value = page.editor.form.control("value")
    assert isinstance(value, QLineEdit)
    QTest.keyClicks(value, "A801200001001")
    page.editor.record()
    kinds = {row.value: row.check for row in office.ask(PupilCardView(pupils[0])).identifiers}
    assert kinds["A801200001001"] is people.Check.WRONG_LETTER
