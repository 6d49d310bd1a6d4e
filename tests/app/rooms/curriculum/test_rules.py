"""Steps: what can be a 1, where a node may hang, what stands, was lost and came back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.ids import NodeId
from app.rooms.curriculum import rules
from app.rooms.curriculum.rules import Counts, Kind, Reason, StepMark
from tests.kit.shipped import content

TODAY = date(2026, 11, 22)
FIRST, SECOND, THIRD, FOURTH = (TODAY - timedelta(days=n) for n in (40, 30, 20, 10))
A, B, C, D, E, F = (NodeId(n) for n in range(1, 7))


def made(on: date, voided_on: date | None = None, node: NodeId = A) -> StepMark:
    return StepMark(node, Kind.ACHIEVED, on, voided_on)


def brought(on: date, voided_on: date | None = None, node: NodeId = A) -> StepMark:
    return StepMark(node, Kind.BASELINE, on, voided_on)


@pytest.mark.parametrize(
    ("is_leaf", "on", "code"),
    [(False, TODAY, "step_has_smaller_steps"), (True, TODAY + timedelta(days=1), "achieved_in_future")],
)
def test_only_a_leaf_can_be_a_one_and_never_in_the_future(is_leaf, on, code):
    rules.check_can_be_achieved(is_leaf=True, achieved_on=TODAY, today=TODAY)
    with pytest.raises(Refused) as refusal:
        rules.check_can_be_achieved(is_leaf=is_leaf, achieved_on=on, today=TODAY)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("standing", "on", "code"),
    [
        (False, TODAY, "nothing_to_take_back"),
        (True, SECOND - timedelta(days=1), "taken_back_before_it_was_made"),
        (True, TODAY + timedelta(days=1), "achieved_in_future"),
    ],
)
def test_a_mark_is_taken_back_while_it_stands_and_not_before_it_was_made(standing, on, code):
    rules.check_can_be_voided(is_standing=True, achieved_on=SECOND, voided_on=SECOND, today=TODAY)
    with pytest.raises(Refused) as refusal:
        rules.check_can_be_voided(is_standing=standing, achieved_on=SECOND, voided_on=on, today=TODAY)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("days", "reason", "owed"), [(7, "", False), (8, "", True), (8, "  ", True), (8, "a slip", False)]
)
def test_an_old_mark_is_taken_back_with_a_reason(days, reason, owed):
    def check() -> None:
        written = TODAY - timedelta(days=days)
        rules.check_reason(recorded_on=written, today=TODAY, limit=7, reason=reason)

    if not owed:
        check()
        return
    with pytest.raises(Refused) as refusal:
        check()
    assert refusal.value.code == "reason_needed"


@pytest.mark.parametrize(
    ("marks", "kind", "made_here", "was_baseline", "lost_on", "regained"),
    [
        ([], None, False, False, None, False),
        ([made(FIRST)], Kind.ACHIEVED, True, False, None, False),
        ([brought(FIRST)], Kind.BASELINE, False, True, None, False),
        ([made(FIRST, FIRST)], None, False, False, None, False),  # a slip, taken back the same day
        ([made(FIRST, FIRST), made(SECOND)], Kind.ACHIEVED, True, False, None, False),
        ([made(FIRST, SECOND)], None, False, False, SECOND, False),
        ([made(FIRST, SECOND), made(THIRD)], Kind.ACHIEVED, True, False, None, True),
        ([made(FIRST, SECOND), made(THIRD, FOURTH)], None, False, False, FOURTH, False),
        ([made(FIRST, SECOND), made(FIRST)], Kind.ACHIEVED, True, False, None, False),  # never ceased
        ([brought(FIRST, SECOND), made(THIRD)], Kind.ACHIEVED, False, True, None, True),
        ([made(SECOND), brought(FIRST)], Kind.BASELINE, False, True, None, False),
        ([brought(FIRST), made(SECOND, THIRD)], Kind.BASELINE, False, True, None, False),
        ([brought(FIRST, FIRST), made(SECOND)], Kind.ACHIEVED, True, False, None, False),
    ],
)
def test_what_stands_was_lost_and_came_back(marks, kind, made_here, was_baseline, lost_on, regained):
    found = rules.standing(marks)
    assert (found.kind, found.made_here, found.was_baseline) == (kind, made_here, was_baseline)
    assert (found.lost_on, found.regained) == (lost_on, regained)


def test_counts_are_of_steps_and_not_of_marks():
    marks = [
        made(FIRST, node=A),
        brought(FIRST, node=B),
        made(FIRST, SECOND, node=C),
        made(FIRST, SECOND, node=D),
        made(THIRD, node=D),
        made(FIRST, FIRST, node=E),
    ]
    assert rules.count(marks) == Counts(made_here=2, baseline=1, lost=1, regained=1)
    assert {node: mark.on for node, mark in rules.first_made(marks).items()} == {A: FIRST, D: FIRST}


DAYS = st.sampled_from([FIRST, SECOND, THIRD, FOURTH])


@st.composite
def any_marks(draw: st.DrawFn) -> list[StepMark]:
    """Marks as the record allows them: none stands twice in one kind."""
    marks: list[StepMark] = []
    for _ in range(draw(st.integers(0, 8))):
        node, kind, on = draw(st.sampled_from([A, B, C])), draw(st.sampled_from(Kind)), draw(DAYS)
        stands = any(m.node == node and m.kind is kind and m.voided_on is None for m in marks)
        end = draw(DAYS.filter(lambda day, on=on: day >= on)) if stands or draw(st.booleans()) else None
        marks.append(StepMark(node, kind, on, end))
    return marks


@given(any_marks())
def test_a_step_is_in_no_two_counts_that_contradict_each_other(marks):
    counts = rules.count(marks)
    standing = {mark.node for mark in marks if mark.voided_on is None}
    assert counts.made_here + counts.lost <= 3
    assert counts.made_here <= len(standing)
    assert counts.regained <= len(standing)
    assert counts.lost <= 3 - len(standing)
    assert set(rules.first_made(marks)) <= standing
    assert len(rules.first_made(marks)) == counts.made_here


@given(any_marks(), st.sampled_from([A, B, C]), DAYS)
def test_a_slip_changes_no_count(marks, node, day):
    assert rules.count([*marks, made(day, day, node)]) == rules.count(marks)


# --- places


@pytest.mark.parametrize("node", [A, B, C, D])
def test_no_path_however_long_leads_back(node):
    above = {A: {B}, B: {C}, C: {D}, D: set(), E: set()}
    rules.check_no_loop(parent=A, node=E, parents=above.__getitem__)
    with pytest.raises(Refused):
        rules.check_no_loop(parent=A, node=node, parents=above.__getitem__)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=5, max_size=40))
def test_places_never_make_a_loop_and_every_other_place_is_allowed(wanted):
    parents: dict[NodeId, set[NodeId]] = {NodeId(n): set() for n in range(6)}

    def reaches(start: NodeId, goal: NodeId) -> bool:
        return start == goal or any(reaches(parent, goal) for parent in parents[start])

    for parent, node in wanted:
        place = {"parent": NodeId(parent), "node": NodeId(node)}
        if reaches(NodeId(parent), NodeId(node)):
            with pytest.raises(Refused) as refusal:
                rules.check_no_loop(**place, parents=parents.__getitem__)
            assert refusal.value.code == "place_makes_loop"
        else:
            rules.check_no_loop(**place, parents=parents.__getitem__)
            parents[NodeId(node)].add(NodeId(parent))


# --- what could come next


@pytest.mark.parametrize(
    ("done", "just", "suggested"),
    [
        ((), None, [(A, Reason.NEXT)]),
        ((A,), A, [(B, Reason.FOLLOWS)]),
        ((B,), B, [(C, Reason.FOLLOWS), (A, Reason.GAP)]),
        ((C,), None, [(A, Reason.GAP), (B, Reason.GAP)]),
        ((A, B, C), C, []),
        ((A, B, C), None, []),
        ((C, E), E, [(F, Reason.FOLLOWS), (A, Reason.GAP), (B, Reason.GAP)]),
    ],
)
def test_at_most_three_steps_are_suggested_each_with_its_reason(done, just, suggested):
    found = rules.suggest([[A, B, C], [D, E, F]], made=done, just_made=just)
    assert [(one.node, one.why) for one in found] == suggested


@given(st.sets(st.sampled_from([A, B, C, D, E, F])), st.sampled_from([None, A, B, C, D, E, F]))
def test_nothing_that_is_made_is_suggested_and_nothing_twice(done, just):
    found = [one.node for one in rules.suggest([[A, B, C], [D, E, F]], made=done, just_made=just)]
    assert len(found) == len(set(found)) <= 3
    assert not set(found) & done


def test_the_starter_curriculum_is_a_tree_with_parents_first():
    nodes = rules.read_starter(content("frameworks/starter_steps.csv"))
    known = {""}
    for node in nodes:
        assert node.parent in known
        known.add(node.code)
    steps = [node for node in nodes if node.is_step]
    assert len(known) == len(nodes) + 1
    assert {node.code.count(".") for node in steps} == {2}
    assert not {node.parent for node in nodes} & {node.code for node in steps}
    assert [node.words for node in nodes if not node.parent][:2] == [
        "Knowing my feelings",
        "Being with others",
    ]
