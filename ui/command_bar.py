"""Ctrl+K: pupils, pages, steps and commands by a few letters, with nothing but keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QMainWindow, QVBoxLayout

from app.core.changes import Topic
from app.core.folding import fold
from app.core.permissions import Permission
from app.rooms import curriculum, people
from ui.kit.accessible import named
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.theme import current_look, follow
from ui.words.curriculum import say as say_curriculum
from ui.words.shell import say

MOST: Final = 12
"""Lines shown at once: pupils first, then commands and pages, then steps."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the bar can open: its words, its kind, what it is found by, and what happens."""

    words: str
    kind: str
    folded: str
    act: Callable[[], None]


def matching(lines: Iterable[Line], typed: str, most: int = MOST) -> list[Line]:
    """The lines in which every typed word begins a word, then those that merely hold it."""
    wanted = fold(typed).split()
    if not wanted:
        return []
    first: list[Line] = []
    then: list[Line] = []
    for line in lines:
        words = line.folded.split()
        if all(any(word.startswith(part) for word in words) for part in wanted):
            first.append(line)
        elif all(part in line.folded for part in wanted):
            then.append(line)
        if len(first) >= most:
            break
    return (first + then)[:most]


class CommandBar(QFrame):
    """A line and what it finds, over the window. Esc or a click elsewhere closes it."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("toast")
        self._desk, self._window = desk, window
        self._pupils: list[Line] = []
        self._asked = 0
        self.line = named(QLineEdit(), say("find_hint"))
        self.line.setPlaceholderText(say("find_hint"))
        self.list = named(QListWidget(), say("commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._chosen)
        self.list.itemClicked.connect(self._clicked)
        self.line.installEventFilter(self)
        self._found: list[Line] = []
        self._live: list[Live[tuple[people.PupilName, ...]]] = []
        follow(self._restyle)

    def open(self) -> None:
        """Show the bar under the search box, with the page names to begin with."""
        self._watch()
        origin = self._window.mapToGlobal(QPoint(0, 0))
        width = min(current_look().px(620), self._window.width() - 40)
        left = origin.x() + (self._window.width() - width) // 2
        top = current_look().px(56)
        height = min(current_look().px(420), self._window.height() - top - 20)
        self.setGeometry(left, origin.y() + top, width, height)
        self.line.clear()
        self._typed("")
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = (self.list.currentRow() + step) % self.list.count()
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        """Ask for pupils and steps once, and again when they change."""
        if self._live:
            return
        runner = self._desk.runner
        if self._desk.may(Permission.PEOPLE_PUPIL_READ):
            self._live.append(
                Live(self, runner, people.PupilNames, self._show_pupils, self._failed, topics(Topic.PUPIL))
            )
        for live in self._live:
            live.refresh()

    def _failed(self, error: Exception) -> None:
        self._desk.shell.problem(error)

    def _show_pupils(self, rows: tuple[people.PupilName, ...]) -> None:
        def opens(row: people.PupilName) -> Callable[[], None]:
            return lambda: self._desk.shell.go("pupils", ("journey", row.pupil))

        name = self._desk.privacy.name
        self._pupils = [
            Line(
                name(f"{row.shown} {row.surname}"),
                say("kind_pupil"),
                fold(f"{row.shown} {row.surname}"),
                opens(row),
            )
            for row in rows
        ]

    def _ask_steps(self, text: str) -> None:
        """Steps are searched in the record as one types: there may be fifteen thousand."""
        self._asked += 1
        mine = self._asked
        if len(text.strip()) < 2 or not self._desk.may(Permission.CURRICULUM_FRAMEWORK_READ):
            return
        self._desk.runner.ask(
            self,
            curriculum.SearchNodes(text.strip()),
            lambda found: self._show_steps(mine, found),
            self._failed,
        )

    def _show_steps(self, mine: int, found: tuple[curriculum.FoundNode, ...]) -> None:
        def opens(node: curriculum.FoundNode) -> Callable[[], None]:
            return lambda: self._desk.shell.go("curriculum", node.node)

        if mine != self._asked or self.isHidden():
            return
        room = max(0, MOST - len(self._found))
        steps = [
            Line(node.statement, _kind(node), fold(node.statement), opens(node)) for node in found[:room]
        ]
        self._found += steps
        self._fill()

    def _commands(self) -> list[Line]:
        shell, window = self._desk.shell, self._window
        pages = [
            Line(say(key), say("kind_page"), fold(say(key)), partial(shell.go, key))
            for key in getattr(window, "page_keys", lambda: ())()
        ]
        emergency = getattr(window, "emergency_asked", None)
        lock = getattr(window, "lock_asked", None)
        acts: list[tuple[str, Callable[[], None]]] = [
            ("cmd_next_register", lambda: shell.go("registers", "next")),
            ("cmd_backup", lambda: shell.go("set_up", "backup")),
            ("cmd_settings", lambda: shell.go("settings")),
        ]
        if emergency is not None:
            acts.append(("cmd_emergency", emergency.emit))
        if lock is not None:
            acts.append(("cmd_lock", lock.emit))
        return pages + [Line(say(key), say("kind_command"), fold(say(key)), act) for key, act in acts]

    def _typed(self, text: str) -> None:
        commands = self._commands()
        self._found = matching(self._pupils, text) + matching(commands, text) if text.strip() else commands
        self._found = self._found[:MOST]
        self._fill()
        self._ask_steps(text)

    def _fill(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        for line in self._found:
            item = QListWidgetItem(f"{line.words}    {line.kind}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.kind}: {line.words}")
            self.list.addItem(item)
        if not self._found:
            self.list.addItem(say("nothing_found", text=self.line.text()))
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _clicked(self, _item: QListWidgetItem) -> None:
        self._chosen()

    def _chosen(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            act = self._found[row].act
            self.close()
            act()

    def _restyle(self) -> None:
        gap = current_look().px(10)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(gap, gap, gap, gap)


def _kind(node: curriculum.FoundNode) -> str:
    """A step, or what steps hang under."""
    if node.is_step:
        return say("kind_step")
    return say_curriculum("kind_area" if node.path else "kind_subject")
