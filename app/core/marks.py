"""A mark as it is put down: who, when, in which slot, of what measure, and which whole number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.core.ids import MeasureId, PupilId, SlotId

RUNG: Final = MeasureId(1)
SEEN_ASKED: Final = MeasureId(2)
CODE: Final = MeasureId(3)
MINUTES: Final = MeasureId(4)
FIRST_OUTCOME: Final = 100
"""Outcome measures are numbered from here, in the order in which their frameworks were taken up."""

AM: Final = SlotId(1)
PM: Final = SlotId(2)
"""The two reserved slots that carry the statutory code of each half-day."""

NOT_OBSERVED: Final = -1


@dataclass(frozen=True, slots=True)
class NewMark:
    """One mark to put down. ``value`` −1 is not observed; None takes back what stands.

    ``at`` is when it happened, as far as somebody said; the store itself adds when it was written.
    """

    pupil: PupilId
    day: date
    slot: SlotId
    measure: MeasureId
    value: int | None
    moment: int = 1
    at: datetime | None = None
