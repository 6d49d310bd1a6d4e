"""Dated content is edited row by row from a day on; what is shipped later comes through around the edits."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.content import CODES, EDITABLE, ContentVersion, Origin, Row, write_rows
from app.core.errors import OutOfDate, Refused
from app.office import Office
from app.rooms.attendance import AllCodes, CodesOn, EditCode, TakeUpCodes
from app.rooms.keeping import ContentInForce, ContentLine, ContentLines, EditContentRow, TakeUpContent
from tests.kit.record import HEAD

TODAY = date(2026, 10, 13)
TOMORROW, NEXT_TERM = TODAY + timedelta(days=1), date(2027, 1, 4)
CLOCKS = "clocks.csv"


def lines(office: Office, name: str, *key: str) -> list[ContentLine]:
    return [line for line in office.ask(ContentLines(name)) if line.key == key]


def with_values(row: Row, **values: str) -> Row:
    return tuple((column, values.get(column, value)) for column, value in row)


def edited(office: Office, name: str, key: str, day: date = TODAY, **values: str) -> EditContentRow:
    row = lines(office, name, key)[0].row
    return EditContentRow(name, day, TODAY, row, with_values(row, **values))


def length(office: Office, clock: str) -> str:
    return next(row["length"] for row in office.ask(ContentInForce(CLOCKS)).rows() if row["id"] == clock)


def test_a_clock_runs_as_the_head_says_from_its_day_and_says_who(office: Office) -> None:
    office.execute(edited(office, CLOCKS, "not_seen", length="5"))
    assert length(office, "not_seen") == "5"
    assert length(office, "no_reply") == "15"
    (line,) = lines(office, CLOCKS, "not_seen")
    assert (line["length"], line.from_day, line.by) == ("5", TODAY, HEAD)
    assert line.at is not None
    assert lines(office, CLOCKS, "no_reply")[0].from_day is None
    office.undo()
    (line,) = lines(office, CLOCKS, "not_seen")
    assert (length(office, "not_seen"), line.from_day, line.by) == ("3", None, "")
    assert office.ask(ContentInForce(CLOCKS)).origin is Origin.SHIPPED
    office.redo()
    assert length(office, "not_seen") == "5"


def test_an_edit_for_a_coming_day_waits_and_is_shown_beside_what_holds(office: Office) -> None:
    office.execute(edited(office, CLOCKS, "not_seen", NEXT_TERM, length="2"))
    assert length(office, "not_seen") == "3"
    assert [(line["length"], line.from_day) for line in lines(office, CLOCKS, "not_seen")] == [
        ("3", None),
        ("2", NEXT_TERM),
    ]
    office.execute(edited(office, CLOCKS, "not_seen", length="4"))
    assert [line["length"] for line in lines(office, CLOCKS, "not_seen")] == ["4", "2"]


def test_two_edits_of_one_day_are_taken_back_one_after_the_other(office: Office) -> None:
    office.execute(edited(office, CLOCKS, "not_seen", length="4"))
    office.execute(edited(office, CLOCKS, "not_seen", length="6"))
    office.undo()
    assert length(office, "not_seen") == "4"
    office.undo()
    assert length(office, "not_seen") == "3"


def test_two_who_edit_the_same_row_are_told_and_rows_beside_it_do_not_mind(office: Office) -> None:
    mine, yours = (edited(office, CLOCKS, "not_seen", length=text) for text in ("4", "5"))
    beside = edited(office, CLOCKS, "no_reply", length="20")
    office.execute(mine)
    office.execute(beside)
    with pytest.raises(OutOfDate, match="changed_meanwhile"):
        office.execute(yours)


@pytest.mark.parametrize(
    ("name", "key", "day", "values", "code"),
    [
        (CLOCKS, "not_seen", TODAY, {"length": "soon"}, "content_not_a_number"),
        (CLOCKS, "not_seen", TODAY, {"length": ""}, "content_value_missing"),
        (CLOCKS, "not_seen", TODAY, {"length": "4", "source": " "}, "content_needs_source"),
        (CLOCKS, "not_seen", TODAY, {"length": "4", "status": "sure"}, "content_needs_source"),
        (CLOCKS, "not_seen", TODAY, {"length": "4", "checked_on": "last week"}, "content_needs_source"),
        (CLOCKS, "not_seen", TODAY, {"length": "4", "checked_on": "2026-10-14"}, "content_checked_later"),
        (CLOCKS, "not_seen", TODAY - timedelta(days=1), {"length": "4"}, "content_in_the_past"),
        (CLOCKS, "not_seen", TODAY, {"unit": "months"}, "content_not_editable"),
        ("hours_rules.csv", "project.amber", TODAY, {"wording": "{pupil} is over"}, "content_blanks_unknown"),
        ("hours_rules.csv", "project.amber", TODAY, {"wording": "over }"}, "content_blanks_unknown"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    office: Office, name: str, key: str, day: date, values: dict[str, str], code: str
) -> None:
    values = {"checked_on": TODAY.isoformat(), **values}
    with pytest.raises(Refused, match=code):
        office.execute(edited(office, name, key, day, **values))


def test_the_code_for_here_must_be_one_that_is_in_force(office: Office) -> None:
    row = lines(office, "code_by_commissioner.csv", "school", "AM")[0].row
    wrong = with_values(row, code_here="QQ", checked_on=TODAY.isoformat())
    with pytest.raises(Refused, match="code_unknown"):
        office.execute(EditContentRow("code_by_commissioner.csv", TODAY, TODAY, row, wrong))


def shipped_anew(office: Office, name: str, change: dict[tuple[str, ...], dict[str, str]]) -> ContentVersion:
    """The file as a later program ships it."""
    now = office.ask(ContentInForce(name))
    kind = EDITABLE[name]
    rows = [tuple(line.items()) for line in csv.DictReader(io.StringIO(now.body))]
    body = write_rows([with_values(row, **change.get(kind.key_of(row), {})) for row in rows])
    return ContentVersion(name, "later", TODAY, "e" * 64, Origin.SHIPPED, body)


def test_what_is_shipped_later_comes_through_around_what_was_edited_here(office: Office) -> None:
    anew = shipped_anew(office, CLOCKS, {("no_reply",): {"length": "25"}, ("not_seen",): {"length": "7"}})
    office.execute(edited(office, CLOCKS, "not_seen", length="5"))
    office.execute(TakeUpContent(anew))
    assert (length(office, "no_reply"), length(office, "not_seen")) == ("25", "5")


def plain(office: Office, letter: str, day: date = TODAY) -> tuple[str, str]:
    (found,) = (code for code in office.ask(CodesOn(day)) if code.letter == letter)
    return found.plain_meaning, found.category.value


def code_edit(office: Office, number: str, day: date, /, **values: str) -> EditCode:
    (row,) = (line.row for line in office.ask(ContentLines(CODES)) if line["number"] == number)
    return EditCode(day, TODAY, row, with_values(row, **values))


def number_of(office: Office, letter: str) -> str:
    return next(line["number"] for line in office.ask(ContentLines(CODES)) if line["code"] == letter)


def test_a_code_says_something_else_from_a_day_on_and_marks_before_count_as_they_did(office: Office) -> None:
    letter, before = "U", office.ask(AllCodes())
    was, number = plain(office, letter), number_of(office, letter)
    counted = {"plain_meaning": "Came late", "category": "authorised_absence"}
    office.execute(code_edit(office, number, TOMORROW, **counted))
    assert plain(office, letter, TODAY) == was
    assert plain(office, letter, TOMORROW) == ("Came late", "authorised_absence")
    office.undo()
    assert office.ask(AllCodes()) == before
    assert plain(office, letter, TOMORROW) == was
    office.redo()
    assert plain(office, letter, TOMORROW) == ("Came late", "authorised_absence")


def test_a_code_can_be_given_a_last_day(office: Office) -> None:
    office.execute(code_edit(office, number_of(office, "U"), TODAY, valid_to="2026-12-31", replaced_by="G"))
    assert "U" in {code.letter for code in office.ask(CodesOn(date(2026, 12, 31)))}
    assert "U" not in {code.letter for code in office.ask(CodesOn(date(2027, 1, 1)))}


def test_a_later_shipped_list_of_codes_leaves_the_heads_words(office: Office) -> None:
    anew = replace(shipped_anew(office, CODES, {}), name=CODES)
    office.execute(code_edit(office, number_of(office, "U"), TODAY, plain_meaning="Came late"))
    office.execute(TakeUpCodes(anew))
    assert plain(office, "U")[0] == "Came late"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"plain_meaning": " "}, "content_value_missing"),
        ({"category": "holiday"}, "content_value_missing"),
        ({"valid_to": "soon"}, "content_not_a_day"),
        ({"code": "UU"}, "content_not_editable"),
        ({"number": "99"}, "content_not_editable"),
    ],
)
def test_a_code_that_could_not_be_used_is_refused(office: Office, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        office.execute(code_edit(office, number_of(office, "U"), TODAY, **values))
