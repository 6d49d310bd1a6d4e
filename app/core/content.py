"""Dated content: codes, ladders, thresholds and clocks, each with its source and its day."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Origin(StrEnum):
    """Where a version came from: shipped with the program, or edited at this provision."""

    SHIPPED = "shipped"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """One version of one content file. ``body`` is its CSV text, heading row first."""

    name: str
    version: str
    in_force_from: date
    sha256: str
    origin: Origin
    body: str

    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows of the body, as the owning room's pure rules read them."""
        return tuple(csv.DictReader(io.StringIO(self.body)))


class ContentShelf(Protocol):
    """Answers which version of a content file held on a day."""

    def in_force(self, name: str, day: date) -> ContentVersion:
        """The version in force on that day; the earliest one for days before any."""
