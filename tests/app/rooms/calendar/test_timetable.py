"""The weekly timetable through the real door: slots, their lists, and the days that come of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

import pytest

from app.core.actor import PROGRAM
from app.core.changes import Topic, changed
from app.core.command import Command, Outcome
from app.core.errors import OutOfDate, Refused
from app.core.ids import PupilId, SlotId, StaffId
from app.core.marks import AM, PM, RUNG, NewMark
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.office import Office
from app.rooms.calendar import (
    AddClosure,
    AddSlot,
    AddTerm,
    ClosureCard,
    ClosureKind,
    DaySlots,
    EditSlot,
    EndSlot,
    ExpectedDays,
    ExpectedPupils,
    HalfDaysExpected,
    MinutesOffered,
    NextSlot,
    PlanBetween,
    PutReservedSlots,
    SetSlotAdults,
    SetSlotPupils,
    SlotByName,
    SlotCard,
    SlotDaysAround,
    SlotKind,
    SlotPupils,
    TermCard,
    TermKind,
    Timetable,
    WithdrawSlot,
)
from app.rooms.people import AddPupil, EndPupil, PupilCard
from app.store import marks
from tests.kit.counting import cost
from tests.kit.record import peek

START = date(2026, 9, 1)
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
MATHS = SlotCard(
    "Maths", SlotKind.LESSON, 1, 9 * 60 + 30, 10 * 60 + 15, START, half_day=HalfDay.AM, place="Room 2"
)
BREAK = SlotCard("Break", SlotKind.BREAK, 1, 10 * 60 + 15, 10 * 60 + 30, START, half_day=HalfDay.AM)
VISIT = SlotCard("Visit", SlotKind.HOME_VISIT, 1, 13 * 60, 14 * 60, START, half_day=HalfDay.PM)
CLUB = SlotCard("Club", SlotKind.OFF_SITE, 1, 17 * 60, 18 * 60, START)


def slot(office, card=MATHS):
    return SlotId(office.execute(AddSlot(card)).new_id)


def pupil(office, forename="Ashley", **said):
    return PupilId(office.execute(AddPupil(PupilCard(forename, "Marsh", START, **said))).new_id)


def put_on(office, where, *pupils, day=START):
    office.execute(SetSlotPupils(where, day, frozenset(pupils)))


@dataclass(frozen=True)
class PutMarks(Command):
    """Put marks down as the register does, for these tests alone."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_MARK_RECORD
    marks: tuple[NewMark, ...]

    def run(self, work):
        return Outcome(changed(Topic.MARK), undo=PutMarks(marks.put(work, self.marks)))


def mark(office, where, who):
    office.execute(PutMarks((NewMark(who, TUESDAY, where, RUNG, 3),)))


@pytest.fixture
def ash(office):
    return pupil(office)


@pytest.fixture
def bo(office):
    return pupil(office, "Bo")


def test_the_two_reserved_slots_are_there_from_the_first_and_only_once(opened, office, clock):
    assert peek(office, "SELECT id, half_day, weekday FROM slot ORDER BY id") == [
        (1, "AM", None),
        (2, "PM", None),
    ]
    program = Office(opened.record, PROGRAM, clock)
    assert program.execute(PutReservedSlots()).note == "nothing_to_change"


@pytest.mark.parametrize(
    "request_", [WithdrawSlot(AM), SetSlotPupils(PM, START, frozenset()), EditSlot(AM, 1, MATHS)]
)
def test_a_reserved_slot_is_left_alone(office, request_):
    with pytest.raises(Refused) as refusal:
        office.execute(request_)
    assert refusal.value.code == "slot_is_reserved"


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (replace(MATHS, name=" "), "slot_without_name"),
        (replace(MATHS, weekday=7), "no_such_weekday"),
        (replace(MATHS, weekday=None), "no_such_weekday"),
        (replace(MATHS, end_minute=MATHS.start_minute), "slot_ends_before_it_starts"),
        (replace(MATHS, end_minute=24 * 60), "slot_time_out_of_day"),
        (replace(MATHS, kind=SlotKind.HALF_DAY, weekday=None), "slot_is_reserved"),
        (replace(MATHS, to_day=date(2026, 8, 31)), "ends_before_it_starts"),
    ],
)
def test_a_slot_that_is_no_piece_of_a_week_is_refused(office, card, code):
    with pytest.raises(Refused) as refusal:
        office.execute(AddSlot(card))
    assert refusal.value.code == code


def test_a_day_has_the_slots_of_its_weekday_in_order_with_their_lists(office, ash):
    late, early = slot(office, BREAK), slot(office)
    put_on(office, early, ash)
    office.execute(SetSlotAdults(early, START, frozenset({StaffId(1)})))
    found = office.ask(DaySlots(TUESDAY)).slots
    assert [(one.slot, one.pupils, one.adults) for one in found] == [(early, (ash,), (1,)), (late, (), ())]
    assert office.ask(DaySlots(MONDAY)).slots == ()
    assert office.ask(SlotPupils(early, TUESDAY)) == (ash,)


def test_whoever_has_left_is_on_no_list_any_more(office, ash):
    maths = slot(office)
    put_on(office, maths, ash)
    office.execute(EndPupil(ash, MONDAY))
    assert office.ask(SlotPupils(maths, TUESDAY)) == ()
    assert office.ask(SlotPupils(maths, date(2026, 10, 6))) == (ash,)


def test_a_slot_holds_to_its_last_day(office):
    maths = slot(office)
    office.execute(EndSlot(maths, date(2026, 10, 6)))
    assert office.ask(DaySlots(TUESDAY)).slots == ()
    office.undo()
    assert len(office.ask(DaySlots(TUESDAY)).slots) == 1


def test_a_list_set_from_a_day_keeps_what_was_before_and_goes_back_whole(office, ash):
    maths, bo = slot(office), pupil(office, "Bo")
    put_on(office, maths, ash)
    put_on(office, maths, ash, bo, day=TUESDAY)

    def lists():
        return [office.ask(SlotPupils(maths, day)) for day in (date(2026, 10, 6), TUESDAY)]

    assert lists() == [(ash,), (ash, bo)]
    office.undo()
    assert lists() == [(ash,), (ash,)]
    office.undo()
    assert lists() == [(), ()]
    office.redo()
    office.redo()
    assert lists() == [(ash,), (ash, bo)]


def test_adults_set_from_a_day_go_back_whole(office):
    maths = slot(office)
    office.execute(SetSlotAdults(maths, START, frozenset({StaffId(1)})))
    office.execute(SetSlotAdults(maths, TUESDAY, frozenset()))
    assert [one.adults for one in office.ask(DaySlots(TUESDAY)).slots] == [()]
    office.undo()
    assert [one.adults for one in office.ask(DaySlots(TUESDAY)).slots] == [(1,)]
    assert office.execute(SetSlotAdults(maths, TUESDAY, frozenset({StaffId(1)}))).note == "nothing_to_change"


def test_a_list_of_a_slot_that_has_ended_is_not_set(office, ash):
    maths = slot(office, replace(MATHS, to_day=date(2026, 10, 6)))
    with pytest.raises(OutOfDate) as refusal:
        put_on(office, maths, ash, day=TUESDAY)
    assert refusal.value.code == "slot_has_ended"


def test_whoever_is_marked_stays_on_the_list_of_that_day(office, ash):
    maths = slot(office)
    put_on(office, maths, ash)
    mark(office, maths, ash)
    with pytest.raises(Refused) as refusal:
        office.execute(SetSlotPupils(maths, TUESDAY, frozenset()))
    assert refusal.value.code == "pupils_are_marked"
    assert ash in office.ask(SlotPupils(maths, TUESDAY))
    office.execute(SetSlotPupils(maths, TUESDAY + timedelta(days=1), frozenset()))
    assert ash in office.ask(SlotPupils(maths, TUESDAY))
    assert ash not in office.ask(SlotPupils(maths, TUESDAY + timedelta(days=7)))


def test_the_time_of_a_marked_slot_stays_and_its_name_may_change(office, ash):
    maths = slot(office)
    put_on(office, maths, ash)
    mark(office, maths, ash)
    office.execute(EditSlot(maths, 1, replace(MATHS, name="Number")))
    for change in ({"start_minute": 9 * 60}, {"weekday": 2}, {"half_day": None}, {"to_day": MONDAY}):
        with pytest.raises(Refused) as refusal:
            office.execute(EditSlot(maths, 2, replace(MATHS, **change)))
        assert refusal.value.code == "slot_has_marks"
    with pytest.raises(Refused):
        office.execute(WithdrawSlot(maths))
    office.execute(EndSlot(maths, TUESDAY))


def test_a_slot_whose_marks_were_taken_back_may_go(office, ash):
    maths = slot(office)
    put_on(office, maths, ash)
    mark(office, maths, ash)
    for _ in range(3):
        office.undo()
    assert office.ask(DaySlots(TUESDAY)).slots == ()
    for _ in range(3):
        office.redo()
    assert peek(office, "SELECT value FROM mark WHERE replaced_by IS NULL") == [(3,)]


def test_the_expected_come_in_order_of_their_first_time_with_their_plan(office, ash):
    bo = pupil(office, "Bo")
    put_on(office, slot(office), bo)
    put_on(office, slot(office, BREAK), ash, bo)
    put_on(office, slot(office, VISIT), ash)
    found = office.ask(ExpectedPupils(TUESDAY))
    assert [(one.pupil, one.first_minute, one.last_minute) for one in found] == [
        (bo, 570, 630),
        (ash, 615, 840),
    ]
    assert [one.name for one in found[1].slots] == ["Break", "Visit"]


def test_expected_days_stand_in_columns_with_the_minute_they_are_over(office, ash, bo):
    put_on(office, slot(office), ash)
    put_on(office, slot(office, CLUB), ash, day=date(2026, 10, 20))
    office.execute(
        AddClosure(ClosureCard(ClosureKind.CLOSED, "Snow", date(2026, 10, 27), date(2026, 10, 27)))
    )
    found = office.ask(ExpectedDays(MONDAY, date(2026, 11, 3)))
    assert found.days == (TUESDAY, date(2026, 10, 20), date(2026, 11, 3))
    assert found.ends == (615, 1080, 1080)
    assert set(found.pupils) == {ash}
    assert office.ask(ExpectedDays(MONDAY, date(2026, 11, 3), ash)) == found
    assert office.ask(ExpectedDays(MONDAY, date(2026, 11, 3), bo)).days == ()


def test_the_plan_of_one_pupil_is_theirs_of_the_whole_plan(office, ash, bo):
    both, hers, his = slot(office), slot(office, BREAK), slot(office, VISIT)
    put_on(office, both, ash, bo)
    put_on(office, hers, ash)
    put_on(office, his, bo)
    put_on(office, both, bo, day=date(2026, 10, 20))
    whole = office.ask(PlanBetween(START, date(2027, 7, 21)))
    theirs = office.ask(PlanBetween(START, date(2027, 7, 21), ash))
    assert [one.slot for one in theirs.slots] == [
        one.slot for one in whole.slots if ash in {listed.pupil for listed in one.timetabled.listed}
    ]
    assert [one.timetabled.listed for one in theirs.slots] == [
        tuple(listed for listed in one.timetabled.listed if listed.pupil == ash)
        for one in whole.slots
        if one.slot in {both, hers}
    ]
    assert theirs.days == whole.days
    assert len(theirs.slots) == 2


def test_a_slot_in_no_half_day_expects_nobody_for_one(office, ash):
    put_on(office, slot(office), ash)
    put_on(office, slot(office, VISIT), ash)
    put_on(office, slot(office, CLUB), ash)
    found = office.ask(HalfDaysExpected(ash, MONDAY, date(2026, 10, 18)))
    assert found == ((TUESDAY, HalfDay.AM), (TUESDAY, HalfDay.PM))


def test_minutes_offered_count_breaks_and_off_site(office, ash):
    for card in (MATHS, BREAK, VISIT, CLUB):
        put_on(office, slot(office, card), ash)
    assert office.ask(MinutesOffered(ash, TUESDAY)) == 45 + 15 + 60 + 60


def test_the_timetable_of_a_week_has_what_is_in_force_in_it(office):
    slot(office, replace(MATHS, to_day=date(2026, 10, 6)))
    kept = slot(office, BREAK)
    assert [one.slot for one in office.ask(Timetable(TUESDAY))] == [kept]


@pytest.mark.parametrize(("minute", "name"), [(0, "Maths"), (615, "Break"), (629, "Break"), (630, None)])
def test_the_next_slot_is_the_one_that_is_on_else_the_next(office, minute, name):
    slot(office)
    slot(office, BREAK)
    found = office.ask(NextSlot(TUESDAY, minute))
    assert (found and found.name) == name


def test_the_nearest_days_with_slots_leave_out_closures_and_days_without_any(office):
    slot(office)
    week = timedelta(days=7)
    office.execute(AddClosure(ClosureCard(ClosureKind.CLOSED, "Boiler", TUESDAY + week, TUESDAY + week)))
    found = office.ask(SlotDaysAround(TUESDAY + timedelta(days=2)))
    assert (found.before, found.after) == (TUESDAY, TUESDAY + 2 * week)
    assert office.ask(SlotDaysAround(TUESDAY)).before == TUESDAY - week


def test_far_from_any_slot_no_day_is_named(office):
    slot(office, replace(MATHS, to_day=TUESDAY))
    assert office.ask(SlotDaysAround(TUESDAY)).after is None
    assert office.ask(SlotDaysAround(TUESDAY + timedelta(days=200))).before is None


@pytest.mark.parametrize("text", ["maths", " Maths ", "09:30", "9:30"])
def test_a_slot_is_meant_by_name_or_start_time(office, ash, text):
    maths = slot(office)
    put_on(office, maths, ash)
    assert office.ask(SlotByName(ash, TUESDAY, text)) == maths


def test_a_slot_is_meant_by_its_reference(office, ash):
    maths = slot(office)
    put_on(office, maths, ash)
    ref = office.ask(DaySlots(TUESDAY)).slots[0].ref
    assert office.ask(SlotByName(ash, TUESDAY, ref.lower())) == maths


def test_a_slot_that_is_not_the_pupils_is_refused_with_those_that_are(office, ash):
    slot(office)
    put_on(office, slot(office, BREAK), ash)
    with pytest.raises(Refused) as refusal:
        office.ask(SlotByName(ash, TUESDAY, "Maths"))
    assert (refusal.value.code, refusal.value.facts) == ("no_such_slot", {"names": "Break 10:15"})


def test_a_name_that_two_slots_have_is_refused_with_both(office, ash):
    for card in (MATHS, replace(MATHS, start_minute=660, end_minute=700)):
        put_on(office, slot(office, card), ash)
    with pytest.raises(Refused) as refusal:
        office.ask(SlotByName(ash, TUESDAY, "Maths"))
    assert (refusal.value.code, refusal.value.facts) == (
        "two_slots_fit",
        {"names": "Maths 09:30, Maths 11:00"},
    )


def test_no_slot_is_meant_outside_term(office, ash):
    put_on(office, slot(office), ash)
    office.execute(AddTerm(TermCard(TermKind.YEAR, "2025/26", date(2025, 9, 1), date(2026, 7, 21))))
    with pytest.raises(Refused) as refusal:
        office.ask(SlotByName(ash, TUESDAY, "Maths"))
    assert refusal.value.code == "day_not_open"


QUESTIONS = [
    (DaySlots(TUESDAY), 5),
    (ExpectedPupils(TUESDAY), 5),
    (NextSlot(TUESDAY, 600), 5),
    (SlotDaysAround(TUESDAY), 5),
    (SlotByName(PupilId(1), TUESDAY, "Slot 1"), 5),
    (ExpectedDays(START, date(2027, 7, 21)), 5),
    (HalfDaysExpected(PupilId(1), START, date(2027, 7, 21)), 5),
    (Timetable(TUESDAY), 5),
]


@pytest.mark.parametrize(("query", "most"), QUESTIONS, ids=lambda each: type(each).__name__)
def test_a_question_costs_as_much_for_one_slot_as_for_many(office, ash, query, most):
    def one_more(number):
        put_on(office, slot(office, replace(MATHS, name=f"Slot {number}")), ash)

    one_more(1)
    alone = cost(office, query)
    for number in range(2, 6):
        one_more(number)
    assert alone == cost(office, query) <= most
