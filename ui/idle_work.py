"""Made ready in the first quiet moment after sign-in: letters for everybody's name, and the charts."""

from __future__ import annotations

import importlib
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.core.changes import Change, Topic
from app.core.permissions import Permission
from app.rooms import access, people
from ui.kit.runner import Runner
from ui.kit.theme import Theme

QUIET: Final = 400
"""Milliseconds after sign-in, so that Today comes first."""
CHARTS: Final = "ui.kit.chart_lanes"
"""The module whose libraries take longest to come in; the first journey would wait for them."""

_NAMED = (Topic.PUPIL, Topic.STAFF)


class IdleWork(QObject):
    """Wherever a name is shown, its letters were loaded here: no page has to think of them."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._names = QTimer(self, singleShot=True, interval=0)
        self._names.timeout.connect(self._ask)
        self._charts = QTimer(self, singleShot=True, interval=QUIET)
        self._charts.timeout.connect(lambda: importlib.import_module(CHARTS))
        runner.changed.connect(self._changed)
        self._names.start()
        if runner.may(Permission.INSIGHT_JOURNEY_READ):
            self._charts.start()

    def stop(self) -> None:
        """Nobody is signed in any more."""
        self._names.stop()
        self._charts.stop()

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
