"""The two ways a file goes from its name to the command that brings it in: pupils, and curricula."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.command import Command, Receipt
from app.core.ids import FrameworkId, ImportId
from app.core.sentences import day_in_words
from app.exchange import headings, pupil_rows, reading
from app.exchange.choices import Choices, Decision
from app.exchange.curriculum import CurriculumPlan, PlanCurriculum
from app.exchange.dates import Order
from app.exchange.pupils import PlanPupils, PupilPlan
from app.exchange.reading import Sheets
from app.exchange.sheet import Sheet, Tree
from app.rooms import curriculum, people
from app.rooms.curriculum import FrameworkRow, TakeBackFramework
from app.rooms.people import ImportRow, TakeBackImport
from ui.imports.choose_step import CameBefore
from ui.imports.look_step import LookStep, not_yet_words, rows_words
from ui.imports.match_step import MatchStep
from ui.imports.sheet_fix import corrected, left_out
from ui.imports.tree_step import TreeStep
from ui.kit.desk import Desk
from ui.words.imports import say


class Course(QObject):
    """One kind of import. It reads and plans; what is written is written by the wizard, on *Import* alone."""

    planned = Signal()
    failed = Signal(object)
    busy = Signal(str)
    before_came = Signal(object)
    rest_asked = Signal()

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


class PupilCourse(Course):
    """Sheets of pupils: which sheet, which columns, which rows."""

    key = "pupils"

    def __init__(self, wizard: QObject, desk: Desk) -> None:
        super().__init__(wizard, desk)
        self.match, self.look = MatchStep(), LookStep()
        self.steps = (("match", self.match), ("look", self.look))
        self._found: Sheets | None = None
        self._at = 0
        self._columns: dict[int, str] = {}
        self._order: Order | None = None
        self._fixes: dict[tuple[int, int], str] = {}
        self._decisions: dict[int, Decision] = {}
        self.plan: PupilPlan | None = None
        self.match.chosen.connect(self._column_chosen)
        self.match.order_chosen.connect(self._order_chosen)
        self.match.sheet_chosen.connect(self._sheet_chosen)
        self.look.fixed.connect(self._fixed)
        self.look.decided.connect(self._decided)
        self.look.save_rest.clicked.connect(self.rest_asked)

    def read(self, path: Path) -> None:
        self.busy.emit(say("reading", name=path.name))
        self.aside(lambda: reading.read_table(path), self._read)

    def paste(self, text: str) -> None:
        """Cells from the clipboard, as if they were a file."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        self._read(Sheets(digest, say("pasted_name"), (reading.pasted(text),)))

    def _read(self, found: object) -> None:
        assert isinstance(found, Sheets)
        self._found, self._order = found, None
        self._begin_anew()
        try:
            best = pupil_rows.best_sheet(found.sheets, headings.shipped(headings.PUPILS))
        except Exception as error:
            self.failed.emit(error)
            return
        self._at = next(at for at, sheet in enumerate(found.sheets) if sheet is best)
        self.match.show_sheets([sheet.name for sheet in found.sheets], self._at)
        self._plan()

    @property
    def sheet(self) -> Sheet:
        """The sheet as it stands with what was put right."""
        assert self._found is not None
        return corrected(self._found.sheets[self._at], self._fixes)

    def _plan(self) -> None:
        if self._found is None:
            return
        decisions = tuple(self._decisions[row] for row in sorted(self._decisions))
        choices = Choices(tuple(sorted(self._columns.items())), self._order, decisions=decisions)
        query = PlanPupils(self.sheet, self._found.digest, self._found.name, choices)
        self._asked += 1
        mine = self._asked
        self.desk.runner.ask(
            self, query, lambda plan: self._planned(plan) if mine == self._asked else None, self.failed.emit
        )

    def _planned(self, plan: PupilPlan) -> None:
        self.plan = plan
        heading = self._heading()
        sheet = self.sheet
        self.match.show_plan(plan, sheet, self._columns, heading)
        self.look.show_plan(plan, sheet)
        self.planned.emit()

    def _heading(self) -> int:
        spellings = headings.shipped(headings.PUPILS)
        return max(headings.find(self.sheet, spellings, pupil_rows.EVIDENCE).lines, default=0)

    def _column_chosen(self, column: int, ours: str) -> None:
        self._columns[column] = ours
        self._plan()

    def _order_chosen(self, order: Order) -> None:
        self._order = order
        self._plan()

    def _sheet_chosen(self, at: int) -> None:
        self._at = at
        self._begin_anew()
        self._plan()

    def _begin_anew(self) -> None:
        """Lines and columns of another sheet are others."""
        self._columns, self._fixes, self._decisions = {}, {}, {}

    def _fixed(self, line: int, column: int, text: str) -> None:
        self._fixes[line, column] = text
        self._plan()

    def _decided(self, said: tuple[tuple[int, Decision | None], ...]) -> None:
        for row, decision in said:
            if decision is None:
                self._decisions.pop(row, None)
            else:
                self._decisions[row] = decision
        self._plan()

    @property
    def command(self) -> Command | None:
        return None if self.plan is None else self.plan.command

    @property
    def name(self) -> str:
        return "" if self._found is None else self._found.name

    @property
    def import_words(self) -> str:
        ready, merged = self._counts()
        if merged and not ready:
            return say("merge_count", count=rows_words(merged))
        words = say("import_one") if ready == 1 else say("import_count", count=rows_words(ready))
        return say("import_and_merge", words=words, count=merged) if merged else words

    def _counts(self) -> tuple[int, int]:
        """How many rows come in as new pupils, and how many are merged."""
        return (0, 0) if self.plan is None else (len(self.plan.ready), len(self.plan.merged))

    def undo(self, receipt: Receipt) -> Command | None:
        return None if receipt.new_id is None else TakeBackImport(ImportId(receipt.new_id))

    def done_words(self) -> str:
        ready, merged = self._counts()
        came = say("done_one") if ready == 1 else say("done_pupils", count=ready)
        filled = say("done_merged_one") if merged == 1 else say("done_merged", count=merged)
        said = [came] if ready or not merged else []
        left = not_yet_words(self.plan) if self.plan is not None else ""
        return " ".join(filter(None, (*said, filled if merged else "", left)))

    @property
    def stayed_out(self) -> int:
        return len({one.row for one in self.plan.need_you}) if self.plan is not None else 0

    def rest(self) -> bytes:
        assert self.plan is not None
        return left_out(self.sheet, self.plan.columns, self.plan.need_you)

    def ask_before(self) -> None:
        self.desk.runner.ask(self, people.PupilImports(), self._before, self.failed.emit)

    def _before(self, rows: tuple[ImportRow, ...]) -> None:
        self.before_came.emit(
            tuple(
                CameBefore(
                    _before_words(row),
                    row.file_name,
                    TakeBackImport(row.source),
                )
                for row in rows
                if not row.taken_back
            )
        )


def _before_words(row: ImportRow) -> str:
    key = "before_merged" if row.merged else "before_pupils"
    day = day_in_words(row.at.date())
    return say(key, file=row.file_name, count=row.pupils, merged=row.merged, day=day)


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
