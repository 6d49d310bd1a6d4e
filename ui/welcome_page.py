"""The first page of all: look round among invented pupils, begin, restore, or open a record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from ui.door_parts import DoorPage
from ui.kit.accessible import announce, named
from ui.kit.parts import Button, Row, Text, link, primary, secondary
from ui.kit.tasks import JobInHand
from ui.kit.theme import follow
from ui.words.door import say


class WelcomePage(DoorPage):
    """Page 1: try with invented pupils, start our own, or restore a backup."""

    invented = Signal()
    own = Signal()
    restore = Signal()
    other = Signal()

    def __init__(self) -> None:
        super().__init__(say("welcome"), 620)
        self.card.add(Text(say("welcome_line"), "body", "text2", wrap=True))
        self.buttons: dict[str, Button] = {}
        offers = (
            ("try", "flask-conical", self.invented, primary),
            ("own", "key-round", self.own, secondary),
            ("restore", "history", self.restore, secondary),
            ("open", "folder-open", self.other, secondary),
        )
        for key, icon, signal, kind in offers:
            button = kind(say(key), icon)
            button.setAccessibleDescription(say(f"{key}_line"))
            button.clicked.connect(signal)
            self.buttons[key] = button
            line = Row(button, gap=14)
            line.add(Text(say(f"{key}_line"), "body", "text2", wrap=True), 1)
            self.card.add(line)
        follow(self._fit_buttons)
        self.doing = Text("", "body_strong", "text2", wrap=True)
        self.bar = named(QProgressBar(), say("how_far"))
        self.bar.setTextVisible(False)
        self.stop = link(say("stop"), "x")
        self.stop.clicked.connect(self._stopping)
        self._under_way = Row(self.bar, self.stop, gap=14)
        self.card.add(self.doing)
        self.card.add(self._under_way)
        self._under_way.hide()

    def say_doing(self, words: str, in_hand: JobInHand | None = None) -> None:
        """What is under way, while the buttons rest; with a way to stop it where there is one."""
        self.doing.setText(words)
        announce(self, words)
        for button in self.buttons.values():
            button.setEnabled(not words)
        self._under_way.setVisible(in_hand is not None)
        if in_hand is not None:
            self.bar.setRange(0, 0)
            in_hand.progress.connect(self._advance)
            self.stop.clicked.connect(in_hand.cancel)
            self.stop.setEnabled(True)
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stopping(self) -> None:
        """The work stops at its next step; until then it is said that the press was heard."""
        self.stop.setEnabled(False)
        self.doing.setText(say("stopping"))
        announce(self, say("stopping"))

    def _advance(self, done: int, total: int, _label: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(say("so_many_weeks", done=done, total=total))

    def _fit_buttons(self) -> None:
        """All of one width, so that what is said of each begins in one line."""
        width = max(button.sizeHint().width() for button in self.buttons.values())
        for button in self.buttons.values():
            button.setMinimumWidth(width)
