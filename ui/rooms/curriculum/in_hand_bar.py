"""The bar at the bottom while something is in hand: what it is, what to choose now, on which day, Done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from app.core.period import Precision
from ui.kit.accessible import announce
from ui.kit.parts import DateField, Elided, Flow, Picture, Row, SegmentedControl, Text, secondary
from ui.kit.theme import current_look, follow
from ui.rooms.curriculum.hand import When
from ui.words.curriculum import say

ON_ONE_LINE = 760


class InHandBar(QFrame):
    """Hidden while nothing is in hand. What it says of the day holds for every way to log."""

    done = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(say("hand_name"))
        self._today = today
        self._icon = Picture("graduation-cap", "accent_text", 20)
        self._words = Elided("", "body_strong")
        self._hint = Text("", "small", "text2")
        days = [(key, say(key)) for key in ("today", "yesterday", "earlier", "not_sure")]
        self.when = SegmentedControl(say("on_day"), days)
        self.day_field = DateField(say("earlier_day"), today)
        self.undated = Text(say("undated"), "small", "text3", wrap=True)
        self.finish = secondary(say("done"), "check")
        self._box = QVBoxLayout(self)
        self._lay_out()
        self.when.changed.connect(self._when_changed)
        self.finish.clicked.connect(self.done)
        self._when_changed("today")
        self.hide()
        follow(self._restyle)

    def _lay_out(self) -> None:
        what = Row(self._icon, gap=10)
        what.add(self._words, 1)
        choose = Row(self._hint, gap=10)
        choose.add(None)
        choose.add(self.when)
        choose.add(self.finish)
        self._line = Row(gap=10)
        self._line.add(what, 1)
        self._line.add(choose)
        self._more = Flow(self.day_field, self.undated, gap=16)
        self._box.addWidget(self._line)
        self._box.addWidget(self._more)

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def hint(self) -> str:
        return self._hint.text()

    @property
    def said(self) -> When:
        """When what is logged now was made, as exactly as somebody knows it."""
        today = self._today()
        if self.when.current == "yesterday":
            return When(today - timedelta(days=1))
        if self.when.current == "earlier":
            return When(self.day_field.day or today)
        return When(today, Precision.BEFORE if self.when.current == "not_sure" else Precision.DAY)

    def show_hand(self, words: str, hint: str = "") -> None:
        """Says what is in hand, aloud once."""
        told = words != self._words.text() or self.isHidden()
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.show()
        if told:
            announce(self, words)

    def put_down(self) -> None:
        """Nothing is in hand; the next thing is of today again."""
        self.hide()
        self._words.setText("")
        self.when.set_current("today")
        self._when_changed("today")

    def _when_changed(self, key: str) -> None:
        earlier, unsure = key == "earlier", key == "not_sure"
        self.day_field.setVisible(earlier)
        self.undated.setVisible(unsure)
        self._more.setVisible(earlier or unsure)
        if earlier:
            self.day_field.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / current_look().factor >= ON_ONE_LINE
        self._line.box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _restyle(self) -> None:
        px = current_look().px
        self._box.setContentsMargins(px(14), px(8), px(10), px(8))
        self._box.setSpacing(px(6))
        self.day_field.setMinimumWidth(px(260))
        self.undated.setMinimumWidth(px(460))
