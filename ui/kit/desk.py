"""What every page is handed: the way to the office, the look, and the shell around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.errors import Cancelled
from app.core.ids import Ref
from app.core.permissions import Permission
from ui.kit.parts.privacy import Privacy
from ui.kit.runner import Runner
from ui.kit.theme import Theme

Take = Callable[[str, Ref | None], None]
"""What is done with a reason, and with the draft of it."""


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def go(self, page: str, argument: object = None) -> None:
        """Show a page by its key (``today``, ``registers``, ``pupils`` …), with what it should open on."""

    def say(self, words: str, *, undo: bool = False) -> None:
        """A quiet line at the bottom, announced to screen readers; with Undo where the act has one."""

    def problem(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        """Say in words what could not be done, with *Try again* where that makes sense. Never a toast."""

    def ask_reason(self, about: str, question: str, take: Take, does: str = "") -> None:
        """Ask for a few words on a line over the page. ``take`` gets them and their draft, to submit the act
        with; leaving the line does nothing. What is typed is kept under ``about`` until then.
        """

    def undo(self) -> None:
        """Take back the last act, as Ctrl+Z does; asks the reason where one is needed."""

    def moved_on(self) -> None:
        """Somebody looks at another child now: what was asked about the one before is asked no longer."""

    def mended(self) -> None:
        """What could not be done no longer matters here: the line that says so goes."""

    def preview(self, document: object, name: str) -> None:
        """Show the pages of a report before they are printed."""


@dataclass(slots=True)
class Desk:
    """One signed-in person's tools."""

    runner: Runner
    theme: Theme
    shell: Shell
    clock: Clock
    privacy: Privacy

    def may(self, permission: Permission) -> bool:
        """For leaving out what this person cannot use. The check that counts is the office's."""
        return self.runner.may(permission)


class Page(QWidget):
    """Parent of every page of the shell. Subclasses build themselves in ``__init__`` and say who they are."""

    key = ""
    """Its name in ``Shell.go``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(f"page_{self.key}")

    def arrive(self, argument: object = None) -> None:
        """The page is being shown: ask for what it shows; focus goes to its first useful control."""

    def leave(self) -> None:
        """Another page is being shown: keep drafts, let live questions sleep."""

    def back(self) -> bool:
        """Step back inside the page. False where there is nothing to step back from: the shell does."""
        return False

    def failed(self, error: Exception) -> None:
        """A question or command of this page failed: the shell says so in words."""
        if not isinstance(error, Cancelled):
            self.desk.shell.problem(error)

    def clear(self) -> None:
        """The screen is being locked: forget everything that is shown."""
