"""A form for one card: what it asks, how each answer is typed, and the words as a draft keeps them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.core.period import FAR
from ui.kit.accessible import named
from ui.kit.dates import long_day
from ui.kit.parts import Column, DateField, ErrorSummary, Field, Flow, Text
from ui.kit.theme import current_look, follow
from ui.words.people import say


class Kind(Enum):
    """How something is asked."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    TICK = "tick"
    CHOICE = "choice"
    SOME = "some"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a form asks: the field of the card, its label, and how it is answered.

    ``choices`` are pairs of what the card holds and what people read.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    needed: bool = False
    choices: tuple[tuple[Any, str], ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the record and what was typed say something else."""

    name: str
    label: str
    on_record: str
    typed: str
    value: Any = field(compare=False)


class _Answer(ABC):
    """One control: its value for the card, and its words for a draft and for people."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    @property
    @abstractmethod
    def control(self) -> QWidget: ...

    @abstractmethod
    def value(self) -> Any: ...

    @abstractmethod
    def put(self, value: Any) -> None: ...

    @abstractmethod
    def words(self) -> str: ...

    @abstractmethod
    def put_words(self, words: str) -> None: ...

    @abstractmethod
    def on_change(self, told: Callable[[], None]) -> None: ...

    def shown(self, value: Any) -> str:
        """A value as people read it."""
        return str(value)

    def wrong(self) -> str:
        """What is to be put right, in words; empty where nothing is."""
        if self.asked.needed and not self.words().strip():
            return say("needed", label=self.asked.label)
        return ""


class _Line(_Answer):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.line = QLineEdit()

    @property
    def control(self) -> QWidget:
        return self.line

    def value(self) -> Any:
        return self.line.text().strip()

    def put(self, value: Any) -> None:
        self.line.setText(str(value))
        self.line.setCursorPosition(0)

    def words(self) -> str:
        return self.line.text()

    def put_words(self, words: str) -> None:
        self.line.setText(words)

    def on_change(self, told: Callable[[], None]) -> None:
        self.line.textChanged.connect(lambda _words: told())


class _Number(_Line):
    def value(self) -> Any:
        return int(self.words()) if self.words().strip().isdigit() else 0

    def wrong(self) -> str:
        words = self.words().strip()
        return "" if words.isascii() and words.isdigit() else say("whole_number", label=self.asked.label)


class _Lines(_Answer):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.text = _TextBox()

    @property
    def control(self) -> QWidget:
        return self.text

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def put(self, value: Any) -> None:
        self.text.setPlainText(str(value))

    def words(self) -> str:
        return self.text.toPlainText()

    def put_words(self, words: str) -> None:
        self.text.setPlainText(words)

    def on_change(self, told: Callable[[], None]) -> None:
        self.text.textChanged.connect(told)


class _Day(_Answer):
    """A day; an end that is not known yet is left empty."""

    def __init__(self, asked: Asked, today: Callable[[], date]) -> None:
        super().__init__(asked)
        self.day = DateField(asked.label, today)
        self._empty: date | None = None

    @property
    def control(self) -> QWidget:
        return self.day

    def value(self) -> Any:
        return self.day.day or self._empty

    def put(self, value: Any) -> None:
        self._empty = FAR if value == FAR else None
        self.day.set_day(None if value == FAR else value)

    def words(self) -> str:
        return self.day.line.text()

    def put_words(self, words: str) -> None:
        self.day.line.setText(words)

    def on_change(self, told: Callable[[], None]) -> None:
        self.day.changed.connect(told)

    def shown(self, value: Any) -> str:
        return say("nothing_written") if value in (None, FAR) else long_day(value)

    def wrong(self) -> str:
        return say("real_day", label=self.asked.label) if self.day.is_unclear else super().wrong()


class _Tick(_Answer):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.box = QCheckBox(asked.label)

    @property
    def control(self) -> QWidget:
        return self.box

    def value(self) -> Any:
        return self.box.isChecked()

    def put(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def words(self) -> str:
        return "1" if self.box.isChecked() else ""

    def put_words(self, words: str) -> None:
        self.box.setChecked(words == "1")

    def on_change(self, told: Callable[[], None]) -> None:
        self.box.toggled.connect(lambda _on: told())

    def shown(self, value: Any) -> str:
        return say("yes") if value else say("no")


class _Choice(_Answer):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.box = QComboBox()
        self.box.addItems([words for _, words in asked.choices])

    @property
    def control(self) -> QWidget:
        return self.box

    def value(self) -> Any:
        return self.asked.choices[max(0, self.box.currentIndex())][0]

    def put(self, value: Any) -> None:
        keys = [key for key, _ in self.asked.choices]
        self.box.setCurrentIndex(keys.index(value) if value in keys else 0)

    def words(self) -> str:
        return str(self.box.currentIndex())

    def put_words(self, words: str) -> None:
        if words.isdigit():
            self.box.setCurrentIndex(int(words))

    def on_change(self, told: Callable[[], None]) -> None:
        self.box.currentIndexChanged.connect(lambda _row: told())

    def shown(self, value: Any) -> str:
        return next((words for key, words in self.asked.choices if key == value), "")


class _Some(_Answer):
    """Several of a few, each with a box."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.boxes = {key: QCheckBox(words) for key, words in asked.choices}
        self._flow = Flow(*self.boxes.values(), gap=16)

    @property
    def control(self) -> QWidget:
        return self._flow

    def value(self) -> Any:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def put(self, value: Any) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in value)

    def words(self) -> str:
        return " ".join(str(key) for key, box in self.boxes.items() if box.isChecked())

    def put_words(self, words: str) -> None:
        for key, box in self.boxes.items():
            box.setChecked(str(key) in words.split())

    def on_change(self, told: Callable[[], None]) -> None:
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: told())

    def shown(self, value: Any) -> str:
        return ", ".join(words for key, words in self.asked.choices if key in value)


_ANSWERS: Mapping[Kind, Callable[[Asked], _Answer]] = {
    Kind.LINE: _Line,
    Kind.LINES: _Lines,
    Kind.TICK: _Tick,
    Kind.CHOICE: _Choice,
    Kind.SOME: _Some,
    Kind.NUMBER: _Number,
}


class CardForm(Column):
    """The fields of one card under each other, what is to be put right on top."""

    typed = Signal()

    def __init__(self, asked: Sequence[Asked], today: Callable[[], date]) -> None:
        super().__init__(gap=14)
        self.errors = ErrorSummary()
        self.add(self.errors)
        self._answers: dict[str, _Answer] = {}
        self._fields: dict[str, Field] = {}
        for one in asked:
            answer = _Day(one, today) if one.kind is Kind.DAY else _ANSWERS[one.kind](one)
            self._add(one, answer)

    def _add(self, one: Asked, answer: _Answer) -> None:
        if one.heading:
            self.add(Text(one.heading, "title"))
        label = "" if one.kind is Kind.TICK else one.label
        made = Field(label, answer.control, one.hint)
        named(answer.control, one.label, one.hint)
        answer.on_change(self.typed.emit)
        self._answers[one.name], self._fields[one.name] = answer, made
        self.add(made)

    def put(self, values: Mapping[str, Any]) -> None:
        """Show the values of a card; fields that are not asked are passed over."""
        for name, value in values.items():
            if name in self._answers:
                self._answers[name].put(value)

    def values(self) -> dict[str, Any]:
        """What the card should hold."""
        return {name: answer.value() for name, answer in self._answers.items()}

    def words(self) -> dict[str, str]:
        """Everything as it was typed, for a draft."""
        return {name: answer.words() for name, answer in self._answers.items()}

    def put_words(self, words: Mapping[str, str]) -> None:
        """Show a draft again as it was typed."""
        for name, text in words.items():
            if name in self._answers:
                self._answers[name].put_words(text)

    def control(self, name: str) -> QWidget:
        return self._answers[name].control

    def check(self) -> bool:
        """Whether it can be recorded as it stands; what cannot is said in words beside its field."""
        found = [(name, answer.wrong()) for name, answer in self._answers.items()]
        return self._say((self._fields[name], words) for name, words in found if words)

    def refuse(self, name: str, words: str) -> None:
        """Say the door's refusal beside the field it is about."""
        self._say([(self._fields.get(name) or next(iter(self._fields.values())), words)])

    def _say(self, wrong: Iterable[tuple[Field, str]]) -> bool:
        for one in self._fields.values():
            one.set_error("")
        listed = list(wrong)
        self.errors.show_errors(listed)
        return not listed

    def differences(self, base: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
        """Where somebody else changed what was changed here too. What only they changed is taken over."""
        found = []
        for name, answer in self._answers.items():
            mine = answer.value()
            if theirs[name] in (base[name], mine):
                continue
            if mine == base[name]:
                answer.put(theirs[name])
                continue
            shown = answer.shown(theirs[name]) or say("nothing_written")
            found.append(Difference(name, answer.asked.label, shown, answer.shown(mine), theirs[name]))
        return found

    def first(self) -> None:
        """Where typing goes first."""
        next(iter(self._answers.values())).control.setFocus(Qt.FocusReason.OtherFocusReason)


class _TextBox(QPlainTextEdit):
    """Some lines of words; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(current_look().px(84))
