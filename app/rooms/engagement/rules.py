"""The rules of scores: a whole number on the framework's scale, or not observed, which is never nought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.errors import Refused
from app.core.marks import NOT_OBSERVED


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and highest score of a framework. Both count."""

    lowest: int = 0
    highest: int = 4


DEFAULT_SCALE = Scale()
LARGEST = Scale(0, 10)
"""Beyond eleven steps nobody tells one from the next within a lesson."""


def check_scale(scale: Scale) -> None:
    if not LARGEST.lowest <= scale.lowest < scale.highest <= LARGEST.highest:
        raise Refused("scale_out_of_range", lowest=LARGEST.lowest, highest=LARGEST.highest)


def check_score(value: int, scale: Scale = DEFAULT_SCALE) -> None:
    """A score lies on the scale or is *not observed*."""
    if value != NOT_OBSERVED and not scale.lowest <= value <= scale.highest:
        raise Refused("score_off_scale", lowest=scale.lowest, highest=scale.highest)


def read_score(text: str, scale: Scale = DEFAULT_SCALE) -> int:
    """A typed or imported score. A dash is *not observed*; nothing at all is a slip, and no score."""
    plain = text.strip()
    if not plain:
        raise Refused("value_missing")
    if plain in {"-", "–"}:
        return NOT_OBSERVED
    if not (plain.isascii() and plain.isdigit()):
        raise Refused("score_off_scale", lowest=scale.lowest, highest=scale.highest)
    check_score(int(plain), scale)
    return int(plain)


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim of an outcome: what it looks like when it goes well."""

    number: str
    words: str
    supports_parents: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a framework, which is what is scored; ``short`` is the label over its column."""

    number: int
    title: str
    short: str
    aims: tuple[Aim, ...]


def short_label(title: str) -> str:
    """A label for a column where the framework's file gives none: the last word of the title."""
    words = title.split()
    return words[-1].capitalize() if words else ""


def read_framework(rows: Iterable[Mapping[str, str]]) -> tuple[Outcome, ...]:
    """The rows of ``framework_ecm.csv``, or of another framework of the same columns, in their order."""
    titles: dict[int, tuple[str, str]] = {}
    aims: dict[int, list[Aim]] = {}
    for row in rows:
        number = int(row["outcome_no"])
        title = row["outcome"]
        titles.setdefault(number, (title, row.get("short") or short_label(title)))
        aim = Aim(row["aim_no"], row["aim"], row.get("is_parent_support_line") == "1")
        aims.setdefault(number, []).append(aim)
    return tuple(
        Outcome(number, title, short, tuple(aims[number])) for number, (title, short) in titles.items()
    )
