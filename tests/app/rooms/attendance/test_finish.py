"""A register is finished and opened again, is due or late, and has notes beside it."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.marks import NOT_OBSERVED, MeasureId, NewMark
from app.core.roles import Role
from app.rooms.attendance import (
    AddNote,
    FinishRegister,
    MarkCounts,
    MarkRegister,
    Notes,
    RegistersDue,
    RegisterState,
    ReopenRegister,
    TodaysRegisters,
    VoidNote,
)
from tests.kit.marking import TUESDAY, at, code, letter, numbers, row, rung, sheet
from tests.kit.provision import Provision, placed, provision
from tests.kit.record import as_roles, peek


@pytest.fixture
def place(office) -> Provision:
    return provision(office)


def test_both_of_two_truths_are_kept_and_the_later_stands(office, place, opened, clock):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    tom = as_roles(opened, clock, Role.MENTOR, staff=7)
    tom.execute(MarkRegister((rung(ash, 2, place.lesson),)))
    assert row(office, place.lesson, ash).moments[0].instead_of == 4
    stood = peek(office, "SELECT value, recorded_by, replaced_by IS NULL FROM mark ORDER BY id")
    assert stood == [(4, 1, 0), (2, 7, 1)]


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


def test_nobody_takes_back_what_somebody_else_noted_but_who_leads(office, place, opened, clock):
    made = office.execute(AddNote(place.lesson, TUESDAY, place.pupils[0], "Said he was hit at home"))
    mentor = as_roles(opened, clock, Role.MENTOR, staff=2)
    with pytest.raises(NotAllowed, match="not_your_note"):
        mentor.execute(VoidNote(made.new_id))
    assert len(office.ask(Notes(place.lesson, TUESDAY))) == 1
    theirs = mentor.execute(AddNote(place.lesson, TUESDAY, None, "fire drill"))
    mentor.execute(VoidNote(theirs.new_id))
    as_roles(opened, clock, Role.DSL, staff=3).execute(VoidNote(made.new_id))
    assert office.ask(Notes(place.lesson, TUESDAY)) == ()


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
