"""One short line at the bottom that goes by itself: what was done, and Undo. Never an error."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QLabel, QWidget

from ui.kit.accessible import announce, is_control, named
from ui.kit.parts.buttons import link
from ui.kit.parts.text import Elided, Picture
from ui.kit.theme import current_look, follow
from ui.words.kit import say

SHOWN_FOR = 6000
SETTLES, LOOKS = 60, 8
"""Milliseconds, and how often: a page that takes an answer up lies as it will only after some of them."""
BUTTON = 1000
STEP = 22
"""Pixels at 100 % by which a place further up is tried."""


class Toast(QFrame):
    """Stands low over its parent for six seconds, longer while pointed at or focused, where it covers nothing
    that is pressed or read next.
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
        announce(self, words)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start(SHOWN_FOR)

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
            in_use = self._in_use(room)
            if any(matters >= BUTTON and area.intersects(here) for area, matters in in_use):
                self._place()

    def _place(self) -> None:
        room = self.parentWidget()
        if room is not None:
            self._line.activate()
            width = min(self.sizeHint().width(), room.width() - current_look().px(32))
            height = self.sizeHint().height()
            self.setGeometry(_freest(room.rect(), width, height, self._in_use(room)))

    def _in_use(self, room: QWidget) -> list[tuple[QRect, int]]:
        """What must not lie under the line, and how much that would matter."""
        found: list[tuple[QRect, int]] = []
        _gather(room, room.rect(), QPoint(0, 0), self, found)
        return found

    def _restyle(self) -> None:
        px = current_look().px
        self._line.setContentsMargins(px(14), px(6), px(8), px(6))
        self._line.setSpacing(px(10))


def _matters(part: QWidget) -> int:
    """A button above all: even its edge is worth more than a line of words. A list can be moved."""
    if isinstance(part, QLabel):
        return 3 if part.text() else 0
    if not is_control(part):
        return 0
    return 1 if isinstance(part, QAbstractScrollArea) else BUTTON


def _gather(within: QWidget, seen: QRect, at: QPoint, line: QWidget, found: list[tuple[QRect, int]]) -> None:
    """Everything that can be seen within, in the measure of the room. What is hidden is not gone into."""
    for part in within.children():
        if not isinstance(part, QWidget) or not part.isVisible() or part is line:
            continue
        corner = at + part.pos()
        area = QRect(corner, part.size()).intersected(seen)
        if area.isEmpty():
            continue
        if matters := _matters(part):
            found.append((area, matters))
        _gather(part, area, corner, line, found)


def _freest(room: QRect, width: int, height: int, in_use: list[tuple[QRect, int]]) -> QRect:
    """The lowest place, in the middle first, under which nothing lies; else where least does."""
    px = current_look().px
    edge = px(20)
    lefts = ((room.width() - width) // 2, room.width() - width - edge, edge)
    lowest = room.height() - height - edge
    tops = range(lowest, -1, -px(STEP)) if lowest > 0 else (lowest,)
    places = (QRect(max(0, left), top, width, height) for top in tops for left in lefts)
    best, least = QRect(lefts[0], lowest, width, height), -1
    for place in places:
        over = [(area.intersected(place), matters) for area, matters in in_use if area.intersects(place)]
        covered = sum(both.width() * both.height() * matters for both, matters in over)
        if not covered:
            return place
        if least < 0 or covered < least:
            best, least = place, covered
    return best
