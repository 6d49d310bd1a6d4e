"""The pages of the invented provision as they are printed: each on the sheet it is meant for."""

from datetime import date, datetime, time

import pytest

from app.core.clock import ENGLAND
from app.core.jobs import Silent
from app.core.period import ONE_DAY
from app.reports import typeset
from app.reports.make_page import ComposePage, PageKind
from tests.app.demo.conftest import Invented
from tests.kit import paper
from tests.kit.clock import TUESDAY
from tests.kit.words import as_text


@pytest.fixture
def on_its_last_day(invented: Invented):
    """The clock at noon of the last day with data, and afterwards where it was."""
    last = date.fromisoformat(invented.answer["last_day"])
    invented.clock.set(datetime.combine(last, time(12), ENGLAND))
    yield invented
    invented.clock.set(TUESDAY)


def test_every_family_page_fits_one_sheet_at_14_point(on_its_last_day):
    office = on_its_last_day.office
    for pupil in on_its_last_day.pupils:
        document = office.work(ComposePage(PageKind.FAMILY, pupil), Silent())
        assert len(typeset.pages(document, ppi=20)) == 1
        assert min(paper.sizes_of(document)) >= 14


def test_the_emergency_sheet_is_one_sheet_that_can_be_read(on_its_last_day):
    document = on_its_last_day.office.work(ComposePage(PageKind.EMERGENCY), Silent())
    assert len(typeset.pages(document, ppi=20)) == 1
    assert min(paper.sizes_of(document)) >= 8


def test_every_page_says_that_the_provision_is_invented(on_its_last_day):
    office, pupil = on_its_last_day.office, on_its_last_day.pupils[0]
    for job in (
        ComposePage(PageKind.EMERGENCY),
        ComposePage(PageKind.STAFF, pupil),
        ComposePage(PageKind.FAMILY, pupil),
    ):
        assert "Hillside Outreach (invented)" in as_text(office.work(job, Silent()))


def test_on_a_sunday_no_adult_is_in_by_the_timetable(on_its_last_day):
    day = on_its_last_day.clock.today()
    sunday = day + (6 - day.weekday()) * ONE_DAY
    on_its_last_day.clock.set(datetime.combine(sunday, time(12), ENGLAND))
    told = as_text(on_its_last_day.office.work(ComposePage(PageKind.EMERGENCY), Silent()))
    assert "No adult is in the timetable today" in told
    assert "May be in: in no slot today, and not away" in told
