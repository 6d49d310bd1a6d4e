"""First run: four pages. It ends when the sheet was typed back and really opened the record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from app import bootstrap
from app.core.clock import Clock
from app.core.errors import InchstoneError
from app.core.roles import Role
from app.core.sentences import sentence
from app.places import usual_record
from app.rooms import access, keeping
from ui.door_parts import Aside, DoorPage
from ui.kit import files
from ui.kit.accessible import announce, named
from ui.kit.parts import Flow, Row, Text, link, primary, secondary
from ui.kit.parts.fields import ErrorSummary, Field
from ui.kit.parts.password_line import PasswordLine
from ui.welcome_page import WelcomePage
from ui.words.door import say
from ui.words.paper import say as paper_say

PAGES = 4
ADVISED = 12
"""Characters from which nothing more is said about a password's length."""


class _Step(DoorPage):
    """One of the pages 2 to 4: fields, what is wrong with them, back and on."""

    back = Signal()
    done = Signal()

    def __init__(self, title: str, page: int, forward: str, icon: str = "arrow-right") -> None:
        super().__init__(title)
        self.card.add(Text(say("page_of", page=page, pages=PAGES), "small", "text3"))
        self.errors = ErrorSummary()
        self.card.add(self.errors)
        self.forward = primary(forward, icon)
        self._back = link(say("back"), "arrow-left")
        self._back.clicked.connect(self.back)
        self.forward.clicked.connect(self._on)

    def close_with_buttons(self) -> None:
        """The line of buttons at the foot."""
        self.card.add(Row(self._back, None, self.forward))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from one field to the next, and from the last of them to the next page."""
        lines = [line for line in self.findChildren(QLineEdit) if line.isVisible()]
        here = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or here not in lines:
            super().keyPressEvent(event)
        elif here is lines[-1]:
            self.forward.click()
        else:
            lines[lines.index(here) + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def found_wrong(self) -> list[tuple[Field, str]]:
        """What must be put right before going on."""
        return []

    def _on(self) -> None:
        for field in self.findChildren(Field):
            field.set_error("")
        wrong = self.found_wrong()
        self.errors.show_errors(wrong)
        if not wrong:
            self.done.emit()

    def first_field(self) -> None:
        """Where typing should go first."""
        lines = self.findChildren(QLineEdit)
        if lines:
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)


class ProvisionPage(_Step):
    """Page 2: what the provision is called, and where the record will lie."""

    def __init__(self) -> None:
        super().__init__(say("provision"), 2, say("next"))
        self.name, self.authority, self.address = QLineEdit(), QLineEdit(), QLineEdit()
        self.place = QLineEdit(str(usual_record()))
        self._name_field = Field(say("provision_name"), self.name)
        choose = secondary(say("choose_place"), "folder-open")
        choose.clicked.connect(self._choose)
        self.card.add(self._name_field)
        self.card.add(Field(say("authority"), self.authority, say("authority_hint")))
        self.card.add(Field(say("address"), self.address))
        self.card.add(Field(say("place"), self.place, say("place_hint")))
        self.card.add(Row(choose, None))
        self.card.add(Text(say("term_hint"), "small", "text3", wrap=True))
        self.close_with_buttons()

    def found_wrong(self) -> list[tuple[Field, str]]:
        return [] if self.name.text().strip() else [(self._name_field, say("name_missing"))]

    def _choose(self) -> None:
        folder = files.choose_folder(self, say("choose_place"))
        if folder:
            self.place.setText(str(Path(folder) / "Inchstone record"))


class PersonPage(_Step):
    """Page 3: you, and a second living person who can open concerns."""

    def __init__(self) -> None:
        super().__init__(say("you"), 3, say("next"))
        self.name, self.phone = QLineEdit(), QLineEdit()
        self.password, self.again = PasswordLine(), PasswordLine(say("password_again"))
        self.other, self.other_phone = QLineEdit(), QLineEdit()
        self.other_password = PasswordLine(say("holder_password"))
        self.name_field = Field(say("your_name"), self.name)
        self._password_field = Field(say("password"), self.password, say("password_hint"))
        self._again_field = Field(say("password_again"), self.again)
        self._other_field = Field(say("holder_password"), self.other_password, say("holder_password_hint"))
        self.advice = Text("", "small", "text3", wrap=True)
        for part in (
            self.name_field,
            Field(say("your_phone"), self.phone),
            self._password_field,
            self.advice,
            self._again_field,
            Field(say("holder"), self.other, say("holder_hint")),
            Field(say("holder_phone"), self.other_phone),
            self._other_field,
        ):
            self.card.add(part)
        self.close_with_buttons()
        self.password.textChanged.connect(self._advise)

    def found_wrong(self) -> list[tuple[Field, str]]:
        wrong = []
        if not self.name.text().strip():
            wrong.append((self.name_field, say("your_name_missing")))
        for field, line, name in (
            (self._password_field, self.password, self.name.text()),
            (self._other_field, self.other_password, self.other.text()),
        ):
            if line is self.other_password and not self.other.text().strip():
                continue
            words = _refusal(line.text(), name)
            if words:
                wrong.append((field, words))
        if self.password.text() != self.again.text():
            wrong.append((self._again_field, say("passwords_differ")))
        return wrong

    def _advise(self, text: str) -> None:
        self.advice.setText(say("password_longer") if 8 <= len(text) < ADVISED else "")


def _refusal(password: str, name: str) -> str:
    try:
        bootstrap.check_password(password, name=name, provision="")
    except InchstoneError as error:
        return sentence(error)
    return ""


class SafePage(_Step):
    """Page 4: the recovery sheet on paper, some of it typed back, and a real unlock with it."""

    def __init__(self) -> None:
        super().__init__(say("safe"), 4, say("finish"), "check")
        self.card.add(Text(say("safe_line"), "body", "text2", wrap=True))
        self.save = secondary(say("save_sheet"), "download")
        self.print = secondary(say("print_sheet"), "printer")
        self.saved = Text("", "body_strong", "ok", wrap=True)
        self.card.add(Flow(self.print, self.save))
        self.card.add(self.saved)
        self._typed: list[tuple[int, QLineEdit, Field]] = []
        self._asked = Row(gap=10)
        self.card.add(Text(say("type_back"), "body_strong"))
        self.card.add(self._asked)
        self.close_with_buttons()
        self._under_way: bootstrap.FoundingUnderWay | None = None
        self._on_paper = False
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)

    def show_sheet(self, under_way: bootstrap.FoundingUnderWay) -> None:
        """The record under way whose sheet this is."""
        self._under_way = under_way
        for place in under_way.asked:
            line = named(QLineEdit(), say("group", place=place))
            field = Field(say("group", place=place), line)
            self._typed.append((place, line, field))
            self._asked.add(field)

    def lines(self) -> dict[int, QLineEdit]:
        """The lines to type into, by their group's place."""
        return {place: line for place, line, _ in self._typed}

    def found_wrong(self) -> list[tuple[Field, str]]:
        assert self._under_way is not None
        if not self._on_paper:
            return [(self._typed[0][2], say("sheet_first"))]
        return [
            (field, say("group_wrong", place=place))
            for place, line, field in self._typed
            if not self._under_way.is_group(place, line.text())
        ]

    def save_to(self, path: Path) -> None:
        """Write the sheet to a file, read it back and unlock with it."""
        assert self._under_way is not None
        try:
            bootstrap.write_out(path, self._under_way.sheet)
            self._under_way.prove(path.read_bytes())
        except InchstoneError as error:
            self.saved.setText(sentence(error))
            return
        self._on_paper = True
        self.saved.setText(say("sheet_saved"))
        announce(self, say("sheet_saved"))

    def _save(self) -> None:
        name = files.save_as(self, say("save_sheet"), "Inchstone recovery sheet.pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _print(self) -> None:
        from ui.paper.printing import has_printer, print_document

        assert self._under_way is not None
        if not has_printer():
            self.saved.setText(paper_say("no_printer"))
        elif print_document(self, self._under_way.document):
            self._on_paper = True
            self.saved.setText(say("sheet_saved"))


class FirstRun(QStackedWidget):
    """The four pages in their order. ``opened`` carries the new record with its head signed in."""

    opened = Signal(object)
    invented = Signal()
    restore = Signal()
    other = Signal()

    def __init__(self, clock: Clock, aside: Aside) -> None:
        super().__init__()
        self._clock, self._aside = clock, aside
        self._under_way: bootstrap.FoundingUnderWay | None = None
        self.welcome, self.provision = WelcomePage(), ProvisionPage()
        self.person, self.safe = PersonPage(), SafePage()
        for page in (self.welcome, self.provision, self.person, self.safe):
            self.addWidget(page)
        self.welcome.invented.connect(self.invented)
        self.welcome.restore.connect(self.restore)
        self.welcome.other.connect(self.other)
        self.welcome.own.connect(lambda: self._show(self.provision))
        self.provision.back.connect(lambda: self._show(self.welcome))
        self.provision.done.connect(lambda: self._show(self.person))
        self.person.back.connect(lambda: self._show(self.provision))
        self.person.done.connect(self._begin)
        self.safe.back.connect(self._give_up)
        self.safe.done.connect(self._finish)

    def leave(self) -> None:
        """The window closes: a record without a proved sheet is none."""
        if self._under_way is not None:
            self._under_way.give_up()
            self._under_way = None

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        if isinstance(page, _Step):
            page.first_field()

    def _begin(self) -> None:
        founding = bootstrap.Founding(
            self.provision.name.text(),
            self.person.name.text(),
            self.person.password.text(),
            self.person.phone.text(),
        )
        folder = Path(self.provision.place.text().strip()).expanduser()
        self.person.forward.setEnabled(False)
        self._aside.do(
            lambda: bootstrap.FoundingUnderWay(folder, founding, self._clock), self._begun, self._not_begun
        )

    def _begun(self, under_way: bootstrap.FoundingUnderWay) -> None:
        self.person.forward.setEnabled(True)
        self._under_way = under_way
        self.safe.show_sheet(under_way)
        self._show(self.safe)

    def _not_begun(self, error: Exception) -> None:
        self.person.forward.setEnabled(True)
        if not isinstance(error, InchstoneError):
            raise error
        self.person.errors.show_errors([(self.person.name_field, sentence(error))])

    def _give_up(self) -> None:
        self.leave()
        self.removeWidget(self.safe)
        self.safe.deleteLater()
        self.safe = SafePage()
        self.safe.back.connect(self._give_up)
        self.safe.done.connect(self._finish)
        self.addWidget(self.safe)
        self._show(self.person)

    def _finish(self) -> None:
        under_way, self._under_way = self._under_way, None
        assert under_way is not None
        self.safe.forward.setEnabled(False)
        self._aside.do(lambda: self._finished(under_way), self.opened.emit, self._not_finished)

    def _finished(self, under_way: bootstrap.FoundingUnderWay) -> bootstrap.Opened:
        opened = under_way.finish()
        office = opened.office
        for key, line in (("authority", self.provision.authority), ("address", self.provision.address)):
            office.execute(keeping.ChangeSetting(key, line.text().strip()))
        if self.person.other.text().strip():
            roles = access.write_roles(frozenset({Role.DEPUTY_DSL}))
            card = access.StaffCard(
                self.person.other.text().strip(), roles, self.person.other_phone.text(), self._clock.today()
            )
            office.execute(access.AddStaff(card, self.person.other_password.text()))
        return opened

    def _not_finished(self, error: Exception) -> None:
        self.safe.forward.setEnabled(True)
        if not isinstance(error, InchstoneError):
            raise error
        self.safe.saved.setText(sentence(error))
