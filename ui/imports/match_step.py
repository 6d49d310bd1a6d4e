"""The second step for pupils: what each of their columns is, how sure that is, and how dates are read."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from app.core.sentences import day_in_words
from app.exchange.dates import Order
from app.exchange.headings import FILL_AT, Guess
from app.exchange.pupil_rows import NOT_YET, STAND_IN, STORED, WITH_THEM
from app.exchange.pupils import PupilPlan
from app.exchange.sheet import Sheet
from ui.imports.sheet_fix import samples
from ui.kit.accessible import named
from ui.kit.parts import Card, Chip, Elided, Flow, SegmentedControl, Text
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.imports import say

OURS = ("forename", "surname", "full_name", *(name for name in STORED if name not in ("forename", "surname")))
FIELDS = (*OURS, *WITH_THEM, *NOT_YET)
CERTAIN = 97
_SHOWN_DATES = 3


WORDS_OF_A_FIELD = 14
"""Signs of a chosen field that are always shown."""


def sure_words(guess: Guess, said: str | None, filled: Set[str]) -> tuple[Tone, str, str]:
    """The tone, icon and word of how sure a column is; first of all, that it has no place in the record."""
    if guess.is_filled and guess.ours in NOT_YET:
        return Tone.WARN, "ban", say("not_yet")
    if guess.is_filled and STAND_IN.get(guess.ours, frozenset({""})) <= filled:
        return Tone.QUIET, "check", say("stands_in")
    if said is not None:
        return (Tone.OK, "check", say("yours")) if said else (Tone.QUIET, "minus", say("left_out"))
    if guess.ours in ("", "none"):
        return Tone.QUIET, "minus", say("unknown" if not guess.ours else "left_out")
    if guess.confidence >= CERTAIN:
        return Tone.OK, "check", say("certain")
    if guess.confidence >= FILL_AT:
        return Tone.INFO, "check", say("likely")
    return Tone.WARN, "circle-question-mark", say("unsure")


class MatchStep(Card):
    """One line a column. A choice asks for the plan again, and the words beside it say so."""

    chosen = Signal(int, str)
    """A column and our name for it; nothing leaves it out."""
    order_chosen = Signal(object)
    sheet_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=16)
        self.sheet = named(QComboBox(), say("sheet"))
        self.order = SegmentedControl(say("order"), [(order.value, say(order.value)) for order in Order])
        self._dates = Text("", "small", "text2", wrap=True)
        self._order_row = Flow(Text(say("order"), "body_strong"), self.order, gap=10)
        self.combos: dict[int, QComboBox] = {}
        self._shown: tuple[object, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("clear_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self.sheet, self._order_row, self._dates):
            self.add(part)
        self.add(self._scroll, 1)
        self.sheet.activated.connect(self.sheet_chosen)
        self.order.changed.connect(lambda key: self.order_chosen.emit(Order(key)))
        follow(self._fit)

    @property
    def dates_words(self) -> str:
        return self._dates.text()

    def show_sheets(self, names: Sequence[str], current: int) -> None:
        self.sheet.clear()
        self.sheet.addItems(list(names))
        self.sheet.setCurrentIndex(current)
        self.sheet.setVisible(len(names) > 1)

    def show_plan(self, plan: PupilPlan, sheet: Sheet, said: dict[int, str], heading: int) -> None:
        """The columns as they stand now; the list keeps its scroll and focus where it can."""
        columns = tuple(one for one in plan.columns if one.theirs or samples(sheet, one.column, heading))
        key = (tuple((one.column, one.theirs) for one in columns), sheet.name)
        if key != self._shown:
            self._shown = key
            self._scroll.setWidget(self._grid(columns, sheet, heading))
        filled = {one.ours for one in plan.columns if one.is_filled}
        for one in columns:
            self._show_choice(one, said.get(one.column), filled)
        self._show_dates(plan, sheet, heading)

    def _grid(self, columns: Sequence[Guess], sheet: Sheet, heading: int) -> QWidget:
        inner = QWidget()
        inner.setObjectName("clear")
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(current_look().px(14))
        for place, share in enumerate((2, 3, 2)):
            grid.setColumnStretch(place, share)
        for place, key in enumerate(("theirs", "samples", "ours", "sure")):
            grid.addWidget(Text(say(key), "small_strong", "text3"), 0, place)
        self.combos, self._chips = {}, dict[int, Chip]()
        for line, one in enumerate(columns, start=1):
            theirs = one.theirs or say("column_number", number=one.column + 1)
            combo = self._combo(one.column, theirs)
            chip = Chip(*sure_words(one, None, frozenset()))
            found = samples(sheet, one.column, heading)
            grid.addWidget(Elided(theirs, "body_strong"), line, 0)
            grid.addWidget(Elided(" · ".join(found) or say("no_samples"), "body", "text2"), line, 1)
            grid.addWidget(combo, line, 2)
            grid.addWidget(chip, line, 3)
            self.combos[one.column], self._chips[one.column] = combo, chip
        grid.setRowStretch(len(columns) + 1, 1)
        return inner

    def _combo(self, column: int, theirs: str) -> QComboBox:
        combo = named(QComboBox(), say("column_is", theirs=theirs))
        # The longest field has more words than large text has room for; the opened list shows them whole.
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(WORDS_OF_A_FIELD)
        combo.addItem(say("nothing"), "")
        for field in FIELDS:
            words = say(f"field_{field}")
            combo.addItem(say("no_place", field=words) if field in NOT_YET else words, field)
        combo.activated.connect(lambda _row: self.chosen.emit(column, combo.currentData()))
        return combo

    def _show_choice(self, guess: Guess, said: str | None, filled: Set[str]) -> None:
        combo = self.combos[guess.column]
        shown = said if said is not None else (guess.ours if guess.is_filled else "")
        with QSignalBlocker(combo):
            combo.setCurrentIndex(max(0, combo.findData(shown)))
        self._chips[guess.column].become(*sure_words(guess, said, filled))
        combo.setAccessibleDescription(self._chips[guess.column].words)

    def _show_dates(self, plan: PupilPlan, sheet: Sheet, heading: int) -> None:
        """How the first dates were understood, so that a wrong order is seen at once."""
        column = next(
            (one.column for one in plan.columns if one.ours == "birth_date" and one.is_filled), None
        )
        self._order_row.setVisible(column is not None)
        self._dates.setVisible(column is not None)
        if column is None:
            return
        self.order.set_current(plan.order.value)
        days = {row.row: row.birth_date for row in plan.ready}
        texts = {row.line: row.cell(column) for row in sheet.rows if row.line > heading}
        pairs = [
            say("date_pair", text=texts[line], day=day_in_words(day))
            for line, day in days.items()
            if day is not None and line in texts
        ][:_SHOWN_DATES]
        said = say("dates_read", pairs=", ".join(pairs)) if pairs else ""
        self._dates.setText(" ".join(filter(None, (said, say("order_open") if plan.is_order_open else ""))))

    def _fit(self) -> None:
        for combo in self.combos.values():
            combo.setMinimumWidth(current_look().px(180))
