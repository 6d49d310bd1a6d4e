"""A form made from a list of what it asks. It knows what was typed into it since it was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.accessible import named
from ui.kit.answers import Answer, Asks, Kind, answer_to
from ui.kit.parts import Column, ErrorSummary, Field, Text
from ui.words.kit import say

STOOD = "stood "
"""Before the name of a field in a draft: what stood there when it was typed over."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the record and what was typed say something else."""

    name: str
    label: str
    on_record: str
    typed: str
    value: Any = field(compare=False)


class Form(Column):
    """The fields under each other, what is to be put right on top. ``typed`` fires at each change by hand."""

    typed = Signal()

    def __init__(self, asks: Sequence[Asks], today: Callable[[], date]) -> None:
        super().__init__(gap=14)
        self.errors = ErrorSummary()
        self.add(self.errors)
        self._answers: dict[str, Answer] = {}
        self._fields: dict[str, Field] = {}
        self._settling = False
        for one in asks:
            self._add(one, answer_to(one, today))
        self._stood = {name: answer.words() for name, answer in self._answers.items()}

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed since it was shown."""
        return any(answer.words() != self._stood[name] for name, answer in self._answers.items())

    @property
    def keeps_all(self) -> bool:
        """Whether a draft keeps everything that is asked: never a password."""
        return all(answer.is_kept for answer in self._answers.values())

    def put(self, values: Mapping[str, Any]) -> None:
        """Show the values of a card as what stands; fields that are not asked are passed over."""
        self._settling = True
        for name, value in values.items():
            if name in self._answers:
                self._answers[name].put(value)
                self._stood[name] = self._answers[name].words()
        self._settling = False

    def put_untouched(self, values: Mapping[str, Any]) -> None:
        """The same, but what was typed stays."""
        self.put({name: value for name, value in values.items() if not self._is_typed(name)})

    def reset(self) -> None:
        """Show again what stood before anything was typed."""
        self._settling = True
        for name, answer in self._answers.items():
            answer.put_words(self._stood[name])
        self._settling = False

    def values(self) -> dict[str, Any]:
        """What the card should hold."""
        return {name: answer.value() for name, answer in self._answers.items()}

    def words(self) -> dict[str, str]:
        """What was typed, for a draft, and what stood there; words that people wrote come first."""
        kept = [name for name, answer in self._answers.items() if answer.is_kept and self._is_typed(name)]
        kept.sort(key=lambda name: self._answers[name].asks.kind not in (Kind.LINE, Kind.LINES))
        return {
            **{name: self._answers[name].words() for name in kept},
            **{STOOD + name: self._stood[name] for name in kept},
        }

    def put_words(self, words: Mapping[str, str]) -> list[Difference]:
        """Put a draft back as it was typed. Answers what no longer fits what stands on record."""
        self._settling = True
        found = [self._put_back(name, words) for name in self._answers if name in words]
        self._settling = False
        return [one for one in found if one is not None]

    def control(self, name: str) -> QWidget:
        """The control that asks for this."""
        return self._answers[name].control

    def check(self) -> bool:
        """Whether it can be recorded as it stands; what cannot is said in words beside its field."""
        found = [(name, answer.wrong()) for name, answer in self._answers.items()]
        return self._say((self._fields[name], words) for name, words in found if words)

    def refuse(self, name: str, words: str) -> None:
        """Say the door's refusal beside the field it is about."""
        self._say([(self._fields.get(name) or next(iter(self._fields.values())), words)])

    def differences(self, base: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
        """Where somebody else changed what was changed here too. What only they changed is taken over."""
        found = []
        for name, answer in self._answers.items():
            mine = answer.value()
            if theirs[name] in (base[name], mine):
                continue
            if mine == base[name]:
                self.put({name: theirs[name]})
                continue
            found.append(self._difference(name, theirs[name], answer.shown(mine)))
            self._put_under(name, theirs[name])
        return found

    def first(self) -> None:
        """Where typing goes first."""
        next(iter(self._answers.values())).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, one: Asks, answer: Answer) -> None:
        if one.heading:
            self.add(Text(one.heading, "title"))
        label = "" if one.kind is Kind.TICK else one.label
        made = Field(label, answer.control, one.hint)
        named(answer.control, one.label, one.hint)
        answer.on_change(self._changed)
        self._answers[one.name], self._fields[one.name] = answer, made
        self.add(made)

    def _changed(self) -> None:
        if not self._settling:
            self.typed.emit()

    def _is_typed(self, name: str) -> bool:
        answer = self._answers.get(name)
        return answer is not None and answer.words() != self._stood[name]

    def _put_under(self, name: str, value: Any) -> None:
        """The record says this by now; what was typed stays above it."""
        answer = self._answers[name]
        typed = answer.words()
        self.put({name: value})
        self._settling = True
        answer.put_words(typed)
        self._settling = False

    def _put_back(self, name: str, words: Mapping[str, str]) -> Difference | None:
        answer, now = self._answers[name], self._stood[name]
        value = answer.value()
        answer.put_words(words[name])
        changed = words.get(STOOD + name, now) != now and words[name] != now
        if not changed and answer.words() == words[name]:
            return None
        return self._difference(name, value, words[name])

    def _difference(self, name: str, value: Any, typed: str) -> Difference:
        answer = self._answers[name]
        nothing = say("nothing_written")
        return Difference(name, answer.asks.label, answer.shown(value) or nothing, typed or nothing, value)

    def _say(self, wrong: Iterable[tuple[Field, str]]) -> bool:
        for one in self._fields.values():
            one.set_error("")
        listed = list(wrong)
        self.errors.show_errors(listed)
        return not listed
