"""Under the pupils: what could come next for one of them, and what was just logged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.core.clock import on_the_wall
from app.core.ids import NodeId
from app.core.period import Precision
from app.rooms.curriculum import Kind, PupilStepRow, Suggestion
from ui.kit.dates import claimed, short_day
from ui.kit.parts import Button, Column, Elided, Picture, Row, Text, link, secondary
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.log_book import LogBook
from ui.rooms.curriculum.standing import Person
from ui.words.curriculum import say

SHOWN_LOGGED = 3


class Suggested(Column):
    """At most three steps that could come next, each with its reason in words."""

    asked_for = Signal(object)
    """A step that is to be shown in the tree."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        self._title = Elided("", "body_strong")
        self._beside = Elided("", "small", "text3")
        head = Row(gap=10)
        head.add(self._title, 3)
        head.add(self._beside, 2)
        self.add(head)
        self._lines = Column(gap=2)
        self.add(self._lines)
        self.buttons: list[Button] = []

    @property
    def title(self) -> str:
        return self._title.text()

    def show_steps(self, person: Person | None, shown: str, steps: Sequence[tuple[Suggestion, str]]) -> None:
        """What could come next for this pupil; ``shown`` is the name as it may stand on the screen now."""
        if person is None:
            self._title.setText(say("suggested_none"))
        else:
            self._title.setText(say("suggested" if steps else "suggested_all", who=shown))
        self._beside.setText(say("because") if steps else "")
        self._beside.setVisible(bool(steps))
        self._lines.clear()
        self.buttons = []
        for one, words in steps:
            self._lines.add(self._line(one, words))

    def _line(self, one: Suggestion, words: str) -> Row:
        show = secondary(say("show"))
        show.setAccessibleName(say("show_step", step=words))
        show.clicked.connect(lambda: self.asked_for.emit(one.node))
        self.buttons.append(show)
        texts = Column(Elided(words, "body"), Elided(say(f"why_{one.why.value}"), "small", "text3"), gap=0)
        row = Row(Picture("sparkles", "accent_text", 16), gap=10)
        row.add(texts, 1)
        row.add(show)
        return row


class JustLogged(Column):
    """The newest marks. The newest act is undone; an older mark is taken back by itself."""

    def __init__(self, owner: QObject, answers: Answers, book: LogBook) -> None:
        super().__init__(gap=2)
        self._answers, self._book = answers, book
        self.add(Text(say("just_logged"), "body_strong"))
        self._none = Text(say("just_none"), "small", "text3")
        self.add(self._none)
        self._lines = Column(gap=0)
        self.add(self._lines)
        self.buttons: list[Button] = []
        self.words: tuple[str, ...] = ()

    def show_rows(self, rows: Sequence[PupilStepRow], shorten: bool) -> None:
        self._lines.clear()
        self.buttons = []
        shown = rows[:SHOWN_LOGGED]
        self._none.setVisible(not shown)
        self.words = tuple(self._words(row, shorten) for row in shown)
        for row, words in zip(shown, self.words, strict=True):
            self._lines.add(self._line(row, words))

    def _words(self, row: PupilStepRow, shorten: bool) -> str:
        name = row.known_as if shorten else self._answers.name(row.pupil) or row.known_as
        key = "just_arrival" if row.kind is Kind.BASELINE else "just_line"
        return say(key, who=name, what=row.statement)

    def _line(self, row: PupilStepRow, words: str) -> Row:
        newest = self._book.is_newest(row.achievement)
        button = link(say("undo" if newest else "take_back"))
        button.setAccessibleName(say("undo_this" if newest else "take_back_this", what=words))
        button.clicked.connect(self._book.undo if newest else lambda: self._take_back(row))
        self.buttons.append(button)
        icon = "circle-check" if row.kind is Kind.ACHIEVED else "circle-dot"
        line = Row(Picture(icon, "ok" if row.kind is Kind.ACHIEVED else "text2", 16), gap=10)
        line.add(Elided(words, "body"), 1)
        line.add(Text(self._when(row), "small", "text3"))
        line.add(button)
        return line

    def _when(self, row: PupilStepRow) -> str:
        written = on_the_wall(row.recorded_at)
        if row.precision is not Precision.DAY:
            return claimed(short_day(row.on), row.precision)
        is_of_today = row.on == written.date() == self._answers.today
        return f"{written:%H:%M}" if is_of_today else short_day(row.on)

    def _take_back(self, row: PupilStepRow) -> None:
        self._book.take_back(((row.achievement, row.pupil, NodeId(row.node)),))
