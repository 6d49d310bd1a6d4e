"""The registers of a day: which are finished, open or still to come, and another day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.changes import Topic
from app.core.ids import SlotId
from app.core.permissions import Permission
from app.rooms.attendance import DayRegister, RegisterState, TodaysRegisters
from app.rooms.calendar import OUTSIDE_TERM, DayPlan, DaysAround, DaySlots, SlotDaysAround
from ui.kit.accessible import named
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Card, DateField, EmptyState, Field, PageBody, PageTitle, Row, link, secondary
from ui.kit.parts.chips import chip_size, paint_chip
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import ROW_ROLE, Column, TableModel
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.rooms.attendance.row_words import clock_time, day_words, first_name, minute_words
from ui.rooms.attendance.waiting_note import WaitingNote
from ui.words.attendance import STATE_ICONS, say

_TONES = {
    RegisterState.DONE: Tone.OK,
    RegisterState.OPEN: Tone.WARN,
    RegisterState.TO_COME: Tone.QUIET,
}
_TOPICS = topics(Topic.MARK, Topic.CALENDAR, Topic.TIME, Topic.PUPIL)


class StateDelegate(QStyledItemDelegate):
    """Paints how a register stands as a chip: icon, word, colour last."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        words, row = str(index.data() or ""), index.data(ROW_ROLE)
        if isinstance(row, DayRegister) and words:
            tone = _TONES[row.state] if row.slot.pupils else Tone.QUIET
            area = QRectF(option.rect).adjusted(current_look().cell_inset, 0, 0, 0)
            self._paint_ground(painter, option)
            paint_chip(painter, current_look(), area, tone, STATE_ICONS[row.state], words)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = chip_size(current_look(), str(index.data() or " "))
        return size + QSize(2 * current_look().cell_inset, 0)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, current_look().color("selected"))


class DayList(PageBody):
    """One line for each register. Enter or a click opens it."""

    register_asked = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = desk.clock.today()
        self._takes_focus = False
        self._wanted: SlotId | None = None
        self._around = DaysAround(self._day, None, None)
        self.before = link("", "chevron-left")
        self.after = link("", "chevron-right")
        self.today = secondary(say("today"))
        for button, name in ((self.before, "day_before"), (self.after, "day_after")):
            named(button, say(name))
            button.setToolTip(say(name))
        self.head = PageTitle(say("registers"), "", self.before, self.today, self.after)
        self.chosen = DateField(say("day"), desk.clock.today)
        self.model = TableModel[DayRegister](_columns(), lambda one: one.slot.slot)
        self.table = named(QTableView(), say("list_name"))
        self.timetable = link(say("change_timetable"), "calendar-days")
        self.next_with = secondary(say("next_with", day=""), "chevron-right")
        self.last_with = link(say("last_with", day=""), "chevron-left")
        self.empty = EmptyState("calendar-days", "", "", self.next_with, self.last_with, self.timetable)
        self._card = Card(padding=14)
        self.waiting = WaitingNote(desk)
        self._lay_out()
        self._connect()
        self._registers = Live[tuple[DayRegister, ...]](
            self, desk.runner, lambda: TodaysRegisters(self._day), self._show, desk.shell.problem, _TOPICS
        )
        self._registers.sleep()
        follow(self._fit_rows)

    @property
    def day(self) -> date:
        return self._day

    @property
    def chosen_slot(self) -> SlotId | None:
        """The register that the keys stand on, or stood on when the screen was locked."""
        index = self.table.currentIndex()
        return self.model.row_at(index).slot.slot if index.isValid() else self._wanted

    def open(self, day: date, slot: SlotId | None = None) -> None:
        """Show the registers of a day; the keys go to the list, to this register or to the one due."""
        self._day, self._wanted = day, slot
        self._takes_focus = True
        self._registers.wake()
        self._registers.refresh()

    def sleep(self) -> None:
        self._registers.sleep()

    def forget(self) -> None:
        """The screen is being locked."""
        self._registers.sleep()
        self._wanted = self.chosen_slot
        self.waiting.forget()
        self.model.show(())

    def _show(self, registers: tuple[DayRegister, ...]) -> None:
        self.model.show(registers)
        self._fit_columns()
        day = day_words(self._day, self._desk.clock.today())
        done = sum(one.state is RegisterState.DONE for one in registers)
        key = "registers_on" if registers else "registers_none"
        self.head.show_words(say("registers"), say(key, day=day, done=done, count=len(registers)))
        self._card.setVisible(bool(registers))
        self.empty.setVisible(not registers)
        self.table.updateGeometry()
        if registers:
            self._choose(registers)
            return
        problem = self._desk.shell.problem
        self._desk.runner.ask(self, DaySlots(self._day), self._explain, problem)
        self._desk.runner.ask(self, SlotDaysAround(self._day), self._lead_on, problem)

    def _choose(self, registers: tuple[DayRegister, ...]) -> None:
        """The keys stand on the register that one came from, on the one due, or on the first not finished."""
        if not self._takes_focus:
            return
        self._takes_focus = False
        came_from = (n for n, one in enumerate(registers) if one.slot.slot == self._wanted)
        open_now = (n for n, one in enumerate(registers) if one.state is RegisterState.OPEN)
        not_done = (n for n, one in enumerate(registers) if one.state is not RegisterState.DONE)
        place = next(came_from, next(open_now, next(not_done, 0)))
        self.table.setCurrentIndex(self.model.index(place, 1))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead_on(self, around: DaysAround) -> None:
        """From a day without registers one press leads to the nearest that has some."""
        if around.day != self._day or self.model.rowCount():
            return
        self._around = around
        ways = ((self.next_with, "next_with", around.after), (self.last_with, "last_with", around.before))
        for button, key, day in ways:
            button.setVisible(day is not None)
            if day is not None:
                button.set_words(say(key, day=day_words(day, self._desk.clock.today())))
        if self._takes_focus:
            self._takes_focus = False
            leads = next((button for button, _, day in ways if day is not None), self.chosen)
            leads.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain(self, plan: DayPlan) -> None:
        if plan.day != self._day:
            return
        day = day_words(self._day, self._desk.clock.today())
        if not plan.closed:
            self.empty.show_words(say("no_slots", day=day), say("no_slots_hint"))
            return
        why = say(plan.closed) if plan.closed in (OUTSIDE_TERM, "closed", "inset") else say("bank_holiday")
        told = why if not plan.closed_name else f"{why}, {plan.closed_name}"
        self.empty.show_words(say("closed_day", day=day, why=told))

    def _opened(self, index: QModelIndex) -> None:
        self.register_asked.emit(self.model.row_at(index).slot.slot, self._day)

    def _typed(self) -> None:
        day = self.chosen.day
        if day is not None and day != self._day:
            self._turn_to(day)

    def _entered(self) -> None:
        """The day is chosen: the keys go on to its registers."""
        if self.chosen.day is not None:
            self.open(self.chosen.day)

    def _go(self, day: date | None) -> None:
        if day is not None:
            self.open(day)

    def _turn_to(self, day: date) -> None:
        self._day = day
        self._registers.refresh()

    def _step(self, days: int) -> None:
        self._turn_to(self._day + timedelta(days=days))

    def _lay_out(self) -> None:
        self._card.add(self.table)
        for part in (
            self.head,
            self.waiting,
            self._card,
            self.empty,
            Row(Field(say("day"), self.chosen), None),
        ):
            self.add(part)
        self.add(None)
        self.empty.hide()
        self.timetable.setVisible(self._desk.may(Permission.CALENDAR_TIMETABLE_EDIT))
        table = self.table
        table.setModel(self.model)
        as_rows(table, one_at_a_time=True)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        table.setItemDelegateForColumn(len(_columns()) - 1, StateDelegate(table))

    def _fit_columns(self) -> None:
        """As wide as what stands in them now: Qt looks when rows come, not when they say something else."""
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.table.activated.connect(self._opened)
        self.table.clicked.connect(self._opened)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.today.clicked.connect(lambda: self._turn_to(self._desk.clock.today()))
        self.chosen.changed.connect(self._typed)
        self.chosen.line.returnPressed.connect(self._entered)
        self.next_with.clicked.connect(lambda: self._go(self._around.after))
        self.last_with.clicked.connect(lambda: self._go(self._around.before))
        self.timetable.clicked.connect(lambda: self._desk.shell.go("set_up", "timetable"))

    def _fit_rows(self) -> None:
        look = current_look()
        self.table.verticalHeader().setDefaultSectionSize(look.row_height)
        self.chosen.setMinimumWidth(look.px(420))


def _columns() -> tuple[Column[DayRegister], ...]:
    return (
        Column(say("column_time"), _times),
        Column(say("column_register"), lambda one: one.slot.name),
        Column(say("column_place"), lambda one: one.slot.place),
        Column(say("column_pupils"), lambda one: str(len(one.slot.pupils)), numbers=True),
        Column(say("column_state"), state_words),
    )


def _times(one: DayRegister) -> str:
    return f"{minute_words(one.slot.start_minute)} to {minute_words(one.slot.end_minute)}"


def state_words(one: DayRegister) -> str:
    """How a register stands."""
    if one.state is RegisterState.DONE and one.finished_at is not None:
        key = "state_done_left" if one.left_open else "state_done"
        time, who = clock_time(one.finished_at), first_name(one.finished_by)
        return say(key, time=time, who=who, count=len(one.left_open))
    if not one.slot.pupils:
        return say("state_nobody")
    if one.marked:
        return say("state_open", marked=one.marked, count=len(one.slot.pupils))
    if one.state is RegisterState.TO_COME:
        return say("state_to_come", time=minute_words(one.slot.start_minute))
    return say("state_untouched")
