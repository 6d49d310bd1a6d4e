"""What a sheet says of a child's health stands on the emergency sheet, and only what it says."""

from datetime import date

import pytest

from app.exchange import headings, health
from app.exchange.pupils import PlanPupils
from app.exchange.sheet import Row, Sheet
from app.office import Office
from app.rooms import people
from app.rooms.people import EmergencyRow
from tests.kit.provision import pupil

LATER = date(2099, 1, 1)
"""Long after every first day: whoever came in is still here."""


def brought_in(office: Office, heading: str, *cells: str) -> list[EmergencyRow]:
    """The emergency rows after a sheet with this heading beside the names came in, one pupil a line."""
    lines = [("Forename", "Surname", *heading.split(","))]
    lines += [(f"Ash{'abcdefgh'[at]}", "Byrne", *each.split(",")) for at, each in enumerate(cells)]
    sheet = Sheet("", tuple(Row(number, cells) for number, cells in enumerate(lines, start=1)))
    plan = office.ask(PlanPupils(sheet, "d1", "list.csv"))
    assert plan.command is not None
    office.execute(plan.command)
    return list(office.ask(people.EmergencyRows(LATER)))


def test_allergies_and_conditions_of_a_file_stand_on_the_emergency_sheet(office: Office) -> None:
    (row,) = brought_in(office, "Allergies,Medical,Inhaler,Care", "peanuts,epilepsy,blue bag,quiet room")
    assert (row.allergy, row.condition) == ("peanuts", "epilepsy")
    assert row.rescue_medicine == "Inhaler: blue bag"
    (ref,) = [each.pupil for each in office.ask(people.PupilList())]
    assert office.ask(people.PupilCardView(ref)).kept.card.care == "quiet room"


@pytest.mark.parametrize("heading", ["Allergies", "Pupil allergies"])
def test_a_cell_that_says_none_is_kept_as_it_was_written(office: Office, heading: str) -> None:
    words = ("None", "nil", "No", "n/a", "None known", "NKDA", "-", "")
    rows = brought_in(office, heading, *words)
    assert tuple(row.allergy for row in rows) == words
    assert {(row.condition, row.life_critical_care) for row in rows} == {("", "")}


@pytest.mark.parametrize(
    ("heading", "cells", "kept"),
    [
        ("Medical,Medical alert", "asthma,EpiPen in bag", "asthma; EpiPen in bag"),
        ("Medical,Medical alert", ",EpiPen in bag", "EpiPen in bag"),
        ("Asthma,Epilepsy", "No,Yes", "Asthma: No; Epilepsy: Yes"),
        ("Asthma,Medical conditions", "No,coeliac", "Asthma: No; coeliac"),
        ("Medical conditions", "Y", "Medical conditions: Y"),
        ("Medical conditions", "", ""),
    ],
)
def test_several_columns_are_joined_and_an_answer_keeps_its_question(
    office: Office, heading: str, cells: str, kept: str
) -> None:
    (row,) = brought_in(office, heading, cells)
    assert row.condition == kept


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("Allergies", "allergy"),
        ("Any known allergies (please list)", ""),
        ("Food allergies", "allergy"),
        ("Medical alert", "condition"),
        ("Medical conditions", "condition"),
        ("Allergies and medical conditions", "condition"),
        ("Epi-pen", "rescue_medicine"),
        ("Medication", "rescue_medicine"),
        ("Dietary requirements", "care"),
        ("Care notes", "care"),
    ],
)
def test_what_is_filled_in_unasked(heading: str, ours: str) -> None:
    name, confidence = headings.shipped(headings.PUPILS).guess(heading)
    assert (name if confidence >= headings.FILL_AT else "") == ours


def test_no_heading_of_health_is_left_with_care_in_general() -> None:
    text = (headings.FOLDER / headings.PUPILS).read_text(encoding="utf-8")
    care = [line.split(",")[1] for line in text.splitlines() if line.startswith("care,")]
    assert care == ["dietary needs", "diet", "dietary requirements", "care", "care needs", "care notes"]


def test_what_a_file_adds_to_a_child_who_is_here_is_offered_beside_the_record(office: Office) -> None:
    pupil(office, "Ash", "Byrne", birth_date=date(2012, 3, 4))
    lines = (("Forename", "Surname", "DOB", "Allergies"), ("Ash", "Byrne", "2012-03-04", "latex"))
    sheet = Sheet("", tuple(Row(number, cells) for number, cells in enumerate(lines, start=1)))
    (double,) = office.ask(PlanPupils(sheet, "d1", "list.csv")).doubles
    lacking = {each.field: each.file for each in double.whom.fields if each.is_lacking}
    assert lacking == {"allergy": "latex"}


@pytest.mark.parametrize(("heading", "cell"), [("", "Yes"), ("Asthma", ""), ("Medical notes", "see file")])
def test_nothing_is_added_where_nothing_is_to_be_said(heading: str, cell: str) -> None:
    assert health.said(heading, cell) == cell


@pytest.mark.parametrize(
    ("heading", "cell", "allergy"),
    [
        ("Diet", "nut allergy", "Diet: nut allergy"),
        ("Dietary requirements", "Halal; allergic to egg", "Dietary requirements: Halal; allergic to egg"),
        ("Dietary needs", "lactose intolerant", "Dietary needs: lactose intolerant"),
        ("Diet", "Coeliac", "Diet: Coeliac"),
        ("Diet", "vegetarian", ""),
        ("Diet", "carries an EpiPen", "Diet: carries an EpiPen"),
    ],
)
def test_an_allergy_told_under_another_heading_stands_on_the_emergency_sheet_too(
    office: Office, heading: str, cell: str, allergy: str
) -> None:
    (row,) = brought_in(office, heading, cell)
    assert row.allergy == allergy
    (one,) = [each.pupil for each in office.ask(people.PupilList())]
    assert office.ask(people.PupilCardView(one)).kept.card.care == cell


def test_what_its_own_column_says_stands_first(office: Office) -> None:
    (row,) = brought_in(office, "Allergies,Diet", "peanuts,allergic to milk")
    assert row.allergy == "peanuts; Diet: allergic to milk"
