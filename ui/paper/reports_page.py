"""Reports: which page, for which pupil, to whom; the preview; and the ways it may leave."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from app.core.changes import Topic
from app.core.drafts import Draft
from app.core.errors import InchstoneError
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.reports.document import Document
from app.reports.make_page import ComposePage, PageFormat, PageKind
from app.rooms import people
from ui.kit.accessible import named
from ui.kit.desk import Desk, Page
from ui.kit.live import Live, topics
from ui.kit.parts import Card, PageBody, PageTitle, Row, Text, link, primary, secondary
from ui.kit.parts.fields import Field
from ui.kit.parts.scrolling import scrolling
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.theme import current_look, follow
from ui.paper.headline_field import HeadlineField
from ui.paper.issuing import Issuer
from ui.paper.pages_view import PagesView
from ui.passing import PassBand
from ui.words.paper import say

PREVIEW_PPI = 120


class ReportsPage(Page):
    """``arrive`` takes a pupil, or a pair of kind and pupil: *Print the story* opens it so."""

    key = "reports"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names: tuple[people.PupilName, ...] = ()
        self._document: Document | None = None
        self._asked = self._around = 0
        self._wanted: PupilId | None = None
        kinds = [
            kind for kind in PageKind if kind is PageKind.EMERGENCY or desk.may(Permission.PEOPLE_PUPIL_READ)
        ]
        self.kind = SegmentedControl(say("what"), [(kind.value, say(kind.value)) for kind in kinds])
        self.kind.set_current(kinds[0].value)
        self.pupil = named(QComboBox(), say("pupil"))
        self.addressee = named(QComboBox(), say("addressee"))
        self.told = Text("", "body", "text2", wrap=True)
        self.count = Text("", "small", "text3")
        self.view = PagesView()
        self.print = primary(say("print"), "printer")
        self.save_pdf = secondary(say("save_pdf"), "download")
        self.save_html = link(say("save_html"), "download")
        self.passing = PassBand(desk)
        self.headline = HeadlineField(desk)
        self._passes: tuple[people.PassRow, ...] = ()
        self._contacts: tuple[people.ContactRow, ...] = ()
        self._issuer = Issuer(self, desk.runner, desk.shell)
        self._lay_out()
        self._connect()
        self._live: Live[tuple[people.PupilName, ...]] = Live(
            self,
            desk.runner,
            people.PupilNames,
            self._show_names,
            self.failed,
            topics(Topic.PUPIL, Topic.HEADLINE),
        )

    def arrive(self, argument: object = None) -> None:
        """Open on what was asked for; else on what was shown."""
        if isinstance(argument, Draft):
            argument = self._drafted(argument)
        if isinstance(argument, tuple):
            kind, pupil = argument
            self.kind.set_current(PageKind(kind).value)
            self._wanted = pupil
        elif isinstance(argument, int):
            self._wanted = PupilId(argument)
        if self.desk.may(Permission.PEOPLE_PUPIL_READ):
            self._live.wake(anew=True)
        else:
            self._compose()
        self.kind.segment(self.kind.current).setFocus(Qt.FocusReason.OtherFocusReason)

    def _drafted(self, draft: Draft) -> tuple[str, PupilId]:
        """A headline that was typed and not kept: its page, with the words in the line again."""
        _, kind, pupil = draft.form.split("/")
        self.headline.offer(draft)
        return kind, PupilId(int(pupil))

    def leave(self) -> None:
        self.headline.keep()
        self._live.sleep()

    def clear(self) -> None:
        """Forget the pages."""
        self.view.clear()
        self.passing.clear()
        self.headline.clear()
        self._document = None

    def _lay_out(self) -> None:
        self._left, right = Card(), Card()
        self._pupil_field = Field(say("pupil"), self.pupil)
        self._addressee_field = Field(say("addressee"), self.addressee)
        for part in (
            Field(say("what"), self.kind),
            self.told,
            self._pupil_field,
            self._addressee_field,
            self.passing,
            self.headline,
            self.print,
            self.save_pdf,
            self.save_html,
            self.count,
        ):
            self._left.add(part)
        self._left.add_stretch()
        right.add(self.view, 1)
        self._left_area = scrolling(self._left)
        middle = Row(self._left_area, gap=14)
        middle.add(right, 1)
        body = PageBody(PageTitle(say("title"), say("line")))
        body.add(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        follow(self._restyle)

    def _connect(self) -> None:
        for chosen in (self.kind.changed, self.pupil.activated, self.addressee.activated):
            chosen.connect(lambda _which: self.desk.shell.moved_on())
        self.kind.changed.connect(lambda _value: self._compose())
        self.pupil.activated.connect(lambda _row: self._pupil_chosen())
        self.addressee.activated.connect(lambda _row: self._compose())
        self.print.clicked.connect(self._print)
        self.save_pdf.clicked.connect(lambda: self._save(PageFormat.PDF))
        self.save_html.clicked.connect(lambda: self._save(PageFormat.HTML))

    def _restyle(self) -> None:
        self._left_area.setFixedWidth(current_look().px(404))

    @property
    def chosen_kind(self) -> PageKind:
        """Which page is wanted."""
        return PageKind(self.kind.current)

    @property
    def chosen_pupil(self) -> PupilId | None:
        """For which pupil; None for the emergency sheet."""
        if self.chosen_kind is PageKind.EMERGENCY or not self._names:
            return None
        return self._names[max(0, self.pupil.currentIndex())].pupil

    def _show_names(self, names: tuple[people.PupilName, ...]) -> None:
        chosen = self.chosen_pupil if self._names else None
        before = self._wanted or chosen
        addressee = self._addressed if before == chosen else ""
        self._names, self._wanted = names, None
        self.pupil.clear()
        self.pupil.addItems([f"{name.shown} {name.surname}".strip() for name in names])
        row = next((row for row, name in enumerate(names) if name.pupil == before), 0)
        self.pupil.setCurrentIndex(row)
        self._pupil_chosen(addressee)

    @property
    def _addressed(self) -> str:
        """The name that was chosen; empty for the first who may be told."""
        return self.addressee.currentData() or ""

    def _pupil_chosen(self, addressee: str = "") -> None:
        """Ask who is around this pupil. Somebody who was chosen before the list came anew stays chosen."""
        pupil = self.chosen_pupil
        self._nothing_shown()
        self.headline.leave_others(pupil)
        self._contacts, self._passes = (), ()
        self.addressee.clear()
        self.addressee.addItem(say("addressee_first"), "")
        if pupil is None:
            self._compose()
            return

        self._around += 1
        mine = self._around

        def passes_came(passes: tuple[people.PassRow, ...]) -> None:
            if mine == self._around:
                self._passes = passes
                self.desk.runner.ask(self, people.Contacts(pupil), contacts_came, self.failed)

        def contacts_came(rows: tuple[people.ContactRow, ...]) -> None:
            if mine == self._around:
                self._show_contacts(rows, addressee)

        self.desk.runner.ask(self, people.PassesToday(pupil), passes_came, self.failed)

    def _show_contacts(self, rows: tuple[people.ContactRow, ...], addressee: str) -> None:
        self._contacts = rows
        for row in rows:
            self.addressee.addItem(_in_words(row.card), row.card.name)
        self.addressee.setCurrentIndex(max(0, self.addressee.findData(addressee)))
        self._compose()

    def _compose(self) -> None:
        kind, pupil = self.chosen_kind, self.chosen_pupil
        self.told.setText(say(f"{kind.value}_line"))
        family = kind is PageKind.FAMILY
        self._pupil_field.setVisible(kind is not PageKind.EMERGENCY)
        self._addressee_field.setVisible(family)
        self._nothing_shown()
        if pupil is None and kind is not PageKind.EMERGENCY:
            self.count.setText(say("choose_pupil"))
            return
        self.count.setText(say("making"))
        mine = self._asked
        addressee = self._addressed if family else ""
        job = ComposePage(kind, pupil, addressee)
        self.desk.runner.begin(
            self, job, lambda document: self._composed(mine, document), partial(self._refused, mine)
        )

    def _nothing_shown(self) -> None:
        """Whatever is still being made is about somebody or something else than is chosen now."""
        self._asked += 1
        self._document = None
        self.count.setText("")
        self._buttons(on=False)
        self.view.clear()
        self.passing.clear()

    def _refused(self, mine: int, error: Exception) -> None:
        if mine != self._asked:
            return
        self.count.setText("")
        self.headline.clear()
        if isinstance(error, InchstoneError) and self.passing.refuse(error, self.pupil.currentText()):
            self.count.setText(say("waits"))
        else:
            self.failed(error)

    def _composed(self, mine: int, document: Document) -> None:
        if mine != self._asked:
            return
        self._document = document
        self._show_pass()
        self.headline.show_claim(self.chosen_pupil, self.chosen_kind, document.facts.claim)

        def draw() -> tuple[bytes, ...]:
            from app.reports import typeset

            return typeset.pages(document, PREVIEW_PPI)

        self.desk.runner.aside(
            self, draw, lambda pictures: self._drawn(mine, pictures), partial(self._refused, mine)
        )

    def _drawn(self, mine: int, pictures: tuple[bytes, ...]) -> None:
        if mine != self._asked:
            return
        self.view.show_pages(pictures, say(self.chosen_kind.value))
        one = len(pictures) == 1
        self.count.setText(say("one_page") if one else say("pages", count=len(pictures)))
        self._buttons(on=True)

    def _show_pass(self) -> None:
        """Whoever is told only because the head lets it pass is shown so, with the reason."""
        name = self._addressed if self.chosen_kind is PageKind.FAMILY else ""
        meant = {row.contact for row in self._contacts if name and row.card.name == name}
        for row in self._passes:
            if row.contact in meant and row.act is people.LimitedAct.TELL:
                self.passing.show_pass(name, row)

    def _buttons(self, *, on: bool) -> None:
        for button in (self.print, self.save_pdf, self.save_html):
            button.setEnabled(on)

    def _print(self) -> None:
        if self._document is not None:
            self._issuer.print(self._document, self.chosen_kind, self.chosen_pupil)

    def _save(self, form: PageFormat) -> None:
        if self._document is not None:
            self._issuer.save(self._document, self.chosen_kind, self.chosen_pupil, form)


def _in_words(card: people.ContactCard) -> str:
    """A contact as one to address: name, how they belong to the child, and what they must not."""
    parts = (
        card.name,
        card.relationship,
        say("must_not_be_told") if card.must_not_be_told else "",
        say("must_not_collect") if card.must_not_collect else "",
    )
    return ", ".join(part for part in parts if part)
