"""The ladder of attendance steps as paint: for a table's delegate and for a widget alike.

Height, digit and words carry the meaning; the colour only repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.kit.contrast import ink_on, ratio
from ui.kit.look import Look
from ui.kit.tokens import RING_WIDTH, Tokens

FEWEST, MOST = 3, 10
HEIGHT, NARROWEST = 40, 330
_EDGE, _GAP, _FOOT = 4, 3, 5
_SHORTEST, _TALLEST = 14, 30
OUTLINE_CONTRAST = 3.0


@dataclass(frozen=True, slots=True)
class LadderMark:
    """What one ladder shows.

    `rung` stands, `start` is where a range began, `last` is last time's rung, `on_disk` is False
    while the mark is not yet written. `digits` names the rungs where they are not counted from nought.
    """

    rungs: int = MOST
    rung: int | None = None
    start: int | None = None
    last: int | None = None
    on_disk: bool = True
    digits: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not FEWEST <= self.rungs <= MOST:
            raise ValueError(f"a ladder has {FEWEST} to {MOST} rungs, not {self.rungs}")

    def is_filled(self, rung: int) -> bool:
        return self.rung is not None and rung <= self.rung

    def digit(self, rung: int) -> int:
        """The number of a rung, which is its key."""
        return self.digits[rung] if self.digits else rung

    def place(self, digit: int) -> int | None:
        """Which rung has this number; None where there is none."""
        numbers = self.digits or range(self.rungs)
        return numbers.index(digit) if digit in numbers else None

    def shows_digit(self, rung: int) -> bool:
        return not self.is_filled(rung) or rung in (self.rung, self.start)


def column(area: QRectF, rungs: int, rung: int) -> QRectF:
    """Where a click counts for a rung: its column in full height."""
    inner = area.width() - 2 * _edge(area)
    return QRectF(area.left() + _edge(area) + inner / rungs * rung, area.top(), inner / rungs, area.height())


def segment(look: Look, area: QRectF, rungs: int, rung: int) -> QRectF:
    """The painted bar of a rung, standing on one foot line with the others."""
    gap, place = look.px(_GAP), column(area, rungs, rung)
    height = look.px(_SHORTEST) + look.px(_TALLEST - _SHORTEST) * rung / (rungs - 1)
    foot = strip(look, area).bottom() - look.px(_FOOT)
    return QRectF(place.left() + gap / 2, foot - height, place.width() - gap, height)


def strip(look: Look, area: QRectF) -> QRectF:
    """The ladder's own height in the middle of a taller row."""
    height = min(area.height(), look.px(HEIGHT))
    return QRectF(area.left(), area.center().y() - height / 2, area.width(), height)


def rung_at(area: QRectF, rungs: int, x: float) -> int | None:
    """The rung under a horizontal place; None left and right of the ladder."""
    if not area.left() <= x <= area.right():
        return None
    inner = area.width() - 2 * _edge(area)
    place = int((x - area.left() - _edge(area)) / inner * rungs)
    return min(rungs - 1, max(0, place))


def fill(tokens: Tokens, rungs: int, rung: int) -> str:
    """The rung's colour. A shorter ladder takes its rungs evenly from the ramp."""
    return tokens.ramp[round(rung * (len(tokens.ramp) - 1) / (rungs - 1))]


def outline(tokens: Tokens, colour: str | None) -> str:
    """An edge that stands at least 3:1 out from the card, whatever the fill."""
    if colour is not None and ratio(colour, tokens.surface) >= OUTLINE_CONTRAST:
        return colour
    return tokens.line_strong


def paint_ladder(
    painter: QPainter, look: Look, area: QRectF, mark: LadderMark, *, focused: bool = False
) -> None:
    """Draws one ladder into an area at least 330 pixels wide at 100 % text."""
    own = strip(look, area)
    area = QRectF(own.topLeft().toPoint(), own.size().toSize())
    bare = mark if mark.last is None else replace(mark, last=None)
    size, scale = (round(area.width()), round(area.height())), painter.device().devicePixelRatioF()
    painter.drawPixmap(area.topLeft(), _picture(look, bare, size, scale))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.last is not None and mark.last != mark.rung and mark.last < mark.rungs:
        _paint_notch(painter, look, segment(look, area, mark.rungs, mark.last))
    if focused:
        paint_inner_ring(painter, look, area)
    painter.restore()


@lru_cache(maxsize=128)
def _picture(look: Look, mark: LadderMark, size: tuple[int, int], scale: float) -> QPixmap:
    """The bars alone, kept: most ladders of a register that is opened look the same but for their notch."""
    picture = QPixmap(round(size[0] * scale), round(size[1] * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    area, painter = QRectF(0, 0, *size), QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rung in range(mark.rungs):
        _paint_segment(painter, look, segment(look, area, mark.rungs, rung), mark, rung)
    if mark.rung is not None:
        _paint_edge(painter, look, segment(look, area, mark.rungs, mark.rung), "text", 2)
    painter.end()
    return picture


def paint_inner_ring(painter: QPainter, look: Look, area: QRectF) -> None:
    """The focus ring of a strip within a row: inside its edge."""
    width = look.factor * RING_WIDTH
    painter.setPen(QPen(look.color("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), look.px(6), look.px(6))


def _edge(area: QRectF) -> float:
    return min(_EDGE, area.width() / 20)


def _paint_segment(painter: QPainter, look: Look, bar: QRectF, mark: LadderMark, rung: int) -> None:
    filled = mark.is_filled(rung)
    solid = filled and mark.on_disk
    colour = fill(look.tokens, mark.rungs, rung) if filled else look.tokens.surface
    shown = colour if solid else look.tokens.surface
    pen = QPen(QColor(outline(look.tokens, colour if filled else None)), 1.0 if solid or not filled else 1.6)
    painter.setPen(pen)
    painter.setBrush(QColor(shown))
    radius = look.px(3)
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if mark.shows_digit(rung):
        _paint_digit(painter, look, bar, rung, QColor(ink_on(shown)) if filled else look.color("text3"), mark)


def _paint_digit(
    painter: QPainter, look: Look, bar: QRectF, rung: int, ink: QColor, mark: LadderMark
) -> None:
    stands = rung == mark.rung
    painter.setPen(ink)
    painter.setFont(look.font_of(13 if stands else 11.5, 700 if stands else 500, tabular=True))
    painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, str(mark.digit(rung)))


def _paint_edge(painter: QPainter, look: Look, bar: QRectF, token: str, width: float) -> None:
    painter.setPen(QPen(look.color(token), look.px(width)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar, look.px(3), look.px(3))


def _paint_notch(painter: QPainter, look: Look, bar: QRectF) -> None:
    half, height = look.px(4), look.px(5)
    tip = QPointF(bar.center().x(), bar.top() - look.px(2))
    wide = (QPointF(tip.x() - half, tip.y() - height), QPointF(tip.x() + half, tip.y() - height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("text3"))
    painter.drawPolygon(QPolygonF([*wide, tip]))
