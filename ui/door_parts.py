"""What the pages before the office share: a centred card, a password line, work done aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.kit.accessible import named
from ui.kit.parts import Card, Row, Text
from ui.kit.theme import current_look, follow
from ui.words.door import say

T = TypeVar("T")


class DoorPage(QScrollArea):
    """A page with one card in the middle that scrolls where the text is large."""

    def __init__(self, title: str, width: int = 560) -> None:
        super().__init__()
        self.setObjectName("page_body")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self._width = width
        self.card = Card(padding=24)
        self.card.setAccessibleName(title)
        self.heading = Text(title, "display", wrap=True)
        self.card.add(self.heading)
        inside = QWidget()
        inside.setObjectName("page_body")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.addStretch(1)
        column.addWidget(Row(None, self.card, None))
        column.addStretch(2)
        self.setWidget(inside)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.card.setFixedWidth(min(current_look().px(self._width), 1180))


class PasswordLine(QLineEdit):
    """A line for a password: pasting is allowed, and Caps Lock is told."""

    caps = Signal(bool)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        named(self, name or say("password"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        text = event.text()
        if text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(text.isupper() is not shift)


class _Told(QObject):
    """Carries what was done aside back to the screen's thread."""

    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    """One piece of work on another thread."""

    def __init__(self, work: Callable[[], Any], told: _Told) -> None:
        super().__init__()
        self._work, self._told = work, told

    def run(self) -> None:
        try:
            answer = self._work()
        except Exception as error:
            self._told.failed.emit(error)
        else:
            self._told.done.emit(answer)


class Aside(QObject):
    """Does one slow thing at a time before there is an office: deriving keys, making a record."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._told: set[_Told] = set()

    def do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do it on another thread; the answer comes back on this one."""
        told = _Told(self)
        self._told.add(told)
        told.done.connect(lambda answer: self._over(told, done, answer))
        told.failed.connect(lambda error: self._over(told, failed, error))
        self._pool.start(_Work(work, told))

    def wait(self) -> None:
        """Wait for what is under way."""
        self._pool.waitForDone()

    def _over(self, told: _Told, to: Callable[[Any], None], answer: Any) -> None:
        self._told.discard(told)
        told.deleteLater()
        to(answer)


class PromptAside(Aside):
    """Does it at once on this thread: for tests, and for nothing else."""

    def do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        try:
            answer = work()
        except Exception as error:
            failed(error)
        else:
            done(answer)
