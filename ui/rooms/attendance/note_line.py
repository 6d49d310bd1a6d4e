"""The note line: a sentence about the lesson or about one pupil, kept while it is typed, added with Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.ids import PupilId, Ref, SlotId
from app.rooms.attendance import AddNote, NoteRow, VoidNote
from ui.kit.accessible import named
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.kit.parts import Button, Column, Elided, Picture, Row, Text, link, secondary
from ui.kit.theme import current_look, follow
from ui.rooms.attendance.row_words import clock_time, first_name
from ui.words.attendance import say

Name = Callable[[PupilId], str]


class _Line(QLineEdit):
    """The words themselves; Esc goes back to the register and keeps them."""

    escaped = Signal()
    rested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rested.emit()


class NoteLine(QFrame):
    """Add-only: a note is written and taken back, never changed. What is typed is a draft until then."""

    done = Signal()
    """The keys go back to the register."""

    def __init__(self, desk: Desk, name: Name, next_slot: Button) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk, self._name = desk, name
        self._slot: SlotId | None = None
        self._day = date.min
        self._about: PupilId | None = None
        self._begun: dict[PupilId | None, tuple[DraftKeeper, str]] = {}
        self.line = _Line()
        self.add = secondary(say("note_add"), "plus")
        self.count = link("", "message-square")
        named(self.count, say("notes_name"))
        self._kept = Text("", "small", "text3")
        self._list = Column(gap=2)
        named(self._list, say("notes_name"))
        self._rows: list[Row] = []
        self._lay_out(next_slot)
        self._connect()
        self._list.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        follow(self._restyle)
        self._show_about()

    @property
    def about(self) -> PupilId | None:
        """Whom the note is about; None for the lesson."""
        return self._about

    def open_for(self, slot: SlotId, day: date) -> None:
        """The notes of a slot on a day from now on. Words typed for another one stay kept as drafts."""
        if (slot, day) != (self._slot, self._day):
            self.keep()
            self._begun.clear()
            self._slot, self._day = slot, day
            self._turn_to(None)

    def write_about(self, pupil: PupilId | None) -> None:
        """Begin a note about somebody, or go on with the one begun before."""
        self._turn_to(pupil)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft that was kept, for the slot that is open."""
        about = draft.form.rpartition(":")[2]
        pupil = PupilId(int(about)) if about else None
        self._begun[pupil] = self._made_keeper(pupil, draft.ref), draft.words.get("words", "")
        self._about = None if pupil is not None else self._about
        self._turn_to(pupil)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notes(self, notes: tuple[NoteRow, ...]) -> None:
        """The notes that stand, the newest last."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._note_row(note) for note in notes]
        for row in self._rows:
            self._list.add(row)
        self.count.setVisible(bool(notes))
        words = say("notes_one") if len(notes) == 1 else say("notes", count=len(notes))
        self.count.set_words(words)
        if not notes:
            self._list.hide()

    def keep(self) -> None:
        """Keep what is typed now: the page is left."""
        for keeper, _ in self._begun.values():
            keeper.keep()

    def forget(self) -> None:
        """The screen is being locked: the words are kept as a draft and shown no more."""
        self.keep()
        self.show_notes(())
        self.line.setText("")

    def name_changed(self) -> None:
        """Names became initials, or the other way."""
        self._show_about()

    def _add(self) -> None:
        words, slot = self.line.text().strip(), self._slot
        if not words or slot is None:
            return
        about = self._about
        keeper, _ = self._begun.setdefault(about, (self._made_keeper(about), words))

        def added(_receipt: Receipt) -> None:
            keeper.submitted()
            self._begun.pop(about, None)
            self._desk.shell.say(say("note_added"), undo=True)
            self._turn_to(None)
            self.done.emit()

        command = AddNote(slot, self._day, about, words)
        self._desk.runner.submit(self, command, added, self._failed, keeper.ref)

    def _turn_to(self, about: PupilId | None) -> None:
        self._about = about
        words = self._begun[about][1] if about in self._begun else ""
        self.line.setText(words)
        self.add.setEnabled(bool(words.strip()))
        self._show_about()

    def _failed(self, error: Exception) -> None:
        self._desk.shell.problem(error, self._add)

    def _take_back(self, note: NoteRow) -> None:
        def again() -> None:
            self._take_back(note)

        self._desk.runner.submit(
            self,
            VoidNote(note.note),
            lambda _receipt: None,
            lambda error: self._desk.shell.problem(error, again),
        )

    def _typed(self, words: str) -> None:
        self.add.setEnabled(bool(words.strip()))
        known = self._begun.get(self._about)
        keeper = known[0] if known else self._made_keeper(self._about)
        self._begun[self._about] = (keeper, words)
        keeper.typed()

    def _escaped(self) -> None:
        self.keep()
        self.done.emit()

    def _kept_at(self, at: datetime, _in_record: bool) -> None:
        self._kept.setText(say("note_kept", time=clock_time(at)))

    def _show_about(self) -> None:
        key = "note_lesson" if self._about is None else "note_pupil"
        name = "" if self._about is None else self._name(self._about)
        self.line.setPlaceholderText(say(key, name=name))
        named(self.line, say(f"{key}_name", name=name))
        self._kept.setText("")

    def _made_keeper(self, about: PupilId | None, ref: Ref | None = None) -> DraftKeeper:
        form = f"note:{self._slot or ''}:{self._day.isoformat()}:{about or ''}"
        keeper = DraftKeeper(self, self._desk.runner, form, lambda: self._words_about(about), ref)
        keeper.kept.connect(self._kept_at)
        keeper.failed.connect(self._desk.shell.problem)
        return keeper

    def _words_about(self, about: PupilId | None) -> dict[str, str]:
        return {"words": self._begun[about][1] if about in self._begun else ""}

    def _note_row(self, note: NoteRow) -> Row:
        about = "" if note.pupil is None else say("note_about", name=self._name(note.pupil))
        told = say(
            "note_line",
            time=clock_time(note.recorded_at),
            who=first_name(note.by_name),
            about=about,
            text=note.text,
        )
        back = link(say("note_take_back"), "undo-2")
        back.setAccessibleDescription(told)
        back.clicked.connect(lambda: self._take_back(note))
        row = Row(gap=8)
        row.add(Elided(told, "body", "text2"), 1)
        row.add(back)
        return row

    def _lay_out(self, next_slot: Button) -> None:
        line = Row(Picture("file-text", "text2", 18), gap=10)
        line.add(self.line, 1)
        for part in (self._kept, self.count, self.add, next_slot):
            line.add(part)
        self._box = QVBoxLayout(self)
        self._box.addWidget(line)
        self._box.addWidget(self._list)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._add)
        self.line.escaped.connect(self._escaped)
        self.line.rested.connect(self.keep)
        self.add.clicked.connect(self._add)
        self.count.clicked.connect(lambda: self._list.setVisible(self._list.isHidden()))

    def _restyle(self) -> None:
        px = current_look().px
        self._box.setContentsMargins(px(14), px(10), px(14), px(10))
        self._box.setSpacing(px(6))
        self.line.setFont(current_look().font("body"))
