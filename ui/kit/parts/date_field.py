"""A day, typed as people say it. What was understood stands below; a calendar opens on Alt and Down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from ui.kit.accessible import named
from ui.kit.dates import full_day, long_day, parse_day
from ui.kit.parts.buttons import Button, link
from ui.kit.parts.layout import Column, Row
from ui.kit.parts.text import Text
from ui.kit.theme import current_look, follow
from ui.words.kit import say


class DateField(Column):
    """A line that takes words and figures, and says in full which day it took them for."""

    changed = Signal()

    def __init__(self, name: str, today: Callable[[], date], *, past: bool = True) -> None:
        super().__init__(gap=3)
        self._today, self._past = today, past
        self.line = _DayLine()
        self.line.calendar_asked.connect(self.open_calendar)
        self.line.textChanged.connect(self._typed)
        self._open: Button = link("", "calendar-days")
        named(self._open, say("calendar_open"))
        self._open.setToolTip(say("calendar_open"))
        self._open.clicked.connect(self.open_calendar)
        self._understood = Text(say("date_hint"), "small", "text3", wrap=True)
        row = Row(gap=4)
        row.add(self.line, 1)
        row.add(self._open)
        self.add(row)
        self.add(self._understood)
        self._calendar: DayCalendar | None = None
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        named(self.line, name, say("date_hint"))

    @property
    def day(self) -> date | None:
        """The day that is meant; None where nothing is typed or it is no day."""
        return parse_day(self.line.text(), self._today(), past=self._past)

    @property
    def is_unclear(self) -> bool:
        """Something stands there that is no day."""
        return bool(self.line.text().strip()) and self.day is None

    @property
    def understood(self) -> str:
        return self._understood.text()

    def set_day(self, day: date | None) -> None:
        self.line.setText("" if day is None else long_day(day))

    def open_calendar(self) -> DayCalendar:
        """Shows the month around the day under the line."""
        self._calendar = DayCalendar(self, self.day or self._today())
        self._calendar.day_chosen.connect(self._chosen)
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        return self._calendar

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _chosen(self, day: date) -> None:
        self.set_day(day)
        self.line.setFocus()

    def _typed(self) -> None:
        day = self.day
        words = full_day(day) if day else say("date_unknown" if self.is_unclear else "date_hint")
        self._understood.setText(words)
        self._understood.set_token("warn" if self.is_unclear else "text3")
        self.line.setAccessibleDescription(words)
        self.changed.emit()


class _DayLine(QLineEdit):
    """The line itself; Alt and Down asks for the calendar."""

    calendar_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_asked.emit()
        else:
            super().keyPressEvent(event)


class DayCalendar(QFrame):
    """A month to choose from, by mouse or arrows; Enter takes the day, Esc leaves."""

    day_chosen = Signal(object)

    def __init__(self, parent: Column, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.month = QCalendarWidget()
        named(self.month, say("calendar_open"))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        for button, words in (("prevmonth", "month_before"), ("nextmonth", "month_after")):
            if (found := self.month.findChild(QToolButton, f"qt_calendar_{button}")) is not None:
                named(found, say(words))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.month)
        self.setFocusProxy(self.month)
        follow(self._restyle)

    def _take(self, day: QDate) -> None:
        self.day_chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()

    def _restyle(self) -> None:
        look = current_look()
        plain = self.month.weekdayTextFormat(Qt.DayOfWeek.Monday)
        plain.setForeground(look.color("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # A weekend is not an error: Qt would write it in red.
            self.month.setWeekdayTextFormat(weekend, plain)
        self.month.setMinimumSize(look.px(300), look.px(220))
