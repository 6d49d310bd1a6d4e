"""The draft of a form: kept while it is typed into, put back when it is opened again, gone once recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.clock import on_the_wall
from app.core.drafts import Draft, KeptDraft
from app.core.errors import InchstoneError
from app.core.ids import Ref
from app.core.sentences import day_in_words, sentence
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.kit.form import Form
from ui.kit.parts import Band, Text, link
from ui.kit.tokens import Tone
from ui.words.kit import say


class FormDraft(QObject):
    """Watches one form after another. ``found`` and ``kept`` say what became of the words; place them."""

    clashed = Signal(object)
    """What was put back although the record says something else by now: a list of ``Difference``."""

    def __init__(self, owner: QObject, desk: Desk) -> None:
        super().__init__(owner)
        self._desk = desk
        self._form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self.name = ""
        self.wanted: Draft | None = None
        """The draft to put back into the form that is opened next, where it belongs there."""
        self.throw = link(say("throw_away"), "x")
        self.found = Band(Tone.INFO, "", self.throw)
        self.kept = Text("", "small", "text3")
        self.found.hide()
        self.throw.clicked.connect(self._throw_away)

    @property
    def ref(self) -> Ref | None:
        """Under which the words of the open form are kept."""
        return None if self._keeper is None else self._keeper.ref

    def open(self, name: str, form: Form) -> None:
        """Watch this form from now on, and put back what was kept under its name."""
        self.close()
        self.name, self._form = name, form
        self._begin()
        form.typed.connect(self.typed)
        offer = partial(self._offer, form, self.wanted)
        self.wanted = None
        self._desk.runner.drafts(self, offer, self._trouble)

    def move(self, name: str) -> None:
        """What is typed belongs to something else from now on: to the row that was just made."""
        self.name = name
        self._begin()
        self.typed()
        self.keep()

    def typed(self) -> None:
        """Something changed: keep it soon."""
        if self._keeper is not None:
            self._keeper.typed()

    def keep(self) -> None:
        """Keep what was typed now."""
        if self._keeper is not None:
            self._keeper.keep()

    def close(self) -> None:
        """The form is shown no longer; its words wait."""
        self.keep()
        if self._form is not None:
            self._form.typed.disconnect(self.typed)
        self._drop_keeper()
        self._form = None
        self._quiet()

    def submitted(self) -> None:
        """The words are on record."""
        if self._keeper is not None:
            self._keeper.submitted()
        self._quiet()

    def discard(self) -> None:
        """The words are not wanted."""
        if self._keeper is not None:
            self._keeper.discard()
        self._quiet()

    def _begin(self, ref: Ref | None = None) -> None:
        self._drop_keeper()
        self._keeper = DraftKeeper(self, self._desk.runner, self.name, self._words, ref)
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._trouble)

    def _drop_keeper(self) -> None:
        if self._keeper is not None:
            self._keeper.deleteLater()
        self._keeper = None

    def _words(self) -> dict[str, str]:
        return {} if self._form is None else self._form.words()

    def _offer(self, form: Form, wanted: Draft | None, drafts: Sequence[KeptDraft]) -> None:
        """Words that were typed into this form before and not recorded stand in it again."""
        if form is not self._form:
            return
        fitting = [kept for kept in drafts if kept.draft.form == self.name]
        if wanted is not None and _belongs(wanted.form, self.name):
            fitting = [kept for kept in drafts if kept.draft.ref == wanted.ref] or fitting
        found = fitting[0] if fitting else None
        if found is None:
            return
        when = said_when(found.kept_at, self._desk)
        self.throw.setVisible(not form.is_touched)
        if form.is_touched:
            self._say_found(say("draft_waits", when=when))
            return
        self._begin(found.draft.ref)
        clashes = form.put_words(found.draft.words)
        words = "draft_found" if form.keeps_all else "draft_found_password"
        self._say_found(say(words, when=when))
        if clashes:
            self.clashed.emit(clashes)

    def _say_found(self, words: str) -> None:
        self.found.say(Tone.INFO, words)
        self.found.show()

    def _throw_away(self) -> None:
        """The words go; the form shows again what is on record."""
        if self._form is not None:
            self._form.reset()
            self._form.first()
        self.discard()

    def _kept(self, at: datetime, in_record: bool) -> None:
        words = "words_kept" if in_record else "words_kept_here"
        self.kept.setText(say(words, time=f"{on_the_wall(at):%H:%M:%S}"))

    def _quiet(self) -> None:
        self.found.hide()
        self.kept.setText("")

    def _trouble(self, error: Exception) -> None:
        self.kept.setText(sentence(error) if isinstance(error, InchstoneError) else "")


def _belongs(kept_under: str, name: str) -> bool:
    """Whether words kept under one name may stand in the form of another.

    ``set_up/groups:4`` may in ``set_up/groups:new``, where the fourth group is not there any more.
    """
    what, _, number = name.rpartition(":")
    return kept_under == name or (number in ("new", "0") and kept_under.rpartition(":")[0] == what)


def said_when(at: datetime, desk: Desk) -> str:
    """When something was kept: the time, and the day where it was not today."""
    here = on_the_wall(at)
    time = f"{here:%H:%M}"
    return time if here.date() == desk.clock.today() else f"{day_in_words(here.date())}, {time}"
