"""The painted wall: keys, clicks, only what is seen is painted, and a table that says the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ui.kit.cells import Cells, WallRow
from ui.kit.look import Look

HEADINGS = ("counts to 20", "counts in tens", "adds money")
ROWS = tuple(
    WallRow(key, name, ("has it", "a gap", "not yet")) for key, name in ((7, "Alfie"), (8, "Bea"), (9, "Cal"))
)


class Paint:
    """Notes which cells it was asked for."""

    def __init__(self) -> None:
        self.cells: set[tuple[int, int]] = set()

    def __call__(self, painter: QPainter, look: Look, area: QRectF, row: int, column: int) -> None:
        self.cells.add((row, column))
        painter.fillRect(area, look.color("accent"))


@pytest.fixture
def paint() -> Paint:
    return Paint()


@pytest.fixture
def wall(theme, qtbot, paint: Paint) -> Cells:
    cells = Cells("Gaps", paint)
    qtbot.addWidget(cells)
    cells.show_rows(HEADINGS, ROWS)
    cells.resize(600, 300)
    cells.show()
    cells.activateWindow()
    qtbot.waitUntil(cells.isActiveWindow)
    cells.wall.setFocus()
    QApplication.processEvents()
    return cells


def test_arrows_walk_and_stop_at_the_edges(wall: Cells, qtbot) -> None:
    keys = Qt.Key
    for key, place in (
        (keys.Key_Left, (0, 0)), (keys.Key_Right, (0, 1)), (keys.Key_Down, (1, 1)), (keys.Key_End, (1, 2)),
        (keys.Key_PageDown, (2, 2)), (keys.Key_Down, (2, 2)), (keys.Key_Home, (2, 0)),
        (keys.Key_PageUp, (0, 0)),
    ):  # fmt: skip
        qtbot.keyClick(wall.wall, key)
        assert wall.wall.place == place
    qtbot.keyClick(wall.wall, keys.Key_Right)
    assert wall.wall.accessibleDescription() == "Alfie, counts in tens: a gap"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_press_reports_the_row_by_key(wall: Cells, qtbot, key: Qt.Key) -> None:
    wall.wall.go(1, 2)
    with qtbot.waitSignal(wall.pressed) as heard:
        qtbot.keyClick(wall.wall, key)
    assert heard.args == [8, 2]


def test_a_click_presses_the_cell_under_it_and_nothing_beside(wall: Cells, qtbot) -> None:
    with qtbot.waitSignal(wall.pressed) as heard:
        spot = wall.wall.cell_rect(2, 1).center()
        qtbot.mouseClick(wall.wall.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [9, 1]
    with qtbot.assertNotEmitted(wall.pressed):
        qtbot.mouseClick(wall.wall.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_table_is_the_same_on_one_key_with_the_same_cell(wall: Cells, qtbot) -> None:
    wall.wall.go(1, 1)
    qtbot.keyClick(
        wall.wall, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert wall.is_table
    assert QApplication.focusWidget() is wall.table
    assert wall.table.currentIndex().data() == "a gap"
    assert wall.table.accessibleName() == "Gaps"
    with qtbot.waitSignal(wall.pressed) as heard:
        wall.table.activated.emit(wall.table.currentIndex())
    assert heard.args == [8, 1]
    wall.table.setCurrentIndex(wall.table.model().index(2, 3))
    wall.toggle_twin()
    assert not wall.is_table
    assert wall.wall.place == (2, 2)


def test_the_cursor_goes_with_its_row(wall: Cells) -> None:
    wall.wall.go(2, 1)
    wall.show_rows(HEADINGS, (ROWS[2], ROWS[0]))
    assert wall.wall.place == (0, 1)
    wall.show_rows(HEADINGS, (ROWS[1],))
    assert wall.wall.place == (0, 1)
    assert wall.table.model().rowCount() == 1
    wall.show_rows(("one",), (WallRow(1, "Alfie", ("x",)),))
    assert wall.wall.place == (0, 0)
    wall.clear()
    assert wall.wall.accessibleDescription() == ""
    assert wall.table.model().rowCount() == 0


def test_only_what_is_seen_is_painted_and_the_cursor_is_always_seen(wall: Cells, paint: Paint) -> None:
    many = tuple(WallRow(key, f"Pupil {key}", ("-",) * 200) for key in range(200))
    wall.show_rows(tuple(f"s{place}" for place in range(200)), many)
    paint.cells.clear()
    wall.grab()
    assert 0 < len(paint.cells) < 400
    wall.wall.go(150, 150)
    paint.cells.clear()
    wall.grab()
    assert (150, 150) in paint.cells
    assert wall.wall.viewport().rect().contains(wall.wall.cell_rect(150, 150))


def wheel(wall: Cells) -> QWheelEvent:
    spot = QPointF(20, 20)
    return QWheelEvent(
        spot, wall.mapToGlobal(spot), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_the_wheel_scrolls_the_page_where_the_wall_has_nothing_to_scroll(wall: Cells) -> None:
    event = wheel(wall)
    wall.wall.wheelEvent(event)
    assert not event.isAccepted()
    wall.show_rows(HEADINGS, tuple(WallRow(key, f"P{key}", ("a", "b", "c")) for key in range(50)))
    wall.wall.wheelEvent(wheel(wall))
    assert wall.wall.verticalScrollBar().value() > 0


def test_hovering_over_a_cell_says_it_in_words(wall: Cells) -> None:
    spot = wall.wall.cell_rect(1, 1).center()
    QApplication.sendEvent(
        wall.wall.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, wall.mapToGlobal(spot))
    )
    assert QToolTip.text() == "Bea, counts in tens: a gap"
    QToolTip.hideText()
