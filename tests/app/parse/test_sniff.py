"""What a file is, and in which letters it is written."""

from __future__ import annotations

import pytest

from app.parse import limits, sniff
from app.parse.limits import FileRefused

TEXT = "Forename;Surname\nZoë;O’Neill\nJosé;Łukasz\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert sniff.decode(TEXT.encode(encoding)) == TEXT


def test_windows_1252_is_read() -> None:
    text = "Zoë;O’Neill;€5"
    assert sniff.decode(text.encode("cp1252")) == text


def test_one_bad_byte_does_not_garble_the_names_of_a_utf_8_file() -> None:
    assert "Zoë" in sniff.decode(TEXT.encode() * 3 + b"\xff\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n", "file_is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "file_is_picture"),
        (b"\xff\xd8\xff\xe0", "file_is_picture"),
        (b"BM\x00\x00\x00\x00", "file_is_picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "file_is_picture"),
        (b"{\\rtf1", "file_is_document"),
        (b"7z\xbc\xaf\x27\x1c", "file_is_archive"),
    ],
)
def test_what_can_never_be_read_is_refused_by_its_kind(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused, match=code):
        sniff.packed_kind(content)


def test_a_list_that_begins_with_the_letters_of_a_picture_is_text() -> None:
    assert sniff.packed_kind(b"BMX;bike\n1;2\n") == "plain"


def test_binary_is_no_text() -> None:
    with pytest.raises(FileRefused, match="file_is_not_text"):
        sniff.decode(bytes(range(32)) * 40)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<?xml version='1.0'?><a/>", "file_is_xml"),
        ("\ufeff\n <pupils>", "file_is_xml"),
        ("<!DOCTYPE html><html>", "file_is_web_page"),
        ("@prefix skos: <http://www.w3.org/> .", "file_is_turtle"),
    ],
)
def test_markup_is_refused_by_its_kind(text: str, code: str) -> None:
    with pytest.raises(FileRefused, match=code):
        sniff.text_kind(text, "pupils.csv")


@pytest.mark.parametrize(("text", "name"), [("{}", "a.csv"), (" [1]", "b"), ("12", "c.JSON")])
def test_json_is_known_by_its_first_letter_or_its_name(text: str, name: str) -> None:
    assert sniff.text_kind(text, name) == "json"


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (TEXT.encode() * 3 + b"Zo\xeb\n", 1),
        ("Zoë Lee".encode() + b"\nZo\xeb\n", 1),
        (b"Zo\xeb\nJos\xe9\n", 0),
        (b"Zo\x81\n", 1),
        ("Zoë\n".encode("utf-16") + b"\x41", 1),
        ("Zoë\ufffd\n".encode(), 0),
    ],
    ids=[
        "one byte of 1252",
        "as many bad as good",
        "all 1252",
        "no letter of 1252",
        "half a letter",
        "as written",
    ],
)
def test_what_is_no_letter_is_marked_and_told_from_what_the_file_says(content: bytes, lost: int) -> None:
    assert sniff.decode(content).count(limits.UNREAD) == lost
