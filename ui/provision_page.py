"""Page 2 of the first run: what the provision is called, where its record will lie, its term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit

from app import bootstrap
from app.core.command import Command
from app.core.errors import InchstoneError
from app.core.period import Span
from app.core.sentences import sentence
from app.places import usual_record
from app.rooms import calendar, keeping
from ui.first_step import FirstStep, PlaceField, Wrong, side_by_side
from ui.kit.parts import Rule, Text
from ui.kit.parts.date_field import DateField
from ui.kit.parts.fields import Field
from ui.words.door import say


class TermDay(DateField):
    """A day of the term. Nothing stands below the line until something was typed into it."""

    def __init__(self, name: str, today: Callable[[], date], *, past: bool) -> None:
        super().__init__(name, today, past=past)
        self._understood.hide()
        self.changed.connect(lambda: self._understood.setVisible(bool(self.line.text().strip())))
        self.line.editingFinished.connect(self._write_out)

    def _write_out(self) -> None:
        """A day without a year hangs on the day before it: written out, it stays what it was taken for."""
        if self.day is not None:
            self.set_day(self.day)


class TermDates:
    """The four days of the term: first, last, and the half-term holiday between them."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self.first = TermDay(say("term_starts"), today, past=True)
        self.last = TermDay(say("term_ends"), lambda: self.first.day or today(), past=False)
        self.off = TermDay(say("half_term_from"), lambda: self.first.day or today(), past=False)
        self.back = TermDay(say("half_term_to"), lambda: self.off.day or today(), past=False)
        self._fields = {
            day: Field(day.accessibleName(), day) for day in (self.first, self.last, self.off, self.back)
        }

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self._fields.values())

    def cards(self) -> tuple[calendar.TermCard, ...]:
        """What becomes of them in the calendar; nothing where they are empty. Raises ``Refused``."""
        if self.first.day is None or self.last.day is None:
            return ()
        off, back = self.off.day, self.back.day
        holiday = None if off is None or back is None else Span(off, back)
        return bootstrap.first_terms(Span(self.first.day, self.last.day), holiday)

    def found_wrong(self) -> Wrong:
        """A day that is none, one of two that is missing, and days that make no term."""
        unclear = [
            (field, say("no_day", day=field.label)) for day, field in self._fields.items() if day.is_unclear
        ]
        return unclear or self._missing() or self._makes_no_term()

    def _missing(self) -> Wrong:
        halves = self.off.day or self.back.day
        needed = {
            self.first: self.last.day or halves,
            self.last: self.first.day or halves,
            self.off: self.back.day,
            self.back: self.off.day,
        }
        return [
            (self._fields[day], say("term_day_missing", day=day.accessibleName()))
            for day, other in needed.items()
            if other is not None and day.day is None
        ]

    def _makes_no_term(self) -> Wrong:
        if self.last.day is not None and self.last.day < self._today():
            return [(self._fields[self.last], say("term_is_over"))]
        try:
            if self.first.day is not None and self.last.day is not None:
                Span(self.first.day, self.last.day)
        except InchstoneError as error:
            return [(self._fields[self.last], sentence(error))]
        try:
            self.cards()
        except InchstoneError as error:
            return [(self._fields[self.off if self.off.day else self.last], sentence(error))]
        return []


class ProvisionPage(FirstStep):
    """Name, authority, address, the place of the record, and the days of this term."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(say("provision"), 2, say("next"))
        self.name, self.authority, self.address = QLineEdit(), QLineEdit(), QLineEdit()
        self._name_field = Field(say("provision_name"), self.name)
        self.record = PlaceField(say("place"), say("place_hint"), "Inchstone record")
        self.place = self.record.line
        self.place.setText(str(usual_record()))
        self.term = TermDates(today)
        first, last, off, back = self.term.fields
        for part in (
            self._name_field,
            side_by_side(Field(say("authority"), self.authority), Field(say("address"), self.address)),
            self.record,
            Rule(),
            Text(say("term"), "title"),
            Text(say("term_hint"), "small", "text3", wrap=True),
            side_by_side(first, last),
            side_by_side(off, back),
        ):
            self.card.add(part)
        self.close_with_buttons()

    def found_wrong(self) -> Wrong:
        wrong = [] if self.name.text().strip() else [(self._name_field, say("name_missing"))]
        if words := self._wrong_place():
            wrong.append((self.record.field, words))
        return wrong + self.term.found_wrong()

    def commands(self) -> tuple[Command, ...]:
        """What is written into the record at once, beside its name."""
        said = (("authority", self.authority), ("address", self.address))
        settings = tuple(keeping.ChangeSetting(key, line.text().strip()) for key, line in said)
        return (*settings, *(calendar.AddTerm(card) for card in self.term.cards()))

    def _wrong_place(self) -> str:
        folder = self.record.folder
        if folder is None or not folder.is_absolute():
            return say("place_not_whole")
        try:
            bootstrap.check_new_place(folder)
        except InchstoneError as error:
            return sentence(error)
        return ""
