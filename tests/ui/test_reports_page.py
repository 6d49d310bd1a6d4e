"""Reports: the preview, the addressee, and what leaves is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.ids import PupilId
from app.reports.make_page import PageFormat, PageKind
from app.rooms import keeping, people
from tests.kit.clock import SetClock
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


def test_the_family_page_is_previewed_as_it_will_be_printed(main_window: MainWindow, pupil: PupilId) -> None:
    reports = page(main_window, ("family", pupil))
    assert reports.view.sheets
    assert reports.print.isEnabled()
    assert reports.view.sheets[0].accessibleName().startswith("Preview of the family page, page 1")


def test_whoever_must_not_be_told_is_refused_before_any_preview(
    main_window: MainWindow, pupil: PupilId
) -> None:
    reports = page(main_window, ("family", pupil))
    row = reports.addressee.findData("Kofi Marsh")
    reports.addressee.setCurrentIndex(row)
    reports.addressee.activated.emit(row)
    assert not reports.view.sheets
    assert not reports.save_pdf.isEnabled()
    assert "Kofi Marsh" in main_window.problems.words


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
