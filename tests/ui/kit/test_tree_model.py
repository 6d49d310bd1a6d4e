"""A tree asks for a branch when it is opened, and keeps what is open when it asks again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.kit.tree_model import ITEM_ROLE, TreeModel, TreeText


@dataclass(frozen=True)
class Step:
    """A branch or a leaf of an invented curriculum."""

    key: str
    words: str
    below: tuple[str, ...] = ()


TEXT: TreeText[Step] = TreeText(
    key=lambda step: step.key,
    words=lambda step: step.words,
    spoken=lambda step: f"{step.words}. 3 of 8 pupils have this step",
    is_branch=lambda step: bool(step.below),
)


class Curriculum:
    """Answers for branches, and remembers which were asked for."""

    def __init__(self) -> None:
        self.steps = {
            "maths": Step("maths", "Maths", ("number", "shape")),
            "number": Step("number", "Number", ("add", "take")),
            "shape": Step("shape", "Shape", ("add",)),
            "add": Step("add", "can add two single digits"),
            "take": Step("take", "takes 1 away"),
            "reading": Step("reading", "Reading"),
        }
        self.top = ["maths", "reading"]
        self.asked: list[str | None] = []

    def children(self, above: Step | None) -> list[Step]:
        self.asked.append(None if above is None else above.key)
        keys = self.top if above is None else self.steps[above.key].below
        return [self.steps[key] for key in keys]


@pytest.fixture
def curriculum() -> Curriculum:
    return Curriculum()


@pytest.fixture
def model(qapp, curriculum: Curriculum) -> TreeModel[Step]:
    return TreeModel(TEXT, curriculum.children)


def opened(model: TreeModel[Step], *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        index = model.index(row, 0, index)
        if model.canFetchMore(index):
            model.fetchMore(index)
    return index


def below(model: TreeModel[Step], index: QModelIndex) -> list[str]:
    return [str(model.data(model.index(row, 0, index))) for row in range(model.rowCount(index))]


def test_a_branch_is_asked_for_once_and_only_when_opened(
    model: TreeModel[Step], curriculum: Curriculum
) -> None:
    assert curriculum.asked == [None]
    maths = model.index(0, 0)
    assert model.hasChildren(maths)
    assert model.rowCount(maths) == 0
    opened(model, 0)
    opened(model, 0)
    assert curriculum.asked == [None, "maths"]
    assert below(model, maths) == ["Number", "Shape"]
    assert not model.hasChildren(model.index(1, 0))


def test_one_step_may_stand_in_two_places(model: TreeModel[Step]) -> None:
    first, second = opened(model, 0, 0, 0), opened(model, 0, 1, 0)
    assert first != second
    assert model.item_at(first) == model.item_at(second)
    assert [step.key for step in model.path(second)] == ["maths", "shape", "add"]
    assert model.parent(second) == model.index(1, 0, model.index(0, 0))


def test_a_refresh_keeps_what_is_open_and_repaints_what_differs(
    model: TreeModel[Step], curriculum: Curriculum, qtbot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    take = QPersistentModelIndex(opened(model, 0, 0, 1))
    curriculum.steps["take"] = Step("take", "takes 1 away from any number")
    curriculum.steps["count"] = Step("count", "counts to 20")
    curriculum.steps["number"] = Step("number", "Number", ("count", "take", "add"))
    curriculum.top = ["reading", "maths"]
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh()
    assert model.data(take) == "takes 1 away from any number"
    assert below(model, model.index_of("number")) == [
        "counts to 20",
        "takes 1 away from any number",
        "can add two single digits",
    ]
    assert below(model, QModelIndex()) == ["Reading", "Maths"]
    assert tester.model() is model


def test_what_is_gone_goes_with_everything_below_it(model: TreeModel[Step], curriculum: Curriculum) -> None:
    leaf = QPersistentModelIndex(opened(model, 0, 0, 0))
    curriculum.steps["maths"] = Step("maths", "Maths", ("shape",))
    model.refresh()
    assert not leaf.isValid()
    assert not model.index_of("number").isValid()
    assert len(model._by_id) == 3


def test_an_item_says_what_it_is(model: TreeModel[Step], curriculum: Curriculum) -> None:
    maths = model.index(0, 0)
    assert model.data(maths, Qt.ItemDataRole.AccessibleTextRole) == "Maths. 3 of 8 pupils have this step"
    assert model.data(maths, Qt.ItemDataRole.ToolTipRole) == "Maths"
    assert model.data(maths, ITEM_ROLE) == curriculum.steps["maths"]
    assert model.data(maths, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert not model.index(0, 1).isValid()
    assert not model.index(9, 0).isValid()
    assert not model.parent(maths).isValid()
    assert not model.canFetchMore(QModelIndex())
    assert model.hasChildren()
    assert model.columnCount() == 1


@given(st.lists(st.sampled_from("abcdefg"), unique=True), st.lists(st.sampled_from("abcdefg"), unique=True))
def test_any_top_becomes_any_other(qapp, before: list[str], after: list[str]) -> None:
    curriculum = Curriculum()
    curriculum.steps = {key: Step(key, key) for key in "abcdefg"}
    curriculum.top = before
    model = TreeModel(TEXT, curriculum.children)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    kept = {key: QPersistentModelIndex(model.index_of(key)) for key in before}
    curriculum.top = after
    model.refresh()
    assert below(model, QModelIndex()) == after
    assert all(index.isValid() == (key in after) for key, index in kept.items())
    assert tester.model() is model
