"""How old a copy may be before it stands on Today, and what a row of content may say. Plain values in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from string import Formatter
from typing import Final

from app.core.errors import Refused, Unavailable

_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def clock_length(rows: Iterable[Mapping[str, str]], name: str) -> timedelta:
    """The length of a clock of ``clocks.csv`` whose unit is one of time."""
    for row in rows:
        if row["id"] == name:
            unit = row["unit"].removesuffix("s")
            return timedelta(seconds=float(row["length"]) * _UNITS[unit])
    raise Unavailable("content_missing", name=name)


def is_due(newest: datetime | None, now: datetime, length: timedelta) -> bool:
    """Whether something that should have happened within ``length`` has not, as far as the clock can tell:
    what is said to lie ahead does not count.
    """
    return newest is None or newest > now or now - newest >= length


_NEVER_EMPTY: Final = {"length", "name", "age_at_start_31_Aug", "key_stage", "wording"}
_WHOLE: Final = {"length", "threshold", "age_at_start_31_Aug"}


def check_row(name: str, was: Mapping[str, str], becomes: Mapping[str, str], letters: frozenset[str]) -> None:
    """Whether an edited row can be used. ``letters`` are those of the codes in force."""
    for column, value in becomes.items():
        if column in _NEVER_EMPTY and not value.strip():
            raise Refused("content_value_missing")
        if column in _WHOLE and value and not (value.isascii() and value.isdigit()):
            raise Refused("content_not_a_number", value=value)
    if name == "code_by_commissioner.csv" and becomes["code_here"] and becomes["code_here"] not in letters:
        raise Refused("code_unknown", letter=becomes["code_here"])
    if name == "hours_rules.csv" and not _blanks(becomes["wording"]) <= _blanks(was["wording"]):
        raise Refused("content_blanks_unknown")


def _blanks(wording: str) -> frozenset[str]:
    """The names in braces; a brace that stands alone is a blank nobody can fill."""
    try:
        return frozenset(field for _, field, _, _ in Formatter().parse(wording) if field is not None)
    except ValueError:
        return frozenset({"{"})
