"""The ladder is edited from a day on; numbers keep their meaning, and no day is without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.content import ContentVersion, Origin
from app.core.errors import OutOfDate, Refused
from app.core.marks import RUNG, NewMark
from app.rooms.attendance import AllRungs, EditLadder, LadderOn, MarkRegister, TakeUpLadder
from tests.kit.provision import provision
from tests.kit.record import peek

TODAY, TOMORROW = date(2026, 10, 13), date(2026, 10, 14)


def words(office, day, number=4):
    return next(one.staff for one in office.ask(LadderOn(day)).rungs if one.number == number)


def edited(office, day, change, number=4):
    ladder = office.ask(LadderOn(day))
    rungs = tuple(replace(one, **change) if one.number == number else one for one in ladder.rungs)
    return EditLadder(day, ladder.edition, rungs)


def test_the_shipped_ladder_holds_on_every_day(office):
    for day in (date(1999, 1, 1), TODAY, date(2050, 1, 1)):
        ladder = office.ask(LadderOn(day)).rungs
        assert [one.number for one in ladder] == [*range(10)]
    assert words(office, TODAY) == "Did something together"


def test_new_words_hold_from_their_day_and_are_put_back(office):
    office.execute(edited(office, TOMORROW, {"staff": "Played together"}))
    assert (words(office, TODAY), words(office, TOMORROW)) == ("Did something together", "Played together")
    assert len(office.ask(AllRungs())) == 11
    office.undo()
    assert words(office, TOMORROW) == "Did something together"
    office.redo()
    assert words(office, date(2030, 1, 1)) == "Played together"


def test_an_edit_over_a_coming_edit_replaces_it(office):
    office.execute(edited(office, TOMORROW, {"staff": "Played together"}))
    office.execute(edited(office, TODAY, {"staff": "Did a thing"}))
    assert (words(office, TODAY), words(office, TOMORROW)) == ("Did a thing", "Did a thing")
    office.undo()
    assert (words(office, TODAY), words(office, TOMORROW)) == ("Did something together", "Played together")


def test_two_who_edit_the_same_ladder_are_told(office):
    mine, yours = (edited(office, TOMORROW, {"staff": text}) for text in ("A", "B"))
    office.execute(mine)
    with pytest.raises(OutOfDate, match="changed_meanwhile"):
        office.execute(yours)


def test_an_edit_that_changes_nothing_is_nothing(office):
    assert office.execute(edited(office, TOMORROW, {})).note == "nothing_to_change"


def test_a_rung_is_retired_and_its_number_never_means_anything_else(office):
    place = provision(office)
    ladder = office.ask(LadderOn(TODAY))
    shorter = tuple(one for one in ladder.rungs if one.number != 4)
    office.execute(EditLadder(TODAY, ladder.edition, shorter))
    mark = NewMark(place.pupils[0], TODAY, place.lesson, RUNG, 4)
    with pytest.raises(Refused, match="no_such_rung"):
        office.execute(MarkRegister((mark,)))
    assert office.execute(MarkRegister((replace(mark, day=date(2026, 10, 6)),))).undoable
    again = office.ask(LadderOn(TODAY))
    other = tuple(replace(one, staff="Sang") if one.number == 4 else one for one in ladder.rungs)
    with pytest.raises(Refused, match="rung_number_used_before"):
        office.execute(EditLadder(TODAY, again.edition, other))
    office.execute(EditLadder(TODAY, again.edition, ladder.rungs))
    assert words(office, TODAY) == "Did something together"


def without(office, day, *numbers):
    ladder = office.ask(LadderOn(day))
    return EditLadder(day, ladder.edition, tuple(r for r in ladder.rungs if r.number not in numbers))


def test_a_number_that_nobody_ever_marked_may_stand_for_another_rung(office):
    whole = office.ask(LadderOn(TODAY)).rungs
    office.execute(without(office, TODAY, 4))
    other = tuple(replace(one, staff="Sang") if one.number == 4 else one for one in whole)
    office.execute(EditLadder(TODAY, office.ask(LadderOn(TODAY)).edition, other))
    assert words(office, TODAY) == "Sang"
    office.undo()
    assert len(office.ask(LadderOn(TODAY)).rungs) == 9


def test_what_is_planned_for_one_rung_comes_whatever_is_said_of_another(office):
    office.execute(without(office, TOMORROW, 7))
    office.execute(edited(office, TOMORROW, {"staff": "Played together"}))
    office.execute(edited(office, TODAY, {"staff": "Sat in the quiet room"}, number=7))
    office.execute(edited(office, TODAY, {"hint": "ask them"}, number=3))
    assert words(office, TODAY, 7) == "Sat in the quiet room"
    assert 7 not in [one.number for one in office.ask(LadderOn(TOMORROW)).rungs]
    assert words(office, TOMORROW) == "Played together"


def test_a_rung_that_is_planned_to_come_back_does(office):
    whole = office.ask(LadderOn(TODAY)).rungs
    office.execute(without(office, TOMORROW, 7))
    back = date(2027, 1, 4)
    office.execute(EditLadder(back, office.ask(LadderOn(back)).edition, whole))
    office.execute(edited(office, TODAY, {"staff": "Sat in the quiet room"}, number=7))
    held = [[one.staff for one in office.ask(LadderOn(day)).rungs if one.number == 7]
            for day in (TODAY, TOMORROW, back)]  # fmt: skip
    assert held == [["Sat in the quiet room"], [], ["On site, quiet space"]]


def test_no_day_to_come_is_left_with_less_than_three_rungs(office):
    office.execute(without(office, TOMORROW, *range(4, 10)))
    assert len(office.ask(LadderOn(TOMORROW)).rungs) == 4
    with pytest.raises(Refused) as refusal:
        office.execute(without(office, TODAY, 1, 2))
    assert (refusal.value.code, refusal.value.facts["day"]) == ("ladder_too_short_from", TOMORROW)
    assert len(office.ask(LadderOn(TODAY)).rungs) == 10


def test_a_rung_marked_today_is_retired_from_tomorrow(office):
    place = provision(office)
    office.execute(MarkRegister((NewMark(place.pupils[0], TODAY, place.lesson, RUNG, 4),)))
    with pytest.raises(Refused, match="rung_marked_already"):
        office.execute(without(office, TODAY, 4))
    office.execute(without(office, TOMORROW, 4))
    assert words(office, TODAY) == "Did something together"


def test_a_rung_marked_since_it_was_added_is_not_undone_from_under_its_marks(office):
    place = provision(office)
    whole = office.ask(LadderOn(TODAY)).rungs
    office.execute(without(office, TODAY, 4))
    office.execute(EditLadder(TODAY, office.ask(LadderOn(TODAY)).edition, whole))
    act = office._undo[-1]
    office.execute(MarkRegister((NewMark(place.pupils[0], TODAY, place.lesson, RUNG, 4),)))
    with pytest.raises(Refused, match="rung_marked_already"):
        office.execute(act.inverse)
    office.undo()
    office.undo()
    assert 4 not in [one.number for one in office.ask(LadderOn(TODAY)).rungs]


@pytest.mark.parametrize(
    ("day", "keep", "code"),
    [(date(2026, 10, 12), range(10), "ladder_in_the_past"), (TODAY, range(2), "ladder_too_short_or_long")],
)
def test_what_is_no_ladder_is_refused(office, day, keep, code):
    ladder = office.ask(LadderOn(TODAY))
    rungs = tuple(one for one in ladder.rungs if one.number in keep)
    with pytest.raises(Refused, match=code):
        office.execute(EditLadder(day, ladder.edition, rungs))


def test_a_newer_shipped_ladder_does_not_replace_the_one_here(office):
    (body,) = peek(office, "SELECT body FROM content WHERE name = 'ladder_default.csv'")
    newer = body[0].replace("Did something together", "Something else")
    content = ContentVersion("ladder_default.csv", "2", TODAY, "other", Origin.SHIPPED, newer)
    receipt = office.execute(TakeUpLadder(content))
    assert (receipt.undoable, words(office, TODAY)) == (False, "Did something together")
    assert office.execute(TakeUpLadder(content)).note == "already_there"
