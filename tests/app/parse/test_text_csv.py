"""Delimited text: separators, line ends, quotes."""

from __future__ import annotations

import pytest

from app.parse import limits, text_csv
from app.parse.limits import FileRefused


def read(text: str) -> list[tuple[int, list[str]]]:
    return list(text_csv.rows(text))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_line_end(separator: str, end: str) -> None:
    text = end.join(separator.join(row) for row in (("a", "b"), ("1", "2"), ("3", "4"))) + end
    assert read(text) == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]


def test_a_field_with_line_breaks_counts_once() -> None:
    assert read('a,b\n1,"x\ny\r\nz"\n2,w\n') == [(1, ["a", "b"]), (2, ["1", "x\ny\r\nz"]), (3, ["2", "w"])]


def test_blank_lines_count_as_lines_of_the_sheet() -> None:
    assert [number for number, cells in read("a,b\n\n1,2\n") if cells] == [1, 3]


def test_commas_in_words_do_not_beat_the_separator_of_every_line() -> None:
    rows = read("name;note\nKhan, Ava;likes cats, dogs\nLee, Sam;none\n")
    assert rows[1] == (2, ["Khan, Ava", "likes cats, dogs"])


def test_the_first_line_of_a_spreadsheet_may_name_the_separator() -> None:
    assert read("sep=;\na;b,c\n") == [(2, ["a", "b,c"])]


@pytest.mark.parametrize(
    "text",
    ['a,b\n"open,1\n2,3\n4,5\n', 'a,b\n"Ava "A" Khan",1\n2,3\n4,5\n'],
    ids=["never closed", "quotes inside quotes"],
)
def test_a_broken_quote_spoils_its_own_line_alone(text: str) -> None:
    rows = read(text)
    assert len(rows) == 4
    assert rows[2:] == [(3, ["2", "3"]), (4, ["4", "5"])]


def test_a_file_of_nothing_but_broken_quotes_is_refused() -> None:
    with pytest.raises(FileRefused, match="file_quotes_broken"):
        read("a,b\n" + '"x"y,1\n' * 200)


def test_more_rows_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    monkeypatch.setattr(text_csv, "MOST_ROWS", 3)
    with pytest.raises(FileRefused, match="file_too_many_rows"):
        read("a,b\n" * 4)


def test_a_row_of_endless_commas_is_refused() -> None:
    with pytest.raises(FileRefused, match="file_too_many_columns"):
        read("," * 20_000)


def test_a_cell_longer_than_any_is_refused_rather_than_cut() -> None:
    with pytest.raises(FileRefused, match="cell_too_long"):
        read("a,b\n" + "x" * 100_001 + ",1\n")


@pytest.mark.parametrize("separator", ["^", "~", ":", "\x1f"])
def test_a_seldom_separator_is_believed_where_every_line_agrees(separator: str) -> None:
    rows = (["Forename", "Surname", "Note"], ["Ava", "Khan", "cats, dogs; tea"], ["Sam", "Lee", ""])
    assert read("".join(separator.join(row) + "\n" for row in rows)) == list(enumerate(rows, start=1))


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Name,Time\nAva,10:15\nSam,11:20\n", ","),
        ("At 9:00,b:1\n1:2,3:4\n", ","),
        ("Ava: here\nSam\n", ","),
        ("Ava~1\nSam~2~3\n", ","),
        ("One line: only\n", ","),
        ("Our list\na;b\n1;2\n", ";"),
    ],
)
def test_a_seldom_separator_beats_none_that_is_common(text: str, separator: str) -> None:
    assert text_csv.guess_separator(text.splitlines(keepends=True)) == separator


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^"])
def test_a_long_file_with_quotes_round_every_cell_is_read(separator: str) -> None:
    """The quotes make no sense to the other separators, which is no fault of the file."""
    text = f'"Forename"{separator}"Surname"\n' + f'"Ava"{separator}"Khan"\n' * 80
    assert read(text)[-1] == (81, ["Ava", "Khan"])
