"""The list of pupils: a table with search, those who have left on request, and Enter to open one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.changes import Topic
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.insight.pupils import PupilAtAGlance, PupilsAtAGlance
from ui.kit.accessible import announce, named
from ui.kit.dates import long_day
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import (
    Card,
    EmptyState,
    PageBody,
    PageTitle,
    Row,
    SearchBox,
    paint_avatar,
    primary,
    secondary,
)
from ui.kit.parts.lined_table import LineDelegate
from ui.kit.parts.rows import as_rows, sorts_and_copies
from ui.kit.parts.scrolling import clear_scrolling
from ui.kit.shortcuts import bind
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow
from ui.rooms.people.wording import full_name, met, met_short
from ui.words.people import say

_CHANGES = {Topic.PUPIL, Topic.GROUP, Topic.COMMISSIONER, Topic.MARK, Topic.ACHIEVEMENT, Topic.LADDER}
_WIDTHS = {"pupil": 0, "year": 64, "groups": 150, "placed": 230, "seen": 110, "heard": 110, "steps": 142}
_GIVEN_UP = ("groups", "placed", "steps", "year", "heard")
"""Columns that give way to the name where there is no room, the first first; the page itself has them."""
_NAME_ROOM = 220
_SPELT_OUT = int(Qt.ItemDataRole.UserRole) + 9


class PupilList(PageBody):
    """Who is here. Selection, search and place in the list stay while a pupil is looked at."""

    opened = Signal(object)
    """A pupil's number."""
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._back_to: PupilId | None = None
        self.add_pupil = primary(say("add_pupil"), "user-plus")
        self.bring_in = secondary(say("import_pupils"), "upload")
        self.title = PageTitle(say("pupils"), " ", self.bring_in, self.add_pupil)
        self.search = SearchBox(say("find_hint"), say("find_pupil"))
        self.leavers = QCheckBox(say("leavers"))
        self.everybody = secondary(say("clear_search"))
        self.nobody = EmptyState("users", say("none_yet"), say("none_yet_example"), self.everybody)
        self.table = _PupilTable()
        self.model = TableModel(self._columns(), lambda one: one.row.pupil, (), self.table)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._nothing = clear_scrolling(self.nobody)
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()
        self.live: Live[tuple[PupilAtAGlance, ...]] = Live(
            self, desk.runner, self._question, self._show, desk.shell.problem, topics(*_CHANGES)
        )

    # -- what is shown

    def arrive(self) -> None:
        """The list is being shown: the selection is where it was."""
        if not self.model.rows:
            self.live.refresh()
        self.live.wake()
        (self.table if self.model.rows else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def sleep(self) -> None:
        self.live.sleep()

    def clear(self) -> None:
        """Forget everybody; the search too, because it may name somebody."""
        self._back_to = self.current
        self.live.sleep()
        self.search.blockSignals(True)  # nothing is asked any more
        self.search.clear()
        self.search.blockSignals(False)
        self.model.show(())
        self.title.show_words(say("pupils"), " ")

    @property
    def current(self) -> PupilId | None:
        """The pupil whose line is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index).row.pupil if index.isValid() else None

    def choose(self, pupil: PupilId) -> None:
        """Put the selection on a pupil, now or once they are there."""
        place = self.model.row_of(pupil)
        if place is None:
            self._back_to = pupil
        else:
            self._back_to = None
            self.table.selectRow(place)

    def _question(self) -> PupilsAtAGlance:
        return PupilsAtAGlance(self.search.text(), self.leavers.isChecked())

    def _show(self, rows: tuple[PupilAtAGlance, ...]) -> None:
        for one in rows:
            self._desk.theme.can_draw(f"{one.row.shown} {one.row.surname}")
        first = not self.model.rows
        self.model.show(rows)
        self.title.show_words(say("pupils"), self._count(rows))
        self._shown.setCurrentWidget(self.table if rows else self._nothing)
        self._say_nobody()
        if self._back_to is not None:
            self.choose(self._back_to)
        elif rows and (first or self.current is None):
            self.table.selectRow(0)
        if self.search.text():
            announce(self.search, self._count(rows))

    def _count(self, rows: tuple[PupilAtAGlance, ...]) -> str:
        """Who is here today; whoever begins later is counted apart."""
        if self.leavers.isChecked():
            return say("pupils_and_leavers", count=len(rows))
        today = self._desk.clock.today()
        to_come = sum(one.row.start_day > today for one in rows)
        here = len(rows) - to_come
        words = say("pupils_here_one") if here == 1 else say("pupils_here", count=here)
        return f"{words}, {say('pupils_to_come', count=to_come)}" if to_come else words

    def _say_nobody(self) -> None:
        text = self.search.text().strip()
        self.everybody.setVisible(bool(text))
        if text:
            self.nobody.show_words(say("no_match", text=text), say("no_match_example"))
        else:
            self.nobody.show_words(say("none_yet"), say("none_yet_example"))

    # -- how it is put together

    def _columns(self) -> Sequence[Column[PupilAtAGlance]]:
        privacy, today = self._desk.privacy, self._desk.clock.today
        return (
            Column(
                say("column_pupil"),
                lambda one: privacy.name(full_name_of(one)),
                spoken=lambda one: _spoken(one, today()),
                order=lambda one: (one.row.surname.casefold(), one.row.forename.casefold()),
                roles={_SPELT_OUT: lambda one: _second_line(one, today())},
            ),
            Column(say("column_year"), lambda one: one.row.year_group),
            Column(say("column_groups"), lambda one: ", ".join(one.row.groups)),
            Column(say("column_placed"), lambda one: ", ".join(one.row.commissioners)),
            Column(
                say("column_seen"),
                lambda one: met_short(one.seen, today()),
                order=lambda one: one.seen.day if one.seen else date.min,
            ),
            Column(
                say("column_heard"),
                lambda one: met_short(one.heard, today()),
                order=lambda one: one.heard.day if one.heard else date.min,
            ),
            Column(
                say("column_steps"),
                lambda one: str(one.made_here),
                spoken=lambda one: say("on_arrival", made=one.made_here, more=one.on_arrival),
                numbers=True,
                order=lambda one: one.made_here,
            ),
        )

    def _lay_out(self) -> None:
        self.search.setMaximumWidth(480)
        head = Row(self.search, self.leavers, None, gap=16)
        card = Card(padding=12)
        self._shown.addWidget(self.table)
        self._shown.addWidget(self._nothing)
        card.add(self._shown, 1)
        for part in (self.title, head):
            self.add(part)
        self.add(card, 1)
        self.add_pupil.setVisible(self._desk.may(Permission.PEOPLE_PUPIL_EDIT))
        self.bring_in.setVisible(self._desk.may(Permission.PEOPLE_PUPIL_EDIT))
        named(self.table, say("list_name"))
        follow(self._dress)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.live.refresh())
        self.search.returnPressed.connect(self._open_current)
        self.leavers.toggled.connect(lambda _on: self.live.refresh())
        self.everybody.clicked.connect(self.search.clear)
        self.table.chosen.connect(self._open_current)
        self.add_pupil.clicked.connect(self.add_asked)
        self.bring_in.clicked.connect(self.import_asked)
        self._desk.privacy.changed.connect(self._repaint)
        bind(self, "find_here", self._find, whole_window=False)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _open_current(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _repaint(self, _private: bool) -> None:
        self.table.viewport().update()

    def _dress(self) -> None:
        look = current_look()
        self.search.setMinimumWidth(look.px(360))
        self.table.verticalHeader().setDefaultSectionSize(look.row_height + look.px(6))
        self.table.horizontalHeader().setFont(look.font("small_strong"))
        for place, width in enumerate(_WIDTHS.values()):
            if width:
                self.table.setColumnWidth(place, look.px(width))
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """No sideways scroll: columns give way until the name has its room."""
        px = current_look().px
        room = self.width() - px(72) - px(_NAME_ROOM)
        shown = set(_WIDTHS)
        for key in _GIVEN_UP:
            if px(sum(_WIDTHS[one] for one in shown)) > room:
                shown.discard(key)
        for place, key in enumerate(_WIDTHS):
            self.table.setColumnHidden(place, key not in shown)


def full_name_of(one: PupilAtAGlance) -> str:
    return full_name(one.row, one.row.shown)


def _second_line(one: PupilAtAGlance, today: date) -> str:
    """What stands small under a name: the forename behind a known-as, and the days at either end."""
    row, parts = one.row, list[str]()
    if row.shown != row.forename:
        parts.append(row.forename)
    if row.leaving_day < today:
        parts.append(say("left_on", day=long_day(row.leaving_day)))
    elif row.start_day > today:
        parts.append(say("starts_on", day=long_day(row.start_day)))
    if not parts and row.needs:
        parts.append(" ".join(row.needs.split()))
    return ". ".join(parts)


def _spoken(one: PupilAtAGlance, today: date) -> str:
    """The whole line for the ear, so that arrows through the names are enough."""
    seen = say("spoken_seen", when=met(one.seen, today)) if one.seen else say("spoken_never")
    heard = say("spoken_heard", when=met(one.heard, today)) if one.heard else say("spoken_never_heard")
    return ", ".join(part for part in (full_name_of(one), _second_line(one, today), seen, heard) if part)


class _PupilTable(QTableView):
    """One line for each pupil; Enter and a double click open the one that is chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        as_rows(self, one_at_a_time=True)
        self.setWordWrap(False)
        self.setItemDelegate(LineDelegate(self))
        self.setItemDelegateForColumn(0, _NameDelegate(self))
        self.doubleClicked.connect(lambda _index: self.chosen.emit())
        sorts_and_copies(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


Index = QModelIndex | QPersistentModelIndex


class _NameDelegate(LineDelegate):
    """Initials on a disc, the name, and one small line under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, name = current_look(), str(index.data())
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        widget: QWidget | None = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, widget)
        side = look.px(30)
        box = QRectF(option.rect)
        disc = QRectF(box.left() + look.px(8), box.center().y() - side / 2, side, side)
        paint_avatar(painter, look, disc, name)
        text = box.adjusted(side + look.px(18), 0, -look.px(8), 0)
        painter.save()
        self._lines(painter, text, name, str(index.data(_SPELT_OUT) or ""))
        painter.setPen(look.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current_look().px(220), current_look().row_height)

    def _lines(self, painter: QPainter, text: QRectF, name: str, second: str) -> None:
        look = current_look()
        upper = QRectF(text.left(), text.top(), text.width(), text.height() * (0.55 if second else 1))
        low = Qt.AlignmentFlag.AlignBottom if second else Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.color("text"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(upper, low | Qt.AlignmentFlag.AlignLeft, shown)
        if second:
            under = QRectF(text.left(), upper.bottom(), text.width(), text.height() - upper.height())
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text3"))
            shown = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(under, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
