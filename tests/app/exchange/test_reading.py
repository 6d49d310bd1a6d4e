"""From a path to a sheet or a tree, through the child."""

from __future__ import annotations

import gzip
import json
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
