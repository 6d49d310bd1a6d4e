"""One register on the screen: head, table, the lines that ask, notes, and the keys that act here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.drafts import Draft
from app.core.ids import PupilId, SlotId
from app.core.permissions import Permission
from app.rooms.attendance import DayRegister
from ui.kit.desk import Desk
from ui.kit.held import HeldPicture
from ui.kit.parts import Band, Card, EmptyState, KeyBar, PageBody, PageTitle, link, primary, secondary
from ui.kit.reason_line import ReasonLine
from ui.kit.shortcuts import bind
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.rooms.attendance.finish_bar import FinishBar
from ui.rooms.attendance.finishing import Finishing
from ui.rooms.attendance.head_words import line_over
from ui.rooms.attendance.headings import Headings
from ui.rooms.attendance.key_lines import keys_in_break, keys_of_register
from ui.rooms.attendance.marking import Marking
from ui.rooms.attendance.note_line import NoteLine, note_of
from ui.rooms.attendance.register_asks import ViewPlace
from ui.rooms.attendance.register_view import RegisterView
from ui.rooms.attendance.row_acts import RowActs
from ui.rooms.attendance.row_words import minute_words
from ui.rooms.attendance.score_panel import ScorePanel
from ui.words.attendance import say

ROOMY_FROM, NOTES_FROM = 760, 600
"""Heights at 100 % text from which rows are taller, and below which notes and keys make room for pupils."""
NARROW_BELOW = 900
"""The width at 100 % text below which the title says less and the row's menu does what a button did."""


@dataclass(frozen=True, slots=True)
class _Left:
    """Where the keys were when the screen was locked: in the table, one pupil's outcomes, or the note."""

    view: ViewPlace | None
    scored: tuple[PupilId, int] | None
    in_note: bool


class SheetPanel(PageBody):
    """Everything about one register. It holds no record: it asks, and sends gestures off."""

    list_asked = Signal()
    register_asked = Signal(object, object)
    """The slot and the day of another register."""
    draft_taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self.marking = Marking(self, desk)
        self.all = link(say("all_registers"), "list-checks")
        self.steps = link(say("steps_shown"), "footprints")
        self.same = secondary(say("same"), "history")
        self.finish = primary(say("finish"), "check")
        self.next = secondary(say("next_unknown"), "clock")
        self.head = PageTitle(say("loading"), "", self.all, self.steps, self.same, self.finish)
        self.closed = Band(Tone.INFO, say("not_open_day"))
        self.reason, self.left = ReasonLine(desk), FinishBar()
        self.view = RegisterView(self.marking.model)
        self.headings = Headings(self.view, self.marking.model)
        self.notes = NoteLine(desk, self._name_of, self.next)
        self.acts = RowActs(desk, self.marking, self.view, self.reason, self)
        self.finishing = Finishing(self, desk, self.marking, self.view, self.take_focus)
        self.scores = ScorePanel(desk, self.marking, self.acts)
        self.keys, self.break_keys = KeyBar(keys_of_register()), KeyBar(keys_in_break())
        self.add_pupils = secondary(say("add_pupils"), "user-plus")
        self.timetable = link(say("change_timetable"), "calendar-days")
        self.empty = EmptyState("users", say("empty"), say("empty_hint"), self.add_pupils, self.timetable)
        self._card = Card(padding=14)
        self._held = HeldPicture(self)
        self._wanted: PupilId | None = None
        self._draft: Draft | None = None
        self._left: _Left | None = None
        self._is_drawn = False
        self._lay_out()
        self._connect()
        follow(self._fit)

    def open(self, slot: SlotId, day: date, pupil: PupilId | None = None, draft: Draft | None = None) -> None:
        """Show a register, with the keys at this pupil, or with a note that was begun."""
        self._hold()
        self._wanted, self._draft, self._left = pupil, draft, None
        self.scores.close_sheet()
        self.reason.close_line()
        self.left.hide()
        self.notes.open_for(slot, day)
        self.marking.open(slot, day)

    def come_back(self) -> None:
        """The same person is back: the register that was open, with keys and eye where they were."""
        self._hold()
        self.notes.come_back(*self.marking.key)
        self.marking.come_back()

    def forget(self) -> None:
        """The screen is being locked: what is typed is kept as a draft, and nothing is shown."""
        self._held.release()
        if self.marking.is_open:
            in_note = self.focusWidget() is self.notes.line
            self._left = _Left(self.view.standing(), self.scores.standing, in_note)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._is_drawn = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_drawn = False

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
        self._followed()
        self.view.relayout()
        self._fit()
        if self._held.is_held:
            self._held.settle(self._arrange)
        else:
            self._arrange()  # the answer was so late that the page is drawn already
        self._give_keys()
        self._take_up()
        self.repaint()  # what only adds to it is asked for in the loop's next turn

    def _hold(self) -> None:
        """Nothing is drawn until the pupils have come. The table, which has no ring, waits for the keys."""
        self.empty.hide()
        self._card.show()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._held.hold(self, drawn=self._is_drawn)

    def _arrange(self) -> None:
        """Scroll bar, headings and rows agree, and the keys have their row, before anything is drawn."""
        self.view.lay_out_now()
        left = self._left
        if not self.marking.model.rowCount() or (left and left.view and self.view.stand_again(left.view)):
            return
        self.view.first_score = 0
        self.view.go(self._first_place(), self.marking.first_column)

    def _give_keys(self) -> None:
        """To the table, unless they were somewhere else when the screen was locked."""
        left, self._left = self._left, None
        self.take_focus()
        if left is None:
            return
        self.notes.name_changed()
        pupil, outcome = left.scored or (None, 0)
        place = None if pupil is None else self.marking.model.place_of(pupil)
        if place is not None:
            self._show_scores(place, outcome)
        if left.in_note:
            self.notes.show()
            self.notes.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self) -> None:
        """A note that was begun stands in the line again, beside no other child than its own."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        pupil = note_of(draft).pupil
        if pupil is not None and self.marking.model.place_of(pupil) is None:
            self._desk.shell.say(say("note_not_here"))
            return
        self.notes.show()
        self.notes.take_up(draft)
        self.draft_taken.emit()

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
        line = line_over(head, self.marking.model.rowCount(), self._desk.clock.today())
        self.head.show_words(head.name if self._is_narrow else say("title", name=head.name), line)
        done, may = head.finish is not None, self.marking.takes_marks
        self.finish.setEnabled(may and not done and bool(self.marking.model.rowCount()))
        self.finish.set_words(say("finished" if done else "finish"))
        self.same.setEnabled(may and any(row.last_time is not None for row in self.marking.unmarked))
        self.notes.line.setEnabled(may)
        closed = self.marking.why_closed
        self.closed.setVisible(bool(closed))
        if closed and closed != self.closed.words:
            self.closed.say(Tone.INFO, closed)

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
        """What comes next; while that is not known the button neither names a register nor opens one."""
        following = self.marking.next_register
        self.next.setVisible(following is not None or not self.marking.knows_next)
        self.next.setEnabled(following is not None)
        if following is None:
            self.next.set_words(say("next_unknown"))
        else:
            time = minute_words(following.slot.start_minute)
            self.next.set_words(say("next", name=following.slot.name, time=time))

    # -- what is asked

    def _next_asked(self) -> None:
        following: DayRegister | None = self.marking.next_register
        if following is not None:
            self.register_asked.emit(following.slot.slot, self.marking.head.day)

    def _same_asked(self) -> None:
        if not self.marking.same_for_all():
            self._desk.shell.say(say("nobody_last_time"))
        self.take_focus()

    def _note_asked(self, place: int) -> None:
        if not self.marking.takes_marks:
            self.marking.say_closed()
            return
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
        self.view.may_mark = lambda: marking.takes_marks
        self.view.mark_refused.connect(marking.say_closed)
        marking.stands.connect(self._stands)
        marking.noted.connect(self.notes.show_notes)
        marking.followed.connect(self._followed)
        marking.failed.connect(self._failed)
        self.view.all_scores_asked.connect(self._show_scores)
        self.scores.closed.connect(self._scores_closed)
        self.view.note_asked.connect(self._note_asked)
        self.notes.done.connect(self._note_done)
        self.steps.clicked.connect(self._turn_steps)
        self.all.clicked.connect(self.list_asked)
        self.same.clicked.connect(self._same_asked)
        self.next.clicked.connect(self._next_asked)
        self.add_pupils.clicked.connect(self._set_up)
        self.timetable.clicked.connect(self._set_up)
        self._desk.privacy.changed.connect(self._private)
        self.finishing.bind(self.finish, self.left, after=self.next, otherwise=self.all)
        bind(self, "record", self.finishing.ask, whole_window=False)
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
