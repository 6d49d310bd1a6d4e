"""One row beside the child whom it may mean: both accounts, what differs, what shall become of the row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.core.sentences import say as sentence
from app.exchange.choices import Act, Decision
from app.exchange.merging import Beside
from app.exchange.pupil_sorting import Double
from ui.kit.accessible import named
from ui.kit.parts import Button, Column, Flow, Picture, Row, SegmentedControl, Text, choice
from ui.kit.theme import current_look
from ui.words.imports import say

ABOVE = frozenset({"act_keep_row", "then_keep_row", "then_merge_row"})
ACTS = (Act.KEEP, Act.MERGE, Act.BOTH)
_ICONS = {True: "triangle-alert", False: "circle-check"}


def double_words(double: Double) -> str:
    """Why a row stands beside somebody, in one sentence."""
    if double.why:
        return sentence(double.why, double.facts)
    return say("says_more", name=double.whom.name)


class DoubleBox(Column):
    """Keep, merge or another child; and, of each thing that differs, whose words stand."""

    decided = Signal(int, object)
    """The row, and what was decided about it; nothing once a choice was taken back."""

    def __init__(self, double: Double) -> None:
        super().__init__(gap=6)
        self._double = double
        waits = bool(double.why) and double.act is None
        line = Row(Picture(_ICONS[waits], "warn" if waits else "ok", 18), gap=10)
        line.add(Text(f"{say('row')} {double.row}: {double_words(double)}", "body_medium", wrap=True), 1)
        self.add(line)
        self.choices: dict[Act, Button] = {}
        self.stands: dict[str, SegmentedControl] = {}
        self.whom: QComboBox | None = None
        if len(double.sides) > 1:
            self.add(self._who())
        self.add(self._grid())
        self.add(self._acts())
        self.add(Text(self._what_then(), "small", "text2", wrap=True))

    # -- who is meant

    def _who(self) -> QWidget:
        combo = named(QComboBox(), say("who_is_meant", row=self._double.row))
        combo.setObjectName(f"row {self._double.row} whom")
        for side in self._double.sides:
            born = next((each.here for each in side.fields if each.field == "birth_date" and each.here), "")
            combo.addItem(", ".join(filter(None, (side.name, born, side.whom))), side.whom)
        combo.setCurrentIndex(self._double.sides.index(self._double.whom))
        combo.activated.connect(self._meant)
        self.whom = combo
        label = Text(say("who"), "small_strong", "text2")
        label.setBuddy(combo)
        return Row(label, combo, None, gap=8)

    def _meant(self, at: int) -> None:
        """What was taken of the one who was meant before is not taken of another."""
        row = self._double.row
        self.decided.emit(row, Decision(row, self._double.act, self._double.sides[at].whom))

    # -- both accounts

    def _grid(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("clear")
        grid = QGridLayout(inner)
        grid.setContentsMargins(current_look().px(28), 0, 0, 0)
        grid.setHorizontalSpacing(current_look().px(14))
        grid.setVerticalSpacing(current_look().px(3))
        for column, stretch in ((1, 3), (2, 3), (3, 2)):
            grid.setColumnStretch(column, stretch)
        here = say("in_row", row=self._double.whom.line) if self._double.whom.line else say("on_record")
        for column, words in enumerate(("", here, say("in_file"))):
            grid.addWidget(Text(words, "small_strong", "text3"), 0, column)
        for place, each in enumerate(self._double.whom.fields, start=1):
            self._add_line(grid, place, each)
        return inner

    def _add_line(self, grid: QGridLayout, place: int, each: Beside) -> None:
        quiet = each.same or not each.file
        step, token = ("small", "text3") if quiet else ("body_medium", "text")
        grid.addWidget(Text(field_words(each), "small_strong", "text2"), place, 0)
        for column, words in ((1, each.here), (2, each.file)):
            said = Text(words, step, token, wrap=True) if words else Text(say("not_there"), "small", "text3")
            grid.addWidget(said, place, column)
        if each.differs and self._double.act is Act.MERGE:
            grid.addWidget(self._whose(each), place, 3, Qt.AlignmentFlag.AlignTop)
        elif each.is_lacking and self._double.act is Act.MERGE:
            grid.addWidget(Text(say("filled_in"), "small", "text2", wrap=True), place, 3)
        elif each.differs:
            grid.addWidget(Text(say("differs"), "small", "text2"), place, 3)

    def _whose(self, each: Beside) -> SegmentedControl:
        row = self._double.row
        words = (("here", say("stands_here")), ("file", say("stands_file")))
        control = SegmentedControl(say("whose_words", field=field_words(each), row=row), words)
        for key, _ in words:
            control.segment(key).setObjectName(f"row {row} {each.key} {key}")
            control.segment(key).setAccessibleDescription(control.accessibleName())
        decision = self._double.decision
        control.set_current("file" if decision is not None and each.key in decision.theirs else "here")
        control.changed.connect(lambda key: self._stands(each.key, theirs=key == "file"))
        self.stands[each.key] = control
        return control

    def _stands(self, key: str, *, theirs: bool) -> None:
        decision = self._double.decision
        assert decision is not None
        taken = decision.theirs | {key} if theirs else decision.theirs - {key}
        self.decided.emit(self._double.row, replace(decision, theirs=taken))

    # -- what becomes of it

    def _acts(self) -> Flow:
        row = Flow(gap=8)
        for act in ACTS:
            button = choice(self._said(f"act_{act.value}"))
            button.setObjectName(f"row {self._double.row} {act.value}")
            button.setAccessibleName(say("act_of_row", act=button.text(), row=self._double.row))
            button.setChecked(self._double.act is act)
            button.clicked.connect(lambda _checked=False, act=act: self._choose(act))
            self.choices[act] = button
            row.add(button)
        return row

    def _said(self, key: str) -> str:
        """In words about the record, or about the row further up in the file."""
        line = self._double.whom.line
        above = f"{key}_row"
        return say(above, row=line) if line and above in ABOVE else say(key)

    def _choose(self, act: Act) -> None:
        """A choice pressed again is taken back."""
        if act is self._double.act:
            self.decided.emit(self._double.row, None)
            return
        said = self._double.decision or Decision(self._double.row, None, self._double.whom.whom)
        self.decided.emit(self._double.row, replace(said, act=act))

    def _what_then(self) -> str:
        if self._double.act is not None:
            shared = self._double.act is Act.BOTH and any(
                each.same and each.file and each.field in ("upn", "uln") for each in self._double.whom.fields
            )
            return " ".join(
                filter(
                    None, (self._said(f"then_{self._double.act.value}"), say("then_number") if shared else "")
                )
            )
        return say("then_nothing" if self._double.why else "then_left")


def field_words(each: Beside) -> str:
    """What a line of both accounts is called, with whose it is where there may be several."""
    words = say("contact" if each.field == "contact_name" else f"field_{each.field}")
    whose = each.of if each.field.startswith("contact_") and each.field != "contact_name" else ""
    return f"{words}, {whose}" if whose else words
