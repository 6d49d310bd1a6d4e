"""Curricula that came as tables."""

from __future__ import annotations

import csv

import pytest

from app.core.errors import Refused
from app.exchange import headings, tree_tables
from app.exchange.sheet import NotRead, Row, Shape, Sheet, Tree


def sheet(*lines: str, name: str = "") -> Sheet:
    rows = csv.reader(lines)
    return Sheet(name, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))


def tree(*sheets: Sheet) -> Tree:
    return tree_tables.from_sheets(
        sheets, "Maths", headings.shipped(headings.CURRICULUM), headings.shipped(headings.PUPILS)
    )


def drawn(found: Tree) -> list[str]:
    """The tree as indented lines, each step under each of its parents."""
    words = {node.identifier: node.statement for node in found.nodes}
    below: dict[str, list[tuple[int, str]]] = {}
    for place in found.places:
        below.setdefault(place.parent, []).append((place.position, place.child))

    def lines(parent: str, depth: int) -> list[str]:
        drawn_here: list[str] = []
        for _, child in sorted(below.get(parent, [])):
            drawn_here += ["-" * depth + words[child], *lines(child, depth + 1)]
        return drawn_here

    return lines("", 0)


def test_parents_are_named_by_identifier_or_code_and_may_be_several() -> None:
    found = tree(
        sheet(
            "identifier,parent,order,code,statement,type",
            "n,,,N,Number,Strand",
            "s,,,S,Shape,Strand",
            "b,n,2,N.2,Take away,Step",
            "a,N,1,N.1,Add,Step",
            "c,n; S,3,X,Count corners,Step",
        )
    )
    assert drawn(found) == ["Number", "-Add", "-Take away", "-Count corners", "Shape", "-Count corners"]
    assert found.shape == Shape(nodes=5, places=6, leaves=3, depth=3, coded=5, several_places=1)
    assert found.nodes[0].type == "Strand"


def test_rows_whose_parent_is_missing_are_not_read() -> None:
    found = tree(sheet("code,parent,statement", "A,,Add", "B,Z,Lost", "C,B,Lost too", "D,A,"))
    assert drawn(found) == ["Add", "-D"]
    assert found.not_read == (
        NotRead("row 3", "parent_not_in_file", "Z"),
        NotRead("row 4", "parent_not_read", found.not_read[1].words),
    )


def test_a_row_that_says_nothing_is_not_read() -> None:
    assert tree(sheet("code,statement,type", "A,Add,", ",,Step")).not_read == (
        NotRead("row 3", "no_statement", "Step"),
    )


def test_levels_side_by_side_are_paths_and_a_repeated_path_is_one_step() -> None:
    found = tree(
        sheet(
            "Level 1,Level 2,Level 3,Code",
            "Number,Add,Within 10,N1",
            "Number,Add,Within 20,N2",
            "Number,Take away,,N3",
            "Shape,Add,,S1",
        )
    )
    assert drawn(found) == [
        "Number",
        "-Add",
        "--Within 10",
        "--Within 20",
        "-Take away",
        "Shape",
        "-Add",
    ]
    assert found.shape.coded == 4


def test_levels_left_empty_at_the_head_of_a_row_mean_the_row_above() -> None:
    found = tree(
        sheet("level1,level2,level3", "Number,,", ",Add,", ",,Within 10", ",Take away,", "Shape,,Far")
    )
    assert drawn(found) == ["Number", "-Add", "--Within 10", "-Take away"]
    assert found.not_read == (NotRead("row 6", "level_jumped", "Shape Far"),)


def test_the_same_table_gives_the_same_identifiers() -> None:
    made = sheet("statement,parent", "Add,", "Add,", "Count,")
    first, second = tree(made), tree(made)
    assert first == second
    assert len({node.identifier for node in first.nodes}) == 3


def test_several_sheets_are_one_framework_and_a_sheet_without_steps_is_listed() -> None:
    found = tree(
        sheet("Read me first", name="Notes"),
        sheet("Level 1,Level 2", "Number,Add", name="One"),
        sheet("Level 1,Level 2", "Number,Count", "Shape,", name="Two"),
    )
    assert drawn(found) == ["Number", "-Add", "-Count", "Shape"]
    assert found.not_read == (NotRead("sheet Notes", "sheet_without_steps"),)


def test_smart_levels_place_steps_where_no_parent_is_named() -> None:
    found = tree(
        sheet(
            "identifier,fullStatement,smartLevel", "a,Number,1", "b,Add,1.10", "c,Count,1.2", "d,Ten,1.10.1"
        )
    )
    assert drawn(found) == ["Number", "-Count", "-Add", "--Ten"]


def test_the_three_sheets_of_opensalt_are_one_framework() -> None:
    found = tree(
        sheet("identifier,creator,title", "doc,me,Sample", name="CF Doc"),
        sheet("identifier,fullStatement,humanCodingScheme", "a,Number,N", "b,Add,N.1", name="CF Item"),
        sheet(
            "identifier,originNodeIdentifier,associationType,destinationNodeHumanCodingScheme,destinationNodeIdentifier",
            "1,a,Is Child Of,,doc",
            "2,b,Is Child Of,N,",
            "3,b,Precedes,,zzz",
            name="CF Association",
        ),
    )
    assert (found.title, found.identifier) == ("Sample", "doc")
    assert drawn(found) == ["Number", "-Add"]
    assert found.other_links == (("Precedes", 1),)


@pytest.mark.parametrize(
    ("heading", "code"),
    [("Forename,Surname,DOB", "file_is_pupils"), ("colour,size", "curriculum_no_headings")],
)
def test_a_table_that_is_no_curriculum_is_refused(heading: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        tree(sheet(heading, "a,b,c"))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "lines",
    [
        ("code,statement,parent", "A,Add,", "A,Take away,", "B,Carry,A", "C,Count,B"),
        ("statement,parent", "Add,", "Add,", "Carry,add", "Count,Carry"),
        ("statement,smartLevel", "Add,1", "Take away,1.", "Carry,1.1", "Count,1.1.1"),
    ],
    ids=["code", "statement", "level"],
)
def test_a_parent_that_fits_several_rows_is_nobodys_guess(lines: tuple[str, ...]) -> None:
    found = tree(sheet(*lines))
    assert len(found.nodes) == 2
    assert [(each.where, each.why) for each in found.not_read] == [
        ("row 4", "parent_fits_several"),
        ("row 5", "parent_not_read"),
    ]
    assert found.not_read[0].words.casefold() in ("a", "add", "1")


def test_an_identifier_is_meant_before_a_code_that_others_have() -> None:
    found = tree(
        sheet("identifier,code,statement,parent", "A,x,Add,", "b,A,Take,", "c,A,Share,", "d,,Carry,A")
    )
    assert drawn(found) == ["Add", "-Carry", "Take", "Share"]
    assert found.not_read == ()


def test_a_code_that_fits_several_items_of_opensalt_is_nobodys_guess() -> None:
    found = tree(
        sheet("identifier,statement,humanCodingScheme", "a,Add,N", "b,Take,N", "c,Carry,", name="CF Item"),
        sheet(
            "originNodeIdentifier,associationType,destinationNodeHumanCodingScheme", "c,Is Child Of,N",
            name="CF Association",
        ),
    )  # fmt: skip
    assert [(each.where, each.why) for each in found.not_read] == [("CF Item row 4", "parent_fits_several")]


def test_a_parent_named_twice_in_a_row_is_listed_once() -> None:
    found = tree(sheet("code,statement,parent", "A,Add,", "B,Carry,A; a", "B,Carry,A"))
    assert drawn(found)[:2] == ["Add", "-Carry"]
    assert [(each.where, each.why) for each in found.not_read] == [("row 3", "link_twice")]
