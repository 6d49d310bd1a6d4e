"""Made ready in the quiet moments after sign-in: letters for everybody's name, the register, the charts."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.core.changes import Change, Topic
from app.core.permissions import Permission
from app.rooms import access, people
from ui.kit.runner import Runner
from ui.kit.theme import Theme
from ui.main_window import MainWindow

QUIET: Final = 400
"""Milliseconds after sign-in, and after the last key, so that whoever is at work comes first."""
BETWEEN: Final = 40
"""Milliseconds from one thing to the next: a key that comes meanwhile is not kept waiting for all of them."""
REGISTER: Final = "registers"
REGISTER_PARTS: Final = (
    "ui.rooms.attendance.day_list",
    "ui.rooms.attendance.register_view",
    "ui.rooms.attendance.sheet_panel",
    "ui.rooms.attendance.page",
)
"""What comes in for the page of the registers, in parts of which none takes long."""
CHARTS: Final = "ui.kit.chart_lanes"
"""The module whose libraries take longest to come in; the first journey would wait for them."""

_NAMED = (Topic.PUPIL, Topic.STAFF)


class IdleWork(QObject):
    """Wherever a name is shown, its letters were loaded here: no page has to think of them."""

    def __init__(self, runner: Runner, window: MainWindow | None = None) -> None:
        super().__init__(runner)
        self._runner, self._window = runner, window
        self._names = QTimer(self, singleShot=True, interval=0)
        self._names.timeout.connect(self._ask)
        self._waiting = self._in_order()
        self._next = QTimer(self, singleShot=True, interval=QUIET)
        self._next.timeout.connect(self._make_next)
        runner.changed.connect(self._changed)
        self.start()

    @property
    def is_done(self) -> bool:
        """Everything is at hand that was to be made ready."""
        return not self._waiting

    def start(self) -> None:
        """Go on with what is not made yet, once it is quiet."""
        self._names.start()
        if self._waiting:
            self._next.start(QUIET)

    def stop(self) -> None:
        """Nobody is signed in any more, or the screen is locked."""
        self._names.stop()
        self._next.stop()

    def put_off(self) -> None:
        """Somebody is at work."""
        if self._next.isActive():
            self._next.start(QUIET)

    def _in_order(self) -> list[Callable[[], object]]:
        """The register first: it is what most people open next."""
        wanted: list[Callable[[], object]] = []
        window = self._window
        if window is not None and REGISTER in window.page_keys():
            wanted += [partial(importlib.import_module, part) for part in REGISTER_PARTS]
            wanted.append(partial(window.page, REGISTER))
        if self._runner.may(Permission.INSIGHT_JOURNEY_READ):
            wanted.append(partial(importlib.import_module, CHARTS))
        return wanted

    def _make_next(self) -> None:
        self._waiting.pop(0)()
        if self._waiting:
            self._next.start(BETWEEN)

    def _changed(self, changes: frozenset[Change]) -> None:
        if any(change.topic in _NAMED for change in changes):
            self._names.start()

    def _ask(self) -> None:
        runner = self._runner
        if runner.may(Permission.PEOPLE_PUPIL_READ):
            runner.ask(self, people.PupilNames(), self._show_pupils, _leave)
        if runner.may(Permission.CALENDAR_TIMETABLE_READ):
            runner.ask(self, access.StaffNames(), self._show_staff, _leave)

    def _show_pupils(self, names: tuple[people.PupilName, ...]) -> None:
        Theme.current().can_draw(" ".join(f"{name.shown} {name.surname}" for name in names))

    def _show_staff(self, names: tuple[tuple[object, str], ...]) -> None:
        Theme.current().can_draw(" ".join(name for _, name in names))


def _leave(_error: Exception) -> None:
    """Without them the names stand in the system's letters; the pages say what cannot be read."""
