"""How everything looks at one moment: colours, typeface, size and spacing in one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QColor, QFont

from ui.kit.tokens import (
    LARGEST_TEXT,
    LIGHT,
    ROW_HEIGHT,
    SCHEMES,
    SMALLEST_TEXT,
    TYPE,
    Density,
    Family,
    Scheme,
    Tokens,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One appearance of the whole program. Painting code takes a Look and nothing else."""

    tokens: Tokens = LIGHT
    family: Family = Family.INTER
    factor: float = 1.0
    density: Density = Density.USUAL
    reduce_motion: bool = False
    others: tuple[str, ...] = ()
    """The families that somebody's name has brought in, in the order in which they are tried."""

    def __post_init__(self) -> None:
        if not SMALLEST_TEXT <= self.factor <= LARGEST_TEXT:
            raise ValueError(f"text size {self.factor} lies outside {SMALLEST_TEXT} to {LARGEST_TEXT}")

    @property
    def is_high_contrast(self) -> bool:
        return self.tokens.scheme is Scheme.HIGH_CONTRAST

    @property
    def is_dark(self) -> bool:
        return self.tokens.scheme is Scheme.DARK

    @property
    def cell_inset(self) -> int:
        """How far the words of a cell stand from its edges: an item's padding, and a margin that Qt adds."""
        return self.px(8) + 3

    @property
    def row_height(self) -> int:
        return self.px(ROW_HEIGHT[self.density])

    def px(self, at_full_size: float) -> int:
        """A length at 100 % text as whole pixels at the size chosen."""
        return round(at_full_size * self.factor)

    def color(self, token: str, alpha: int = 255) -> QColor:
        color = QColor(self.tokens[token])
        color.setAlpha(alpha)
        return color

    def font(self, step: str = "body") -> QFont:
        """A step of the type scale in the typeface and size chosen."""
        kind = TYPE[step]
        return self.font_of(kind.pixels, kind.weight, tabular=kind.tabular)

    def font_of(self, pixels: float, weight: int, *, tabular: bool = False) -> QFont:
        """A font outside the scale, for painted strips whose size follows their shape."""
        families = _families(self.family, self.others)
        return QFont(_font(families, max(1, self.px(pixels)), weight, tabular))

    def motion(self, milliseconds: int) -> int:
        """How long a movement takes: nothing at all for whoever asked for less motion."""
        return 0 if self.reduce_motion else milliseconds

    def with_scheme(self, scheme: Scheme) -> Look:
        return replace(self, tokens=SCHEMES[scheme])


@lru_cache(maxsize=64)
def _families(chosen: Family, others: tuple[str, ...]) -> tuple[str, ...]:
    # Inter comes second: of the four it has by far the most letters, and somebody's name may need one.
    return tuple(dict.fromkeys((chosen.value, Family.INTER.value, *others)))


@lru_cache(maxsize=256)
def _font(families: tuple[str, ...], pixels: int, weight: int, tabular: bool) -> QFont:
    """Kept, because a copy shares what Qt found out about the face, and digits are painted by the hundred."""
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
