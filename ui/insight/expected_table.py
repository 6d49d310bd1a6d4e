"""Who is expected: one line a pupil with plan, last visits, last seen and now, painted in a real table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.clock import minute_of_day, on_the_wall
from app.insight.today import ExpectedRow
from app.rooms.attendance import Contact
from ui.kit.accessible import named
from ui.kit.look import Look
from ui.kit.parts.chips import chip_size, paint_avatar, paint_chip
from ui.kit.parts.figures import paint_sparkline, sparkline_words
from ui.kit.parts.privacy import Privacy
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import ROW_ROLE, Column, TableModel
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.today import say, short_day

Index = QModelIndex | QPersistentModelIndex
PUPIL, PLAN, VISITS, SEEN, NOW = range(5)
_AVATAR, _AVATAR_GAP, _YEAR_GAP, _SPARKLINE, _LAST_INSET = 28, 10, 8, 84, 2
"""Pixels at 100 %; right of the last column stands nothing to keep away from."""


def clock(minute: int) -> str:
    """Minutes since midnight as a clock shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def seen_words(row: ExpectedRow, today: date) -> tuple[str, str, bool]:
    """When the child was seen, when heard where that is later, and whether the seeing is not of today."""
    if row.seen is None:
        heard = "" if row.heard is None else say("heard", day=short_day(row.heard.day, today))
        return say("never_seen"), heard, True
    later = row.heard is not None and row.heard.day > row.seen.day
    heard = say("heard", day=short_day(row.heard.day, today)) if later and row.heard else ""
    return _seen_at(row.seen, today), heard, row.seen.day != today


def _seen_at(contact: Contact, today: date) -> str:
    if contact.day == today and contact.at is not None:
        return say("today_seen", time=f"{on_the_wall(contact.at):%H:%M}")
    return short_day(contact.day, today)


def now_chip(row: ExpectedRow, at: datetime) -> tuple[Tone, str, str]:
    """What the last mark of today says; else when they are due, or that there is no mark yet."""
    if row.now is not None:
        tone = Tone.OK if row.now.seen else Tone.WARN
        return tone, "footprints" if row.now.seen else "door-open", row.now.words
    if minute_of_day(at) <= row.plan.first_minute:
        return Tone.QUIET, "clock", say("due", time=clock(row.plan.first_minute))
    return Tone.WARN, "clock", say("no_reply")


class ExpectedTable(QTableView):
    """The table. Enter or a click opens the pupil: the page decides."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        named(self, say("expected"))
        self._privacy = privacy
        self._today = date.min
        self._at: datetime | None = None
        self.model_ = TableModel(self._columns(), lambda row: row.pupil, parent=self)
        self.setModel(self.model_)
        self.setItemDelegate(ExpectedDelegate(self))
        as_rows(self, one_at_a_time=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.year_beside = self.plan_beside = True
        privacy.changed.connect(lambda _on: self.viewport().update())
        follow(self._restyle)

    def show_rows(self, rows: tuple[ExpectedRow, ...], at: datetime) -> None:
        """The rows as of this moment."""
        told_at, self._at, self._today = self._at, at, on_the_wall(at).date()
        self.model_.show(rows)
        self.fit()
        if at != told_at:  # what is late, and what was today, depends on it
            self.viewport().update()

    def name_of(self, row: ExpectedRow) -> str:
        """The name as the screen may show it now."""
        return self._privacy.name(f"{row.name.shown} {row.name.surname}".strip())

    def seen_of(self, row: ExpectedRow) -> tuple[str, str, bool]:
        """Seen and heard, in words."""
        return seen_words(row, self._today)

    def now_of(self, row: ExpectedRow) -> tuple[Tone, str, str]:
        """The chip at the end of the line."""
        assert self._at is not None
        return now_chip(row, self._at)

    def _columns(self) -> list[Column[ExpectedRow]]:
        return [
            Column(say("pupil"), self.name_of),
            Column(say("plan"), plan_words),
            Column(say("visits"), lambda row: "", spoken=lambda row: sparkline_words(row.visits)),
            Column(say("seen"), lambda row: " ".join(part for part in self.seen_of(row)[:2] if part)),
            Column(say("now"), lambda row: self.now_of(row)[2]),
        ]

    def _restyle(self) -> None:
        look = current_look()
        self.verticalHeader().setDefaultSectionSize(look.px(54))
        self.horizontalHeader().setMinimumSectionSize(look.px(60))
        self.horizontalHeader().setFont(look.font("small_strong"))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Each column gets what stands in it. Where that is too much the years go under the names, the
        picture gives way, the times stand on two lines, then words give way, and the names last; a time
        never does.
        """
        look, header, room = current_look(), self.horizontalHeader(), self.viewport().width()
        wanted = wanted_widths(self, look)
        names, years = name_widths(self, look)
        beside = max((name + year for name, year in zip(names, years, strict=True)), default=0)
        self.year_beside = sum(wanted) + beside <= room
        wanted[PUPIL] += beside if self.year_beside else max((*names, *years), default=0)
        hints = [header.sectionSizeHint(column) for column in range(len(wanted))]
        wanted = [max(width, hint) for width, hint in zip(wanted, hints, strict=True)]
        missing = give_way(wanted, sum(wanted) - room, {VISITS: hints[VISITS]})
        self.plan_beside = missing <= 0
        halved = max(half_plan_width(self, look), hints[PLAN])
        least = {PLAN: halved, NOW: look.px(110), PUPIL: look.px(150), SEEN: look.px(76)}
        missing = give_way(wanted, missing, least)
        wanted[PUPIL] += max(0, -missing) // 2
        wanted[NOW] += max(0, -missing) - max(0, -missing) // 2
        for column, width in enumerate(wanted):
            header.resizeSection(column, width)


def give_way(widths: list[int], missing: int, least: dict[int, int]) -> int:
    """Takes what is missing from one column after another, down to its least; answers what still is."""
    for column, width in least.items():
        given = min(max(0, missing), max(0, widths[column] - width))
        widths[column] -= given
        missing -= given
    return missing


def plan_words(row: ExpectedRow) -> str:
    """From when to when, as the timetable has it."""
    return say("plan_slots", first=clock(row.plan.first_minute), last=clock(row.plan.last_minute))


def plan_halves(row: ExpectedRow) -> tuple[str, str]:
    """The same on two lines, for a column that has no room for one."""
    first, last = clock(row.plan.first_minute), clock(row.plan.last_minute)
    return say("plan_first", first=first), say("plan_last", last=last)


def half_plan_width(table: ExpectedTable, look: Look) -> int:
    """What the times take on two lines."""
    halves = (half for row in table.model_.rows for half in plan_halves(row))
    return _widest(look, "body", halves) + 2 * look.cell_inset


def wanted_widths(table: ExpectedTable, look: Look) -> list[int]:
    """What each column takes in full, that of the names without name and year."""
    inset, rows = 2 * look.cell_inset, table.model_.rows
    contacts = [table.seen_of(row)[:2] for row in rows]
    seen = (
        _widest(look, "body_strong", (seen for seen, heard in contacts if heard)),
        _widest(look, "body", (seen for seen, heard in contacts if not heard)),
        _widest(look, "small", (heard for _, heard in contacts)),
    )
    chips = {table.now_of(row)[2] for row in rows}
    return [
        look.px(_AVATAR) + look.px(_AVATAR_GAP) + inset,
        _widest(look, "body", map(plan_words, rows)) + inset,
        look.px(_SPARKLINE) + inset,
        max(seen) + inset,
        max((chip_size(look, words).width() for words in chips), default=0)
        + look.cell_inset
        + look.px(_LAST_INSET),
    ]


def name_widths(table: ExpectedTable, look: Look) -> tuple[list[int], list[int]]:
    """How long each name is, and its year with the gap before it."""
    names = [table.name_of(row) for row in table.model_.rows]
    years = [year_words(row) for row in table.model_.rows]
    long, short = _widths(look, "body_strong", names), _widths(look, "small", years)
    return [long[name] for name in names], [short[year] + look.px(_YEAR_GAP) for year in years]


def year_words(row: ExpectedRow) -> str:
    """The year group, short."""
    year = row.name.year_group
    return f"Y{year}" if year.isdigit() else year


def _widths(look: Look, step: str, words: Iterable[str]) -> dict[str, int]:
    """How wide each stands: asked once for each, since most rows say what others say."""
    metrics = QFontMetricsF(look.font(step))
    return {one: ceil(metrics.horizontalAdvance(one)) + 1 if one else 0 for one in set(words)}


def _widest(look: Look, step: str, words: Iterable[str]) -> int:
    return max(_widths(look, step, words).values(), default=0)


class ExpectedDelegate(QStyledItemDelegate):
    """Paints avatar and name, the sparkline, two lines of seen and heard, and the chip."""

    def __init__(self, table: ExpectedTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current_look().px(60), current_look().px(54))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = current_look()
        row: ExpectedRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        if self._table.selectionModel().isRowSelected(index.row()):
            painter.fillRect(area, look.color("selected"))
        painter.setPen(look.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        right = look.px(_LAST_INSET) if index.column() == NOW else look.cell_inset
        inner = area.adjusted(look.cell_inset, 0, -right, 0)
        self._paint_cell(painter, look, inner, row, index.column())
        painter.restore()

    def _paint_cell(self, painter: QPainter, look: Look, area: QRectF, row: ExpectedRow, column: int) -> None:
        if column == PUPIL:
            self._paint_pupil(painter, look, area, row)
        elif column == VISITS:
            middle = area.center().y()
            wide = min(area.width(), look.px(_SPARKLINE))
            box = QRectF(area.left(), middle - look.px(16), wide, look.px(32))
            paint_sparkline(painter, look, box, row.visits)
        elif column == SEEN:
            self._paint_seen(painter, look, area, row)
        elif column == NOW:
            tone, icon, words = self._table.now_of(row)
            room = area.width() - (chip_size(look, "").width())
            painter.setFont(look.font("small_strong"))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(room))
            paint_chip(painter, look, area, tone, icon, shown or words[:1])
        elif self._table.plan_beside:
            _line(painter, look, area, plan_words(row), "body", "text2")
        else:
            for half, words in zip(_halves(look, area), plan_halves(row), strict=True):
                _line(painter, look, half, words, "body", "text2")

    def _paint_pupil(self, painter: QPainter, look: Look, area: QRectF, row: ExpectedRow) -> None:
        side = look.px(_AVATAR)
        disc = QRectF(area.left(), area.center().y() - side / 2, side, side)
        name = f"{row.name.shown} {row.name.surname}".strip()
        paint_avatar(painter, look, disc, name)
        words = area.adjusted(side + look.px(_AVATAR_GAP), 0, 0, 0)
        shown, year = self._table.name_of(row), year_words(row)
        if not year or self._table.year_beside:
            _line(painter, look, words, shown, "body_strong", "text")
            width = _widest(look, "body_strong", (shown,)) + look.px(_YEAR_GAP)
            _line(painter, look, words.adjusted(width, 0, 0, 0), year, "small", "text3")
            return
        upper, under = _halves(look, words)
        _line(painter, look, upper, shown, "body_strong", "text")
        _line(painter, look, under, year, "small", "text3")

    def _paint_seen(self, painter: QPainter, look: Look, area: QRectF, row: ExpectedRow) -> None:
        seen, heard, old = self._table.seen_of(row)
        step = "body_strong" if heard else "body"
        if not heard:
            _line(painter, look, area, seen, step, "text" if old else "text2")
            return
        top, bottom = _halves(look, area)
        _line(painter, look, top, seen, step, "text")
        _line(painter, look, bottom, heard, "small", "text2")


def _halves(look: Look, area: QRectF) -> tuple[QRectF, QRectF]:
    """The two lines of a cell."""
    half = area.height() / 2
    top = QRectF(area.left(), area.top() + look.px(6), area.width(), half - look.px(4))
    return top, QRectF(area.left(), top.bottom(), area.width(), half - look.px(6))


def _line(painter: QPainter, look: Look, area: QRectF, words: str, step: str, token: str) -> None:
    painter.setFont(look.font(step))
    painter.setPen(look.color(token))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
