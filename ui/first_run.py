"""First run: four pages. It ends when the sheet was typed back and really opened the record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import bootstrap
from app.core.clock import Clock
from app.core.errors import InchstoneError
from ui.door_parts import Aside
from ui.first_step import FirstStep
from ui.person_page import PersonPage
from ui.provision_page import ProvisionPage
from ui.safe_page import SafePage
from ui.welcome_page import WelcomePage


class FirstRun(QStackedWidget):
    """The four pages in their order. ``opened`` carries the new record with its head signed in.

    Going back throws nothing away: the sheet stays the same until something that the record is made of
    was changed.
    """

    opened = Signal(object)
    invented = Signal()
    restore = Signal()
    other = Signal()

    def __init__(self, clock: Clock, aside: Aside) -> None:
        super().__init__()
        self._clock, self._aside = clock, aside
        self._under_way: bootstrap.FoundingUnderWay | None = None
        self._made_of: tuple[Path, bootstrap.Founding] | None = None
        self._left = False
        self.welcome, self.provision = WelcomePage(), ProvisionPage(clock.today)
        self.person, self.safe = PersonPage(), SafePage()
        for page in (self.welcome, self.provision, self.person, self.safe):
            self.addWidget(page)
        self.welcome.invented.connect(self.invented)
        self.welcome.restore.connect(self.restore)
        self.welcome.other.connect(self.other)
        self.welcome.own.connect(lambda: self._show(self.provision))
        self.provision.back.connect(lambda: self._show(self.welcome))
        self.provision.done.connect(self._who)
        self.person.back.connect(lambda: self._show(self.provision))
        self.person.done.connect(self._begin)
        self.safe.back.connect(lambda: self._show(self.person))
        self.safe.done.connect(self._finish)

    def leave(self) -> None:
        """The window closes: a record without a proved sheet is none."""
        self._left = True
        self._give_up()

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        if isinstance(page, FirstStep):
            page.first_field()

    def _who(self) -> None:
        self.person.provision = self.provision.name.text()
        self._show(self.person)

    def _begin(self) -> None:
        made_of = self._what_it_is_made_of()
        if self._under_way is not None and made_of == self._made_of:
            self._show(self.safe)
            return
        self._give_up()
        self._made_of = made_of
        self.person.work(is_under_way=True)
        self._aside.do(
            lambda: bootstrap.FoundingUnderWay(*made_of, self._clock), self._begun, self._not_begun
        )

    def _what_it_is_made_of(self) -> tuple[Path, bootstrap.Founding]:
        folder = self.provision.record.folder
        assert folder is not None
        commands = (*self.provision.commands(), *self.person.commands(self._clock.today()))
        return folder, bootstrap.Founding(
            self.provision.name.text(),
            self.person.name.text(),
            self.person.password.text(),
            self.person.phone.text(),
            self.person.roles,
            commands,
        )

    def _begun(self, under_way: bootstrap.FoundingUnderWay) -> None:
        if self._left:
            under_way.give_up()
            return
        self.person.work(is_under_way=False)
        self._under_way = under_way
        self.safe.show_sheet(under_way, self.provision.record.folder)
        self._show(self.safe)

    def _not_begun(self, error: Exception) -> None:
        if not isinstance(error, InchstoneError):
            raise error
        if self._left:
            return
        self.person.work(is_under_way=False)
        if error.code.startswith("place_"):
            self._show(self.provision)
            self.provision.show_wrong(self.provision.record.field, error)
        else:
            self.person.show_problem(error)

    def _give_up(self) -> None:
        if self._under_way is not None:
            self._under_way.give_up()
            self._under_way = None

    def _finish(self) -> None:
        # While it is being finished nobody else gives it up, not even a window that closes.
        under_way, self._under_way = self._under_way, None
        assert under_way is not None
        commands = self.safe.commands()
        self.safe.work(is_under_way=True)
        self._aside.do(
            lambda: under_way.finish(*commands),
            self.opened.emit,
            lambda error: self._not_finished(under_way, error),
        )

    def _not_finished(self, under_way: bootstrap.FoundingUnderWay, error: Exception) -> None:
        if not isinstance(error, InchstoneError):
            raise error
        if self._left:
            under_way.give_up()
            return
        self._under_way = under_way
        self.safe.work(is_under_way=False)
        if error.code == "place_is_taken":
            self._show(self.provision)
            self.provision.show_wrong(self.provision.record.field, error)
        else:
            self.safe.show_problem(error)
