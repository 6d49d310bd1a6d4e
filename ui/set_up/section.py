"""A part of the set-up: a list, and a form beside it to add, edit, end or withdraw one line of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.core.changes import Change
from app.core.command import Command, Receipt
from app.core.drafts import Draft
from app.core.errors import OutOfDate
from app.core.permissions import Permission
from app.core.query import Query
from ui.kit.accessible import announce, named
from ui.kit.answers import Asks
from ui.kit.desk import Desk
from ui.kit.form import Difference, Form
from ui.kit.form_draft import FormDraft
from ui.kit.live import Live
from ui.kit.parts import Card, Row, Rule, Text, link, primary, secondary
from ui.kit.parts import Column as Stacked
from ui.kit.parts.lined_table import LinedTable
from ui.kit.parts.scrolling import clear_scrolling
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow
from ui.set_up.last_changed import Asked, LastChanged
from ui.words.set_up import say

R = TypeVar("R")
Values = dict[str, Any]
TWO_HALVES = 720
"""Narrower than this, in pixels at 100 %, the list gives its place to the form."""


@dataclass(frozen=True, slots=True)
class Part(Generic[R]):
    """What one part of the set-up is: its question, its columns, its form and its commands."""

    key: str
    requires: Permission
    query: Callable[[], Query[tuple[R, ...]]]
    concerns: Callable[[Change], bool]
    columns: Sequence[Column[R]]
    row_key: Callable[[R], Hashable]
    asks: Callable[[], Sequence[Asks]]
    values: Callable[[R], Values]
    changed: Asked
    """Who last changed anything of it."""
    add: Callable[[Values], Command] | None = None
    edit: Callable[[R, Values], Sequence[Command]] | None = None
    withdraw: Callable[[R], Command] | None = None
    blank: Values = field(default_factory=dict)
    after_add: Callable[[int, Values], Sequence[Command]] = lambda _new, _values: ()
    """What can be said only once the row has a number."""
    note: Callable[[R], str] | None = None
    """What a row is about, where it is from and who changed it."""
    is_over: Callable[[R, date], bool] | None = None
    """Whether a row lies before a day: the list opens on the first that does not."""


class ListSection(QWidget, Generic[R]):
    """The list at the left, the form at the right; where there is no room for both, one after the other."""

    def __init__(self, desk: Desk, part: Part[R]) -> None:
        super().__init__()
        self.desk, self.part = desk, part
        self._row: R | None = None
        self._new = False
        self._busy = False
        self._remaining: list[Command] = []
        self._sent: Values = {}
        self._made: Hashable = None
        self._wanted: str | None = None
        self._arrived = False
        self._in_place = QTimer(self, singleShot=True, interval=0)
        self._in_place.timeout.connect(self._show_current)
        self.model: TableModel[R] = TableModel(part.columns, part.row_key, parent=self)
        self.table = named(LinedTable(), say(part.key))
        self.table.setModel(self.model)
        self.add = primary(say("add"), "plus")
        self.empty = Text(say("empty"), "body", "text2")
        self.form: Form | None = None
        self.save = primary(say("save"), "check")
        self.cancel = link(say("cancel"))
        self.withdraw = secondary(say("withdraw"), "archive")
        self.draft = FormDraft(self, desk)
        self._theirs = Text("", "body", "text2", wrap=True)
        self.note = Text("", "small", "text3", wrap=True)
        self.changed = LastChanged(desk, part.changed, part.concerns)
        self._lay_out()
        self._connect()
        self._live: Live[tuple[R, ...]] = Live(
            self, desk.runner, part.query, self.show_rows, desk.shell.problem, part.concerns
        )

    def refresh(self) -> None:
        """Ask again, and leave the focus where it is."""
        self._live.refresh()
        self.changed.arrive()

    def arrive(self) -> None:
        """The section is shown: ask again."""
        self._arrived = True
        if self._wanted is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def leave(self) -> None:
        """Another section is shown: what was typed is kept."""
        self.draft.keep()
        self.changed.leave()

    def clear(self) -> None:
        """The screen is being locked: the form that is open stands there again when it is not."""
        self._wanted = None if self.form is None else self.draft.name.partition(":")[2]
        self._busy = False
        self.changed.clear()
        self.model.show(())
        self._leave_form()

    def show_rows(self, rows: tuple[R, ...]) -> None:
        """The list as it stands on record."""
        self.model.show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.fit()
        if self._arrived and rows and self.form is None:
            self._arrived = False
            self._in_place.start()  # the list has its height only once it was laid out
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.form is None:
            self._reopen(wanted, rows)

    def _show_current(self) -> None:
        """A list of many years opens on what goes on now or comes next, with the keys there."""
        over, today = self.part.is_over, self.desk.clock.today()
        rows = self.model.rows
        if over is None or not rows or self.form is not None:
            return
        place = next((place for place, row in enumerate(rows) if not over(row, today)), len(rows) - 1)
        index = self.model.index(place, 0)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def take_up(self, draft: Draft) -> None:
        """Open the form that these words were typed into; it puts them back itself."""
        if self.form is None or self.draft.name != draft.form:
            self._close_form()
            self.draft.wanted, self._wanted = draft, draft.form.partition(":")[2]

    def _reopen(self, wanted: str, rows: tuple[R, ...]) -> None:
        """The line that was open; a new one where that is not there any more."""
        row = next((row for row in rows if str(self.part.row_key(row)) == wanted), None)
        if row is not None:
            self.open_row(row)
        elif self.part.add is not None:
            self.open_new()
        if self.form is not None:
            self.form.first()

    def open_row(self, row: R) -> None:
        """Show one line's form."""
        if self.part.edit is None and self.part.withdraw is None:
            return
        self._row, self._new = row, False
        self._open_form(self.part.values(row))

    def open_new(self) -> None:
        """Show an empty form."""
        self._row, self._new = None, True
        self._open_form(dict(self.part.blank))

    def _lay_out(self) -> None:
        self._left, self._right = Card(say(self.part.key)), Card(say("new", what=say(self.part.key)))
        self._left.add(Text(say(f"{self.part.key}_line"), "body", "text2", wrap=True))
        self._left.add(self.changed)
        self._left.add(self.empty)
        self._left.add(self.table, 1)
        if self.part.add is not None and self.desk.may(self.part.requires):
            self._left.add(Row(self.add, None))
        self._inside = Stacked(self.draft.found, self.note, self._theirs, None, gap=10)
        self._right.add(clear_scrolling(self._inside), 1)
        self._right.add(Rule())  # else what the form scrolls under would seem to belong to its last label
        self._right.add(Row(self.withdraw, None, self.draft.kept))
        self._right.add(Row(self.cancel, None, self.save))
        self._theirs.hide()
        self._right.hide()
        self._halves = Row(gap=14)
        self._halves.add(self._left, 3)
        self._halves.add(self._right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        follow(self._restyle)

    def _connect(self) -> None:
        self.add.clicked.connect(self.open_new)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._discard)
        self.withdraw.clicked.connect(self._withdraw)
        self.draft.clashed.connect(self._clashed)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated.connect(lambda index: self.open_row(self.model.row_at(index)))

    def _restyle(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Side by side where there is room for both; else the open form has the room to itself."""
        narrow = self.width() < current_look().px(TWO_HALVES)
        self._left.setHidden(narrow and self.form is not None)
        self._right.setMinimumWidth(0 if narrow else current_look().px(340))

    def _selected(self, selected: QItemSelection, _gone: QItemSelection) -> None:
        rows = selected.indexes()
        if rows:
            self.open_row(self.model.row_at(rows[0]))

    def _open_form(self, values: Values) -> None:
        self._close_form()
        may = self.desk.may(self.part.requires)
        may_save = may and (self._new or self.part.edit is not None)
        self.form = Form(self._asks(), self.desk.clock.today)
        self.form.put(values)
        self.form.setEnabled(may_save)
        self._inside.box.insertWidget(3, self.form)
        self.save.setVisible(may_save)
        self.withdraw.setVisible(may and not self._new and self.part.withdraw is not None)
        words = say(self.part.key)
        self._right.set_title(say("new", what=words) if self._new else say("editing", what=words))
        self.note.setText(self.part.note(self._row) if self.part.note and self._row is not None else "")
        self.note.setVisible(bool(self.note.text()))
        if may_save:
            self.draft.open(self._name(), self.form)
        self._fit()
        self._right.show()
        if self._new:
            self.form.first()

    def _asks(self) -> Sequence[Asks]:
        """What the form that is being opened asks."""
        return self.part.asks()

    def _name(self) -> str:
        """What a draft of the open form is kept under."""
        row = "new" if self._row is None else self.part.row_key(self._row)
        return f"set_up/{self.part.key}:{row}"

    def _close_form(self) -> None:
        self.draft.close()
        self._right.hide()
        self._theirs.hide()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = None
        self._remaining = []
        self._fit()

    def _discard(self) -> None:
        self.draft.discard()
        self._leave_form()

    def _leave_form(self) -> None:
        self._close_form()
        self._row = None
        self.table.clearSelection()

    def _save(self) -> None:
        """What stopped in its midst goes on where it stopped, so that nothing is added twice."""
        if self.form is None or self._busy or not self.form.check():
            return
        values = self.form.values()
        if self._remaining:
            self._execute(self._remaining, self._save)
            return
        self._sent, self._made = values, None
        if self._new and self.part.add is not None:
            self._execute([self.part.add(values)], self._save, self.part.after_add)
        elif self.part.edit is not None and self._row is not None:
            self._made = self.part.row_key(self._row)
            self._execute(list(self.part.edit(self._row, values)), self._save)

    def _withdraw(self) -> None:
        if self.part.withdraw is not None and self._row is not None and not self._busy:
            self._sent = {} if self.form is None else self.form.values()
            self._execute([self.part.withdraw(self._row)], self._withdraw)

    def _execute(
        self,
        commands: list[Command],
        again: Callable[[], None],
        then: Callable[[int, Values], Sequence[Command]] | None = None,
    ) -> None:
        """One after the other; the draft goes with the last, so that nothing is lost between two."""
        first, rest = commands[0], commands[1:]

        def done(receipt: Receipt) -> None:
            if then is not None and receipt.new_id is not None:
                self._made = receipt.new_id
                rest.extend(then(receipt.new_id, self._sent))
                if rest:
                    self.draft.move(f"set_up/{self.part.key}:{receipt.new_id}")
            self._remaining = rest
            if rest:
                self._execute(rest, again)
            else:
                self._finished(receipt)

        self._busy = True
        self.draft.keep()
        draft = None if rest else self.draft.ref
        self.desk.runner.submit(self, first, done, partial(self._refused, again), draft)

    def _finished(self, receipt: Receipt) -> None:
        """All is on record. What was typed over it meanwhile is an edit of what was just made."""
        self._busy = False
        if self.form is not None and self.form.values() != self._sent and self.part.edit is not None:
            self.desk.runner.ask(self, self.part.query(), self._go_on, self.desk.shell.problem)
            return
        if receipt.entry is None:
            self.draft.discard()
        else:
            self.draft.submitted()
        self._leave_form()
        self.desk.shell.say(say("saved"), undo=receipt.undoable)

    def _go_on(self, rows: tuple[R, ...]) -> None:
        self._row = next((row for row in rows if self.part.row_key(row) == self._made), None)
        self._new = False
        self._save()

    def _refused(self, again: Callable[[], None], error: Exception) -> None:
        self._busy = False
        stale = isinstance(error, OutOfDate) and error.code == "changed_meanwhile"
        if stale and self._row is not None:
            self._show_both()
            return
        self.desk.shell.problem(error, again)

    def _clashed(self, both: list[Difference]) -> None:
        """Words that stand here again were typed over something that says something else by now."""
        self._say_theirs(", ".join(f"{one.label}: {one.on_record}" for one in both))

    def _say_theirs(self, shown: str) -> None:
        self._theirs.setText(f"{say('changed_meanwhile')}\n{say('theirs')}: {shown}")
        self._theirs.show()
        announce(self, self._theirs.text())

    def _show_both(self) -> None:
        """What stands now above, what was typed still in the fields; saving again replaces it."""

        def arrived(rows: tuple[R, ...]) -> None:
            assert self._row is not None
            key = self.part.row_key(self._row)
            now = next((row for row in rows if self.part.row_key(row) == key), None)
            if now is None:
                return
            self._row = now
            shown = ", ".join(str(column.words(now)) for column in self.part.columns)
            self._say_theirs(shown)

        self.desk.runner.ask(self, self.part.query(), arrived, self.desk.shell.problem)
