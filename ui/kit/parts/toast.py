"""One short line at the bottom that goes by itself: what was done, and Undo. Never an error."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.accessible import announce, named
from ui.kit.parts.buttons import link
from ui.kit.parts.text import Elided, Picture
from ui.kit.parts.toast_place import BUTTON, freest, in_use, row_in_hand
from ui.kit.theme import current_look, follow
from ui.words.kit import say

SHOWN_FOR = 6000
SETTLES, LOOKS = 60, 8
"""Milliseconds, and how often: a page that takes an answer up lies as it will only after some of them."""
MOVES = 250
"""Milliseconds after which it is seen that the keys have come to a row under the line."""


class Toast(QFrame):
    """Stands low over its parent for six seconds, longer while pointed at or focused, where it covers nothing
    that is pressed or read next. A press beside its buttons, or the wheel, puts it away: whoever does that
    wants what lies under it.
    """

    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._words = Elided("", "body_medium")
        self.undo = named(link(say("toast_undo"), "undo-2"), say("toast_undo"))
        self.dismiss = named(link("", "x"), say("dismiss"))
        self._line = QHBoxLayout(self)
        self._line.addWidget(Picture("circle-check", "ok", 18))
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self.undo)
        self._line.addWidget(self.dismiss)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._tired)
        # What was done changes the page as well, and that lies in its new place only some turns later.
        self._settled = QTimer(self, interval=SETTLES)
        self._looks_left = 0
        self._settled.timeout.connect(self._look_again)
        self._row_moves = QTimer(self, interval=MOVES)
        self._row_moves.timeout.connect(self._leave_row)
        self.undo.clicked.connect(self._undo_pressed)
        self.dismiss.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()
        follow(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str, *, undo: bool = False) -> None:
        """Shows these words in place of any before them."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._clock.start(SHOWN_FOR)
        self._looks_left = LOOKS
        self._settled.start()
        self._row_moves.start()
        announce(self, words)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start(SHOWN_FOR)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._row_moves.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _tired(self) -> None:
        if self.undo.hasFocus() or self.dismiss.hasFocus():
            self._clock.start(SHOWN_FOR)
        else:
            self.hide()

    def _undo_pressed(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def _look_again(self) -> None:
        """Give way if something to press has come under the line meanwhile."""
        self._looks_left -= 1
        if self._looks_left <= 0 or self.isHidden():
            self._settled.stop()
        room, here = self.parentWidget(), self.geometry()
        if room is not None and not self.isHidden():
            used = in_use(room, self)
            if any(matters >= BUTTON and area.intersects(here) for area, matters in used):
                self._place()

    def _leave_row(self) -> None:
        """Give way to the row that the keys have come to."""
        room = self.parentWidget()
        if room is not None and row_in_hand(room).intersects(self.geometry()):
            self._place()

    def _place(self) -> None:
        room = self.parentWidget()
        if room is not None:
            self._line.activate()
            width = min(self.sizeHint().width(), room.width() - current_look().px(32))
            height = self.sizeHint().height()
            self.setGeometry(freest(room.rect(), width, height, in_use(room, self)))

    def _restyle(self) -> None:
        px = current_look().px
        self._line.setContentsMargins(px(14), px(6), px(8), px(6))
        self._line.setSpacing(px(10))
