"""Where the keyboard was when the screen was locked, given back once the same person has unlocked it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

OFTEN, LONGEST = 40, 2000
"""Milliseconds between two looks, and after which nobody waits for a field that has not come."""

_HANDS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})


class KeysAgain(QObject):
    """Pages ask again for what they show and take the keys as the answers come, each in its own time. So
    this looks again until the field is there, and never once somebody has pressed a key or a button.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._widget: QWidget | None = None
        self._kind, self._name, self._caret = "", "", -1
        self._page: QWidget | None = None
        self._looking = QTimer(self, interval=OFTEN)
        self._looking.timeout.connect(self._look)
        self._ends = QTimer(self, singleShot=True, interval=LONGEST)
        self._ends.timeout.connect(self.stop)

    def remember(self, page: QWidget | None, aside: QWidget) -> None:
        """The screen is being locked. The button that locks, pressed with the mouse, lies ``aside``: it is
        no field that somebody was in.
        """
        self.stop()
        now, self._page = self._window.focusWidget(), page
        if now is aside and page is not None:
            now = page.focusWidget()
        self._widget = now
        self._kind = "" if now is None else type(now).__name__
        self._name = "" if now is None else now.accessibleName()
        self._caret = _caret_of(now)

    def give_back(self) -> None:
        """The page shows again what it showed, or is asking for it."""
        application = QApplication.instance()
        if self._kind and application is not None:
            application.installEventFilter(self)
            self._look()
            self._looking.start()
            self._ends.start()

    def stop(self) -> None:
        """Somebody acts, or nothing more is to be waited for."""
        self._looking.stop()
        self._ends.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS and isinstance(watched, QWidget) and watched.window() is self._window:
            self.stop()
        return False

    def _look(self) -> None:
        found = self._found()
        if found is None:
            return
        if self._window.focusWidget() is not found:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._caret >= 0 and _caret_of(found) != self._caret:
            _put_caret(found, self._caret)

    def _found(self) -> QWidget | None:
        """The same field, or the one that was made anew in its place with the same name."""
        if self._widget is not None and shiboken6.isValid(self._widget):
            return self._widget if _may_have_keys(self._widget) else self._same_in_page()
        return self._same_in_page()

    def _same_in_page(self) -> QWidget | None:
        if self._page is None or not self._name:
            return None
        return next(
            (
                one
                for one in self._page.findChildren(QWidget)
                if type(one).__name__ == self._kind
                and one.accessibleName() == self._name
                and _may_have_keys(one)
            ),
            None,
        )


def _may_have_keys(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _caret_of(widget: QWidget | None) -> int:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return widget.textCursor().position() if isinstance(widget, QPlainTextEdit) else -1


def _put_caret(widget: QWidget, caret: int) -> None:
    """Where the words are there again; before, the caret would stand at their end."""
    if isinstance(widget, QLineEdit) and caret <= len(widget.text()):
        widget.setCursorPosition(caret)
    elif isinstance(widget, QPlainTextEdit) and caret <= len(widget.toPlainText()):
        cursor = widget.textCursor()
        cursor.setPosition(caret)
        widget.setTextCursor(cursor)
