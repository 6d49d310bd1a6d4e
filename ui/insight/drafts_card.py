"""One's own drafts on Today: what was typed and not recorded, to open again or to throw away."""

from __future__ import annotations

import re
from functools import partial

from app.core.drafts import Draft, KeptDraft
from app.core.ids import Ref
from ui import passing
from ui.kit.desk import Desk
from ui.kit.form import STOOD
from ui.kit.form_draft import said_when
from ui.kit.parts import Card, Column, Row, Text, link, secondary
from ui.words.set_up import say as say_set_up
from ui.words.today import say


class DraftsCard(Card):
    """Asked for, never shown by itself: somebody may be standing beside the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("drafts"))
        self._desk = desk
        self._lines = Column(gap=6)
        self.add(self._lines)
        close = link(say("close"), "x")
        close.clicked.connect(self.hide)
        self.add(Row(None, close))
        self.hide()

    def open(self) -> None:
        """Ask for the drafts and show them."""
        self._desk.runner.drafts(self, self._show, self._desk.shell.problem)

    def _show(self, drafts: tuple[KeptDraft, ...]) -> None:
        self._lines.clear()
        for kept in drafts:
            self._lines.add(self._line(kept))
        self.setVisible(bool(drafts))

    def _line(self, kept: KeptDraft) -> Column:
        form, words = form_words(kept.draft), first_words(kept.draft)
        opens, away = secondary(words or form), link(say("throw_away"), "x")
        opens.clicked.connect(partial(self._open, kept))
        away.clicked.connect(partial(self._throw_away, kept.draft.ref))
        return Column(
            Row(opens, None, away),
            Text(say("draft_line", form=form, time=said_when(kept.kept_at, self._desk)), "small", "text3"),
        )

    def _open(self, kept: KeptDraft) -> None:
        kind = kind_of(kept.draft)
        if kind == "pass":
            passing.ask_again(self, self._desk, kept.draft)
        elif kind == "undo":
            self._undo(kept.draft)
        else:
            self._desk.shell.go(_PAGES.get(kind, kind), kept.draft)

    def _undo(self, draft: Draft) -> None:
        """The reason why something is undone, if that is still what Undo would take back."""
        step = self._desk.runner.next_undo()
        if step is not None and draft.form.endswith(f":{step.entry}"):
            self._desk.shell.undo()
        else:
            self._desk.shell.say(say("undo_gone"))

    def _throw_away(self, ref: Ref) -> None:
        self._desk.runner.forget(self, ref, lambda _none: self._thrown(), self._desk.shell.problem)

    def _thrown(self) -> None:
        self._desk.shell.say(say("thrown"))
        self.open()


_PAGES = {"note": "registers", "reason": "registers", "pupil": "pupils", "import": "pupils"}
"""Where a form stands whose name is not that of its page."""


def kind_of(draft: Draft) -> str:
    """``set_up/groups:new`` is a form of the set-up, ``pupil, contact:contact:4:0`` one of a pupil's page."""
    return re.split("[/:,]", draft.form, maxsplit=1)[0]


def form_words(draft: Draft) -> str:
    """Which form it is, in words."""
    name = draft.form.partition(":")[0]
    kind = kind_of(draft)
    if kind == "set_up":
        return f"{say_set_up('title')}, {say_set_up(name.partition('/')[2])}"
    if kind == "pupil":
        return name.capitalize()
    return say("draft_why_curriculum" if draft.form.startswith("curriculum:why:") else f"draft_{kind}")


def first_words(draft: Draft) -> str:
    """The beginning of what was typed; nothing where it was taken out, or is figures alone."""
    typed = (text for name, text in draft.words.items() if not name.startswith(STOOD))
    lines = (line.strip() for text in typed for line in text.splitlines())
    return next((line[:60] for line in lines if any(map(str.isalpha, line))), "")
