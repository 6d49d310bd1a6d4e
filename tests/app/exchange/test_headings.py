"""Columns guessed: by spelling, by whose, by what stands below."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import headings, pupil_rows
from app.exchange.headings import Columns
from app.exchange.sheet import Row, Sheet

PUPILS = headings.shipped(headings.PUPILS)


def sheet(*lines: str) -> Sheet:
    rows = csv.reader(lines)
    return Sheet("", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))


def found(*lines: str) -> Columns:
    return headings.find(sheet(*lines), PUPILS, pupil_rows.EVIDENCE)


def ours(*lines: str) -> list[str]:
    return [guess.ours if guess.is_filled else "" for guess in found(*lines).guesses]


def test_the_table_holds_at_least_two_hundred_spellings_and_no_spelling_twice() -> None:
    with (headings.FOLDER / headings.PUPILS).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ours"] != "none"]
    assert len(rows) >= 200
    assert all(row["status"] and row["source"] and row["checked_on"] for row in rows)
    plain = ["".join(headings.words(row["spelling"])) for row in rows if not row["ours"].startswith("whose:")]
    assert len(plain) == len(set(plain))


def test_every_name_of_ours_in_the_table_is_known_to_the_reader() -> None:
    with (headings.FOLDER / headings.PUPILS).open(encoding="utf-8", newline="") as file:
        named = {row["ours"] for row in csv.DictReader(file) if not row["ours"].startswith("whose:")}
    assert named - {"none", "full_name"} == {
        *pupil_rows.STORED, *pupil_rows.WITH_THEM, *pupil_rows.NOT_YET
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Forename", "forename"),
        ("FIRST_NAME", "forename"),
        ("givenName", "forename"),
        ("Pupil's First Name", "forename"),
        ("Legal Surname", "legal_surname"),
        ("Date of birth (dd/mm/yyyy)", "birth_date"),
        ("D.O.B.", "birth_date"),
        ("DOB *", "birth_date"),
        ("NC Year", "year_group"),
        ("UPN", "upn"),
        ("Unique Pupil Number", "upn"),
        ("Mother's telephone", "contact_phone"),
        ("Parent/Carer Name", "contact_name"),
        ("Emergency contact 2 phone number", "contact_phone"),
        ("Father's first name", "contact_name"),
        ("Address 4", "address"),
        ("Teacher first name", ""),
        ("Social worker email", ""),
        ("School postcode", ""),
        ("GP name", ""),
        ("Password", ""),
        ("", ""),
    ],
)
def test_a_heading_is_known_in_its_everyday_spellings(heading: str, expected: str) -> None:
    name, confidence = PUPILS.guess(heading)
    filled = name if confidence >= headings.FILL_AT and name != "none" else ""
    assert filled == expected


def test_a_spelling_mistake_is_guessed_but_not_filled_in_unasked() -> None:
    guess = found("Forname,Surname,Date of brith", "Ava,Khan,2011-01-02").guesses
    assert [(each.ours, each.is_filled) for each in guess] == [
        ("forename", False),
        ("surname", True),
        ("birth_date", False),
    ]


def test_lines_above_the_headings_are_passed_over() -> None:
    columns = found(
        "Hillside Outreach", "Printed 12/11/2026", "", "Surname,Forename,DOB", "Khan,Ava,2011-01-02"
    )
    assert columns.lines == (4,)


def test_headings_may_stand_on_two_lines() -> None:
    columns = found("First,Last,Date of,", "name,name,birth,UPN", "Ava,Khan,2011-01-02,")
    assert columns.lines == (1, 2)
    assert [guess.ours for guess in columns.guesses] == ["forename", "surname", "birth_date", "upn"]


def test_a_sheet_without_headings_has_none() -> None:
    columns = found("Ava,Khan,2011-01-02", "Sam,Lee,2010-03-04")
    assert columns.lines == ()
    assert [guess.theirs for guess in columns.guesses] == ["column 1", "column 2", "column 3"]
    assert columns.filled() == {}


def test_an_everyday_word_is_believed_only_with_such_cells_below() -> None:
    assert ours("Forename,Surname,Year", "Ava,Khan,9") == ["forename", "surname", "year_group"]
    assert ours("Forename,Surname,Year", "Ava,Khan,2026") == ["forename", "surname", ""]
    assert ours("Surname,Forename,Name", "Khan,Ava,17")[2] == ""


def test_of_two_columns_that_say_the_same_one_is_filled_in() -> None:
    assert ours("Surname,Last Name,Forename", "Khan,Khan,Ava") == ["surname", "", "forename"]


def test_several_columns_may_hold_parts_of_one_thing() -> None:
    assert ours("Forename,Surname,Address 1,Address 2,Town") == ["forename", "surname"] + ["address"] * 3


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_no_sheet_is_too_odd(rows: list[list[str]]) -> None:
    made = Sheet("", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))
    columns = headings.find(made, PUPILS, pupil_rows.EVIDENCE)
    columns_named = [guess.column for guess in columns.guesses]
    assert columns_named == list(range(len(columns_named)))
    assert all(guess.confidence == 0 or guess.ours for guess in columns.guesses)


OWN = [f"Paper {number} mark" for number in range(26)]


@pytest.mark.parametrize(
    ("plain", "is_found"),
    [
        (["Forename", "Surname", "DOB", "UPN"], True),
        (["Surname", "Forename"], True),
        (["Pupil name", "UPN"], True),
        (["Surname"], False),
        (["Sirname", "Fornames"], False),
    ],
)
def test_two_plain_names_make_headings_however_many_columns_stand_beside_them(
    plain: list[str], is_found: bool
) -> None:
    columns = found(",".join([*plain, *OWN]), ",".join(["Ash"] * len(plain) + ["7"] * len(OWN)))
    assert columns.lines == ((1,) if is_found else ())


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Pupil email", "own_email"),
        ("Student phone", "own_phone"),
        ("Learner's mobile number", "own_phone"),
        ("Young person's email address", "own_email"),
        ("Email (pupil)", "own_email"),
        ("Mobile [student]", "own_phone"),
        ("Pupil contact number", ""),
        ("Pupil's emergency contact number", "contact_phone"),
        ("Pupil parent email", "contact_email"),
        ("Parent email", "contact_email"),
        ("Email (parent)", "contact_email"),
        ("Carer phone", "contact_phone"),
        ("Mother mobile", "contact_phone"),
        ("Main phone", "contact_phone"),
        ("Email", "contact_email"),
    ],
)
def test_a_childs_own_number_is_nobody_elses(heading: str, expected: str) -> None:
    name, confidence = PUPILS.guess(heading)
    assert (name if confidence >= headings.FILL_AT else "") == expected


def test_a_childs_own_number_is_named_as_not_brought_in_yet() -> None:
    assert {"own_email", "own_phone"} <= set(pupil_rows.NOT_YET)
