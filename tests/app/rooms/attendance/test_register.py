"""A register is marked, finished and opened again; two truths are both kept, and codes stay lawful."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.core import actor
from app.core.clock import ENGLAND
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import PupilId, SlotId
from app.core.marks import AM, CODE, MINUTES, NOT_OBSERVED, RUNG, SEEN_ASKED, MeasureId, NewMark
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.core.roles import Role
from app.rooms import calendar
from app.rooms.attendance import (
    AddNote,
    FinishRegister,
    MarkCounts,
    MarkRegister,
    Notes,
    Register,
    RegistersDue,
    RegisterState,
    ReopenRegister,
    TodaysRegisters,
    VoidNote,
    Why,
)
from app.rooms.calendar import ClosureCard, ClosureKind
from app.rooms.people import CommissionerKind
from tests.kit.counting import cost
from tests.kit.provision import Provision, placed, provision, pupil, slot
from tests.kit.record import as_roles, peek

TUESDAY = date(2026, 10, 13)
PRESENT, B = 1, 8
"""As content numbers them; a mark stores the number."""


@pytest.fixture
def place(office) -> Provision:
    return provision(office)


def numbers(office):
    return {
        letter: found for found, letter in peek(office, "SELECT number, letter FROM code WHERE number < 99")
    }


def rung(child, value, slot, moment=1, at=None, day=TUESDAY):
    return NewMark(child, day, slot, RUNG, value, moment, at)


def code(child, value, half=AM, day=TUESDAY):
    return NewMark(child, day, half, CODE, value)


def sheet(office, slot, day=TUESDAY):
    return office.ask(Register(slot, day))


def row(office, slot, child, day=TUESDAY):
    return next(one for one in sheet(office, slot, day).rows if one.pupil == child)


def letter(office, place, child, slot=None):
    return row(office, slot or place.lesson, child).code.letter


def at(hour, minute):
    return datetime(2026, 10, 13, hour, minute, tzinfo=ENGLAND)


def test_a_register_shows_its_slot_its_pupils_and_the_ladder(office, place):
    found = sheet(office, place.lesson)
    assert (found.head.name, found.head.start_minute, found.head.half_day) == (
        "Morning lesson",
        615,
        HalfDay.AM,
    )
    assert [one.surname for one in found.rows] == ["Farouk", "Lindqvist", "Marsh", "Osei"]
    assert [one.number for one in found.ladder] == [*range(10)]
    assert found.rows[0].sums is None
    assert found.head.is_open_day


def test_one_gesture_is_one_mark_and_one_undo(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    assert row(office, place.lesson, ash).sums.last == 4
    office.execute(MarkRegister((rung(ash, 6, place.lesson),)))
    found = row(office, place.lesson, ash).moments[0]
    assert (found.rung, found.instead_of, found.by_name) == (6, 4, "Priya Shah")
    office.undo()
    assert row(office, place.lesson, ash).sums.last == 4
    office.undo()
    assert row(office, place.lesson, ash).moments == ()
    office.redo()
    office.redo()
    assert row(office, place.lesson, ash).sums.last == 6


def test_both_of_two_truths_are_kept_and_the_later_stands(office, place, opened, clock):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    tom = as_roles(opened, clock, Role.MENTOR, staff=7)
    tom.execute(MarkRegister((rung(ash, 2, place.lesson),)))
    assert row(office, place.lesson, ash).moments[0].instead_of == 4
    stood = peek(office, "SELECT value, recorded_by, replaced_by IS NULL FROM mark ORDER BY id")
    assert stood == [(4, 1, 0), (2, 7, 1)]


def test_moments_have_their_times_and_best_last_and_usual_are_told(office, place):
    ash = place.pupils[0]
    office.execute(
        MarkRegister(
            (
                rung(ash, 6, place.lesson, 1, at(10, 15)),
                rung(ash, 8, place.lesson, 2, at(10, 30)),
                rung(ash, 7, place.lesson, 3, at(10, 45)),
            )
        )
    )
    found = row(office, place.lesson, ash)
    assert [one.rung for one in found.moments] == [6, 8, 7]
    assert (found.sums.best, found.sums.last, found.sums.typical) == (8, 7, 7)


def test_the_same_marks_again_are_nothing(office, place):
    marks = (rung(place.pupils[0], 4, place.lesson),)
    office.execute(MarkRegister(marks))
    receipt = office.execute(MarkRegister(marks))
    assert (receipt.entry, receipt.note) == (None, "already_marked")


def test_last_time_is_the_visit_before_even_on_the_same_day(office, place):
    ash = place.pupils[0]
    before = date(2026, 10, 6)
    office.execute(
        MarkRegister((rung(ash, 3, place.lesson, day=before), rung(ash, 5, place.visit, day=before)))
    )
    assert row(office, place.breakfast, ash).last_time == 5
    office.execute(MarkRegister((rung(ash, 7, place.breakfast),)))
    assert row(office, place.breakfast, ash).last_time == 5
    assert row(office, place.lesson, ash).last_time == 7


@pytest.mark.parametrize(
    ("mark", "refused"),
    [
        (lambda p, s: rung(p, 4, s.lesson, day=date(2026, 10, 20)), "mark_in_future"),
        (lambda p, s: rung(p, 4, s.lesson, at=at(10, 53)), "mark_in_future"),
        (lambda p, s: rung(p, 4, s.lesson, day=date(2026, 10, 12)), "slot_not_on_day"),
        (lambda p, s: rung(p, 4, s.lesson, day=date(2026, 8, 25)), "slot_not_on_day"),
        (lambda p, s: rung(PupilId(99), 4, s.lesson), "pupil_not_in_slot"),
        (lambda p, s: rung(p, 4, AM), "slot_not_on_day"),
        (lambda p, s: NewMark(p, TUESDAY, s.lesson, MeasureId(100), 3), None),
        (lambda p, s: NewMark(p, date(2026, 10, 12), s.lesson, MeasureId(100), 3), "slot_not_on_day"),
        (lambda p, s: NewMark(p, TUESDAY, s.lesson, MINUTES, 25), None),
        (lambda p, s: NewMark(p, TUESDAY, s.lesson, CODE, B), "code_without_half_day"),
        (lambda p, s: code(p, B, day=date(2026, 10, 14)), "mark_in_future"),
        (lambda p, s: code(p, B, day=date(2026, 8, 1)), None),
        (lambda p, s: code(p, 77), "code_unknown"),
        (lambda p, s: code(p, PRESENT), "code_of_own_roll"),
        (lambda p, s: code(p, 101), "code_withdrawn"),
    ],
)
def test_what_may_be_marked_and_what_not(office, place, mark, refused):
    command = MarkRegister((mark(place.pupils[0], place),))
    if refused is None:
        assert office.execute(command).undoable
        return
    with pytest.raises(Refused, match=refused):
        office.execute(command)
    assert peek(office, "SELECT count(*) FROM mark") == [(0,)]


def test_a_closed_day_takes_no_rung_but_a_code(office, place):
    office.execute(calendar.AddClosure(ClosureCard(ClosureKind.CLOSED, "Boiler", TUESDAY, TUESDAY)))
    ash = place.pupils[0]
    with pytest.raises(Refused, match="day_not_open"):
        office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    assert office.execute(MarkRegister((code(ash, numbers(office)["#"]),))).undoable
    assert not sheet(office, place.lesson).head.is_open_day


def test_a_mark_can_be_taken_back_after_the_day_was_closed(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    taking_back = MarkRegister((rung(ash, None, place.lesson),))
    office.execute(calendar.AddClosure(ClosureCard(ClosureKind.CLOSED, "Boiler", TUESDAY, TUESDAY)))
    office.execute(taking_back)
    assert row(office, place.lesson, ash).moments == ()


def test_one_code_stands_for_a_half_day_whatever_the_slot(office, place):
    known = numbers(office)
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 8, place.breakfast), code(ash, known["B"]))))
    cell = row(office, place.lesson, ash).code
    assert (cell.letter, cell.by_name, cell.slot_name) == ("B", "Priya Shah", "Breakfast")
    assert cell.proposed is None
    assert row(office, place.visit, ash).code.letter is None, "the afternoon is another half-day"
    assert len(peek(office, "SELECT id FROM mark WHERE measure_id = 3 AND replaced_by IS NULL")) == 1


def test_another_code_is_an_amendment_with_a_reason(office, place):
    known = numbers(office)
    ash = place.pupils[0]
    office.execute(MarkRegister((code(ash, known["N"]),)))
    with pytest.raises(Refused, match="reason_needed"):
        office.execute(MarkRegister((code(ash, known["I"]),)))
    office.execute(MarkRegister((code(ash, known["I"]),), reason="mum rang at ten"))
    cell = row(office, place.lesson, ash).code
    assert (cell.letter, cell.amended) == ("I", "mum rang at ten")
    with pytest.raises(Refused, match="reason_needed"):
        office.undo()
    assert office.undo("it was not so").action == "MarkRegister"
    assert letter(office, place, ash) == "N"


def test_a_code_set_a_moment_ago_is_undone_without_a_reason(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((code(ash, numbers(office)["N"]),)))
    office.undo()
    assert letter(office, place, ash) is None


def test_an_amendment_needs_its_own_permission(office, place, opened, clock, monkeypatch):
    known = numbers(office)
    ash = place.pupils[0]
    office.execute(MarkRegister((code(ash, known["N"]),)))
    without = frozenset(Permission) - {Permission.ATTENDANCE_CODE_AMEND}
    monkeypatch.setattr(actor, "permissions_of", lambda _roles: without)
    with pytest.raises(NotAllowed):
        office.execute(MarkRegister((code(ash, known["I"]),), reason="mum rang"))


def test_a_code_is_proposed_only_for_one_who_was_on_site_and_supervised(office, place):
    alfie, bea, callum, dina = place.pupils
    placed(office, alfie, bea, dina)
    office.execute(
        MarkRegister(
            (rung(alfie, 6, place.lesson), rung(bea, 7, place.lesson), rung(callum, 9, place.lesson))
        )
    )
    cells = {one.pupil: one.code for one in sheet(office, place.lesson).rows}
    assert (cells[alfie].proposed, cells[alfie].why) == (None, Why.UNSUPERVISED)
    assert (cells[bea].proposed, cells[bea].why) == ("B", None)
    assert (cells[callum].proposed, cells[callum].why) == (None, Why.NO_PLACEMENT)
    assert (cells[dina].proposed, cells[dina].why, cells[dina].here) == (None, Why.NO_RUNG, "B")


@pytest.mark.parametrize(
    ("kind", "confirmed", "proposed", "why"),
    [
        (CommissionerKind.SCHOOL, "B", "B", None),
        (CommissionerKind.AUTHORITY, "K", "K", None),
        (CommissionerKind.SCHOOL, None, None, Why.NOT_CONFIRMED),
        (CommissionerKind.OTHER, None, None, Why.NOT_CONFIRMED),
    ],
)
def test_what_is_proposed_is_what_the_commissioner_confirmed(office, place, kind, confirmed, proposed, why):
    ash = place.pupils[0]
    placed(office, ash, kind=kind, code=confirmed)
    office.execute(MarkRegister((rung(ash, 8, place.lesson),)))
    cell = row(office, place.lesson, ash).code
    assert (cell.proposed, cell.why) == (proposed, why)


def test_nothing_is_proposed_at_home_or_in_no_half_day(office, place):
    ash = place.pupils[0]
    placed(office, ash)
    club = slot(office, (ash,), "Club", 9 * 60 + 50, None)
    office.execute(MarkRegister((rung(ash, 8, club),)))
    assert row(office, club, ash).code is None
    assert row(office, place.visit, ash).code.why is Why.NO_RUNG


def test_a_pupil_on_our_own_roll_has_the_stroke_of_the_half_day(office, place):
    own = pupil(office, "Own", "Roll", own_roll=True)
    lesson = slot(office, (own,), "Small lesson", 10 * 60, HalfDay.AM)
    office.execute(MarkRegister((rung(own, 9, lesson),)))
    assert row(office, lesson, own).code.proposed == "/"
    office.execute(FinishRegister(lesson, TUESDAY))
    assert row(office, lesson, own).code.letter == "/"


def test_finishing_stores_what_is_proposed_and_keeps_who_was_left_open(office, place, clock):
    alfie, bea, callum, dina = place.pupils
    placed(office, *place.pupils)
    office.execute(
        MarkRegister(
            (
                rung(alfie, 9, place.lesson),
                rung(bea, 2, place.lesson),
                rung(callum, NOT_OBSERVED, place.lesson),
            )
        )
    )
    office.execute(MarkRegister((code(bea, numbers(office)["N"]),)))
    receipt = office.execute(FinishRegister(place.lesson, TUESDAY))
    assert receipt.facts == {"left_open": 1, "marked": 1}
    cells = {one.pupil: one.code.letter for one in sheet(office, place.lesson).rows}
    assert cells == {alfie: "B", bea: "N", callum: None, dina: None}
    assert row(office, place.lesson, alfie).code.slot_name == "Morning lesson"
    assert row(office, place.breakfast, alfie).code.slot_name == "Morning lesson", "seen from another slot"
    states = {one.slot.slot: one for one in office.ask(TodaysRegisters(TUESDAY))}
    done = states[place.lesson]
    assert (done.state, done.finished_by, done.left_open, done.marked) == (
        RegisterState.DONE,
        "Priya Shah",
        (dina,),
        3,
    )
    assert [states[one].state for one in (place.breakfast, place.visit)] == [
        RegisterState.OPEN,
        RegisterState.TO_COME,
    ]
    assert office.execute(FinishRegister(place.lesson, TUESDAY)).note == "register_finished_already"


def test_undo_of_a_finish_asks_why_and_puts_the_codes_back(office, place):
    alfie = place.pupils[0]
    placed(office, alfie)
    office.execute(MarkRegister((rung(alfie, 9, place.lesson),)))
    office.execute(FinishRegister(place.lesson, TUESDAY))
    with pytest.raises(Refused, match="reason_needed"):
        office.undo()
    office.undo("pressed too early")
    assert letter(office, place, alfie) is None
    assert sheet(office, place.lesson).head.finish is None
    office.redo()
    assert letter(office, place, alfie) == "B"
    assert peek(office, "SELECT reason FROM code_reason") == [("pressed too early",)]


def test_a_finish_without_codes_is_undone_without_a_reason(office, place):
    office.execute(FinishRegister(place.visit, date(2026, 10, 6)))
    office.undo()
    with pytest.raises(OutOfDate, match="register_open_already"):
        office.execute(ReopenRegister(1))


def test_reopening_leaves_alone_what_was_amended_since(office, place):
    alfie = place.pupils[0]
    placed(office, alfie)
    finish = office.execute(FinishRegister(place.lesson, TUESDAY, (rung(alfie, 9, place.lesson),)))
    known = numbers(office)
    office.execute(MarkRegister((code(alfie, known["N"]),), reason="went home at once"))
    before = (code(alfie, None), rung(alfie, None, place.lesson))
    office.execute(ReopenRegister(finish.new_id, before, reason="wrong slot"))
    assert letter(office, place, alfie) == "N"
    assert row(office, place.lesson, alfie).moments == ()


def test_a_whole_register_is_one_entry_and_one_undo(office, place):
    placed(office, *place.pupils)
    marks = tuple(rung(one, 8, place.lesson) for one in place.pupils)
    scores = tuple(NewMark(one, TUESDAY, place.lesson, MeasureId(100), 3) for one in place.pupils)
    before = peek(office, "SELECT max(seq) FROM audit_entry")[0][0]
    receipt = office.execute(FinishRegister(place.lesson, TUESDAY, marks + scores))
    assert receipt.entry == before + 1
    totals = office.ask(MarkCounts())
    assert (totals.marks, totals.session_marks, totals.scores) == (12, 4, 4)
    assert sheet(office, place.lesson).rows[0].scores == ((100, 3),)
    office.undo("a dry run")
    assert office.ask(MarkCounts()).marks == 0
    office.redo()
    assert office.ask(MarkCounts()).marks == 12


def test_a_mark_after_the_finish_is_late_and_opens_nothing(office, place, clock):
    ash = place.pupils[0]
    office.execute(FinishRegister(place.lesson, TUESDAY))
    clock.move(minutes=5)
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    found = sheet(office, place.lesson)
    assert found.head.finish is not None
    assert row(office, place.lesson, ash).moments[0].late


def test_a_register_typed_up_on_another_day_is_late(office, place, clock):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson, day=date(2026, 10, 6)),)))
    assert row(office, place.lesson, ash, date(2026, 10, 6)).moments[0].late


def test_a_rung_that_asks_is_seen_only_when_answered(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 1, place.lesson),)))
    found = row(office, place.lesson, ash)
    assert (found.asks_seen, found.seen_asked, found.last.seen) == (True, None, None)
    assert found.last.heard.day == TUESDAY
    office.execute(MarkRegister((NewMark(ash, TUESDAY, place.lesson, SEEN_ASKED, 1),)))
    found = row(office, place.lesson, ash)
    assert (found.seen_asked, found.last.seen.day, found.last.seen.by_name) == (True, TUESDAY, "Priya Shah")


def test_a_note_stands_beside_its_slot_until_taken_back(office, place):
    ash = place.pupils[0]
    made = office.execute(AddNote(place.lesson, TUESDAY, ash, " laughed twice "))
    office.execute(AddNote(place.lesson, TUESDAY, None, "fire drill"))
    assert [(one.pupil, one.text) for one in office.ask(Notes(place.lesson, TUESDAY))] == [
        (ash, "laughed twice"),
        (None, "fire drill"),
    ]
    assert (sheet(office, place.lesson).head.notes, row(office, place.lesson, ash).notes) == (1, 1)
    office.execute(VoidNote(made.new_id))
    assert office.ask(Notes(pupil=ash)) == ()
    with pytest.raises(OutOfDate, match="taken_back_already"):
        office.execute(VoidNote(made.new_id))
    office.undo()
    assert [one.text for one in office.ask(Notes(pupil=ash))] == ["laughed twice"]


@pytest.mark.parametrize(
    ("text", "day", "refused"),
    [
        (" ", TUESDAY, "note_without_words"),
        ("x", date(2026, 10, 20), "mark_in_future"),
        ("x", date(2026, 10, 14), "mark_in_future"),
        ("x", date(2026, 10, 12), "slot_not_on_day"),
    ],
)
def test_a_note_has_words_and_a_place(office, place, text, day, refused):
    with pytest.raises(Refused, match=refused):
        office.execute(AddNote(place.lesson, day, None, text))


def test_registers_due_are_those_begun_and_not_finished(office, place, clock):
    due = [(item.code, item.opens) for item in office.ask(RegistersDue())]
    assert ("register_due", f"register:{place.breakfast}:2026-10-13") in due
    assert ("register_due", f"register:{place.visit}:2026-10-13") not in due
    office.execute(FinishRegister(place.breakfast, TUESDAY))
    due = [item.opens for item in office.ask(RegistersDue())]
    assert f"register:{place.breakfast}:2026-10-13" not in due
    clock.set(at(14, 0))
    assert f"register:{place.visit}:2026-10-13" in [item.opens for item in office.ask(RegistersDue())]


def test_registers_left_open_for_longer_are_one_line(office, place, clock):
    office.execute(FinishRegister(place.breakfast, date(2026, 9, 29)))
    (older,) = (item for item in office.ask(RegistersDue()) if item.code == "registers_older")
    assert older.facts == {"count": 6, "first": "2026-09-29"}


def test_a_register_of_a_day_on_which_its_slot_is_not_is_refused(office, place):
    with pytest.raises(Refused, match="slot_not_on_day"):
        sheet(office, place.lesson, date(2026, 10, 14))
    with pytest.raises(OutOfDate, match="slot_gone"):
        sheet(office, SlotId(99))


def test_a_register_costs_the_same_however_many_pupils_it_has(office, place):
    few = cost(office, Register(place.lesson, TUESDAY))
    for at_ in range(4):
        more = pupil(office, f"More{at_}", "Pupils")
        office.execute(calendar.SetSlotPupils(place.lesson, TUESDAY, frozenset({*place.pupils, more})))
    assert cost(office, Register(place.lesson, TUESDAY)) == few <= 20
