"""Several of a few, each with a box; a choice may carry what it means after a colon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QCheckBox

from ui.kit.accessible import named
from ui.kit.parts.layout import Column, Flow
from ui.kit.parts.text import Text
from ui.kit.theme import current_look, follow


class Ticks(Column):
    """Boxes side by side; one under the other where something is said of them: that wraps, a box cannot."""

    def __init__(self, choices: Iterable[tuple[Any, str]]) -> None:
        super().__init__(gap=2)
        self.boxes: dict[Any, QCheckBox] = {}
        self._more: dict[Any, Text] = {}
        for key, words in choices:
            label, _, more = words.partition(": ")
            self.boxes[key] = named(QCheckBox(label), label, more)
            if more:
                self._more[key] = Text(more, "small", "text3", wrap=True)
        if self._more:
            self._stand_apart()
        else:
            self.add(Flow(*self.boxes.values(), gap=16))
        follow(self._dress)

    def _stand_apart(self) -> None:
        for key, box in self.boxes.items():
            self.add(box)
            if key in self._more:
                self.add(self._more[key])

    def _dress(self) -> None:
        """What is said of a box begins where its words begin."""
        for more in self._more.values():
            more.setIndent(current_look().px(26))
