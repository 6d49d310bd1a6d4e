"""Cuts Noto Sans CJK down to the letters of names.

`python -m tests.kit.cut_cjk NotoSansCJK-Regular.ttc` writes resources/fonts/noto/cjk; it takes a minute.
"""

from __future__ import annotations

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from tests.kit.font_coverage import FONTS

SIMPLIFIED = 2
"""The place of Noto Sans CJK SC in the collection; it has kana and Hangul too."""

BLOCKS = (
    (0x1100, 0x11FF), (0x3000, 0x303F), (0x3040, 0x30FF), (0x3105, 0x312F), (0x3130, 0x318F),
    (0x31F0, 0x31FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xFF00, 0xFFEF),
)  # fmt: skip


def cut(source: str) -> None:
    font = TTFont(source, fontNumber=SIMPLIFIED)
    options = Options(layout_features=["kern", "ccmp", "mark"], hinting=False, name_IDs=["*"])
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    subsetter.subset(font)
    # The short form of the table of letters cannot say glyph numbers this high; some readers lose them.
    font["cmap"].tables = [_long_table(platform, font.getBestCmap()) for platform in ((0, 4), (3, 10))]
    font.save(FONTS / "noto" / "cjk" / "NotoSansCJKsc-Names-Regular.otf")


def _long_table(platform: tuple[int, int], letters: dict[int, str]) -> CmapSubtable:
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID = platform
    table.language = 0
    table.cmap = dict(letters)
    return table


if __name__ == "__main__":
    cut(sys.argv[1])
