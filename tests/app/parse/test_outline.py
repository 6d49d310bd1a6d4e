"""Indented text: told from a table, and each line's margin."""

from __future__ import annotations

import pytest

from app.parse import outline


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Number\n  Adding\n", "steps.txt", True),
        ("Number\n\tAdding, taking away\n", "steps", True),
        ("Number\nShape\n", "steps.txt", True),
        ("a,b\n1,2\n", "steps.txt", False),
        ("a\tb\n1\t2\n", "steps.txt", False),
        ("Number\n  Adding\n", "steps.csv", False),
    ],
)
def test_an_outline_is_told_from_a_table(text: str, name: str, expected: bool) -> None:
    assert outline.is_outline(text, name) is expected


def test_margins_are_counted_in_tabs_and_spaces_and_blank_lines_only_in_the_numbers() -> None:
    assert list(outline.indented("A\n\n\tB\n\t  C \n")) == [(1, 0, 0, "A"), (3, 1, 0, "B"), (4, 1, 2, "C")]


def test_a_colon_after_each_number_makes_no_table_of_a_list() -> None:
    assert outline.is_outline("1: Counting\n2: Adding\n", "Number.txt")
    assert not outline.is_outline("code^statement\n1^Adding\n", "Number.txt")
