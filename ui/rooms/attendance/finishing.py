"""How a register is finished: who is not marked is said first, and where the keys go before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.kit.parts import Button
from ui.rooms.attendance.finish_bar import FinishBar
from ui.rooms.attendance.marking import Marking
from ui.rooms.attendance.register_view import RegisterView
from ui.words.attendance import say


class Finishing(QObject):
    """Stands between the button *Finish*, the line that asks, and what is written."""

    def __init__(
        self, room: QWidget, desk: Desk, marking: Marking, view: RegisterView, take_focus: Callable[[], None]
    ) -> None:
        super().__init__(room)
        self._desk, self._marking, self._view, self._take_focus = desk, marking, view, take_focus

    def bind(self, finish: Button, left: FinishBar, after: Button, otherwise: Button) -> None:
        """The button and the line that asks; where the keys go then, and where they go if that cannot be."""
        self._finish, self._left, self._after, self._otherwise = finish, left, after, otherwise
        left.not_expected.connect(self._not_expected)
        left.left_open.connect(self._left_open)
        left.gone_on.connect(self._go_on)
        finish.clicked.connect(self.ask)
        finish.installEventFilter(self)
        self._marking.finished.connect(self._finished)
        self._view.past_end.connect(self._past_end)

    def ask(self) -> None:
        """Finish, or first say who is not marked."""
        if not self._finish.isEnabled():
            return
        names = [self._marking.model.words.name(row) for row in self._marking.unmarked]
        if names:
            self._left.ask(names)
        else:
            self._marking.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up from Finish goes back to the last row; Qt would take it to the button beside."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Up and self._marking.model.rowCount() > 0
            if back:
                self._take_focus()
            return back
        return super().eventFilter(watched, event)

    def _not_expected(self) -> None:
        self._left.hide()
        self._marking.finish(self._marking.unmarked)

    def _left_open(self) -> None:
        self._left.hide()
        self._marking.finish()

    def _go_on(self) -> None:
        self._left.hide()
        first = next(iter(self._marking.unmarked), None)
        place = None if first is None else self._marking.model.place_of(first.pupil)
        if place is not None:
            self._view.go(place, self._marking.first_column)
        self._take_focus()

    def _finished(self) -> None:
        self._desk.shell.say(say("register_finished"), undo=True)
        target = self._after if self._after.isVisible() and self._after.isEnabled() else self._otherwise
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _past_end(self) -> None:
        target = self._finish if self._finish.isEnabled() else self._after
        if target.isVisible() and target.isEnabled():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
