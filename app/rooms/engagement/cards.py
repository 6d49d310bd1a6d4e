"""What a person fills in about frameworks and outcomes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreFrameworkCard:
    """A framework under the name it is known by here."""

    title: str


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """An outcome in words, and the short label over its column."""

    title: str
    short: str
