"""How each lane of a journey is drawn: pure painting from weeks, a look and a way from weeks to pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform

from ui.kit.charts import JourneyLanes, JourneyWeek, Moment, Stretch
from ui.kit.look import Look
from ui.words.kit import say

FLOOR = -2.3
_FOOT, _COUNTS = -0.75, -1.75
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LABEL_HEIGHT = 21


@dataclass(frozen=True, slots=True)
class Label:
    """Words over the top lane, where their middle stands on the time axis, and the row they found room in."""

    middle: float
    words: str
    row: int
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What all three lanes agree upon at one size: where the axis ends, and the words over the top."""

    lanes: JourneyLanes
    look: Look
    count: int
    end: float
    ceiling: float
    most: int
    ticks: tuple[list[tuple[float, str]], ...]
    names: tuple[Label, ...]
    marks: tuple[Label, ...]

    @staticmethod
    def of(lanes: JourneyLanes, look: Look, width: float, height: float) -> Sketch:
        """Fits a journey into a top lane of that many pixels."""
        count = lanes.place(lanes.weeks[-1].monday) + 1
        beside = _widest(
            look,
            (say("usual"), say("engagement"), say("steps_made"), *foot_words(lanes), *_before_words(lanes)),
        ) + look.px(12)
        week = max(1.0, (width - beside) / (count + 0.2))
        names = pack(_stretch_wishes(lanes, look, week), -0.6, count - 0.4)
        marks = pack(_moment_wishes(lanes, look, week), -0.6, count - 0.4)
        rows = _rows(names) + _rows(marks)
        top = len(lanes.rungs) - 0.4
        over = rows * look.px(_LABEL_HEIGHT)
        ceiling = top + over * (top - FLOOR) / max(height - over, look.px(80))
        most = max(2, *(made.made + made.made % 2 for made in lanes.weeks))
        steps = [(_COUNTS, say("n_that_week")), *((float(y), words) for y, words in enumerate(lanes.rungs))]
        engagement = [
            (0.0, say("engagement_low")),
            (2.0, say("engagement_mid")),
            (4.0, say("engagement_high")),
        ]
        bars = [(0.0, "0"), (most / 2, f"{most // 2}"), (float(most), say("steps_axis", count=most))]
        ticks = (steps, engagement, bars)
        return Sketch(lanes, look, count, count - 0.4 + beside / week, ceiling, most, ticks, names, marks)


def pack(
    wanted: Iterable[tuple[float, str, float, Moment | None]], low: float, high: float
) -> tuple[Label, ...]:
    """Puts labels into as few rows as they need, none over another, none beyond the ends."""
    ends: list[float] = []
    placed: list[Label] = []
    for middle, words, width, moment in sorted(wanted, key=lambda wish: wish[0] - wish[2] / 2):
        left = max(low, min(middle - width / 2, high - width))
        row = next((row for row, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [left + width]
        placed.append(Label(left + width / 2, words, row, moment))
    return tuple(placed)


def runs(lanes: JourneyLanes, field: str) -> list[list[tuple[JourneyWeek, QPointF]]]:
    """Neighbouring weeks that have the figure. A week without one, or none at all, ends a line."""
    found: list[list[tuple[JourneyWeek, QPointF]]] = []
    before = -2
    for week in lanes.weeks:
        figure, place = getattr(week, field), lanes.place(week.monday)
        if figure is None:
            continue
        if place != before + 1:
            found.append([])
        found[-1].append((week, QPointF(place, figure)))
        before = place
    return found


def foot_words(lanes: JourneyLanes) -> tuple[str, ...]:
    """What the open foot means, where there is one; it does not claim that somebody was heard who was not."""
    unseen = [week for week in lanes.weeks if week.is_unseen]
    if not unseen:
        return ()
    return tuple(say("open_foot" if all(week.heard for week in unseen) else "open_foot_unheard").split("\n"))


def _before_words(lanes: JourneyLanes) -> tuple[str, ...]:
    return (say("before_label"),) if lanes.is_compared else ()


def middle_of(lanes: JourneyLanes, moment: Moment) -> float:
    """An event stands at its day, a first time on the point of its week."""
    if moment in lanes.events:
        return lanes.start_of(moment.day) + 0.5 / 7
    return round(lanes.start_of(moment.day) + 0.5 / 7)


def paint_steps(painter: QPainter, sketch: Sketch, at: QTransform, area: QRectF) -> None:
    """Lane 1: the usual step, a line from lowest to best, n, and an open foot where nobody saw the child."""
    _paint_ground(painter, sketch, at, area, sketch.ticks[0][1:], with_bands=True)
    _paint_labels(painter, sketch, at, area)
    _paint_ranges(painter, sketch, at)
    _paint_counts(painter, sketch, at)
    look = sketch.look
    _paint_before(painter, sketch, at)
    for run in runs(sketch.lanes, "usual"):
        _paint_line(painter, at, run, _pen(look, "chart1", 2.6))
    _paint_feet(painter, sketch, at)
    radius = look.px(8) / 2
    for run in runs(sketch.lanes, "usual"):
        for week, point in run:
            painter.setPen(_pen(look, "chart1", 1.8))
            painter.setBrush(look.color("surface" if week.is_unseen else "chart1"))
            painter.drawEllipse(at.map(point), radius, radius)
    usual = [week.usual for week in sketch.lanes.weeks if week.usual is not None]
    if usual:
        _beside(painter, sketch, at, say("usual"), usual[-1], "chart1")


def _paint_before(painter: QPainter, sketch: Sketch, at: QTransform) -> None:
    """The same weeks a term before: a thin dotted line, named at its end where the usual step leaves room."""
    found = runs(sketch.lanes, "before")
    for run in found:
        _paint_line(painter, at, run, _pen(sketch.look, "text2", 1.6, Qt.PenStyle.DotLine))
    if found:
        end = found[-1][-1][1].y()
        usual = [week.usual for week in sketch.lanes.weeks if week.usual is not None]
        near = bool(usual) and abs(usual[-1] - end) < 1
        _beside(painter, sketch, at, say("before_label"), end - 1 if near else end, "text2")


def paint_engagement(painter: QPainter, sketch: Sketch, at: QTransform, area: QRectF) -> None:
    """Lane 2: the mean of the week's scores, dashed, with squares."""
    _paint_ground(painter, sketch, at, area, sketch.ticks[1])
    look, found = sketch.look, runs(sketch.lanes, "mean")
    half = look.px(6) / 2
    for run in found:
        _paint_line(painter, at, run, _pen(look, "chart3", 2.4, Qt.PenStyle.DashLine))
        painter.setPen(_pen(look, "surface", 1.2))
        painter.setBrush(look.color("chart3"))
        for _, point in run:
            middle = at.map(point)
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
    if found:
        _beside(painter, sketch, at, say("engagement"), found[-1][-1][1].y(), "chart3")


def paint_made(painter: QPainter, sketch: Sketch, at: QTransform, area: QRectF) -> None:
    """Lane 3: steps made here, as bars from zero."""
    _paint_ground(painter, sketch, at, area, sketch.ticks[2])
    look = sketch.look
    painter.setPen(Qt.PenStyle.NoPen)
    for week in sketch.lanes.weeks:
        if week.made:
            place = sketch.lanes.place(week.monday)
            bar = QRectF(at.map(QPointF(place - 0.31, week.made)), at.map(QPointF(place + 0.31, 0)))
            painter.fillRect(bar, look.color("chart2"))
    _beside(painter, sketch, at, say("steps_made"), sketch.most / 4, "accent_text")


def _paint_ground(
    painter: QPainter,
    sketch: Sketch,
    at: QTransform,
    area: QRectF,
    ticks: Sequence[tuple[float, str]],
    *,
    with_bands: bool = False,
) -> None:
    look, lanes = sketch.look, sketch.lanes
    for band in lanes.bands if with_bands else ():
        box = _stretch(sketch, band, at, area)
        painter.fillRect(box, look.color("band"))
        painter.setPen(_pen(look, "line", 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.drawLine(box.topRight(), box.bottomRight())
    for holiday in lanes.holidays:
        hatching = QBrush(
            look.color("line_strong" if look.is_high_contrast else "line"), Qt.BrushStyle.BDiagPattern
        )
        painter.fillRect(_stretch(sketch, holiday, at, area), hatching)
    painter.setPen(_pen(look, "grid", 1))
    for figure, _ in ticks:
        y = round(at.map(QPointF(0, figure)).y()) + 0.5
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setPen(_pen(look, "text3", 1, Qt.PenStyle.DotLine))
    for event in lanes.events:
        x = at.map(QPointF(middle_of(lanes, event), 0)).x()
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _paint_labels(painter: QPainter, sketch: Sketch, at: QTransform, area: QRectF) -> None:
    look = sketch.look
    height = look.px(_LABEL_HEIGHT)
    marks_from = area.top() + _rows(sketch.names) * height
    for label in sketch.marks:
        y = marks_from + (label.row + 0.5) * height
        if label.moment in sketch.lanes.firsts and label.moment is not None:
            _paint_lead(painter, sketch, at, label.moment, y)
    for label in sketch.names:
        _words(painter, look, _spot(at, label, area.top() + (label.row + 0.5) * height), label.words, "text2")
    for label in sketch.marks:
        _words(painter, look, _spot(at, label, marks_from + (label.row + 0.5) * height), label.words, "text")


def _paint_lead(painter: QPainter, sketch: Sketch, at: QTransform, moment: Moment, y: float) -> None:
    """A thin line from the words down to the best step of that week."""
    place = middle_of(sketch.lanes, moment)
    week = next((week for week in sketch.lanes.weeks if sketch.lanes.place(week.monday) == place), None)
    if week is not None and week.best is not None:
        painter.setPen(_pen(sketch.look, "text3", 1))
        foot = at.map(QPointF(place, week.best))
        painter.drawLine(QPointF(foot.x(), y), QPointF(foot.x(), foot.y() - sketch.look.px(3)))


def _paint_line(
    painter: QPainter, at: QTransform, run: Sequence[tuple[JourneyWeek, QPointF]], pen: QPen
) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([at.map(point) for _, point in run]))


def _paint_ranges(painter: QPainter, sketch: Sketch, at: QTransform) -> None:
    painter.setPen(_pen(sketch.look, "chart1", 1.3))
    for week in sketch.lanes.weeks:
        if week.lowest is not None and week.best is not None:
            x = sketch.lanes.place(week.monday)
            painter.drawLine(at.map(QPointF(x, week.lowest)), at.map(QPointF(x, week.best)))


def _paint_counts(painter: QPainter, sketch: Sketch, at: QTransform) -> None:
    """N under each week; where weeks stand closer than figures, under each second or third."""
    look = sketch.look
    font = look.font_of(12.5, 500, tabular=True)
    week_width = at.map(QPointF(1, 0)).x() - at.map(QPointF(0, 0)).x()
    widest = QFontMetricsF(font).horizontalAdvance("00") + look.px(4)
    apart = max(1, -int(-widest // max(1.0, week_width)))
    for week in sketch.lanes.weeks:
        place = sketch.lanes.place(week.monday)
        if week.n and place % apart == 0:
            _words(painter, look, at.map(QPointF(place, _COUNTS)), str(week.n), "text2", fill=None)


def _paint_feet(painter: QPainter, sketch: Sketch, at: QTransform) -> None:
    look = sketch.look
    for week in sketch.lanes.weeks:
        if not week.is_unseen or week.usual is None:
            continue
        x = sketch.lanes.place(week.monday)
        low = week.usual if week.lowest is None else min(week.lowest, week.usual)
        painter.setPen(_pen(look, "text2", 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(at.map(QPointF(x, low)), at.map(QPointF(x, _FOOT + 0.12)))
        corners = ((-0.3, -0.25), (-0.3, 0.12), (0.3, 0.12), (0.3, -0.25))
        painter.setPen(_pen(look, "text", 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([at.map(QPointF(x + dx, _FOOT + dy)) for dx, dy in corners]))
    words = foot_words(sketch.lanes)
    line = QFontMetricsF(look.font_of(12.5, 500)).height()
    first = at.map(QPointF(sketch.count - 0.4, _FOOT)) - QPointF(0, line / 2 * (len(words) - 1))
    for row, part in enumerate(words):
        _words_at(painter, look, first + QPointF(0, line * row), part, "text2")


def _beside(painter: QPainter, sketch: Sketch, at: QTransform, words: str, figure: float, token: str) -> None:
    """A series' own name beside its end, in place of a legend."""
    strong = sketch.look.font_of(12.5, 600)
    _words_at(painter, sketch.look, at.map(QPointF(sketch.count - 0.4, figure)), words, token, strong)


def _words_at(
    painter: QPainter, look: Look, left: QPointF, words: str, token: str, font: QFont | None = None
) -> None:
    painter.setFont(font or look.font_of(12.5, 500))
    size = QSizeF(painter.fontMetrics().horizontalAdvance(words) + look.px(8), painter.fontMetrics().height())
    box = QRectF(QPointF(left.x(), left.y() - size.height() / 2), size)
    painter.fillRect(box, look.color("surface"))
    painter.setPen(look.color(token))
    painter.drawText(box.adjusted(look.px(4), 0, look.px(4), 0), _LEFT, words)


def _words(
    painter: QPainter, look: Look, middle: QPointF, words: str, token: str, fill: str | None = "surface"
) -> None:
    painter.setFont(look.font_of(12.5, 500, tabular=True))
    width, height = (
        painter.fontMetrics().horizontalAdvance(words) + look.px(8),
        painter.fontMetrics().height(),
    )
    box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    if fill is not None:
        painter.fillRect(box, look.color(fill))
    painter.setPen(look.color(token))
    painter.drawText(box, _MIDDLE, words)


def _spot(at: QTransform, label: Label, y: float) -> QPointF:
    return QPointF(at.map(QPointF(label.middle, 0)).x(), y)


def _stretch(sketch: Sketch, stretch: Stretch, at: QTransform, area: QRectF) -> QRectF:
    left = max(-0.6, sketch.lanes.start_of(stretch.first))
    right = max(left, min(sketch.count - 0.4, sketch.lanes.end_of(stretch.last)))
    xs = at.map(QPointF(left, 0)).x(), at.map(QPointF(right, 0)).x()
    return QRectF(xs[0], area.top(), xs[1] - xs[0], area.height())


def _stretch_wishes(
    lanes: JourneyLanes, look: Look, week: float
) -> list[tuple[float, str, float, Moment | None]]:
    named = (*lanes.bands, *lanes.holidays)
    middles = ((lanes.start_of(part.first) + lanes.end_of(part.last)) / 2 for part in named)
    return [
        (middle, part.words, (_widest(look, (part.words,)) + look.px(12)) / week, None)
        for middle, part in zip(middles, named, strict=True)
    ]


def _moment_wishes(
    lanes: JourneyLanes, look: Look, week: float
) -> list[tuple[float, str, float, Moment | None]]:
    return [
        (
            middle_of(lanes, moment),
            moment.words,
            (_widest(look, (moment.words,)) + look.px(12)) / week,
            moment,
        )
        for moment in (*lanes.events, *lanes.firsts)
    ]


def _rows(labels: Sequence[Label]) -> int:
    return 1 + max((label.row for label in labels), default=-1)


def _widest(look: Look, words: Iterable[str]) -> float:
    measure = QFontMetricsF(look.font_of(12.5, 600))
    return max((measure.horizontalAdvance(word) for word in words), default=0.0)


def _pen(look: Look, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(look.color(token), width * look.factor, style)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
