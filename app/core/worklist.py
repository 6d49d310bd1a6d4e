"""Worklists: what waits for somebody, computed from the record whenever it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.command import Fact
from app.core.ids import PupilId
from app.core.query import Query


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line on Today. ``code`` names its sentence, ``opens`` the page or request that mends it."""

    key: str
    urgency: int
    code: str
    opens: str
    pupil: PupilId | None = None
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Worklist(Query[tuple[WorkItem, ...]]):
    """A question whose answer is what waits. Today asks every one that the person may."""
