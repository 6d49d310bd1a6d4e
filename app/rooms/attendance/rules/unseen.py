"""How long nobody has seen a child, counted in days on which the child was expected, and whom to tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum


class Tell(StrEnum):
    """Whose worklist the line stands on."""

    KEY_ADULT = "key_adult"
    DSL = "dsl"
    HEAD = "head"


def days_not_seen(
    expected: Iterable[date], *, last_seen: date | None, today: date, today_is_over: bool
) -> tuple[date, ...]:
    """The expected days since the child was last seen, in order; today once its last slot has ended.

    Somebody never seen is counted from the first expected day. Closures and agreed days off are no
    expected days and never reach this function.
    """
    over = (day for day in expected if day < today or day == today and today_is_over)
    return tuple(sorted(day for day in set(over) if last_seen is None or day > last_seen))


def is_never_expected(
    expected: Collection[date], school_days: Iterable[date], *, today: date, length: int
) -> bool:
    """Whether none of the last ``length`` school days up to today was one of the child's."""
    latest = sorted(day for day in school_days if day <= today)[-length:]
    return len(latest) == length and not set(latest) & set(expected)


def whom_to_tell(days: int, *, limit: int, has_key_adult: bool, has_dsl: bool) -> Tell | None:
    """Nobody below the limit; at it the key adult; a day later the DSL, or the head for want of one."""
    if days < limit:
        return None
    if days == limit and has_key_adult:
        return Tell.KEY_ADULT
    return Tell.DSL if has_dsl else Tell.HEAD
