"""F9: names become initials, care becomes *ask*, and what was marked as private is blurred."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGraphicsBlurEffect, QWidget
from shiboken6 import isValid

from ui.kit.parts.chips import initials
from ui.kit.theme import current_look
from ui.words.kit import say

BLUR = 14


class Privacy(QObject):
    """Whether the screen may be read by somebody beside its reader. The window holds one."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False
        self._private: list[QWidget] = []

    @property
    def on(self) -> bool:
        return self._on

    def toggle(self) -> None:
        self.set_on(not self._on)

    def set_on(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self._private = [widget for widget in self._private if isValid(widget)]
            for widget in self._private:
                _blur(widget, on)
            self.changed.emit(on)

    def cover(self, widget: QWidget) -> None:
        """From now on this is blurred while privacy is on. The ear still hears it: headphones are private."""
        self._private.append(widget)
        _blur(widget, self._on)

    def name(self, name: str) -> str:
        return initials(name) if self._on else name

    def care(self, words: str) -> str:
        return say("care_ask") if self._on and words else words


def _blur(widget: QWidget, on: bool) -> None:
    if not on:
        widget.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes None to end an effect
        return
    effect = QGraphicsBlurEffect(widget)
    effect.setBlurRadius(current_look().px(BLUR))
    widget.setGraphicsEffect(effect)
