"""What was typed and not yet recorded: kept for its author alone, at most a second behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.core.ids import Ref


@dataclass(frozen=True, slots=True)
class Draft:
    """The words in a form that has not been submitted. ``form`` names the form and what it was about."""

    ref: Ref
    form: str
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is offered to its author again."""

    draft: Draft
    kept_at: datetime
    in_record: bool
