"""What the pages before the office share: a centred card, work done aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.kit.parts import Card, Row, Text
from ui.kit.tasks import JobInHand, Post, Task
from ui.kit.theme import current_look, follow

T = TypeVar("T")

_AROUND, _NARROWEST = 16, 260


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """As wide as its text wants, and never wider than the window: nothing is read by scrolling aside."""
        look = current_look()
        room = self.width() - self.verticalScrollBar().sizeHint().width() - look.px(_AROUND)
        self.card.setFixedWidth(max(look.px(_NARROWEST), min(look.px(self._width), room)))


class Aside(QObject):
    """Does one slow thing at a time before there is an office: deriving keys, making a record."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._posts: set[Post] = set()

    def do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do it on another thread; the answer comes back on this one."""
        self.begin(lambda _in_hand: work(), done, failed)

    def begin(
        self, work: Callable[[JobInHand], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> JobInHand:
        """The same for work that tells how far it is, and that can be stopped."""
        post = Post(self)
        in_hand = JobInHand(post)
        self._posts.add(post)
        post.done.connect(lambda answer: self._over(post, done, answer))
        post.failed.connect(lambda error: self._over(post, failed, error))
        self._start(Task(lambda: work(in_hand), post))
        return in_hand

    def wait(self) -> None:
        """Wait for what is under way."""
        self._pool.waitForDone()

    def _start(self, task: Task) -> None:
        self._pool.start(task)

    def _over(self, post: Post, to: Callable[[Any], None], answer: Any) -> None:
        self._posts.discard(post)
        post.deleteLater()
        to(answer)


class PromptAside(Aside):
    """Does it at once on this thread: for tests, and for nothing else."""

    def _start(self, task: Task) -> None:
        task.run()
