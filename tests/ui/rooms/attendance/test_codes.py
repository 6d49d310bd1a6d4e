"""Codes by keys: each of them on a UK and a US keyboard, what is proposed, and why a change is explained."""

from datetime import datetime

import pytest

from app.core.clock import ENGLAND
from app.core.errors import Refused
from app.core.marks import AM, CODE, PM, NewMark
from app.rooms.attendance import CodesOn, MarkRegister
from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import SHIFT, focused, press, send
from tests.ui.rooms.attendance.lesson import AFTERNOON, BREAK, CLUB, DAY, LESSON
from ui.words.attendance import say


@pytest.fixture
def marking(page):
    return page.sheet.marking


@pytest.fixture
def codes(office):
    return office.ask(CodesOn(DAY))


@pytest.fixture
def stored(office, lesson, codes):
    """Which code stands for a pupil in a half-day."""
    letters = {code.number: code.letter for code in codes}

    def ask(name, half=AM):
        found = peek(
            office,
            "SELECT value FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL "
            "AND measure_id = 3 AND pupil_id = ? AND day = ? AND slot_id = ?",
            lesson[name],
            DAY.toordinal(),
            int(half),
        )
        return letters[found[0][0]] if found else None

    return ask


def go_to(page, name, column=1):
    rows = [row.shown for row in page.sheet.marking.model.rows]
    page.sheet.view.go(rows.index(name), column)
    page.sheet.view.setFocus()


def asked(page):
    return page.sheet.reason.line.accessibleDescription()


def cell_of(page, name):
    return next(row.code for row in page.sheet.marking.model.rows if row.shown == name)


def type_code(letter, layout):
    """The signs of a code as that keyboard sends them."""
    for sign in letter:
        shifted = sign == "#" and layout == "US"
        send(sign, SHIFT if shifted else None)


@pytest.mark.parametrize("layout", ["UK", "US"])
def test_each_of_the_34_codes_is_set_by_keys(page, codes, stored, layout):
    assert len(codes) == 34
    for code in codes:
        if code.letter in ("/", "\\"):
            continue
        go_to(page, "Alfie")
        press("'")
        type_code(code.letter, layout)
        press("Enter")
        assert stored("Alfie") == code.letter
        go_to(page, "Alfie", column=3)
        press("Backspace")
        assert stored("Alfie") is None


def test_the_codes_of_our_own_roll_are_what_here_means_there(page, stored, lesson, clock):
    go_to(page, "Bea")
    press("'", "/")
    assert stored("Bea") == "/"
    clock.set(datetime(2026, 10, 13, 13, 5, tzinfo=ENGLAND))
    page.arrive((lesson.slots[AFTERNOON], DAY))
    go_to(page, "Bea")
    press("'", "/")
    assert stored("Bea", PM) == "\\"
    press("Up", "'", "Backspace", "\\", "Enter")
    assert stored("Bea", PM) == "\\"


@pytest.mark.parametrize(("name", "letter"), [("Alfie", "B"), ("Bea", "/")])
def test_here_stores_what_the_placement_calls_for(page, stored, name, letter):
    go_to(page, name)
    press("'", "/")
    assert stored(name) == letter
    assert focused() is page.sheet.view


def test_here_without_a_placement_stores_nothing_and_says_why(page, stored, window):
    go_to(page, "Hattie")
    press("'", "/")
    assert stored("Hattie") is None
    assert window.said == ["Nothing stored for Hattie Rowe: no placement."]
    assert focused() is page.sheet.view


def test_letters_narrow_and_arrows_choose_among_what_fits(page, stored):
    go_to(page, "Alfie")
    press("'", "c")
    assert [code.letter for code in page.sheet.acts.code_list.candidates] == ["C", "C1", "C2"]
    press("Down", "Down", "Enter")
    assert stored("Alfie") == "C2"


def test_a_letter_that_fits_nothing_says_so_and_stores_nothing(page, stored):
    go_to(page, "Alfie")
    press("'", "y", "9", "Enter")
    assert page.sheet.acts.code_list.candidates == ()
    press("Esc")
    assert stored("Alfie") is None
    assert focused() is page.sheet.view


def test_the_list_finds_a_code_by_words_of_its_meaning(page, stored):
    go_to(page, "Alfie")
    press(";")
    assert len(page.sheet.acts.code_list.candidates) == 34
    press(*"ill")
    assert [code.letter for code in page.sheet.acts.code_list.candidates] == ["I"]
    press("Enter")
    assert stored("Alfie") == "I"


def test_escape_leaves_the_list_and_the_code(page, stored):
    go_to(page, "Alfie")
    press(";", *"ill", "Esc")
    assert stored("Alfie") is None
    assert page.sheet.acts.code_list.isHidden()
    assert focused() is page.sheet.view


def test_a_code_goes_on_to_the_next_pupil_with_the_keys_on_the_ladder(page):
    go_to(page, "Alfie")
    before = page.sheet.view.place
    press("'", "n", "Enter")
    assert (page.sheet.view.place, page.sheet.view.column) == (before + 1, 1)


def test_escape_in_the_code_cell_goes_back_to_the_ladder(page):
    go_to(page, "Alfie")
    press("'")
    assert page.sheet.view.column == 3
    press("Esc")
    assert page.sheet.view.column == 1


@pytest.mark.parametrize(
    ("name", "rung", "proposed", "note"),
    [
        ("Alfie", "7", "B", "Proposed"),
        ("Bea", "9", "/", "Proposed"),
        ("Alfie", "6", None, "Not proposed:\nnot supervised"),
        ("Alfie", "3", None, "Not proposed:\nnot on site"),
        ("Hattie", "9", None, "Not proposed:\nno placement"),
    ],
)
def test_a_code_is_proposed_or_the_cell_says_why_not(page, stored, name, rung, proposed, note):
    go_to(page, name)
    press(rung)
    cell = cell_of(page, name)
    row = next(row for row in page.sheet.marking.model.rows if row.shown == name)
    assert (cell.letter, cell.proposed) == (None, proposed)
    assert page.sheet.marking.model.words.code(cell, row).note == note
    assert stored(name) is None


def test_enter_takes_the_code_that_is_proposed(page, stored):
    go_to(page, "Alfie")
    press("8", "Up")
    assert stored("Alfie") is None
    press("Enter")
    assert stored("Alfie") == "B"


def test_the_first_slot_of_the_half_day_gave_the_code_and_later_slots_say_so(page):
    row = next(row for row in page.sheet.marking.model.rows if row.shown == "Dina")
    mark = page.sheet.marking.model.words.code(row.code, row)
    assert (mark.code, mark.note) == ("K", "09:02, Priya\nBreakfast")


def test_another_code_asks_the_reason_in_a_line_and_keeps_it(page, office, stored, lesson):
    go_to(page, "Dina")
    press("'", "n", "Enter")
    assert stored("Dina") == "K"
    assert focused() is page.sheet.reason.line
    assert asked(page) == "Dina Farouk: why does the code change from K to N?"
    press(*"mother", "Space", *"rang", "Enter")
    assert stored("Dina") == "N"
    assert peek(office, "SELECT reason FROM code_reason") == [("mother rang",)]
    assert "mother rang" in page.sheet.marking.model.words.code_tip(page.sheet.marking.model.row(0))
    assert focused() is page.sheet.view


def test_escape_at_the_reason_leaves_the_code_and_the_words(page, office, stored):
    go_to(page, "Dina")
    press("'", "n", "Enter", *"because", "Esc")
    assert stored("Dina") == "K"
    assert focused() is page.sheet.view
    assert page.sheet.reason.isHidden()
    assert office.drafts() == ()


def begun(page, office):
    """The phone rings, or the power goes, while a reason is being typed; what was kept of it."""
    go_to(page, "Dina")
    press("'", "n", "Enter", *"mother")
    page.clear()
    (kept,) = office.drafts()
    return kept.draft


def test_a_reason_that_was_begun_stands_there_again_and_goes_with_the_code(page, office, stored, lesson):
    draft = begun(page, office)
    assert draft.words == {"words": "mother"}
    page.arrive((lesson.slot, DAY))
    go_to(page, "Dina")
    press("'", "n", "Enter")
    assert page.sheet.reason.line.text() == "mother"
    press("End", "Space", *"rang", "Enter")
    assert stored("Dina") == "N"
    assert peek(office, "SELECT reason FROM code_reason") == [("mother rang",)]
    assert office.drafts() == ()


def test_a_line_on_today_leads_back_to_the_pupil_whose_code_it_was(page, office, lesson, window):
    page.arrive(begun(page, office))
    assert page.sheet.marking.model.row(page.sheet.view.place).shown == "Dina"
    assert window.said == [say("reason_waits")]


def test_a_reason_is_never_put_beside_another_childs_code(page, office, lesson):
    begun(page, office)
    page.arrive((lesson.slot, DAY))
    go_to(page, "Alfie")
    press("'", "b", "Enter")
    go_to(page, "Alfie")
    press("'", "n", "Enter")
    assert focused() is page.sheet.reason.line
    assert page.sheet.reason.line.text() == ""
    press(*"ill", "Enter")
    (kept,) = office.drafts()
    assert kept.draft.words == {"words": "mother"}


def test_a_confirmed_code_is_taken_back_with_a_reason_only(page, stored, lesson):
    press(*"99999999")
    press("Enter")
    go_to(page, "Alfie", column=3)
    press("Backspace")
    assert stored("Alfie") == "B"
    assert focused() is page.sheet.reason.line
    assert asked(page) == "Alfie Marsh: why is the code B taken back?"
    press(*"wrong", "Enter")
    assert stored("Alfie") is None


def test_a_refused_code_is_put_back_and_said(page, stored, window):
    go_to(page, "Alfie")
    press("'", "\\", "Enter")
    assert stored("Alfie") is None
    assert cell_of(page, "Alfie").letter is None
    assert [error.code for error in window.problems] == ["code_of_own_roll"]
    assert isinstance(window.problems[0], Refused)


def test_a_code_that_says_absent_beside_a_step_that_says_here_is_said_quietly(page, window):
    go_to(page, "Alfie")
    press("9", "Up", "'", "n", "Enter")
    row = next(row for row in page.sheet.marking.model.rows if row.shown == "Alfie")
    assert page.sheet.marking.model.words.code(row.code, row).note == "Code says absent,\nstep says here"
    assert window.problems == []


def test_codes_of_a_finished_register_say_in_later_slots_where_they_were_set(page, lesson):
    press(*"99999999", "Enter")
    page.arrive((lesson.slots[BREAK], DAY))
    row = next(row for row in page.sheet.marking.model.rows if row.shown == "Alfie")
    assert row.code.slot_name == LESSON


def test_a_slot_of_no_half_day_has_no_code(page, office, lesson, window):
    from app.rooms.calendar import SetSlotPupils

    office.execute(SetSlotPupils(lesson.slots[CLUB], DAY, frozenset({lesson["Alfie"]})))
    page.arrive((lesson.slots[CLUB], DAY))
    assert cell_of(page, "Alfie") is None
    press("'", ";")
    assert page.sheet.view.column == 1
    assert window.said == ["This slot lies in no half-day, so it carries no code."]


def test_somebody_elses_later_code_is_shown_as_it_comes(page, office, desk, lesson, codes, stored):
    number = next(code.number for code in codes if code.letter == "I")
    office.execute(MarkRegister((NewMark(lesson["Alfie"], DAY, AM, CODE, number),)))
    page.arrive((lesson.slot, DAY))
    assert cell_of(page, "Alfie").letter == "I"
