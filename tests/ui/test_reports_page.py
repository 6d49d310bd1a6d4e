"""Reports: the preview, the addressee, and what leaves is noted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.ids import PupilId
from app.core.roles import Role
from app.reports.make_page import PageFormat, PageKind
from app.rooms import keeping, people
from app.rooms.people import LimitedAct
from tests.kit.clock import SetClock
from tests.kit.dialogs import answer_reason
from tests.kit.record import HEAD, PROVISION, as_roles, peek
from ui.kit.runner import PromptRunner
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.paper.emergency_window import EmergencyWindow
from ui.paper.reports_page import ReportsPage


@pytest.fixture
def pupil(opened: bootstrap.Opened, clock: SetClock) -> PupilId:
    office = opened.office
    made = office.execute(people.AddPupil(people.PupilCard("Alfie", "Marsh", clock.today()))).new_id
    assert made is not None
    found = PupilId(made)
    office.execute(people.AddContact(people.ContactCard(found, "Dawn Marsh", "mother", may_be_told=True)))
    barred = people.ContactCard(
        found, "Kofi Marsh", "father", ring_order=2, must_not_be_told=True, reason="court order"
    )
    office.execute(people.AddContact(barred))
    return found


def page(window: MainWindow, argument: object = None) -> ReportsPage:
    window.go("reports", argument)
    found = window.page("reports")
    assert isinstance(found, ReportsPage)
    return found


def address(reports: ReportsPage, name: str) -> None:
    row = reports.addressee.findData(name)
    reports.addressee.setCurrentIndex(row)
    reports.addressee.activated.emit(row)


def test_the_family_page_is_previewed_as_it_will_be_printed(main_window: MainWindow, pupil: PupilId) -> None:
    reports = page(main_window, ("family", pupil))
    assert reports.view.sheets
    assert reports.print.isEnabled()
    assert reports.view.sheets[0].accessibleName().startswith("Preview of the family page, page 1")


def test_each_addressee_says_in_words_what_they_must_not(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    fetching = people.ContactCard(
        pupil,
        "Per Marsh",
        "uncle",
        ring_order=3,
        may_be_told=True,
        must_not_collect=True,
        reason="court order",
    )
    opened.office.execute(people.AddContact(fetching))
    reports = page(main_window, ("family", pupil))
    assert [reports.addressee.itemText(row) for row in range(1, reports.addressee.count())] == [
        "Dawn Marsh, mother",
        "Kofi Marsh, father, must not be told",
        "Per Marsh, uncle, must not collect",
    ]


def test_whoever_must_not_be_told_is_refused_before_any_preview(
    main_window: MainWindow, pupil: PupilId
) -> None:
    reports = page(main_window, ("family", pupil))
    address(reports, "Kofi Marsh")
    assert not reports.view.sheets
    assert not reports.save_pdf.isEnabled()
    assert reports.passing.band.words == "Kofi Marsh must not be told (court order). Choose somebody else."
    assert reports.passing.isVisible()
    assert reports.count.text() == "Printing waits until another addressee is chosen."
    assert main_window.problems.words == ""


def test_the_head_lets_a_page_pass_with_a_reason_and_takes_it_back(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    reports = page(main_window, ("family", pupil))
    address(reports, "Kofi Marsh")
    QTest.mouseClick(reports.passing.override, Qt.MouseButton.LeftButton)
    answer_reason(main_window, "The court asked for it.")
    QApplication.processEvents()
    (passed,) = opened.office.ask(people.PassesToday(pupil))
    assert (passed.act, passed.reason) == (LimitedAct.TELL, "The court asked for it.")
    assert reports.addressee.currentData() == "Kofi Marsh"
    assert reports.view.sheets
    assert reports.print.isEnabled()
    assert "The court asked for it." in reports.passing.band.words
    QTest.keyClick(reports.passing.back, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert not reports.view.sheets
    assert reports.passing.override.isVisible()


def test_undo_of_an_override_stops_the_page_again(main_window: MainWindow, pupil: PupilId) -> None:
    reports = page(main_window, ("family", pupil))
    address(reports, "Kofi Marsh")
    QTest.keyClick(reports.passing.override, Qt.Key.Key_Space)
    answer_reason(main_window, "The court asked for it.")
    QApplication.processEvents()
    assert reports.print.isEnabled()
    main_window.undo()
    QApplication.processEvents()
    assert not reports.print.isEnabled()
    assert "must not be told" in reports.passing.band.words


@pytest.mark.parametrize(("words", "key"), [(" ", Qt.Key.Key_Return), ("because", Qt.Key.Key_Escape)])
def test_without_a_reason_nothing_passes(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId, words: str, key: Qt.Key
) -> None:
    reports = page(main_window, ("family", pupil))
    address(reports, "Kofi Marsh")
    QTest.mouseClick(reports.passing.override, Qt.MouseButton.LeftButton)
    answer_reason(main_window, words, key, Qt.Key.Key_Escape)
    assert opened.office.ask(people.PassesToday(pupil)) == ()
    assert not reports.view.sheets


def test_nobody_but_the_head_is_offered_the_override(
    qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Theme, pupil: PupilId
) -> None:
    runner = PromptRunner(as_roles(opened, clock, Role.DSL))
    window = MainWindow(runner, clock, provision=PROVISION, person="Ada Brennan", invented=False)
    qtbot.addWidget(window)
    window.show()
    reports = page(window, ("family", pupil))
    address(reports, "Kofi Marsh")
    assert reports.passing.isVisible()
    assert not reports.passing.override.isVisible()


def test_somebody_barred_while_the_page_is_shown_is_refused_at_once(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    page(main_window, ("family", pupil))
    main_window.go("today")
    reports = page(main_window, ("family", pupil))
    address(reports, "Dawn Marsh")
    (row,) = (row for row in opened.office.ask(people.Contacts(pupil)) if row.card.name == "Dawn Marsh")
    barred = replace(row.card, may_be_told=False, must_not_be_told=True, reason="her own wish")
    main_window.desk.runner.submit(
        main_window, people.EditContact(row.contact, row.version, barred), lambda _done: None, pytest.fail
    )
    QApplication.processEvents()
    assert not reports.print.isEnabled()
    assert "Dawn Marsh must not be told" in reports.passing.band.words


def test_a_saved_page_is_whole_and_noted_on_record(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId, tmp_path: Path
) -> None:
    reports = page(main_window, ("family", pupil))
    assert reports._document is not None
    place = tmp_path / "page.pdf"
    reports._issuer.save_to(place, reports._document, PageKind.FAMILY, pupil, PageFormat.PDF)
    assert place.read_bytes().startswith(b"%PDF")
    (issued,) = opened.office.ask(keeping.Issued(pupil))
    assert (issued.kind, issued.addressee) == ("family", "Dawn Marsh")


def test_the_emergency_sheet_needs_no_pupil(main_window: MainWindow) -> None:
    reports = page(main_window, ("emergency", None))
    assert reports.view.sheets
    assert reports.pupil.isHidden() or not reports.pupil.isVisible()


def test_the_emergency_window_shows_the_sheet(
    qtbot: QtBot, main_window: MainWindow, pupil: PupilId, clock: SetClock
) -> None:
    shown = EmergencyWindow.open_for(main_window.desk.runner, main_window, clock)
    assert shown.pages.sheets
    assert shown.print.isEnabled()
    shown.close()


def test_locking_forgets_the_pages(main_window: MainWindow, pupil: PupilId) -> None:
    reports = page(main_window, ("family", pupil))
    main_window.clear()
    assert not reports.view.sheets


def headings(reports: ReportsPage) -> str:
    assert reports._document is not None
    return str(reports._document.blocks)


@pytest.mark.parametrize("kind", ["family", "staff"])
def test_a_headline_in_ones_own_words_is_kept_with_the_name_and_the_proved_one_stands_under_it(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId, kind: str
) -> None:
    reports = page(main_window, (kind, pupil))
    line = reports.headline.line
    proved = line.text()
    assert proved.startswith("We are getting to know")
    line.selectAll()
    QTest.keyClicks(line, "You let us in")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "You let us in" in headings(reports)
    assert f"In the words of {HEAD}. What the visits show: {proved}." in headings(reports)
    assert reports.headline.line.text() == "You let us in"
    assert peek(opened.office, "SELECT kind, proved, words, recorded_by FROM headline") == [
        (kind, proved, "You let us in", 1)
    ]
    QTest.keyClick(reports.headline.as_proved, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert "You let us in" not in headings(reports)
    assert line.text() == proved
    main_window.undo()
    QApplication.processEvents()
    assert "You let us in" in headings(reports)


def test_words_for_what_is_no_longer_proved_fall_away(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    other = keeping.WordHeadline(pupil, "family", "You usually answer: 7 of your last 9 visits", "Well done")
    opened.office.execute(other)
    assert "Well done" not in headings(page(main_window, ("family", pupil)))


def test_a_headline_that_is_being_typed_survives_the_lock_as_a_draft(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    reports = page(main_window, ("family", pupil))
    QTest.keyClicks(reports.headline.line, " at last")
    main_window.clear()
    assert reports.headline.line.text() == ""
    (kept,) = opened.office.drafts()
    assert kept.draft.words == {"headline": "We are getting to know you at last"}
    page(main_window, kept.draft)
    assert reports.headline.line.text() == "We are getting to know you at last"
    QTest.keyClick(reports.headline.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert opened.office.drafts() == ()
    assert "We are getting to know you at last" in headings(reports)


def test_a_change_elsewhere_leaves_what_is_being_typed_alone(
    main_window: MainWindow, opened: bootstrap.Opened, pupil: PupilId
) -> None:
    reports = page(main_window, ("family", pupil))
    QTest.keyClicks(reports.headline.line, " at")
    card = people.PupilCard("Bea", "Reed", SetClock().today())
    main_window.desk.runner.submit(main_window, people.AddPupil(card), lambda _done: None, pytest.fail)
    QApplication.processEvents()
    assert reports.headline.line.text() == "We are getting to know you at"


def test_until_the_other_child_is_known_nothing_of_the_one_before_can_be_printed(
    main_window: MainWindow,
    opened: bootstrap.Opened,
    clock: SetClock,
    pupil: PupilId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = people.PupilCard("Bea", "Finch", clock.today())
    other = opened.office.execute(people.AddPupil(card)).new_id
    reports = page(main_window, ("family", pupil))
    assert reports.print.isEnabled()
    with monkeypatch.context() as patch:
        patch.setattr(PromptRunner, "ask", lambda self, owner, query, done, failed: None)
        reports.pupil.setCurrentIndex([one.pupil for one in reports._names].index(other))
        reports.pupil.activated.emit(reports.pupil.currentIndex())
    assert not reports.print.isEnabled()
    assert reports._document is None
    assert not reports.view.sheets
    assert not reports.headline.isVisible()
    assert not reports.passing.isVisible()
