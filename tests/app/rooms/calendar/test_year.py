"""Years, terms, half-terms and closures through the real door."""

from datetime import date

import pytest

from app.core.actor import PROGRAM
from app.core.content import ContentVersion, Origin
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import ClosureId, TermId
from app.core.period import FAR, Span
from app.core.roles import Role
from app.office import Office
from app.rooms.calendar import (
    AddClosure,
    AddTerm,
    ClosureCard,
    ClosureKind,
    Closures,
    DaySlots,
    EditClosure,
    EditTerm,
    SchoolDays,
    TakeUpBankHolidays,
    TermCard,
    TermKind,
    TermOn,
    Terms,
    WithdrawClosure,
    WithdrawTerm,
)
from app.rooms.calendar.rules import open_spans
from tests.kit.counting import cost
from tests.kit.record import as_roles

YEAR = TermCard(TermKind.YEAR, "2026/27", date(2026, 9, 1), date(2027, 7, 21))
AUTUMN = TermCard(TermKind.TERM, "Autumn", date(2026, 9, 1), date(2026, 12, 18))
FIRST = TermCard(TermKind.HALF_TERM, "Autumn 1", date(2026, 9, 1), date(2026, 10, 23))
SECOND = TermCard(TermKind.HALF_TERM, "Autumn 2", date(2026, 11, 2), date(2026, 12, 18))
LATE = TermCard(TermKind.HALF_TERM, "Late", date(2026, 11, 3), date(2026, 12, 18))
LONG = TermCard(TermKind.TERM, "Summer", date(2027, 4, 12), date(2027, 7, 22))
INSET = ClosureCard(ClosureKind.INSET, "Training", date(2026, 10, 13), date(2026, 10, 13))


def add(office, *cards):
    return [TermId(office.execute(AddTerm(card)).new_id) for card in cards]


@pytest.fixture
def year(office):
    return add(office, YEAR, AUTUMN, FIRST, SECOND)


def test_a_year_is_listed_before_its_terms_and_they_before_their_halves(office, year):
    assert [row.card for row in office.ask(Terms())] == [YEAR, AUTUMN, FIRST, SECOND]


@pytest.mark.parametrize(
    ("day", "term", "half", "week"),
    [
        (date(2026, 9, 1), "Autumn", "Autumn 1", 1),
        (date(2026, 9, 7), "Autumn", "Autumn 1", 2),
        (date(2026, 10, 13), "Autumn", "Autumn 1", 7),
        (date(2026, 11, 2), "Autumn", "Autumn 2", 1),
        (date(2026, 10, 27), "Autumn", None, None),
        (date(2027, 1, 5), None, None, None),
    ],
)
def test_a_day_knows_its_term_its_half_and_its_week(office, year, day, term, half, week):
    found = office.ask(TermOn(day))
    assert found.year.card == YEAR
    assert found.term is None if term is None else found.term.card.name == term
    assert found.half_term is None if half is None else found.half_term.card.name == half
    assert found.week == week


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (TermCard(TermKind.TERM, " ", date(2027, 1, 4), date(2027, 3, 25)), "name_missing"),
        (TermCard(TermKind.TERM, "Spring", date(2027, 3, 25), date(2027, 1, 4)), "ends_before_it_starts"),
        (TermCard(TermKind.TERM, "Spring", date(2026, 12, 18), date(2027, 3, 25)), "overlaps_another"),
        (
            TermCard(TermKind.TERM, "Summer", date(2027, 4, 12), date(2027, 7, 22)),
            "outside_what_it_belongs_to",
        ),
        (TermCard(TermKind.TERM, "Autumn", date(2027, 9, 1), date(2027, 12, 17)), "whole_missing"),
        (TermCard(TermKind.HALF_TERM, "Spring 1", date(2027, 1, 4), date(2027, 2, 12)), "whole_missing"),
    ],
)
def test_a_term_that_cannot_stand_is_refused(office, year, card, code):
    with pytest.raises(Refused) as refusal:
        office.execute(AddTerm(card))
    assert refusal.value.code == code
    assert len(office.ask(Terms())) == 4


def test_a_term_is_not_made_shorter_than_its_halves(office, year):
    shorter = TermCard(TermKind.TERM, "Autumn", date(2026, 9, 1), date(2026, 12, 11))
    with pytest.raises(Refused) as refusal:
        office.execute(EditTerm(year[1], 1, shorter))
    assert refusal.value.code == "outside_what_it_belongs_to"


def test_what_has_parts_is_not_taken_away(office, year):
    with pytest.raises(Refused) as refusal:
        office.execute(WithdrawTerm(year[0]))
    assert (refusal.value.code, refusal.value.facts) == ("has_parts", {"count": 1})


def test_the_whole_of_a_year_is_taken_back_and_done_again(office, year):
    office.execute(
        EditTerm(year[3], 1, TermCard(TermKind.HALF_TERM, "Late", date(2026, 11, 3), date(2026, 12, 18)))
    )
    for _ in range(5):
        office.undo()
    assert office.ask(Terms()) == ()
    for _ in range(5):
        office.redo()
    assert [row.card.name for row in office.ask(Terms())] == ["2026/27", "Autumn", "Autumn 1", "Late"]


def test_somebody_elses_change_of_a_term_is_not_written_over(office, opened, clock, year):
    other = as_roles(opened, clock, Role.DSL)
    other.execute(
        EditTerm(year[3], 1, TermCard(TermKind.HALF_TERM, "Late", date(2026, 11, 3), date(2026, 12, 18)))
    )
    with pytest.raises(OutOfDate):
        office.execute(EditTerm(year[3], 1, SECOND))


def test_a_mentor_changes_no_term(opened, clock):
    with pytest.raises(NotAllowed):
        as_roles(opened, clock, Role.MENTOR).execute(AddTerm(YEAR))


def test_school_days_leave_out_holidays_closures_and_weekends(office, year):
    office.execute(AddClosure(INSET))
    days = office.ask(SchoolDays(date(2026, 10, 10), date(2026, 11, 3)))
    assert days == (
        date(2026, 10, 12),
        *(date(2026, 10, day) for day in (14, 15, 16, 19, 20, 21, 22, 23)),
        date(2026, 11, 2),
        date(2026, 11, 3),
    )


def test_without_any_year_written_down_every_day_is_one_of_term(office):
    assert office.ask(DaySlots(date(2026, 10, 13))).closed == ""


@pytest.mark.parametrize(
    ("day", "closed", "name"),
    [
        (date(2026, 10, 13), "inset", "Training"),
        (date(2026, 10, 14), "", ""),
        (date(2026, 10, 27), "outside_term", ""),
        (date(2026, 12, 25), "bank_holiday", "Christmas Day"),
    ],
)
def test_a_closed_day_says_why(office, year, day, closed, name):
    office.execute(AddClosure(INSET))
    plan = office.ask(DaySlots(day))
    assert (plan.closed, plan.closed_name) == (closed, name)


def test_a_closure_is_edited_taken_away_and_put_back(office):
    closure = ClosureId(office.execute(AddClosure(INSET)).new_id)
    later = ClosureCard(ClosureKind.INSET, "Training", date(2026, 10, 14), date(2026, 10, 15))
    office.execute(EditClosure(closure, 1, later))
    office.execute(WithdrawClosure(closure))
    span = Closures(date(2026, 10, 1), date(2026, 10, 31))
    assert office.ask(span) == ()
    office.undo()
    assert [row.card for row in office.ask(span)] == [later]
    office.undo()
    assert [row.card for row in office.ask(span)] == [INSET]


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (ClosureCard(ClosureKind.CLOSED, "", date(2026, 10, 13), date(2026, 10, 13)), "name_missing"),
        (
            ClosureCard(ClosureKind.CLOSED, "Snow", date(2026, 10, 13), date(2026, 10, 12)),
            "ends_before_it_starts",
        ),
    ],
)
def test_a_closure_that_cannot_stand_is_refused(office, card, code):
    with pytest.raises(Refused) as refusal:
        office.execute(AddClosure(card))
    assert refusal.value.code == code


def test_bank_holidays_stand_in_every_new_record_once(office):
    found = office.ask(Closures(date(2026, 12, 1), date(2026, 12, 31)))
    assert [(row.card.first_day.day, row.card.kind) for row in found] == [
        (25, ClosureKind.BANK_HOLIDAY),
        (28, ClosureKind.BANK_HOLIDAY),
    ]


def test_a_bank_holiday_once_taken_away_stays_away_when_newer_ones_are_taken_up(office, opened, clock):
    christmas = office.ask(Closures(date(2026, 12, 25), date(2026, 12, 25)))[0].closure
    office.execute(WithdrawClosure(christmas))
    body = "date,title,notes,source,status,checked_on\n"
    body += (
        "2026-12-25,Christmas Day,,x,guidance,2026-11-22\n2030-12-25,Christmas Day,,x,guidance,2026-11-22\n"
    )
    newer = ContentVersion("bank_holidays.csv", "newer", date(2026, 11, 1), "ef" * 32, Origin.SHIPPED, body)
    program = Office(opened.record, PROGRAM, clock)
    program.execute(TakeUpBankHolidays(newer))
    assert office.ask(Closures(date(2026, 12, 25), date(2026, 12, 25))) == ()
    assert len(office.ask(Closures(date(2030, 12, 25), date(2030, 12, 25)))) == 1
    assert program.execute(TakeUpBankHolidays(newer)).note == "already_there"


def test_the_questions_of_a_year_cost_one_or_two_statements(office, year):
    assert cost(office, Terms()) == cost(office, Closures()) == cost(office, TermOn(date(2026, 10, 13))) == 1
    assert cost(office, SchoolDays(date(2026, 9, 1), date(2027, 7, 21))) == 2


YEARS = [Span(date(2026, 9, 1), date(2027, 7, 21))]
TERMS = [Span(date(2026, 9, 1), date(2026, 12, 18)), Span(date(2027, 1, 4), date(2027, 3, 25))]
HALVES = [Span(date(2026, 9, 1), date(2026, 10, 23)), Span(date(2026, 11, 2), date(2026, 12, 18))]


@pytest.mark.parametrize(
    ("years", "terms", "halves", "open_"),
    [
        ([], [], [], (Span(date.min, FAR),)),
        (YEARS, [], [], tuple(YEARS)),
        (YEARS, TERMS, [], tuple(TERMS)),
        (YEARS, TERMS, HALVES, (*HALVES, TERMS[1])),
    ],
)
def test_term_is_each_whole_without_parts_else_its_parts(years, terms, halves, open_):
    assert open_spans(years, terms, halves) == open_
