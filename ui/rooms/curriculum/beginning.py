"""The first curriculum: small steps that are ready to use, or an empty one to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject

from app.core.command import Command, Receipt
from app.core.content import ContentVersion
from app.rooms import curriculum, keeping
from app.rooms.curriculum import AddFramework, FrameworkCard, ImportFramework, NewNode, NewPlace
from ui.kit.desk import Desk
from ui.words.curriculum import say

STARTER = "frameworks/starter_steps.csv"


def starter(rows: Iterable[Mapping[str, str]], digest: str) -> ImportFramework:
    """The shipped steps as the same command that brings in a file."""
    found = curriculum.read_starter(rows)
    nodes = tuple(NewNode(one.code, one.code, one.words, "step" if one.is_step else "area") for one in found)
    places = tuple(NewPlace(one.parent, one.code, one.position) for one in found)
    return ImportFramework(say("starter_title"), STARTER, digest, nodes, places)


class Beginning(QObject):
    """What the empty page offers."""

    def __init__(self, page: QObject, desk: Desk) -> None:
        super().__init__(page)
        self._desk = desk

    def from_example(self) -> None:
        """Bring in the steps that are shipped with the program."""
        self._desk.runner.ask(self, keeping.ContentInForce(STARTER), self._found, self._desk.shell.problem)

    def write_own(self, done: Callable[[Receipt], None]) -> None:
        """Begin an empty curriculum."""
        self._do(AddFramework(FrameworkCard(say("own_title"))), done)

    def _found(self, version: ContentVersion) -> None:
        self._do(starter(version.rows(), version.sha256), lambda _receipt: None)

    def _do(self, command: Command, done: Callable[[Receipt], None]) -> None:
        self._desk.runner.submit(self, command, done, self._desk.shell.problem)
