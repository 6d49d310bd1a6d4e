"""The bottom line of a page: which keys do what here, and one figure at the right."""

from __future__ import annotations

from collections.abc import Iterable

from ui.kit.parts.chips import KeyHint
from ui.kit.parts.layout import Flow, Row
from ui.kit.parts.text import Text


class KeyBar(Row):
    """Keys and their meaning, on as many lines as they need."""

    def __init__(self, keys: Iterable[tuple[str, str]], right: str = "") -> None:
        super().__init__(gap=12)
        pairs = [Row(KeyHint(key), Text(words, "aside", "text2"), gap=5) for key, words in keys]
        self._right = Text(right, "body_strong", "text2")
        self.add(Flow(*pairs, gap=12), 1)
        self.add(self._right)

    def set_right(self, words: str) -> None:
        self._right.setText(words)
