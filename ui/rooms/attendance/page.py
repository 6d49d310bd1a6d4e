"""The page *Registers*: the registers of a day, and one of them open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import minute_of_day
from app.core.drafts import Draft
from app.core.ids import PupilId, SlotId
from app.rooms.calendar import DaySlot, NextSlot
from ui.kit.desk import Desk, Page
from ui.kit.parts import Pages
from ui.kit.parts.scrolling import scrolling
from ui.machine_settings import MachineSettings
from ui.rooms.attendance.day_list import DayList
from ui.rooms.attendance.note_line import note_of
from ui.rooms.attendance.sheet_panel import SheetPanel
from ui.words.attendance import say


class RegisterPage(Page):
    """Opens on what is asked: a register, the next one, the registers of a day, or where one was."""

    key = "registers"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.days = DayList(desk)
        self.sheet = SheetPanel(desk)
        self._stack = Pages()
        self._was_locked = False
        self._from_list = False
        self._days = scrolling(self.days)
        for part in (self._days, self.sheet):
            self._stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.days.register_asked.connect(self._open_from_list)
        self.sheet.register_asked.connect(self.open_register)
        self.sheet.list_asked.connect(self._list_asked)
        self.sheet.draft_taken.connect(self.days.waiting.forget)

    def arrive(self, argument: object = None) -> None:
        """Open what is asked for: see ``meant``; without anything asked, what was open before."""
        self.sheet.view.letters_on = MachineSettings.load().single_letter_keys
        was_locked, self._was_locked = self._was_locked, False
        wanted = meant(argument)
        if isinstance(wanted, Draft):
            self._open_draft(wanted)
        elif isinstance(wanted, tuple):
            self.open_register(*wanted)
        elif isinstance(wanted, date):
            self.open_day(wanted)
        elif wanted == "next":
            self._ask_next()
        else:
            self._return(was_locked)

    def back(self) -> bool:
        """From a register to the list that it was opened from."""
        if self._stack.currentWidget() is not self.sheet or not self._from_list:
            return False
        self._list_asked()
        return True

    def leave(self) -> None:
        self.sheet.notes.keep()
        self.sheet.marking.sleep()
        self.days.sleep()
        self.days.waiting.forget()

    def clear(self) -> None:
        self._was_locked = True
        self.sheet.forget()
        self.days.forget()

    def open_register(
        self, slot: SlotId, day: date, pupil: PupilId | None = None, draft: Draft | None = None
    ) -> None:
        """Show one register, with the keys at a pupil where one is named."""
        self._from_list = False
        self.desk.shell.mended()
        self.days.sleep()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(slot, day, pupil, draft)

    def open_day(self, day: date, slot: SlotId | None = None) -> None:
        """Show the registers of a day, with the keys on one of them or on the one that is due."""
        self.desk.shell.mended()
        self.sheet.marking.sleep()
        self._stack.setCurrentWidget(self._days)
        self.days.open(day, slot)

    def _return(self, was_locked: bool) -> None:
        """Where one was: the open register, else the registers of the day."""
        if self._stack.currentWidget() is not self.sheet:
            self.open_day(self.days.day if was_locked else self.desk.clock.today(), self.days.chosen_slot)
        elif was_locked:
            self.sheet.come_back()
        else:
            self.sheet.marking.wake()
            self.sheet.take_focus()

    def _open_from_list(self, slot: SlotId, day: date) -> None:
        self.open_register(slot, day, None, self.days.waiting.draft)
        self._from_list = True

    def _list_asked(self) -> None:
        slot, day = self.sheet.marking.key
        self.open_day(day, slot)

    def _ask_next(self) -> None:
        now = self.desk.clock.now()
        today = self.desk.clock.today()
        self.desk.runner.ask(self, NextSlot(today, minute_of_day(now)), self._open_next, self.failed)

    def _open_next(self, slot: DaySlot | None) -> None:
        today = self.desk.clock.today()
        if slot is None:
            self.open_day(today)
        else:
            self.open_register(slot.slot, today)

    def _open_draft(self, draft: Draft) -> None:
        about = note_of(draft)
        if about.slot is None or about.day is None:
            self.open_day(about.day or self.desk.clock.today())
            self.days.waiting.show_note(draft)
        elif draft.form.startswith("note:"):
            self.open_register(about.slot, about.day, None, draft)
        else:
            self.open_register(about.slot, about.day, about.pupil)
            self.desk.shell.say(say("reason_waits"))


Wanted = Draft | date | str | tuple[SlotId, date] | tuple[SlotId, date, PupilId | None] | None


def meant(argument: object) -> Wanted:
    """What an argument of ``go`` asks for.

    A slot and a day, and a pupil perhaps; ``next``; a day; a worklist's ``register:12:2026-10-13`` or
    ``registers:2026-10-13``; a draft of a note, or of the reason for another code; nothing.
    """
    if isinstance(argument, Draft):
        return argument if argument.form.startswith(("note:", "reason:")) else None
    if isinstance(argument, str):
        return _read(argument)
    if isinstance(argument, (date, tuple)):
        return argument
    return None


def _read(text: str) -> Wanted:
    kind, _, rest = text.partition(":")
    if kind == "register" and ":" in rest:
        slot, _, day = rest.partition(":")
        return SlotId(int(slot)), date.fromisoformat(day)
    if kind == "registers" and rest:
        return date.fromisoformat(rest)
    return "next" if text == "next" else None
