"""How each thing that a form asks is answered: a control, its value, its words for drafts and people."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.core.period import FAR
from ui.kit.dates import clock_words, long_day, minutes_of
from ui.kit.parts import DateField
from ui.kit.parts.password_line import PasswordLine
from ui.kit.parts.person_picker import PersonChoice, PersonPicker
from ui.kit.parts.ticks import Ticks
from ui.kit.theme import current_look, follow
from ui.words.kit import say


class Kind(Enum):
    """How something is asked."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    TICK = "tick"
    CHOICE = "choice"
    SOME = "some"
    PEOPLE = "people"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Asks:
    """One thing a form asks: the field of the card, its label, and how it is answered.

    ``choices`` are pairs of what the card holds and what people read. ``empty`` is what the card holds
    where no day is written; ``past`` says which way a day without its year is meant.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    needed: bool = False
    choices: tuple[tuple[Any, str], ...] = ()
    heading: str = ""
    people: Callable[[], Sequence[PersonChoice]] = tuple
    empty: date | None = None
    past: bool = True


class Answer(ABC):
    """One control: its value for the card, and its words for a draft and for people."""

    is_kept = True
    """Whether a draft may keep it."""

    def __init__(self, asks: Asks) -> None:
        self.asks = asks

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
        if self.asks.needed and not self.words().strip():
            return say("needed", label=self.asks.label)
        return ""


class _Line(Answer):
    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
        self.line = self._made_line()

    def _made_line(self) -> QLineEdit:
        return QLineEdit()

    @property
    def control(self) -> QWidget:
        return self.line

    def value(self) -> Any:
        return self.line.text().strip()

    def put(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
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
        return "" if words.isascii() and words.isdigit() else say("whole_number", label=self.asks.label)


class _Time(_Line):
    """Minutes since midnight, typed as people do."""

    def value(self) -> Any:
        return minutes_of(self.words())

    def put(self, value: Any) -> None:
        super().put(clock_words(value))

    def shown(self, value: Any) -> str:
        return clock_words(value)

    def wrong(self) -> str:
        return say("real_time", label=self.asks.label) if self.value() is None else ""


class _Password(_Line):
    """Never kept: it goes with the form."""

    is_kept = False

    def _made_line(self) -> QLineEdit:
        return PasswordLine(self.asks.label)

    def value(self) -> Any:
        return self.line.text()


class _Lines(Answer):
    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
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


class _Day(Answer):
    """A day; an end that is not known yet is left empty."""

    def __init__(self, asks: Asks, today: Callable[[], date]) -> None:
        super().__init__(asks)
        self.day = DateField(asks.label, today, past=asks.past)

    @property
    def control(self) -> QWidget:
        return self.day

    def value(self) -> Any:
        return self.day.day or self.asks.empty

    def put(self, value: Any) -> None:
        self.day.set_day(None if value in (None, FAR) else value)

    def words(self) -> str:
        """The day that is meant: ``tomorrow`` would be another one when the words stand there again."""
        return long_day(self.day.day) if self.day.day else self.day.line.text()

    def put_words(self, words: str) -> None:
        self.day.line.setText(words)

    def on_change(self, told: Callable[[], None]) -> None:
        self.day.changed.connect(told)

    def shown(self, value: Any) -> str:
        return say("nothing_written") if value in (None, FAR) else long_day(value)

    def wrong(self) -> str:
        return say("real_day", label=self.asks.label) if self.day.is_unclear else super().wrong()


class _Tick(Answer):
    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
        self.box = QCheckBox(asks.label)

    @property
    def control(self) -> QWidget:
        return self.box

    def value(self) -> Any:
        return self.box.isChecked()

    def put(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def words(self) -> str:
        return say("yes" if self.box.isChecked() else "no")

    def put_words(self, words: str) -> None:
        self.box.setChecked(words == say("yes"))

    def on_change(self, told: Callable[[], None]) -> None:
        self.box.toggled.connect(lambda _on: told())

    def shown(self, value: Any) -> str:
        return say("yes" if value else "no")


class _Choice(Answer):
    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
        self.box = QComboBox()
        self.box.addItems([words for _, words in asks.choices])

    @property
    def control(self) -> QWidget:
        return self.box

    def value(self) -> Any:
        return self.asks.choices[max(0, self.box.currentIndex())][0]

    def put(self, value: Any) -> None:
        keys = [key for key, _ in self.asks.choices]
        self.box.setCurrentIndex(keys.index(value) if value in keys else 0)

    def words(self) -> str:
        return self.box.currentText()

    def put_words(self, words: str) -> None:
        """Chosen by its words: its place in the list may be another one by now, or there is none."""
        if (row := self.box.findText(words)) >= 0:
            self.box.setCurrentIndex(row)

    def on_change(self, told: Callable[[], None]) -> None:
        self.box.currentIndexChanged.connect(lambda _row: told())

    def shown(self, value: Any) -> str:
        return next((words for key, words in self.asks.choices if key == value), "")


class _Some(Answer):
    """Several of a few, each with a box."""

    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
        self._ticks = Ticks(asks.choices)
        self.boxes = self._ticks.boxes

    @property
    def control(self) -> QWidget:
        return self._ticks

    def value(self) -> Any:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def put(self, value: Any) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in (value or ()))

    def words(self) -> str:
        return " ".join(str(key) for key, box in self.boxes.items() if box.isChecked())

    def put_words(self, words: str) -> None:
        for key, box in self.boxes.items():
            box.setChecked(str(key) in words.split())

    def on_change(self, told: Callable[[], None]) -> None:
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: told())

    def shown(self, value: Any) -> str:
        return ", ".join(words for key, words in self.asks.choices if key in value)


class _People(Answer):
    """Some of those there are; half a name in the line is kept with them, and said before it is left out."""

    def __init__(self, asks: Asks) -> None:
        super().__init__(asks)
        people = tuple(asks.people())
        self._all = {one.key: one.words for one in people}
        self.picker = PersonPicker(asks.label, people)

    @property
    def control(self) -> QWidget:
        return self.picker

    def value(self) -> Any:
        return frozenset(self.picker.chosen)

    def put(self, value: Any) -> None:
        self.picker.clear()
        for key in value or ():
            self.picker.choose(key)

    def words(self) -> str:
        keys, typed = " ".join(map(str, self.picker.chosen)), self.picker.line.text()
        return f"{keys}\n{typed}" if keys or typed else ""

    def put_words(self, words: str) -> None:
        keys, _, typed = words.partition("\n")
        self.put([key for key in self._all if str(key) in keys.split()])
        self.picker.line.setText(typed)

    def on_change(self, told: Callable[[], None]) -> None:
        self.picker.changed.connect(told)
        self.picker.line.textEdited.connect(lambda _words: told())

    def shown(self, value: Any) -> str:
        return ", ".join(words for key, words in self._all.items() if key in value)

    def wrong(self) -> str:
        typed = self.picker.line.text().strip()
        return say("person_not_chosen", label=self.asks.label, typed=typed) if typed else super().wrong()


_ANSWERS: Mapping[Kind, Callable[[Asks], Answer]] = {
    Kind.LINE: _Line,
    Kind.LINES: _Lines,
    Kind.NUMBER: _Number,
    Kind.TIME: _Time,
    Kind.TICK: _Tick,
    Kind.CHOICE: _Choice,
    Kind.SOME: _Some,
    Kind.PEOPLE: _People,
    Kind.PASSWORD: _Password,
}


def answer_to(asks: Asks, today: Callable[[], date]) -> Answer:
    """The control that answers this."""
    return _Day(asks, today) if asks.kind is Kind.DAY else _ANSWERS[asks.kind](asks)


class _TextBox(QPlainTextEdit):
    """Some lines of words; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(current_look().px(84))
