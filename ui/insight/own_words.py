"""A child's own words on their page: five words for the week and a sentence, kept as they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.core.command import Receipt
from app.core.drafts import KeptDraft
from app.core.errors import InchstoneError
from app.core.ids import PupilId
from app.core.sentences import sentence
from app.rooms.people import ChildWordsRow, KeepChildWords
from ui.insight.child_parts import BigButton, BigLine, Small, WeekWord
from ui.kit.accessible import announce
from ui.kit.dates import long_day
from ui.kit.desk import Desk
from ui.kit.draft import DraftKeeper
from ui.kit.parts import Card, Flow, Kind, Row, Text
from ui.words.insight import say

_WEEK = (1, 2, 3, 4, 5)


class OwnWords(Card):
    """Five words for the week and a sentence, both only if the child wants to; kept as they are."""

    def __init__(self, desk: Desk, pupil: PupilId) -> None:
        super().__init__(padding=16)
        self._desk, self._pupil = desk, pupil
        self.week = {number: WeekWord(say(f"week_{number}")) for number in _WEEK}
        self.line = BigLine(say("sentence"))
        self.line.setPlaceholderText(say("sentence"))
        self.keep = BigButton(say("keep"), "check", kind=Kind.PRIMARY)
        self.who, self.told = Small(), Small()
        self._form = f"pupil, own words:own_words:{pupil}"
        self.keeper = DraftKeeper(self, desk.runner, self._form, self._typed_words)
        self.found, self.throw = Small(say("words_found")), BigButton(say("words_throw"), "x", kind=Kind.LINK)
        self._begun = Row(gap=12)
        self._begun.add(self.found, 1)
        self._begun.add(self.throw)
        head = Row(gap=10)
        head.add(Text(say("week"), "child_title", wrap=True), 1)
        head.add(Small(say("only_if")))
        row = Row(gap=12)
        row.add(self.line, 1)
        row.add(self.keep)
        for part in (head, self._begun, Flow(*self.week.values(), gap=10), row, self.told, self.who):
            self.add(part)
        self._begun.hide()
        self.told.hide()
        self._connect()
        desk.runner.drafts(self, self._put_back, self.trouble)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _words: self.keeper.typed())
        self.line.returnPressed.connect(self.record)
        self.keep.clicked.connect(self.record)
        self.throw.clicked.connect(self._throw_away)
        for number, button in self.week.items():
            button.clicked.connect(lambda _on=False, at=number: self._only(at))
            button.toggled.connect(lambda _on: self.keeper.typed())

    @property
    def chosen(self) -> int | None:
        """How the week was, if the child said so."""
        return next((number for number, button in self.week.items() if button.isChecked()), None)

    def focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> None:
        """Keep what the child chose and wrote, unedited."""
        if not self.keep.isEnabled():
            return
        if self.chosen is None and not self.line.text().strip():
            self._say(say("say_something"))
            return
        self.keep.setEnabled(False)
        self.keeper.keep()
        command = KeepChildWords(self._pupil, self._desk.clock.today(), self.line.text(), self.chosen)
        self._desk.runner.submit(self, command, self._kept, self.trouble, self.keeper.ref)

    def trouble(self, error: Exception) -> None:
        """The words stay where they are."""
        self.keep.setEnabled(True)
        self._say(say("not_kept", why=sentence(error) if isinstance(error, InchstoneError) else "").strip())

    def show_said(self, rows: tuple[ChildWordsRow, ...]) -> None:
        """What the child said last, as they said it."""
        if rows:
            last = rows[0]
            week = say(f"week_{last.week}") if last.week else ""
            words = ", ".join(part for part in (week, f"“{last.sentence}”" if last.sentence else "") if part)
            self._say(say("said_before", day=long_day(last.day), words=words))

    def _kept(self, _receipt: Receipt) -> None:
        self.keep.setEnabled(True)
        self._empty()
        self.keeper.submitted()
        self._say(say("kept"))

    def _put_back(self, drafts: Sequence[KeptDraft]) -> None:
        """What the child began and did not keep stands there again, unless they are typing already."""
        found = next((kept.draft for kept in drafts if kept.draft.form == self._form), None)
        if found is None or any(self._typed_words().values()):
            return
        self.line.setText(found.words.get("sentence", ""))
        for number, button in self.week.items():
            button.setChecked(str(number) == found.words.get("week"))
        self.keeper.go_on(found.ref)
        self._begun.show()

    def _throw_away(self) -> None:
        self._empty()
        self.keeper.discard()
        self.focus()

    def _empty(self) -> None:
        self.line.clear()
        self._only(None)
        self._begun.hide()

    def _only(self, wanted: int | None) -> None:
        for number, button in self.week.items():
            if number != wanted:
                button.setChecked(False)

    def _typed_words(self) -> dict[str, str]:
        return {"sentence": self.line.text(), "week": str(self.chosen or "")}

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self.line, words)
