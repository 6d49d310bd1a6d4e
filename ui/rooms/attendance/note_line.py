"""The note line: a sentence about the lesson or about one pupil, kept while it is typed, added with Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout

from app.core.command import Receipt
from app.core.drafts import Draft, KeptDraft
from app.core.ids import PupilId, Ref, SlotId
from app.rooms.attendance import AddNote, NoteRow, VoidNote
from ui.kit.accessible import named
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.kit.form_draft import said_when
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


@dataclass(slots=True, eq=False)
class _Begun:
    """A note that was begun: its words, who keeps them, and since when where it was put back."""

    words: str
    found: datetime | None = None
    keeper: DraftKeeper | None = None

    def said(self) -> dict[str, str]:
        return {"words": self.words}


@dataclass(frozen=True, slots=True)
class _Left:
    """Whom the line was about when the screen was locked, and where in its words the caret stood."""

    about: PupilId | None
    caret: int


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
        self._begun: dict[PupilId | None, _Begun] = {}
        self._busy = False
        self._left: _Left | None = None
        self.line = _Line()
        self.add = secondary(say("note_add"), "plus")
        self.count = link("", "message-square")
        named(self.count, say("notes_name"))
        # Beside the line, since the words in it that say whom it is about go with the first key.
        self.whom = Text("", "body_strong")
        self._kept = Text("", "small", "text3")
        self.found, self.throw = Text("", "small", "text2", wrap=True), link(say("note_throw"), "x")
        self._found = Row(gap=10)
        self._found.add(self.found, 1)
        self._found.add(self.throw)
        self._list = Column(gap=2)
        named(self._list, say("notes_name"))
        self._rows: list[Row] = []
        self._lay_out(next_slot)
        self._connect()
        self._list.hide()
        self._found.hide()
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
            self._left = None
            self._ask_for(slot, day)

    def come_back(self, slot: SlotId, day: date) -> None:
        """The same person is back after a lock: what was being typed stands there again."""
        self._ask_for(slot, day)
        if self._left is not None:
            self._turn_to(self._left.about)

    def write_about(self, pupil: PupilId | None) -> None:
        """Begin a note about somebody, or go on with the one begun before."""
        self._turn_to(pupil)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft that was kept, for the slot that is open."""
        pupil = note_of(draft).pupil
        self._left = None
        known = self._begun.get(pupil)
        if known is None or known.keeper is None or known.keeper.ref != draft.ref:
            begun = self._begin(pupil, draft.words.get("words", ""), draft.ref)
            if begun.keeper is not None and draft.form != self._form(pupil):
                begun.keeper.typed()  # kept from now on with the register that it lacked
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
        for begun in self._begun.values():
            if begun.keeper is not None:
                begun.keeper.keep()

    def forget(self) -> None:
        """The screen is being locked: the words are kept as a draft and known no more."""
        self.keep()
        if self._slot is not None:
            self._left = _Left(self._about, self.line.cursorPosition())
        self._begun.clear()
        self._slot, self._busy = None, False
        self.show_notes(())
        self._turn_to(None)

    def name_changed(self) -> None:
        """Names became initials, or the other way."""
        self._show_about()

    def _add(self) -> None:
        words, slot = self.line.text().strip(), self._slot
        if not words or slot is None or self._busy:
            return
        self._busy = True
        about = self._about
        keeper = self._keeper_of(about, words)
        keeper.keep()

        def added(_receipt: Receipt) -> None:
            self._busy = False
            keeper.submitted()
            self._begun.pop(about, None)
            self._desk.shell.say(say("note_added"), undo=True)
            self._turn_to(None)
            self.done.emit()

        command = AddNote(slot, self._day, about, words)
        self._desk.runner.submit(self, command, added, self._failed, keeper.ref)

    def _turn_to(self, about: PupilId | None) -> None:
        self._about = about
        words = self._begun[about].words if about in self._begun else ""
        self.line.setText(words)
        self.add.setEnabled(bool(words.strip()))
        self._show_about()

    def _ask_for(self, slot: SlotId, day: date) -> None:
        self._slot, self._day = slot, day
        self._turn_to(None)
        offer = partial(self._offer, slot, day)
        self._desk.runner.drafts(self, offer, self._desk.shell.problem)

    def _offer(self, slot: SlotId, day: date, drafts: Sequence[KeptDraft]) -> None:
        """What was begun here before and not added stands in the line again."""
        if (slot, day) != (self._slot, self._day):
            return
        for kept in drafts:
            pupil = note_of(kept.draft).pupil
            if kept.draft.form == self._form(pupil) and pupil not in self._begun:
                begun = self._begin(pupil, kept.draft.words.get("words", ""), kept.draft.ref)
                begun.found = kept.kept_at
        left, self._left = self._left, None
        if self._about in self._begun and not self.line.text():
            self._turn_to(self._about)
            if left is not None and left.about == self._about:
                self.line.setCursorPosition(left.caret)

    def _throw_away(self) -> None:
        begun = self._begun.pop(self._about, None)
        if begun is not None and begun.keeper is not None:
            begun.keeper.discard()
        self._turn_to(self._about)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._busy = False
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
        self._keeper_of(self._about, words).typed()

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
        self.whom.setText(name)
        self.whom.setVisible(bool(name))
        self._kept.setText("")
        begun = self._begun.get(self._about)
        found = None if begun is None else begun.found
        self._found.setVisible(found is not None)
        if found is not None:
            self.found.setText(say("note_found", when=said_when(found, self._desk)))

    def _form(self, about: PupilId | None) -> str:
        """What a draft of a note is kept under."""
        return f"note:{self._slot or ''}:{self._day.isoformat()}:{about or ''}"

    def _begin(self, about: PupilId | None, words: str, ref: Ref | None = None) -> _Begun:
        begun = self._begun[about] = _Begun(words)
        begun.keeper = DraftKeeper(self, self._desk.runner, self._form(about), begun.said, ref)
        begun.keeper.kept.connect(self._kept_at)
        begun.keeper.failed.connect(self._desk.shell.problem)
        return begun

    def _keeper_of(self, about: PupilId | None, words: str) -> DraftKeeper:
        """Who keeps the words about somebody; these are the words from now on."""
        begun = self._begun.get(about) or self._begin(about, words)
        begun.words = words
        assert begun.keeper is not None
        return begun.keeper

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
        line.add(self.whom)
        line.add(self.line, 1)
        for part in (self._kept, self.count, self.add, next_slot):
            line.add(part)
        self._box = QVBoxLayout(self)
        self._box.addWidget(line)
        self._box.addWidget(self._found)
        self._box.addWidget(self._list)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._add)
        self.line.escaped.connect(self._escaped)
        self.line.rested.connect(self.keep)
        self.add.clicked.connect(self._add)
        self.throw.clicked.connect(self._throw_away)
        self.count.clicked.connect(lambda: self._list.setVisible(self._list.isHidden()))

    def _restyle(self) -> None:
        px = current_look().px
        self._box.setContentsMargins(px(14), px(10), px(14), px(10))
        self._box.setSpacing(px(6))
        self.line.setFont(current_look().font("body"))


@dataclass(frozen=True, slots=True)
class NoteOf:
    """Where a note that was begun belongs, as far as its draft says."""

    slot: SlotId | None
    day: date | None
    pupil: PupilId | None


def note_of(draft: Draft) -> NoteOf:
    """``note:4:2026-10-13:7`` is about a pupil, ``note:4:2026-10-13:`` about the lesson. Without its slot,
    ``note::2026-10-13:7``, a release kept what was typed after an unlock.
    """
    _, slot, day, about = [*draft.form.split(":"), "", "", ""][:4]
    return NoteOf(
        SlotId(int(slot)) if slot.isdigit() else None,
        _day(day),
        PupilId(int(about)) if about.isdigit() else None,
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
