"""The cards of *About*: what is written in fields, and lists of which each line can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.command import Command
from app.core.period import FAR
from app.rooms.people import ChildWordsRow, PupilCard
from ui.kit.accessible import named
from ui.kit.dates import long_day
from ui.kit.parts import Button, Card, Column, Row, Text, link
from ui.kit.theme import current_look, follow
from ui.rooms.people.wording import places
from ui.words.people import say

Lines = Sequence[tuple[str, str]]


class Written(Card):
    """Fields with what is written in them; a field in which nothing stands is left out."""

    def __init__(self, title: str, change: Button | None, beside: str = "") -> None:
        super().__init__(say(title), beside=say(beside) if beside else "", right=change)
        self._place = QWidget()
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._parts: list[QWidget] = []
        self.add(self._place)
        self.add_stretch()
        follow(self._space)

    def show_lines(self, lines: Lines) -> None:
        """Pairs of a label and its words."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        shown = [(label, words) for label, words in lines if words.strip()]
        if not shown:
            self._put(Text(say("nothing_here"), "body", "text3"), 0, 0, 2)
        for place, (label, words) in enumerate(shown):
            self._put(Text(label, "small", "text3"), place, 0)
            self._put(Text(words, "body", wrap=True), place, 1)

    def words(self) -> tuple[str, ...]:
        """Everything that stands here, for tests and for the ear."""
        return tuple(part.text() for part in self._parts if isinstance(part, Text))

    def _put(self, part: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(part, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        part.show()  # else Qt shows it a turn later, and the card is drawn before it has its size
        self._parts.append(part)

    def _space(self) -> None:
        look = current_look()
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnMinimumWidth(0, look.px(130))


@dataclass(frozen=True)
class Entry:
    """One line of a list: what it says, a small line under it, and what can be done to it."""

    words: str
    under: str
    edit: Callable[[], None] | None = None
    end: Command | None = None
    away: Command | None = None


class Listed(Card):
    """Lines of one kind, each with its own ways to change it."""

    done = Signal(object)
    """The command that was asked for."""

    def __init__(self, title: str, add: Button | None, beside: str = "") -> None:
        super().__init__(say(title), beside=say(beside) if beside else "", right=add)
        self._parts: list[QWidget] = []
        self._lines = Column(gap=8)
        self.add(self._lines)
        self.add_stretch()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """These lines, in their order."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [self._line(entry) for entry in entries]
        if not entries:
            self._parts = [Text(say("nothing_here"), "body", "text3")]
        for part in self._parts:
            self._lines.add(part)
            part.show()

    def words(self) -> tuple[str, ...]:
        """What the lines say, for tests and for the ear."""
        return tuple(part.accessibleName() for part in self._parts if isinstance(part, Row))

    def _line(self, entry: Entry) -> Row:
        text = Column(Text(entry.words, "body_medium", wrap=True), gap=0)
        if entry.under:
            text.add(Text(entry.under, "small", "text3", wrap=True))
        line = Row(gap=4)
        line.add(text, 1)
        for button in self._acts(entry):
            line.add(button)
        return named(line, ", ".join(part for part in (entry.words, entry.under) if part))

    def _acts(self, entry: Entry) -> list[Button]:
        acts = []
        if entry.edit is not None:
            acts.append(_act("change", "contact_edit", entry, entry.edit))
        if (end := entry.end) is not None:
            acts.append(_act("end", "end_of", entry, lambda: self.done.emit(end)))
        if (away := entry.away) is not None:
            acts.append(_act("take_away", "take_away_of", entry, lambda: self.done.emit(away)))
        return acts


def _act(words: str, spoken: str, entry: Entry, act: Callable[[], None]) -> Button:
    """A word to press; the ear hears of what."""
    button = named(link(say(words)), say(spoken, name=entry.words))
    button.clicked.connect(lambda _on=False: act())
    return button


def identity(card: PupilCard, year: str) -> Lines:
    """Names, year and days."""
    sexes = {"F": say("sex_f"), "M": say("sex_m")}
    return (
        (say("forename"), card.forename),
        (say("surname"), card.surname),
        (say("known_as_label"), f"{card.known_as}, {places(card.known_as_used)}" if card.known_as else ""),
        (say("pronouns_label"), f"{card.pronouns}, {places(card.pronouns_used)}" if card.pronouns else ""),
        (say("birth_date"), long_day(card.birth_date) if card.birth_date else ""),
        (say("year_group"), year),
        (say("sex"), sexes.get(card.sex, card.sex)),
        (say("start_day"), long_day(card.start_day)),
        (say("leaving_day"), "" if card.leaving_day == FAR else long_day(card.leaving_day)),
        (say("own_roll_label"), say("yes") if card.own_roll else ""),
    )


def care(card: PupilCard) -> Lines:
    """Needs, what keeps the child well, and where the medicine is."""
    return tuple(
        (say("needs_label" if name == "needs" else name), getattr(card, name))
        for name in (
            "life_critical_care",
            "needs",
            "allergy",
            "condition",
            "rescue_medicine",
            "medicine_place",
            "care",
        )
    )


def profile(card: PupilCard) -> Lines:
    """The page written with the child."""
    return tuple((say(name), getattr(card, name)) for name in ("helps", "avoid", "likes"))


def said(row: ChildWordsRow) -> Entry:
    """What the child said, as they said it."""
    week = say(f"week_{row.week}") if row.week else ""
    words = f"“{row.sentence}”" if row.sentence.strip() else week
    under = ", ".join(part for part in (long_day(row.day), week if row.sentence.strip() else "") if part)
    return Entry(words, under)
