"""Edit mode: new words, new steps, and where a step hangs. Each is a command of its own and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from app.core.command import Command, Receipt
from app.core.ids import NodeId, Ref
from app.rooms.curriculum import AddNode, EditNode, MoveNode, NodeCard, NodeRow, TakeBackNode
from ui.kit.desk import Desk
from ui.kit.kept_line import KeptLine
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.step_paint import StepDelegate
from ui.words.curriculum import say

DRAFT = "curriculum:step:"
"""What a draft of a step's words is kept under, before its number."""


class Editor(QObject):
    """Turns keys, buttons and menu into commands about the tree."""

    def __init__(
        self, page: QObject, desk: Desk, answers: Answers, added: Callable[[NodeId, bool], None]
    ) -> None:
        super().__init__(page)
        self._desk, self._answers, self._added = desk, answers, added
        self._words: KeptLine | None = None

    def watch(self, delegate: StepDelegate) -> None:
        """What is typed over a step is kept while it is typed, and stands there when it is opened again."""
        delegate.asked.connect(self._opened)
        delegate.closeEditor.connect(self._closed)

    def _opened(self, line: QLineEdit, node: NodeId) -> None:
        kept = self._words = KeptLine(self._desk, line)
        # The words that stand in the step come into the line only after this.
        QTimer.singleShot(0, line, lambda: kept.open(f"{DRAFT}{node}"))

    def _closed(self, _line: QLineEdit) -> None:
        """Left, or nothing new was said: what went with an act is no longer here to be thrown away."""
        words, self._words = self._words, None
        if words is not None:
            words.discard()

    def rename(self, row: NodeRow, words: str) -> None:
        draft = None if self._words is None else self._words.taken()
        self._do(EditNode(row.node, row.version, NodeCard(words, row.code, row.type)), draft=draft)

    def add(self, parent: NodeId | None, *, before: NodeId | None = None, words: str = "") -> None:
        """A new step under a parent; its words are asked where it then stands."""
        outline = self._answers.outline
        if outline is None:
            return
        given = words or say("new_area" if parent is None else "new_step")
        command = AddNode(outline.framework, parent, NodeCard(given), before)
        self._do(command, lambda receipt: self._made(receipt, ask_words=not words))

    def take_away(self, node: NodeId) -> None:
        self._do(TakeBackNode(node))

    def move(self, row: NodeRow, how: str) -> None:
        """Up or down among its neighbours, into the one above, or out beside its parent."""
        moves = {"up": self._up, "down": self._down, "in": self._into, "out": self._out}
        command = moves[how](row)
        if command is not None:
            self._do(command)

    def _neighbours(self, row: NodeRow) -> tuple[list[NodeRow], int]:
        outline = self._answers.outline
        line = list(outline.children(row.parent)) if outline is not None else []
        return line, next((at for at, one in enumerate(line) if one.place == row.place), -1)

    def _up(self, row: NodeRow) -> Command | None:
        line, at = self._neighbours(row)
        return self._moved(row, row.parent, line[at - 1].node) if at > 0 else None

    def _down(self, row: NodeRow) -> Command | None:
        line, at = self._neighbours(row)
        if at < 0 or at + 1 >= len(line):
            return None
        return self._moved(row, row.parent, line[at + 2].node if at + 2 < len(line) else None)

    def _into(self, row: NodeRow) -> Command | None:
        line, at = self._neighbours(row)
        return self._moved(row, line[at - 1].node, None) if at > 0 else None

    def _out(self, row: NodeRow) -> Command | None:
        outline = self._answers.outline
        above = outline.first.get(row.parent) if outline is not None and row.parent is not None else None
        if above is None:
            return None
        line, at = self._neighbours(above)
        return self._moved(row, above.parent, line[at + 1].node if 0 <= at < len(line) - 1 else None)

    def _moved(self, row: NodeRow, parent: NodeId | None, before: NodeId | None) -> Command | None:
        outline = self._answers.outline
        return None if outline is None else MoveNode(row.place, outline.framework, parent, before)

    def _made(self, receipt: Receipt, *, ask_words: bool) -> None:
        if receipt.new_id is not None:
            self._added(NodeId(receipt.new_id), ask_words)

    def _do(
        self,
        command: Command,
        done: Callable[[Receipt], None] | None = None,
        draft: Ref | None = None,
    ) -> None:
        self._desk.runner.submit(self, command, done or _nothing, self._desk.shell.problem, draft)


def _nothing(_receipt: Receipt) -> None:
    """The tree asks again by itself when something has changed."""
