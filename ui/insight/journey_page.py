"""The tab *Journey* of a pupil's page: four cards, a picture in three lanes, its table, and its words."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.core.changes import Change, Topic
from app.core.ids import PupilId
from app.core.period import monday_of
from app.core.query import Query
from app.insight.journey_picture import JourneyPicture, JourneyPictureOf
from app.insight.journey_who import WhoRecorded
from ui.insight.journey_words import Stat, can_compare, headline, lanes, stats, weeks_of
from ui.kit import files
from ui.kit.chart_files import png, svg
from ui.kit.charts import JourneyChart, JourneyLanes, twin_lines
from ui.kit.desk import Desk
from ui.kit.live import Live
from ui.kit.parts import Band, Card, Column, EmptyState, Flow, Row, StatCard, Text, choice, link, secondary
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.tokens import Tone
from ui.rooms.people.stat_grid import StatGrid
from ui.rooms.people.tab import Tab
from ui.words.insight import say

_CHANGES = frozenset(
    {
        Topic.MARK,
        Topic.ACHIEVEMENT,
        Topic.CURRICULUM,
        Topic.LADDER,
        Topic.CALENDAR,
        Topic.PUPIL,
        Topic.OUTCOME,
    }
)
MOST_AT_ONCE = 60
"""With more weeks than this the picture opens on the present school year."""


class JourneyTab(Tab):
    """What the record proves of a child's way, drawn, told and as a table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._picture: JourneyPicture | None = None
        self._knows_who = False
        self._stats: tuple[Stat, ...] = ()
        self.cards = [StatCard(icon, "", "", "") for icon in _ICONS]
        self.how_close = link(say("how_close"), "x")
        self.how = Band(Tone.INFO, "", self.how_close)
        self.how.hide()
        self.chart = JourneyChart()
        self.title, self.beside = Text("", "title", wrap=True), Text(say("subtitle"), "aside", "text3")
        self.span = SegmentedControl(say("span"), [("year", say("this_year")), ("all", say("all_weeks"))])
        self.compare = choice(say("same_weeks"))
        self.table = secondary(say("table"), "table")
        self.export = secondary(say("export"), "download")
        self.begin = secondary(say("open_register"), "calendar-check")
        self.none = EmptyState("footprints", say("no_visits"), say("no_visits_example"), self.begin)
        self.card = Card()
        self._lay_out()
        self._connect()
        self.live: Live[JourneyPicture] = Live(
            self, desk.runner, self._question, self._show, desk.shell.problem, self._concerns
        )
        self.live.sleep()

    def look_at(self, pupil: PupilId) -> None:
        if pupil != self.pupil:
            self.clear()
        super().look_at(pupil)
        if self._picture is None:
            self.live.refresh()
        self.live.wake()

    def sleep(self) -> None:
        self.live.sleep()

    def clear(self) -> None:
        super().clear()
        self.live.sleep()
        self._picture, self._stats = None, ()
        self.chart.clear()
        self.title.setText("")
        self.how.hide()
        for card in self.cards:
            card.show_figure("", "", "")

    @property
    def waits(self) -> bool:
        return self._picture is None

    def arrange(self) -> None:
        self.chart.arrange()

    @property
    def shown(self) -> JourneyLanes | None:
        """The figures of the picture as it stands."""
        if self._picture is None:
            return None
        whole = self.span.current == "all" or self.span.isHidden()
        since = None if whole else self._picture.year_began
        return lanes(self._picture, since, compared=self.compare.isChecked() and not self.compare.isHidden())

    def _question(self) -> Query[JourneyPicture]:
        assert self.pupil is not None
        return JourneyPictureOf(self.pupil)

    def _concerns(self, change: Change) -> bool:
        return change.topic in _CHANGES and change.pupil in (None, self.pupil)

    def _show(self, picture: JourneyPicture) -> None:
        first = self._picture is None
        self._picture, self._knows_who = picture, False
        self._stats = stats(picture)
        for card, stat in zip(self.cards, self._stats, strict=True):
            card.show_figure(stat.figure, stat.words, stat.base)
        self.title.setText(headline(picture))
        weeks = weeks_of(picture)
        recent = sum(monday >= monday_of(picture.year_began) for monday in weeks)
        self._offer_spans(recent, len(weeks), first=first)
        self.compare.setVisible(can_compare(picture))
        self.none.setVisible(not weeks)
        for part in (self.chart, self.beside, self._buttons):
            part.setVisible(bool(weeks))
        self._draw()
        self.answered.emit()
        if self.chart.is_table:
            self._ask_who()

    def _offer_spans(self, recent: int, weeks: int, *, first: bool) -> None:
        """A choice of weeks only where both choices show something else."""
        self.span.setVisible(0 < recent < weeks)
        if first:
            self.span.set_current("year" if 0 < recent < weeks and weeks > MOST_AT_ONCE else "all")

    def _draw(self) -> None:
        shown = self.shown
        if shown is not None and shown.weeks:
            self.chart.show_lanes(shown)

    def _say_table(self) -> None:
        self.table.set_words(say("picture" if self.chart.is_table else "table"))
        if self.chart.is_table:
            self._ask_who()

    def _ask_who(self, then: Callable[[], None] = lambda: None) -> None:
        """Who recorded each week is asked once somebody looks that closely."""
        if self._knows_who or self.pupil is None or self._picture is None:
            then()
            return
        pupil = self.pupil

        def told(who: Mapping[date, tuple[str, ...]]) -> None:
            if pupil == self.pupil and self._picture is not None:
                self._picture, self._knows_who = replace(self._picture, who=who), True
                shown = self.shown
                if shown is not None and shown.weeks:
                    self.chart.tell_more(shown)
                then()

        self.desk.runner.ask(self, WhoRecorded(pupil), told, self.desk.shell.problem)

    def _explain(self, place: int) -> None:
        if place < len(self._stats):
            stat = self._stats[place]
            self.how.say(Tone.INFO, f"{stat.figure} {stat.words}. {stat.how}".strip())
            self.how.show()

    # -- out to a file

    def _export(self) -> None:
        kinds = ";;".join(say(kind) for kind in ("csv", "png", "svg"))
        name = files.save_as(self, say("export_title"), "journey.csv", kinds)
        if name:
            self._ask_who(lambda: self.write_to(Path(name)))

    def write_to(self, path: Path) -> None:
        """The picture where the name asks for one, else the table as a sheet."""
        shown = self.shown
        if shown is None:
            return
        drawn = {".png": png, ".svg": svg}.get(path.suffix.lower())
        content = drawn(self.chart) if drawn else _sheet(shown)
        try:
            path.write_bytes(content)
        except OSError:
            self.how.say(Tone.WARN, say("not_written"))
            self.how.show()
            return
        self.desk.shell.say(say("exported", name=path.name))

    # -- how it is put together

    def _lay_out(self) -> None:
        head = Column(self.title, self.beside, gap=2)
        self._buttons = Flow(self.span, self.compare, self.table, self.export, gap=8)
        line = Row(gap=10)
        line.add(head, 1)
        line.add(Column(self._buttons, None))
        for part in (line, self.none, self.chart):
            self.card.add(part)
        self.none.hide()
        for whole in (StatGrid(self.cards), self.how, self.card):
            self.add(whole)

    def _connect(self) -> None:
        self.table.clicked.connect(self.chart.toggle_table)
        self.chart.turned.connect(self._say_table)
        self.chart.read_begun.connect(self._ask_who)
        self.export.clicked.connect(self._export)
        self.span.changed.connect(lambda _which: self._draw())
        self.compare.toggled.connect(lambda _on: self._draw())
        self.begin.clicked.connect(lambda: self.desk.shell.go("registers"))
        self.how_close.clicked.connect(self.how.hide)
        for place, card in enumerate(self.cards):
            card.explained.connect(lambda at=place: self._explain(at))


_ICONS = ("footprints", "graduation-cap", "heart-handshake", "route")


def _sheet(shown: JourneyLanes) -> bytes:
    """The table as a sheet. Excel tells UTF-8 by the mark at its front."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in line] for line in twin_lines(shown))
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is kept as text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
