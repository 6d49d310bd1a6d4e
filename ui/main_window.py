"""The window around the pages: sidebar, header, pages, and what every key does everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.changes import Change, Topic
from app.core.clock import Clock, on_the_wall
from app.core.command import Receipt
from app.core.errors import Cancelled, InchstoneError, Refused, Unavailable
from app.core.ids import EntryId, Ref
from app.core.sentences import sentence
from ui.command_bar import CommandBar
from ui.keys_again import KeysAgain
from ui.kit.desk import Desk, Page, Take
from ui.kit.parts import Area, Band, HeaderBar, Pages, Sidebar, secondary, wants_rail
from ui.kit.parts.privacy import Privacy
from ui.kit.parts.toast import Toast
from ui.kit.problem_bar import ProblemBar
from ui.kit.reason_line import ReasonLine
from ui.kit.runner import Runner
from ui.kit.theme import Theme
from ui.kit.tokens import Tone
from ui.shell_pages import PAGES, PageEntry
from ui.undo_label import UndoLabel
from ui.words.shell import action, role, say

MINUTE = 60_000
UNDO = "undo:"
"""What the draft of a reason is kept under, before the entry of what is taken back."""
SMALLEST = (1024, 640)


class MainWindow(QMainWindow):
    """One signed-in person's window. It holds no record: pages ask the runner."""

    lock_asked = Signal()
    emergency_asked = Signal()
    start_own_asked = Signal()
    """Whoever looked round in the invented provision wants their own."""
    closed = Signal()

    def __init__(self, runner: Runner, clock: Clock, *, provision: str, person: str, invented: bool) -> None:
        super().__init__()
        self._runner, self._provision = runner, provision
        self.privacy = Privacy(self)
        self.desk = Desk(runner, Theme.current(), self, clock, self.privacy)
        self._entries = {entry.key: entry for entry in PAGES if runner.may(entry.requires)}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._behind: list[str] = []
        self.header = HeaderBar()
        self.header.concern.hide()
        self.sidebar = self._made_sidebar(person, invented)
        self._is_invented = invented
        self.start_own = secondary(say("start_own"), "arrow-right")
        self.invented = Band(Tone.INFO, say("invented_ribbon"), self.start_own, across=True)
        self.problems = ProblemBar()
        self.reason = ReasonLine(self.desk, across=True)
        self.stack = Pages()
        self._keys_again, self._undo_label = KeysAgain(self), UndoLabel(self, self.desk, self.header)
        self._lay_out()
        self.toast = Toast(self.stack)
        self.bar = CommandBar(self.desk, self)
        self._connect()
        self._keys()
        self.setMinimumSize(*SMALLEST)

    # -- what pages may ask (the Shell of ui/kit/desk.py)

    def go(self, page: str, argument: object = None) -> None:
        """Show a page, remembering where one came from."""
        if page not in self._entries:
            return
        if self._current and self._current != page:
            self._behind.append(self._current)
            self._pages[self._current].leave()
        found = self._page(page)
        self._current = page
        self.stack.setCurrentWidget(found)
        self.sidebar.set_current(page)
        self.invented.setVisible(self._is_invented and page == "today")
        self.mended()
        self.moved_on()
        self.setWindowTitle(say("title", page=say(page), provision=self._provision))
        found.arrive(argument)

    def back(self) -> None:
        """A step back inside the page, else to the page before this one."""
        if self._current and self._pages[self._current].back():
            return
        if self._behind:
            page = self._behind.pop()
            self.go(page)
            self._behind.pop()

    def say(self, words: str, *, undo: bool = False) -> None:
        """A quiet line at the bottom."""
        self.toast.say(words, undo=undo)

    def problem(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        """Say in words what could not be done."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, InchstoneError):
            retry = again if isinstance(error, Unavailable) else None
            self.problems.say(sentence(error), retry)
            return
        self.problems.say(say("went_wrong"), again, to_copy=type(error).__name__)

    def ask_reason(self, about: str, question: str, take: Take, does: str = "") -> None:
        """Ask for a few words on a line over the page."""
        before = self.focusWidget()

        def back() -> None:
            if before is not None and shiboken6.isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)

        def taken(reason: str, draft: Ref | None) -> None:
            back()
            take(reason, draft)

        self.reason.ask(about, question, taken, back, does)

    def moved_on(self) -> None:
        """A reason that was asked waits among the drafts until it is asked again."""
        self.reason.close_line()

    def mended(self) -> None:
        """What could not be done belongs to what was left."""
        self.problems.clear()

    def preview(self, document: object, name: str) -> None:
        """The pages of a report, before they are printed."""
        self.go("reports", (document, name))

    # -- undo and redo

    def undo(self) -> None:
        """Take back the last act; asks the reason where one is needed."""
        self._undo("")

    def _undo(self, reason: str, draft: Ref | None = None, entry: EntryId | None = None) -> None:
        # Whether there is something to take back is not asked here: what is still being written counts too,
        # and the writer comes to this after it.
        self._runner.undo(self, self._undone, self._not_undone, reason, draft, entry)

    def _undone(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self.say(say("undone", label=action(receipt.action)))

    def _not_undone(self, error: Exception) -> None:
        entry = error.facts.get("entry") if isinstance(error, Refused) else None
        if isinstance(error, Refused) and error.code == "reason_needed" and isinstance(entry, int):
            question = say("why_undo", label=action(str(error.facts["action"])))
            undo = partial(self._undo, entry=EntryId(entry))
            self.ask_reason(f"{UNDO}{entry}", question, undo, say("undo_it"))
            return
        self._undo_label.show()
        self.problem(error)

    def redo(self) -> None:
        """Do again what was taken back, or is about to be: it queues behind the undo."""
        self._runner.redo(self, self._redone, self.problem)

    def _redone(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self.say(say("redone", label=action(receipt.action)))

    # -- how it is put together

    def _made_sidebar(self, person: str, invented: bool) -> Sidebar:
        areas = [_area(entry) for entry in self._entries.values() if not entry.below]
        below = [_area(entry) for entry in self._entries.values() if entry.below]
        sidebar = Sidebar(areas, below)
        roles = sorted(self._runner.office.actor.roles)
        sidebar.set_person(person, ", ".join(role(word) for word in roles))
        sidebar.set_invented(invented)
        sidebar.chosen.connect(self.go)
        return sidebar

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.problems, self.reason, self.invented):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        line.addWidget(right, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.header.find_asked.connect(self.bar.open)
        self.header.undo_asked.connect(self.undo)
        self.header.emergency_asked.connect(self.emergency_asked)
        self.header.lock_asked.connect(self.lock_asked)
        self.start_own.clicked.connect(self.start_own_asked)
        self.toast.undo_asked.connect(self.undo)
        self._runner.committed.connect(self._committed)
        self.desk.theme.changed.connect(self._fit)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()

    def _keys(self) -> None:
        theme = self.desk.theme
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.bar.open,
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+L": self.lock_asked.emit,
            "F12": self.emergency_asked.emit,
            "F9": self.privacy.toggle,
            "Alt+Left": self.back,
            "Ctrl++": theme.larger,
            "Ctrl+=": theme.larger,
            "Ctrl+-": theme.smaller,
            "Ctrl+0": theme.usual_size,
            "F1": lambda: self.go("help", self._current),
            "F6": lambda: self._panel(1),
            "Shift+F6": lambda: self._panel(-1),
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self, act)
        for entry in self._entries.values():
            if entry.number:
                key = QKeySequence(entry.shortcut)
                QShortcut(key, self, lambda page=entry.key: self.go(page))

    def _panel(self, step: int) -> None:
        """F6 goes round sidebar, header and page."""
        panels: list[QWidget] = [self.sidebar, self.header, self.stack.currentWidget() or self.stack]
        now = self.focusWidget()
        here = next((i for i, panel in enumerate(panels) if now and panel.isAncestorOf(now)), 0)
        panel = panels[(here + step) % len(panels)]
        wanted = [w for w in panel.findChildren(QWidget) if _takes_focus(w)]
        if wanted:
            wanted[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._entries[key].build(self.desk)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def page_keys(self) -> tuple[str, ...]:
        """The pages that this person has."""
        return tuple(self._entries)

    def page(self, key: str) -> Page:
        """A page by its key, made if it was never shown: for tests and for pictures."""
        return self._page(key)

    # -- what happens

    def _committed(self, receipt: Receipt) -> None:
        self._undo_label.show()
        if receipt.entry is None:
            return
        if receipt.weaker:
            self.header.set_unsaved(say("weaker"))
        else:
            self.header.set_saved(f"{on_the_wall(self.desk.clock.now()):%H:%M}")

    def _minute_passed(self) -> None:
        self._runner.changed.emit(frozenset({Change(Topic.TIME)}))

    def _fit(self) -> None:
        factor = self.desk.theme.look.factor
        narrow = wants_rail(self.width(), factor)
        if narrow is not self.sidebar.is_narrow:
            self.sidebar.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        """The screen is being locked: every page forgets what it shows."""
        self._keys_again.remember(self._pages.get(self._current), self.header.lock)
        for page in self._pages.values():
            page.clear()
        self.bar.close()
        self.toast.hide()
        self.problems.clear()
        self.reason.close_line()
        self._undo_label.forget()

    def come_back(self) -> None:
        """The same person is back: the page shows again what it showed, with the keys where they were."""
        self._undo_label.show()
        if self._current:
            self._pages[self._current].arrive(None)
        self._keys_again.give_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current:
            self._pages[self._current].leave()
        self._minute.stop()
        super().closeEvent(event)
        self.closed.emit()


def _area(entry: PageEntry) -> Area:
    return Area(entry.key, entry.icon, say(entry.key), entry.shortcut)


def _takes_focus(widget: QObject) -> bool:
    return (
        isinstance(widget, QWidget)
        and widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
