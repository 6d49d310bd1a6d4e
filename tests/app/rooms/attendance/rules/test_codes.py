"""Codes are found by letter and number, and stored only where and when they may be."""

from datetime import date

import pytest

from app.core.errors import Refused
from app.core.period import HalfDay
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Category
from tests.kit.shipped import content

CODES = rules.read_codes(content("codes.csv"))
TODAY = date(2026, 11, 23)


def test_all_thirty_four_codes_are_there_and_four_withdrawn_ones():
    numbers = [code.number for code in CODES]
    assert numbers == [*range(1, 35), 101, 102, 103, 104]
    assert len(CODES.in_force(TODAY)) == 34


@pytest.mark.parametrize("code", CODES.in_force(TODAY), ids=lambda code: code.letter)
def test_each_code_is_found_by_its_letter_and_by_its_number(code):
    assert CODES.lettered(f" {code.letter.lower()} ", TODAY) is code
    assert CODES.numbered(code.number, TODAY) is code
    assert CODES.candidates(code.letter, TODAY)[0] is code


def test_an_unknown_code_is_nobodys():
    assert CODES.lettered("ZZ", TODAY) is None
    assert CODES.numbered(99) is None


def test_typing_narrows_the_candidates():
    assert [code.letter for code in CODES.candidates("c", TODAY)] == ["C", "C1", "C2"]
    assert [code.letter for code in CODES.candidates("y", TODAY)] == [f"Y{n}" for n in range(1, 8)]


@pytest.mark.parametrize(
    ("letter", "category"),
    [("H", Category.AUTHORISED), ("J", Category.APPROVED), ("Y", Category.NOT_POSSIBLE)],
)
def test_a_withdrawn_code_keeps_the_category_of_its_time_and_is_never_offered(letter, category):
    code = CODES.lettered(letter)
    assert code is not None and code.category is category
    assert code.is_in_force(date(2024, 8, 18))
    assert not code.is_in_force(date(2024, 8, 19))
    assert code not in CODES.candidates(letter, TODAY)


def test_the_letter_x_is_the_code_in_force_and_not_its_pandemic_use():
    code = CODES.lettered("X")
    assert code is not None and code.number == 14


@pytest.mark.parametrize(
    ("letter", "day", "half_day", "own_roll", "refusal"),
    [
        ("B", TODAY, HalfDay.AM, False, None),
        ("l", TODAY, HalfDay.AM, False, None),
        ("D", TODAY, HalfDay.PM, False, None),
        ("/", TODAY, HalfDay.AM, True, None),
        ("\\", TODAY, HalfDay.PM, True, None),
        ("H", date(2023, 5, 2), HalfDay.AM, False, None),
        ("H", date(2024, 8, 18), HalfDay.AM, False, None),
        ("K", date(2024, 8, 19), HalfDay.AM, False, None),
        ("H", date(2024, 8, 19), HalfDay.AM, False, "code_withdrawn"),
        ("K", date(2024, 8, 18), HalfDay.AM, False, "code_not_yet"),
        ("/", TODAY, HalfDay.AM, False, "code_of_own_roll"),
        ("\\", TODAY, HalfDay.PM, False, "code_of_own_roll"),
        ("/", TODAY, HalfDay.PM, True, "code_of_other_half_day"),
        ("\\", TODAY, HalfDay.AM, True, "code_of_other_half_day"),
        ("H", TODAY, HalfDay.AM, False, "code_withdrawn"),
        ("J", TODAY, HalfDay.AM, False, "code_withdrawn"),
        ("K", date(2023, 5, 2), HalfDay.AM, False, "code_not_yet"),
        ("ZZ", TODAY, HalfDay.AM, False, "code_unknown"),
        ("", TODAY, HalfDay.AM, False, "code_unknown"),
    ],
)
def test_only_a_code_of_the_day_and_the_half_day_may_be_stored(letter, day, half_day, own_roll, refusal):
    def check() -> rules.Code:
        return rules.check_code(CODES, letter, day=day, half_day=half_day, on_own_roll=own_roll)

    if refusal is None:
        assert check().letter == letter.upper()
        return
    with pytest.raises(Refused) as refused:
        check()
    assert refused.value.code == refusal
