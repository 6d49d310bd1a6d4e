"""A child's journey: one picture of three lanes on one time axis, its words, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.kit.accessible import announce, named
from ui.kit.dates import long_day
from ui.kit.focus_ring import OWN_RING
from ui.kit.parts.text import Text
from ui.kit.parts.wide_table import WideTable
from ui.kit.shortcuts import bind
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow
from ui.words.kit import say

if TYPE_CHECKING:
    from ui.kit.chart_lanes import LaneCanvas


@dataclass(frozen=True, slots=True)
class JourneyWeek:
    """One week. Without a visit the step is a gap, which is not zero; without a score so is the mean."""

    monday: date
    usual: int | None = None
    best: int | None = None
    lowest: int | None = None
    n: int = 0
    seen: bool = False
    heard: bool = False
    mean: float | None = None
    scored: int = 0
    made: int = 0
    total: int = 0
    who: str = ""
    before: int | None = None
    """The usual step of the same week a term before, where the two are compared."""

    @property
    def is_unseen(self) -> bool:
        """There were visits, and nobody saw the child."""
        return self.n > 0 and not self.seen


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days with a name: a holiday, or the time of an intervention."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a name: an event, or the first time on a rung."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class JourneyLanes:
    """All that the picture shows. The headline is proved on the usual step by whoever makes this."""

    headline: str
    in_words: str
    rungs: tuple[str, ...]
    weeks: tuple[JourneyWeek, ...]
    holidays: tuple[Stretch, ...] = ()
    bands: tuple[Stretch, ...] = ()
    events: tuple[Moment, ...] = ()
    firsts: tuple[Moment, ...] = ()

    @property
    def first(self) -> date:
        return self.weeks[0].monday

    @property
    def is_compared(self) -> bool:
        """Some week stands beside the same week a term before."""
        return any(week.before is not None for week in self.weeks)

    def place(self, monday: date) -> int:
        """How many weeks after the first: where the week stands on the time axis."""
        return (monday - self.first).days // 7

    def start_of(self, day: date) -> float:
        """The morning of a day on the time axis, on which a whole number is the middle of a week."""
        return (day - self.first).days / 7 - 0.5

    def end_of(self, day: date) -> float:
        return self.start_of(day + timedelta(days=1))


def rung_words(lanes: JourneyLanes, rung: int | None) -> str:
    return "" if rung is None else f"{rung}, {lanes.rungs[rung].lower()}"


def seen_words(week: JourneyWeek) -> str:
    if not week.n:
        return say("no_visits_week")
    return say("seen") if week.seen else say("heard_not_seen") if week.heard else say("not_heard")


def reading(lanes: JourneyLanes, week: JourneyWeek) -> str:
    """One week in words: for the reading cursor and for the ear."""
    parts = [say("week_of", day=long_day(week.monday))]
    if week.usual is None:
        parts.append(say("read_no_visits"))
    else:
        parts.append(say("read_usual", rung=rung_words(lanes, week.usual)))
        parts.append(say("read_range", lowest=week.lowest, best=week.best, n=week.n))
        parts.append(say(f"read_{'seen' if week.seen else 'heard' if week.heard else 'unheard'}"))
    if week.before is not None:
        parts.append(say("read_before", rung=rung_words(lanes, week.before)))
    if week.mean is not None:
        parts.append(say("read_engagement", mean=f"{week.mean:.1f}", n=week.scored))
    parts.append(say("read_steps", made=week.made, total=week.total))
    if week.who:
        parts.append(say("read_who", who=week.who))
    return " ".join(parts)


def twin_columns(lanes: JourneyLanes) -> tuple[Column[JourneyWeek], ...]:
    """The columns of the table that shows the same figures."""
    return (
        Column(say("week"), lambda week: long_day(week.monday), order=lambda week: week.monday),
        Column(
            say("usual"), lambda week: rung_words(lanes, week.usual), order=lambda week: _or_less(week.usual)
        ),
        *_before_column(lanes),
        Column(
            say("lowest"),
            lambda week: _figure(week.lowest),
            numbers=True,
            order=lambda week: _or_less(week.lowest),
        ),
        Column(
            say("best"), lambda week: _figure(week.best), numbers=True, order=lambda week: _or_less(week.best)
        ),
        Column(say("visits"), lambda week: str(week.n), numbers=True, order=lambda week: week.n),
        Column(say("seen_column"), seen_words),
        Column(say("engagement"), _mean_words, numbers=True, order=lambda week: _or_less(week.mean)),
        Column(say("steps_made"), lambda week: str(week.made), numbers=True, order=lambda week: week.made),
        Column(say("steps_total"), lambda week: str(week.total), numbers=True, order=lambda week: week.total),
        Column(say("who"), lambda week: week.who),
    )


def _before_column(lanes: JourneyLanes) -> tuple[Column[JourneyWeek], ...]:
    if not lanes.is_compared:
        return ()
    words = say("a_term_before")
    return (
        Column(words, lambda week: rung_words(lanes, week.before), order=lambda week: _or_less(week.before)),
    )


def twin_model(lanes: JourneyLanes) -> TableModel[JourneyWeek]:
    return TableModel(twin_columns(lanes), lambda week: week.monday, lanes.weeks, wrap_headings=True)


def twin_lines(lanes: JourneyLanes) -> list[tuple[str, ...]]:
    """Headings and cells as plain text, for a CSV file."""
    columns = twin_columns(lanes)
    cells = [tuple(column.words(week) for column in columns) for week in lanes.weeks]
    return [tuple(column.heading for column in columns), *cells]


def _or_less(figure: float | None) -> float:
    return -1 if figure is None else figure


def _figure(figure: int | None) -> str:
    return "" if figure is None else str(figure)


def _mean_words(week: JourneyWeek) -> str:
    return "" if week.mean is None else say("mean_of", mean=f"{week.mean:.1f}", n=week.scored)


class JourneyChart(QWidget):
    """The picture, the words under it, and on one key the table. Left and Right read week by week.

    The key acts wherever the focus is while the chart is in sight: a page puts it on a tab or a button.
    """

    turned = Signal()
    """From picture to table or back, by button or by key."""
    read_begun = Signal()
    """Somebody reads week by week."""

    def __init__(self) -> None:
        super().__init__()
        self._lanes: JourneyLanes | None = None
        self._canvas: LaneCanvas | None = None
        self._week: int | None = None
        self._rows: TableModel[JourneyWeek] | None = None
        self._stack = QStackedWidget()
        self._picture = QWidget()
        self._picture_box = QVBoxLayout(self._picture)
        self._picture_box.setContentsMargins(0, 0, 0, 0)
        self.table = WideTable()
        self._stack.addWidget(self._picture)
        self._stack.addWidget(self.table)
        self._reading = Text("", "body_medium", "text", wrap=True)
        self._words = Text("", "body", "text2", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack, 1)
        box.addWidget(self._reading)
        box.addWidget(self._words)
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self, "twin", self.toggle_table)
        follow(self._restyle)

    def show_lanes(self, lanes: JourneyLanes) -> None:
        """Shows a journey in place of any before it."""
        self._lanes, self._week = lanes, None
        named(self, lanes.headline, lanes.in_words)
        self._fill_table(lanes if self.is_table else None)
        named(self.table, lanes.headline, lanes.in_words)
        self._words.setText(lanes.in_words)
        self._reading.setText(" ")
        self._draw()

    def tell_more(self, lanes: JourneyLanes) -> None:
        """The same weeks, of which more is known: nothing moves, what is read of them is read again."""
        self._lanes = lanes
        if self.is_table:
            self._fill_table(lanes)
        if self._week is not None:
            self._reading.setText(reading(lanes, lanes.weeks[self._week]))

    @property
    def is_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    @property
    def week(self) -> JourneyWeek | None:
        """The week under the reading cursor."""
        return None if self._week is None or self._lanes is None else self._lanes.weeks[self._week]

    @property
    def reading(self) -> str:
        return self._reading.text().strip()

    def toggle_table(self) -> None:
        """Changes between picture and table; the focus goes along."""
        self._stack.setCurrentWidget(self._picture if self.is_table else self.table)
        (self.table if self.is_table else self).setFocus()
        self._fill_table(self._lanes if self.is_table else None)
        self._draw()
        self.turned.emit()

    @property
    def picture_size(self) -> QSize:
        """How large the picture is drawn."""
        return self._picture.size() if self._canvas is None else self._canvas.size()

    def paint_on(self, painter: QPainter, room: QRectF) -> None:
        """The picture without its cursor, for a file."""
        if self._lanes is not None and self._canvas is not None:
            self._canvas.draw(self._lanes, current_look())  # beside the table it is not kept up to date
            self._canvas.paint_on(painter, room)

    def arrange(self) -> None:
        """Put the picture in order at the size that it has now, and not a moment later."""
        if self._canvas is not None:
            self._canvas.arrange()

    def clear(self) -> None:
        """Forgets everything that was shown."""
        self._lanes, self._week = None, None
        self._fill_table(None)
        self._reading.setText("")
        self._words.setText("")
        named(self, "")
        if self._canvas is not None:
            self._canvas.forget()
            self._canvas.hide()  # an empty picture would be laid out and drawn as dearly as a full one

    def read(self, place: int, *, aloud: bool = False) -> None:
        """Puts the reading cursor on a week."""
        if self._lanes is None or not self._lanes.weeks:
            return
        if self._week is None:
            self.read_begun.emit()
        self._week = min(len(self._lanes.weeks) - 1, max(0, place))
        week = self._lanes.weeks[self._week]
        words = reading(self._lanes, week)
        self._reading.setText(words)
        if self._canvas is not None:
            self._canvas.point_at(self._lanes.place(week.monday))
        if aloud:
            announce(self, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._lanes is None else len(self._lanes.weeks)
        here = count if self._week is None else self._week
        places = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: 0 if self._week is None else here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self.read(place, aloud=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _fill_table(self, lanes: JourneyLanes | None) -> None:
        """Only a table that is looked at: it asks every cell of it how wide it is, in sight or not."""
        rows = None if lanes is None else twin_model(lanes)
        heads = self.table.horizontalHeader()
        sorting, order = heads.sortIndicatorSection(), heads.sortIndicatorOrder()
        self.table.setModel(rows)
        self.table.sortByColumn(-1 if rows is None else sorting, order)
        self._rows = rows
        self.table.fit()

    def _draw(self) -> None:
        if self._lanes is None or self.is_table or not self.isVisible():
            return
        if self._canvas is None:
            # Only here, so that nobody waits for numpy and pyqtgraph before there is a chart to see.
            from ui.kit.chart_lanes import LaneCanvas

            self._canvas = LaneCanvas()
            self._canvas.pointed.connect(self._pointed)
            self._picture_box.addWidget(self._canvas)
        self._canvas.show()
        self._canvas.draw(self._lanes, current_look())
        if self.week is not None:
            self._canvas.point_at(self._lanes.place(self.week.monday))

    def _pointed(self, x: float) -> None:
        if self._lanes is not None:
            weeks = self._lanes.weeks
            nearest = min(range(len(weeks)), key=lambda i: abs(self._place(i) - x), default=None)
            if nearest is not None:
                self.read(nearest)

    def _place(self, index: int) -> int:
        return 0 if self._lanes is None else self._lanes.place(self._lanes.weeks[index].monday)

    def _restyle(self) -> None:
        look = current_look()
        self._picture.setMinimumHeight(look.px(440))
        self._draw()
