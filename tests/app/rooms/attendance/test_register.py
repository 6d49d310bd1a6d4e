"""A register is marked, finished and opened again; two truths are both kept, and codes stay lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core import actor
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import PupilId, SlotId
from app.core.marks import AM, CODE, MINUTES, SEEN_ASKED, MeasureId, NewMark
from app.core.period import FAR, HalfDay
from app.core.permissions import Permission
from app.core.roles import Role
from app.core.sentences import say
from app.rooms import calendar
from app.rooms.access import AddStaff, StaffCard
from app.rooms.attendance import (
    FinishRegister,
    MarkRegister,
    Register,
    Why,
)
from app.rooms.calendar import ClosureCard, ClosureKind
from app.rooms.people import CommissionerKind, EditPupil, EndPupil, PupilCardView
from app.rooms.people.commands.pupils import marked
from app.store.marks import Mark
from tests.kit.counting import cost
from tests.kit.marking import TUESDAY, at, code, letter, numbers, row, rung, sheet
from tests.kit.provision import Provision, placed, provision, pupil, slot
from tests.kit.record import as_roles, peek

PRESENT, B = 1, 8
"""As content numbers them; a mark stores the number."""


@pytest.fixture
def place(office) -> Provision:
    return provision(office)


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


@pytest.mark.parametrize("how", ["the next day", "by somebody else"])
def test_a_code_is_not_changed_by_taking_it_back_first(office, place, opened, clock, how):
    known, ash = numbers(office), place.pupils[0]
    office.execute(MarkRegister((code(ash, known["B"]),)))
    hand = office
    if how == "the next day":
        clock.move(days=1)
    else:
        office.execute(AddStaff(StaffCard("Marek Nowak", "mentor", "", TUESDAY), "six brave wrens"))
        hand = as_roles(opened, clock, Role.MENTOR, staff=2)
    with pytest.raises(Refused, match="reason_needed"):
        hand.execute(MarkRegister((code(ash, None),)))
    assert letter(office, place, ash) == "B"


def test_a_code_written_down_late_is_still_a_slip_of_the_key_that_day(office, place, clock):
    clock.move(days=1)
    ash = place.pupils[0]
    office.execute(MarkRegister((code(ash, numbers(office)["B"]),)))
    office.undo()
    assert letter(office, place, ash) is None


def test_no_code_stands_for_a_pupil_who_has_left(office, place):
    ash = place.pupils[0]
    office.execute(EndPupil(ash, date(2026, 10, 12)))
    with pytest.raises(Refused, match="pupil_has_left"):
        office.execute(MarkRegister((code(ash, numbers(office)["B"]),)))
    assert peek(office, "SELECT id FROM mark WHERE measure_id = 3 AND pupil_id = ?", ash) == []


def test_whether_days_are_marked_is_asked_of_an_index_and_never_of_every_mark(opened):
    with opened.record.reading() as db:
        asked = marked(PupilId(1), Mark.day > TUESDAY)
        words = str(asked.compile(db.get_bind(), compile_kwargs={"literal_binds": True}))
    plan = [line[3] for line in peek(opened.office, f"EXPLAIN QUERY PLAN {words}")]
    assert not any(line.startswith("SCAN mark") for line in plan), plan
    assert any(line.startswith("SEARCH mark USING") and "pupil_id=?" in line for line in plan), plan


def test_days_that_would_hide_marks_are_refused_with_the_day(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 4, place.lesson),)))
    with pytest.raises(Refused, match="pupil_is_marked_after") as ended:
        office.execute(EndPupil(ash, date(2026, 10, 12)))
    assert ended.value.facts == {"first": TUESDAY, "last": TUESDAY}
    assert say(ended.value.code, ended.value.facts).startswith(
        "This pupil is marked on days after that, last on 13 October 2026, and no register would show it."
    )
    late = replace(office.ask(PupilCardView(ash)).kept.card, start_day=date(2026, 10, 14))
    with pytest.raises(Refused, match="pupil_is_marked_before"):
        office.execute(EditPupil(ash, office.ask(PupilCardView(ash)).kept.version, late))
    assert row(office, place.lesson, ash).sums.last == 4
    office.execute(EndPupil(ash, TUESDAY))
    office.undo()
    office.undo()
    office.execute(EndPupil(ash, date(2026, 10, 12)))  # what was taken back hides nothing


def test_a_last_day_moved_on_is_not_taken_back_over_marks_made_meanwhile(office, place, opened, clock):
    ash = place.pupils[0]
    office.execute(EndPupil(ash, date(2026, 10, 12)))
    kept = office.ask(PupilCardView(ash)).kept
    office.execute(EditPupil(ash, kept.version, replace(kept.card, leaving_day=FAR)))
    as_roles(opened, clock, Role.TEACHER).execute(MarkRegister((rung(ash, 4, place.lesson),)))
    with pytest.raises(Refused, match="pupil_is_marked_after"):
        office.undo()


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


def test_a_rung_that_asks_is_seen_only_when_answered(office, place):
    ash = place.pupils[0]
    office.execute(MarkRegister((rung(ash, 1, place.lesson),)))
    found = row(office, place.lesson, ash)
    assert (found.asks_seen, found.seen_asked, found.last.seen) == (True, None, None)
    assert found.last.heard.day == TUESDAY
    office.execute(MarkRegister((NewMark(ash, TUESDAY, place.lesson, SEEN_ASKED, 1),)))
    found = row(office, place.lesson, ash)
    assert (found.seen_asked, found.last.seen.day, found.last.seen.by_name) == (True, TUESDAY, "Priya Shah")


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
    assert cost(office, Register(place.lesson, TUESDAY)) == few <= 16
