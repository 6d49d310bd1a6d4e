"""What is quickly said of a pupil in a break is a note of one of a few words, one at a time."""

import pytest

from app.core.errors import Refused
from app.core.period import HalfDay
from app.rooms.attendance import BREAK_TAGS, AddNote, Notes, Register, TagInBreak
from app.rooms.calendar import SlotKind
from tests.kit.counting import cost
from tests.kit.marking import TUESDAY, row, sheet
from tests.kit.provision import provision, slot
from tests.kit.record import peek


@pytest.fixture
def place(office):
    return provision(office)


@pytest.fixture
def rest(office, place):
    return slot(office, place.pupils, "Break", 11 * 60, HalfDay.AM, kind=SlotKind.BREAK)


def texts(office, rest):
    return [note.text for note in office.ask(Notes(rest, TUESDAY))]


def test_a_tag_is_a_note_another_takes_its_place_and_each_is_one_undo(office, place, rest):
    ash = place.pupils[0]
    for tag in BREAK_TAGS[:2]:
        office.execute(TagInBreak(rest, TUESDAY, ash, tag))
    assert texts(office, rest) == ["Needed space"]
    assert row(office, rest, ash).tag == "Needed space"
    office.undo()
    assert row(office, rest, ash).tag == "Played with others"
    office.undo()
    assert row(office, rest, ash).tag == ""
    office.redo()
    assert texts(office, rest) == ["Played with others"]
    standing = "SELECT count(*) FROM slot_note WHERE voided_in IS NULL"
    assert peek(office, standing) == [(1,)]
    assert peek(office, "SELECT count(*) FROM slot_note") == [(4,)], "nothing that was said is gone"


def test_the_same_again_is_no_change_and_nothing_takes_back(office, place, rest):
    ash = place.pupils[0]
    office.execute(TagInBreak(rest, TUESDAY, ash, "Fell out"))
    assert office.execute(TagInBreak(rest, TUESDAY, ash, "Fell out")).note == "nothing_to_change"
    office.execute(TagInBreak(rest, TUESDAY, ash, ""))
    assert texts(office, rest) == []


def test_other_notes_stay_and_are_counted_apart(office, place, rest):
    ash = place.pupils[0]
    office.execute(AddNote(rest, TUESDAY, ash, "Sat under the tree."))
    office.execute(TagInBreak(rest, TUESDAY, ash, "Made it up"))
    found = row(office, rest, ash)
    assert (found.notes, found.tag) == (1, "Made it up")
    office.execute(AddNote(place.lesson, TUESDAY, ash, "Fell out"))
    there = row(office, place.lesson, ash)
    assert (there.notes, there.tag) == (1, ""), "in a lesson it is a note as any other"


def test_what_is_no_tag_or_lies_ahead_is_refused(office, place, rest, clock):
    with pytest.raises(Refused, match="no_such_tag"):
        office.execute(TagInBreak(rest, TUESDAY, place.pupils[0], "Was a nuisance"))
    clock.move(days=-7)
    with pytest.raises(Refused, match="mark_in_future"):
        office.execute(TagInBreak(rest, TUESDAY, place.pupils[0], "Fell out"))


def test_only_the_first_break_of_a_half_day_opens_it(office, place, rest):
    lunch = slot(office, place.pupils, "Lunch", 12 * 60, HalfDay.PM, kind=SlotKind.BREAK)
    late = slot(office, place.pupils, "Late", 17 * 60, None, kind=SlotKind.BREAK)
    opens = [sheet(office, one).head.opens_half_day for one in (rest, lunch, late, place.breakfast)]
    assert opens == [False, True, False, False]


def test_tags_cost_no_further_question(office, place, rest):
    before = cost(office, Register(rest, TUESDAY))
    for pupil in place.pupils:
        office.execute(TagInBreak(rest, TUESDAY, pupil, "Helped someone"))
    assert cost(office, Register(rest, TUESDAY)) == before
