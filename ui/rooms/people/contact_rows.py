"""Those around a pupil in the order to ring, each with what they may and must not, in words and icons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.rooms.people import ContactCard, ContactRow
from ui.kit.accessible import named
from ui.kit.dates import long_day
from ui.kit.parts import Avatar, Chip, Column, EmptyState, Row, Rule, Text, link
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.people import say


class ContactRows(QWidget):
    """One line for each contact. A number that must not be rung is not shown."""

    edit_asked = Signal(object)
    """The row."""
    away_asked = Signal(object)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self._rows: tuple[ContactRow, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(4, 3)
        self._parts: list[QWidget] = []
        follow(self._restyle)

    @property
    def rows(self) -> tuple[ContactRow, ...]:
        return self._rows

    def show_rows(self, rows: Sequence[ContactRow]) -> None:
        """These contacts, in their order."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self._rows = [], tuple(rows)
        if not rows:
            self._put(EmptyState("users", say("no_contacts"), say("no_contacts_example")), 0, 0, 6)
        for place, row in enumerate(rows):
            line = place * 2
            if place:
                self._put(Rule(), line - 1, 0, 6)
            for column, part in enumerate(self._line(row)):
                self._put(part, line, column)

    def _put(self, part: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(part, row, column, 1, wide)
        self._parts.append(part)

    def _line(self, row: ContactRow) -> tuple[QWidget, ...]:
        card = row.card
        who = Row(Avatar(card.name, 32), gap=10)
        who.add(Column(Text(card.name, "name"), Text(card.relationship, "small", "text3"), gap=1), 1)
        return (
            named(who, _spoken(card)),
            _phone(card),
            tell_chip(card),
            collect_chip(card),
            _why(card),
            self._acts(row),
        )

    def _acts(self, row: ContactRow) -> QWidget:
        acts = Row(gap=2)
        if self._may_edit:
            change = named(link("", "pencil"), say("contact_edit", name=row.card.name))
            away = named(link("", "x"), say("take_away_of", name=row.card.name))
            for button, signal in ((change, self.edit_asked), (away, self.away_asked)):
                button.setToolTip(button.accessibleName())
                button.clicked.connect(lambda _on=False, told=signal: told.emit(row))
                acts.add(button)
        return acts

    def _restyle(self) -> None:
        look = current_look()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(8))


def tell_chip(card: ContactCard) -> Chip:
    """Whether they may be told: a word, an icon, a colour last."""
    if card.must_not_be_told:
        return Chip(Tone.URGENT, "ban", say("must_not_tell"))
    return (
        Chip(Tone.OK, "check", say("may_tell"))
        if card.may_be_told
        else Chip(Tone.QUIET, "clock", say("unsaid_tell"))
    )


def collect_chip(card: ContactCard) -> Chip:
    """Whether they may collect the child."""
    if card.must_not_collect:
        return Chip(Tone.URGENT, "ban", say("must_not_collect"))
    return (
        Chip(Tone.OK, "check", say("may_collect"))
        if card.may_collect
        else Chip(Tone.QUIET, "clock", say("unsaid_collect"))
    )


def _phone(card: ContactCard) -> Text:
    if card.must_not_be_told:
        return Text(say("not_to_be_rung"), "body", "text2")
    return Text(
        card.phone or say("no_phone"),
        "body_medium" if card.phone else "body",
        "text" if card.phone else "text3",
    )


def _why(card: ContactCard) -> QWidget:
    """The reason, the paper it rests on, when it is to be looked at again, and that an address is secret."""
    reason = ", ".join(part for part in (card.reason, card.document) if part)
    lines = [part for part in (reason, say("address_secret") if card.address_secret else "") if part]
    words = [Text(line, "body", wrap=True) for line in lines]
    if card.review_day is not None:
        words.append(Text(say("review", day=long_day(card.review_day)), "small", "text3"))
    return Column(*words, gap=1)


def _spoken(card: ContactCard) -> str:
    told, fetches = tell_chip(card).words, collect_chip(card).words
    return ", ".join(part for part in (card.name, card.relationship, told, fetches, card.reason) if part)
