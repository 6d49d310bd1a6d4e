"""What somebody said about one sheet: columns, order of dates, cells put right, who is who."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core import wire
from app.exchange.choices import Decision
from app.exchange.dates import Order

_FILE, _SAID, _PASTED = "file", "said", "pasted"

Cell = tuple[int, int]
"""Line and column."""


@dataclass
class SheetWork:
    """Nothing of it is on record before *Import*. ``typing`` was typed into a cell and not taken.

    Who is who is asked again each time: it was decided beside a record that may be another by then.
    """

    at: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    order: Order | None = None
    fixes: dict[Cell, str] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    typing: dict[Cell, str] = field(default_factory=dict)

    def words(self, file: str, pasted: str) -> dict[str, str]:
        """As a draft keeps it; no words where nothing was said."""
        parts = (self.columns, self.order, self.fixes, self.typing)
        if not any(parts):
            return {}
        said = json.dumps(wire.plain((self.at, *parts)))
        return {_FILE: file, _SAID: said, _PASTED: pasted}

    @classmethod
    def of_words(cls, words: Mapping[str, str]) -> SheetWork | None:
        """What was kept; nothing where an older program kept it in another way."""
        try:
            at, columns, order, fixes, typing = wire.read(json.loads(words[_SAID]))
        except (KeyError, TypeError, ValueError, ImportError, AttributeError):
            return None
        return cls(at, columns, order, fixes, typing=typing)

    @staticmethod
    def file_in(words: Mapping[str, str]) -> str:
        """The name of the file that it was said about."""
        return words.get(_FILE, "")

    @staticmethod
    def pasted_in(words: Mapping[str, str]) -> str:
        """The cells, where they were pasted."""
        return words.get(_PASTED, "")
