"""The last step: what came in, what stayed out, and the way back."""

from __future__ import annotations

from ui.kit.accessible import announce
from ui.kit.parts import Card, Flow, Picture, Row, Text, secondary
from ui.words.imports import say


class DoneStep(Card):
    """Undo stands here as long as the page does; the list of the first step has it afterwards."""

    def __init__(self) -> None:
        super().__init__(padding=20)
        self._words = Text("", "heading", wrap=True)
        self._rest = Text("", "narrative", "text2", wrap=True)
        self._hint = Text(say("done_undo"), "body", "text2", wrap=True)
        self.undo = secondary(say("undo_import"), "undo-2")
        self.save_rest = secondary(say("save_rest"), "download")
        head = Row(Picture("circle-check", "ok", 26), gap=12)
        head.add(self._words, 1)
        self.add(head)
        for part in (self._rest, self._hint, Flow(self.undo, self.save_rest, gap=10)):
            self.add(part)
        self.add_stretch()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_done(self, words: str, *, stayed_out: int, may_undo: bool) -> None:
        self._words.setText(words)
        self._rest.setText(say("done_rest", count=stayed_out) if stayed_out else "")
        self._rest.setVisible(bool(stayed_out))
        self.save_rest.setVisible(bool(stayed_out))
        self.undo.setVisible(may_undo)
        self._hint.setVisible(may_undo)
        announce(self, words)
