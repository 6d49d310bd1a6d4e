"""Rows read as pupils, and rows that wait for a person."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from app.core.errors import Refused
from app.exchange import cells, headings, pupil_rows
from app.exchange.choices import Choices
from app.exchange.dates import Order
from app.exchange.pupil_rows import PupilSheet
from app.exchange.sheet import Row, Sheet

TODAY = date(2026, 11, 22)


def sheet(*lines: str) -> Sheet:
    rows = csv.reader(lines)
    return Sheet("", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))


def read(*lines: str, choices: Choices | None = None) -> PupilSheet:
    return pupil_rows.read_pupils(
        sheet(*lines),
        choices or Choices(),
        headings.shipped(headings.PUPILS),
        headings.shipped(headings.CURRICULUM),
        TODAY,
    )


def needs(found: PupilSheet) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.why) for each in found.need_you]


def test_a_row_becomes_a_pupil_with_all_that_is_kept() -> None:
    found = read(
        "Forename,Surname,Known as,Pronouns,DOB,Year Group,Gender,UPN,ULN,Needs,Allergies,Form,School,FSM",
        "Ava,Khan,Avi,she/her,04/05/2011,Year 10,Female,H801200001001,1234567890,quiet,nuts,10B,Hill,Y",
    )
    assert found.rows == (
        pupil_rows.PupilRow(
            row=2,
            forename="Ava",
            surname="Khan",
            known_as="Avi",
            pronouns="she/her",
            birth_date=date(2011, 5, 4),
            year_group="10",
            sex="F",
            upn="H801200001001",
            uln="1234567890",
            needs="quiet",
            allergy="nuts",
            group="10B",
            commissioner="Hill",
        ),
    )
    assert found.read == 1


def test_rows_that_need_a_person_keep_nothing_else_back() -> None:
    found = read(
        "First name,Surname,Date of birth",
        "Ava,Khan,31/02/2011",
        "Sam,Lee,2010-03-04",
        ",Moss,",
        "Joe,,",
        "Kim,Dale,next week",
        "Una,Reed,01/01/2030",
        "Old,Hand,01/01/1960",
        "77,Bond,",
    )
    assert [(row.row, row.forename) for row in found.rows] == [(3, "Sam")]
    assert needs(found) == [
        (2, "Date of birth", "no_such_day"),
        (4, "First name", "forename_missing"),
        (5, "Surname", "surname_missing"),
        (6, "Date of birth", "not_a_date"),
        (7, "Date of birth", "birth_date_in_future"),
        (8, "Date of birth", "birth_date_long_ago"),
        (9, "First name", "not_a_name"),
    ]
    assert found.read == 8


def test_without_a_column_of_names_every_row_needs_a_person() -> None:
    found = read("UPN,DOB", "H801200001001,2011-01-02", "H801200001002,2011-01-03")
    assert found.rows == ()
    assert needs(found) == [(2, "", "no_name_column"), (3, "", "no_name_column")]


def test_blank_rows_lines_above_and_headings_that_come_again_are_not_read() -> None:
    found = read("Class list", "", "Surname,Forename", "Khan,Ava", ",", "Surname,Forename", "Lee,Sam")
    assert [(row.row, row.surname) for row in found.rows] == [(4, "Khan"), (7, "Lee")]
    assert found.read == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Khan, Ava", ("Ava", "Khan")),
        ("Ava Khan", ("Ava", "Khan")),
        ("Ava Jane Khan", ("Ava Jane", "Khan")),
        ("Lotte van der Berg", ("Lotte", "van der Berg")),
        ("de Souza, Maria", ("Maria", "de Souza")),
        ("Ava", ("Ava", "")),
        ("", ("", "")),
    ],
)
def test_a_name_in_one_cell_is_parted(name: str, expected: tuple[str, str]) -> None:
    assert cells.split_name(name) == expected


def test_names_in_one_column_come_in() -> None:
    found = read("Pupil name,DOB", '"Khan, Ava",2011-01-02', "Sam Lee,2010-03-04")
    assert [(row.forename, row.surname) for row in found.rows] == [("Ava", "Khan"), ("Sam", "Lee")]


def test_a_month_first_column_is_seen_and_can_be_corrected() -> None:
    lines = ("Forename,Surname,DOB", "Ava,Khan,04/05/2011", "Sam,Lee,06/13/2011")
    found = read(*lines)
    assert found.order is Order.MONTH_FIRST
    assert found.rows[0].birth_date == date(2011, 4, 5)
    corrected = read(*lines, choices=Choices(order=Order.DAY_FIRST))
    assert corrected.rows[0].birth_date == date(2011, 5, 4)
    assert needs(corrected) == [(3, "DOB", "no_such_day")]


def test_an_order_that_nothing_settles_is_said_to_be_open() -> None:
    assert read("Forename,Surname,DOB", "Ava,Khan,04/05/2011").is_order_open


def test_columns_are_corrected_by_hand() -> None:
    found = read("A,B,C", "Khan,Ava,x", choices=Choices(columns=((0, "surname"), (1, "forename"), (2, ""))))
    assert [(row.row, row.forename, row.surname) for row in found.rows] == [(1, "B", "A"), (2, "Ava", "Khan")]


@pytest.mark.parametrize(
    "heading",
    [
        "identifier,fullStatement,humanCodingScheme,Is Child Of",
        "CFItemType,fullStatement,humanCodingScheme,parent",
        "Level 1,Level 2,Level 3",
        "statement,parent",
    ],
)
def test_a_curriculum_is_refused(heading: str) -> None:
    with pytest.raises(Refused) as refused:
        read(heading, "a,b,c,d")
    assert refused.value.code == "file_is_curriculum"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Year 9", "9"),
        ("Yr09", "9"),
        ("9", "9"),
        ("Y11", "11"),
        ("9.0", "9"),
        ("Reception", "R"),
        ("Oak", "Oak"),
        ("", ""),
    ],
)
def test_a_year_group_is_one_word(text: str, expected: str) -> None:
    assert cells.year_group(text) == expected


def test_what_cannot_be_seen_is_left_out_and_letters_are_composed() -> None:
    assert cells.clean("  Zoe\u0308\u200b \u00a0 O\u2019Neill\x00 ") == "Zoë O’Neill"
    assert cells.clean("nuts \r\n  eggs") == "nuts\neggs"


def test_the_sheet_that_looks_most_like_pupils_is_taken() -> None:
    notes = sheet("How to fill this in", "Write clearly")
    pupils = sheet("Forename,Surname,DOB", "Ava,Khan,2011-01-02")
    assert pupil_rows.best_sheet([notes, pupils], headings.shipped(headings.PUPILS)) is pupils
    with pytest.raises(Refused):
        pupil_rows.best_sheet([sheet("", ",")], headings.shipped(headings.PUPILS))


def test_a_letter_that_cannot_be_read_keeps_its_row_back_and_says_which_cell() -> None:
    found = read(
        "Forename,Surname,Allergies,Colour", "Zo\ufffd,Khan,,", "Ava,Khan,nu\ufffds,", "Bo,Lee,,r\ufffdd"
    )
    assert needs(found) == [(2, "Forename", "letter_unreadable"), (3, "Allergies", "letter_unreadable")]
    assert [row.forename for row in found.rows] == ["Bo"]


def test_what_steers_a_machine_is_in_no_name() -> None:
    (row,) = read("Forename,Surname,Needs", "A\x00sh\x07,Byr\x1bne,quiet\x9dcorner").rows
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in f"{row}")
