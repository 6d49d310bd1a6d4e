"""Rows of the register as pictures, painted again only where something on them looks different."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ui.kit.look import Look
from ui.kit.theme import current_look
from ui.rooms.attendance.register_delegate import RegisterDelegate, picture_of
from ui.rooms.attendance.register_model import RegisterModel
from ui.rooms.attendance.row_layout import RowLayout


class Laid(Protocol):
    """The table as far as its rows' pictures need it."""

    row_layout: RowLayout
    first_score: int

    def viewport(self) -> QWidget: ...


class RowPictures:
    """A key pressed changes one row; the others are put on the screen as they were."""

    def __init__(self, view: Laid, model: RegisterModel, delegate: RegisterDelegate) -> None:
        self._view, self._model, self._delegate = view, model, delegate
        self._known: dict[int, tuple[tuple[object, ...], QPixmap]] = {}

    def forget(self) -> None:
        """Keep no picture: they hold names."""
        self._known.clear()

    def picture(self, place: int, size: QSizeF, focused: int | None) -> QPixmap:
        """The row as it looks now."""
        look = current_look()
        last = place == self._model.rowCount() - 1
        key = (self._delegate.face(place), focused, size.toTuple(), look, self._view.first_score, last)
        known = self._known.get(place)
        if known is not None and known[0] == key:
            return known[1]
        picture = picture_of(self._view.viewport(), look, size)
        painter = QPainter(picture)
        row = QRectF(QPointF(), size)
        self._paint(painter, look, place, row, focused)
        if not last:
            painter.fillRect(QRectF(0, size.height() - 1, size.width(), 1), look.color("line"))
        painter.end()
        self._known[place] = (key, picture)
        return picture

    def _paint(self, painter: QPainter, look: Look, place: int, row: QRectF, focused: int | None) -> None:
        option, layout = QStyleOptionViewItem(), self._view.row_layout
        for column in range(self._model.columnCount()):
            area = layout.part(column, row, self._view.first_score)
            if area.isEmpty():
                continue
            option.rect = area.toRect()
            is_focused = column == focused
            option.state = QStyle.StateFlag.State_HasFocus if is_focused else QStyle.StateFlag.State_None
            self._delegate.paint(painter, option, self._model.index(place, column))
        care = layout.care(row)
        if not care.isEmpty():
            self._delegate.paint_care(painter, look, care, self._model.row(place))
