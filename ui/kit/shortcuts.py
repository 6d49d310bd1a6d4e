"""Every key of the program in one list, and how a digit is told on any keyboard.

A key stands here from the day on which it does something; what is not built yet has none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Where(StrEnum):
    """The part of the program in which a key acts."""

    ANYWHERE = "anywhere"
    REGISTER = "register"
    CODE_CELL = "code_cell"
    SCORES = "scores"
    CURRICULUM = "curriculum"
    PUPIL = "pupil"
    TABLE = "table"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class Key:
    """One key or combination: its name here, how Qt writes it, what it does, and where."""

    name: str
    keys: str
    does: str
    where: Where = Where.ANYWHERE

    @property
    def shown(self) -> str:
        """As it is printed on the keys."""
        return self.keys.replace("+", " ").replace("PgDown", "Page Down")


KEYS = (
    Key("command_bar", "Ctrl+K", "find a pupil, step, report or command"),
    Key("go_1", "Ctrl+1", "the first area"),
    Key("go_2", "Ctrl+2", "the second area"),
    Key("go_3", "Ctrl+3", "the third area"),
    Key("go_4", "Ctrl+4", "the fourth area"),
    Key("go_5", "Ctrl+5", "the fifth area"),
    Key("go_6", "Ctrl+6", "the sixth area"),
    Key("go_7", "Ctrl+7", "the seventh area"),
    Key("go_8", "Ctrl+8", "the eighth area"),
    Key("go_9", "Ctrl+9", "the ninth area"),
    Key("lock", "Ctrl+L", "lock"),
    Key("text_larger", "Ctrl++", "larger text"),
    Key("text_larger_too", "Ctrl+=", "larger text"),
    Key("text_smaller", "Ctrl+-", "smaller text"),
    Key("text_usual", "Ctrl+0", "text at its usual size"),
    Key("back", "Alt+Left", "back"),
    Key("emergency", "F12", "emergency sheet; then Enter prints it"),
    Key("record", "Ctrl+Return", "finish or record"),
    Key("actions", "Ctrl+.", "actions for the selected row"),
    Key("undo", "Ctrl+Z", "undo"),
    Key("redo", "Ctrl+Y", "redo"),
    Key("print", "Ctrl+P", "print or preview this"),
    Key("find_here", "Ctrl+F", "find on this screen"),
    Key("privacy", "F9", "privacy on or off"),
    Key("help", "F1", "help for this screen"),
    Key("next_panel", "F6", "next panel"),
    Key("previous_panel", "Shift+F6", "previous panel"),
    Key("row_menu", "Shift+F10", "menu of this row"),
    Key("close_layer", "Esc", "close the top layer, never discard"),
    Key("key_list", "?", "this list, outside text fields"),
    Key("twin", "Ctrl+Shift+T", "picture or table"),
    Key("rung", "0 to 9", "step, then next pupil", Where.REGISTER),
    Key("rung_range", "Shift+0 to 9", "to this step, from the one that stands", Where.REGISTER),
    Key("as_last_time", "Space", "as last time", Where.REGISTER),
    Key("clear_mark", "Backspace", "take back", Where.REGISTER),
    Key("late", "L", "late or left early", Where.REGISTER),
    Key("note", "N", "note", Where.REGISTER),
    Key("seen", "S", "seen, where it is asked", Where.REGISTER),
    Key("code_cell", "'", "code", Where.REGISTER),
    Key("code_list", ";", "list of codes", Where.REGISTER),
    Key("to_scores", "Tab", "scores", Where.REGISTER),
    Key("here", "/", "here for this half-day", Where.CODE_CELL),
    Key("take_code", "Return", "take the code shown", Where.CODE_CELL),
    Key("score", "0 to 4", "score, then next", Where.SCORES),
    Key("not_observed", "-", "not observed", Where.SCORES),
    Key("copy_down", "Ctrl+D", "copy the score down", Where.SCORES),
    Key("flat_list", "Ctrl+Shift+L", "steps as a list", Where.CURRICULUM),
    Key("take_step", "Return", "take the step in hand", Where.CURRICULUM),
    Key("toggle_pupil", "Space", "this pupil did it, or not", Where.CURRICULUM),
    Key("rename", "F2", "rename", Where.CURRICULUM),
    Key("move_up", "Alt+Up", "move up", Where.CURRICULUM),
    Key("move_down", "Alt+Down", "move down", Where.CURRICULUM),
    Key("log_step", "L", "log a step", Where.PUPIL),
    Key("copy_cells", "Ctrl+C", "copy as columns", Where.TABLE),
    Key("earlier", "Left", "one week earlier", Where.CHART),
    Key("later", "Right", "one week later", Where.CHART),
)

_BY_NAME = {key.name: key for key in KEYS}


def key(name: str) -> Key:
    return _BY_NAME[name]


def keys_for(*places: Where) -> tuple[Key, ...]:
    """What acts in these places, for a key bar or the list under F1."""
    return tuple(key for key in KEYS if key.where in places)


def bind(widget: QWidget, name: str, act: Callable[[], object], *, whole_window: bool = True) -> QShortcut:
    """Makes a key of the list act, in the whole window or only while the focus is inside the widget."""
    shortcut = QShortcut(QKeySequence(key(name).keys), widget)
    shortcut.setContext(
        Qt.ShortcutContext.WindowShortcut if whole_window else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    shortcut.activated.connect(act)
    return shortcut


def clashes(keys: Iterable[Key] = KEYS) -> list[tuple[Key, Key]]:
    """Keys that would act twice in one place. A place may not take what acts anywhere."""
    found, known = [], list[Key]()
    for this in keys:
        for other in known:
            shared = this.where is other.where or Where.ANYWHERE in (this.where, other.where)
            if shared and this.keys == other.keys:
                found.append((other, this))
        known.append(this)
    return found


_FIRST_SCAN_CODE = {"win32": 2, "linux": 10}
_SHIFTED = {
    Qt.Key.Key_ParenRight: 0,
    Qt.Key.Key_Exclam: 1,
    Qt.Key.Key_At: 2,
    Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_NumberSign: 3,
    Qt.Key.Key_sterling: 3,
    Qt.Key.Key_Dollar: 4,
    Qt.Key.Key_Percent: 5,
    Qt.Key.Key_AsciiCircum: 6,
    Qt.Key.Key_Ampersand: 7,
    Qt.Key.Key_Asterisk: 8,
    Qt.Key.Key_ParenLeft: 9,
}
"""What Shift makes of the digits on UK and US keyboards, for keys that tell no position."""


def digit_of(event: QKeyEvent) -> int | None:
    """The digit on the key, with or without Shift, whatever sign the layout puts above it.

    On a US keyboard Shift and apostrophe write the sign that a UK one has over the 2; where the
    position of the key is known it decides, so that no mark is made by the wrong key.
    """
    pressed = Qt.Key(event.key())
    if Qt.Key.Key_0 <= pressed <= Qt.Key.Key_9:
        return int(pressed) - int(Qt.Key.Key_0)
    if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    first = _FIRST_SCAN_CODE.get(sys.platform)
    if first is not None and event.nativeScanCode():
        place = event.nativeScanCode() - first
        return (place + 1) % 10 if 0 <= place < 10 else None
    return _SHIFTED.get(pressed)
