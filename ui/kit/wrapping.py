"""Words on as many lines as they need: what must not be cut is broken instead."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF


def wrapped(words: str, font: QFont, width: float) -> tuple[str, ...]:
    """The words on lines of that width, broken at spaces; within a word only where it alone is too wide."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, metrics, width)
    return tuple(lines)


def _pieces(word: str, metrics: QFontMetricsF, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and metrics.horizontalAdvance(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
