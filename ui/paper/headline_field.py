"""The headline of a page: proved, or in somebody's own words, which are kept with their name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.reports.document import Claim
from app.reports.make_page import PageKind
from app.rooms import keeping
from app.rooms.keeping import HEADLINE_LONGEST
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.kit.parts import Column, Text, link
from ui.kit.parts.fields import Field
from ui.words.paper import say


class HeadlineField(Column):
    """Enter, or leaving the line, keeps the words. What was typed and not kept is a draft of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=4)
        self._desk = desk
        self._about: tuple[PupilId, PageKind] | None = None
        self._claim: Claim | None = None
        self._offered: Draft | None = None
        self._keeper: DraftKeeper | None = None
        self.line = QLineEdit()
        self.line.setMaxLength(HEADLINE_LONGEST)
        self.told = Text("", "small", "text3", wrap=True)
        self.as_proved = link(say("as_proved"), "undo-2")
        for part in (Field(say("headline"), self.line), self.told, self.as_proved):
            self.add(part)
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self.keep)
        self.as_proved.clicked.connect(lambda _on=False: self._word(""))
        self.hide()

    def offer(self, draft: Draft) -> None:
        """Words that were typed and not kept stand here again when their page is shown."""
        self._offered = draft

    def show_claim(self, pupil: PupilId | None, kind: PageKind, claim: Claim | None) -> None:
        """The headline that the page has now."""
        may = self._desk.may(Permission.KEEPING_HEADLINE_WORD)
        if pupil is None or claim is None or not may:
            self.clear()
            return
        typing = self.line.isModified() and self._about == (pupil, kind)
        self._about, self._claim = (pupil, kind), claim
        if not typing:
            self._begin(form(pupil, kind), claim)
        self.told.setText(say("worded_by", who=claim.by, proved=claim.proved) if claim.words else "")
        self.told.setVisible(bool(claim.words))
        self.as_proved.setVisible(bool(claim.words))
        self.show()

    def _begin(self, name: str, claim: Claim) -> None:
        """The line as the page has it, or as it was typed when it was left."""
        left = self._offered if self._offered is not None and self._offered.form == name else None
        ref = None if left is None else left.ref
        self._keeper = DraftKeeper(self, self._desk.runner, name, self._words, ref)
        self._keeper.failed.connect(self._desk.shell.problem)
        words = claim.words or claim.proved
        self.line.setText(words if left is None else left.words.get("headline", words))
        self.line.setModified(left is not None)
        self._offered = None

    def leave_others(self, pupil: PupilId | None) -> None:
        """Somebody else is chosen, whose headline is still to come; of the same child nothing changes."""
        if self._about is not None and self._about[0] != pupil:
            self.clear()

    def keep(self) -> None:
        """Put what stands in the line on record, if it is other than what stands on the page."""
        claim = self._claim
        if claim is not None and self.line.text().strip() != (claim.words or claim.proved):
            words = self.line.text().strip()
            self._word("" if words == claim.proved else words)

    def clear(self) -> None:
        """Forget the page; words that were not kept are a draft."""
        if self._keeper is not None:
            self._keeper.keep()
        self._about = self._claim = self._keeper = None
        self.line.clear()
        self.told.setText("")
        self.hide()

    def _words(self) -> dict[str, str]:
        return {"headline": self.line.text()}

    def _edited(self, _text: str) -> None:
        if self._keeper is not None:
            self._keeper.typed()

    def _word(self, words: str) -> None:
        if self._about is None or self._claim is None or self._keeper is None:
            return
        (pupil, kind), keeper = self._about, self._keeper

        def done(_receipt: Receipt) -> None:
            keeper.submitted()
            self.line.setModified(False)

        command = keeping.WordHeadline(pupil, kind.value, self._claim.proved, words)
        self._desk.runner.submit(self, command, done, self._desk.shell.problem, keeper.ref)


def form(pupil: PupilId, kind: PageKind) -> str:
    """The name of the draft: it leads back to this page."""
    return f"reports/{kind.value}/{pupil}"
