"""One register on the screen: head, table, the lines that ask, notes, and the keys that act here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.drafts import Draft
from app.core.ids import PupilId, SlotId
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.rooms.attendance import DayRegister
from ui.kit.desk import Desk
from ui.kit.held import HeldPicture
from ui.kit.parts import Band, Card, EmptyState, KeyBar, PageBody, PageTitle, link, primary, secondary
from ui.kit.reason_line import ReasonLine
from ui.kit.shortcuts import bind, key
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.rooms.attendance.finish_bar import FinishBar
from ui.rooms.attendance.headings import Headings
from ui.rooms.attendance.marking import Marking
from ui.rooms.attendance.note_line import NoteLine
from ui.rooms.attendance.register_view import RegisterView
from ui.rooms.attendance.row_acts import RowActs
from ui.rooms.attendance.row_words import clock_time, day_words, first_name, minute_words
from ui.rooms.attendance.score_panel import ScorePanel
from ui.words.attendance import say

ROOMY_FROM, NOTES_FROM = 760, 600
"""Heights at 100 % text from which rows are taller, and below which notes and keys make room for pupils."""
NARROW_BELOW = 900
"""The width at 100 % text below which the title says less and the row's menu does what a button did."""


class SheetPanel(PageBody):
    """Everything about one register. It holds no record: it asks, and sends gestures off."""

    list_asked = Signal()
    register_asked = Signal(object, object)
    """The slot and the day of another register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self.marking = Marking(self, desk)
        self.all = link(say("all_registers"), "list-checks")
        self.steps = link(say("steps_shown"), "footprints")
        self.same = secondary(say("same"), "history")
        self.finish = primary(say("finish"), "check")
        self.next = secondary(say("no_next"), "clock")
        self.head = PageTitle(say("loading"), "", self.all, self.steps, self.same, self.finish)
        self.closed = Band(Tone.INFO, say("not_open_day"))
        self.reason, self.left = ReasonLine(desk), FinishBar()
        self.view = RegisterView(self.marking.model)
        self.headings = Headings(self.view, self.marking.model)
        self.notes = NoteLine(desk, self._name_of, self.next)
        self.acts = RowActs(desk, self.marking, self.view, self.reason, self)
        self.scores = ScorePanel(desk, self.marking, self.acts)
        self.keys, self.break_keys = KeyBar(_keys()), KeyBar(_keys_in_break())
        self.add_pupils = secondary(say("add_pupils"), "user-plus")
        self.timetable = link(say("change_timetable"), "calendar-days")
        self.empty = EmptyState("users", say("empty"), say("empty_hint"), self.add_pupils, self.timetable)
        self._card = Card(padding=14)
        self._held = HeldPicture(self)
        self._wanted: PupilId | None = None
        self._draft: Draft | None = None
        self._lay_out()
        self._connect()
        follow(self._fit)

    def open(self, slot: SlotId, day: date, pupil: PupilId | None = None, draft: Draft | None = None) -> None:
        """Show a register, with the keys at this pupil, or with a note that was begun."""
        self._held.hold(self)
        self._wanted, self._draft = pupil, draft
        self.scores.close_sheet()
        self.reason.close_line()
        self.left.hide()
        self.notes.open_for(slot, day)
        self.marking.open(slot, day)

    def forget(self) -> None:
        """The screen is being locked: what is typed is kept as a draft, and nothing is shown."""
        self._held.release()
        self.reason.close_line()
        self.left.hide()
        self.acts.code_list.close_list()
        self.scores.close_sheet()
        self.notes.forget()
        self.marking.forget()
        self.view.forget()

    def take_focus(self) -> None:
        """The keys go to the table, where there is one."""
        target: QWidget = self.view if self.marking.model.rowCount() else self.all
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up from Finish goes back to the last row; Qt would take it to the button beside."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Up and self.marking.model.rowCount() > 0
            if back:
                self.take_focus()
            return back
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- what stands

    def _opened(self) -> None:
        self.view.highest_score = self.marking.highest_score
        self._tell_head()
        rows = self.marking.model.rows
        self.empty.setVisible(not rows)
        self._card.setVisible(bool(rows))
        self.view.relayout()
        self._fit()
        self._held.settle()
        if rows:
            self.view.first_score = 0
            self.view.go(self._first_place(), self.marking.first_column)
        self.take_focus()
        if self._draft is not None:
            draft, self._draft = self._draft, None
            self.notes.take_up(draft)
        self.repaint()  # what only adds to it is asked for in the loop's next turn

    def _first_place(self) -> int:
        """The row to begin with: the pupil asked for, else the first who is not marked."""
        model = self.marking.model
        wanted = None if self._wanted is None else model.place_of(self._wanted)
        if wanted is not None:
            return wanted
        unmarked = (place for place, row in enumerate(model.rows) if not self.marking.is_marked(row))
        return next(unmarked, 0)

    def _stands(self) -> None:
        model, marked = self.marking.model, self.marking.marked
        for keys in (self.keys, self.break_keys):
            keys.set_right(say("marked", marked=marked, count=model.rowCount()))
        self.headings.set_marked(marked)
        self.empty.setVisible(not model.rowCount())
        self._card.setVisible(bool(model.rowCount()) and self.scores.isHidden())
        self._tell_head()
        if not self.marking.unmarked:
            self.left.hide()

    def _tell_head(self) -> None:
        head = self.marking.head
        day = day_words(head.day, self._desk.clock.today())
        start, end = minute_words(head.start_minute), minute_words(head.end_minute)
        line = say("line", day=day, start=start, end=end, parts="  ".join(self._parts()))
        title = head.name if self._is_narrow else say("title", name=head.name)
        self.head.show_words(title, line.strip())
        done = head.finish is not None
        self.finish.setEnabled(not done and bool(self.marking.model.rowCount()))
        self.finish.set_words(say("finished" if done else "finish"))
        self.same.setEnabled(any(row.last_time is not None for row in self.marking.unmarked))
        self.closed.setVisible(not head.is_open_day)

    def _parts(self) -> list[str]:
        head, count = self.marking.head, self.marking.model.rowCount()
        halves = {HalfDay.AM: say("half_am"), HalfDay.PM: say("half_pm"), None: ""}
        names = ", ".join(first_name(name) for name in head.adults)
        finished = (
            say("finished_line", time=clock_time(head.finished_at), who=first_name(head.finished_by))
            if head.finished_at
            else ""
        )
        parts = [
            finished,
            halves[head.half_day],
            say("pupils_one") if count == 1 else say("pupils", count=count),
            say("with", names=names) if names else "",
            say("at_place", place=head.place) if head.place else "",
        ]
        return [part for part in parts if part]

    def _show_scores(self, place: int, outcome: int) -> None:
        self.scores.begin(place, outcome)
        self._card.hide()

    def _scores_closed(self) -> None:
        self.scores.close_sheet()
        self._card.show()
        self.take_focus()

    def _turn_steps(self) -> None:
        self.marking.turn_steps()
        self.view.relayout()
        self.view.go(self._first_place(), self.marking.first_column)
        self.take_focus()
        self._fit()

    def _followed(self) -> None:
        following = self.marking.next_register
        self.next.setVisible(following is not None)
        if following is not None:
            time = minute_words(following.slot.start_minute)
            self.next.set_words(say("next", name=following.slot.name, time=time))

    # -- what is asked

    def finish_asked(self) -> None:
        """Finish, or first say who is not marked."""
        if not self.finish.isEnabled():
            return
        names = [self.marking.model.words.name(row) for row in self.marking.unmarked]
        if names:
            self.left.ask(names)
        else:
            self.marking.finish()

    def _finish_not_expected(self) -> None:
        self.left.hide()
        self.marking.finish(self.marking.unmarked)

    def _finish_left_open(self) -> None:
        self.left.hide()
        self.marking.finish()

    def _go_on(self) -> None:
        self.left.hide()
        first = next(iter(self.marking.unmarked), None)
        place = None if first is None else self.marking.model.place_of(first.pupil)
        if place is not None:
            self.view.go(place, self.marking.first_column)
        self.take_focus()

    def _finished(self) -> None:
        self._desk.shell.say(say("register_finished"), undo=True)
        target = self.next if self.next.isVisible() else self.all
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _past_end(self) -> None:
        target = self.finish if self.finish.isEnabled() else self.next
        if target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_asked(self) -> None:
        following: DayRegister | None = self.marking.next_register
        if following is not None:
            self.register_asked.emit(following.slot.slot, self.marking.head.day)

    def _same_asked(self) -> None:
        if not self.marking.same_for_all():
            self._desk.shell.say(say("nobody_last_time"))
        self.take_focus()

    def _note_asked(self, place: int) -> None:
        self.notes.show()
        self.notes.write_about(self.marking.model.row(place).pupil)

    def _note_done(self) -> None:
        self.take_focus()
        self._fit()

    def _name_of(self, pupil: PupilId) -> str:
        place = self.marking.model.place_of(pupil)
        return "" if place is None else self.marking.model.words.name(self.marking.model.row(place))

    def _turn(self) -> None:
        self.view.turn()
        self.headings.setVisible(not self.view.is_plain)

    def _private(self) -> None:
        self.marking.model.retell()
        self.view.relayout()
        self.notes.name_changed()

    def _set_up(self) -> None:
        self._desk.shell.go("set_up", "timetable")

    # -- how it is put together

    def _lay_out(self) -> None:
        self._card.add(self.headings)
        self._card.add(self.view)
        inner = self._card.layout()
        if isinstance(inner, QVBoxLayout):
            inner.setSpacing(0)
        parts = (
            self.head,
            self.closed,
            self.reason,
            self.left,
            self._card,
            self.scores,
            self.empty,
            self.notes,
        )
        for part in parts:
            self.add(part)
        self.add(None)
        self.add(self.keys)
        self.add(self.break_keys)
        self.empty.hide()
        self.closed.hide()
        may = self._desk.may(Permission.CALENDAR_TIMETABLE_EDIT)
        self.add_pupils.setVisible(may)
        self.timetable.setVisible(may)
        self.next.hide()
        self._card.setAccessibleName(say("view_name"))

    def _connect(self) -> None:
        marking = self.marking
        marking.opened.connect(self._opened)
        marking.stands.connect(self._stands)
        marking.noted.connect(self.notes.show_notes)
        marking.followed.connect(self._followed)
        marking.finished.connect(self._finished)
        marking.failed.connect(self._failed)
        self.view.past_end.connect(self._past_end)
        self.view.all_scores_asked.connect(self._show_scores)
        self.scores.closed.connect(self._scores_closed)
        self.view.note_asked.connect(self._note_asked)
        self.notes.done.connect(self._note_done)
        self.left.not_expected.connect(self._finish_not_expected)
        self.left.left_open.connect(self._finish_left_open)
        self.left.gone_on.connect(self._go_on)
        self.steps.clicked.connect(self._turn_steps)
        self.all.clicked.connect(self.list_asked)
        self.same.clicked.connect(self._same_asked)
        self.finish.clicked.connect(self.finish_asked)
        self.next.clicked.connect(self._next_asked)
        self.add_pupils.clicked.connect(self._set_up)
        self.timetable.clicked.connect(self._set_up)
        self._desk.privacy.changed.connect(self._private)
        self.finish.installEventFilter(self)
        bind(self, "record", self.finish_asked, whole_window=False)
        bind(self, "twin", self._turn, whole_window=False)
        bind(self.view, "actions", self.view.ask_menu, whole_window=False)

    def _failed(self, error: Exception, again: Callable[[], None]) -> None:
        self._held.release()
        self._desk.shell.problem(error, again)

    def _fit(self) -> None:
        """Where there is little height, notes and keys make room for pupils; N brings the notes back."""
        look = current_look()
        height = self.height() / look.factor
        self.view.set_roomy(height >= ROOMY_FROM)
        has_room = height >= NOTES_FROM
        in_break = self.marking.model.is_compact
        self.keys.setVisible(has_room and not in_break)
        self.break_keys.setVisible(has_room and in_break)
        self.notes.setVisible(has_room or self.notes.line.hasFocus())
        self.same.setVisible(not self._is_narrow and not in_break)
        self.steps.setVisible(self.marking.is_open and self.marking.is_break)
        if self.marking.is_open:
            self.steps.set_words(say("steps_hidden" if self.marking.shows_steps else "steps_shown"))
            self._tell_head()

    @property
    def _is_narrow(self) -> bool:
        """Whether there is little room beside the title."""
        return self.width() / current_look().factor < NARROW_BELOW


def _keys() -> list[tuple[str, str]]:
    """What stands in the line at the bottom: the keys that a mentor uses every hour."""
    return [
        ("0", say("key_step")),
        (key("as_last_time").shown, say("key_same")),
        (key("late").shown, say("key_late")),
        (key("note").shown, say("key_note")),
        (key("code_cell").shown, say("key_code")),
        (key("to_scores").shown, say("key_scores")),
        (key("undo").shown, say("key_undo")),
    ]


def _keys_in_break() -> list[tuple[str, str]]:
    """The same for a break's compact sheet."""
    return [
        ("0", say("key_break_score")),
        (key("to_scores").shown, say("key_tag")),
        (key("note").shown, say("key_note")),
        (key("clear_mark").shown, say("key_take_back")),
        (key("undo").shown, say("key_undo")),
    ]
