"""Who of a file is in which group and sent by whom, by name: what is not here yet is made with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.changes import Changes, Topic, changed
from app.core.command import Work
from app.core.folding import fold
from app.rooms.people.cards import EVERY_HALF_DAY, CommissionerCard, CommissionerKind, GroupCard
from app.rooms.people.tables import Commissioner, Group, Membership, Placement
from app.store.edits import add_row, insert_rows


@dataclass(frozen=True, slots=True)
class Belonging:
    """To what a pupil of a file belongs, and for which days."""

    pupil: int
    from_day: date
    to_day: date
    groups: tuple[str, ...]
    commissioners: tuple[tuple[str, CommissionerKind], ...]


def belong(work: Work, rows: Sequence[Belonging]) -> Changes:
    """Put pupils in their groups and write down who sends them. Answers what that changes."""
    topics: Changes = frozenset()
    if any(row.groups for row in rows):
        insert_rows(work, Membership, _memberships(work, rows))
        topics |= changed(Topic.GROUP)
    if any(row.commissioners for row in rows):
        insert_rows(work, Placement, _placements(work, rows))
        topics |= changed(Topic.COMMISSIONER)
    return topics


def _memberships(work: Work, rows: Sequence[Belonging]) -> list[dict[str, Any]]:
    today = work.clock.today()
    standing = work.db.execute(
        select(Group.name, Group.id, Group.to_day).where(Group.withdrawn.is_(False)).order_by(Group.to_day)
    ).all()
    ended = {fold(name) for name, _, to_day in standing if to_day < today}
    known = {fold(name): identity for name, identity, to_day in standing if to_day >= today}
    first: dict[str, date] = {}
    for row in rows:
        for name in row.groups:
            first[fold(name)] = min(first.get(fold(name), row.from_day), row.from_day)

    def begin(name: str) -> int:
        # A group of this name that ended keeps its own days.
        from_day = today if fold(name) in ended else first[fold(name)]
        return add_row(work, Group, GroupCard(name, from_day)).id

    return [
        {**_span(row), "group_id": identity}
        for row in rows
        for identity in _numbers(((name, name) for name in row.groups), known, begin)
    ]


def _placements(work: Work, rows: Sequence[Belonging]) -> list[dict[str, Any]]:
    standing = work.db.execute(
        select(Commissioner.name, Commissioner.id).where(Commissioner.withdrawn.is_(False))
    )
    known = {fold(name): identity for name, identity in standing}

    def write_down(sender: tuple[str, CommissionerKind]) -> int:
        return add_row(work, Commissioner, CommissionerCard(*sender)).id

    return [
        {**_span(row), "commissioner_id": identity, "half_days": EVERY_HALF_DAY, "may_share": ""}
        for row in rows
        for identity in _numbers(((sender[0], sender) for sender in row.commissioners), known, write_down)
    ]


def _span(row: Belonging) -> dict[str, Any]:
    return {"pupil_id": row.pupil, "from_day": row.from_day, "to_day": row.to_day}


def _numbers(
    named: Iterable[tuple[str, Any]], known: dict[str, int], make: Callable[[Any], int]
) -> Iterable[int]:
    """The number of each of these, made where there is none of that name; each once."""
    found: dict[int, None] = {}
    for name, whole in named:
        key = fold(name)
        if key not in known:
            known[key] = make(whole)
        found.setdefault(known[key])
    return found
