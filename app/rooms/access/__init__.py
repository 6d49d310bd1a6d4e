"""Who works here, what they may do, and the keys that are theirs alone."""

from app.rooms.access.commands import (
    AddAway,
    AddStaff,
    AwayCard,
    ChangeOwnPassword,
    CloseSlots,
    EditStaff,
    EndStaff,
    FoundProvision,
    ResetPassword,
    ReturnStaff,
    StaffCard,
    TakeNewPair,
    WithdrawAway,
)
from app.rooms.access.queries import (
    AdultsIn,
    AwayRow,
    Aways,
    HoldersMissing,
    StaffList,
    StaffNames,
    StaffRow,
    heads,
)
from app.rooms.access.rules import read as read_roles
from app.rooms.access.rules import written as write_roles

__all__ = [
    "AddAway",
    "AddStaff",
    "AdultsIn",
    "AwayCard",
    "AwayRow",
    "Aways",
    "ChangeOwnPassword",
    "CloseSlots",
    "EditStaff",
    "EndStaff",
    "FoundProvision",
    "HoldersMissing",
    "ResetPassword",
    "ReturnStaff",
    "StaffCard",
    "StaffList",
    "StaffNames",
    "StaffRow",
    "TakeNewPair",
    "WithdrawAway",
    "heads",
    "read_roles",
    "write_roles",
]
