"""The third step for pupils: rows that need a person first, each with its fix; then what is ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from app.core.sentences import day_in_words
from app.core.sentences import say as sentence
from app.exchange.pupil_rows import PupilRow
from app.exchange.pupils import PupilPlan
from app.exchange.sheet import Sheet
from app.rooms.people import EVERY_HALF_DAY, Check
from ui.imports.problem_list import ProblemList
from ui.imports.sheet_fix import Fixes
from ui.kit.accessible import announce, named
from ui.kit.parts import Band, Card, Column, Row, Text, secondary
from ui.kit.parts.rows import as_rows
from ui.kit.parts.scrolling import scrolling
from ui.kit.table_model import Column as TableColumn
from ui.kit.table_model import TableModel
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.imports import say

SHOWN_READY, READY_AT_ONCE = 200, 8
ROOM_FOR_RING = (5, 5, 5, 5)


def rows_words(count: int) -> str:
    return say("one_row") if count == 1 else say("rows", count=count)


def head_words(plan: PupilPlan) -> str:
    """What the page says first: how many need somebody, how many are ready."""
    need, ready = len({one.row for one in plan.need_you}), len(plan.ready) + len(plan.merged)
    needs = say("need_one") if need == 1 else say("need_many", count=need)
    if need and ready:
        are_ready = say("ready_one") if ready == 1 else say("ready_many", count=ready)
        return say("need_ready", need=needs, ready=are_ready)
    if need:
        return say("none_ready", need=needs)
    if ready:
        return say("only_one") if ready == plan.read == 1 else say("all_ready", count=ready)
    return say("nothing_new", known=rows_words(plan.read))


class LookStep(Card):
    """A cell put right is taken with Enter; the plan is asked again and the row moves where it belongs."""

    fixed = Signal(int, int, str)
    """The line, the column, and what stands there from now on."""
    typed = Signal(int, int, str)
    """The line, the column, and what was typed there and is not taken yet."""
    decided = Signal(object)
    """Rows beside whom they may be, each with what was decided about it."""

    def __init__(self) -> None:
        super().__init__(padding=16)
        self._title_words = Text("", "heading", wrap=True)
        self._told_aside = Text("", "small", "text2", wrap=True)
        self.not_yet = Band(Tone.WARN, "")
        self.problems = ProblemList()
        self.save_rest = secondary(say("save_rest"), "download")
        self.model: TableModel[PupilRow] = TableModel(_COLUMNS, lambda row: row.row)
        self.table = named(QTableView(), say("ready_title"))
        self._ready = Text("", "body_strong")
        self.problems.fixed.connect(self.fixed)
        self.problems.typed.connect(self.typed)
        self.problems.decided.connect(self.decided)
        self._lay_out()
        follow(self._fit)

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        as_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (NAME, ALSO):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head = Row(gap=12)
        head.add(self._title_words, 1)
        head.add(self.save_rest)
        inner = Column(
            self._told_aside,
            self.not_yet,
            self.problems,
            self._ready,
            self.table,
            None,
            gap=8,
            margins=ROOM_FOR_RING,
        )
        inner.setObjectName("clear")
        area = scrolling(inner)
        area.setObjectName("clear_scroll")
        self.add(head)
        self.add(area, 1)

    @property
    def head(self) -> str:
        return self._title_words.text()

    @property
    def aside(self) -> str:
        return self._told_aside.text()

    def told(self) -> tuple[str, ...]:
        """The problems in words, in order."""
        return self.problems.told

    def show_plan(self, plan: PupilPlan, sheet: Sheet, typing: Fixes, hidden: Sequence[str] = ()) -> None:
        """``hidden`` are the sheets of the workbook that nobody sees, and that were not read."""
        self._say_head(head_words(plan))
        self._told_aside.setText(" ".join((*_aside(plan), *_hidden(hidden))))
        left = not_yet_words(plan)
        self.not_yet.say(Tone.WARN, left)
        self.not_yet.setVisible(bool(left))
        self.save_rest.setVisible(bool(plan.need_you))
        self.problems.show_plan(plan, sheet, typing)
        self.problems.put_between(self.save_rest, self.table)
        shown = plan.ready[:SHOWN_READY]
        self.model.show(shown)
        for column in range(NAME + 1, ALSO + 1):
            self.table.setColumnHidden(column, not any(_COLUMNS[column].words(row) for row in shown))
        cut = len(plan.ready) > len(shown)
        title = say("ready_title")
        more = say("first_rows", count=len(shown), of=len(plan.ready)) if cut else ""
        self._ready.setText(f"{title}. {more}" if more else title)
        self._ready.setVisible(bool(shown))
        self.table.setVisible(bool(shown))
        self._fit()

    def _say_head(self, words: str) -> None:
        if words != self.head:
            self._title_words.setText(words)
            if self.isVisible():
                announce(self, words)

    def _fit(self) -> None:
        look = current_look()
        row = look.px(34)
        self.table.verticalHeader().setDefaultSectionSize(row)
        self.table.horizontalHeader().setFont(look.font("small_strong"))
        # The heading and as many rows as a page shows; the others scroll under it.
        self.table.setFixedHeight(row * (2 + min(self.model.rowCount(), READY_AT_ONCE)))


def not_yet_words(plan: PupilPlan) -> str:
    """Which of their columns the record has no place for; nothing where it has one for all."""
    theirs = ", ".join(guess.theirs for guess in plan.not_yet)
    return say("not_yet_columns", columns=theirs) if theirs else ""


def _aside(plan: PupilPlan) -> Iterator[str]:
    """What else is to be known before it comes in."""
    if plan.unchanged and (plan.ready or plan.merged):
        yield say("known", count=rows_words(len(plan.unchanged)))
    if plan.merged:
        yield say("merging", count=rows_words(len(plan.merged)))
    for key, counted in (("numbers_upn", plan.upn), ("numbers_uln", plan.uln)):
        parts = [say(f"check_{check.value}", count=count) for check, count in counted if count]
        if any(count for check, count in counted if check is not Check.NONE):
            yield say(key, parts=", ".join(parts))
    for each in plan.allergies_elsewhere:
        yield sentence("told_of_allergy", {"heading": each.heading, "rows": each.rows})
    if plan.new_groups:
        yield say("new_groups", names=", ".join(plan.new_groups))
    if plan.new_commissioners:
        named_kinds = (
            say("commissioner_kind", name=name, kind=say(f"kind_{kind.value}"))
            for name, kind in plan.new_commissioners
        )
        yield say("new_commissioners", names=", ".join(named_kinds))
    if any(row.commissioner for row in plan.ready):
        yield say("half_days_begin", count=EVERY_HALF_DAY)


def _hidden(names: Sequence[str]) -> Iterator[str]:
    if names:
        key = "hidden_one" if len(names) == 1 else "hidden_many"
        yield say(key, count=len(names), names=", ".join(names))


def _others(row: PupilRow) -> str:
    days = (("starts_on", row.stay.first), ("leaves_on", row.stay.last))
    told = (say(key, day=day_in_words(day)) for key, day in days if day is not None)
    # A legal name that is the name says nothing that does not stand beside it.
    more = (text for _, text in row.others if text not in (row.forename, row.surname))
    kept = [row.needs, row.care, *told, *more]
    return ", ".join(text for text in kept if text)


_COLUMNS: Sequence[TableColumn[PupilRow]] = (
    TableColumn(say("row"), lambda row: str(row.row), numbers=True, order=lambda row: row.row),
    TableColumn(say("name"), lambda row: f"{row.forename} {row.surname}"),
    TableColumn(say("born"), lambda row: day_in_words(row.birth_date) if row.birth_date else ""),
    TableColumn(say("year"), lambda row: row.year_group),
    TableColumn(say("upn"), lambda row: row.upn),
    TableColumn(say("field_allergy"), lambda row: row.allergy),
    TableColumn(say("field_condition"), lambda row: row.condition),
    TableColumn(say("field_rescue_medicine"), lambda row: row.rescue_medicine),
    TableColumn(say("field_group"), lambda row: row.group),
    TableColumn(say("field_commissioner"), lambda row: row.commissioner),
    TableColumn(say("others"), _others),
)
NAME, ALSO = 1, len(_COLUMNS) - 1
