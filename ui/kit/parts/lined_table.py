"""A table with a thin line under each row, whose columns take the room that their words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.kit.parts.rows import as_rows
from ui.kit.theme import current_look, follow

Index = QModelIndex | QPersistentModelIndex
LEAST = 56
"""No column is narrower than this, in pixels at 100 %; what it cannot show it says on hover."""


class LineDelegate(QStyledItemDelegate):
    """A cell with a thin line under it, in place of stripes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(current_look().color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


class LinedTable(QTableView):
    """Wide columns give way first, so that short ones are shown whole, and what they have no room for on one
    line stands on more.
    """

    def __init__(self, parent: QWidget | None = None, *, one_at_a_time: bool = True) -> None:
        super().__init__(parent)
        self.setItemDelegate(LineDelegate(self))
        as_rows(self, one_at_a_time=one_at_a_time)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow(self._restyle)

    def fit(self) -> None:
        """Share the room out by what stands in each column."""
        header = self.horizontalHeader()
        wanted = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + current_look().px(8)
            for column in range(header.count())
        ]
        room = self.viewport().width()
        for column, width in enumerate(shares(wanted, room, current_look().px(LEAST))):
            header.resizeSection(column, width)
        self._take_lines(more=sum(wanted) > room)

    def _take_lines(self, *, more: bool) -> None:
        """Rows as high as their words are at this width; of one height where everything fits."""
        lines, usual = self.verticalHeader(), current_look().row_height
        if more or self.wordWrap():
            self.setWordWrap(more)
            for row in range(lines.count()):
                lines.resizeSection(row, max(usual, self._tall(row)) if more else usual)

    def _tall(self, row: int) -> int:
        """What the words of a row take at this width. Measured here: Qt forgets the inset when it wraps."""
        letters, model, inset = self.fontMetrics(), self.model(), current_look().cell_inset
        tallest, flags = 0, int(Qt.TextFlag.TextWordWrap)
        for column in range(model.columnCount()):
            words = str(model.index(row, column).data() or "")
            room = self.columnWidth(column) - 2 * inset
            if letters.horizontalAdvance(words) > room:
                tallest = max(tallest, letters.boundingRect(QRect(0, 0, room, 10_000), flags, words).height())
        return tallest + current_look().px(8) if tallest else 0

    def minimumSizeHint(self) -> QSize:
        """Room for its headings and two lines."""
        look = current_look()
        head = self.horizontalHeader().sizeHint().height()
        return QSize(look.px(240), head + 2 * look.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _restyle(self) -> None:
        look = current_look()
        self.verticalHeader().setDefaultSectionSize(look.row_height)
        self.fit()


def shares(wanted: list[int], room: int, least: int) -> list[int]:
    """What each gets of the room: as wanted and the rest shared out, or the widest cut down to fit."""
    if not wanted:
        return []
    spare = room - sum(wanted)
    if spare >= 0:
        each, left = divmod(spare, len(wanted))
        return [width + each + (1 if place < left else 0) for place, width in enumerate(wanted)]
    return level(wanted, room, [min(width, least) for width in wanted])


def level(wanted: list[int], room: int, least: list[int]) -> list[int]:
    """The widest cut down to one measure until all fit, none of them below its own least."""

    def cut(most: int) -> list[int]:
        return [max(low, min(width, most)) for width, low in zip(wanted, least, strict=True)]

    most = max(wanted, default=0)
    while most > 0 and sum(cut(most)) > room:
        most -= 1
    return cut(most)
