"""The application's appearance: one object it holds, with a signal when anything about it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.kit import fonts
from ui.kit.focus_ring import FocusRing
from ui.kit.look import Look
from ui.kit.style_sheet import palette, style_sheet
from ui.kit.tokens import LARGEST_TEXT, SMALLEST_TEXT, Density, Family, Scheme

STEP = 0.1


class NoApplication(Exception):
    """There is no QApplication to hold the appearance."""


class Theme(QObject):
    """What the whole program looks like now. A child of the application; ask `Theme.current()` for it."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self._application = application
        self._look = Look(others=fonts.fallbacks())
        application.setStyle("Fusion")
        self._apply()
        self._ring = FocusRing(application, lambda: self._look)
        self.changed.connect(self._ring.refresh)

    _running: ClassVar[Theme | None] = None
    """Kept, because whatever is painted asks for the look."""

    @staticmethod
    def current() -> Theme:
        """The running application's theme, made on first need."""
        running = Theme._running
        if running is not None and isValid(running):
            return running
        application = QCoreApplication.instance()
        if not isinstance(application, QApplication):
            raise NoApplication
        found = application.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
        Theme._running = found if isinstance(found, Theme) else Theme(application)
        return Theme._running

    @property
    def look(self) -> Look:
        return self._look

    def choose(
        self,
        *,
        scheme: Scheme | None = None,
        family: Family | None = None,
        factor: float | None = None,
        density: Density | None = None,
        reduce_motion: bool | None = None,
    ) -> None:
        """Changes what is named and leaves the rest. Everything on screen follows at once."""
        look = self._look if scheme is None else self._look.with_scheme(scheme)
        wanted = replace(
            look,
            family=look.family if family is None else family,
            factor=look.factor if factor is None else _within(factor),
            density=look.density if density is None else density,
            reduce_motion=look.reduce_motion if reduce_motion is None else reduce_motion,
        )
        if wanted != self._look:
            self._look = wanted
            self._apply()
            self.changed.emit()

    def larger(self) -> None:
        self.choose(factor=self._look.factor + STEP)

    def smaller(self) -> None:
        self.choose(factor=self._look.factor - STEP)

    def usual_size(self) -> None:
        self.choose(factor=1.0)

    def can_draw(self, text: str) -> None:
        """Brings in what the letters of a name need; the screen follows if a font was new."""
        if fonts.load_for(text):
            self._look = replace(self._look, others=fonts.fallbacks())
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        fonts.load(Family.INTER)
        fonts.load(self._look.family)
        self._application.setPalette(palette(self._look))
        self._application.setFont(self._look.font())
        self._dress(style_sheet(self._look))

    def _dress(self, sheet: str) -> None:
        """Taken off and put on again: Qt changes a sheet in place by dressing every widget once for each that
        it lies in, which holds a window of many pages for seconds; this dresses each of them once.
        """
        if self._application.styleSheet() != sheet:
            self._application.setStyleSheet("")
            self._application.setStyleSheet(sheet)


def current_look() -> Look:
    return Theme.current().look


def follow(restyle: Callable[[], None]) -> None:
    """Calls a widget's method now and after each change. Give a bound method: Qt drops it with its widget."""
    Theme.current().changed.connect(restyle)
    restyle()


def _within(factor: float) -> float:
    return min(LARGEST_TEXT, max(SMALLEST_TEXT, round(factor, 2)))
