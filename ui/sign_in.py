"""Sign in: people as tiles, a password, Enter; it says how many tries are left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app import bootstrap
from app.core.clock import Clock
from app.core.errors import InchstoneError, Unavailable
from app.core.ids import StaffId
from app.core.sentences import sentence
from app.demo import PASSWORD as INVENTED_PASSWORD
from app.places import invented_record
from ui.door_parts import Aside, DoorPage
from ui.kit.accessible import announce, named
from ui.kit.parts import Button, Flow, Row, Text, choice, link, primary
from ui.kit.parts.fields import Field
from ui.kit.parts.password_line import PasswordLine
from ui.words.door import say

MOST_TILES = 12


class SignInPage(DoorPage):
    """One record's door. ``opened`` carries what bootstrap gave; ``elsewhere`` asks for another record."""

    opened = Signal(object)
    elsewhere = Signal()
    restore_asked = Signal()

    def __init__(self, folder: Path, clock: Clock, aside: Aside) -> None:
        provision, people = bootstrap.people_at(folder)
        super().__init__(say("sign_in_to", provision=provision))
        self._folder, self._clock, self._aside = folder, clock, aside
        self._people = people
        self._chosen: StaffId | None = people[0].staff if len(people) == 1 else None
        self.tiles: dict[StaffId, Button] = {}
        self.names: QComboBox | None = None
        self.card.add(self._who())
        if folder == invented_record():
            hint = say("invented_password", password=INVENTED_PASSWORD)
            self.card.add(Text(hint, "body", "info", wrap=True))
        self.password = PasswordLine()
        self.caps = Text("", "small", "warn")
        self.problem = Text("", "body_strong", "urgent", wrap=True)
        self.button = primary(say("sign_in"), "key-round")
        other = link(say("other_record"), "folder-open")
        self.card.add(Field(say("password"), self.password))
        self.card.add(self.caps)
        self.card.add(self.problem)
        self._alarm = _Alarm()
        self._alarm.accepted.connect(self._accept)
        self._alarm.restore.connect(self.restore_asked)
        self.card.add(self._alarm)
        self.card.add(Row(other, None, self.button))
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._count_down)
        self._left = 0
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        self.password.caps.connect(lambda on: self.caps.setText(say("caps") if on else ""))
        other.clicked.connect(self.elsewhere)

    def focus(self) -> None:
        """Where typing should go first."""
        first = next(iter(self.tiles.values()), None)
        target = self.password if self._chosen is not None or first is None else first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, staff: StaffId) -> None:
        """Somebody chose their tile."""
        self._chosen = staff
        for each, tile in self.tiles.items():
            tile.setChecked(each == staff)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _who(self) -> QWidget:
        if len(self._people) > MOST_TILES:
            self.names = named(QComboBox(), say("who"))
            self.names.setEditable(True)
            self.names.addItems([person.name for person in self._people])
            self.names.currentIndexChanged.connect(lambda row: self._pick(row))
            self._chosen = self._people[0].staff
            return Field(say("who"), self.names)
        flow = Flow()
        flow.setAccessibleName(say("who"))
        for person in self._people:
            tile = choice(person.name)
            tile.clicked.connect(lambda _on=False, staff=person.staff: self.choose(staff))
            tile.setChecked(person.staff == self._chosen)
            self.tiles[person.staff] = tile
            flow.add(tile)
        return flow

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._people):
            self._chosen = self._people[row].staff

    def _try(self, accept: str | None = None) -> None:
        if self._chosen is None:
            self._say(say("who"))
            return
        staff, password = self._chosen, self.password.text()
        reason = accept if isinstance(accept, str) else None
        self.button.setEnabled(False)
        self.problem.setText("")
        self._aside.do(
            lambda: bootstrap.sign_in(self._folder, staff, password, self._clock, accept=reason),
            self._in,
            self._refused,
        )

    def _accept(self, reason: str) -> None:
        self._try(reason)

    def _in(self, opened: bootstrap.Opened) -> None:
        self.password.clear()
        self.opened.emit(opened)

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, InchstoneError):
            raise error
        if error.code == "wait_after_wrong_passwords":
            self._left = int(str(error.facts["seconds"]))
            self._wait.start()
        if isinstance(error, Unavailable) and error.code in ("record_behind", "record_foreign"):
            self._alarm.show()
        else:
            self.password.clear()
        self._say(sentence(error))

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._wait.stop()
            self.problem.setText("")
            return
        self.problem.setText(say("wait", seconds=self._left))

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        announce(self, words)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)


class _Alarm(Flow):
    """The witness says more than the file holds: restore, or go on with a reason."""

    accepted = Signal(str)
    restore = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = named(QLineEdit(), say("alarm_reason"))
        self.reason.setPlaceholderText(say("alarm_reason"))
        back = primary(say("alarm_restore"), "history")
        go_on = link(say("alarm_accept"), "arrow-right")
        for part in (back, self.reason, go_on):
            self.add(part)
        back.clicked.connect(self.restore)
        go_on.clicked.connect(self._go_on)
        self.hide()

    def _go_on(self) -> None:
        if self.reason.text().strip():
            self.accepted.emit(self.reason.text().strip())
        else:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
