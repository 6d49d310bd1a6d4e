"""What was typed and not recorded: after a crash it stands again in each form, and goes when dropped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app import bootstrap
from tests.kit.record import peek
from tests.ui.forms import FORMS, Hand, prepare
from tests.ui.rooms.attendance.lesson import LessonTemplate
from tests.ui.starting import Starts, crash
from ui.insight.today_page import TodayPage
from ui.kit.form import Form

OPENED_AGAIN = ("note", "own words")
"""After a lock the register comes back with the keys in its rows, and the adult before the child's page."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> LessonTemplate:
    return LessonTemplate(tmp_path_factory.mktemp("kept-words"))


@pytest.fixture(autouse=True)
def _prepared(opened: bootstrap.Opened) -> None:
    prepare(opened.office)


@pytest.mark.parametrize("name", FORMS)
def test_after_a_crash_the_words_stand_in_the_form_and_are_recorded_once(
    start: Starts, opened: bootstrap.Opened, name: str
) -> None:
    form, office = FORMS[name], opened.office
    first = Hand(start(), office, "keys")
    before = peek(office, form.counted, form.sought)[0][0]
    form.open(first)
    form.fill(first)
    crash(first.window)
    assert len(office.drafts()) == 1
    second = Hand(start(), office, "mouse")
    form.open(second)
    assert form.stands(second.window)
    told = form.at(second.window).told
    assert "here again" in told or "still here" in told
    assert ("A password is never kept" in told) is bool(form.secret)
    form.fill_secret(second)
    second.press(form.at(second.window).save)
    assert peek(office, form.counted, form.sought)[0][0] == before + 1
    assert office.drafts() == ()


@pytest.mark.parametrize("name", FORMS)
def test_a_line_on_today_opens_the_form_with_its_words_which_outlive_a_lock_and_can_be_dropped(
    start: Starts, opened: bootstrap.Opened, name: str
) -> None:
    form, office = FORMS[name], opened.office
    first = Hand(start(), office, "mouse")
    form.open(first)
    stood = [form.at(first.window).words(field) for field, _ in form.typed]
    form.fill(first)
    crash(first.window)
    second = Hand(start(), office, "keys")
    second.window.go("today")
    today = second.window.page("today")
    assert isinstance(today, TodayPage)
    today.drafts.open()
    second.press(today.drafts.findChildren(QPushButton)[0])
    assert form.stands(second.window)
    second.window.clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(part.is_touched for part in second.window.findChildren(Form))
    second.window.come_back()
    if name in OPENED_AGAIN:
        form.open(second)
    assert form.stands(second.window)
    place = form.at(second.window)
    second.press(place.throw)
    assert [place.words(field) for field, _ in form.typed] == stood
    assert (place.told, office.drafts()) == ("", ())
