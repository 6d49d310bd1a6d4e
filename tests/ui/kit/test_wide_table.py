"""A table of many columns takes second lines before it cuts anything, and scrolls before it breaks a word."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from ui.kit.parts.lined_table import level
from ui.kit.parts.wide_table import WideTable
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import Theme

ROWS = tuple(range(1, 5))
HEADINGS = ("Week", "Usual step", "Lowest", "Best", "Steps made here", "Steps in all", "Who")
FIGURES = HEADINGS[2:6]


def _cell(heading: str, row: int) -> str:
    words = {
        "Week": "21 September 2026",
        "Usual step": "4, did something together",
        "Who": "Gwen Sutcliffe and Tom Reed" if row % 2 else "Tom Reed",
    }
    return words.get(heading, str(row))


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> WideTable:
    columns = [Column(one, partial(_cell, one), numbers=one in FIGURES) for one in HEADINGS]
    made = WideTable()
    qtbot.addWidget(made)
    made.setModel(TableModel(columns, lambda row: row, ROWS, made, wrap_headings=True))
    made.resize(1400, 400)
    made.show()
    made.fit()
    return made


def lines_in(table: WideTable, words: str, width: int, *, heading: bool) -> int:
    letters = table.horizontalHeader().fontMetrics() if heading else table.fontMetrics()
    around = 2 * Theme.current().look.cell_inset
    box = letters.boundingRect(QRect(0, 0, width - around, 10_000), int(Qt.TextFlag.TextWordWrap), words)
    assert box.width() <= width - around, f"{words} is cut"
    return round(box.height() / letters.lineSpacing())


def is_whole(table: WideTable) -> None:
    """Every cell and every heading has room for all of its words."""
    header = table.horizontalHeader()
    for column, heading in enumerate(HEADINGS):
        width = table.columnWidth(column)
        lines = lines_in(table, heading, width, heading=True)
        assert header.height() >= lines * header.fontMetrics().lineSpacing(), heading
        for row, value in enumerate(ROWS):
            lines = lines_in(table, _cell(heading, value), width, heading=False)
            assert table.rowHeight(row) >= lines * table.fontMetrics().lineSpacing(), (heading, row)


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("width", [1400, 900, 760, 640])
def test_whatever_the_room_no_word_of_it_is_cut(
    table: WideTable, theme: Theme, width: int, factor: float
) -> None:
    theme.choose(factor=factor)
    table.resize(round(width * factor), 400)
    table.fit()
    is_whole(table)
    assert table.horizontalHeader().length() <= table.viewport().width(), "and nothing is scrolled to"


def test_where_there_is_room_everything_stands_on_one_line(table: WideTable) -> None:
    table.resize(700, 400)
    assert table.horizontalHeader().height() > 1.8 * table.horizontalHeader().fontMetrics().lineSpacing()
    assert table.wordWrap()
    table.resize(1400, 400)
    assert not table.wordWrap()
    assert len({table.rowHeight(row) for row in range(len(ROWS))}) == 1


def test_it_is_scrolled_only_where_the_longest_words_have_no_room(table: WideTable) -> None:
    table.resize(360, 400)
    assert table.horizontalHeader().length() > table.viewport().width()
    assert table.horizontalScrollBar().maximum() > 0
    assert not table.wordWrap(), "what is scrolled to may stand on one line"
    is_whole(table)


def test_sorted_rows_are_as_tall_as_what_stands_in_them_now(table: WideTable) -> None:
    table.resize(640, 400)
    table.sortByColumn(HEADINGS.index("Who"), Qt.SortOrder.DescendingOrder)
    who = [str(table.model().index(row, len(HEADINGS) - 1).data()) for row in range(len(ROWS))]
    assert who == ["Tom Reed", "Tom Reed", "Gwen Sutcliffe and Tom Reed", "Gwen Sutcliffe and Tom Reed"]
    width = table.columnWidth(len(HEADINGS) - 1)
    for row, words in enumerate(who):
        lines = lines_in(table, words, width, heading=False)
        assert table.rowHeight(row) >= lines * table.fontMetrics().lineSpacing()


def test_nothing_is_cut_below_its_least() -> None:
    assert level([20, 300, 40], 160, [20, 120, 10]) == [20, 120, 20]
    assert level([20, 300, 40], 100, [20, 120, 40]) == [20, 120, 40], "more than there is"
    assert level([], 100, []) == []


def test_another_count_of_columns_takes_the_place_of_the_first(table: WideTable) -> None:
    for count in (3, len(HEADINGS), 5):
        columns = [Column(one, partial(_cell, one)) for one in HEADINGS[:count]]
        table.resize(300, 400)
        made = TableModel(columns, lambda row: row, ROWS, table, wrap_headings=True)
        table.setModel(made)
        table.fit()
        assert table.horizontalHeader().count() == count
