"""Columns of a list share the room: short ones are shown whole, wide ones give way first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt

from ui.kit.parts.lined_table import LinedTable, shares
from ui.kit.table_model import Column, TableModel


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([], 100, []),
        ([20, 30], 100, [45, 55]),
        ([20, 30], 101, [46, 55]),
        ([20, 300, 40], 160, [20, 100, 40]),
        ([200, 300, 40], 160, [60, 60, 40]),
        ([90, 90], 60, [50, 50]),
    ],
)
def test_the_room_is_shared_by_what_each_column_needs(wanted: list[int], room: int, given: list[int]) -> None:
    assert shares(wanted, room, least=50) == given


WORDS = "What must be said to the local authority, the register sheet and whoever sends the child"


def test_words_without_room_on_one_line_stand_on_more(qtbot, theme) -> None:
    table = LinedTable()
    qtbot.addWidget(table)
    model = TableModel(
        (Column("What", str), Column("From", lambda row: "22 November 2026")), str, parent=table
    )
    table.setModel(model)
    model.show((WORDS, "Short"))
    table.resize(1400, 300)
    table.show()
    table.fit()
    usual = table.rowHeight(1)
    assert table.rowHeight(0) == usual, "there is room"
    for factor in (1.0, 1.5):
        theme.choose(factor=factor)
        table.resize(round(420 * factor), 300)
        table.fit()
        words = table.columnWidth(0) - table.fontMetrics().horizontalAdvance("mm")
        needed = table.fontMetrics().boundingRect(
            QRect(0, 0, words, 10_000), int(Qt.TextFlag.TextWordWrap), WORDS
        )
        assert table.rowHeight(0) >= needed.height() > usual / 2
        assert table.rowHeight(1) < table.rowHeight(0)
    table.resize(2400, 300)
    table.fit()
    assert table.rowHeight(0) == table.rowHeight(1)
