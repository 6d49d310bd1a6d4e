"""The register as a table: painted strips in its cells, its own keys, and one gesture for each mark."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QToolTip,
    QWidget,
)

from ui.kit.accessible import named
from ui.kit.theme import current_look, follow
from ui.rooms.attendance.break_layout import BreakLayout
from ui.rooms.attendance.register_asks import RegisterAsks, ViewPlace
from ui.rooms.attendance.register_delegate import RegisterDelegate
from ui.rooms.attendance.register_keys import press
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, PUPIL, WORDS, RegisterModel
from ui.rooms.attendance.register_mouse import Pointer
from ui.rooms.attendance.row_layout import Lines, RowLayout
from ui.rooms.attendance.row_pictures import RowPictures
from ui.words.attendance import say

Index = QModelIndex | QPersistentModelIndex
_SHARES = (4, 3, 4, 2)


class RegisterView(RegisterAsks):
    """Moves, paints and tells what was meant; whoever holds it puts it down."""

    past_end = Signal()
    laid_out = Signal()

    def __init__(self, model: RegisterModel) -> None:
        super().__init__()
        self._model = model
        self.letters_on = True
        self.may_mark: Callable[[], bool] = lambda: True
        self.highest_score = 4
        self.first_score = 0
        self.row_layout = RowLayout(current_look(), 0, 0)
        self._roomy = False
        self.is_plain = False
        self._delegate = RegisterDelegate(model)
        self._pointer = Pointer(self, model)
        self._rows = RowPictures(self, model, self._delegate)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._settle()
        model.modelReset.connect(self.relayout)
        model.dataChanged.connect(self._fit_rows)
        self.verticalScrollBar().valueChanged.connect(self.laid_out)
        follow(self.relayout)

    # -- where the keyboard is

    @property
    def place(self) -> int:
        """The current row; the first where none was chosen."""
        return max(0, self.currentIndex().row())

    @property
    def column(self) -> int:
        """The part of the row that has the keys: the ladder, the code or a score."""
        column = self.currentIndex().column()
        return self._stops()[0] if column in (-1, PUPIL, WORDS) else column

    @property
    def tag_column(self) -> int:
        return self._model.tag_column

    def go(self, place: int, column: int | None = None) -> None:
        """Make a cell the current one."""
        column = self.column if column is None else column
        if FIRST_SCORE <= column < FIRST_SCORE + self._model.score_columns:
            self._page_to(column - FIRST_SCORE)
        self.setCurrentIndex(self._model.index(place, column))
        self.viewport().update()

    def standing(self) -> ViewPlace | None:
        """Where keys and eye are; None without pupils."""
        if not self._model.rowCount():
            return None
        pupil, scrolled = self._model.row(self.place).pupil, self.verticalScrollBar().value()
        return ViewPlace(pupil, self.column, self.first_score, scrolled)

    def stand_again(self, stood: ViewPlace) -> bool:
        """Back to where keys and eye were. False where that pupil is on this list no more."""
        place = self._model.place_of(stood.pupil)
        if place is None or stood.column not in self._stops():
            return False
        self.go(place, stood.column)
        self.first_score = stood.first_score
        self.verticalScrollBar().setValue(stood.scrolled)
        self.laid_out.emit()
        return True

    def go_rows(self, rows: int) -> None:
        """Up or down; past the last row the keys leave the grid."""
        last = self._model.rowCount() - 1
        wanted = self.place + rows
        if wanted > last and rows == 1:
            self.past_end.emit()
            return
        self.go(min(max(wanted, 0), last))

    def sideways(self, columns: int) -> None:
        """Left or right among ladder, code and scores."""
        stops = self._stops()
        here = stops.index(self.column) if self.column in stops else 0
        self.go(self.place, stops[min(max(here + columns, 0), len(stops) - 1)])

    def to_column(self, column: int) -> None:
        if column in self._stops():
            self.go(self.place, column)

    def asks_seen(self) -> bool:
        return self._model.words.asks_now(self._model.row(self.place))

    def answers_seen(self) -> bool:
        return self._model.row(self.place).asks_seen

    def is_rung(self, number: int) -> bool:
        return number in self._model.words.rungs

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._model.rowCount() == 0 or not press(self, event):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the ladder to the scores and then on; Shift and Tab the same way back."""
        last = self._model.tag_column if self._model.is_compact else FIRST_SCORE
        is_last = self.column >= last
        if self._model.rowCount() and self._model.score_columns and is_last is not forward:
            self.go(self.place, last if forward else self._stops()[0])
            return True
        return QWidget.focusNextPrevChild(self, forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._model.rowCount() and not self.currentIndex().isValid():
            self.go(0, self._stops()[0])

    def all_scores(self) -> None:
        """Where outcomes are paged, all of one pupil's; where they are all in sight, on to the next row."""
        if self._model.score_columns > self.row_layout.shown_scores:
            self.all_scores_asked.emit(self.place, self.column - FIRST_SCORE)
        else:
            self.go_rows(1)

    # -- where everything stands

    def relayout(self) -> None:
        """Fit the rows to the width and the text size."""
        look = current_look()
        width = max(1, self.viewport().width())
        kind = BreakLayout if self._model.is_compact else RowLayout
        self.row_layout = kind(look, width, self._model.score_columns, self._roomy)
        self._delegate.with_avatar = self.row_layout.has_avatar
        self._delegate.with_care = self.row_layout.lines is not Lines.TWO
        self._delegate.care_width = self.row_layout.care_width
        shares = [*_SHARES, *[2] * (self._model.columnCount() - FIRST_SCORE)]
        for column in range(self._model.columnCount()):
            self.horizontalHeader().resizeSection(column, width * shares[column] // sum(shares))
        self._fit_rows(self._model.index(0, 0), self._model.index(self._model.rowCount() - 1, 0))
        self.updateGeometry()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        self.laid_out.emit()

    def _fit_rows(self, first: Index, last: Index) -> None:
        """Rows as tall as their words of care ask: nothing of them is cut."""
        for place in range(first.row(), last.row() + 1) if first.isValid() else ():
            height = self._tall(place)
            if height != self.rowHeight(place):
                self.verticalHeader().resizeSection(place, height)

    def _tall(self, place: int) -> int:
        if self.is_plain:
            return max(current_look().row_height, self.sizeHintForRow(place))
        return self.row_layout.height(self._delegate.care_lines(place))

    def lay_out_now(self) -> None:
        """Everything in its place before it is drawn: whether there is a scroll bar decides how wide rows
        are, and how wide they are decides how tall.
        """
        for _ in range(2):
            self.doItemsLayout()
            self.relayout()

    def set_roomy(self, roomy: bool) -> None:
        """Taller rows where the window has room for them."""
        if roomy is not self._roomy:
            self._roomy = roomy
            self.relayout()

    def sizeHint(self) -> QSize:
        heading = self.horizontalHeader().height() if self.is_plain else 0
        return QSize(current_look().px(600), self.verticalHeader().length() + heading + 2)

    def minimumSizeHint(self) -> QSize:
        tallest = self.row_layout.height(1)
        return QSize(current_look().px(330), min(tallest, self.sizeHint().height()))

    def forget(self) -> None:
        """The screen is being locked: no picture of a row is kept."""
        self._rows.forget()

    def cell(self, place: int, column: int) -> QRectF:
        """Where a cell stands in the viewport."""
        return self.row_layout.part(column, self._row(place), self.first_score)

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or self.is_plain:
            return super().visualRect(index) if index.isValid() else QRect()
        return self.cell(index.row(), index.column()).toRect()

    def indexAt(self, position: QPoint) -> QModelIndex:
        if self.is_plain:
            return super().indexAt(position)
        place = self.rowAt(position.y())
        if place < 0:
            return QModelIndex()
        for column in range(self._model.columnCount()):
            if self.cell(place, column).contains(QPointF(position)):
                return self._model.index(place, column)
        return QModelIndex()

    def shown_rows(self) -> tuple[int, int]:
        """The first and the last row in sight, counted from nought."""
        last = self._model.rowCount() - 1
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return max(0, top), last if bottom < 0 else bottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relayout()
        else:
            self.laid_out.emit()

    # -- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_plain:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        first, last = self.shown_rows()
        here = self.hasFocus() or self._has_inner_focus()
        for place in range(first, last + 1) if self._model.rowCount() else ():
            row = self._row(place)
            if row.toRect().intersects(event.rect()):
                focused = self.column if here and place == self.place else None
                painter.drawPixmap(row.topLeft(), self._rows.picture(place, row.size(), focused))
        painter.end()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            stops = self._stops()
            self.go(index.row(), index.column() if index.column() in stops else stops[0])
            if self.may_mark():
                self._pointer.press(index.row(), index.column(), event)
            elif index.column() in stops:
                self.mark_refused.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press like any other."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.rowAt(event.pos().y()) if by_mouse else self.place
        if 0 <= place < self._model.rowCount():
            self.go(place)
            self.ask_menu(event.globalPos() if by_mouse else None)

    def ask_menu(self, where: QPoint | None = None) -> None:
        """The menu of the current row: every key's act for the mouse."""
        corner = self.cell(self.place, self._stops()[0]).bottomLeft().toPoint()
        self.menu_asked.emit(self.place, where or self.viewport().mapToGlobal(corner))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.is_plain:
            index = self.indexAt(event.pos())
            if index.isValid() and index.column() == LADDER:
                tip = self._pointer.tip(index.row(), QPointF(event.pos()))
                QToolTip.showText(event.globalPos(), tip, self.viewport())
                return True
        return super().viewportEvent(event)

    # -- the twin

    def turn(self) -> None:
        """From the painted register to the same table in plain words, and back."""
        self.is_plain = not self.is_plain
        self.setItemDelegate(QStyledItemDelegate(self) if self.is_plain else self._delegate)
        self.horizontalHeader().setVisible(self.is_plain)
        self.relayout()

    def show_drag(self, place: int, first: int, last: int) -> None:
        """The steps between which the mouse is being dragged, hollow until it lets go."""
        self._delegate.dragged = (place, first, last)
        self.viewport().update(self._row(place).toRect())

    def end_drag(self) -> None:
        """Nothing is being dragged."""
        self._delegate.dragged = None
        self.viewport().update()

    # -- how it is put together

    def _settle(self) -> None:
        named(self, say("view_name"))
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)

    def _stops(self) -> list[int]:
        """The columns that take keys, from left to right."""
        if self._model.is_compact:
            return [*range(FIRST_SCORE, self._model.columnCount())]
        has_code = self._model.words.head.half_day is not None
        scores = range(FIRST_SCORE, FIRST_SCORE + self._model.score_columns)
        return [LADDER, *([CODE_COLUMN] if has_code else []), *scores]

    def _page_to(self, outcome: int) -> None:
        """Show the outcome where there are more than stand side by side."""
        shown = self.row_layout.shown_scores
        first = min(self.first_score, outcome)
        self.first_score = max(first, outcome - shown + 1)
        self.laid_out.emit()

    def _row(self, place: int) -> QRectF:
        return QRectF(
            0, self.rowViewportPosition(place), self.viewport().width(), max(1, self.rowHeight(place))
        )

    def _has_inner_focus(self) -> bool:
        inner = self.focusWidget()
        return inner is not None and inner is not self and inner.hasFocus()
