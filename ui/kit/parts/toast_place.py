"""Where a line that floats over a page hides least of what somebody needs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QTableView,
    QWidget,
)

from ui.kit.accessible import is_control
from ui.kit.parts.chips import Painted
from ui.kit.theme import current_look

Used = tuple[QRect, int]
"""An area, and how much it would matter to hide it."""
BUTTON, WORDS, ROWS = 1000, 3, 1
"""A button above all: even its edge is worth more than a line of words. A list can be moved."""
EDGE, STEP, GAP, POINTER = 20, 22, 4, 14
EDGES = (EDGE, 12, 6)
"""Pixels at 100 %: from the edge of the page at best, and where only that leaves everything in sight."""


def in_use(room: QWidget, line: QWidget) -> list[Used]:
    """What must not lie under the line, and how much that would matter."""
    found: list[Used] = []
    _gather(room, room.rect(), QPoint(0, 0), line, found)
    pointer, around = room.mapFromGlobal(QCursor.pos()), current_look().px(POINTER)
    if room.rect().contains(pointer):
        found.append((QRect(pointer, pointer).adjusted(-around, -around, around, around), BUTTON))
    row = row_in_hand(room)
    return found if row.isEmpty() else [*found, (row, BUTTON)]


def row_in_hand(room: QWidget) -> QRect:
    """The row that the keys act on, in the measure of the room."""
    view = QApplication.focusWidget()
    if not isinstance(view, QAbstractItemView) or not room.isAncestorOf(view):
        return QRect()
    row, seen = view.visualRect(view.currentIndex()), view.viewport()
    row.setLeft(0)
    row.setRight(seen.width())
    return row.intersected(seen.rect()).translated(seen.mapTo(room, QPoint(0, 0)))


def freest(room: QRect, width: int, height: int, used: list[Used]) -> QRect:
    """The lowest place, as near the middle as can be, under which nothing lies; else where least does."""
    edge = current_look().px(EDGE)
    middle = (room.width() - width) // 2
    best, least = QRect(max(0, middle), room.height() - height - edge, width, height), -1
    for top in _tops(room, height):
        band = [
            (area, matters) for area, matters in used if area.top() < top + height and area.bottom() >= top
        ]
        free = _free_left(room, width, middle, [area for area, _ in band])
        if free is not None:
            return QRect(free, top, width, height)
        for left in (middle, room.width() - width - edge, edge):
            place = QRect(max(0, left), top, width, height)
            covered = sum(_shared(area, place) * matters for area, matters in band)
            if least < 0 or covered < least:
                best, least = place, covered
    return best


def _tops(room: QRect, height: int) -> Iterator[int]:
    """From the bottom up; there some nearer to the edge as well, beside the words that stand there."""
    px = current_look().px
    yield from (room.height() - height - px(edge) for edge in EDGES)
    yield from range(room.height() - height - px(EDGE + STEP), -1, -px(STEP))


def _free_left(room: QRect, width: int, middle: int, taken: list[QRect]) -> int | None:
    """Where in this band there is room for the line, the nearest to the middle; None where there is none."""
    px = current_look().px
    gap, edge = px(GAP), px(EDGE)
    free, left = [], edge
    for area in sorted(taken, key=QRect.left):
        free.append((left, area.left() - gap))
        left = max(left, area.right() + 1 + gap)
    free.append((left, room.width() - edge))
    fits = [min(max(middle, start), end - width) for start, end in free if end - start >= width]
    return min(fits, key=lambda found: abs(found - middle), default=None)


def _shared(one: QRect, other: QRect) -> int:
    both = one.intersected(other)
    return 0 if both.isEmpty() else both.width() * both.height()


def _matters(part: QWidget) -> int:
    if isinstance(part, QLabel):
        return WORDS if part.text() else 0
    if isinstance(part, Painted):
        return WORDS
    if not is_control(part):
        return 0
    return ROWS if isinstance(part, QAbstractScrollArea) else BUTTON


def _filled(part: QWidget) -> QRect:
    """As much of it as shows something: under the last row of a table is nothing to hide."""
    area = part.rect()
    if isinstance(part, QTableView):
        rows = part.verticalHeader()
        last = part.viewport().y() + rows.length() - rows.offset()
        area.setBottom(min(area.bottom(), last))
    return area


def _gather(within: QWidget, seen: QRect, at: QPoint, line: QWidget, found: list[Used]) -> None:
    """Everything that can be seen within, in the measure of the room. What is hidden is not gone into."""
    for part in within.children():
        if not isinstance(part, QWidget) or not part.isVisible() or part is line:
            continue
        corner = at + part.pos()
        area = QRect(corner, part.size()).intersected(seen)
        if area.isEmpty():
            continue
        if matters := _matters(part):
            filled = _filled(part).translated(corner).intersected(area)
            if not filled.isEmpty():
                found.append((filled, matters))
        _gather(part, area, corner, line, found)
