from dataclasses import replace
from datetime import time

import pytest

from app.reports import typeset
from app.reports.document import TableBlock
from app.reports.emergency import compose, counts
from tests.kit import paper
from tests.kit.golden import check_golden
from tests.kit.words import as_text, banned_in


def rows(facts):
    document = compose(facts)
    return next(block.rows for block in document.blocks if isinstance(block, TableBlock))


def cell(row, place):
    return [line.text for line in row[place].lines]


def test_the_sheet_says_what_its_golden_text_says():
    check_golden("emergency_sheet.txt", as_text(compose(paper.emergency())))


def test_the_sheet_holds_no_banned_word():
    assert banned_in(as_text(compose(paper.emergency()))) == []


def test_every_pupil_has_a_box_and_stands_by_name():
    found = rows(paper.emergency())
    assert [row[0].box for row in found] == ["counted"] * 8
    names = [cell(row, 0)[0] for row in found]
    assert names == sorted(names)


def test_who_must_not_be_told_stands_in_words_beside_who_may():
    [row] = rows(paper.emergency(paper.pupil(must_not_be_told=("Kofi Osei", "Ann Osei"))))
    assert cell(row, 4) == ["Jo Marsh, mother", "07700 900121", "Must not be told:", "Kofi Osei", "Ann Osei"]
    assert [line.strong for line in row[4].lines] == [False, False, True, True, True]


def test_a_name_on_both_lists_is_never_one_to_tell():
    [row] = rows(paper.emergency(paper.pupil(must_not_be_told=("Jo Marsh, mother",))))
    assert cell(row, 4) == ["Nobody on record: ask the head", "Must not be told:", "Jo Marsh, mother"]


@pytest.mark.parametrize(
    ("written", "said"), [(None, "Not asked yet"), ("", "None known"), ("Asthma", "Asthma")]
)
def test_none_is_written_only_where_somebody_asked(written, said):
    [row] = rows(paper.emergency(paper.pupil(condition=written)))
    assert cell(row, 2) == [said]


def test_a_life_critical_condition_and_its_medicine_are_heavy():
    [row] = rows(paper.emergency(paper.pupil(condition="Nuts", life_critical=True, medicine="Pen, blue bag")))
    assert row[2].lines[0].strong
    assert row[3].lines[0].strong


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("on_site", ["On site", "10:15, at the gate"]),
        ("due", ["Due 10:15", "at the gate"]),
        ("unmarked", ["Not marked", "10:15, at the gate"]),
    ],
)
def test_where_a_pupil_is_stands_with_the_time_of_the_mark(where, said):
    [row] = rows(paper.emergency(paper.pupil(where=where, at=time(10, 15))))
    assert cell(row, 1) == said


def test_a_pupil_whom_nobody_may_be_told_of_says_what_to_do():
    [row] = rows(paper.emergency(paper.pupil(tell=())))
    assert cell(row, 4) == ["Nobody on record: ask the head"]


def test_counts_add_up_to_those_expected():
    assert counts(paper.eight()) == "On site 4. At home 1. Not here 1. Due 1. Not marked 1. Expected today 8."
    assert counts(()) == "On site 0. Expected today 0."


def test_a_day_without_pupils_or_adults_still_has_a_sheet():
    told = as_text(compose(replace(paper.emergency(), pupils=(), adults=(), assembly_point="")))
    assert "No pupil is expected today." in told
    assert "Not set: ask the head" in told


@pytest.mark.parametrize(("count", "sheets"), [(8, 1), (24, 2)])
def test_eight_pupils_fit_one_sheet_and_many_spill_onto_another(count, sheets):
    pupils = tuple(paper.pupil(f"Alfie Marsh {place}") for place in range(count))
    assert len(typeset.pages(compose(paper.emergency(*pupils)), ppi=20)) == sheets
