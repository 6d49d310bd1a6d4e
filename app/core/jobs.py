"""Jobs: work that takes more than a moment, tells how far it is, and can be stopped."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from app.core.permissions import Permission
from app.core.query import Reading

Result = TypeVar("Result", covariant=True)


class Progress(Protocol):
    """Where a job says how far it has come."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Say how far the job has come. Raises ``Cancelled`` if asked to stop."""


class Silent:
    """A ``Progress`` for the command line and for tests."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Nobody is watching."""


@dataclass(frozen=True)
class Job(ABC, Generic[Result]):
    """Base of every job. It reads one unchanging view, so all its figures agree."""

    requires: ClassVar[Permission]
    reach: ClassVar[frozenset[Permission]] = frozenset()

    @abstractmethod
    def work(self, reading: Reading, progress: Progress) -> Result:
        """Do it, telling ``progress`` often."""
