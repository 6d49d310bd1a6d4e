"""A table with a thin line under each row, whose columns take the room that their words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
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
    """One row is chosen at a time. Wide columns give way first, so that short ones are shown whole, and what
    they have no room for on one line stands on more.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(LineDelegate(self))
        as_rows(self, one_at_a_time=True)
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
                lines.resizeSection(row, max(usual, self.sizeHintForRow(row)) if more else usual)

    def minimumSizeHint(self) -> QSize:
        """Room for its headings and two lines."""
        look = current_look()
        head = self.horizontalHeader().sizeHint().height()
        return QSize(look.px(240), head + 2 * look.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _restyle(self) -> None:
        look = current_look()
        self.horizontalHeader().setFont(look.font("small_strong"))
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
    most = max(wanted)
    while most > least and sum(min(width, most) for width in wanted) > room:
        most -= 1
    return [min(width, most) for width in wanted]
