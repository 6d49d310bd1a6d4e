"""Indented text as a tree."""

from __future__ import annotations

import pytest

from app.exchange import tree_outline
from app.exchange.sheet import NotRead, OutlineLine, Shape, Tree


def tree(text: str, title: str = "Maths") -> Tree:
    lines = [
        OutlineLine(number, line.count("\t"), len(line) - len(line.lstrip()) - line.count("\t"), line.strip())
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    return tree_outline.from_outline(lines, title)


@pytest.mark.parametrize("step", ["\t", "  ", "    ", "   "])
def test_depth_is_told_by_tabs_or_by_the_files_own_step(step: str) -> None:
    found = tree(f"Number\n{step}Adding\n{step * 2}Within 10\n{step * 2}Within 20\nShape\n{step}Circles")
    assert found.shape == Shape(nodes=6, places=6, leaves=3, depth=4, coded=0, several_places=0)
    assert not found.not_read


def test_a_jump_of_two_levels_is_not_read_nor_what_hangs_on_it() -> None:
    found = tree("Number\n\t\t\tFar\n\tAdding\n\t\tWithin 10\n\t\t\t\tToo deep")
    assert found.not_read == (
        NotRead("line 2", "level_jumped", "Far"),
        NotRead("line 5", "level_jumped", "Too deep"),
    )
    assert found.shape.nodes == 3


def test_a_line_between_two_levels_is_not_read() -> None:
    found = tree("A\n    B\n    C\n  between\n    D")
    assert found.not_read == (NotRead("line 4", "between_levels", "between"),)


@pytest.mark.parametrize(
    ("words", "code", "statement"),
    [
        ("1.2 Adds within 10", "1.2", "Adds within 10"),
        ("1. Adds", "1", "Adds"),
        ("3) Adds", "3", "Adds"),
        ("(a1) Adds", "a1", "Adds"),
        ("MA.3.b Adds", "MA.3.b", "Adds"),
        ("- 1.2 Adds", "1.2", "Adds"),
        ("• Adds", "", "Adds"),
        ("2 apples", "", "2 apples"),
        ("e.g. apples", "", "e.g. apples"),
        ("1.2", "1.2", "1.2"),
    ],
)
def test_a_leading_token_with_a_figure_and_a_dot_or_bracket_is_the_code(
    words: str, code: str, statement: str
) -> None:
    assert tree_outline.split_code(words) == (code, statement)


def test_the_same_text_gives_the_same_identifiers_and_another_title_others() -> None:
    text = "A\n\tB\n\tB\nC\n\tB"
    first, second, other = tree(text), tree(text), tree(text, "Music")
    assert [node.identifier for node in first.nodes] == [node.identifier for node in second.nodes]
    assert len({node.identifier for node in (*first.nodes, *other.nodes)}) == 10


def test_a_text_that_is_indented_throughout_loses_nothing() -> None:
    assert tree("    A\n      B\n    C").shape.nodes == 3
