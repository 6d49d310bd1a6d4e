"""The quiet line hides nothing that somebody needs, and lets go of the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.parts import Toast
from ui.kit.parts.chips import Chip, KeyHint
from ui.kit.parts.key_bar import KeyBar
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import Theme
from ui.kit.tokens import Tone

WORDS = "Alfie Marsh: taken back"


@pytest.fixture
def room(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    """A page, with the pointer far from it."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    qtbot.waitExposed(made)
    QCursor.setPos(made.mapToGlobal(QPoint(-200, -200)))
    yield made
    made.hide()


def told(qtbot: QtBot, room: QWidget, words: str = WORDS) -> Toast:
    toast = Toast(room)
    toast.say(words)
    qtbot.waitUntil(lambda: not toast._settled.isActive())
    return toast


def table_in(room: QWidget, rows: int) -> QTableView:
    table = QTableView(room)
    as_rows(table, one_at_a_time=True)
    model = TableModel((Column("Name", str),), lambda row: row, tuple(range(rows)), table)
    table.setModel(model)
    table.verticalHeader().setDefaultSectionSize(40)
    table.setGeometry(0, 0, 1000, 500)
    table.show()
    return table


def test_it_stands_beside_the_words_of_the_bottom_line(qtbot: QtBot, room: QWidget) -> None:
    keys = [("0", "to 9 step, move down"), ("Space", "as last time"), ("Ctrl Z", "undo")]
    bar = KeyBar(keys, "23 of 23 marked")
    bar.setParent(room)
    bar.setGeometry(10, 460, 980, 30)
    finish = QPushButton("Finish", room)
    finish.setGeometry(10, 390, 980, 48)
    for part in (bar, finish):
        part.show()
    QApplication.processEvents()
    toast = told(qtbot, room)
    here = toast.geometry()
    assert here.bottom() > bar.y(), "it is in the line of the keys"
    parts = [*bar.findChildren(QLabel), *bar.findChildren(KeyHint), finish]
    for part in parts:
        area = QRect(part.mapTo(room, QPoint(0, 0)), part.size())
        assert not here.intersects(area), part


def test_a_chip_is_read_like_words(qtbot: QtBot, room: QWidget) -> None:
    chip = Chip(Tone.OK, "circle-check", "Done 11:32")
    chip.setParent(room)
    chip.move(460, 440)
    chip.show()
    assert not told(qtbot, room).geometry().intersects(chip.geometry())


def test_under_the_last_row_of_a_table_is_room(qtbot: QtBot, room: QWidget) -> None:
    table_in(room, 3)
    title = QLabel("A title", room)
    title.setGeometry(0, 0, 1000, 30)
    title.show()
    toast = told(qtbot, room)
    assert toast.geometry().top() > 4 * 40
    assert abs(toast.geometry().center().x() - 500) <= 1, "in the middle"


def test_it_leaves_the_row_that_the_keys_come_to(qtbot: QtBot, room: QWidget) -> None:
    table = table_in(room, 12)
    room.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    toast = told(qtbot, room)
    under = table.rowAt(toast.geometry().center().y() - table.viewport().y())
    table.selectRow(under)
    table.setCurrentIndex(table.model().index(under, 0))

    def row() -> QRect:
        seen = table.visualRect(table.currentIndex())
        return QRect(0, seen.y() + table.viewport().y(), 1000, seen.height())

    qtbot.waitUntil(lambda: not toast.geometry().intersects(row()))
    toast.hide()
    assert not toast._row_moves.isActive()


def test_it_does_not_come_under_the_pointer(qtbot: QtBot, room: QWidget) -> None:
    usual = told(qtbot, room)
    at = usual.geometry().center()
    usual.hide()
    QCursor.setPos(room.mapToGlobal(at))
    assert not told(qtbot, room).geometry().contains(at)


def test_a_press_beside_its_buttons_or_the_wheel_puts_it_away(qtbot: QtBot, room: QWidget) -> None:
    toast = told(qtbot, room)
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton, pos=QPoint(20, toast.height() // 2))
    assert toast.isHidden()
    toast.say(WORDS)
    at = QPointF(20, 20)
    turned = QWheelEvent(
        at,
        QPointF(toast.mapToGlobal(QPoint(20, 20))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(toast, turned)
    assert toast.isHidden()
