"""What a person said about a sheet of pupils, over what was guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import Ref
from app.exchange.dates import Order


class Act(StrEnum):
    """What becomes of a row whose child may be known already."""

    KEEP = "keep"
    """The record stays as it is; the row is left out."""
    MERGE = "merge"
    """What the record lacks is filled in from the row."""
    BOTH = "both"
    """It is another child."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said about one row. ``theirs`` names where the file's words stand, not the record's."""

    row: int
    act: Act | None
    """Nothing while only who is meant has been said."""
    whom: Ref | None = None
    """Which pupil on record is meant; nobody where it was said of a row further up in the file."""
    theirs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said about a sheet. Columns not named keep their guess."""

    columns: tuple[tuple[int, str], ...] = ()
    """Column number from nought, then our name, or nothing for "not this one"."""
    order: Order | None = None
    heading_lines: tuple[int, ...] | None = None
    decisions: tuple[Decision, ...] = ()
