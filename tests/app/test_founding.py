"""What a new record holds from its first moment, and what becomes of it where the disk refuses its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app import bootstrap
from app.core.errors import InchstoneError, Refused, Unavailable
from app.core.period import Span
from app.core.roles import Role
from app.rooms import access, calendar, keeping
from app.rooms.calendar import TermCard, TermKind
from tests.kit.clock import SetClock
from tests.kit.read_only import read_only_folder, refuses
from tests.kit.record import FLOOR

MAKING = bootstrap.Making(cost=FLOOR)
AUTUMN = Span(date(2026, 9, 1), date(2026, 12, 18))
OCTOBER = Span(date(2026, 10, 26), date(2026, 10, 30))
YEAR = TermCard(TermKind.YEAR, "2026/27", date(2026, 9, 1), date(2027, 8, 31))


def founding(*first: object) -> bootstrap.Founding:
    return bootstrap.Founding("Hillside", "Ada Brennan", "quiet green kettles", first=first)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path, home: Path) -> Iterator[Path]:
    (tmp_path / "disk").mkdir()
    yield tmp_path / "disk" / "ours"


def test_a_term_with_a_holiday_becomes_a_year_a_term_and_two_halves() -> None:
    assert bootstrap.first_terms(AUTUMN, OCTOBER) == (
        YEAR,
        TermCard(TermKind.TERM, "Autumn", AUTUMN.first, AUTUMN.last),
        TermCard(TermKind.HALF_TERM, "Autumn 1", date(2026, 9, 1), date(2026, 10, 23)),
        TermCard(TermKind.HALF_TERM, "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    )


@pytest.mark.parametrize(
    ("first", "last", "kinds", "name", "year"),
    [
        (date(2027, 1, 4), date(2027, 3, 25), "year term", "Spring", "2026/27"),
        (date(2027, 4, 12), date(2027, 7, 21), "year term", "Summer", "2026/27"),
        (date(2026, 8, 26), date(2026, 12, 18), "year term", "Autumn", "2026/27"),
        (date(2026, 9, 1), date(2027, 7, 21), "year", "2026/27", "2026/27"),
    ],
)
def test_a_term_is_called_after_its_season_and_lies_in_its_school_year(
    first: date, last: date, kinds: str, name: str, year: str
) -> None:
    cards = bootstrap.first_terms(Span(first, last))
    assert " ".join(card.kind for card in cards) == kinds
    assert cards[-1].name == name
    assert cards[-1].span == Span(first, last)
    assert cards[0].span.holds(cards[-1].span)
    if len(cards) > 1:
        assert cards[0].name == year


@pytest.mark.parametrize(
    ("span", "holiday", "code"),
    [
        (AUTUMN, Span(date(2026, 12, 14), date(2026, 12, 18)), "outside_what_it_belongs_to"),
        (AUTUMN, Span(date(2026, 9, 1), date(2026, 9, 4)), "outside_what_it_belongs_to"),
        (Span(date(2026, 9, 1), date(2028, 7, 21)), None, "outside_what_it_belongs_to"),
        (Span(date(2026, 9, 1), date(2027, 7, 21)), OCTOBER, "term_is_a_year"),
    ],
)
def test_days_that_make_no_term_are_refused(span: Span, holiday: Span | None, code: str) -> None:
    with pytest.raises(Refused) as told:
        bootstrap.first_terms(span, holiday)
    assert told.value.code == code


def test_what_the_head_writes_at_once_is_there_when_it_opens(place: Path, clock: SetClock) -> None:
    card = access.StaffCard(
        "Marcus Hale", access.write_roles(frozenset({Role.DSL})), "01632 960123", clock.today()
    )
    terms = (calendar.AddTerm(card) for card in bootstrap.first_terms(AUTUMN, OCTOBER))
    said = founding(*terms, access.AddStaff(card, "nine slow herons"))
    under_way = bootstrap.FoundingUnderWay(place, said, clock, MAKING)
    opened = under_way.finish(keeping.ChangeSetting("second_place", "/somewhere/else"))
    try:
        office = opened.office
        found = office.ask(calendar.TermOn(clock.today()))
        assert found.half_term is not None and found.half_term.card.name == "Autumn 1"
        assert found.week == 7
        assert office.ask(calendar.DaySlots(date(2026, 10, 27))).closed == "outside_term"
        assert [row.name for row in office.ask(access.StaffList())] == ["Ada Brennan", "Marcus Hale"]
        assert office.ask(keeping.BackupStatus()).second_place == "/somewhere/else"
    finally:
        opened.close()
    assert [one.name for one in bootstrap.people_at(place)[1]] == ["Ada Brennan", "Marcus Hale"]
    bootstrap.sign_in(place, bootstrap.person_named(place, "Marcus Hale"), "nine slow herons", clock).close()


def test_where_one_of_it_is_refused_nothing_is_left(place: Path, clock: SetClock) -> None:
    too_long = keeping.ChangeSetting("phone", "9" * 61)
    with pytest.raises(Refused):
        bootstrap.FoundingUnderWay(place, founding(too_long), clock, MAKING)
    assert list(place.parent.iterdir()) == []
    bootstrap.FoundingUnderWay(place, founding(), clock, MAKING).give_up()


def test_a_name_that_the_disk_refuses_can_be_given_later_with_the_same_sheet(
    place: Path, clock: SetClock
) -> None:
    under_way = bootstrap.FoundingUnderWay(place, founding(), clock, MAKING)
    then = keeping.ChangeSetting("second_place", "/somewhere/else")
    with read_only_folder(place.parent):
        if not refuses(place.parent):
            pytest.skip("this system lets everybody write everywhere")
        with pytest.raises(Unavailable) as told:
            under_way.finish(then)
    assert told.value.code in ("place_is_read_only", "record_is_gone")
    assert not place.exists()
    under_way.finish(then).close()
    assert place.is_dir()
    again = bootstrap.sign_in(place, bootstrap.FIRST, "quiet green kettles", clock)
    assert again.office.ask(keeping.BackupStatus()).second_place == "/somewhere/else"
    again.close()


def test_what_stands_in_the_place_meanwhile_stays_and_the_record_goes_there_once_it_is_gone(
    place: Path, clock: SetClock
) -> None:
    under_way = bootstrap.FoundingUnderWay(place, founding(), clock, MAKING)
    place.mkdir()
    with pytest.raises(Refused) as told:
        under_way.finish()
    assert told.value.code == "place_is_taken"
    assert list(place.iterdir()) == []
    place.rmdir()
    under_way.finish().close()


def test_copies_may_lie_where_something_can_be_written(place: Path) -> None:
    bootstrap.check_place_of_copies(place.parent)
    bootstrap.check_place_of_copies(place / "not there yet")
    with read_only_folder(place.parent):
        if not refuses(place.parent):
            pytest.skip("this system lets everybody write everywhere")
        for folder in (place.parent, place):
            with pytest.raises(InchstoneError) as told:
                bootstrap.check_place_of_copies(folder)
            assert told.value.code == "place_is_read_only"
