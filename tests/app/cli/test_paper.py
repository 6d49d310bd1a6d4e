"""Pages written to files by command line: who may have them, and what is on record of it."""

import re

import pikepdf
import pytest

from tests.kit.record import peek

ASH = ("--pupil", "Alfie Marsh")


def issues(lines) -> list[tuple]:
    return lines.within(lambda office: peek(office, "SELECT ref, kind, addressee FROM issue"))


def test_the_family_page_goes_to_the_first_contact_who_may_be_told(lines):
    path = lines.folder / "family.pdf"
    found = lines("report", lines.record, "family", *ASH, "--to", path).found
    assert found["file"] == str(path)
    assert (found["reference"], "family", "Jo Marsh") in issues(lines)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


def test_the_family_page_as_html_fetches_nothing_and_holds_no_percentage_or_other_surname(lines):
    path = lines.folder / "family.html"
    lines("report", lines.record, "family", *ASH, "--to", path, "--addressee", "jo marsh")
    page = path.read_text(encoding="utf-8")
    shown = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "Jo Marsh" in shown
    assert not re.search(r"%|percent|Lindqvist|Farouk|Osei", shown, re.IGNORECASE)
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


def test_the_commissioner_may_have_the_page_too(lines):
    path = lines.folder / "commissioner.html"
    lines("report", lines.record, "family", *ASH, "--to", path, "--addressee", "school of 1").found  # noqa: B018
    assert path.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("family", *ASH, "--addressee", "Kofi Osei"), "Kofi Osei"),
        (("staff", *ASH, "--addressee", "Kofi Osei"), "Kofi Osei"),
        (("family", *ASH, "--addressee", "Nan Marsh"), "Nan Marsh"),
        (("family", *ASH, "--addressee", "Somebody Else"), "Somebody Else"),
        (("family", "--pupil", "Bea Lindqvist"), ""),
        (("family",), "--pupil"),
        (("staff",), "--pupil"),
        (("emergency", *ASH), "--pupil"),
        (("family", "--pupil", "Nobody Here"), ""),
    ],
)
def test_a_page_that_must_not_leave_leaves_no_file_and_no_note(lines, words, said):
    path = lines.folder / "refused.pdf"
    with lines.unchanged():
        assert said in lines("report", lines.record, *words, "--to", path).refusal
    assert not path.exists()


def test_the_staff_page_is_for_whoever_is_signed_in(lines):
    path = lines.folder / "staff.html"
    lines("report", lines.record, "staff", *ASH, "--to", path)
    page = path.read_text(encoding="utf-8")
    assert "Priya Shah" in page
    assert "Alfie Marsh" in page


def test_the_emergency_sheet_is_for_the_adults_on_site(lines):
    path = lines.folder / "emergency.pdf"
    found = lines("report", lines.record, "emergency", "--to", path).found
    assert (found["reference"], "emergency", "the adults on site") in issues(lines)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_file_that_exists_is_replaced_only_when_told(lines):
    path = lines.file("there.html", "mine")
    assert "--replace" in lines("report", lines.record, "staff", *ASH, "--to", path).refusal
    assert path.read_text(encoding="utf-8") == "mine\n"
    assert lines("report", lines.record, "staff", *ASH, "--to", path, "--replace").status == 0
    assert "Alfie" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["page.docx", "page", "none/page.pdf"])
def test_a_page_is_written_as_pdf_or_html_into_a_folder_that_is_there(lines, name):
    with lines.unchanged():
        assert lines("report", lines.record, "staff", *ASH, "--to", lines.folder / name).refusal
