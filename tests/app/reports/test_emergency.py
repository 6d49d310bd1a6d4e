from dataclasses import replace
from datetime import time

import pytest

from app.reports import html, typeset
from app.reports.document import Boxes, TableBlock
from app.reports.emergency import PupilToCount, ToTell, compose, counts
from tests.kit import paper
from tests.kit.golden import check_golden
from tests.kit.words import as_text, banned_in

TOLD = "Jo Marsh, mother, 07700\u00a0900121"


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
    assert cell(row, 4) == [TOLD, "Must not be told: Kofi Osei, Ann Osei"]
    assert [line.strong for line in row[4].lines] == [False, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"must_not_collect": ("Jo Marsh",)}, [TOLD, "Must not collect: Jo Marsh"]),
        (
            {"must_not_collect": ("Jó  MARSH", "Dee")},
            [TOLD, "Must not collect: Jo Marsh", "Must not collect: Dee"],
        ),
        (
            {"tell": (), "must_not_collect": ("Dee",)},
            ["Nobody on record: ask the head", "Must not collect: Dee"],
        ),
        (
            {"must_not_be_told": ("Kofi", "Ann"), "must_not_collect": ("Kofi", "Dee")},
            [
                TOLD,
                "Must not be told, must not collect: Kofi",
                "Must not be told: Ann",
                "Must not collect: Dee",
            ],
        ),
    ],
)
def test_who_must_not_collect_stands_in_words_beside_them(changed, said):
    [row] = rows(paper.emergency(paper.pupil(**changed)))
    assert cell(row, 4) == said
    assert all(line.strong for line in row[4].lines if line.text.startswith("Must not"))
    assert "<strong>Must not collect: " in html.page(compose(paper.emergency(paper.pupil(**changed))))


def test_a_name_on_both_lists_is_never_one_to_tell():
    [row] = rows(paper.emergency(paper.pupil(must_not_be_told=("Jo Marsh, mother",))))
    assert cell(row, 4) == ["Nobody on record: ask the head", "Must not be told: Jo Marsh, mother"]


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


def test_counts_and_adults_stand_before_the_pupils():
    kinds = [type(block) for block in compose(paper.emergency()).blocks]
    assert kinds.index(TableBlock) == len(kinds) - 1 > kinds.index(Boxes)


def test_whoever_is_in_no_slot_stands_apart_from_the_adults_in():
    told = as_text(compose(paper.emergency()))
    assert "May be in: in no slot today, and not away\nLena Frost · Administrator · 07700 900187" in told
    nobody = as_text(compose(replace(paper.emergency(), adults=())))
    assert "No adult is in the timetable today: write the names here." in nobody
    assert "Lena Frost" in nobody


def usual(count: int) -> tuple[PupilToCount, ...]:
    """Pupils with two contacts each, every third with a condition, every sixth with somebody barred."""
    tell = (ToTell("Jo Marsh", "mother", "07700 900121"), ToTell("Ed Marsh", "grandfather", "07700 900122"))
    one = paper.pupil(tell=tell, detail="In session, throughout")
    ill = replace(
        one, condition="Asthma: blue inhaler in his own bag", medicine="Blue inhaler, own bag, office"
    )
    barred = replace(ill, life_critical=True, must_not_be_told=("Kofi Osei",))
    kinds = (barred, one, one, ill, one, one)
    return tuple(replace(kinds[place % 6], name=f"Alfie Marsh {place}") for place in range(count))


@pytest.mark.parametrize(("count", "sheets", "smallest"), [(8, 1, 10), (24, 1, 8), (60, 4, 8)])
def test_two_dozen_pupils_fit_one_sheet_in_type_that_can_be_read(count, sheets, smallest):
    document = compose(paper.emergency(*usual(count)))
    assert len(typeset.pages(document, ppi=20)) <= sheets
    assert min(paper.sizes_of(document)) >= smallest
