"""What stands in one cell about a child, made plain: words, a name in one cell, a year group."""

from __future__ import annotations

import re
import unicodedata

_PARTICLES = frozenset(
    "al,bin,da,de,del,della,den,der,di,do,dos,du,el,la,le,mac,mc,o,st,ter,van,von,y".split(",")  # noqa: SIM905
)
_YEAR = re.compile(r"(?:year|yr|y|nc|ncy|grade)?\s*0*(\d{1,2})(?:\.0)?", re.I)
_EARLY = {"r": "R", "rec": "R", "reception": "R", "yr r": "R", "year r": "R", "n": "N", "nursery": "N"}


def clean(text: str) -> str:
    """Without what cannot be seen, and with every run of blanks as one. Line breaks of a text stay."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Co") else " "
        for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    kept = kept.replace("\ufeff", "").replace("\u200b", "")
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def split_name(name: str) -> tuple[str, str]:
    """Forename and surname of a name in one cell: by its comma, else the last word with its particles."""
    surname, comma, forename = name.partition(",")
    if comma:
        return forename.strip(), surname.strip()
    parts = name.split()
    if len(parts) < 2:
        return (parts[0] if parts else ""), ""
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in _PARTICLES:
        at -= 1
    return " ".join(parts[:at]), " ".join(parts[at:])


def year_group(text: str) -> str:
    """``Year 9``, ``Yr 09`` and ``9`` are all ``9``; what is none of ours stays as it was written."""
    plain = text.strip().casefold()
    if plain in _EARLY:
        return _EARLY[plain]
    found = _YEAR.fullmatch(plain)
    return str(int(found[1])) if found and int(found[1]) <= 14 else text.strip()
