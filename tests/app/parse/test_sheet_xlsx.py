"""Workbooks that are honest: every cell as a person sees it, at its own line."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.parse import sheet_xlsx
from app.parse.limits import FileRefused


def workbook(path: Path) -> bytes:
    book = xlsxwriter.Workbook(path)
    first = book.add_worksheet("Pupils")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    first.write_string(2, 2, "Forename")
    first.write_string(3, 2, "007")
    first.write_number(3, 3, 12)
    first.write_number(3, 4, 1.5)
    first.write_datetime(3, 5, datetime.date(2011, 3, 4), day)
    first.write_boolean(3, 6, True)
    first.write_formula(3, 7, "=1+1", None, 2)
    book.add_worksheet("Hidden").hide()
    book.add_worksheet("Empty")
    book.close()
    return path.read_bytes()


def test_cells_stand_at_their_own_line_and_column(tmp_path: Path) -> None:
    lines = list(sheet_xlsx.sheets(workbook(tmp_path / "a.xlsx"), "zip"))
    assert [line for line in lines if line[0] == "sheet"] == [["sheet", "Pupils"], ["sheet", "Empty"]]
    rows = {line[1]: line[2] for line in lines if line[0] == "row"}
    assert rows[3][2] == "Forename"
    assert rows[4] == ["", "", "007", "12", "1.5", "2011-03-04", "TRUE", "2"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (1e20, "1e+20"),
        (float("inf"), "inf"),
        (datetime.time(9, 30), "09:30"),
        (datetime.datetime.fromisoformat("2026-01-02T03:04:05"), "2026-01-02 03:04:05"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (False, "FALSE"),
    ],
)
def test_a_cell_says_what_a_person_sees(value: object, text: str) -> None:
    assert sheet_xlsx.cell_text(value) == text


def test_a_document_is_not_a_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(FileRefused, match="file_is_document"):
        list(sheet_xlsx.sheets(out.getvalue(), "zip"))
