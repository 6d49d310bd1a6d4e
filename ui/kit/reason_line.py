"""One line over a page that asks why something changes. It takes the focus and gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit

from ui.kit.accessible import announce, named
from ui.kit.desk import Desk, Take
from ui.kit.kept_line import KeptLine
from ui.kit.parts import Picture, Row, Text, secondary
from ui.kit.theme import current_look, follow
from ui.kit.tokens import PAGE_INSET
from ui.words.kit import say

FOR_THE_ANSWER = 620
"""Pixels that the line and its buttons need beside the question, at 100 % text."""


class ReasonLine(QFrame):
    """Asks for a few words; Enter does what was asked about, Esc leaves it. What is typed is kept."""

    def __init__(self, desk: Desk, *, across: bool = False) -> None:
        """``across`` is for a line from edge to edge of the window."""
        super().__init__()
        self.setObjectName("across" if across else "card")
        self._across = across
        self._take: Take | None = None
        self._leave: Callable[[], None] | None = None
        self._question = Text("", "body_medium")
        self.line = named(QLineEdit(), say("reason_name"))
        self._kept = KeptLine(desk, self.line)
        self.change = secondary(say("reason_take"), "check")
        self.keep = secondary(say("leave_it"))
        asked = Row(Picture("pen-line", "text2", 18), gap=10)
        asked.add(self._question, 1)
        answer = Row(gap=10)
        answer.add(self.line, 1)
        answer.add(self.change)
        answer.add(self.keep)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(asked)
        self._box.addWidget(answer, 1)
        self.line.returnPressed.connect(self._taken)
        self.line.textChanged.connect(self._typed)
        self.change.clicked.connect(self._taken)
        self.keep.clicked.connect(self._left)
        self.hide()
        follow(self._restyle)

    def ask(self, about: str, question: str, take: Take, leave: Callable[[], None], does: str = "") -> None:
        """Ask, and wait as long as it takes. What is typed is kept under what it is about.

        ``does`` is what the button says that it does.
        """
        self.close_line()
        self._take, self._leave = take, leave
        self._question.setText(question)
        self._fit()
        self.change.set_words(does or say("reason_take"))
        self.line.setText("")  # which leaves it unmodified, as clear() does not
        self.change.setEnabled(False)
        self._kept.open(about)
        self.line.setAccessibleDescription(question)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.line, question)

    def close_line(self) -> None:
        """Ask no longer; words that were begun wait for the next time."""
        self._kept.close()
        self._take = self._leave = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)

    def _typed(self, words: str) -> None:
        self.change.setEnabled(bool(words.strip()))

    def _taken(self) -> None:
        take, reason = self._take, self.line.text().strip()
        if take is not None and reason:
            draft = self._kept.taken()
            self.close_line()
            take(reason, draft)

    def _left(self) -> None:
        leave = self._leave
        self._kept.discard()
        self.close_line()
        if leave is not None:
            leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside each other, or the question over its line where that would be too short to write in."""
        needed = self._question.fontMetrics().horizontalAdvance(self._question.text())
        beside = self.width() >= needed + current_look().px(FOR_THE_ANSWER)
        self._question.setWordWrap(not beside)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)

    def _restyle(self) -> None:
        self._fit()
        px = current_look().px
        aside = px(PAGE_INSET) if self._across else px(12)
        self._box.setContentsMargins(aside, px(8), aside, px(8))
        self._box.setSpacing(px(10))
        self.line.setFont(current_look().font("body"))
