"""Page 3 of the first run: you, and a second living person who can open concerns."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from app import bootstrap
from app.core.command import Command
from app.core.errors import InchstoneError
from app.core.roles import Role
from app.core.sentences import sentence
from app.rooms import access
from ui.first_step import FirstStep, Wrong, side_by_side
from ui.kit.parts import Rule, Text
from ui.kit.parts.fields import Field
from ui.kit.parts.password_line import PasswordLine
from ui.words.door import say

ADVISED = 12
"""Characters from which nothing more is said about a password's length."""

_YOURS = (
    ("head_and_dsl", frozenset({Role.HEAD, Role.DSL})),
    ("head_and_deputy", frozenset({Role.HEAD, Role.DEPUTY_DSL})),
    ("head_alone", frozenset({Role.HEAD})),
)
_THEIRS = (("deputy", frozenset({Role.DEPUTY_DSL})), ("dsl", frozenset({Role.DSL})))


class PersonPage(FirstStep):
    """Name, roles, phone and password of whoever sits here, and of the second holder."""

    def __init__(self) -> None:
        super().__init__(say("you"), 3, say("next"))
        self.provision = ""
        self.name, self.phone, self.role = QLineEdit(), QLineEdit(), _roles(_YOURS)
        self.password, self.again = PasswordLine(), PasswordLine(say("password_again"))
        self.other, self.other_phone, self.other_role = QLineEdit(), QLineEdit(), _roles(_THEIRS)
        self.other_password = PasswordLine(say("holder_password"))
        self.name_field = Field(say("your_name"), self.name)
        self._password_field = Field(say("password"), self.password)
        self._again_field = Field(say("password_again"), self.again)
        self._other_name = Field(say("holder_name"), self.other)
        self._other_field = Field(say("holder_password"), self.other_password)
        self.advice = Text(say("password_hint"), "small", "text3", wrap=True)
        self.password.setAccessibleDescription(say("password_hint"))
        self._lay_out()
        self.password.textChanged.connect(self._advise)

    def _lay_out(self) -> None:
        for part in (
            self.name_field,
            side_by_side(Field(say("your_role"), self.role), Field(say("your_phone"), self.phone)),
            side_by_side(self._password_field, self._again_field),
            self.advice,
            Rule(),
            Text(say("holder"), "title"),
            Text(say("holder_hint"), "small", "text3", wrap=True),
            self._other_name,
            side_by_side(
                Field(say("holder_role"), self.other_role), Field(say("holder_phone"), self.other_phone)
            ),
            self._other_field,
        ):
            self.card.add(part)
        self.close_with_buttons()

    @property
    def roles(self) -> frozenset[Role]:
        return _YOURS[self.role.currentIndex()][1]

    def commands(self, today: date) -> tuple[Command, ...]:
        """The second holder, where one was named."""
        if not self.other.text().strip():
            return ()
        roles = access.write_roles(_THEIRS[self.other_role.currentIndex()][1])
        card = access.StaffCard(self.other.text().strip(), roles, self.other_phone.text().strip(), today)
        return (access.AddStaff(card, self.other_password.text()),)

    def found_wrong(self) -> Wrong:
        wrong = []
        if not self.name.text().strip():
            wrong.append((self.name_field, say("your_name_missing")))
        if words := self._refusal(self.password.text(), self.name.text()):
            wrong.append((self._password_field, words))
        if self.password.text() != self.again.text():
            wrong.append((self._again_field, say("passwords_differ")))
        return wrong + self._wrong_with_the_other()

    def _wrong_with_the_other(self) -> Wrong:
        name, password = self.other.text().strip(), self.other_password.text()
        if not name:
            typed = self.other_phone.text().strip() or password
            return [(self._other_name, say("holder_nameless"))] if typed else []
        if name.casefold() == self.name.text().strip().casefold():
            return [(self._other_name, say("holder_is_you"))]
        words = self._refusal(password, name)
        return [(self._other_field, words)] if words else []

    def _refusal(self, password: str, name: str) -> str:
        try:
            bootstrap.check_password(password, name=name, provision=self.provision)
        except InchstoneError as error:
            return sentence(error)
        return ""

    def _advise(self, text: str) -> None:
        self.advice.setText(say("password_longer" if 8 <= len(text) < ADVISED else "password_hint"))


def _roles(choices: tuple[tuple[str, frozenset[Role]], ...]) -> QComboBox:
    box = QComboBox()
    box.addItems([say(f"role_{key}") for key, _ in choices])
    return box
