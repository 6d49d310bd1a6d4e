"""One short line at the bottom that goes by itself: what was done, and Undo. Never an error."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.accessible import announce, named
from ui.kit.parts.buttons import link
from ui.kit.parts.text import Elided, Picture
from ui.kit.theme import current_look, follow
from ui.words.kit import say

SHOWN_FOR = 6000


class Toast(QFrame):
    """Stands over the bottom of its parent for six seconds, longer while pointed at or focused."""

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

    def _place(self) -> None:
        room = self.parentWidget()
        if room is not None:
            self._line.activate()
            width = min(self.sizeHint().width(), room.width() - current_look().px(32))
            height = self.sizeHint().height()
            left, top = (room.width() - width) // 2, room.height() - height - current_look().px(20)
            self.setGeometry(left, top, width, height)

    def _restyle(self) -> None:
        px = current_look().px
        self._line.setContentsMargins(px(14), px(6), px(8), px(6))
        self._line.setSpacing(px(10))
