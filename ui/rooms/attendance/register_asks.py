"""What the register asks of whoever holds it: one signal for each gesture, where the keys are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QTableView

from app.core.ids import PupilId
from app.rooms.attendance import BREAK_TAGS
from ui.rooms.attendance.register_model import FIRST_SCORE


@dataclass(frozen=True, slots=True)
class ViewPlace:
    """Where keys and eye are in a register: numbers and no name, for it outlives a lock."""

    pupil: PupilId
    column: int
    first_score: int
    scrolled: int


class RegisterAsks(QTableView):
    """A table that says what was meant. Where its keys are is for who inherits to say."""

    stepped = Signal(int, int, bool)
    """Row, rung, and whether it is a further moment."""
    spanned = Signal(int, int, int)
    same_asked = Signal(int)
    take_back_asked = Signal(int, int)
    seen_said = Signal(int, bool)
    minutes_asked = Signal(int)
    note_asked = Signal(int)
    code_begun = Signal(int, str)
    codes_asked = Signal(int)
    scored = Signal(int, int, int)
    score_menu_asked = Signal(int, int)
    tagged = Signal(int, str)
    """Row, and what is said of its pupil in a break; nothing takes back."""
    all_scores_asked = Signal(int, int)
    """Row and outcome: one pupil's outcomes, one under another."""
    copy_down_asked = Signal(int, int)
    accepted = Signal(int)
    mark_refused = Signal()
    """A key or a click would have marked where nothing can be marked yet."""
    menu_asked = Signal(int, QPoint)

    @property
    def place(self) -> int:
        """The current row."""
        raise NotImplementedError

    @property
    def column(self) -> int:
        """The part of the row that has the keys."""
        raise NotImplementedError

    @property
    def tag_column(self) -> int:
        """Where a break's chips stand; −1 without."""
        raise NotImplementedError

    def step(self, number: int, *, further: bool) -> None:
        self.stepped.emit(self.place, number, further)

    def same(self) -> None:
        self.same_asked.emit(self.place)

    def take_back(self) -> None:
        self.take_back_asked.emit(self.place, self.column)

    def seen(self, was_seen: bool) -> None:
        self.seen_said.emit(self.place, was_seen)

    def minutes(self) -> None:
        self.minutes_asked.emit(self.place)

    def note(self) -> None:
        self.note_asked.emit(self.place)

    def codes(self) -> None:
        self.codes_asked.emit(self.place)

    def begin_code(self, typed: str) -> None:
        self.code_begun.emit(self.place, typed)

    def score(self, value: int) -> None:
        self.scored.emit(self.place, self.column - FIRST_SCORE, value)

    def tag(self, number: int) -> None:
        self.tagged.emit(self.place, BREAK_TAGS[number - 1])

    def copy_down(self) -> None:
        if self.column >= FIRST_SCORE and self.column != self.tag_column:
            self.copy_down_asked.emit(self.place, self.column - FIRST_SCORE)

    def refuse(self) -> None:
        self.mark_refused.emit()

    def accept(self) -> None:
        self.accepted.emit(self.place)
