"""The ladder: rungs with their four facts, and what several moments in a slot come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.core.errors import Refused
from app.core.figures import lower_median

FEWEST, MOST = 3, 10
NUMBERS = range(10)
"""A rung is set by its digit, so there are ten numbers and no more."""


class Seen(StrEnum):
    """Whether a rung says that the child was seen, or that the register must ask."""

    NO = "0"
    YES = "1"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung as it held from one day to another: wording and the four facts."""

    number: int
    staff: str
    family: str
    child: str
    heard: bool
    seen: Seen
    on_site: bool
    supervised: bool
    proposes: bool
    usually: str = ""
    """What is usual at this rung, said to the child: "You usually reach our site"."""
    hint: str = ""
    from_day: date = date.min
    to_day: date = date.max

    def was_seen(self, asked: bool | None) -> bool:
        """Whether somebody saw the child; until the question is answered a rung that asks says no."""
        return bool(asked) if self.seen is Seen.ASK else self.seen is Seen.YES


def read_ladder(rows: Iterable[Mapping[str, str]]) -> tuple[Rung, ...]:
    """The rows of ``ladder_default.csv``."""
    return tuple(
        Rung(
            number=int(row["rung"]),
            staff=row["staff"],
            family=row["family"],
            child=row["child"],
            usually=row["usually"],
            heard=row["heard"] == "1",
            seen=Seen(row["seen"]),
            on_site=row["on_site"] == "1",
            supervised=row["supervised"] == "1",
            proposes=bool(row["proposes"]),
            hint=row["hint"],
        )
        for row in rows
    )


def rung_on(rungs: Iterable[Rung], number: int, day: date) -> Rung | None:
    """The rung as it held on that day. Facts changed later hold from their day; what was seen stays seen."""
    for rung in rungs:
        if rung.number == number and rung.from_day <= day <= rung.to_day:
            return rung
    return None


def check_ladder(rungs: Sequence[Rung], *, retired: Collection[int] = frozenset()) -> None:
    """Three to ten rungs, each with words for everybody and a number that never meant anything else."""
    if not FEWEST <= len(rungs) <= MOST:
        raise Refused("ladder_too_short_or_long", fewest=FEWEST, most=MOST, rungs=len(rungs))
    taken: set[int] = set()
    for rung in rungs:
        _check_rung(rung, taken, retired)
        taken.add(rung.number)


def _check_rung(rung: Rung, taken: Collection[int], retired: Collection[int]) -> None:
    if rung.number not in NUMBERS:
        raise Refused("rung_has_no_key", number=rung.number)
    if rung.number in taken:
        raise Refused("rung_number_twice", number=rung.number)
    if rung.number in retired:
        raise Refused("rung_number_used_before", number=rung.number)
    if not all(text.strip() for text in (rung.staff, rung.family, rung.child)):
        raise Refused("rung_without_words", number=rung.number)


@dataclass(frozen=True, slots=True)
class Moment:
    """One mark on the ladder: which rung, and when as far as somebody said."""

    number: int
    rung: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """What the moments of one visit come to."""

    best: int
    last: int
    typical: int
    n: int


def sum_up(moments: Sequence[Moment]) -> Moments | None:
    """Best, last by time and typical (lower median) of a visit; None where nothing was marked."""
    if not moments:
        return None
    rungs = [moment.rung for moment in in_time(moments)]
    return Moments(best=max(rungs), last=rungs[-1], typical=lower_median(rungs), n=len(rungs))


def in_time(moments: Iterable[Moment]) -> list[Moment]:
    """In the order they happened; one without a time comes before those that have one."""
    return sorted(moments, key=_when)


def _when(moment: Moment) -> tuple[bool, float, int]:
    return moment.at is not None, moment.at.timestamp() if moment.at else 0.0, moment.number
