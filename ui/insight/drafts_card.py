"""One's own drafts on Today: what was typed and not recorded, to open again or to throw away."""

from __future__ import annotations

from functools import partial

from app.core.clock import on_the_wall
from app.core.drafts import KeptDraft
from app.core.ids import Ref
from ui.kit.desk import Desk
from ui.kit.parts import Card, Column, Row, Text, link, secondary
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
        self._desk.runner.aside(self, self._desk.runner.office.drafts, self._show, self._desk.shell.problem)

    def _show(self, drafts: tuple[KeptDraft, ...]) -> None:
        while (entry := self._lines.box.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kept in drafts:
            self._lines.add(self._line(kept))
        self.setVisible(bool(drafts))

    def _line(self, kept: KeptDraft) -> Column:
        words = next((text for text in kept.draft.words.values() if text.strip()), "")
        time = f"{on_the_wall(kept.kept_at):%H:%M}"
        form = kept.draft.form.partition(":")[0].replace("/", ", ").replace("_", " ")
        opens, away = secondary(words[:60] or form), link(say("throw_away"), "x")
        opens.clicked.connect(partial(self._open, kept))
        away.clicked.connect(partial(self._throw_away, kept.draft.ref))
        return Column(Row(opens, None, away), Text(say("draft_line", form=form, time=time), "small", "text3"))

    def _open(self, kept: KeptDraft) -> None:
        page, _, rest = kept.draft.form.partition("/")
        if page == "set_up":
            self._desk.shell.go("set_up", rest)
        elif page.startswith("pupil"):
            self._desk.shell.go("pupils", kept.draft)
        else:
            self._desk.shell.go("registers", kept.draft)

    def _throw_away(self, ref: Ref) -> None:
        self._desk.runner.forget(self, ref, lambda _none: self._thrown(), self._desk.shell.problem)

    def _thrown(self) -> None:
        self._desk.shell.say(say("thrown"))
        self.open()
