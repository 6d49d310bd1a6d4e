"""The way of a sheet of pupils: which sheet, which columns, which rows. What is said about it is kept."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.core.command import Command, Receipt
from app.core.drafts import Draft, KeptDraft
from app.core.ids import ImportId, Ref
from app.core.sentences import day_in_words
from app.exchange import headings, pupil_rows, reading
from app.exchange.choices import Choices, Decision
from app.exchange.dates import Order
from app.exchange.pupils import PlanPupils, PupilPlan
from app.exchange.reading import Sheets
from app.exchange.sheet import Sheet
from app.rooms import people
from app.rooms.people import ImportRow, TakeBackImport
from ui.imports.choose_step import CameBefore
from ui.imports.course import Course
from ui.imports.look_step import LookStep, not_yet_words, rows_words
from ui.imports.match_step import MatchStep
from ui.imports.sheet_fix import corrected, left_out
from ui.imports.sheet_work import SheetWork
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.words.imports import say

DRAFT = "import:pupils:"
"""What the draft of what was said about a sheet is kept under, before the digest of its file."""

LONGEST_PASTE = 200_000
"""Signs. Longer cells are not kept with what was said about them: they are pasted again."""


class PupilCourse(Course):
    """Reads and plans a sheet, and keeps what somebody says about it at most a second behind."""

    key = "pupils"

    def __init__(self, wizard: QObject, desk: Desk) -> None:
        super().__init__(wizard, desk)
        self.match, self.look = MatchStep(), LookStep()
        self.steps = (("match", self.match), ("look", self.look))
        self._found: Sheets | None = None
        self._pasted = ""
        self._work = SheetWork()
        self._keeper: DraftKeeper | None = None
        self.plan: PupilPlan | None = None
        self._is_fresh = False
        self.match.chosen.connect(self._column_chosen)
        self.match.order_chosen.connect(self._order_chosen)
        self.match.sheet_chosen.connect(self._sheet_chosen)
        self.look.fixed.connect(self._fixed)
        self.look.typed.connect(self._typed)
        self.look.decided.connect(self._decided)
        self.look.save_rest.clicked.connect(self.rest_asked)

    def read(self, path: Path) -> None:
        self.busy.emit(say("reading", name=path.name))
        self.aside(lambda: reading.read_table(path), self._read)

    def paste(self, text: str) -> None:
        """Cells from the clipboard, as if they were a file."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        self._read(Sheets(digest, say("pasted_name"), (reading.pasted(text),)), text)

    def _read(self, found: object, pasted: str = "") -> None:
        assert isinstance(found, Sheets)
        self.keep()
        self._asked += 1  # an answer about what was read before is no longer wanted
        self._pasted = pasted
        try:
            best = pupil_rows.best_sheet(found.sheets, headings.shipped(headings.PUPILS))
        except Exception as error:
            self.failed.emit(error)
            return
        self._found = found
        self._work = SheetWork(at=next(at for at, sheet in enumerate(found.sheets) if sheet is best))
        name = f"{DRAFT}{found.digest}"
        self._keeper = DraftKeeper(self, self.desk.runner, name, self._kept_words)
        self._keeper.failed.connect(self.desk.shell.problem)
        self.desk.runner.drafts(self, partial(self._put_back, name), lambda _error: self._begin())

    def _put_back(self, name: str, drafts: tuple[KeptDraft, ...]) -> None:
        """What was said about these very cells before, by the same person."""
        if self._found is None or name != DRAFT + self._found.digest:
            return
        kept = next((one for one in drafts if one.draft.form == name), None)
        work = None if kept is None else SheetWork.of_words(kept.draft.words)
        if kept is not None and work is not None and self._keeper is not None:
            self._keeper.go_on(kept.draft.ref)
            self._work = work
            self.stood_again.emit(kept.kept_at)
        self._begin()

    def _begin(self) -> None:
        assert self._found is not None
        self.match.show_sheets([sheet.name for sheet in self._found.sheets], self._work.at)
        self._plan()

    @property
    def sheet(self) -> Sheet:
        """The sheet as it stands with what was put right."""
        assert self._found is not None
        return corrected(self._found.sheets[self._work.at], self._work.fixes)

    def _plan(self) -> None:
        if self._found is None:
            return
        work = self._work
        decisions = tuple(work.decisions[row] for row in sorted(work.decisions))
        choices = Choices(tuple(sorted(work.columns.items())), work.order, decisions=decisions)
        query = PlanPupils(self.sheet, self._found.digest, self._found.name, choices)
        self._asked += 1
        mine = self._asked
        self._is_fresh = False
        self.planning.emit()
        self.desk.runner.ask(
            self, query, lambda plan: self._planned(plan) if mine == self._asked else None, self.failed.emit
        )

    def _planned(self, plan: PupilPlan) -> None:
        self.plan, self._is_fresh = plan, True
        heading = self._heading()
        sheet = self.sheet
        self.match.show_plan(plan, sheet, self._work.columns, heading)
        self.look.show_plan(plan, sheet, self._work.typing, self._found.hidden if self._found else ())
        self.planned.emit()

    def _heading(self) -> int:
        spellings = headings.shipped(headings.PUPILS)
        return max(headings.find(self.sheet, spellings, pupil_rows.EVIDENCE).lines, default=0)

    # -- what somebody says about it

    def _column_chosen(self, column: int, ours: str) -> None:
        self._work.columns[column] = ours
        self._ask_anew()

    def _order_chosen(self, order: Order) -> None:
        self._work.order = order
        self._ask_anew()

    def _ask_anew(self) -> None:
        """The rows say something else now than what was decided about them."""
        self._work.decisions.clear()
        self._said()

    def _sheet_chosen(self, at: int) -> None:
        """Lines and columns of another sheet are others."""
        self._work = SheetWork(at=at, order=self._work.order)
        self._said()

    def _fixed(self, line: int, column: int, text: str) -> None:
        self._work.fixes[line, column] = text
        self._work.typing.pop((line, column), None)
        self._forget_decisions(line)
        self._said()

    def _forget_decisions(self, line: int) -> None:
        """About this line, except who is meant; and about rows above others, which may be other rows now."""
        kept = {row: one for row, one in self._work.decisions.items() if one.whom is not None}
        if line in kept:
            kept[line] = Decision(line, None, kept[line].whom)
        self._work.decisions = kept

    def _typed(self, line: int, column: int, text: str) -> None:
        self._work.typing[line, column] = text
        self._keep_soon()

    def _decided(self, said: tuple[tuple[int, Decision | None], ...]) -> None:
        for row, decision in said:
            if decision is None:
                self._work.decisions.pop(row, None)
            else:
                self._work.decisions[row] = decision
        self._said()

    def _said(self) -> None:
        self._keep_soon()
        self._plan()

    # -- keeping it

    def _keep_soon(self) -> None:
        if self._keeper is not None:
            self._keeper.typed()

    def _kept_words(self) -> dict[str, str]:
        pasted = self._pasted if len(self._pasted) <= LONGEST_PASTE else ""
        return self._work.words(self.name, pasted)

    @property
    def draft(self) -> Ref | None:
        return None if self._keeper is None else self._keeper.ref

    @property
    def something_said(self) -> bool:
        return bool(self._work.words("", ""))

    def keep(self) -> None:
        if self._keeper is not None:
            self._keeper.keep()

    def came_in(self) -> None:
        if self._keeper is not None:
            self._keeper.submitted()

    def throw_away(self) -> None:
        if self._keeper is not None:
            self._keeper.discard()
        self._work = SheetWork(at=self._work.at)
        self._plan()

    def reopen(self, draft: Draft) -> str:
        pasted = SheetWork.pasted_in(draft.words)
        if pasted:
            self.paste(pasted)
            return ""
        return SheetWork.file_in(draft.words)

    # -- bringing it in

    @property
    def command(self) -> Command | None:
        return self.plan.command if self.plan is not None and self._is_fresh else None

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
