"""What each key means in the register, by the text it writes, so that any keyboard serves."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.core.marks import NOT_OBSERVED
from app.rooms.attendance import BREAK_TAGS
from ui.kit.shortcuts import digit_of
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER

CODE_KEY = "'"
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_GONE = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Grid(Protocol):
    """What keys do to the grid: move in it, or ask for something to be put down."""

    letters_on: bool

    def may_mark(self) -> bool: ...
    def refuse(self) -> None: ...
    @property
    def place(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def tag_column(self) -> int: ...
    @property
    def highest_score(self) -> int: ...
    def is_rung(self, number: int) -> bool: ...
    def asks_seen(self) -> bool: ...
    def answers_seen(self) -> bool: ...
    def go_rows(self, rows: int) -> None: ...
    def sideways(self, columns: int) -> None: ...
    def to_column(self, column: int) -> None: ...
    def step(self, number: int, *, further: bool) -> None: ...
    def same(self) -> None: ...
    def take_back(self) -> None: ...
    def seen(self, was_seen: bool) -> None: ...
    def minutes(self) -> None: ...
    def note(self) -> None: ...
    def codes(self) -> None: ...
    def begin_code(self, typed: str) -> None: ...
    def score(self, value: int) -> None: ...
    def all_scores(self) -> None: ...
    def tag(self, number: int) -> None: ...
    def copy_down(self) -> None: ...
    def accept(self) -> None: ...


def press(grid: Grid, event: QKeyEvent) -> bool:
    """Does what the key means where the focus is. False: it means nothing here."""
    if event.modifiers() & ~_PLAIN:
        return _with_ctrl(grid, event)
    if _moved(grid, event):
        return True
    if event.isAutoRepeat():
        # A key held down marks one child, not the whole list.
        return True
    if not grid.may_mark():
        return _refused(grid, event)
    if event.key() in _GONE:
        grid.take_back()
        return True
    if grid.column == grid.tag_column:
        return _in_tags(grid, event)
    if grid.column >= FIRST_SCORE:
        return _in_scores(grid, event)
    return _in_code(grid, event) if grid.column == CODE_COLUMN else _on_ladder(grid, event)


def _refused(grid: Grid, event: QKeyEvent) -> bool:
    """A register that cannot be marked yet says so, and nothing typed in it is taken for more."""
    typed = event.text() and event.text().isprintable()
    if typed or event.key() in _ENTER or event.key() in _GONE:
        grid.refuse()
        return True
    return False


def _with_ctrl(grid: Grid, event: QKeyEvent) -> bool:
    if not grid.may_mark():
        return False
    if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        grid.copy_down()
        return True
    return False


def _moved(grid: Grid, event: QKeyEvent) -> bool:
    pressed = Qt.Key(event.key())
    if pressed in _SIDES:
        grid.sideways(_SIDES[pressed])
        return True
    rows = _ROWS.get(pressed) or _ENDS.get(pressed)
    if rows:
        grid.go_rows(rows)
        return True
    return False


def _on_ladder(grid: Grid, event: QKeyEvent) -> bool:
    digit = digit_of(event)
    if digit is not None:
        if grid.is_rung(digit):
            grid.step(digit, further=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True
    if event.key() in _ENTER:
        if grid.asks_seen():
            grid.seen(False)
        else:
            grid.accept()
        return True
    if event.key() == Qt.Key.Key_Space:
        grid.same()
        return True
    return _letter(grid, event)


def _letter(grid: Grid, event: QKeyEvent) -> bool:
    """The commands, which mean the same on the ladder and in a score."""
    letter = event.text().lower()
    if not grid.letters_on:
        return False
    if letter == "s" and grid.answers_seen():
        grid.seen(True)
    elif letter == "l":
        grid.minutes()
    elif letter == "n":
        grid.note()
    elif letter == CODE_KEY:
        grid.to_column(CODE_COLUMN)
    elif letter == ";":
        grid.codes()
    else:
        return False
    return True


def _in_code(grid: Grid, event: QKeyEvent) -> bool:
    if event.key() in _ENTER:
        grid.accept()
    elif event.key() == Qt.Key.Key_Escape:
        grid.to_column(LADDER)
    elif event.text() == ";":
        grid.codes()
    elif event.text().strip() and event.text().isprintable():
        grid.begin_code(event.text())
    else:
        return False
    return True


def _in_scores(grid: Grid, event: QKeyEvent) -> bool:
    digit = digit_of(event)
    if digit is not None:
        if digit <= grid.highest_score and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            grid.score(digit)
        return True
    if event.text() == "-":
        grid.score(NOT_OBSERVED)
    elif event.key() == Qt.Key.Key_Escape:
        grid.to_column(LADDER)
    elif event.key() in _ENTER:
        grid.all_scores()
    elif grid.tag_column >= 0:
        return _note_in_break(grid, event)
    else:
        return _letter(grid, event)
    return True


def _in_tags(grid: Grid, event: QKeyEvent) -> bool:
    """In a break, behind its scores: the digits of the chips."""
    digit = digit_of(event)
    if digit is not None:
        if 0 < digit <= len(BREAK_TAGS):
            grid.tag(digit)
        return True
    if event.key() in _ENTER:
        grid.go_rows(1)
        return True
    return _note_in_break(grid, event)


def _note_in_break(grid: Grid, event: QKeyEvent) -> bool:
    """A break's compact sheet has neither minutes nor codes."""
    if not grid.letters_on or event.text().lower() != "n":
        return False
    grid.note()
    return True
