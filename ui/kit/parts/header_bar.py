"""The bar over every page: find, saved at, undo, emergency, log a concern, lock. Always in the same place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.kit.parts.buttons import link, secondary
from ui.kit.parts.chips import KeyHint
from ui.kit.parts.layout import Row
from ui.kit.parts.search_box import SearchBox
from ui.kit.parts.text import Elided, Picture
from ui.kit.theme import current_look, follow
from ui.kit.tokens import HEADER_HEIGHT, PAGE_INSET
from ui.words.kit import say

_LONGEST_UNDO = 34
_OPENERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HeaderBar(QFrame):
    """What can be reached from anywhere with one press."""

    find_asked = Signal()
    undo_asked = Signal()
    emergency_asked = Signal()
    concern_asked = Signal()
    lock_asked = Signal()

    def __init__(self, *, with_concern: bool = False) -> None:
        super().__init__()
        self.setObjectName("header_bar")
        self.find_box = FindBox()
        self.find_box.asked.connect(self.find_asked)
        self.undo = link("", "undo-2")
        self.emergency = secondary(say("emergency"), "life-buoy")
        self.concern = secondary(say("log_concern"), "shield")
        self.lock = link(say("lock"), "lock")
        self._saved = Elided(say("not_saved_yet"), "aside", "text2")
        self._saved_icon = Picture("circle", "text3", 15)
        self._hint = KeyHint(say("find_key"))
        self._undo_words = ""
        self._line = QHBoxLayout(self)
        self._wire()
        self.concern.setVisible(with_concern)
        self.set_undo("")
        follow(self._restyle)

    def set_saved(self, time: str) -> None:
        """The moment of the last change that is on disk."""
        self._saved.setText(say("saved_at", time=time))
        self._saved_icon.set_icon("circle-check", "ok")

    def set_unsaved(self, words: str) -> None:
        """What is weaker than saved, in words."""
        self._saved.setText(words)
        self._saved_icon.set_icon("triangle-alert", "warn")

    @property
    def saved_words(self) -> str:
        return self._saved.text()

    def set_undo(self, label: str) -> None:
        """What Ctrl+Z would take back; no words, no button."""
        words = say("undo", label=label)
        self._undo_words = words
        self.undo.setToolTip(words)
        self.undo.setVisible(bool(label))
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _wire(self) -> None:
        self.undo.clicked.connect(self.undo_asked)
        self.emergency.clicked.connect(self.emergency_asked)
        self.concern.clicked.connect(self.concern_asked)
        self.lock.clicked.connect(self.lock_asked)
        self._line.addWidget(self.find_box, 2)
        self._line.addWidget(self._hint)
        self._line.addStretch(1)
        self._line.addWidget(self.undo)
        self._line.addWidget(Row(self._saved_icon, self._saved, gap=5, margins=(0, 0, 6, 0)))
        for button in (self.emergency, self.concern, self.lock):
            self._line.addWidget(button)

    def _fit(self) -> None:
        """Leaves out what can be done without where room is short: the key, then the label of Undo."""
        for with_key, with_label in ((True, True), (False, True), (False, False)):
            if self._width_with(with_key, with_label) <= self.width():
                break

    def _width_with(self, with_key: bool, with_label: bool) -> int:
        """Shows this much and says how wide it is at least."""
        self._hint.setVisible(with_key)
        self.undo.set_words(_shortened(self._undo_words) if with_label else say("toast_undo"))
        self.undo.setAccessibleName(self._undo_words)
        self._line.invalidate()
        return self._line.minimumSize().width()

    def _restyle(self) -> None:
        px = current_look().px
        self.setFixedHeight(px(HEADER_HEIGHT))
        self.find_box.setMaximumWidth(px(400))
        self._line.setContentsMargins(px(PAGE_INSET), 0, px(PAGE_INSET), 0)
        self._line.setSpacing(px(10))
        self.find_box.setMinimumWidth(px(110))
        saved = QFontMetrics(current_look().font("aside")).horizontalAdvance(say("saved_at", time="00:00"))
        self._saved.setMinimumWidth(saved + 2)
        self.setMinimumWidth(self._width_with(False, False))
        self._fit()


class FindBox(SearchBox):
    """The door to the command bar: a click or a key opens it, typing happens there."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(say("find_anything"), say("find_label"))
        self.setReadOnly(True)
        self.setProperty("door", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENERS or event.text().isalnum():
            self.asked.emit()
        else:
            super().keyPressEvent(event)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_UNDO else f"{words[: _LONGEST_UNDO - 1].rstrip()}\u2026"
