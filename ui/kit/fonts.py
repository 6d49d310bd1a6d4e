"""Loads the typefaces that ship with the program; a name in another script brings its own when first met."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from ui.kit.tokens import Family

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FOLDERS = {
    Family.INTER: "inter",
    Family.ATKINSON: "atkinson-hyperlegible",
    Family.LEXEND: "lexend",
    Family.OPENDYSLEXIC: "opendyslexic",
}


class FontMissing(Exception):
    """A typeface that ships with the program could not be loaded."""


def load(family: Family) -> None:
    """Makes one of the four families known to Qt, once."""
    _load_folder(_FOLDERS[family])


@cache
def _load_folder(folder: str) -> tuple[str, ...]:
    files = sorted((FOLDER / folder).glob("*.[to]tf"))
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in files]
    if not numbers or -1 in numbers:
        raise FontMissing(folder)
    return tuple(dict.fromkeys(name for n in numbers for name in QFontDatabase.applicationFontFamilies(n)))


def load_for(text: str) -> bool:
    """Loads what the signs of a name need beside our own typefaces. True when a font was new."""
    if text.isascii():
        return False
    before = fallbacks()
    for sign in text:
        folder = _folder_for(ord(sign))
        if folder is not None and folder not in _loaded:
            _loaded[folder] = _load_folder(folder)
    return fallbacks() != before


def fallbacks() -> tuple[str, ...]:
    """The families loaded for names in other scripts, in the order they were met."""
    return tuple(family for families in _loaded.values() for family in families)


_loaded: dict[str, tuple[str, ...]] = {}


@cache
def _folder_for(sign: int) -> str | None:
    for folder, spans in _coverage():
        if any(first <= sign <= last for first, last in spans):
            return None if folder == _FOLDERS[Family.INTER] else folder
    return None


@cache
def _coverage() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    with (FOLDER / "coverage.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((row["folder"], _spans(row["signs"])) for row in csv.DictReader(lines))


def _spans(signs: str) -> tuple[tuple[int, int], ...]:
    ends = (part.partition("-") for part in signs.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends)
