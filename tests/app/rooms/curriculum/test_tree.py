"""A curriculum is brought in, shaped, searched and taken away again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import OutOfDate, Refused
from app.core.ids import FrameworkId, NodeId
from app.rooms.curriculum import (
    AddFramework,
    AddNode,
    AddPlace,
    BranchSubtotals,
    CountCurriculum,
    EditFramework,
    EditNode,
    FrameworkCard,
    Frameworks,
    FrameworkTree,
    ImportFramework,
    MoveNode,
    NewNode,
    NewPlace,
    NodeCard,
    NodeChildren,
    NodesByText,
    RecordAchievement,
    RecordBaseline,
    RemovePlace,
    SearchNodes,
    TakeBackFramework,
    TakeBackNode,
)
from tests.kit.counting import cost
from tests.kit.provision import PLACES, TREE, imported, number, pupil, steps
from tests.kit.record import peek

TODAY = date(2026, 10, 13)


@pytest.fixture
def tree(office):
    return steps(office)


def shape(office, framework):
    """The tree as text: each place as parent and node, neighbours in order."""
    rows = office.ask(FrameworkTree(framework))
    names = {row.node: row.statement for row in rows}
    parents = dict.fromkeys([None, *names])
    return {
        names.get(parent, ""): [row.statement for row in rows if row.parent == parent] for parent in parents
    }


def children(office, tree, parent):
    return [row.statement for row in office.ask(NodeChildren(tree.framework, parent))]


def test_a_framework_comes_in_whole_and_in_order(office, tree):
    (row,) = office.ask(Frameworks())
    assert (row.title, row.identifier, row.nodes, row.places, row.steps) == ("Small steps", "fw", 7, 8, 4)
    assert children(office, tree, None) == ["Number", "Cooking"]
    assert children(office, tree, tree.count) == ["counts to five", "counts to ten", "counts back from ten"]
    assert children(office, tree, tree.cook) == ["weighs flour", "counts to ten"]
    assert [row.is_step for row in office.ask(NodeChildren(tree.framework, tree.n))] == [False]
    counts = office.ask(CountCurriculum())
    assert (counts.frameworks, counts.nodes, counts.places, counts.achievements) == (1, 7, 8, 0)


def test_the_same_file_twice_changes_nothing(office, tree):
    receipt = office.execute(imported())
    assert (receipt.entry, receipt.note) == (None, "framework_already_here")
    assert office.execute(imported(identifier="other")).note == "framework_already_here"


def test_another_file_of_a_framework_that_is_here_is_refused(office, tree):
    with pytest.raises(Refused, match="framework_update_later"):
        office.execute(imported(digest="d2"))


def test_an_import_is_undone_until_something_was_logged_on_it(office, tree):
    office.undo()
    assert office.ask(Frameworks()) == ()
    assert office.ask(SearchNodes("ten")) == ()
    office.redo()
    assert len(office.ask(Frameworks())) == 1
    ash = pupil(office, "Ash", "Bell")
    office.execute(RecordAchievement(ash, tree.to5, TODAY))
    office.undo()
    with pytest.raises(Refused, match="framework_in_use"):
        office.execute(TakeBackFramework(tree.framework))


def test_a_framework_taken_back_may_come_in_again(office, tree):
    office.execute(TakeBackFramework(tree.framework))
    again = number(office, imported(digest="d2"))
    assert again != tree.framework
    with pytest.raises(Refused, match="framework_update_later"):
        office.undo()
        office.undo()
        office.execute(imported(digest="d3"))


@pytest.mark.parametrize(
    ("nodes", "places", "code"),
    [
        ((*TREE, TREE[0]), PLACES, "tree_not_whole"),
        (TREE, (*PLACES, PLACES[0]), "tree_not_whole"),
        (TREE, (*PLACES, NewPlace("nowhere", "n", 1)), "tree_not_whole"),
        (TREE, (*PLACES, NewPlace("to5", "n", 1)), "place_makes_loop"),
    ],
)
def test_a_tree_that_is_none_is_refused_and_leaves_nothing(office, nodes, places, code):
    with pytest.raises(Refused, match=code):
        office.execute(ImportFramework("Odd", "odd", "d", nodes, places))
    assert peek(office, "SELECT count(*) FROM node") == [(0,)]


def test_a_curriculum_of_our_own_is_written_step_by_step(office):
    framework = FrameworkId(number(office, AddFramework(FrameworkCard("Ours"))))
    area = NodeId(number(office, AddNode(framework, None, NodeCard("Feelings"))))
    first = NodeId(number(office, AddNode(framework, area, NodeCard("names one feeling", code="F1"))))
    office.execute(AddNode(framework, area, NodeCard("shows a thumb"), before=first))
    assert shape(office, framework)["Feelings"] == ["shows a thumb", "names one feeling"]
    for _ in range(4):
        office.undo()
    assert office.ask(Frameworks()) == ()
    for _ in range(4):
        office.redo()
    assert shape(office, framework)["Feelings"] == ["shows a thumb", "names one feeling"]


def test_words_are_edited_and_put_back(office, tree):
    (row,) = (row for row in office.ask(NodeChildren(tree.framework, tree.n)) if row.node == tree.count)
    office.execute(EditNode(tree.count, row.version, NodeCard("Counting things", "N1", "unit")))
    assert children(office, tree, tree.n) == ["Counting things"]
    with pytest.raises(OutOfDate, match="changed_meanwhile"):
        office.execute(EditNode(tree.count, row.version, NodeCard("Something else")))
    office.undo()
    assert children(office, tree, tree.n) == ["Counting"]
    (framework,) = office.ask(Frameworks())
    office.execute(EditFramework(tree.framework, framework.version, FrameworkCard("Tiny steps")))
    assert office.ask(Frameworks())[0].title == "Tiny steps"
    office.undo()
    assert office.ask(Frameworks())[0].title == "Small steps"


def place_of(office, tree, parent, node):
    rows = office.ask(NodeChildren(tree.framework, parent))
    return next(row.place for row in rows if row.node == node)


def test_a_step_moves_among_its_neighbours_and_back(office, tree):
    place = place_of(office, tree, tree.count, tree.back)
    office.execute(MoveNode(place, tree.framework, tree.count, before=tree.to5))
    assert children(office, tree, tree.count) == ["counts back from ten", "counts to five", "counts to ten"]
    office.undo()
    assert children(office, tree, tree.count) == ["counts to five", "counts to ten", "counts back from ten"]
    office.redo()
    assert children(office, tree, tree.count)[0] == "counts back from ten"


def test_a_move_to_where_it_is_is_nothing(office, tree):
    place = place_of(office, tree, tree.count, tree.to5)
    receipt = office.execute(MoveNode(place, tree.framework, tree.count, before=tree.to10))
    assert (receipt.entry, receipt.note) == (None, "nothing_to_change")


def test_neighbours_make_room_however_often_one_is_put_between_them(office):
    framework = FrameworkId(number(office, AddFramework(FrameworkCard("Ours"))))
    last = NodeId(number(office, AddNode(framework, None, NodeCard("first"))))
    office.execute(AddNode(framework, None, NodeCard("last")))
    for turn in range(14):
        last = NodeId(number(office, AddNode(framework, None, NodeCard(f"turn {turn}"), before=last)))
    words = [row.statement for row in office.ask(NodeChildren(framework))]
    assert words == [*(f"turn {turn}" for turn in reversed(range(14))), "first", "last"]


def test_no_path_leads_back_to_itself(office, tree):
    place = place_of(office, tree, None, tree.n)
    with pytest.raises(Refused, match="place_makes_loop"):
        office.execute(MoveNode(place, tree.framework, tree.to5))
    with pytest.raises(Refused, match="place_makes_loop"):
        office.execute(AddPlace(tree.n, tree.framework, tree.n))
    with pytest.raises(Refused, match="place_makes_loop"):
        office.execute(AddPlace(tree.n, tree.framework, tree.count))


def test_a_node_hangs_under_one_parent_once_and_keeps_its_last_place(office, tree):
    with pytest.raises(Refused, match="step_is_there_already"):
        office.execute(AddPlace(tree.to10, tree.framework, tree.cook))
    with pytest.raises(Refused, match="step_has_one_place"):
        office.execute(RemovePlace(place_of(office, tree, tree.count, tree.to5)))
    office.execute(RemovePlace(place_of(office, tree, tree.count, tree.to10)))
    assert children(office, tree, tree.count) == ["counts to five", "counts back from ten"]
    office.undo()
    assert children(office, tree, tree.count) == ["counts to five", "counts to ten", "counts back from ten"]


def test_a_node_in_use_or_with_smaller_ones_is_not_taken_away(office, tree):
    with pytest.raises(Refused, match="node_has_smaller_ones"):
        office.execute(TakeBackNode(tree.count))
    office.execute(RecordAchievement(pupil(office, "Ash", "Bell"), tree.to5, TODAY))
    with pytest.raises(Refused, match="step_in_use"):
        office.execute(TakeBackNode(tree.to5))
    office.execute(TakeBackNode(tree.to10))
    assert children(office, tree, tree.cook) == ["weighs flour"]
    office.undo()
    assert children(office, tree, tree.cook) == ["weighs flour", "counts to ten"]
    assert children(office, tree, tree.count)[1] == "counts to ten"


def test_words_are_wanted(office, tree):
    for command in (
        AddFramework(FrameworkCard(" ")),
        AddNode(tree.framework, None, NodeCard("")),
        EditNode(tree.to5, 1, NodeCard("\t")),
    ):
        with pytest.raises(Refused, match="step_without_words"):
            office.execute(command)


def test_a_search_finds_codes_first_and_says_where_a_step_hangs(office, tree):
    found = office.ask(SearchNodes("COUNTS ten"))
    assert [(one.statement, one.path) for one in found] == [
        ("counts to ten", ("Number", "Counting")),
        ("counts back from ten", ("Number", "Counting")),
    ]
    assert [one.code for one in office.ask(SearchNodes("n1"))] == ["N1", "N1.1", "N1.2", "N1.3"]
    assert office.ask(SearchNodes("  ")) == ()
    assert office.ask(SearchNodes("fractions")) == ()
    assert cost(office, SearchNodes("ten")) <= 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("strasse", ["crosses the Straße"]),
        ("STRASSE crosses", ["crosses the Straße"]),
        ("straße", ["crosses the Straße"]),
        ("kelvin", ["reads 3 \u212aelvin"]),
        ("CAFÉ", ["orders in a café"]),
        ("cafe", []),
        ("50%", ["finds 50% of it"]),
        ("%", ["finds 50% of it"]),
        ("a_b", ["names a_b"]),
        ("_", ["names a_b"]),
        ("/", ["draws 1/2"]),
    ],
)
def test_a_search_knows_the_case_of_every_letter_and_takes_no_sign_for_a_pattern(office, tree, typed, found):
    said = ("crosses the Straße", "reads 3 \u212aelvin", "orders in a café", "finds 50% of it", "names a_b")
    for words in (*said, "draws 1/2", "names acb"):
        office.execute(AddNode(tree.framework, None, NodeCard(words)))
    assert [one.statement for one in office.ask(SearchNodes(typed))] == found


def test_a_text_names_a_node_by_identifier_then_code_then_words(office, tree):
    office.execute(AddNode(tree.framework, None, NodeCard("counts to five", code="weigh")))
    names = office.ask(NodesByText(("weigh", "C1", "counts to five", "nothing", "")))
    assert [one.nodes for one in names][:2] == [(tree.weigh,), (tree.weigh,)]
    assert len(names[2].identifiers) == 2
    assert [one.nodes for one in names][3:] == [(), ()]


def test_a_branch_counts_a_step_once_and_keeps_arrivals_apart(office, tree):
    ash, bo = pupil(office, "Ash", "Bell"), pupil(office, "Bo", "Carr")
    office.execute(RecordAchievement(ash, tree.to10, TODAY))
    office.execute(RecordAchievement(bo, tree.to10, TODAY))
    office.execute(RecordBaseline(ash, tree.weigh, TODAY))
    office.execute(AddPlace(tree.cook, tree.framework, tree.n))
    rows = {row.node: row for row in office.ask(BranchSubtotals(tree.framework, (ash, bo)))}
    assert {node: row.steps for node, row in rows.items()} == {tree.n: 4, tree.count: 3, tree.cook: 2}
    assert (rows[tree.n].made_here, rows[tree.n].baseline, rows[tree.n].possible) == (2, 1, 8)
    assert (rows[tree.count].made_here, rows[tree.cook].baseline) == (2, 1)
    assert cost(office, BranchSubtotals(tree.framework, (ash, bo))) == 2


def test_a_large_framework_keeps_the_order_of_its_file(office):
    nodes = tuple(NewNode(f"i{at}", f"c{at}", f"step {at}", "") for at in range(300))
    order = [*range(299, -1, -1)]
    places = tuple(NewPlace("", f"i{at}", rank) for rank, at in enumerate(order, start=1))
    framework = FrameworkId(number(office, ImportFramework("Big", "big", "x", nodes, places)))
    words = [row.statement for row in office.ask(NodeChildren(framework))]
    assert words == [f"step {at}" for at in order]


def test_the_questions_of_the_tree_cost_one_statement(office, tree):
    for query in (
        Frameworks(),
        FrameworkTree(tree.framework),
        NodeChildren(tree.framework),
        NodesByText(("C1",)),
        CountCurriculum(),
    ):
        assert cost(office, query) == 1, query


def test_a_node_changes_its_card_only(office, tree):
    card = NodeCard("counts to five", "N1.1", "step")
    assert office.execute(EditNode(tree.to5, 1, card)).note == "nothing_to_change"
    assert office.execute(EditNode(tree.to5, 1, replace(card, code="N0"))).undoable


def test_several_moves_of_one_step_are_all_undone(office):
    made = steps(office)
    before = office.ask(NodeChildren(made.framework, made.count))
    for target in (made.to5, None, made.to10):
        row = next(
            one
            for parent in (made.count, made.cook)
            for one in office.ask(NodeChildren(made.framework, parent))
            if one.node == made.back
        )
        parent = made.cook if target is made.to10 else made.count
        office.execute(MoveNode(row.place, made.framework, parent, target))
    for _ in range(3):
        office.undo()
    after = office.ask(NodeChildren(made.framework, made.count))
    assert [one.node for one in after] == [one.node for one in before]
    for _ in range(3):
        office.redo()
    assert made.back in {one.node for one in office.ask(NodeChildren(made.framework, made.cook))}
