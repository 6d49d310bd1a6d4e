"""Whoever works with keys sees which row of a table they act on, in every colour scheme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QTableView, QVBoxLayout, QWidget

from ui.kit.parts.rows import as_rows
from ui.kit.parts.side_list import SideList
from ui.kit.row_ring import RowRing
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Scheme

ROWS = tuple(f"row {number}" for number in range(40))


@pytest.fixture
def host(qtbot, theme) -> QWidget:
    host = QWidget()
    host.resize(420, 300)
    table, button = QTableView(), QPushButton("Elsewhere")
    table.setObjectName("table")
    as_rows(table)
    table.setModel(TableModel((Column("One", str), Column("Two", str)), str, ROWS, table))
    side = SideList("Sections")
    side.show_lines(["People", "Terms"])
    box = QVBoxLayout(host)
    for part in (table, side, button):
        box.addWidget(part)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return host


def rings(host: QWidget) -> list[RowRing]:
    return [ring for ring in host.findChildren(RowRing) if ring.isVisible()]


@pytest.mark.parametrize("scheme", Scheme)
def test_the_current_row_of_a_table_has_the_ring_while_the_table_has_the_keys(
    host: QWidget, qtbot, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme=scheme)
    table = host.findChild(QTableView, "table")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(rings(host)) == 1, "before a row is chosen the ring is round the whole"
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().row()
    (ring,) = rings(host)
    qtbot.waitUntil(lambda: ring.geometry().top() == _row_top(table, row))
    assert ring.height() == table.rowHeight(row)
    shown = host.grab().toImage()
    edge = ring.mapTo(host, QPoint(ring.width() // 2, 1))
    assert shown.pixelColor(edge) == current_look().color("focus")
    host.findChild(QPushButton).setFocus()
    assert rings(host) == []


def test_the_ring_goes_along_where_the_table_scrolls(host: QWidget, qtbot) -> None:
    table = host.findChild(QTableView, "table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    (ring,) = rings(host)
    qtbot.waitUntil(lambda: ring.geometry().top() == _row_top(table, len(ROWS) - 1))
    table.scrollToTop()
    qtbot.waitUntil(lambda: ring.geometry().isEmpty())


def test_a_list_at_the_side_has_it_too(host: QWidget, qtbot) -> None:
    side = host.findChild(SideList)
    side.setFocus()
    qtbot.keyClick(side, Qt.Key.Key_Down)
    (ring,) = rings(host)
    wanted = side.visualItemRect(side.currentItem()).translated(side.viewport().pos())
    qtbot.waitUntil(lambda: ring.geometry() == wanted)


def _row_top(table: QTableView, row: int) -> int:
    return table.viewport().y() + table.rowViewportPosition(row)
