"""Slot files for tests: real Argon2id, at its floor and at what a test of wiring may do with."""

from __future__ import annotations

from app.core.ids import Ref, StaffId
from app.store import keys
from app.store.keys import Keys
from app.store.slots import ArgonCost, SlotFile

FLOOR = ArgonCost()
"""The least that a real slot is made with."""

QUICK = ArgonCost(memory=8 * 1024, passes=1, lanes=1)
"""Where a test makes hundreds of guesses and is about something else than their price."""

ADA, MO = StaffId(1), StaffId(2)
PASSWORD = "three calm otters"
RECORD = Ref("7QK3M0XW4T")


def slot_file(cost: ArgonCost = QUICK, password: str = PASSWORD) -> tuple[SlotFile, Keys]:
    """A record's slots with Ada's alone, and her keys."""
    return keys.first_slot(
        record=RECORD,
        provision="Hillside Outreach",
        staff=ADA,
        name="Ada Pryce",
        password=password,
        cost=cost,
    )
