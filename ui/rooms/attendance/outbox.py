"""Gestures on their way to the disk: shown hollow until the receipt, put back on refusal, kept on trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.core.command import Receipt
from app.core.errors import Unavailable
from app.core.ids import Ref
from app.core.marks import NewMark
from app.rooms.attendance import MarkRegister
from ui.kit.runner import Runner


class Way(Enum):
    """How far a gesture has come."""

    SENT = "sent"
    WRITTEN = "written"
    STUCK = "stuck"


@dataclass(slots=True, eq=False)
class Gesture:
    """The marks of one key or click, and the draft of their reason, which goes when they are written.

    ``since`` is the question asked last when they were written.
    """

    marks: tuple[NewMark, ...]
    reason: str = ""
    draft: Ref | None = None
    way: Way = Way.SENT
    since: int = 0


class Outbox(QObject):
    """Hands each gesture to the writer at once, and forgets it when an answer shows it from the record."""

    moved = Signal()
    """Something stands otherwise than before: paint it."""
    written = Signal(object)
    """A gesture whose marks are on the disk."""
    refused = Signal(object, object)
    """An error and the gesture that was put back."""
    stuck = Signal(object)
    """An error that says that the disk would not take it. Everything stays; ``again`` tries once more."""

    def __init__(self, owner: QObject, runner: Runner, asked: Callable[[], int]) -> None:
        super().__init__(owner)
        self._runner, self._asked = runner, asked
        self._gestures: list[Gesture] = []

    @property
    def under_way(self) -> tuple[Gesture, ...]:
        """Everything that the record's last answer does not show yet, oldest first."""
        return tuple(self._gestures)

    @property
    def unwritten(self) -> bool:
        """Whether something is not on the disk."""
        return any(one.way is not Way.WRITTEN for one in self._gestures)

    def put(self, marks: tuple[NewMark, ...], reason: str = "", draft: Ref | None = None) -> None:
        """Send a gesture off."""
        if marks:
            gesture = Gesture(marks, reason, draft)
            self._gestures.append(gesture)
            self.moved.emit()
            self._send(gesture)

    def again(self) -> None:
        """Send once more what is not on the disk; of two marks for one thing only the later."""
        waiting = [one for one in self._gestures if one.way is not Way.WRITTEN]
        for place, gesture in enumerate(waiting):
            self._overtake(gesture, waiting[:place])
        for gesture in waiting:
            if gesture in self._gestures:
                gesture.way = Way.SENT
                self._send(gesture)

    def answered(self, question: int) -> None:
        """The answer to this question is shown: what was written before it was asked is in it."""
        self._gestures = [
            one for one in self._gestures if one.way is not Way.WRITTEN or one.since >= question
        ]

    def _send(self, gesture: Gesture) -> None:
        self._runner.submit(
            self,
            MarkRegister(gesture.marks, gesture.reason),
            lambda receipt: self._done(gesture, receipt),
            lambda error: self._failed(gesture, error),
            gesture.draft,
        )

    def _done(self, gesture: Gesture, receipt: Receipt) -> None:
        gesture.way, gesture.since = Way.WRITTEN, self._asked()
        earlier = self._gestures[: self._gestures.index(gesture)]
        self._overtake(gesture, [one for one in earlier if one.way is Way.STUCK])
        if receipt.entry is None:
            # It was so already: no change is announced, so no answer would come to clear it.
            self._gestures.remove(gesture)
        self.moved.emit()
        self.written.emit(gesture)

    def _overtake(self, gesture: Gesture, earlier: list[Gesture]) -> None:
        """What earlier gestures said about the same things is no longer wanted."""
        keys = {_key(mark) for mark in gesture.marks}
        for one in earlier:
            one.marks = tuple(mark for mark in one.marks if _key(mark) not in keys)
            if not one.marks and one in self._gestures:
                self._gestures.remove(one)

    def _failed(self, gesture: Gesture, error: Exception) -> None:
        if isinstance(error, Unavailable):
            gesture.way = Way.STUCK
            self.moved.emit()
            self.stuck.emit(error)
            return
        self._gestures.remove(gesture)
        self.moved.emit()
        self.refused.emit(error, gesture)


def _key(mark: NewMark) -> tuple[int, ...]:
    return mark.pupil, mark.day.toordinal(), mark.slot, mark.measure, mark.moment
