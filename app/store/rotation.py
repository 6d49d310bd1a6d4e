"""Which backups are kept. Pure: times in, verdict out.

Every copy of the last day, then the newest of each of 12 days, 10 weeks and 9 months, the last before
each half-term's end and those made before a migration. Every tier ends at 13 months. The newest
verified copy is never given up. A clock that jumped ahead makes everything look older than 13 months:
until copies of several days bear it out, none is given up for its age.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9
FELL_TOO_FAR: Final = 0.05
BORNE_OUT: Final = 5
"""So many days of the last 13 months must have a copy before an older one ends."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup as the rotation sees it."""

    name: str
    at: datetime
    verified: bool
    before_migration: bool = False


def given_up(copies: Iterable[Copy], now: datetime, term_ends: Collection[date] = ()) -> frozenset[str]:
    """The names of the copies that no tier keeps. Those from a clock set ahead are always kept."""
    ordered = sorted(copies, key=lambda copy: (copy.at, copy.name))
    kept = {copy.name for copy in ordered if copy.at > now - timedelta(days=1)}
    past = _not_ended([copy for copy in ordered if copy.at <= now], _thirteen_months_before(now))
    kept |= {copy.name for copy in past if copy.before_migration}
    kept |= _newest_of_each(past, lambda at: at.date().toordinal(), DAYS)
    kept |= _newest_of_each(
        past, lambda at: at.date().isocalendar()[0] * 100 + at.date().isocalendar()[1], WEEKS
    )
    kept |= _newest_of_each(past, lambda at: at.year * 12 + at.month, MONTHS)
    for end in term_ends:
        before = [copy for copy in past if copy.at.date() <= end]
        if before and (end - before[-1].at.date()).days <= 7:
            kept.add(before[-1].name)
    verified = [copy for copy in ordered if copy.verified]
    if verified:
        kept.add(verified[-1].name)
    elif ordered:
        kept.add(ordered[-1].name)
    return frozenset(copy.name for copy in ordered) - kept


def _not_ended(past: list[Copy], since: datetime) -> list[Copy]:
    young = [copy for copy in past if copy.at >= since]
    return young if len({copy.at.date() for copy in young}) >= BORNE_OUT else past


def _newest_of_each(copies: list[Copy], part: Callable[[datetime], int], most: int) -> set[str]:
    """The newest verified copy of each of the last ``most`` parts, or the newest where none is verified."""
    best: dict[int, Copy] = {}
    for copy in copies:
        found = best.get(part(copy.at))
        if found is None or copy.verified >= found.verified:
            best[part(copy.at)] = copy
    return {best[key].name for key in sorted(best, reverse=True)[:most]}


def _thirteen_months_before(now: datetime) -> datetime:
    months = now.year * 12 + now.month - 1 - 13
    year, month = divmod(months, 12)
    day = min(now.day, 28)
    return now.replace(year=year, month=month + 1, day=day)


def may_rotate(rows_before: int | None, rows_now: int) -> bool:
    """Whether old copies may be given up: never once more than a twentieth of the rows are gone."""
    return rows_before is None or rows_now >= rows_before * (1 - FELL_TOO_FAR)
