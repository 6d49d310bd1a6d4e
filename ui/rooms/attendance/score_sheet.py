"""One pupil's outcomes under one another, with the sentences that say what going well looks like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea

from app.core.marks import NOT_OBSERVED
from app.rooms.engagement import Aim, ScoredOutcome
from ui.kit.accessible import announce, named
from ui.kit.parts import Button, Card, Column, Row, Text, link
from ui.kit.parts.buttons import Kind
from ui.kit.parts.scrolling import scrolling
from ui.kit.shortcuts import digit_of
from ui.words.attendance import say
from ui.words.kit import say as say_kit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, _ENTER[0]: 1, _ENTER[1]: 1}
Value = int | None


class ScoreLine(Row):
    """One outcome: its words, and a button for each score. The line has the keys, the buttons the mouse."""

    scored = Signal(object)
    """A score, −1 for not observed, None to take it back."""
    stepped = Signal(int)
    reached = Signal()

    def __init__(self, outcome: ScoredOutcome, highest: int) -> None:
        super().__init__(gap=14, margins=(6, 8, 6, 8))
        self.outcome, self._highest = outcome, highest
        self._aims = Text("", "small", "text2", wrap=True)
        self._aims.hide()
        self.add(Column(Text(outcome.title, "body_strong", wrap=True), self._aims, gap=2), 1)
        self.buttons: dict[int, Button] = {}
        for value in (*range(highest + 1), NOT_OBSERVED):
            button = Button("-" if value == NOT_OBSERVED else str(value), kind=Kind.CHOICE)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            named(button, f"{outcome.title}: {_told(value)}")
            button.clicked.connect(lambda _=False, value=value: self._pressed(value))
            self.buttons[value] = button
            self.add(button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_value(None)

    def tell(self, aims: Sequence[Aim]) -> None:
        """The sentences of the outcome, one under another."""
        self._aims.setText("\n".join(aim.words for aim in aims))
        self._aims.setVisible(bool(aims))
        self.setAccessibleDescription(self._aims.text().replace("\n", ". "))

    def show_value(self, value: Value) -> None:
        """The score that stands."""
        self._value = value
        for one, button in self.buttons.items():
            button.setChecked(one == value)
        self.setAccessibleName(say("spoken_score", outcome=self.outcome.title, score=_told(value)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        if digit is not None and digit <= self._highest:
            self._put(digit)
        elif event.text() == "-":
            self._put(NOT_OBSERVED)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.scored.emit(None)
        elif Qt.Key(event.key()) in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def _put(self, value: int) -> None:
        self.scored.emit(value)
        self.stepped.emit(1)

    def _pressed(self, value: int) -> None:
        """The score that stands is taken back by another press on it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.scored.emit(None if value == self._value else value)
        self.show_value(self._value)


class ScoreSheet(Card):
    """Stands in place of the register while one pupil's outcomes are scored. Esc goes back."""

    scored = Signal(int, object)
    """Which outcome, counted from nought, and the score."""
    closed = Signal()

    def __init__(self) -> None:
        self.back = link(say("back_to_register"), "corner-up-left")
        super().__init__(say("all_scores"), right=self.back, padding=14)
        self.lines: tuple[ScoreLine, ...] = ()
        self._area: QScrollArea = scrolling()
        self.add(self._area, 1)
        self.back.clicked.connect(self.closed)
        self.hide()

    def open(self, name: str, outcomes: Sequence[ScoredOutcome], highest: int, place: int) -> None:
        """Show somebody's outcomes, with the keys at one of them."""
        self.set_title(say("all_scores_of", name=name), say("all_scores_keys", highest=highest))
        self.lines = tuple(ScoreLine(outcome, highest) for outcome in outcomes)
        for number, line in enumerate(self.lines):
            line.scored.connect(lambda value, number=number: self.scored.emit(number, value))
            line.stepped.connect(lambda step, number=number: self._go(number + step))
            line.reached.connect(lambda line=line: self._area.ensureWidgetVisible(line))
        inside = Column(*self.lines, None, gap=6, margins=(6, 6, 6, 6))
        self._area.setWidget(inside)
        for ground in (self._area.viewport(), inside):
            # The card shows through.
            ground.setAutoFillBackground(False)
        self.show()
        self._go(place)

    def show_scores(self, values: Sequence[Value]) -> None:
        """The scores that stand, in the order of the outcomes."""
        for line, value in zip(self.lines, values, strict=True):
            line.show_value(value)

    @property
    def at(self) -> int:
        """Which outcome has the keys, or had them last."""
        return next((n for n, line in enumerate(self.lines) if line is self.focusWidget()), 0)

    def close_sheet(self) -> None:
        """Keep no name and no score."""
        self.hide()
        self.lines = ()
        if (inside := self._area.takeWidget()) is not None:
            # A line may be in the middle of the key that closes it.
            inside.setParent(self)
            inside.hide()
            inside.deleteLater()
        self.set_title(say("all_scores"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and self.back.hasFocus():
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        """To an outcome; past the last to the way back."""
        if place >= len(self.lines):
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        line = self.lines[max(0, place)]
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(line, line.accessibleName())


def _told(value: Value) -> str:
    if value is None:
        return say_kit("score_none")
    return say_kit("score_not_observed") if value == NOT_OBSERVED else say_kit("score_of", score=value)
