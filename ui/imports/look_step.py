"""The third step for pupils: rows that need a person first, each with its fix; then what is ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QScrollArea, QTableView

from app.core.sentences import day_in_words
from app.core.sentences import say as sentence
from app.exchange.headings import Guess
from app.exchange.pupil_rows import PupilRow
from app.exchange.pupils import Attention, PupilPlan
from app.exchange.sheet import Sheet
from app.rooms.people import Check, HereAlready
from ui.imports.sheet_fix import cell_of, columns_of
from ui.kit.accessible import named
from ui.kit.parts import Card, Column, Picture, Row, Rule, Text, secondary
from ui.kit.table_model import Column as TableColumn
from ui.kit.table_model import TableModel
from ui.kit.theme import current_look, follow
from ui.words.imports import say

SHOWN_PROBLEMS, SHOWN_READY = 50, 200


def rows_words(count: int) -> str:
    return say("one_row") if count == 1 else say("rows", count=count)


def head_words(plan: PupilPlan) -> str:
    """What the page says first: how many need somebody, how many are ready."""
    need, ready = len({one.row for one in plan.need_you}), len(plan.ready)
    needs = say("need_one") if need == 1 else say("need_many", count=need)
    if need and ready:
        are_ready = say("ready_one") if ready == 1 else say("ready_many", count=ready)
        return say("need_ready", need=needs, ready=are_ready)
    if need:
        return say("none_ready", need=needs)
    if ready:
        return say("only_one") if ready == 1 else say("all_ready", count=ready)
    return say("nothing_new", known=rows_words(plan.read))


class LookStep(Card):
    """A cell put right is taken with Enter; the plan is asked again and the row moves where it belongs."""

    fixed = Signal(int, int, str)
    """The line, the column, and what stands there from now on."""

    def __init__(self) -> None:
        super().__init__(padding=16)
        self._title_words = Text("", "heading", wrap=True)
        self._told_aside = Text("", "small", "text2", wrap=True)
        self._problems = Column(gap=8)
        self.lines: dict[tuple[int, int], QLineEdit] = {}
        self.model: TableModel[PupilRow] = TableModel(_COLUMNS, lambda row: row.row)
        self.table = named(QTableView(), say("ready_title"))
        self._ready = Text("", "body_strong")
        self._scroll = QScrollArea()
        self._lay_out()
        follow(self._fit)

    def _lay_out(self) -> None:
        self._scroll.setObjectName("clear_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._problems.setObjectName("clear")
        self._scroll.setWidget(self._problems)
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for part in (self._title_words, self._told_aside):
            self.add(part)
        self.add(self._scroll, 3)
        self.add(self._ready)
        self.add(self.table, 2)

    @property
    def head(self) -> str:
        return self._title_words.text()

    @property
    def aside(self) -> str:
        return self._told_aside.text()

    def told(self) -> tuple[str, ...]:
        """The problems in words, in order."""
        return self._told

    def show_plan(self, plan: PupilPlan, sheet: Sheet) -> None:
        self._title_words.setText(head_words(plan))
        self._told_aside.setText(_aside_words(plan))
        self._show_problems(plan, sheet)
        shown = plan.ready[:SHOWN_READY]
        self.model.show(shown)
        cut = len(plan.ready) > len(shown)
        title = say("ready_title")
        more = say("first_rows", count=len(shown), of=len(plan.ready)) if cut else ""
        self._ready.setText(f"{title}. {more}" if more else title)
        self._ready.setVisible(bool(shown))
        self.table.setVisible(bool(shown))

    def _show_problems(self, plan: PupilPlan, sheet: Sheet) -> None:
        _empty(self._problems)
        self.lines = {}
        told: list[str] = []
        for problem in plan.need_you[:SHOWN_PROBLEMS]:
            words = sentence(problem.why, problem.facts)
            told.append(f"{say('row')} {problem.row}: {words}")
            self._problems.add(self._problem(problem, words, plan, sheet))
            self._problems.add(Rule())
        more = len(plan.need_you) - SHOWN_PROBLEMS
        if more > 0:
            self._problems.add(
                Text(say("first_rows", count=SHOWN_PROBLEMS, of=len(plan.need_you)), "small", "text3")
            )
        self._problems.add(None)
        self._told = tuple(told)
        self._scroll.setVisible(bool(plan.need_you))

    def _problem(self, problem: Attention, words: str, plan: PupilPlan, sheet: Sheet) -> Column:
        line = Row(Picture("triangle-alert", "warn", 18), gap=10)
        line.add(Text(f"{say('row')} {problem.row}: {words}", "body_medium", wrap=True), 1)
        box = Column(line, gap=4)
        if problem.here is not None:
            for text in _side_by_side(problem, problem.here, plan, sheet):
                box.add(Text(text, "small", "text2", wrap=True))
        for column in columns_of(problem, plan.columns):
            box.add(self._fix(problem.row, column, sheet))
        box.add(Text(say("leave_row"), "small", "text3", wrap=True))
        return box

    def _fix(self, line: int, column: Guess, sheet: Sheet) -> Row:
        edit = named(QLineEdit(), say("fix_label", column=column.theirs, row=line))
        edit.setText(cell_of(sheet, line, column.column))
        take = secondary(say("take_fix"), "check")
        take.setAccessibleName(f"{say('take_fix')}, {edit.accessibleName()}")

        def fix() -> None:
            self.fixed.emit(line, column.column, edit.text().strip())

        edit.returnPressed.connect(fix)
        take.clicked.connect(fix)
        self.lines[line, column.column] = edit
        row = Row(Text(column.theirs, "small_strong", "text2"), gap=8)
        row.add(edit, 1)
        row.add(take)
        return row

    def _fit(self) -> None:
        look = current_look()
        self.table.verticalHeader().setDefaultSectionSize(look.px(34))
        self.table.horizontalHeader().setFont(look.font("small_strong"))
        self._scroll.setMinimumHeight(look.px(140))


def _aside_words(plan: PupilPlan) -> str:
    said = [say("known", count=rows_words(len(plan.unchanged)))] if plan.unchanged and plan.ready else []
    for key, counted in (("numbers_upn", plan.upn), ("numbers_uln", plan.uln)):
        parts = [say(f"check_{check.value}", count=count) for check, count in counted if count]
        if any(count for check, count in counted if check is not Check.NONE):
            said.append(say(key, parts=", ".join(parts)))
    return " ".join(said)


def _side_by_side(problem: Attention, here: HereAlready, plan: PupilPlan, sheet: Sheet) -> tuple[str, str]:
    shown = [one for one in plan.columns if one.is_filled and one.ours in _TELLING]
    theirs = [text for one in shown if (text := cell_of(sheet, problem.row, one.column))]
    born = [say("born_on", day=day_in_words(here.birth_date))] if here.birth_date else []
    numbers = [f"{kind.value} {value}" for kind, value in here.identifiers]
    ours = [f"{here.forename} {here.surname}", *born, *numbers]
    return (
        say("side_file", words=", ".join(theirs)),
        say("side_here", words=", ".join([*ours, here.ref])),
    )


_NAMES = ("forename", "surname", "full_name", "legal_forename", "legal_surname")
_TELLING = frozenset((*_NAMES, "birth_date", "upn", "uln", "year_group"))


def _others(row: PupilRow) -> str:
    kept = [row.group, row.commissioner, row.needs, *(text for _, text in row.others)]
    return ", ".join(text for text in kept if text)


_COLUMNS: Sequence[TableColumn[PupilRow]] = (
    TableColumn(say("row"), lambda row: str(row.row), numbers=True, order=lambda row: row.row),
    TableColumn(say("name"), lambda row: f"{row.forename} {row.surname}"),
    TableColumn(say("born"), lambda row: day_in_words(row.birth_date) if row.birth_date else ""),
    TableColumn(say("year"), lambda row: row.year_group),
    TableColumn(say("upn"), lambda row: row.upn),
    TableColumn(say("others"), _others),
)


def _empty(column: Column) -> None:
    while column.box.count():
        item = column.box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
