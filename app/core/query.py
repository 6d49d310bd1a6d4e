"""Queries: one class for each question a screen or a report asks of the record."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.content import ContentShelf
from app.core.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from app.store.record import RecordView

Answer = TypeVar("Answer", covariant=True)
T = TypeVar("T")


class Asks(Protocol):
    """Puts a nested question, within the reach that the outer request declared."""

    def __call__(self, query: Query[T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query may touch: one read-only snapshot, one person, one clock."""

    db: Session
    actor: Actor
    clock: Clock
    content: ContentShelf
    ask: Asks
    record: RecordView
    drafts: Callable[[], int]

    def may(self, permission: Permission) -> bool:
        """Whether the person asking holds this permission."""
        return permission in self.actor.permissions


@dataclass(frozen=True)
class Query(ABC, Generic[Answer]):
    """Base of every query. The answer is plain frozen data, never a live row."""

    requires: ClassVar[Permission]
    reach: ClassVar[frozenset[Permission]] = frozenset()
    leaves_trace: ClassVar[bool] = False  # True where merely looking must be on record
    life_critical: ClassVar[bool] = False  # True where it is answered whatever the disk says

    @abstractmethod
    def read(self, reading: Reading) -> Answer:
        """Answer from the snapshot that ``reading`` holds."""
