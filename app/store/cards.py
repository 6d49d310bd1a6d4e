"""The one way in which an editable row takes a card of new values, and gives the old one back."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from app.core.errors import OutOfDate
from app.store.tables import Editable

Card = TypeVar("Card")


def card_of(row: Editable, kind: type[Card]) -> Card:
    """The row's values as a card: the fields of the dataclass are the columns of the row."""
    names = [f.name for f in dataclasses.fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names})


def write_card(row: Editable, card: Any) -> bool:
    """Give the row the card's values. False where it said all of that already."""
    moved = False
    for field in dataclasses.fields(card):
        value = getattr(card, field.name)
        if getattr(row, field.name) != value:
            setattr(row, field.name, value)
            moved = True
    return moved


def check_version(row: Editable | None, version: int) -> None:
    """Refuse an edit of a row that somebody has changed since it was shown, or that is gone."""
    if row is None:
        raise OutOfDate("row_gone")
    if row.version != version:
        raise OutOfDate("changed_meanwhile")
