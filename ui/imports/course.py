"""The way of a file from its name to the command that brings it in; that of a curriculum stands here too."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.command import Command, Receipt
from app.core.drafts import Draft
from app.core.ids import FrameworkId, Ref
from app.exchange import reading
from app.exchange.curriculum import CurriculumPlan, PlanCurriculum
from app.exchange.sheet import Tree
from app.rooms import curriculum
from app.rooms.curriculum import FrameworkRow, TakeBackFramework
from ui.imports.choose_step import CameBefore
from ui.imports.tree_step import TreeStep
from ui.kit.desk import Desk
from ui.words.imports import say


class Course(QObject):
    """One kind of import. It reads and plans; what is written is written by the wizard, on *Import* alone."""

    planning = Signal()
    """What was said is being worked in: what could be brought in before is not what is wanted now."""
    planned = Signal()
    failed = Signal(object)
    busy = Signal(str)
    before_came = Signal(object)
    rest_asked = Signal()
    stood_again = Signal(object)
    """When it was kept: what was said about this file stands there again."""

    key = ""
    steps: tuple[tuple[str, QWidget], ...] = ()

    def __init__(self, wizard: QObject, desk: Desk) -> None:
        super().__init__(wizard)
        self.desk = desk
        self._asked = 0

    @abstractmethod
    def read(self, path: Path) -> None:
        """Read a file aside, in a process of its own, then plan it."""

    @abstractmethod
    def ask_before(self) -> None:
        """What came in before."""

    @property
    @abstractmethod
    def command(self) -> Command | None:
        """What *Import* does; None where there is nothing to bring in."""

    @property
    @abstractmethod
    def import_words(self) -> str:
        """The words on the button."""

    @abstractmethod
    def undo(self, receipt: Receipt) -> Command | None:
        """What takes this import back."""

    @abstractmethod
    def done_words(self) -> str:
        """What came in, in one line."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What is called by it afterwards: the file, or the curriculum's own title."""

    @property
    def stayed_out(self) -> int:
        return 0

    @property
    def draft(self) -> Ref | None:
        """What was said about the file so far, kept; it goes in the transaction of the import."""
        return None

    @property
    def something_said(self) -> bool:
        """There is something to go on with later."""
        return False

    def keep(self) -> None:
        """The wizard is being closed, or the screen locked: keep what was said."""

    def came_in(self) -> None:
        """It is on record: there is nothing left to keep."""

    def throw_away(self) -> None:
        """Begin with the file as it is."""

    def reopen(self, draft: Draft) -> str:
        """Go on where somebody stopped. Answers the name of the file where it must be chosen again."""
        return ""

    def rest(self) -> bytes:
        """The rows that stayed out, as a sheet."""
        return b""

    def aside(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Something slow whose late answer to an earlier question is left out."""
        self._asked += 1
        mine = self._asked
        self.desk.runner.aside(
            self, work, lambda found: done(found) if mine == self._asked else None, self.failed.emit
        )


class CurriculumCourse(Course):
    """A curriculum: what was found in the file, and what could not be placed."""

    key = "curriculum"

    def __init__(self, wizard: QObject, desk: Desk) -> None:
        super().__init__(wizard, desk)
        self.look = TreeStep()
        self.steps = (("look", self.look),)
        self.plan: CurriculumPlan | None = None

    def read(self, path: Path) -> None:
        self.busy.emit(say("reading", name=path.name))
        self.aside(lambda: reading.read_curriculum(path), self._read)

    def _read(self, found: object) -> None:
        assert isinstance(found, tuple)
        digest, tree = found
        assert isinstance(tree, Tree)
        self.busy.emit(say("looking"))
        self.desk.runner.ask(self, PlanCurriculum(tree, digest), self._planned, self.failed.emit)

    def _planned(self, plan: CurriculumPlan) -> None:
        self.plan = plan
        self.look.show_plan(plan)
        self.planned.emit()

    @property
    def command(self) -> Command | None:
        return None if self.plan is None else self.plan.command

    @property
    def name(self) -> str:
        return "" if self.plan is None else self.plan.title

    @property
    def import_words(self) -> str:
        return say("import_tree")

    def undo(self, receipt: Receipt) -> Command | None:
        return None if receipt.new_id is None else TakeBackFramework(FrameworkId(receipt.new_id))

    def done_words(self) -> str:
        assert self.plan is not None
        shape = self.plan.shape
        nodes, leaves = f"{shape.nodes:,}", f"{shape.leaves:,}"
        return say("done_curriculum", title=self.plan.title, nodes=nodes, leaves=leaves)

    def ask_before(self) -> None:
        self.desk.runner.ask(self, curriculum.Frameworks(), self._before, self.failed.emit)

    def _before(self, rows: tuple[FrameworkRow, ...]) -> None:
        self.before_came.emit(
            tuple(
                CameBefore(
                    say("before_curriculum", file=row.title, count=f"{row.steps:,}"),
                    row.title,
                    TakeBackFramework(row.id),
                )
                for row in rows
                if row.imported
            )
        )
