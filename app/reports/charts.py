"""Charts as our own SVG: for black and white, with the words in the bars and the same told aloud."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import segno

from app.reports.document import QR, Bar, Bars

INK = "#1A2326"
QUIET = "#4A565A"
OUTLINE = "#0C3B52"
FILLS = (
    "#3A797F", "#36757B", "#327177", "#2E6D73", "#2A696F",
    "#26656B", "#226167", "#1E5D63", "#1A595F", "#16555B",
)  # fmt: skip
"""One hue, growing darker; white words keep 4.5:1 on each, and none is needed to read the height."""

_WIDTH = 493.0  # points: A4 less 18 mm on either side
_TYPE = 14.0
_LEADING = 17.0
_STANDING_MOST = 6
_STEP = 17.5
_FOOT = 24.0
_GAP = 5.0
_ROW = 25.0
_CLOSE_ROW = 21.0
_CLOSEST_ROW = 17.5
_ROOMY = 8
_LABEL_GAP = 10.0
_INSIDE = 8.0
_AFTER = 6.0
_SHORTEST = 10.0
_EMPTY = "No visits"
_ADVANCES = (
    26, 33, 53, 65, 66, 101, 67, 33, 38, 38, 54, 68, 32, 47, 32, 38, 66, 43, 63, 64, 67, 62, 64,
    58, 65, 64, 32, 33, 68, 68, 68, 55, 100, 73, 66, 74, 73, 61, 59, 75, 75, 28, 58, 71, 57, 93,
    76, 77, 65, 78, 66, 66, 67, 74, 73, 102, 72, 72, 66, 38, 38, 38, 49, 47, 36, 58, 63, 59, 63,
    60, 39, 63, 62, 27, 27, 57, 27, 91, 62, 61, 63, 63, 40, 55, 36, 62, 59, 84, 57, 59, 57, 46, 36,
    46, 68,
)  # fmt: skip
"""Widths in hundredths of the type size, from space to tilde, of the semibold we draw words in."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Where one bar stands, in points."""

    left: float
    top: float
    width: float
    height: float


def alt(chart: Bars) -> str:
    """The whole picture in words, for who hears it: title, then bar after bar."""
    return " ".join([f"{chart.title}.", *(f"{bar.label}: {_said(bar)}." for bar in chart.bars)])


def svg(chart: Bars, *, standalone: bool, close: bool = False) -> str:
    """The chart as SVG: standing bars while the words fit into them, lying ones for more.

    ``standalone`` names the SVG namespace, which a file needs and a page of HTML does not. ``close``
    sets lying bars as near to one another as their words allow, for a sheet that is full.
    """
    standing = len(chart.bars) <= _STANDING_MOST and _words_fit(chart)
    height, parts = _standing(chart) if standing else _lying(chart, close=close)
    head = f'<svg{_space(standalone)} viewBox="0 0 {_WIDTH:.0f} {height:.0f}" {_heard(alt(chart))}'
    type_ = f'font-family="Inter, sans-serif" font-size="{_TYPE:g}"'
    return f"{head} {type_}>{''.join(parts)}</svg>"


def qr_svg(code: QR, *, standalone: bool) -> str:
    """The square code, drawn so that a camera finds it at arm's length."""
    made = segno.make(code.content, error="q", micro=False)
    drawn = made.svg_inline(border=4, omitsize=True, dark="#000000", light="#ffffff", svgclass=None)
    return drawn.replace("<svg", f"<svg{_space(standalone)} {_heard(code.told)}", 1)


def wrapped(words: str, width: float) -> tuple[str, ...]:
    """The words in lines that are not wider than ``width`` points, a longer word on a line of its own."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)


def text_width(text: str) -> float:
    """How wide the text is at most, in points; a letter beyond ASCII counts as a square."""
    return sum(_TYPE * _letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    place = ord(letter) - ord(" ")
    return _ADVANCES[place] / 100 if 0 <= place < len(_ADVANCES) else 1.0


def _space(standalone: bool) -> str:
    return ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""


def _heard(words: str) -> str:
    return f'role="img" aria-label="{escape(words)}"'


def _said(bar: Bar) -> str:
    if bar.height is None:
        return _EMPTY.lower()
    if bar.firm:
        return bar.words
    return f"{bar.words}; heard, not seen" if bar.heard else f"{bar.words}; neither heard nor seen"


def _column_width(chart: Bars) -> float:
    return _WIDTH / max(len(chart.bars), 4)


def _words_fit(chart: Bars) -> bool:
    room = _column_width(chart) - _GAP - 4
    lines = [wrapped(bar.words, room) for bar in chart.bars]
    return all(len(some) <= 4 and all(text_width(line) <= room for line in some) for some in lines)


def _standing(chart: Bars) -> tuple[float, list[str]]:
    """Bars beside one another, the words at the top of each, or above one that is too low for them."""
    width = _column_width(chart)
    heights = [_FOOT + _STEP * bar.height for bar in chart.bars if bar.height is not None]
    room = max([3 * _LEADING + 16, *(height + 4 * _LEADING * (height < 75) for height in heights)])
    parts: list[str] = []
    for place, bar in enumerate(chart.bars):
        tall = 0.0 if bar.height is None else _FOOT + _STEP * bar.height
        box = _Box(place * width + _GAP / 2, room - tall + 2, width - _GAP, tall)
        parts.append(_bar(bar, box))
        parts.append(_standing_words(bar, box))
        parts.append(_words((bar.label,), box.left + box.width / 2, room + 20, fill=QUIET))
    return room + 26, parts


def _standing_words(bar: Bar, box: _Box) -> str:
    middle = box.left + box.width / 2
    if bar.height is None:
        return _words((_EMPTY,), middle, box.top - 8, fill=QUIET)
    lines = wrapped(bar.words, box.width - 4)
    if box.height >= len(lines) * _LEADING + 10:
        return _words(lines, middle, box.top + 20, fill="#FFFFFF" if bar.firm else INK, heavy=True)
    return _words(lines, middle, box.top - len(lines) * _LEADING + 9, fill=INK, heavy=True)


def _lying(chart: Bars, *, close: bool) -> tuple[float, list[str]]:
    """One bar below the other, the words inside, or after one that is too short for them."""
    parts: list[str] = []
    start = max(text_width(bar.label) for bar in chart.bars) + _LABEL_GAP
    unit = _unit(chart, _WIDTH - start - 1)
    row = _CLOSEST_ROW if close else _ROW if len(chart.bars) <= _ROOMY else _CLOSE_ROW
    between = 2 if close else 4
    for place, bar in enumerate(chart.bars):
        top = place * row + 2
        baseline = top + (row - between) / 2 + 5
        parts.append(_words((bar.label,), 0, baseline, fill=QUIET, anchor="start"))
        if bar.height is None:
            parts.append(_words((_EMPTY,), start + 6, baseline, fill=QUIET, anchor="start"))
            continue
        box = _Box(start, top, unit * (bar.height + 1), row - between)
        inside = _is_inside(bar, box.width)
        left = box.left + (_INSIDE if inside else box.width + _AFTER)
        words = _cut(bar.words, _WIDTH - left - 2)
        fill = "#FFFFFF" if inside and bar.firm else INK
        parts += [_bar(bar, box), _words((words,), left, baseline, fill=fill, heavy=True, anchor="start")]
    return len(chart.bars) * row + 4, parts


def _unit(chart: Bars, room: float) -> float:
    """How long one step is drawn: as long as the width allows with all words still on the page."""
    unit = room / (chart.top + 1)
    while unit > _SHORTEST and not all(_has_room(bar, unit, room) for bar in chart.bars):
        unit -= 1
    return unit


def _has_room(bar: Bar, unit: float, room: float) -> bool:
    if bar.height is None:
        return True
    long = unit * (bar.height + 1)
    return _is_inside(bar, long) or long + _AFTER + text_width(bar.words) + 2 <= room


def _is_inside(bar: Bar, long: float) -> bool:
    return text_width(bar.words) <= long - _INSIDE - 4


def _cut(words: str, room: float) -> str:
    """The words as far as there is room; the whole of them is in what the chart says aloud."""
    if text_width(words) <= room:
        return words
    while words and text_width(words + "…") > room:
        words = words[:-1]
    return words.rstrip() + "…"


def _bar(bar: Bar, box: _Box) -> str:
    if bar.height is None:
        return ""
    size = f'x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    if bar.firm:
        fill = FILLS[min(max(bar.height, 0), len(FILLS) - 1)]
        return f'<rect {size} rx="4" fill="{fill}" stroke="{OUTLINE}" stroke-width="1.2"/>'
    right, foot = box.left + box.width, box.top + box.height
    path = f"M{box.left:.1f} {foot:.1f}V{box.top:.1f}H{right:.1f}V{foot:.1f}"
    return f'<path d="{path}" fill="none" stroke="{OUTLINE}" stroke-width="1.2" stroke-dasharray="4 3"/>'


def _words(
    lines: tuple[str, ...], x: float, y: float, *, fill: str, heavy: bool = False, anchor: str = "middle"
) -> str:
    weight = ' font-weight="600"' if heavy else ""
    return "".join(
        f'<text x="{x:.1f}" y="{y + place * _LEADING:.1f}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{escape(line)}</text>"
        for place, line in enumerate(lines)
    )
