"""One line that asks for a few words: they stand in it again after a crash, a lock or a change of mind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from app.core.drafts import KeptDraft
from app.core.ids import Ref
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper


class KeptLine(QObject):
    """Watches one line for one question after another; its words are kept under what is asked about."""

    def __init__(self, desk: Desk, line: QLineEdit) -> None:
        super().__init__(line)
        self._desk, self._line = desk, line
        self._keeper: DraftKeeper | None = None
        self._failed = desk.shell.problem
        self._about = ""
        line.textEdited.connect(self._typed)

    def open(self, about: str) -> None:
        """Ask about this from now on, and put back what was typed about it and not recorded."""
        self.close()
        self._about = about
        self._keeper = self._keeper_of(about)
        self._desk.runner.drafts(self, partial(self._offer, about), self._failed)

    def close(self) -> None:
        """The line is asked no longer; its words wait."""
        if self._keeper is not None:
            self._keeper.keep()
            self._keeper.deleteLater()
        self._keeper, self._about = None, ""

    def discard(self) -> None:
        """The person does not want the words."""
        if self._keeper is not None:
            self._keeper.discard()
        self.close()

    def taken(self) -> Ref | None:
        """The words go with an act that is about to be written. Submit it with this draft: both are written
        in one transaction, or the words stay.
        """
        ref = None if self._keeper is None else self._keeper.ref
        self.close()
        return ref

    def _typed(self, _words: str) -> None:
        if self._keeper is not None:
            self._keeper.typed()

    def _offer(self, about: str, drafts: Sequence[KeptDraft]) -> None:
        found = next((kept.draft for kept in drafts if kept.draft.form == about), None)
        if found is None or about != self._about or self._keeper is None or self._line.isModified():
            return  # what is typed meanwhile is a draft of its own, and the older one stays on Today
        self._keeper.go_on(found.ref)
        self._line.setText(found.words.get("words", ""))

    def _keeper_of(self, about: str) -> DraftKeeper:
        keeper = DraftKeeper(self, self._desk.runner, about, lambda: {"words": self._line.text()})
        keeper.failed.connect(self._failed)
        return keeper
