"""The locked screen: who is signed in, the time, a password; the emergency sheet for any adult."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox

from app import bootstrap
from app.core.clock import Clock, on_the_wall
from app.core.errors import InchstoneError
from app.core.sentences import sentence
from app.office import Office
from ui.door_parts import Aside, DoorPage
from ui.kit.accessible import announce, named
from ui.kit.parts import Column, Row, Text, link, primary, secondary
from ui.kit.parts.fields import Field
from ui.kit.parts.password_line import PasswordLine
from ui.kit.shortcuts import bind
from ui.words.door import say

TICK = 1000


class LockScreen(DoorPage):
    """No counts, no names of pupils. Unlocking returns to the same field, caret and undo stack."""

    unlocked = Signal()
    switch_asked = Signal()
    emergency = Signal(object)
    """An office that may ask for the emergency sheet and nothing else of a pupil."""

    def __init__(self, opened: bootstrap.Opened, name: str, clock: Clock, aside: Aside) -> None:
        provision, self._people = bootstrap.people_at(opened.record.folder)
        super().__init__(say("locked"), 460)
        self._opened, self._clock, self._aside = opened, clock, aside
        self.time = Text("", "display")
        self.card.add(self.time)
        self.card.add(Text(say("locked_line", name=name, provision=provision), "body", "text2", wrap=True))
        self.password = PasswordLine()
        self.problem = Text("", "body_strong", "urgent", wrap=True)
        self.button = primary(say("unlock"), "lock")
        switch = link(say("switch"), "users")
        sheet = secondary(say("emergency"), "life-buoy")
        self.card.add(Field(say("password"), self.password))
        self.card.add(self.problem)
        self.card.add(Row(switch, None, self.button))
        self.card.add(Row(sheet, None))
        self._anyone = self._emergency_part()
        self.card.add(self._anyone)
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        switch.clicked.connect(self.switch_asked)
        sheet.clicked.connect(self._show_emergency)
        bind(self, "emergency", self._show_emergency)
        self._clockwork = QTimer(self, interval=TICK)
        self._clockwork.timeout.connect(self._tick)
        self._clockwork.start()
        self._tick()

    def focus(self) -> None:
        """Where typing should go first."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _emergency_part(self) -> Column:
        self.anyone = named(QComboBox(), say("emergency_who"))
        self.anyone.addItems([person.name for person in self._people])
        self.their_password = PasswordLine(say("password"))
        self.show_sheet = primary(say("show_sheet"), "life-buoy")
        part = Column(
            Field(say("emergency_who"), self.anyone),
            Field(say("password"), self.their_password),
            Row(None, self.show_sheet),
            gap=8,
        )
        self.show_sheet.clicked.connect(self._open_sheet)
        self.their_password.returnPressed.connect(self._open_sheet)
        part.hide()
        return part

    def _show_emergency(self) -> None:
        self._anyone.show()
        self.their_password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_sheet(self) -> None:
        staff = self._people[self.anyone.currentIndex()].staff
        password = self.their_password.text()
        self._aside.do(
            lambda: bootstrap.emergency_office(self._opened, staff, password, self._clock),
            self._sheet_open,
            self._refused(self.their_password),
        )

    def _sheet_open(self, office: Office) -> None:
        self.their_password.clear()
        self._anyone.hide()
        self.emergency.emit(office)

    def _try(self) -> None:
        password = self.password.text()
        self.button.setEnabled(False)
        self._aside.do(
            lambda: bootstrap.unlock(self._opened, password), self._in, self._refused(self.password)
        )

    def _in(self, _none: None) -> None:
        self.password.clear()
        self.button.setEnabled(True)
        self._clockwork.stop()
        self.unlocked.emit()

    def _refused(self, line: PasswordLine) -> Callable[[Exception], None]:
        def refused(error: Exception) -> None:
            self.button.setEnabled(True)
            if not isinstance(error, InchstoneError):
                raise error
            line.clear()
            self.problem.setText(sentence(error))
            announce(self, sentence(error))
            line.setFocus(Qt.FocusReason.OtherFocusReason)

        return refused

    def _tick(self) -> None:
        self.time.setText(f"{on_the_wall(self._clock.now()):%H:%M}")
