"""Every real file that can be read comes into a real record, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Refused
from app.exchange import headings, pupil_rows, reading
from app.exchange.curriculum import CurriculumPlan, PlanCurriculum
from app.exchange.pupils import PlanPupils, PupilPlan
from app.office import Office
from app.rooms import curriculum, people
from tests.kit.real_inputs import files, name, needs_real_inputs

PUPILS = [path for path in files("02_mis") if path.suffix.casefold() in (".csv", ".xlsx", ".txt")]
CURRICULA = [
    path for path in files("01_curriculum") if path.suffix.casefold() in (".json", ".csv", ".xlsx", ".gz")
]
SCHEMAS = [f"v1p{at}-cf{of}" for at in (0, 1) for of in ("association", "document", "item", "package")]
EMPTY = "blank.xlsx"
"""The one sheet of pupils that must be refused."""
TO_BE_REFUSED = {
    **{f"case-{name}.json": "json_not_curriculum" for name in SCHEMAS},
    "sequenceNumber.csv": "curriculum_nothing_placed",
}
"""Files beside the curricula that hold none, and one whose every step names a parent that is not in it."""
MOST = 3_000_000
"""Bytes: what is larger is read in its own test and would only repeat what these show."""


def planned(office: Office, path: Path) -> PupilPlan:
    found = reading.read_table(path)
    sheet = pupil_rows.best_sheet(found.sheets, headings.shipped(headings.PUPILS))
    return office.ask(PlanPupils(sheet, found.digest, found.name))


@needs_real_inputs
@pytest.mark.parametrize("path", [path for path in PUPILS if path.stat().st_size < MOST], ids=name)
def test_a_real_sheet_adds_up_comes_in_and_is_known_again(office: Office, path: Path) -> None:
    if path.name == EMPTY:
        with pytest.raises(Refused, match="file_empty"):
            planned(office, path)
        return
    plan = planned(office, path)
    waiting = {each.row for each in plan.need_you}
    assert plan.read == len(plan.ready) + len(plan.unchanged) + len(waiting)
    assert sum(count for _, count in plan.upn) == sum(count for _, count in plan.uln) == plan.read
    if plan.command is None:
        return
    office.execute(plan.command)
    assert len(office.ask(people.PupilList(leavers=True))) == len(plan.ready)
    again = planned(office, path)
    assert {each.row for each in again.unchanged} >= {row.row for row in plan.ready}
    office.undo()
    assert office.ask(people.PupilList(leavers=True)) == ()


def planned_tree(office: Office, path: Path) -> CurriculumPlan:
    digest, tree = reading.read_curriculum(path)
    return office.ask(PlanCurriculum(tree, digest))


@needs_real_inputs
@pytest.mark.parametrize("path", [path for path in CURRICULA if path.stat().st_size < MOST], ids=name)
def test_a_real_curriculum_comes_in_whole_once_and_can_be_taken_back(office: Office, path: Path) -> None:
    code = TO_BE_REFUSED.get(path.name, "")
    if code:
        with pytest.raises(Refused) as refused:
            planned_tree(office, path)
        assert refused.value.code == code
        assert office.ask(curriculum.Frameworks()) == ()
        return
    digest, tree = reading.read_curriculum(path)
    plan = office.ask(PlanCurriculum(tree, digest))
    assert plan.command is not None
    office.execute(plan.command)
    (row,) = office.ask(curriculum.Frameworks())
    assert (row.nodes, row.places, row.steps) == (tree.shape.nodes, tree.shape.places, tree.shape.leaves)
    assert office.ask(PlanCurriculum(tree, digest)).command is None
    office.undo()
    assert office.ask(curriculum.Frameworks()) == ()
