"""The mouse in the register: a click, a drag from step to step, a click and a second one with Shift."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, SignalInstance
from PySide6.QtGui import QMouseEvent

from ui.kit.ladder_paint import rung_at
from ui.kit.theme import current_look
from ui.rooms.attendance.break_layout import chip_at
from ui.rooms.attendance.register_delegate import seen_boxes
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, WORDS, RegisterModel

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Shown(Protocol):
    """The table as the mouse finds it."""

    stepped: SignalInstance
    spanned: SignalInstance
    seen_said: SignalInstance
    codes_asked: SignalInstance
    score_menu_asked: SignalInstance
    tagged: SignalInstance

    def cell(self, place: int, column: int) -> QRectF: ...
    def show_drag(self, place: int, first: int, last: int) -> None: ...
    def end_drag(self) -> None: ...


class Pointer:
    """Turns presses and drags into the same gestures that keys make."""

    def __init__(self, view: Shown, model: RegisterModel) -> None:
        self._view, self._model = view, model
        self._pressed: tuple[int, int] | None = None

    def press(self, place: int, column: int, event: QMouseEvent) -> None:
        """A press in a cell; on the ladder it is done when the button comes up."""
        if column == LADDER:
            rung = self._rung_under(place, event.position())
            if rung is not None:
                self._pressed = (place, rung)
                if not event.modifiers() & _SHIFT:
                    self._view.show_drag(place, rung, rung)
        elif column == WORDS:
            self._press_words(place, event.position())
        elif column == CODE_COLUMN:
            self._view.codes_asked.emit(place)
        elif column == self._model.tag_column:
            self._press_chip(place, event.position())
        elif column >= FIRST_SCORE:
            self._view.score_menu_asked.emit(place, column - FIRST_SCORE)

    def move(self, event: QMouseEvent) -> None:
        """A drag along the ladder shows the range that would be marked."""
        if self._pressed is None or not event.buttons() or event.modifiers() & _SHIFT:
            return
        place, first = self._pressed
        rung = self._rung_under(place, event.position())
        if rung is not None:
            self._view.show_drag(place, first, rung)

    def release(self, event: QMouseEvent) -> None:
        """What the gesture came to."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        self._view.end_drag()
        place, first = pressed
        rung = self._rung_under(place, event.position())
        if event.modifiers() & _SHIFT:
            self._view.stepped.emit(place, first, True)
        else:
            self._view.spanned.emit(place, first, first if rung is None else rung)

    def tip(self, place: int, position: QPointF) -> str:
        """What the step under the mouse means."""
        rung = self._rung_under(place, position)
        return "" if rung is None else self._model.words.step_tip(rung)

    def _rung_under(self, place: int, position: QPointF) -> int | None:
        numbers = tuple(self._model.words.rungs)
        found = rung_at(self._view.cell(place, LADDER), len(numbers), position.x())
        return None if found is None else numbers[found]

    def _press_chip(self, place: int, position: QPointF) -> None:
        """A chip is put down by a press, and taken back by another."""
        area = self._view.cell(place, self._model.tag_column)
        tag = chip_at(current_look(), area, position)
        if tag:
            self._view.tagged.emit(place, "" if tag == self._model.row(place).tag else tag)

    def _press_words(self, place: int, position: QPointF) -> None:
        if self._model.words.asks_now(self._model.row(place)):
            yes, no = seen_boxes(current_look(), self._view.cell(place, WORDS))
            if yes.contains(position) or no.contains(position):
                self._view.seen_said.emit(place, yes.contains(position))
