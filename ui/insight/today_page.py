"""Today: who is expected, what waits, which registers are due, how old the copies are."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.sentences import day_in_words
from app.core.worklist import WorkItem
from app.insight.today import Today, TodayView
from app.rooms import calendar, keeping
from app.rooms.attendance import DayRegister
from ui.insight.drafts_card import DraftsCard
from ui.insight.expected_table import ExpectedTable
from ui.insight.today_cards import NeedsCard, RegistersCard, count_words, safety_lines
from ui.kit.desk import Desk, Page
from ui.kit.live import Live, topics
from ui.kit.parts import (
    Button,
    Card,
    Column,
    PageBody,
    PageTitle,
    Row,
    link,
    primary,
    secondary,
)
from ui.kit.parts.lines import BackupCard
from ui.kit.parts.scrolling import scrolling
from ui.kit.parts.states import EmptyState
from ui.kit.theme import current_look, follow
from ui.words.today import say

NARROW = 1060
"""Below this width, divided by the text factor, the right column stands under the left one."""


class TodayPage(Page):
    """One question, asked again when something it shows has changed, and once a minute."""

    key = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: TodayView | None = None
        self._next: date | None = None
        self._just_arrived = False
        self.title = PageTitle("", "")
        self.take = primary(say("take_register"), "list-checks")
        self.title.add(self.take)
        self.expected = ExpectedTable(desk.privacy)
        self._begin, self._all = self._beginnings(), link(say("open_registers"))
        self.empty = EmptyState("users", say("no_pupils"), say("no_pupils_example"), *self._begin)
        self.next_day = secondary(say("next_day", day=""), "calendar-days")
        self.nobody = EmptyState("calendar", say("nobody"), say("nobody_example"), self.next_day)
        self.needs, self.registers = NeedsCard(desk.privacy), RegistersCard()
        self.drafts = DraftsCard(desk)
        self.copy = secondary(say("copy_now"), "hard-drive")
        self.backup = BackupCard(say("backup"), say("backup_beside"), self.copy)
        self._lay_out()
        self._connect()
        self._live: Live[TodayView] = Live(
            self, desk.runner, Today, self.show_view, self.failed,
            topics(*(topic for topic in Topic if topic is not Topic.ISSUE), Topic.ISSUE),
        )  # fmt: skip

    def arrive(self, argument: object = None) -> None:
        """Ask; the focus goes where Enter takes the register that is due, or begins."""
        self._just_arrived = True
        self._live.wake(anew=True)

    def leave(self) -> None:
        self.drafts.hide()
        self._live.sleep()

    def clear(self) -> None:
        """The screen is being locked."""
        self.expected.model_.show(())
        self.needs.clear()
        self.registers.clear()
        self.drafts.hide()
        self._view = None

    def show_view(self, view: TodayView) -> None:
        """Everything as of one moment."""
        self._view = view
        today = on_the_wall(view.at).date()
        self.title.show_words(f"{today:%A} {today.day} {today:%B}", self._line(view, today))
        self.expected.show_rows(view.expected, view.at)
        no_pupils = not view.pupils_here and self.desk.may(Permission.PEOPLE_PUPIL_READ)
        self.empty.setVisible(no_pupils)
        self._show_nobody(shown=not no_pupils and not view.expected)
        self.expected.setVisible(bool(view.expected))
        count = len(view.expected)
        words = count_words(count)
        self._left.set_title(say("expected"), words if count else "")
        self.take.setVisible(view.next_register is not None)
        self.needs.show_view(view, today)
        self.registers.show_view(view)
        self.backup.show_lines(safety_lines(view.copies, today))
        self.copy.setVisible(self.desk.may(Permission.KEEPING_BACKUP_MAKE))
        self._fit()
        self._take_focus()

    def _take_focus(self) -> None:
        """Once for each arrival: a refresh leaves the focus with whatever has it."""
        if not self._just_arrived:
            return
        self._just_arrived = False
        for button in (self.take, *self._begin, self._all):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # -- what is shown

    def _line(self, view: TodayView, today: date) -> str:
        place = ""
        if view.plan.closed:
            place = say("closed", why=view.plan.closed_name or view.plan.closed)
        elif view.place.term is not None and view.place.week is not None:
            row = view.place.half_term or view.place.term
            place = say("week", name=row.card.name, week=view.place.week)
        away = "".join(
            say("away", name=row.name, day=day_in_words(row.to_day)) for row in view.away if row.to_day != FAR
        )
        count = len(view.expected)
        if not count:  # who would be in on a day without pupils, no timetable says
            return say("line_nobody", place=place, away=away)
        pupils = count_words(count)
        return say("line", place=place, expected=pupils, staff=len(view.adults_in), away=away)

    def _show_nobody(self, *, shown: bool) -> None:
        self.nobody.setVisible(shown)
        self.next_day.hide()
        if shown and self.desk.may(Permission.ATTENDANCE_REGISTER_READ):
            around = calendar.SlotDaysAround(self.desk.clock.today())
            self.desk.runner.ask(self, around, self._show_next_day, self.desk.shell.problem)

    def _show_next_day(self, around: calendar.DaysAround) -> None:
        """On a day without anybody one press leads to the next that has somebody."""
        self._next = around.after
        self.next_day.setVisible(around.after is not None)
        if around.after is not None:
            self.next_day.set_words(say("next_day", day=f"{around.after:%A} {day_in_words(around.after)}"))

    # -- what opens

    def open_item(self, one: WorkItem) -> None:
        """Open what mends a line."""
        where, _, rest = one.opens.partition(":")
        shell = self.desk.shell
        if where == "register":
            shell.go("registers", one.opens)
        elif where == "registers":
            shell.go("registers", date.fromisoformat(rest))
        elif where == "pupil" and one.pupil is not None:
            shell.go("pupils", one.pupil)
        elif where == "emergency":
            shell.go("reports", ("emergency", None))
        elif where == "drafts":
            self.drafts.open()
        else:
            shell.go(*where.split("/", 1))

    def _open_register(self, one: DayRegister) -> None:
        day = self.desk.clock.today()
        self.desk.shell.go("registers", f"register:{one.slot.slot}:{day.isoformat()}")

    def _take(self) -> None:
        if self._view is not None and self._view.next_register is not None:
            self._open_register(self._view.next_register)

    def _copy(self) -> None:
        self.copy.setEnabled(False)
        self.desk.runner.begin(self, keeping.MakeBackup(), self._copied, self._not_copied)

    def _copied(self, _made: keeping.BackupMade) -> None:
        self.copy.setEnabled(True)
        self._live.refresh()

    def _not_copied(self, error: Exception) -> None:
        self.copy.setEnabled(True)
        self.desk.shell.problem(error, self._copy)

    def _open_pupil(self, index: QModelIndex) -> None:
        self.desk.shell.go("pupils", self.expected.model_.row_at(index).pupil)

    def _beginnings(self) -> tuple[Button, ...]:
        if not self.desk.may(Permission.PEOPLE_PUPIL_EDIT):
            return ()
        add, bring = primary(say("add_pupil"), "plus"), secondary(say("import"), "download")
        add.clicked.connect(lambda: self.desk.shell.go("pupils", "add"))
        bring.clicked.connect(lambda: self.desk.shell.go("pupils", "import"))
        return add, bring

    # -- how it is put together

    def _lay_out(self) -> None:
        self._all.clicked.connect(lambda: self.desk.shell.go("registers"))
        self._all.setVisible(self.desk.may(Permission.ATTENDANCE_REGISTER_READ))
        self._left = Card(say("expected"), right=self._all)
        for part in (self.empty, self.nobody):
            self._left.add(part)
        self._left.add(self.expected, 1)
        self._right = Column(self.needs, self.drafts, self.registers, self.backup, None, gap=14)
        self._middle = Row(gap=14)
        self._middle.add(self._left, 8)
        self._middle.add(self._right, 5)
        body = PageBody(self.title)
        body.add(self._middle, 1)
        area = scrolling(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        follow(self._fit)

    def _connect(self) -> None:
        self.take.clicked.connect(self._take)
        self.needs.opened.connect(self.open_item)
        self.registers.opened.connect(self._open_register)
        self.copy.clicked.connect(self._copy)
        self.next_day.clicked.connect(lambda: self.desk.shell.go("registers", self._next))
        self.expected.activated.connect(self._open_pupil)
        self.expected.clicked.connect(self._open_pupil)
        self.desk.privacy.changed.connect(self._privacy)

    def _privacy(self, _on: bool) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() / current_look().factor < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._middle.box.setDirection(way)
        rows = self.expected.model_.rowCount()
        height = current_look().px(54) * min(rows, 10) + current_look().px(40) if narrow else 0
        self.expected.setMinimumHeight(height)
