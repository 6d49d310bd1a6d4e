"""A table changes only where its rows differ, and what was selected stays selected."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from ui.kit.table_model import KEY_ROLE, ROW_ROLE, Column, TableModel, as_columns


@dataclass(frozen=True)
class Row:
    """A pupil and how far they came."""

    key: int
    name: str
    step: int = 0


COLUMNS = (
    Column("Pupil", lambda row: row.name, spoken=lambda row: f"{row.name}, key {row.key}"),
    Column("Step", lambda row: str(row.step), numbers=True, order=lambda row: row.step, editable=True,
           roles={int(Qt.ItemDataRole.CheckStateRole): lambda row: row.step > 5}),
)  # fmt: skip
ROWS = (Row(1, "Alfie", 6), Row(2, "Bea", 9), Row(3, "Callum", 3), Row(4, "Dina", 10))


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


@pytest.fixture
def model(qapp) -> TableModel[Row]:
    return TableModel(COLUMNS, lambda row: row.key, ROWS)


def names(model: TableModel[Row]) -> list[str]:
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def test_only_the_row_that_differs_is_told(model: TableModel[Row], qtbot) -> None:
    tester = watched(model)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        model.show([replace(row, step=4) if row.key == 3 else row for row in ROWS])
    assert told == [(2, 2)]
    assert tester.model() is model


def test_the_same_rows_again_say_nothing(model: TableModel[Row], qtbot) -> None:
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsMoved):
        model.show(ROWS)


def test_selection_and_current_cell_stay_with_their_pupil(model: TableModel[Row], qtbot) -> None:
    tester = watched(model)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setCurrentIndex(model.index(2, 1))
    view.selectionModel().select(model.index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    model.show((Row(9, "Aaron"), replace(ROWS[2], step=8), ROWS[1], Row(5, "Ezra")))
    assert names(model) == ["Aaron", "Callum", "Bea", "Ezra"]
    assert view.currentIndex().row() == 1
    assert view.currentIndex().column() == 1
    assert {model.row_at(index).name for index in view.selectedIndexes()} == {"Bea", "Callum"}
    assert tester.model() is model


@given(
    before=st.lists(st.integers(0, 8), unique=True),
    after=st.lists(st.integers(0, 8), unique=True),
    step=st.integers(0, 2),
)
def test_any_rows_become_any_others_without_a_reset(
    qapp, before: list[int], after: list[int], step: int
) -> None:
    model = TableModel(COLUMNS, lambda row: row.key, [Row(key, f"P{key}") for key in before])
    tester = watched(model)
    kept = {key: QPersistentModelIndex(model.index(place, 0)) for place, key in enumerate(before)}
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    wanted = [Row(key, f"P{key}", key % (step + 1)) for key in after]
    model.show(wanted)
    assert model.rows == tuple(wanted)
    assert resets == []
    for key, index in kept.items():
        assert index.isValid() == (key in after)
        assert not index.isValid() or model.key_at(index) == key
    assert [model.row_of(key) for key in after] == list(range(len(after)))
    assert tester.model() is model


def test_sorting_is_by_figure_and_holds_for_later_rows(model: TableModel[Row]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["Dina", "Bea", "Alfie", "Callum"]
    model.show((*ROWS, Row(5, "Ezra", 7)))
    assert names(model) == ["Dina", "Bea", "Ezra", "Alfie", "Callum"]


def test_two_rows_with_one_key_are_an_error(model: TableModel[Row]) -> None:
    with pytest.raises(ValueError, match="one key"):
        model.show((ROWS[0], ROWS[0]))


def test_cells_say_what_they_are(model: TableModel[Row]) -> None:
    cell = model.index(0, 1)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Pupil: Alfie, key 1"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Step: 6"
    assert model.data(cell, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(cell, ROW_ROLE) == ROWS[0]
    assert model.data(cell, KEY_ROLE) == 1
    assert model.data(cell, Qt.ItemDataRole.CheckStateRole) is True
    assert model.data(cell, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Step"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
    assert model.headerData(7, Qt.Orientation.Horizontal) is None
    assert model.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.rowCount(cell) == model.columnCount(cell) == 0


def test_copied_cells_are_columns(model: TableModel[Row]) -> None:
    places = [model.index(row, column) for row in (1, 0) for column in (1, 0)]
    assert as_columns(model, places) == "Alfie\t6\nBea\t9"


def test_sorting_by_no_column_is_the_order_that_was_given(model: TableModel[Row]) -> None:
    model.sort(1)
    assert names(model) == ["Callum", "Alfie", "Bea", "Dina"]
    model.sort(-1)
    assert names(model) == ["Alfie", "Bea", "Callum", "Dina"]
    model.show(tuple(reversed(ROWS)))
    assert names(model) == ["Dina", "Callum", "Bea", "Alfie"]
