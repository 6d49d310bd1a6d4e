from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import staff, typeset
from app.reports.document import Bars, TableBlock
from app.reports.staff import HalfDays, LadderWeek, compose
from tests.kit import paper
from tests.kit.golden import check_golden
from tests.kit.words import as_text, banned_in


def test_the_page_says_what_its_golden_text_says():
    check_golden("staff_page.txt", as_text(compose(paper.staff())))


def test_the_page_holds_no_banned_word():
    assert banned_in(as_text(compose(paper.staff()))) == []


def test_attendance_stands_both_ways():
    told = as_text(compose(paper.staff()))
    assert "Usual step: Reached site, or higher, on 7 of the last 9 visits." in told
    assert "Register: came on 48 of 70 possible half-days (68.6 %)." in told


def test_without_a_possible_half_day_there_is_no_share():
    told = as_text(compose(paper.staff(half_days=HalfDays(0, 0, 0, 0))))
    assert "Register: no possible half-day in this period." in told
    assert "%" not in told


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_is_rounded_halves_up_from_whole_numbers(part, whole):
    words = staff.share(part, whole)
    shown = int(words.removesuffix(" %").replace(".", ""))
    assert shown * whole <= 1000 * part + whole / 2 < (shown + 1) * whole


@pytest.mark.parametrize(
    ("total", "n", "said"), [(5, 2, "2.5"), (1, 4, "0.3"), (11, 4, "2.8"), (0, 3, "0.0"), (0, 0, "–")]
)
def test_a_mean_is_rounded_halves_up_and_not_observed_is_never_zero(total, n, said):
    assert staff.mean(total, n) == said


def test_what_was_not_observed_is_counted_apart():
    scores = [block for block in compose(paper.staff()).blocks if isinstance(block, TableBlock)][-1]
    assert [[line.text for line in cell.lines] for cell in scores.rows[1]] == [
        ["Stay safe"],
        ["–"],
        ["0"],
        ["3"],
    ]


def test_a_week_without_sight_is_told_by_its_monday():
    told = as_text(compose(paper.staff()))
    assert "Heard and not seen in the week of 14 September." in told
    assert "21 September: no visits." in told


def test_a_week_without_a_word_from_the_child_is_not_one_in_which_they_were_heard():
    weeks = (LadderWeek(date(2026, 9, 7), 0, 0, 0, 2, seen=False, heard=False),)
    told = as_text(compose(paper.staff(weeks=weeks)))
    assert "Neither heard nor seen in the week of 7 September." in told
    assert "Tried to reach (2 visits); neither heard nor seen." in told
    assert "Heard and not seen" not in told


def test_a_week_outside_the_span_carries_its_year():
    weeks = (LadderWeek(date(2025, 9, 8), 4, 3, 5, 4), LadderWeek(date(2026, 8, 31), 4, 3, 5, 4))
    told = as_text(compose(paper.staff(weeks=weeks)))
    assert "Week of 8 September 2025: Did something together." in told
    assert "Week of 31 August: Did something together." in told


def test_who_must_not_be_told_or_collect_stands_in_words_beside_the_care():
    told = as_text(compose(paper.staff(care=())))
    assert "Must not be told · Kofi Osei, Father." in told
    assert "Must not collect · Kofi Osei, Father. Dee Marsh, Aunt." in told
    bare = as_text(compose(paper.staff(must_not_be_told=(), must_not_collect=())))
    assert "Must not" not in bare


def test_without_visits_there_is_no_picture():
    empty = LadderWeek(date(2026, 9, 7), None, None, None, 0)
    document = compose(paper.staff(weeks=(empty,), usual=None))
    assert not [block for block in document.blocks if isinstance(block, Bars)]
    assert "We are getting to know Alfie." in as_text(document)


def test_a_child_nobody_has_seen_or_heard_of_says_so():
    told = as_text(compose(paper.staff(last_seen=None, last_heard=None, key_adult="", expected_days=0)))
    assert "Last seen · Not yet" in told
    assert "Key adult · None" in told


def test_more_steps_than_fit_are_counted():
    assert "Add. / Pay. / Weigh flour. / and 1 more" in as_text(compose(paper.staff()))


def test_a_page_without_care_curriculum_or_scores_is_whole():
    told = as_text(compose(paper.staff(care=(), needs=(), placements=(), subjects=(), outcomes=())))
    assert "No curriculum is set for this pupil yet." in told
    assert "Nothing scored in this period." in told


def test_the_page_is_printed():
    assert len(typeset.pages(compose(paper.staff()), ppi=20)) <= 2
