"""What of a file was not read is named, each reason in a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.sentences import say
from app.exchange import headings, left_aside, pupil_rows
from app.exchange.sheet import NotRead, Row, Sheet

FOLDER = Path(left_aside.__file__).parent
SAID_ELSEWHERE = (
    "between_levels",
    "level_jumped",
    "not_a_link",
    "not_an_item",
    "parent_fits_several",
    "parent_not_in_file",
    "parent_not_read",
)
"""Codes that are put together on the way and do not stand where the line is made."""


def sheet(name: str, *lines: str) -> Sheet:
    return Sheet(
        name, tuple(Row(number, tuple(line.split(","))) for number, line in enumerate(lines, start=1))
    )


def left(*sheets: Sheet) -> list[NotRead]:
    spellings = headings.shipped(headings.PUPILS)
    taken = pupil_rows.best_sheet(sheets, spellings)
    guesses = headings.find(taken, spellings, pupil_rows.EVIDENCE).guesses
    return list(left_aside.left_aside(sheets, taken, guesses))


def test_of_several_sheets_those_that_say_something_and_were_not_read_are_named() -> None:
    pupils = sheet("Pupils", "Forename,Surname,DOB", "Ava,Khan,")
    leavers = sheet("Leavers", "Forename,Surname", "Sam,Lee")
    assert left(leavers, pupils, sheet("Empty", ",")) == [
        NotRead("sheet Leavers", "sheet_not_read", "Pupils")
    ]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Forename,Surname,Surname", ["column 3"]),
        ("Forename,Surname,Last name", []),
        ("Forename,Surname,Allergies,Allergies", []),
        ("Forename,Surname,House,House", []),
        ("Forename,Surname,UPN,UPN,UPN", ["column 4", "column 5"]),
    ],
    ids=["a name twice", "two headings", "both are read", "neither is ours", "three times"],
)
def test_a_column_whose_heading_another_took_is_named(heading: str, columns: list[str]) -> None:
    found = left(sheet("", heading, "Ava,Khan,x,y,z"))
    assert [each.where for each in found] == columns
    assert {each.why for each in found} <= {"heading_twice"}


def codes() -> Iterator[str]:
    """The reason of every line that the importers make."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NotRead":
                why = node.args[1]
                if isinstance(why, ast.Constant):
                    yield str(why.value)


def test_every_reason_has_a_sentence_without_a_gap() -> None:
    found = {*codes(), *SAID_ELSEWHERE}
    assert {"circle", "heading_twice", "link_twice", "sheet_without_steps"} <= found
    for code in sorted(found):
        assert "?" not in say(code, {"words": "these"}), code
