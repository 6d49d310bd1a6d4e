"""What the head lets pass for one day although it must not: asked with a reason, shown, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.errors import InchstoneError, Refused
from app.core.ids import ContactId, Ref
from app.core.permissions import Permission
from app.core.sentences import sentence
from app.rooms import people
from app.rooms.people import LimitedAct, PassRow
from ui.kit.desk import Desk
from ui.kit.parts import Column, link
from ui.kit.parts.states import Band
from ui.kit.tokens import Tone
from ui.words.passing import say

DRAFT = "pass:"

OF_LIMITS = frozenset({"must_not_be_told", "nobody_said_may_be_told"})
"""Refusals that the head may let pass."""


def may_let_pass(desk: Desk) -> bool:
    return desk.may(Permission.PEOPLE_LIMIT_PASS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to pass: which contact, what they would be let do, their name and the child's."""

    contact: ContactId
    act: LimitedAct
    name: str
    pupil: str


def let_pass(owner: QWidget, desk: Desk, asked: Asked) -> None:
    """Ask why, and let it pass today. Without a reason nothing passes."""

    def done(_receipt: Receipt) -> None:
        desk.shell.say(say(f"passes_{asked.act.value}"), undo=True)

    def take(reason: str, draft: Ref | None) -> None:
        def failed(error: Exception) -> None:
            desk.shell.problem(error, lambda: take(reason, draft))

        command = people.LetPass(asked.contact, asked.act, reason)
        desk.runner.submit(owner, command, done, failed, draft)

    private = desk.privacy.name
    who = say("who", name=private(asked.name), pupil=private(asked.pupil))
    question = say(f"why_{asked.act.value}", who=who)
    desk.shell.ask_reason(_form(asked, desk.clock.today()), question, take, say("let_pass"))


def _form(asked: Asked, day: date) -> str:
    """What the draft of a reason is kept under: it holds for one contact, one act and one day."""
    return f"{DRAFT}{asked.contact}:{asked.act.value}:{day.isoformat()}:{asked.name}\t{asked.pupil}"


def ask_again(owner: QWidget, desk: Desk, draft: Draft) -> None:
    """Ask what somebody had begun to answer, if it was today."""
    contact, act, day, names = draft.form.removeprefix(DRAFT).split(":", 3)
    name, _, pupil = names.partition("\t")
    if date.fromisoformat(day) == desk.clock.today():
        let_pass(owner, desk, Asked(ContactId(int(contact)), LimitedAct(act), name, pupil))
    else:
        private = desk.privacy.name
        who = say("who", name=private(name), pupil=private(pupil))
        desk.shell.say(say("pass_is_over", who=who))


def take_back(owner: QWidget, desk: Desk, row: PassRow) -> None:
    """It passes no more."""

    def done(_receipt: Receipt) -> None:
        desk.shell.say(say("passes_no_more"), undo=True)

    desk.runner.submit(owner, people.LetPassNoMore(row.let), done, desk.shell.problem)


class PassBand(Column):
    """Where a page is refused: the reason in words, and for the head the way past it, or back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=4)
        self._desk = desk
        self._refused: Asked | None = None
        self._passed: PassRow | None = None
        self.band = Band(Tone.WARN, "", icon="ban")
        self.override = link(say("override"), "key-round")
        self.back = link(say("back"), "undo-2")
        for part in (self.band, self.override, self.back):
            self.add(part)
        self.override.clicked.connect(self._let_pass)
        self.back.clicked.connect(self._take_back)
        self.clear()

    def refuse(self, error: InchstoneError, pupil: str) -> bool:
        """Show a refusal for a limit around a pupil; False where it is about something else."""
        if not isinstance(error, Refused) or error.code not in OF_LIMITS:
            return False
        contact = error.facts.get("contact")
        self._refused = None
        if isinstance(contact, int):
            name = str(error.facts.get("addressee", ""))
            self._refused = Asked(ContactId(contact), LimitedAct.TELL, name, pupil)
        self.band.say(Tone.WARN, sentence(error), "ban")
        self.override.setVisible(self._refused is not None and may_let_pass(self._desk))
        self.back.hide()
        self.show()
        return True

    def show_pass(self, name: str, row: PassRow) -> None:
        """Say that this one is told only because the head lets it pass today."""
        self._passed = row
        self.band.say(Tone.WARN, say("passed_tell", name=name, reason=row.reason), "key-round")
        self.override.hide()
        self.back.setVisible(may_let_pass(self._desk))
        self.show()

    def clear(self) -> None:
        self._refused = self._passed = None
        self.hide()

    def _let_pass(self) -> None:
        if self._refused is not None:
            let_pass(self, self._desk, self._refused)

    def _take_back(self) -> None:
        if self._passed is not None:
            take_back(self, self._desk, self._passed)
