"""The first step: a file chosen or dropped, or cells pasted; and what came in before, with its undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.command import Command
from ui.kit.accessible import named
from ui.kit.files import open_file
from ui.kit.parts import Card, Column, Elided, Field, Row, Text, link, primary, secondary
from ui.kit.theme import current_look, follow
from ui.words.imports import say

AskFile = Callable[[QWidget, str, str], str]


@dataclass(frozen=True, slots=True)
class CameBefore:
    """One file that came in, and the command that takes all of it back."""

    words: str
    name: str
    undo: Command


class ChooseStep(Card):
    """Reports a file or pasted text; reads nothing itself."""

    file_chosen = Signal(object)
    pasted = Signal(str)
    undo_asked = Signal(object)

    def __init__(self, kind: str, *, with_paste: bool) -> None:
        super().__init__(padding=20)
        self._kind = kind
        self.ask_file: AskFile = open_file
        self.choose = primary(say("choose_file"), "folder-open")
        self.paste = QPlainTextEdit()
        self.paste.setTabChangesFocus(True)
        self.take_paste = secondary(say("paste_take"))
        self._before = Column(gap=2)
        self.setAcceptDrops(True)
        self._lay_out(with_paste)
        self.choose.clicked.connect(self._choose)
        self.take_paste.clicked.connect(lambda: self.pasted.emit(self.paste.toPlainText()))
        self.paste.textChanged.connect(
            lambda: self.take_paste.setEnabled(bool(self.paste.toPlainText().strip()))
        )
        self.take_paste.setEnabled(False)
        follow(self._fit)

    def _lay_out(self, with_paste: bool) -> None:
        self.add(Text(say(f"choose_{self._kind}"), "narrative", wrap=True))
        line = Row(self.choose, Text(say("or_drop"), "body", "text2"), None, gap=12)
        self.add(line)
        field = Field(say("paste_label"), self.paste, say("paste_hint"))
        self.add(field)
        self.add(Row(self.take_paste, None))
        if not with_paste:
            field.hide()
            self.take_paste.hide()
        self.add(self._before)
        self.add_stretch()

    def show_before(self, rows: Sequence[CameBefore]) -> None:
        """What came in before; each can be taken back as long as nothing was built upon it."""
        self._before.clear()
        if rows:
            self._before.add(Text(say("before"), "title"))
        for row in rows:
            undo = named(link(say("undo_import"), "undo-2"), say("undo_import_of", file=row.name))
            undo.clicked.connect(lambda _checked=False, one=row: self.undo_asked.emit(one))
            line = Row(gap=10)
            line.add(Elided(row.words, "body"), 1)
            line.add(undo)
            self._before.add(line)

    def _choose(self) -> None:
        found = self.ask_file(self, say(f"{self._kind}_title"), say(f"files_{self._kind}"))
        if found:
            self.file_chosen.emit(Path(found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.file_chosen.emit(path)

    def _fit(self) -> None:
        self.paste.setFixedHeight(current_look().px(110))


def _file_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
