"""A form made from a list of what it asks: lines, days, times, choices, ticks, people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.door_parts import PasswordLine
from ui.kit.accessible import named
from ui.kit.parts import Column
from ui.kit.parts.date_field import DateField
from ui.kit.parts.fields import ErrorSummary, Field
from ui.kit.parts.person_picker import PersonChoice, PersonPicker
from ui.words.set_up import say


class Kind(Enum):
    """How something is asked."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    TIME = "time"
    CHOICE = "choice"
    TICK = "tick"
    TICKS = "ticks"
    PEOPLE = "people"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Asks:
    """One thing a form asks: its name in the values, its label, and what it may be."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    needed: bool = False
    people: Callable[[], Sequence[PersonChoice]] | None = None


class _Cell:
    """One control with a way in and a way out."""

    def __init__(self, asks: Asks, today: Callable[[], date]) -> None:
        self.asks = asks
        self.control = _control(asks, today)
        self.field = Field(asks.label, self.control, asks.hint)

    def put(self, value: Any) -> None:
        control = self.control
        if isinstance(control, QComboBox):
            row = next((n for n, (key, _) in enumerate(self.asks.choices) if key == value), 0)
            control.setCurrentIndex(row)
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, Ticks):
            control.put(value or frozenset())
        elif isinstance(control, PersonPicker):
            control.clear()
            for key in value or ():
                control.choose(key)
        elif isinstance(control, DateField):
            control.set_day(None if value in (None, date.max, date(9999, 12, 31)) else value)
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(str(value or ""))
        elif isinstance(control, QLineEdit):
            control.setText(clock_words(value) if self.asks.kind is Kind.TIME else str(value or ""))

    def take(self) -> Any:
        control = self.control
        if isinstance(control, QComboBox):
            return self.asks.choices[max(0, control.currentIndex())][0]
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, Ticks):
            return control.take()
        if isinstance(control, PersonPicker):
            return frozenset(control.chosen)
        if isinstance(control, DateField):
            return control.day
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText().strip()
        assert isinstance(control, QLineEdit)
        text = control.text()
        return minutes_of(text) if self.asks.kind is Kind.TIME else text.strip()

    def typed(self) -> str:
        """What stands there as text, for a draft."""
        value = self.take()
        return value if isinstance(value, str) else ""

    def wrong(self) -> str:
        """What is to be put right, in words; empty where nothing is."""
        control = self.control
        if isinstance(control, DateField):
            if control.is_unclear:
                return say("not_a_day", field=self.asks.label)
            return say("needs_day", field=self.asks.label) if self.asks.needed and control.day is None else ""
        if self.asks.kind is Kind.TIME and self.take() is None:
            return say("needs_time", field=self.asks.label)
        if self.asks.needed and not self.take():
            return say("needs_text", field=self.asks.label)
        return ""


class Ticks(Column):
    """Several of a few: a box for each."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__(gap=2)
        self.setAccessibleName(name)
        self.boxes: dict[Any, QCheckBox] = {}
        for key, words in choices:
            box = QCheckBox(words)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes[key] = box
            self.add(box)

    def put(self, chosen: frozenset[Any]) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)

    def take(self) -> frozenset[Any]:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())


class Form(QWidget):
    """The fields in a column, with what is wrong on top. ``typed`` fires at every change of words."""

    typed = Signal()

    def __init__(self, asks: Sequence[Asks], today: Callable[[], date]) -> None:
        super().__init__()
        self.errors = ErrorSummary()
        self._cells = {each.name: _Cell(each, today) for each in asks}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.errors)
        for cell in self._cells.values():
            column.addWidget(cell.field)
            _on_change(cell.control, self.typed.emit)
        column.addStretch(1)

    def put(self, values: dict[str, Any]) -> None:
        """Show these values; what is not among them stays."""
        for name, value in values.items():
            if name in self._cells:
                self._cells[name].put(value)

    def take(self) -> dict[str, Any]:
        """The values as they stand."""
        return {name: cell.take() for name, cell in self._cells.items()}

    def words(self) -> dict[str, str]:
        """What was typed, for a draft: never a password."""
        return {
            name: cell.typed() for name, cell in self._cells.items() if cell.asks.kind is not Kind.PASSWORD
        }

    def control(self, name: str) -> QWidget:
        """The control that asks for this."""
        return self._cells[name].control

    def check(self) -> bool:
        """Say what is to be put right; True where nothing is. Nothing typed is cleared."""
        for cell in self._cells.values():
            cell.field.set_error("")
        wrong = [(cell.field, cell.wrong()) for cell in self._cells.values() if cell.wrong()]
        self.errors.show_errors(wrong)
        return not wrong

    def refuse(self, words: str) -> None:
        """A refusal of the door, on top of the form and beside its first field."""
        first = next(iter(self._cells.values()))
        self.errors.show_errors([(first.field, words)])

    def first(self) -> None:
        """Where typing should go first."""
        next(iter(self._cells.values())).control.setFocus(Qt.FocusReason.OtherFocusReason)


def _control(asks: Asks, today: Callable[[], date]) -> QWidget:
    if asks.kind is Kind.DAY:
        return DateField(asks.label, today, past=False)
    if asks.kind is Kind.PEOPLE:
        assert asks.people is not None
        return PersonPicker(asks.label, asks.people())
    if asks.kind is Kind.TICKS:
        return Ticks(asks.label, asks.choices)
    if asks.kind is Kind.CHOICE:
        box = QComboBox()
        box.addItems([words for _, words in asks.choices])
        return named(box, asks.label)
    plain: dict[Kind, Callable[[], QWidget]] = {
        Kind.TICK: lambda: QCheckBox(asks.label),
        Kind.LINES: _several_lines,
        Kind.PASSWORD: lambda: PasswordLine(asks.label),
    }
    return named(plain.get(asks.kind, QLineEdit)(), asks.label)


def _several_lines() -> QPlainTextEdit:
    """Tab goes on to the next field, as everywhere."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    return box


def _on_change(control: QWidget, told: Callable[[], None]) -> None:
    for name in ("textChanged", "toggled", "currentIndexChanged", "changed"):
        signal = getattr(control, name, None)
        if signal is not None:
            signal.connect(lambda *_: told())
            return


def minutes_of(text: str) -> int | None:
    """10:15, 10.15 or 1015 as minutes since midnight; None where it is no time."""
    digits = text.strip().replace(".", ":")
    if digits.isdigit() and len(digits) in (3, 4):
        digits = f"{digits[:-2]}:{digits[-2:]}"
    hours, _, minutes = digits.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and len(minutes) == 2):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(hours) < 24 and int(minutes) < 60 else None


def clock_words(minute: int | None) -> str:
    """Minutes since midnight as a clock shows them."""
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
