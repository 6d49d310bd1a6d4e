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
from ui.door_parts import Aside, DoorPage
from ui.kit import files
from ui.kit.accessible import announce
from ui.kit.parts import Row, Text, choice, link, primary, secondary
from ui.kit.parts.fields import Field
from ui.kit.parts.password_line import PasswordLine
from ui.words.door import say


class RestorePage(DoorPage):
    """``restored`` carries the new folder; the old record, if there is one, is never written over."""

    restored = Signal(object)
    back = Signal()

    def __init__(self, clock: Clock, aside: Aside) -> None:
        super().__init__(say("restore"))
        self._clock, self._aside = clock, aside
        self.file, self.place, self.who = QLineEdit(), QLineEdit(str(_free_place())), QLineEdit()
        self.password, self.groups = PasswordLine(), QPlainTextEdit()
        self.groups.setTabChangesFocus(True)
        self.with_sheet = choice(say("recover"), "scroll-text")
        self.problem = Text("", "body_strong", "urgent", wrap=True)
        self.button = primary(say("restore_now"), "history")
        choose = secondary(say("choose_backup"), "folder-open")
        back = link(say("back"), "arrow-left")
        self._groups_field = Field(say("groups"), self.groups, say("groups_hint"))
        self._password_field = Field(say("password"), self.password)
        self.card.add(Field(say("backup_file"), self.file))
        self.card.add(Row(choose, self.with_sheet, None))
        for part in (
            self._groups_field,
            Field(say("as_who"), self.who, say("as_who_hint")),
            self._password_field,
            Field(say("place"), self.place, say("place_hint")),
            self.problem,
            Row(back, None, self.button),
        ):
            self.card.add(part)
        self._groups_field.hide()
        choose.clicked.connect(self._choose)
        back.clicked.connect(self.back)
        self.with_sheet.toggled.connect(self._groups_field.setVisible)
        self.button.clicked.connect(self._restore)

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
            lambda: bootstrap.restore(file, folder, who, password, self._clock, sheet_text=text),
            lambda found: self._done(found, folder),
            self._failed,
        )

    def _done(self, found: bootstrap.Restored, folder: Path) -> None:
        announce(self, say("restored", pupils=found.counts.pupils, marks=found.counts.marks))
        self.restored.emit(folder)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, InchstoneError):
            raise error
        self.problem.setText(sentence(error))
        announce(self, sentence(error))


def _free_place() -> Path:
    usual = usual_record()
    number = 2
    place = usual
    while place.exists():
        place = usual.with_name(f"{usual.name} {number}")
        number += 1
    return place
