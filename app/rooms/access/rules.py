"""What makes a change of staff sound. Plain values in, verdict out."""

from __future__ import annotations

from datetime import date

from app.core.errors import Refused
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


def check_head_remains(heads_after: int) -> None:
    """Somebody must be able to run the provision once this is done."""
    if heads_after == 0:
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
