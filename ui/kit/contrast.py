"""How well two colours stand apart, by the formula of WCAG 2."""

from __future__ import annotations

from functools import lru_cache

BLACK = "#000000"
WHITE = "#FFFFFF"


def luminance(colour: str) -> float:
    """The relative luminance of a colour written as #RRGGBB."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def ratio(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Pure black or pure white, whichever stands out more."""
    return WHITE if ratio(WHITE, ground) > ratio(BLACK, ground) else BLACK
