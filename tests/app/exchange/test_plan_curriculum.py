"""What an import of a curriculum would do, planned against a real record."""

import pytest

from app.core.errors import Refused
from app.core.sentences import sentence
from app.exchange.curriculum import PlanCurriculum
from app.exchange.sheet import Item, Link, Node, Package
from app.exchange.tree_rules import build
from app.rooms import curriculum


def tree(*codes: str, identifier: str = "fw"):
    items = tuple(
        Item(f"row {at}", Node(f"n{at}", code, f"step {code}", "")) for at, code in enumerate(codes)
    )
    links = tuple(
        Link("link", "isChildOf", item.node.identifier, identifier if not at else "n0")
        for at, item in enumerate(items)
    )
    return build(Package("Number", identifier, items, links, ()))


def test_a_plan_counts_what_would_come_in_and_changes_nothing(office):
    plan = office.ask(PlanCurriculum(tree("A", "B", ""), "d1"))
    assert (plan.title, plan.identifier, plan.shape.nodes, plan.shape.leaves) == ("Number", "fw", 3, 2)
    assert (plan.shape.coded, plan.command is not None) == (2, True)
    assert office.ask(curriculum.Frameworks()) == ()


def test_what_was_planned_comes_in_whole_and_in_order(office):
    office.execute(office.ask(PlanCurriculum(tree("A", "B", "C"), "d1")).command)
    (framework,) = office.ask(curriculum.Frameworks())
    rows = office.ask(curriculum.FrameworkTree(framework.id))
    assert [row.code for row in rows if row.parent is None] == ["A"]
    assert [row.code for row in rows if row.parent is not None] == ["B", "C"]
    assert (framework.nodes, framework.places) == (3, 3)


def test_the_same_file_again_has_nothing_to_do(office):
    office.execute(office.ask(PlanCurriculum(tree("A"), "d1")).command)
    assert office.ask(PlanCurriculum(tree("A"), "d1")).command is None


def test_another_file_of_a_framework_that_is_here_is_refused_as_an_update(office):
    office.execute(office.ask(PlanCurriculum(tree("A"), "d1")).command)
    with pytest.raises(Refused) as refused:
        office.ask(PlanCurriculum(tree("A", "B"), "d2"))
    assert refused.value.code == "framework_update_later"


def test_after_an_import_was_taken_back_the_file_may_come_again(office):
    office.execute(office.ask(PlanCurriculum(tree("A"), "d1")).command)
    office.undo()
    assert office.ask(PlanCurriculum(tree("A"), "d1")).command is not None


def test_a_file_of_which_nothing_finds_a_place_is_refused(office):
    lost = build(
        Package(
            "Number",
            "fw",
            (Item("row 2", Node("a", "", "Add", "")),),
            (Link("row 2", "isChildOf", "a", "Z"),),
            (),
        )
    )
    with pytest.raises(Refused) as refused:
        office.ask(PlanCurriculum(lost, "d1"))
    assert (refused.value.code, refused.value.facts["count"]) == ("curriculum_nothing_placed", 1)
    assert "row 2" in sentence(refused.value)


def test_a_file_that_says_nothing_else_is_an_empty_framework(office):
    assert office.ask(PlanCurriculum(build(Package("Number", "fw", (), (), ())), "d1")).command is not None
