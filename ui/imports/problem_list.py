"""The rows that a person should look at, a page at a time; the focus stays or goes to the next row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.sentences import say as sentence
from app.exchange.choices import Act, Decision
from app.exchange.headings import Guess
from app.exchange.pupil_sorting import Attention, Double
from app.exchange.pupils import PupilPlan
from app.exchange.sheet import Sheet
from ui.imports.double_box import DoubleBox, double_words
from ui.imports.sheet_fix import Fixes, cell_of, columns_of
from ui.kit.accessible import controls, named
from ui.kit.parts import Column, Flow, Picture, Row, Rule, Text, link, secondary
from ui.words.imports import say

PAGE = 50
_ROW = re.compile(r"row (\d+) ")


class ProblemList(Column):
    """First what waits for somebody, row by row, with its fix; then pupils of whom the file says more."""

    fixed = Signal(int, int, str)
    typed = Signal(int, int, str)
    decided = Signal(object)
    """Rows, each with what was decided about it or nothing."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.lines: dict[tuple[int, int], QLineEdit] = {}
        self.boxes: dict[int, DoubleBox] = {}
        self.told: tuple[str, ...] = ()
        self._at = 0
        self._shown: tuple[PupilPlan, Sheet, Fixes] | None = None
        self._typing: Fixes = {}

    def show_plan(self, plan: PupilPlan, sheet: Sheet, typing: Fixes) -> None:
        """``typing`` stands in its line again: it was typed and not taken while another row was put right."""
        had_focus = self._give_up_focus()
        self._shown, self._typing = (plan, sheet, typing), typing
        self._empty()
        self.lines, self.boxes = {}, {}
        asked = [each for each in plan.doubles if each.why or each.act is not None]
        more = [each for each in plan.doubles if not each.why and each.act is None]
        beside = {each.row for each in asked}
        plain = [each for each in plan.need_you if each.row not in beside]
        waiting: list[Attention | Double] = sorted([*plain, *asked], key=lambda each: each.row)
        items = [*waiting, *more]
        self._at = min(self._at, max(0, len(items) - 1) // PAGE * PAGE)
        self.told = tuple(_told(each) for each in items[self._at : self._at + PAGE])
        for place, item in enumerate(items[self._at : self._at + PAGE], start=self._at):
            if place == len(waiting):
                self._add(self._bulk(more))
            self._add(self._box(item, plan, sheet))
            self._add(Rule())
        if len(items) > PAGE:
            self._add(self._pages(len(items)))
        self.setVisible(bool(items))
        self._put_focus_back(had_focus)

    def _add(self, part: QWidget) -> None:
        """Shown at once: what waits for the layout to show it cannot take the focus back."""
        self.add(part)
        part.show()

    def _box(self, item: Attention | Double, plan: PupilPlan, sheet: Sheet) -> QWidget:
        if isinstance(item, Attention):
            return self._problem(item, plan.columns, sheet)
        box = DoubleBox(item)
        box.decided.connect(lambda row, said: self.decided.emit(((row, said),)))
        self.boxes[item.row] = box
        problem = next((each for each in plan.need_you if each.row == item.row), None)
        if problem is not None and problem.why != item.why:
            box.add(Text(_told(problem), "body_medium", wrap=True))
        for column in columns_of(problem, plan.columns) if problem is not None else ():
            box.add(self._fix(item.row, column, sheet))
        return box

    def _problem(self, problem: Attention, columns: Sequence[Guess], sheet: Sheet) -> Column:
        line = Row(Picture("triangle-alert", "warn", 18), gap=10)
        line.add(Text(_told(problem), "body_medium", wrap=True), 1)
        box = Column(line, gap=4)
        for column in columns_of(problem, columns):
            box.add(self._fix(problem.row, column, sheet))
        box.add(Text(say("leave_row"), "small", "text3", wrap=True))
        return box

    def _fix(self, line: int, column: Guess, sheet: Sheet) -> Row:
        edit = named(QLineEdit(), say("fix_label", column=column.theirs, row=line))
        edit.setObjectName(f"row {line} {column.column}")
        edit.setText(self._typing.get((line, column.column), cell_of(sheet, line, column.column)))
        edit.textEdited.connect(lambda text: self.typed.emit(line, column.column, text))
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

    def _bulk(self, more: Sequence[Double]) -> QWidget:
        """Those who are here beyond doubt can all be filled in at once; nothing on record is overwritten."""
        words = say("more_one") if len(more) == 1 else say("more_many", count=len(more))
        fill = secondary(say("fill_all"), "layers")
        fill.setObjectName("fill all")
        fill.clicked.connect(
            lambda: self.decided.emit(
                tuple((each.row, Decision(each.row, Act.MERGE, each.whom.whom)) for each in more)
            )
        )
        return Flow(Text(words, "title"), fill, gap=12)

    def _pages(self, count: int) -> QWidget:
        last = min(self._at + PAGE, count)
        row = Row(Text(say("page_of", first=self._at + 1, last=last, of=count), "small", "text3"), gap=8)
        for key, step in (("earlier", -PAGE), ("later", PAGE)):
            button = link(say(key))
            button.setObjectName(f"page {key}")
            button.setEnabled(0 <= self._at + step < count)
            button.clicked.connect(self._turn_by(step))
            row.add(button)
        row.add(None)
        return row

    def _turn_by(self, step: int) -> Callable[[], None]:
        def turn() -> None:
            self._at += step
            if self._shown is not None:
                self.show_plan(*self._shown)

        return turn

    # -- where somebody was

    def put_between(self, before: QWidget, after: QWidget) -> None:
        """Tab goes through the rows as they stand. What is made anew would come after the whole page."""
        last = before
        for each in (*controls(self), after):
            QWidget.setTabOrder(last, each)
            last = each

    def _give_up_focus(self) -> str:
        """Who has the focus, by name. Whoever kept it while hidden would pass it on, and scroll there."""
        focus = self.focusWidget()
        if focus is None or not focus.hasFocus():
            return ""
        focus.clearFocus()
        return focus.objectName()

    def _put_focus_back(self, name: str) -> None:
        """To the same control; where its row is gone, to the first control of the row after it."""
        row = _ROW.match(name)
        if not name:
            return
        widget = self.findChild(QWidget, name)
        if widget is None and row is not None:
            widget = next((each for each in controls(self) if _row_of(each) >= int(row[1])), None)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        """What is taken out loses its name at once, so that nobody finds it before Qt lets go of it."""
        while self.box.count():
            item = self.box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _row_of(widget: QWidget) -> int:
    found = _ROW.match(widget.objectName())
    return int(found[1]) if found else -1


def _told(item: Attention | Double) -> str:
    words = double_words(item) if isinstance(item, Double) else sentence(item.why, item.facts)
    return f"{say('row')} {item.row}: {words}"
