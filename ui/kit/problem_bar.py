"""What could not be done, over the page, in words and with a way on. Never a dialog, never a toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from ui.kit.accessible import announce
from ui.kit.parts.buttons import link, secondary
from ui.kit.parts.text import Picture, Text
from ui.kit.theme import current_look, follow
from ui.kit.tokens import PAGE_INSET
from ui.words.shell import say


class ProblemBar(QFrame):
    """What could not be done, over the page, until it is mended or closed. The words typed stay."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error_summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("problem_bar"))
        self._again: Callable[[], None] | None = None
        self._copied = ""
        self._words = Text("", "body_strong", "text", wrap=True)
        self._try = secondary(say("try_again"), "refresh-cw")
        self._copy = link(say("copy_text"), "copy")
        self._close = link(say("dismiss"), "x")
        self._line = QHBoxLayout(self)
        self._line.addWidget(Picture("circle-alert", "urgent", 20))
        self._line.addWidget(self._words, 1)
        for button in (self._try, self._copy, self._close):
            self._line.addWidget(button)
        self._try.clicked.connect(self._retry)
        self._copy.clicked.connect(self._copy_words)
        self._close.clicked.connect(self.clear)
        self.hide()
        follow(self._restyle)

    @property
    def words(self) -> str:
        """What it says now; empty where it says nothing."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, again: Callable[[], None] | None = None, *, to_copy: str = "") -> None:
        """Say what is so, and offer the way on."""
        self._again, self._copied = again, to_copy
        self._words.setText(words)
        self._try.setVisible(again is not None)
        self._copy.setVisible(bool(to_copy))
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def clear(self) -> None:
        """Nothing to say any more."""
        self._again = None
        self.hide()

    def _retry(self) -> None:
        again = self._again
        self.clear()
        if again is not None:
            again()

    def _copy_words(self) -> None:
        QApplication.clipboard().setText(self._copied)

    def _restyle(self) -> None:
        px = current_look().px
        self._line.setContentsMargins(px(PAGE_INSET), px(8), px(PAGE_INSET), px(8))
        self._line.setSpacing(px(8))
