"""Small pictures of figures within a row: the last visits, planned hours, a share of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.look import Look
from ui.kit.parts.chips import Painted
from ui.kit.theme import current_look, follow
from ui.words.kit import say


class Sparkline(Painted):
    """The steps of the last visits, oldest first. A visit without a mark is a gap."""

    def __init__(self, steps: Sequence[int | None], highest: int = 9, width: int = 84) -> None:
        self._steps, self._highest, self._width = tuple(steps), highest, width
        super().__init__()
        self._tell()

    def show_steps(self, steps: Sequence[int | None]) -> None:
        self._steps = tuple(steps)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(self._width), look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sparkline(painter, current_look(), QRectF(self.rect()), self._steps, self._highest)
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(sparkline_words(self._steps))


def sparkline_words(steps: Sequence[int | None]) -> str:
    known = [str(step) for step in steps if step is not None]
    return say("sparkline", count=len(known), steps=", ".join(known)) if known else say("no_visits")


def paint_sparkline(
    painter: QPainter, look: Look, area: QRectF, steps: Sequence[int | None], highest: int = 9
) -> None:
    """Draws the steps into a cell: a ground line, the line of visits, a dot on the newest."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))
    painter.setPen(QPen(look.color("line"), 1))
    painter.drawLine(inner.bottomLeft(), inner.bottomRight())
    points = _points(inner, steps, highest)
    painter.setPen(QPen(look.color("chart1"), look.factor * 1.8))
    for run in _runs(points):
        painter.drawPolyline(QPolygonF(run))
    last = next((point for point in reversed(points) if point is not None), None)
    if last is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("chart1"))
        painter.drawEllipse(last, look.px(3), look.px(3))
    painter.restore()


def _points(area: QRectF, steps: Sequence[int | None], highest: int) -> list[QPointF | None]:
    apart, rise = area.width() / max(1, len(steps) - 1), area.height() / highest
    return [
        None if step is None else QPointF(area.left() + apart * place, area.bottom() - rise * step)
        for place, step in enumerate(steps)
    ]


def _runs(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    runs: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


@dataclass(frozen=True, slots=True)
class HoursScale:
    """Where the amber point and the indicator lie. Both come from dated content."""

    amber: float
    indicator: float

    @property
    def end(self) -> float:
        return self.indicator / 0.9


class HoursBar(QWidget):
    """Hours planned in a week against the indicator. Never red."""

    def __init__(self, hours: float, scale: HoursScale) -> None:
        super().__init__()
        self._hours, self._scale = hours, scale
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            say("hours", hours=f"{hours:g}", amber=f"{scale.amber:g}", indicator=f"{scale.indicator:g}")
        )
        follow(self._restyle)

    def sizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(240), look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(150), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = f"{self._hours:g} h"
        font = look.font_of(13, 600, tabular=True)
        bar = QRectF(0, self.height() / 2 - look.px(5), self.width() - self._figure_width(look), look.px(10))
        self._paint_bar(painter, look, bar)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        rest = QRectF(bar.right() + look.px(8), 0, self.width(), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _figure_width(self, look: Look) -> float:
        # Room for the widest figure, so that the bars of several rows end together.
        return QFontMetricsF(look.font_of(13, 600, tabular=True)).horizontalAdvance("00.5 h") + look.px(8)

    def _paint_bar(self, painter: QPainter, look: Look, bar: QRectF) -> None:
        radius, end = bar.height() / 2, self._scale.end
        painter.setPen(QPen(look.color("line_strong"), 1) if look.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sunken"))
        painter.drawRoundedRect(bar, radius, radius)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * min(self._hours, end) / end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("chart1"))
        painter.drawRoundedRect(filled, radius, radius)
        out = look.px(5)
        painter.setPen(QPen(look.color("text"), look.px(2)))
        x = bar.left() + bar.width() * self._scale.indicator / end
        painter.drawLine(QPointF(x, bar.top() - out), QPointF(x, bar.bottom() + out))
        painter.setPen(QPen(look.color("warn"), look.px(2), Qt.PenStyle.DotLine))
        x = bar.left() + bar.width() * self._scale.amber / end
        for y in (bar.top() - out - 1, bar.bottom() + 1):
            painter.drawLine(QPointF(x, y), QPointF(x, y + out))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def paint_share(painter: QPainter, look: Look, area: QRectF, share: float) -> None:
    """Draws how much of a whole is done as a bar; the figure stands beside it in words."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = look.px(6)
    bar = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    painter.setPen(QPen(look.color("line_strong"), 1) if look.is_high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.color("line" if not look.is_high_contrast else "surface"))
    painter.drawRoundedRect(bar, height / 2, height / 2)
    done = QRectF(bar)
    done.setWidth(bar.width() * min(1.0, max(0.0, share)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawRoundedRect(done, height / 2, height / 2)
    painter.restore()
