"""The running program: fonts and palette, what happens to an error nobody caught, the one instance."""

from __future__ import annotations

import gc
import importlib
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.places import local_data
from ui.kit.theme import Theme
from ui.kit.tokens import Density, Family, Scheme
from ui.machine_settings import MachineSettings

_LOOKS_INTO = "_mod_uses_pyside"
"""PySide's own function, which reads a module's source."""


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, named, with the look that this computer's settings ask for."""
    application = QApplication(arguments)
    application.setApplicationName("Inchstone")
    application.setQuitOnLastWindowClosed(True)
    return application


def dress(settings: MachineSettings) -> Theme:
    """Give the program the look that somebody chose on this computer."""
    theme = Theme.current()
    theme.choose(
        scheme=scheme_of(settings.scheme),
        family=Family(settings.family) if settings.family in set(Family) else Family.INTER,
        factor=settings.factor,
        density=Density(settings.density) if settings.density in set(Density) else Density.USUAL,
        reduce_motion=settings.reduce_motion,
    )
    return theme


def spare_the_sources() -> None:
    """Let PySide not read the source of everything that is imported after it.

    It looks there for its other spellings (``from __feature__ import snake_case``), which nothing here uses,
    and Python keeps what was read: 37 MB. Called before the rest is imported. A PySide that does it another
    way is left alone.
    """
    feature: Any
    try:
        feature = importlib.import_module("shibokensupport.feature")
    except ImportError:
        return
    if hasattr(feature, _LOOKS_INTO):
        setattr(feature, _LOOKS_INTO, lambda _module: False)


def spare_what_stays() -> None:
    """What was loaded stays until the end, so the collector need not go through it again and again: each time
    would be a pause of a tenth of a second, in the middle of somebody's typing. Called once.
    """
    gc.freeze()


def scheme_of(chosen: str) -> Scheme:
    """The colours somebody chose; the computer's own preference where they left it to the computer."""
    if chosen in {each.value for each in Scheme}:
        return Scheme(chosen)
    hints = QApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


class Uncaught(QObject):
    """Keeps the window when something of ours fails, and writes a report free of anybody's values."""

    def __init__(self, tell: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._tell(report(kind, trace))


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, frame by frame: files, lines and functions, never a value."""
    frames = traceback.extract_tb(trace)
    places = [f"{frame.filename.rsplit('/', 3)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    text = "\n".join([kind.__name__, *places])
    folder = local_data() / "reports"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}.txt"
        (folder / name).write_text(text + "\n", encoding="utf-8")
    except OSError:
        return text
    return text


def quiet_qt() -> None:
    """Send Qt's own messages to nobody: they may name what a person typed."""

    def handler(_kind: QtMsgType, _context: object, _words: str | None) -> None:
        return

    qInstallMessageHandler(handler)
