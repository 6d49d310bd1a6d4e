"""Today: who is expected, what waits, which registers are due, how old the copies are."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.sentences import day_in_words
from app.core.worklist import WorkItem
from app.insight.today import Today, TodayView
from app.rooms import calendar, keeping
from app.rooms.attendance import DayRegister, RegisterState
from ui.insight.drafts_card import DraftsCard
from ui.insight.expected_table import ExpectedTable, clock
from ui.kit.accessible import named
from ui.kit.desk import Desk, Page
from ui.kit.live import Live, topics
from ui.kit.parts import (
    Button,
    Card,
    Chip,
    Column,
    PageBody,
    PageTitle,
    Picture,
    Row,
    Rule,
    Text,
    link,
    primary,
    secondary,
)
from ui.kit.parts.lines import BackupCard, SafetyLine
from ui.kit.parts.scrolling import scrolling
from ui.kit.parts.states import EmptyState
from ui.kit.parts.text import Elided
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.today import item, moment, say, short_day

MOST_ITEMS = 7
NARROW = 1060
"""Below this width, divided by the text factor, the right column stands under the left one."""


class TodayPage(Page):
    """One question, asked again when something it shows has changed, and once a minute."""

    key = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: TodayView | None = None
        self._next: date | None = None
        self._came_from: tuple[QWidget | None] | None = None
        self.title = PageTitle("", "")
        self.take = primary(say("take_register"), "list-checks")
        self.title.add(self.take)
        self.expected = ExpectedTable(desk.privacy)
        self._begin, self._all = self._beginnings(), link(say("open_registers"))
        self.empty = EmptyState("users", say("no_pupils"), say("no_pupils_example"), *self._begin)
        self.next_day = secondary(say("next_day", day=""), "calendar-days")
        self.nobody = EmptyState("calendar", say("nobody"), say("nobody_example"), self.next_day)
        self.needs, self.registers = Card(say("needs_you")), Card(say("registers"))
        self.drafts = DraftsCard(desk)
        self.copy = secondary(say("copy_now"), "hard-drive")
        self.backup = BackupCard(say("backup"), say("backup_beside"), self.copy)
        self._items, self._registers = Column(gap=0), Column(gap=0)
        self._lay_out()
        self._connect()
        self._live: Live[TodayView] = Live(
            self, desk.runner, Today, self.show_view, self.failed,
            topics(*(topic for topic in Topic if topic is not Topic.ISSUE), Topic.ISSUE),
        )  # fmt: skip

    def arrive(self, argument: object = None) -> None:
        """Ask; the focus goes where Enter takes the register that is due, or begins."""
        self._came_from = (QApplication.focusWidget(),)
        self._live.wake()
        self._live.refresh()

    def leave(self) -> None:
        self._live.sleep()

    def clear(self) -> None:
        """The screen is being locked."""
        self.expected.model_.show(())
        _empty(self._items)
        _empty(self._registers)
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
        words = say("expected_one") if count == 1 else say("expected_count", count=count)
        self._left.set_title(say("expected"), words if count else "")
        self.take.setVisible(view.next_register is not None)
        self._show_items(view, today)
        self._show_registers(view)
        self._show_copies(view, today)
        self._fit()
        self._take_focus()

    def _take_focus(self) -> None:
        """Once for each arrival, and never from where somebody has gone to type meanwhile."""
        came_from, self._came_from = self._came_from, None
        if came_from != (QApplication.focusWidget(),):
            return
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
        pupils = say("expected_one") if count == 1 else say("expected_count", count=count)
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

    def _show_items(self, view: TodayView, today: date) -> None:
        _empty(self._items)
        self.drafts.hide()
        count = len(view.items)
        beside = say("needs_one") if count == 1 else say("needs_count", count=count)
        self.needs.set_title(say("needs_you"), beside if count else "")
        names = {one.pupil: f"{one.shown} {one.surname}".strip() for one in view.names}
        for number, one in enumerate(view.items[:MOST_ITEMS]):
            if number:
                self._items.add(Rule())
            self._items.add(self._item_row(one, names.get(one.pupil, "") if one.pupil else "", today))
        if count > MOST_ITEMS:
            self._items.add(Text(say("more", count=count - MOST_ITEMS), "body", "text2"))
        if not count:
            upcoming = view.next_register
            words = say("nothing")
            if upcoming is not None:
                words = say("nothing_next", name=upcoming.slot.name, time=clock(upcoming.slot.start_minute))
            self._items.add(Text(words, "body", "text2", wrap=True))

    def _item_row(self, one: WorkItem, name: str, today: date) -> QWidget:
        head, under, verb, icon = item(one.code, self._facts(one, name, today))
        button = secondary(verb)
        button.setAccessibleName(f"{verb}: {head}")
        button.clicked.connect(partial(self.open_item, one))
        words = Column(Elided(head, "body_strong"), Elided(under, "small", "text3"), gap=1)
        row = Row(Picture(icon, "warn" if one.urgency <= 20 else "text2", 18), gap=11, margins=(0, 6, 0, 6))
        row.add(words, 1)
        row.add(button)
        return named(row, f"{head}. {under}")

    def _facts(self, one: WorkItem, name: str, today: date) -> dict[str, object]:
        facts: dict[str, object] = {
            "name": self.desk.privacy.name(name) if name else "", "holder": one.facts.get("name", ""),
            "slot": one.facts.get("name", ""), "since": "",
        }  # fmt: skip
        for key, value in one.facts.items():
            if key in ("minute", "expected") and isinstance(value, int):
                facts[key] = clock(value)
            elif key in ("day", "first") and isinstance(value, str):
                facts[key] = short_day(date.fromisoformat(value), today)
            elif key in ("newest", "printed"):
                facts[key] = _moment_of(value, today)
            elif key != "name":
                facts[key] = value
        if "last_seen" in one.facts:
            facts["since"] = _seen_since(one, today)
        return facts

    def _show_registers(self, view: TodayView) -> None:
        _empty(self._registers)
        done = sum(1 for one in view.registers if one.state is RegisterState.DONE)
        beside = say("registers_done", done=done, all=len(view.registers)) if view.registers else ""
        self.registers.set_title(say("registers"), beside)
        self.registers.setVisible(bool(view.registers))
        for number, one in enumerate(view.registers):
            if number:
                self._registers.add(Rule())
            self._registers.add(self._register_row(one))

    def _register_row(self, one: DayRegister) -> QWidget:
        time = clock(one.slot.start_minute)
        button = link(say("register_line", time=time, name=one.slot.name))
        button.clicked.connect(partial(self._open_register, one))
        chip = _register_chip(one)
        chip.setAccessibleName(f"{one.slot.name}: {chip.words}")
        who = Text(say("register_who", pupils=len(one.slot.pupils)), "small", "text3")
        who.setIndent(button.inset)
        words = Column(button, who, gap=0)
        return Row(words, None, chip, gap=8, margins=(0, 4, 0, 4))

    def _show_copies(self, view: TodayView, today: date) -> None:
        copies = view.copies
        self.backup.show_lines([_here_line(copies, today), _second_line(copies, today), _drill_line(copies)])
        self.copy.setVisible(self.desk.may(Permission.KEEPING_BACKUP_MAKE))

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
        self.needs.add(self._items)
        self.registers.add(self._registers)
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


def _empty(column: Column) -> None:
    while (entry := column.box.takeAt(0)) is not None:
        widget = entry.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _register_chip(one: DayRegister) -> Chip:
    if one.state is RegisterState.DONE:
        at = f"{on_the_wall(one.finished_at):%H:%M}" if one.finished_at else ""
        return Chip(Tone.OK, "circle-check", say("done_at", time=at).strip())
    left = len(one.slot.pupils) - one.marked
    if one.state is RegisterState.OPEN:
        return Chip(Tone.WARN, "triangle-alert", say("open_marked", left=left))
    return Chip(Tone.QUIET, "clock", say("starts", time=clock(one.slot.start_minute)))


def _here_line(copies: keeping.Copies, today: date) -> SafetyLine:
    if copies.here is None:
        return SafetyLine(Tone.WARN, say("here_never"))
    fresh = (today - on_the_wall(copies.here).date()).days < 1
    rows = say("rows", rows=f"{copies.here_rows:,}")
    return SafetyLine(Tone.OK if fresh else Tone.WARN, say("here", when=moment(copies.here, today)), rows)


def _second_line(copies: keeping.Copies, today: date) -> SafetyLine:
    if not copies.second_place:
        return SafetyLine(Tone.WARN, say("no_second"))
    if copies.second is None:
        return SafetyLine(Tone.WARN, say("second_never"))
    fresh = (today - on_the_wall(copies.second).date()).days < 7
    return SafetyLine(Tone.OK if fresh else Tone.WARN, say("second", when=moment(copies.second, today)))


def _drill_line(copies: keeping.Copies) -> SafetyLine:
    words = say("no_drill") if copies.drill is None else say("drill", day=day_in_words(copies.drill))
    return SafetyLine(Tone.QUIET, words, icon="key-round")


def _moment_of(value: object, today: date) -> str:
    if not value:
        return say("not_yet")
    text = str(value)
    return (
        moment(datetime.fromisoformat(text), today)
        if "T" in text
        else short_day(date.fromisoformat(text), today)
    )


def _seen_since(one: WorkItem, today: date) -> str:
    seen, heard = one.facts.get("last_seen"), one.facts.get("last_heard")
    words = (
        say("never_seen") if not seen else f"{say('seen')} {short_day(date.fromisoformat(str(seen)), today)}"
    )
    return (
        f"{words}, {say('heard', day=short_day(date.fromisoformat(str(heard)), today))}" if heard else words
    )
