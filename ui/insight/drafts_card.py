"""One's own drafts on Today: what was typed and not recorded, to open again or to throw away."""

from __future__ import annotations

from functools import partial

from app.core.drafts import Draft, KeptDraft
from app.core.ids import Ref
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
        page = kept.draft.form.partition("/")[0]
        if page == "set_up":
            self._desk.shell.go("set_up", kept.draft)
        elif page == "reports":
            self._desk.shell.go("reports", kept.draft)
        elif page.startswith("curriculum"):
            self._desk.shell.go("curriculum", kept.draft)
        elif page.startswith("pupil"):
            self._desk.shell.go("pupils", kept.draft)
        else:
            self._desk.shell.go("registers", kept.draft)

    def _throw_away(self, ref: Ref) -> None:
        self._desk.runner.forget(self, ref, lambda _none: self._thrown(), self._desk.shell.problem)

    def _thrown(self) -> None:
        self._desk.shell.say(say("thrown"))
        self.open()


def form_words(draft: Draft) -> str:
    """Which form it is: ``set_up/groups:new`` is a part of the set-up; other names begin in words."""
    page, _, part = draft.form.partition(":")[0].partition("/")
    return f"{say_set_up('title')}, {say_set_up(part)}" if page == "set_up" else page


def first_words(draft: Draft) -> str:
    """The beginning of what was typed; nothing where it was taken out, or is figures alone."""
    typed = (text for name, text in draft.words.items() if not name.startswith(STOOD))
    lines = (line.strip() for text in typed for line in text.splitlines())
    return next((line[:60] for line in lines if any(map(str.isalpha, line))), "")
