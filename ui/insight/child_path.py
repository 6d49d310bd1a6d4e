"""A child's steps as a path that climbs: one station for each step that became the usual one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.reports.child_page import Station
from ui.kit import icons
from ui.kit.look import Look
from ui.kit.theme import current_look, follow
from ui.words.insight import say

_WORDS_FONT, _WHEN_FONT = 16, 15
_DISC, _DISC_NOW = 25.0, 30.0
_WIDE = 122
"""Room beside a station for its words, at 100 % text; the first ones stay away where there is none."""
_UNDER = 74
"""Room under a station for two lines of words and the month, at 100 % text."""


class ChildPath(QWidget):
    """The path is told as well as painted: its description lists every station in order."""

    def __init__(self) -> None:
        super().__init__()
        self._stations: tuple[Station, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(say("path_name"))
        follow(self._dress)

    def show_stations(self, stations: Sequence[Station]) -> None:
        """These stations, the lowest and first at the left."""
        self._stations = tuple(stations)
        told = ". ".join(f"{one.words}, {when_words(one)}" for one in stations)
        self.setAccessibleDescription(told or say("path_none"))
        self.update()

    @property
    def stations(self) -> tuple[Station, ...]:
        return self._stations

    def sizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(700), look.px(236))

    def minimumSizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(_WIDE) * 2, look.px(236))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stations:
            self._paint(painter, look)
        else:
            painter.setFont(look.font("child"))
            painter.setPen(look.color("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, say("path_none"))
        painter.end()

    def _paint(self, painter: QPainter, look: Look) -> None:
        shown = self._stations[-max(2, self.width() // look.px(_WIDE)) :]
        spots = self._spots(look, shown)
        painter.setPen(QPen(look.color("line"), look.px(9), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_way(spots))
        wide = (self.width() - look.px(8)) / len(spots)
        for spot, station in zip(spots, shown, strict=True):
            _paint_station(painter, look, spot, station)
            _paint_words(painter, look, spot, station, wide)

    def _spots(self, look: Look, shown: Sequence[Station]) -> list[QPointF]:
        """Equal steps to the right; as high as the rungs are, from the lowest shown to the highest."""
        count, disc = len(shown), look.px(_DISC_NOW)
        heights = [one.height for one in shown]
        low, high = min(heights), max(heights)
        top, bottom = disc + look.px(6), self.height() - disc - look.px(_UNDER)
        wide = self.width() / count
        return [
            QPointF(wide * (place + 0.5), bottom - (bottom - top) * _share(height, low, high))
            for place, height in enumerate(heights)
        ]

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


def _share(height: int, low: int, high: int) -> float:
    """How high a rung lies among those shown; half-way where there is but one height."""
    return (height - low) / (high - low) if high > low else 0.5


def when_words(station: Station) -> str:
    """The month, or that it is so now."""
    return say("now") if station.now else station.when


def _way(spots: Sequence[QPointF]) -> QPainterPath:
    way = QPainterPath(spots[0])
    for before, after in pairwise(spots):
        half = (after.x() - before.x()) / 2
        way.cubicTo(QPointF(before.x() + half, before.y()), QPointF(after.x() - half, after.y()), after)
    return way


def _paint_station(painter: QPainter, look: Look, spot: QPointF, station: Station) -> None:
    radius = look.px(_DISC_NOW if station.now else _DISC)
    ramp = look.tokens.ramp
    fill = QColor(ramp[min(station.height, len(ramp) - 1)])
    edge = look.color("text" if station.now else "accent_text")
    painter.setPen(QPen(edge, look.px(3 if station.now else 2)))
    painter.setBrush(fill)
    painter.drawEllipse(spot, radius, radius)
    if station.now:
        side = look.px(32)
        is_light = fill.lightness() > 140
        place = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
        icons.paint(painter, look, "footprints", "text" if is_light is not look.is_dark else "surface", place)


def _paint_words(painter: QPainter, look: Look, spot: QPointF, station: Station, wide: float) -> None:
    top = spot.y() + look.px(_DISC_NOW if station.now else _DISC) + look.px(6)
    box = QRectF(spot.x() - wide / 2 + 4, top, wide - 8, look.px(46))
    centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.setFont(look.font_of(_WORDS_FONT, 700))
    painter.setPen(look.color("text"))
    used = painter.boundingRect(box, int(centred | Qt.TextFlag.TextWordWrap), station.words)
    painter.drawText(box, int(centred | Qt.TextFlag.TextWordWrap), station.words)
    under = QRectF(box.left(), top + min(used.height(), box.height()), box.width(), look.px(24))
    painter.setFont(look.font_of(_WHEN_FONT, 400))
    painter.setPen(look.color("text2"))
    painter.drawText(under, int(centred), when_words(station))
