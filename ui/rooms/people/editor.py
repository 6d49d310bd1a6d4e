"""One form over the page: words are kept as a draft, saved by version, and never lost to another's edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.clock import on_the_wall
from app.core.command import Command, Receipt
from app.core.drafts import Draft
from app.core.errors import InchstoneError, OutOfDate, Unavailable
from app.core.query import Query
from app.core.sentences import sentence
from ui.kit.answers import Asks
from ui.kit.desk import Desk
from ui.kit.form import STOOD, Difference, Form
from ui.kit.form_draft import FormDraft
from ui.kit.parts import Band, Card, Column, PageTitle, Row, Rule, Text, link, primary, secondary
from ui.kit.shortcuts import bind
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.rooms.people.scrolled import LeanBody, Scrolled
from ui.words.people import say

Values = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What an editor is to edit.

    ``form`` names the draft. ``save`` makes the command from the version that was shown and the values.
    ``again`` asks for the card as it stands now, ``read`` finds version and values in the answer; a new
    card has neither. ``blame`` says which field a refusal is about.
    """

    form: str
    title: str
    line: str
    button: str
    asked: tuple[Asks, ...]
    values: Values
    save: Callable[[int, Values], Command]
    version: int = 0
    again: Query[Any] | None = None
    read: Callable[[Any], tuple[int, Values] | None] = lambda _answer: None
    blame: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


def fields_of(card: Any) -> Values:
    """The values of a card, by field."""
    return asdict(card)


class Editor(QWidget):
    """Shows one sheet until it is recorded, thrown away, or left with its words kept."""

    closed = Signal()
    recorded = Signal(object)
    """The receipt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: Sheet | None = None
        self._base: Values = {}
        self._version = 0
        self.form: Form | None = None
        self.draft = FormDraft(self, desk)
        self.title = PageTitle("", "")
        self.trouble = Trouble()
        self.both = BothTexts()
        self.save = primary(say("save"), "check")
        self.leave = secondary(say("back_without"))
        self._card = Card(padding=20)
        self._lay_out()
        self._connect()

    @property
    def is_open(self) -> bool:
        return self._sheet is not None

    def open(self, sheet: Sheet) -> None:
        """Show a sheet, with the words of an earlier draft of it where there is one."""
        self.clear()
        self._sheet, self._base, self._version = sheet, sheet.values, sheet.version
        self.title.show_words(sheet.title, sheet.line)
        self.save.set_words(sheet.button)
        self.form = Form(sheet.asked, self._desk.clock.today)
        self._card.add(self.form)
        self.form.show()  # what is not shown yet takes no focus
        self.form.put(sheet.values)
        self.form.first()
        self.draft.open(sheet.form, self.form)

    @property
    def open_draft(self) -> Draft | None:
        """The form that is open, as a draft of it would be named."""
        ref = self.draft.ref
        return None if self._sheet is None or ref is None else Draft(ref, self._sheet.form)

    def leave_open(self) -> None:
        """The page is left: what was typed is kept now."""
        self.draft.keep()

    def close_sheet(self) -> None:
        """Back to the page; the draft waits."""
        if not self.is_open:
            return
        self.leave_open()
        self.clear()
        self.closed.emit()

    def clear(self) -> None:
        """Forget everything that is shown. What was typed was kept at most a second ago."""
        self.draft.close()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self._sheet = self.form = None
        self.save.setEnabled(True)
        for shown in (self.trouble, self.both):
            shown.hide()

    # -- recording

    def record(self) -> None:
        """Record what stands in the form."""
        if self._sheet is None or self.form is None or not self.save.isEnabled():
            return
        if not self.form.check():
            return
        self.trouble.hide()
        self.save.setEnabled(False)
        self.draft.keep()
        command = self._sheet.save(self._version, {**self._base, **self.form.values()})
        self._desk.runner.submit(self, command, self._recorded, self._refused, self.draft.ref)

    def _recorded(self, receipt: Receipt) -> None:
        self.save.setEnabled(True)
        sheet = self._sheet
        if sheet is None:
            return
        if receipt.entry is None:
            self.draft.discard()
        else:
            self.draft.submitted()
            self._desk.shell.say(sheet.said or say("saved"), undo=True)
        self.clear()
        self.closed.emit()
        self.recorded.emit(receipt)

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if self._sheet is None or self.form is None:
            return
        if isinstance(error, OutOfDate) and error.code == "changed_meanwhile" and self._sheet.again:
            self._desk.runner.ask(self, self._sheet.again, self._show_both, self._refused)
        elif isinstance(error, Unavailable):
            self.trouble.show_trouble(
                say("not_saved", time=_time(self._desk.clock.now()), why=sentence(error))
            )
        elif isinstance(error, InchstoneError):
            self.form.refuse(self._sheet.blame.get(error.code, ""), sentence(error))
        else:
            self._desk.shell.problem(error)

    def _show_both(self, answer: Any) -> None:
        """Somebody was quicker: what only they changed is taken, what both changed stands side by side."""
        found = self._sheet.read(answer) if self._sheet is not None else None
        if found is None or self.form is None:
            self._desk.shell.problem(OutOfDate("row_gone"))
            return
        version, theirs = found
        both = self.form.differences(self._base, theirs)
        self._version, self._base = version, theirs
        self.both.show_differences(both)
        self.leave_open()

    def _clashed(self, both: Sequence[Difference]) -> None:
        """Words that stand here again were typed over something that says something else by now."""
        self.both.show_differences(both)

    def _take_theirs(self, difference: Difference) -> None:
        if self.form is not None:
            self.form.put({difference.name: difference.value})
            self.draft.typed()

    def _copy(self) -> None:
        words = self.form.words() if self.form is not None else {}
        typed = [text for name, text in words.items() if not name.startswith(STOOD)]
        QApplication.clipboard().setText("\n".join(typed))

    # -- how it is put together

    def _lay_out(self) -> None:
        line = Row(self.save, self.leave, self.draft.kept, None, gap=10)
        for part in (self.trouble, self.both):
            part.hide()
        body = LeanBody(self.title, self.draft.found, self.trouble, self.both, self._card, line, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolled(body))
        follow(self._restyle)

    def _connect(self) -> None:
        self.save.clicked.connect(self.record)
        self.leave.clicked.connect(self.close_sheet)
        self.draft.clashed.connect(self._clashed)
        self.trouble.again.clicked.connect(self.record)
        self.trouble.copy.clicked.connect(self._copy)
        self.both.taken.connect(self._take_theirs)
        bind(self, "record", self.record, whole_window=False)
        bind(self, "close_layer", self.close_sheet, whole_window=False)

    def _restyle(self) -> None:
        self._card.setMaximumWidth(current_look().px(860))


class Trouble(Band):
    """What could not be saved, over the form: the words stay, and two ways on."""

    def __init__(self) -> None:
        self.again = secondary(say("try_again"), "refresh-cw")
        self.copy = link(say("copy_text"), "copy")
        super().__init__(Tone.URGENT, "", self.again, self.copy)

    def show_trouble(self, words: str) -> None:
        """Say it, and offer the way on first."""
        self.say(Tone.URGENT, words)
        self.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)


class BothTexts(Card):
    """What is on record now and what was typed, side by side, where two people changed one thing."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(say("both_title"), beside=say("both_beside"))
        self._rows: list[QWidget] = []

    def show_differences(self, both: Sequence[Difference]) -> None:
        """Each difference with both texts; with none, that what they changed stands in the form."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in both] or [
            Text(say("both_merged"), "body", "text2", wrap=True)
        ]
        for row in self._rows:
            self.add(row)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, one: Difference) -> QWidget:
        take = secondary(say("take_theirs"))
        take.setAccessibleName(say("take_theirs_of", label=one.label))
        take.clicked.connect(lambda: self.taken.emit(one))
        sides = Row(gap=16)
        for heading, words in ((say("on_record_now"), one.on_record), (say("you_typed"), one.typed)):
            side = Column(Text(heading, "small_strong", "text3"), Text(words, "body", wrap=True), None)
            sides.add(side, 1)
        sides.add(Column(take, None))
        return Column(Rule(), Text(one.label, "body_strong"), sides, gap=6)


def _time(at: datetime) -> str:
    return f"{on_the_wall(at):%H:%M}"
