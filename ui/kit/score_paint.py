"""Outcome scores from 0 to 4 and the half-day's code as paint, readable in grey and without colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from ui.kit.ladder_paint import paint_inner_ring
from ui.kit.look import Look
from ui.kit.tokens import RING_WIDTH
from ui.kit.wrapping import wrapped

HIGHEST = 4
HEIGHT, NARROWEST = 36, 54
NOT_OBSERVED_SIGN, NOTHING_SIGN = "-", "\u2013"
CODE_WIDTH, CODE_HEIGHT = 34, 32
NOTE_LINES = 3


class NotObserved(Enum):
    """The one value that says: looked, and could not see. It is not zero and counts in no average."""

    NOT_OBSERVED = NOT_OBSERVED_SIGN


NOT_OBSERVED = NotObserved.NOT_OBSERVED
Score = int | NotObserved | None
"""A figure, not observed, or nothing yet."""


class CodeState(Enum):
    """How a half-day's code stands: on the record, proposed until Finish, or nothing."""

    STORED = "stored"
    PROPOSED = "proposed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CodeMark:
    """What one code cell shows: the code, how it stands, and who and when or why not."""

    code: str
    state: CodeState
    note: str = ""


def cell(area: QRectF, cells: int, place: int) -> QRectF:
    """Where one of several scores stands in a strip."""
    width = area.width() / cells
    return QRectF(area.left() + width * place, area.top(), width, area.height())


def cell_at(area: QRectF, cells: int, x: float) -> int | None:
    """The score under a horizontal place; None outside the strip."""
    if not area.left() <= x <= area.right():
        return None
    return min(cells - 1, int((x - area.left()) / area.width() * cells))


def paint_score(
    painter: QPainter, look: Look, area: QRectF, score: Score, *, focused: bool = False, on_disk: bool = True
) -> None:
    """Draws one score: the figure over four dots, as many filled as scored."""
    size = (round(area.width()), round(area.height()))
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(area.topLeft().toPoint(), _picture(look, score, focused, on_disk, size, scale))


@lru_cache(maxsize=256)
def _picture(
    look: Look, score: Score, focused: bool, on_disk: bool, size: tuple[int, int], scale: float
) -> QPixmap:
    """Kept: a register shows the same few scores dozens of times."""
    picture = QPixmap(round(size[0] * scale), round(size[1] * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw_score(painter, look, QRectF(0, 0, *size), score, focused, on_disk)
    painter.end()
    return picture


def _draw_score(
    painter: QPainter, look: Look, area: QRectF, score: Score, focused: bool, on_disk: bool
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = _box(look, area)
    _paint_box(painter, look, box, focused)
    figure = score if isinstance(score, int) else None
    painter.setPen(look.color("text3" if figure is None else "text"))
    painter.setFont(look.font_of(14, 400 if figure is None else 600, tabular=True))
    upper = QRectF(box.left(), box.top(), box.width(), box.height() - look.px(9))
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, _sign(score))
    if score is not NOT_OBSERVED:
        _paint_dots(painter, look, box, figure or 0, on_disk)


def paint_scores(
    painter: QPainter, look: Look, area: QRectF, scores: tuple[Score, ...], focused: int | None = None
) -> None:
    """Draws a strip of scores side by side."""
    for place, score in enumerate(scores):
        paint_score(painter, look, cell(area, len(scores), place), score, focused=place == focused)


def paint_code(painter: QPainter, look: Look, area: QRectF, mark: CodeMark, *, focused: bool = False) -> None:
    """Draws a code cell: solid where it stands, dashed where it is proposed or empty."""
    if mark.state is CodeState.STORED:
        # Who stored it stands beside it, and names are not kept.
        _draw_code(painter, look, area, mark, focused)
        return
    place = QRectF(area.topLeft().toPoint(), area.size().toSize())
    size = (round(place.width()), round(place.height()))
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(place.topLeft(), _code_picture(look, mark, focused, size, scale))


@lru_cache(maxsize=64)
def _code_picture(look: Look, mark: CodeMark, focused: bool, size: tuple[int, int], scale: float) -> QPixmap:
    """Kept: a register that is opened shows the same empty cell on every row."""
    picture = QPixmap(round(size[0] * scale), round(size[1] * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw_code(painter, look, QRectF(0, 0, *size), mark, focused)
    painter.end()
    return picture


def _draw_code(painter: QPainter, look: Look, area: QRectF, mark: CodeMark, focused: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = (look.px(CODE_WIDTH), min(look.px(CODE_HEIGHT), area.height() - 2))
    box = QRectF(area.left() + 1, area.center().y() - size[1] / 2, *size)
    stored = mark.state is CodeState.STORED
    pen = QPen(look.color("line_strong"), 1.2)
    pen.setStyle(Qt.PenStyle.SolidLine if stored else Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.color("surface") if stored else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, look.px(6), look.px(6))
    painter.setPen(look.color("text" if stored else "text2"))
    painter.setFont(look.font_of(14, 700 if stored else 500))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.code)
    if mark.note:
        painter.setPen(look.color("text3"))
        painter.setFont(look.font("small"))
        rest = area.adjusted(box.width() + look.px(8), 0, 0, 0)
        lines = "\n".join(_note_lines(mark.note, painter.font(), rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, lines)
    if focused:
        paint_inner_ring(painter, look, box.adjusted(-1, -1, 1, 1))
    painter.restore()


def _note_lines(note: str, font: QFont, width: float) -> list[str]:
    """The lines of a note, broken where they are too wide; what a cell has no height for is shortened."""
    lines = [part for line in note.split("\n") for part in wrapped(line, font, width)]
    kept, rest = lines[: NOTE_LINES - 1], " ".join(lines[NOTE_LINES - 1 :])
    shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [*kept, shown] if shown else kept


def _sign(score: Score) -> str:
    if score is NOT_OBSERVED:
        return NOT_OBSERVED_SIGN
    return NOTHING_SIGN if score is None else str(score)


def _box(look: Look, area: QRectF) -> QRectF:
    height = min(area.height() - 2, look.px(HEIGHT - 4))
    return QRectF(area.left() + 2, area.center().y() - height / 2, area.width() - 4, height)


def _paint_box(painter: QPainter, look: Look, box: QRectF, focused: bool) -> None:
    edge = QPen(look.color("focus"), look.factor * RING_WIDTH) if focused else QPen(look.color("line"), 1)
    painter.setPen(edge)
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(box, look.px(5), look.px(5))


def _paint_dots(painter: QPainter, look: Look, box: QRectF, filled: int, on_disk: bool) -> None:
    margin, height = look.px(6), look.px(4)
    width = (box.width() - 2 * margin) / HIGHEST
    for place in range(HIGHEST):
        on = place < filled
        dot = QRectF(box.left() + margin + place * width + 1, box.bottom() - look.px(8), width - 2, height)
        edge = "accent" if on else ("line_strong" if look.is_high_contrast else "line")
        painter.setPen(QPen(look.color(edge), 1))
        hollow = look.is_high_contrast or on
        painter.setBrush(look.color("accent" if on and on_disk else "surface" if hollow else "line"))
        painter.drawRoundedRect(dot, height / 2, height / 2)
