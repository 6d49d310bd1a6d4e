"""From a path to a sheet or a tree, through the child."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from app.core.errors import Refused
from app.exchange import reading

PACKAGE = {
    "CFDocument": {"identifier": "d", "title": "Maths"},
    "CFItems": [{"identifier": "a", "fullStatement": "Add"}],
    "CFAssociations": [],
}


def test_a_package_is_read_plain_and_packed(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.json", tmp_path / "a.json.gz"
    plain.write_text(json.dumps(PACKAGE))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert reading.read_curriculum(plain)[1] == reading.read_curriculum(packed)[1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Maths steps.txt", "Number\n\tAdd\n"),
        ("Maths steps.csv", "statement,parent\nNumber,\nAdd,Number\n"),
        ("Maths steps.csv", "Level 1;Level 2\nNumber;Add\n"),
    ],
)
def test_what_has_no_title_is_called_after_its_file(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    tree = reading.read_curriculum(tmp_path / name)[1]
    assert tree.title == "Maths steps"
    assert (tree.shape.nodes, tree.shape.depth) == (2, 3)


def test_a_package_without_title_and_identifier_has_steady_ones(tmp_path: Path) -> None:
    path = tmp_path / "music.json"
    path.write_text(json.dumps({"CFItems": PACKAGE["CFItems"]}))
    first, second = reading.read_curriculum(path)[1], reading.read_curriculum(path)[1]
    assert first == second
    assert first.title == "music"
    assert first.identifier


def test_a_sheet_of_blanks_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(' , \n"",\n')
    with pytest.raises(Refused) as refused:
        reading.read_table(path)
    assert refused.value.code == "file_empty"


def test_pasted_cells_are_a_sheet() -> None:
    sheet = reading.pasted('Forename\tNotes\r\nAva\t"likes\ncats"\r\n')
    assert [row.cells for row in sheet.rows] == [("Forename", "Notes"), ("Ava", "likes\ncats")]


def test_a_half_letter_in_a_package_leaves_its_item_out_with_a_line_and_the_rest_comes_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"CFDocument": {"identifier": "d", "title": "Maths \\ud83d"}, "CFItems": ['
        '{"identifier": "a", "fullStatement": "Add \\ud83d"}, {"identifier": "b", "fullStatement": "Take"},'
        '{"identifier": "c", "fullStatement": "true \ufffd"}]}',
        encoding="utf-8",
    )
    _, tree = reading.read_curriculum(path)
    assert tree.title == "Maths \ufffd"
    assert [node.statement for node in tree.nodes] == ["Take", "true \ufffd"]
    assert [(each.where, each.why, each.words) for each in tree.not_read] == [
        ("CFDocument", "title_unreadable", "Maths \ufffd"),
        ("CFItems 1", "item_unreadable", "Add \ufffd"),
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_bad_byte_in_a_table_or_an_outline_leaves_its_step_out_with_a_line(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    head = "statement,type\n" if name == "a.csv" else ""
    end = ",\n" if name == "a.csv" else "\n"
    long = "a step in words so many that one stray sign among them is no sign of a picture or a program"
    path.write_bytes(f"{head}Schön{end}{long}{end}Caf".encode() + b"\xe9" + f"{end}Nul\0l{end}".encode())
    _, tree = reading.read_curriculum(path)
    assert [node.statement for node in tree.nodes] == ["Schön", long, "Nul l"]
    assert [(each.why, each.words) for each in tree.not_read] == [("item_unreadable", "Caf\ufffd")]


def test_no_half_letter_of_a_name_or_a_cell_gets_further_than_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Forename,Surname\nJosé,Lúz\n".encode() + b"Zo\xeb,Lee\n")
    (sheet,) = reading.read_table(path).sheets
    assert sheet.rows[2].cells == ("Zo\ufffd", "Lee")
    assert [row.is_unread for row in sheet.rows] == [False, False, True]
    "".join(cell for row in sheet.rows for cell in row.cells).encode("utf-8")


def test_a_file_name_that_is_no_text_makes_a_title_that_is(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"Zo\xeb\nbook.txt")
    try:
        path.write_text("1. Add\n")
    except OSError:
        pytest.skip("this disk takes no such name")
    assert reading.read_curriculum(path)[1].title == "Zo\ufffd book"
