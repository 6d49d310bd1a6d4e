"""People found by typing: any part of any of their names, accents or not; chosen ones stand as chips."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from ui.kit.accessible import announce, named
from ui.kit.parts.buttons import Button, secondary
from ui.kit.parts.layout import Column, Flow
from ui.words.kit import say

_SHOWN = 12
_KEY = int(Qt.ItemDataRole.UserRole)
_UNDIVIDED = str.maketrans("łøđ’", "lod'")
"""Letters that Unicode does not take apart into a plain one and a mark."""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who may be chosen: a key, the name shown, one more fact, and other names they go by."""

    key: Hashable
    name: str
    detail: str = ""
    also: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.name}, {self.detail}" if self.detail else self.name


def plain(text: str) -> str:
    """Lower case without accents, for matching what is typed on any keyboard."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return letters.translate(_UNDIVIDED)


def matches(person: PersonChoice, typed: str) -> bool:
    """Every word typed begins some word of some name of theirs."""
    words = [word for name in (person.name, *person.also) for word in plain(name).split()]
    return all(any(word.startswith(part) for word in words) for part in plain(typed).split())


class PersonPicker(Column):
    """Type, choose, and take out again with Backspace or the chip's own button."""

    changed = Signal()

    def __init__(self, name: str, people: Sequence[PersonChoice] = (), *, most: int | None = None) -> None:
        super().__init__(gap=6)
        self._people: tuple[PersonChoice, ...] = ()
        self._chosen: list[PersonChoice] = []
        self._most = most
        self._found = QStandardItemModel(self)
        self.line = _PickLine()
        self._chips = Flow(gap=6)
        self.add(self._chips)
        self.add(self.line)
        self._chips.hide()
        self.setFocusProxy(self.line)
        self._list = QListView()
        self._completer = self._make_completer()
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._take_first)
        self.line.emptied.connect(self._take_out_last)
        self.setAccessibleName(name)
        self.line.setPlaceholderText(say("person_add"))
        self.set_people(people)
        self._tell()

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        return tuple(person.key for person in self._chosen)

    def set_people(self, people: Sequence[PersonChoice]) -> None:
        """Whom there is to choose from."""
        self._people = tuple(people)
        self._offer(self.line.text())

    def choose(self, key: Hashable) -> None:
        """Adds somebody by key; twice is once, and beyond the most nothing happens."""
        person = next((p for p in self._people if p.key == key), None)
        if person is None or key in self.chosen or self._is_full():
            return
        self._chosen.append(person)
        self._refresh()

    def take_out(self, key: Hashable) -> None:
        self._chosen = [person for person in self._chosen if person.key != key]
        self._refresh()

    def clear(self) -> None:
        self._chosen = []
        self.line.clear()
        self._refresh()

    def offered(self) -> tuple[str, ...]:
        """What stands in the list below the line now."""
        return tuple(self._found.item(row).text() for row in range(self._found.rowCount()))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        completer.setWidget(self.line)
        completer.setPopup(named(self._list, say("person_add")))
        self._list.activated.connect(self._activated)
        self._list.clicked.connect(self._activated)
        return completer

    def _is_full(self) -> bool:
        return self._most is not None and len(self._chosen) >= self._most

    def _typed(self, text: str) -> None:
        self._offer(text)
        if text.strip() and self._found.rowCount():
            self._completer.complete()
        else:
            self._list.hide()
        if text.strip() and not self._found.rowCount():
            announce(self.line, say("person_none", typed=text))

    def _offer(self, text: str) -> None:
        self._found.clear()
        fitting = [p for p in self._people if p.key not in self.chosen and matches(p, text)]
        for person in fitting[:_SHOWN]:
            item = QStandardItem(person.words)
            item.setData(person.key, _KEY)
            self._found.appendRow(item)

    def _activated(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        self._list.hide()
        self.line.clear()
        self.choose(key)

    def _take_first(self) -> None:
        if self.line.text().strip() and self._found.rowCount():
            self._list.hide()
            self._activated(self._found.index(0, 0))

    def _take_out_last(self) -> None:
        if self._chosen:
            self.take_out(self._chosen[-1].key)

    def _refresh(self) -> None:
        self._chips.clear()
        for person in self._chosen:
            self._chips.add(self._chip(person))
        self._chips.setVisible(bool(self._chosen))
        self.line.setVisible(not self._is_full())
        self._offer("")
        self._tell()
        self.changed.emit()

    def _chip(self, person: PersonChoice) -> Button:
        chip = secondary(person.words, "x")
        chip.setAccessibleName(say("person_remove", name=person.words))
        chip.setToolTip(chip.accessibleName())
        chip.setProperty("key", person.key)
        chip.clicked.connect(self._chip_pressed)
        return chip

    def _chip_pressed(self) -> None:
        self.take_out(self.sender().property("key"))
        self.line.setFocus()

    def _tell(self) -> None:
        names = ", ".join(person.name for person in self._chosen)
        words = say("chosen_people", names=names) if names else say("nobody_chosen")
        self.line.setAccessibleDescription(words)
        self.setAccessibleDescription(words)


class _PickLine(QLineEdit):
    """Backspace in an empty line takes out the last one chosen."""

    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)
