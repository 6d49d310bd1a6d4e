"""What makes a change of staff sound. Plain values in, verdict out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.core.errors import Refused
from app.core.period import FAR, ONE_DAY
from app.core.roles import Role


def check_name(name: str) -> None:
    """A member of staff has a name."""
    if not name.strip():
        raise Refused("staff_without_name")


def check_roles(roles: frozenset[Role]) -> None:
    """Everybody is at least one thing here."""
    if not roles:
        raise Refused("staff_without_role")


def check_span(from_day: date, to_day: date) -> None:
    """Nothing ends before it began."""
    if to_day < from_day:
        raise Refused("ends_before_it_begins", from_day=from_day.isoformat(), to_day=to_day.isoformat())


def check_head_remains(heads: Collection[tuple[date, date]], today: date) -> None:
    """Somebody must be able to run the provision on every day from today on.

    ``heads`` are the first and the last day of each. Whose last day is today is gone already: their slot
    goes with the act.
    """
    has_one_now = any(first <= today < last for first, last in heads)
    turns = [last + ONE_DAY for _, last in heads if today < last < FAR]
    if not has_one_now or not all(any(first <= day <= last for first, last in heads) for day in turns):
        raise Refused("last_head")


def check_may_give(giver: frozenset[Role], roles: frozenset[Role]) -> None:
    """Nobody but a head lets somebody in with more than they hold themselves, or takes over such a sign-in.

    Without this an administrator, who opens no pupil's record, could make themself one who does.
    """
    if Role.HEAD not in giver and not roles <= giver:
        raise Refused("only_a_head_gives_roles")


def written(roles: frozenset[Role]) -> str:
    """The roles as one row keeps them."""
    return " ".join(sorted(roles))


def read(text: str) -> frozenset[Role]:
    """The roles that a row keeps."""
    return frozenset(Role(word) for word in text.split())
