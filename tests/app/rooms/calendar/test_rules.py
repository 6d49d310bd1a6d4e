"""The calendar: which days are open, which slots a day has, and how many hours a week comes to."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.ids import PupilId, SlotId
from app.core.period import FAR, HalfDay, HalfTerm, Span, Term, Week, Year, each_day
from app.rooms.calendar import rules
from app.rooms.calendar.rules import HoursUnit, Listed, OpenDays, SlotKind, Timetabled
from tests.kit.shipped import content

ASH, BO = PupilId(1), PupilId(2)
MONDAY = date(2026, 11, 16)
TERM = Span(date(2026, 11, 2), date(2026, 12, 18))
DAYS = OpenDays((TERM,), (Span(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1)),))


def slot(number: int, weekday: int, start: str, end: str, **facts: object) -> Timetabled:
    """A slot with both pupils on its list, unless said otherwise."""
    values: dict[str, object] = {
        "half_day": HalfDay.AM,
        "kind": SlotKind.LESSON,
        "from_day": date(2026, 9, 1),
        "listed": (Listed(ASH), Listed(BO)),
        **facts,
    }
    times = {"start": time.fromisoformat(start), "end": time.fromisoformat(end)}
    return Timetabled(SlotId(number), f"Slot {number}", weekday, **times, **values)  # type: ignore[arg-type]


EARLY = slot(3, 0, "09:00", "10:00")
BREAK = slot(4, 0, "10:00", "10:20", kind=SlotKind.BREAK)
LATE = slot(5, 0, "13:00", "14:30", half_day=HalfDay.PM, listed=(Listed(ASH),))
VISIT = slot(6, 2, "17:00", "18:00", half_day=None, kind=SlotKind.HOME_VISIT)
CLOSED = slot(7, 1, "09:00", "12:00")
TIMETABLE = (LATE, VISIT, BREAK, EARLY, CLOSED)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))


def test_the_slots_of_a_day_come_in_order_of_time():
    assert rules.slots_of(MONDAY, TIMETABLE, DAYS) == (EARLY, BREAK, LATE)


@pytest.mark.parametrize(
    "day", [MONDAY + timedelta(days=1), MONDAY + timedelta(days=4), date(2026, 10, 26), date(2026, 12, 21)]
)
def test_closures_empty_days_and_holidays_have_no_slots(day):
    assert rules.slots_of(day, TIMETABLE, DAYS) == ()


def test_a_slot_holds_from_its_first_day_to_its_last():
    ended = slot(8, 0, "09:00", "10:00", from_day=MONDAY, to_day=MONDAY)
    assert rules.slots_of(MONDAY, [ended], DAYS) == (ended,)
    assert rules.slots_of(MONDAY + timedelta(days=7), [ended], DAYS) == ()
    assert rules.slots_of(MONDAY - timedelta(days=7), [ended], DAYS) == ()


def test_school_days_are_open_weekdays():
    assert DAYS.school_days(WEEK) == tuple(MONDAY + timedelta(days=n) for n in (0, 2, 3, 4))


@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.booleans()), max_size=8),
    first=st.integers(-5, 95),
    length=st.integers(-3, 60),
)
def test_the_open_days_of_a_stretch_are_those_that_are_open_one_by_one(spans, first, length):
    made = [(Span(MONDAY + timedelta(at), MONDAY + timedelta(at + more)), term) for at, more, term in spans]
    days = rules.OpenDays(
        tuple(span for span, term in made if term), tuple(span for span, term in made if not term)
    )
    begin, end = MONDAY + timedelta(first), MONDAY + timedelta(first + length)
    assert days.within(begin, end) == tuple(day for day in each_day(begin, end) if days.is_open(day))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": " "}, "slot_without_name"),
        ({"weekday": 7}, "no_such_weekday"),
        ({"end": time(9)}, "slot_ends_before_it_starts"),
        ({"end": time(8, 59)}, "slot_ends_before_it_starts"),
    ],
)
def test_a_slot_has_a_name_a_day_and_some_time(facts, code):
    good = {"name": "Maths", "weekday": 0, "start": time(9), "end": time(10)}
    rules.check_slot(**good)
    with pytest.raises(Refused) as refusal:
        rules.check_slot(**{**good, **facts})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("other", "whom"),
    [
        (slot(9, 0, "09:59", "11:00", listed=(Listed(BO),)), [BO]),
        (slot(9, 0, "10:00", "11:00"), []),
        (slot(9, 1, "09:00", "10:00"), []),
        (slot(9, 0, "09:00", "10:00", from_day=FAR), [ASH, BO]),
        (slot(9, 0, "09:00", "10:00", listed=(Listed(PupilId(9)),)), []),
        (slot(3, 0, "09:00", "10:00"), []),
    ],
)
def test_nobody_is_asked_to_be_in_two_places_without_its_being_said(other, whom):
    assert [pupil for _, pupil in rules.clashes(EARLY, [other])] == whom


def test_two_slots_one_after_another_in_the_year_do_not_clash():
    autumn = slot(8, 0, "09:00", "10:00", to_day=date(2026, 12, 18))
    spring = slot(9, 0, "09:00", "10:00", from_day=date(2027, 1, 4))
    assert rules.clashes(autumn, [spring]) == ()


YEAR = Year(date(2026, 9, 1), date(2027, 8, 31), "2026/27")
AUTUMN = Term(date(2026, 9, 1), date(2026, 12, 18), "Autumn")


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (Term(date(2026, 8, 31), date(2026, 12, 18), "Autumn"), YEAR),
        (Term(date(2027, 6, 1), date(2027, 9, 1), "Summer"), YEAR),
        (HalfTerm(date(2026, 12, 1), date(2027, 1, 5), "?"), AUTUMN),
    ],
)
def test_what_lies_within_a_year_or_a_term_ends_with_it(part, whole):
    rules.check_within(AUTUMN, YEAR)
    with pytest.raises(Refused) as refusal:
        rules.check_within(part, whole)
    assert refusal.value.code == "outside_what_it_belongs_to"


def test_two_terms_share_no_day():
    spring = Term(date(2026, 12, 19), date(2027, 3, 25), "Spring")
    rules.check_apart(spring, [AUTUMN])
    with pytest.raises(Refused) as refusal:
        rules.check_apart(Term(date(2026, 12, 18), date(2027, 3, 25), "Spring"), [AUTUMN])
    assert refusal.value.code == "overlaps_another"


def test_the_example_year_that_ships_is_one_that_can_be_kept():
    rows = content("terms_example.csv")
    spans = [
        HalfTerm(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["name"])
        for row in rows
        if row["kind"] == "half-term"
    ]
    assert len(spans) == 6
    for number, span in enumerate(spans):
        rules.check_apart(span, spans[:number])
        rules.check_within(span, YEAR)


# --- hours


def test_hours_count_breaks_and_visits_and_no_closed_day():
    assert rules.minutes_offered(ASH, TIMETABLE, DAYS, Week(MONDAY)) == 60 + 20 + 90 + 60
    assert rules.minutes_offered(BO, TIMETABLE, DAYS, Week(MONDAY)) == 60 + 20 + 60
    assert rules.minutes_offered(ASH, TIMETABLE, DAYS, Week(MONDAY + timedelta(days=7))) == 230 + 180


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 60)), max_size=8))
def test_minutes_that_two_slots_share_count_once(pieces):
    day = [
        slot(number, 0, f"{start // 60 + 8:02d}:{start % 60:02d}", _clock(start + length))
        for number, (start, length) in enumerate(pieces, 3)
    ]
    covered = {minute for start, length in pieces for minute in range(start, start + length)}
    assert rules.minutes_offered(ASH, day, DAYS, Week(MONDAY)) == len(covered)


def _clock(minute: int) -> str:
    return f"{minute // 60 + 8:02d}:{minute % 60:02d}"


LINES = rules.read_hours_rules(content("hours_rules.csv"))


@pytest.mark.parametrize(
    ("minutes", "over"),
    [
        (15 * 60 - 1, ()),
        (15 * 60, ("project.amber",)),
        (18 * 60, ("dfe18.seven_days", "project.amber")),
        (18 * 60 + 1, ("dfe18.week", "dfe18.seven_days", "project.amber")),
    ],
)
def test_a_week_is_held_against_each_line_to_the_minute(minutes, over):
    assert rules.lines_over(minutes, LINES, Week(MONDAY)) == over


def test_a_line_counts_only_in_weeks_in_which_it_is_in_force():
    line = rules.HoursRule("x", 10, HoursUnit.FROM, date(2026, 11, 18), date(2026, 11, 30))
    assert rules.lines_over(700, [line], Week(MONDAY)) == ("x",)
    assert rules.lines_over(700, [line], Week(MONDAY - timedelta(days=7))) == ()
    assert rules.lines_over(700, [line], Week(date(2026, 12, 7))) == ()


@pytest.mark.parametrize(("minutes", "text"), [(0, "0"), (1080, "18"), (1081, "18:01"), (1065, "17:45")])
def test_hours_are_said_to_the_minute(minutes, text):
    assert rules.hours_text(minutes) == text
