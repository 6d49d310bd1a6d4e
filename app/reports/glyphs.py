"""Text made fit for paper: which of our fonts it needs, and words for signs that none of them has."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
OWN = "Inter"
"""The family that everything is set in; the others help out where it has no shape for a letter."""

_KEPT_FORMAT = frozenset("\u200c\u200d")  # joiners, without which some scripts are misspelt
_UNSEEN = frozenset("\u200b\u200c\u200d\u2068\u2069\n")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
    "(?:[\\s'’\\-./\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200c\u200d\U00010800-\U00010fff\U0001e800-\U0001efff]*"
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff])?"
)
_LONG_WORD = re.compile(r"[^\s\u200b]{25}")


@dataclass(frozen=True, slots=True)
class Family:
    """One family of fonts that ships with us: its folder and the signs it has a shape for."""

    name: str
    folder: str
    spans: tuple[tuple[int, int], ...]

    def has(self, sign: str) -> bool:
        code = ord(sign)
        return any(first <= code <= last for first, last in self.spans)


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Our families in the order in which they are asked, the own one first."""
    with (FONTS / "coverage.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Family(row["family"], row["folder"], _spans(row["signs"])) for row in csv.DictReader(lines)
        )


def clean(text: str) -> str:
    """The text without anything that cannot be seen, so that no sign turns or hides another.

    Control characters, marks that turn the direction of what follows, and halves of characters
    go; line ends stay.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(sign for sign in text if _is_kept(sign))


def isolate(text: str, opening: str = "\u2068", closing: str = "\u2069") -> str:
    """Each right-to-left name fenced off, so that the number after it stays where it was written."""
    if text.isascii():
        return text
    return _RIGHT_TO_LEFT.sub(lambda found: opening + found.group() + closing, text)


def fit(text: str) -> tuple[str, frozenset[str]]:
    """The text as it can be printed, and the names of the families beside our own that it needs.

    A sign that no font of ours can draw is put into words in square brackets, so that nothing
    that somebody wrote leaves a hole.
    """
    text = _breakable(isolate(clean(text)))
    if text.isascii():
        return text, frozenset()
    needed: set[str] = set()
    parts: list[str] = []
    for cluster in _clusters(text):
        family = _family_for("".join(sign for sign in cluster if sign not in _UNSEEN))
        if family is not None:
            parts.append(cluster)
            needed.add(family.name)
        else:
            parts.append(_spelt(cluster, needed))
    return "".join(parts), frozenset(needed - {OWN})


def foreign_signs(text: str) -> str:
    """The signs that our own family has no shape for, each once: another family must draw them.

    Left to itself a typesetter would take such a letter apart and set its marks beside it.
    """
    own = families()[0]
    return "".join(sorted(sign for sign in set(text) - _UNSEEN if not sign.isascii() and not own.has(sign)))


def _spelt(cluster: str, needed: set[str]) -> str:
    """Sign by sign: those that have a shape as they are, the others in words."""
    parts = []
    for sign in cluster:
        family = None if unicodedata.combining(sign) else _family_for(sign)
        if family is not None:
            needed.add(family.name)
        parts.append(sign if family is not None else _in_words(sign))
    return "".join(parts)


def _in_words(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"[{name or f'sign {ord(sign):X}'}]"


@lru_cache(maxsize=8192)
def _family_for(signs: str) -> Family | None:
    """The first family that can draw all of these together; a letter and its marks are one shape."""
    return next((family for family in families() if all(family.has(sign) for sign in signs)), None)


def _clusters(text: str) -> list[str]:
    """Letters, each with the marks that are set on it."""
    clusters: list[str] = []
    for sign in text:
        if clusters and (unicodedata.category(sign).startswith("M") or sign in _KEPT_FORMAT):
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def _is_kept(sign: str) -> bool:
    if sign == "\n" or sign in _KEPT_FORMAT:
        return True
    if _is_shape_hint(sign):
        return False
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _is_shape_hint(sign: str) -> bool:
    """Variation selectors ask for another drawing of the same sign; our fonts have one."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _breakable(text: str) -> str:
    """A word that no line could hold may be broken; where, is not shown."""
    return _LONG_WORD.sub(lambda found: found.group() + "\u200b", text)


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.partition("-") for part in text.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
