"""Bring a backup back: with a password, or with the recovery sheet on a computer that has nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app import bootstrap
from app.core.clock import Clock
from app.core.errors import InchstoneError
from app.core.sentences import sentence
from app.places import usual_record
from app.rooms.keeping import RecordCounts
from ui.door_parts import Aside, DoorPage
from ui.kit import files
from ui.kit.accessible import announce
from ui.kit.parts import Column, Row, Text, choice, link, primary, secondary
from ui.kit.parts.fields import Field
from ui.kit.parts.password_line import PasswordLine
from ui.words.door import say


class RestorePage(DoorPage):
    """``restored`` carries the new folder; the old record, if there is one, is never written over.

    Where one stands there and the same keys open it, the difference is shown before anything is switched.
    """

    restored = Signal(object)
    back = Signal()

    def __init__(self, clock: Clock, aside: Aside, *, standing: Path | None = None) -> None:
        super().__init__(say("restore"))
        self._clock, self._aside, self._standing = clock, aside, standing
        self._restored: Path | None = None
        self.file, self.place, self.who = QLineEdit(), QLineEdit(str(_free_place())), QLineEdit()
        self.password, self.groups = PasswordLine(), QPlainTextEdit()
        self.groups.setTabChangesFocus(True)
        self.with_sheet = choice(say("recover"), "scroll-text")
        self.problem = Text("", "body_strong", "urgent", wrap=True)
        self.button = primary(say("restore_now"), "history")
        self.form, self.compared = Column(gap=12), Column(gap=12)
        self.difference = Text("", "body", wrap=True)
        self.switch = primary(say("open_restored"), "history")
        self.stay = secondary(say("keep_standing"))
        self._groups_field = Field(say("groups"), self.groups, say("groups_hint"))
        self._password_field = Field(say("password"), self.password)
        self._lay_out()

    def _lay_out(self) -> None:
        choose = secondary(say("choose_backup"), "folder-open")
        back = link(say("back"), "arrow-left")
        for part in (
            Field(say("backup_file"), self.file),
            Row(choose, self.with_sheet, None),
            self._groups_field,
            Field(say("as_who"), self.who, say("as_who_hint")),
            self._password_field,
            Field(say("place"), self.place, say("place_hint")),
            self.problem,
            Row(back, None, self.button),
        ):
            self.form.add(part)
        self.compared.add(self.difference)
        self.compared.add(Row(self.stay, None, self.switch))
        for whole in (self.form, self.compared):
            self.card.add(whole)
        self._groups_field.hide()
        self.compared.hide()
        choose.clicked.connect(self._choose)
        back.clicked.connect(self.back)
        self.with_sheet.toggled.connect(self._groups_field.setVisible)
        self.button.clicked.connect(self._restore)
        self.switch.clicked.connect(lambda: self.restored.emit(self._restored))
        self.stay.clicked.connect(self._keep_standing)

    def _choose(self) -> None:
        name = files.open_file(self, say("choose_backup"), "Inchstone (*.inchstone)")
        if name:
            self.file.setText(name)

    def _restore(self) -> None:
        self.button.setEnabled(False)
        file, folder = Path(self.file.text()), Path(self.place.text())
        who, password = self.who.text().strip() or None, self.password.text()
        text = self.groups.toPlainText() if self.with_sheet.isChecked() else None
        self._aside.do(
            lambda: bootstrap.restore(
                file, folder, who, password, self._clock, sheet_text=text, beside=self._standing
            ),
            lambda found: self._done(found, folder),
            self._failed,
        )

    def _done(self, found: bootstrap.Restored, folder: Path) -> None:
        self._restored = folder
        self.password.clear()
        self.groups.clear()
        if found.standing is None:
            announce(self, say("restored", pupils=found.counts.pupils, marks=found.counts.marks))
            self.restored.emit(folder)
            return
        self.heading.setText(say("difference"))
        self.difference.setText(difference(found.counts, found.standing, folder))
        self.form.hide()
        self.compared.show()
        self.stay.setFocus()
        announce(self.difference, self.difference.text())

    def _keep_standing(self) -> None:
        """The record that stood there goes on; the restored one lies beside it."""
        self.restored.emit(self._standing)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, InchstoneError):
            raise error
        self.problem.setText(sentence(error))
        announce(self, sentence(error))


_KINDS = ("pupils", "staff", "groups", "frameworks", "achievements", "marks", "session_marks", "scores")


def difference(restored: RecordCounts, standing: RecordCounts, folder: Path) -> str:
    """What would be lost and what gained by going on with the restored record, kind by kind."""
    lines = []
    for kind in _KINDS:
        here, there = getattr(standing, kind), getattr(restored, kind)
        if here != there:
            changed = say("fewer" if there < here else "more", count=f"{abs(there - here):,}")
            facts = {"here": f"{here:,}", "there": f"{there:,}", "changed": changed}
            lines.append(say("kind_line", kind=say(f"kind_{kind}"), **facts))
    return "\n".join([*(lines or [say("no_difference")]), "", say("both_stay", place=folder)])


def _free_place() -> Path:
    usual = usual_record()
    number = 2
    place = usual
    while place.exists():
        place = usual.with_name(f"{usual.name} {number}")
        number += 1
    return place
