"""The register by keys: eight digits mark eight pupils, and each key can be taken back by itself."""

import pytest
from PySide6.QtWidgets import QApplication

from app.core.marks import MINUTES, NOT_OBSERVED, RUNG, SEEN_ASKED
from tests.kit.record import peek
from tests.ui.rooms.attendance.keys import ctrl, focused, press, press_shifted
from tests.ui.rooms.attendance.lesson import DAY


@pytest.fixture
def view(page):
    return page.sheet.view


@pytest.fixture
def stands(office, lesson):
    """What stands in the lesson of one measure: pupil's forename → values by moment."""

    def ask(measure=RUNG):
        names = {pupil: name for name, pupil in lesson.pupils.items()}
        rows = peek(
            office,
            "SELECT pupil_id, value FROM mark WHERE replaced_by IS NULL AND value IS NOT NULL "
            "AND measure_id = ? AND day = ? AND slot_id = ? ORDER BY pupil_id, moment_no",
            int(measure),
            DAY.toordinal(),
            int(lesson.slot),
        )
        found = {}
        for pupil, value in rows:
            found.setdefault(names[pupil], []).append(value)
        return found

    return ask


def order(page):
    return [row.shown for row in page.sheet.marking.model.rows]


def test_the_keys_are_in_the_table_at_the_first_pupil_who_is_not_marked(view):
    assert focused() is view
    assert view.place == 0


def test_eight_digits_mark_eight_pupils_and_land_on_finish(page, stands):
    count = press(*"98765432")
    assert count == 8
    assert stands() == {name: [9 - place] for place, name in enumerate(order(page))}
    assert focused() is page.sheet.finish


def test_every_rung_has_its_digit(page, view, stands):
    for digit in range(10):
        view.go(0)
        press(str(digit))
        assert stands()[order(page)[0]] == [digit]


def test_a_digit_moves_down_but_a_step_that_asks_stays(view):
    press("5")
    assert view.place == 1
    press("1")
    assert view.place == 1


@pytest.mark.parametrize(("key", "answer"), [("s", 1), ("S", 1), ("Enter", 0)])
def test_seen_is_asked_where_the_step_asks_and_one_key_answers(page, view, stands, key, answer):
    press("1")
    assert page.sheet.marking.model.words.asks_now(page.sheet.marking.model.row(0))
    press(key)
    assert stands(SEEN_ASKED) == {order(page)[0]: [answer]}
    assert view.place == 1


def test_an_answer_goes_with_the_step_that_asked(view, stands):
    press("1", "s", "Up", "6")
    assert stands(SEEN_ASKED) == {}


@pytest.mark.parametrize("layout", ["UK", "US"])
def test_shift_and_a_digit_adds_a_moment(page, view, stands, layout):
    press("4", "Up")
    press_shifted(6, layout)
    assert stands()[order(page)[0]] == [4, 6]
    assert page.sheet.marking.model.words.detail(page.sheet.marking.model.row(0)).startswith("from 4 to 6")
    assert view.place == 0


def test_a_plain_digit_takes_the_place_of_a_range(page, stands):
    press("4", "Up")
    press_shifted(6, "UK")
    press("2")
    assert stands()[order(page)[0]] == [2]


def test_space_is_as_last_time_and_is_stored_at_once(page, view, stands):
    callum = order(page).index("Callum")
    view.go(callum)
    press("Space")
    assert stands() == {"Callum": [2]}
    assert view.place == callum + 1


def test_space_without_a_last_time_says_so_and_stays(page, view, stands, window):
    bea = order(page).index("Bea")
    view.go(bea)
    press("Space")
    assert stands() == {}
    assert view.place == bea
    assert window.said == ["Bea Lindqvist has no step from last time."]


def test_dina_was_here_at_breakfast_so_that_is_her_last_time(page):
    dina = order(page).index("Dina")
    assert page.sheet.marking.model.row(dina).last_time == 7


def test_backspace_takes_back_everything_on_the_ladder(page, stands):
    press("1", "s", "Up", "l", *"12", "Enter")
    press("Backspace")
    assert (stands(), stands(SEEN_ASKED), stands(MINUTES)) == ({}, {}, {})


@pytest.mark.parametrize(
    ("keys", "place"),
    [(("Down",), 1), (("Down", "Down", "Up"), 1), (("End",), 7), (("End", "Home"), 0), (("Up",), 0)],
)
def test_the_arrows_and_ends_move(view, keys, place):
    press(*keys)
    assert view.place == place


def test_past_the_last_row_is_finish_and_up_comes_back(page, view):
    press("End", "Down")
    assert focused() is page.sheet.finish
    press("Up")
    assert focused() is view
    assert view.place == 7


def test_a_key_that_is_held_marks_one_child(stands, page):
    press("9")
    press("9", "9", "9", held=True)
    assert stands() == {order(page)[0]: [9]}


def test_minutes_are_two_digits_and_enter(page, view, stands):
    press("7", "Up", "l")
    assert focused() is page.sheet.acts.minutes_line
    press(*"125", "Enter")
    assert stands(MINUTES) == {order(page)[0]: [12]}
    assert focused() is view


def test_minutes_left_alone_by_escape_and_taken_back_by_nothing(page, view, stands):
    press("7", "Up", "L", *"12", "Esc")
    assert stands(MINUTES) == {}
    assert focused() is view
    press("l", *"12", "Enter", "l", "Backspace", "Enter")
    assert stands(MINUTES) == {}


def test_letters_do_nothing_where_they_are_turned_off(page, view, stands):
    view.letters_on = False
    press("l", "n", "'", ";")
    assert focused() is view
    press("9")
    assert stands() == {order(page)[0]: [9]}


def test_no_letter_but_the_commands_means_anything_on_the_ladder(view, stands, office):
    before = office.next_undo()
    press(*"abcdefghijkmopqrstuvwxyz")
    assert stands() == {}
    assert office.next_undo() is before
    assert focused() is view


def test_tab_goes_to_the_scores_and_shift_tab_back(page, view):
    press("Tab")
    assert view.column == 4
    press("Backtab")
    assert view.column == 1
    press("Tab", "Tab")
    assert focused() is not view


def test_scores_go_right_and_then_to_the_next_pupil(page, view, stands):
    press("Tab", *"32104", *"4")
    outcomes = page.sheet.marking.model.words.outcomes
    first, second = order(page)[:2]
    assert [stands(one.measure).get(first) for one in outcomes] == [[3], [2], [1], [0], [4]]
    assert stands(outcomes[0].measure)[second] == [4]
    assert (view.place, view.column) == (1, 5)


@pytest.mark.parametrize("column", [4, 8])
def test_the_commands_work_in_a_score_too_and_nothing_typed_is_lost(page, view, stands, office, column):
    view.go(0, column)
    press("n", *"calm now", "Enter")
    assert peek(office, "SELECT text FROM slot_note") == [("calm now",)]
    assert (view.place, view.column) == (0, column)
    press("l", *"12", "Enter")
    assert stands(MINUTES) == {order(page)[0]: [12]}
    assert focused() is view
    press("'")
    assert view.column == 3
    view.go(0, column)
    press(";")
    assert focused() is page.sheet.acts.code_list.line
    press("Esc")
    assert stands() == {}


def test_seen_is_answered_from_a_score_too(page, view, stands):
    press("1")
    view.go(0, 4)
    press("s")
    assert stands(SEEN_ASKED) == {order(page)[0]: [1]}


def test_letters_that_are_turned_off_are_off_in_the_scores_too(page, view, stands):
    view.letters_on = False
    view.go(0, 4)
    press("n", "l", "'", ";")
    assert focused() is view
    assert (view.column, stands(MINUTES)) == (4, {})


def test_a_digit_beyond_the_scale_is_no_score(page, view, stands):
    press("Tab", "5", "9")
    assert stands(page.sheet.marking.model.words.outcomes[0].measure) == {}
    assert view.column == 4


def test_a_hyphen_is_not_observed_and_backspace_takes_a_score_back(page, view, stands):
    press("Tab", "-")
    measure = page.sheet.marking.model.words.outcomes[0].measure
    assert stands(measure) == {order(page)[0]: [NOT_OBSERVED]}
    press("Left", "Backspace")
    assert stands(measure) == {}


def test_ctrl_d_copies_the_score_to_those_who_were_seen_and_have_none(page, view, stands, window):
    press(*"9905")
    view.go(2, 4)
    press("2")
    view.go(0, 4)
    press("3")
    view.go(0, 4)
    ctrl("d")
    names = order(page)
    measure = page.sheet.marking.model.words.outcomes[0].measure
    assert stands(measure) == {names[0]: [3], names[1]: [3], names[2]: [2], names[3]: [3]}
    assert window.said[-1] == "2 scored 3."


def test_five_scores_for_eight_pupils_are_forty_keys(page, stands):
    press("Tab")
    assert press(*("21321" * 8)) == 40
    outcomes = page.sheet.marking.model.words.outcomes
    assert sum(len(stands(one.measure)) for one in outcomes) == 40
    assert focused() is page.sheet.finish


def test_each_key_is_one_undo_and_every_mark_stays_in_the_record(page, desk, office, stands):
    press(*"98765432")
    for left in range(7, -1, -1):
        desk.runner.undo(page, lambda _receipt: None, page.failed)
        QApplication.processEvents()
        assert len(stands()) == left
    assert page.sheet.marking.marked == 0
    written = peek(
        office,
        "SELECT count(*) FROM mark WHERE measure_id = 1 AND slot_id = ?",
        int(page.sheet.marking.key[0]),
    )
    assert written == [(16,)]


def test_no_key_opens_a_dialog(page, view):
    press("9", "l", *"12", "Enter", "n", "Esc", "'", "Esc", ";", "Esc", "Tab", "3", "Backtab")
    ctrl("Enter")
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
