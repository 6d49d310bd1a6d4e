"""Says which signs each family under resources/fonts can draw.

`python -m tests.kit.font_coverage` writes resources/fonts/coverage.csv anew after a font was changed.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
ORDER = ("inter", "noto/sans")
MARKLESS = ("inter",)
"""Cuts that know only some of the places where a mark may stand on a letter."""

LAST = ("noto/math", "noto/symbols", "noto/symbols2")


def rows() -> list[tuple[str, str, str]]:
    others = sorted(f"noto/{path.name}" for path in (FONTS / "noto").iterdir() if path.is_dir())
    middle = [folder for folder in others if folder not in ORDER + LAST]
    return [_row(folder) for folder in (*ORDER, *middle, *LAST)]


def as_text() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("family", "folder", "signs"))
    writer.writerows(rows())
    return out.getvalue()


def _row(folder: str) -> tuple[str, str, str]:
    files = sorted(path for path in (FONTS / folder).iterdir() if path.suffix in (".ttf", ".otf"))
    fonts = [TTFont(path) for path in files]
    names = {str(font["name"].getDebugName(16) or font["name"].getDebugName(1)) for font in fonts}
    shared = set.intersection(*(set(font.getBestCmap()) for font in fonts))
    kept = (code for code in shared if code > 0x1F and not (folder in MARKLESS and _is_mark(code)))
    return _family(names), folder, _spans(sorted(kept))


def _is_mark(code: int) -> bool:
    return unicodedata.combining(chr(code)) > 0


def _family(names: set[str]) -> str:
    if len(names) != 1:
        raise ValueError(f"one folder holds one family, not {sorted(names)}")
    return names.pop()


def _spans(codes: list[int]) -> str:
    parts: list[str] = []
    start = previous = codes[0]
    for code in [*codes[1:], -1]:
        if code == previous + 1:
            previous = code
            continue
        parts.append(f"{start:X}" if start == previous else f"{start:X}-{previous:X}")
        start = previous = code
    return " ".join(parts)


if __name__ == "__main__":
    (FONTS / "coverage.csv").write_text(as_text(), encoding="utf-8")
