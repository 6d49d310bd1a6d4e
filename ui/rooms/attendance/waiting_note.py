"""A note that was kept without its register: its words, and how they come to stand where they belong."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.drafts import Draft
from ui.kit.desk import Desk
from ui.kit.parts import Picture, Row, Text, link
from ui.kit.theme import current_look, follow
from ui.words.attendance import say


class WaitingNote(QFrame):
    """Stands over the registers of a day until one of them is opened with the note, or it is thrown away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self.draft: Draft | None = None
        self.words = Text("", "body_medium", wrap=True)
        self.throw = link(say("note_throw"), "x")
        told = Row(Picture("file-text", "text2", 18), gap=10)
        told.add(Text(say("note_waits"), "body", "text2", wrap=True), 1)
        told.add(self.throw)
        self._box = QVBoxLayout(self)
        self._box.addWidget(told)
        self._box.addWidget(self.words)
        self.throw.clicked.connect(self._throw_away)
        self.hide()
        follow(self._restyle)

    def show_note(self, draft: Draft) -> None:
        """Show the words, and wait for a register."""
        self.draft = draft
        self.words.setText(draft.words.get("words", ""))
        self.setAccessibleName(f"{say('note_waits')} {self.words.text()}")
        self.show()

    def forget(self) -> None:
        """Nothing waits any longer, or the screen is being locked."""
        self.draft = None
        self.words.setText("")
        self.setAccessibleName("")
        self.hide()

    def _throw_away(self) -> None:
        if self.draft is not None:
            problem = self._desk.shell.problem
            self._desk.runner.forget(self, self.draft.ref, lambda _none: self.forget(), problem)

    def _restyle(self) -> None:
        px = current_look().px
        self._box.setContentsMargins(px(14), px(10), px(14), px(10))
        self._box.setSpacing(px(6))
