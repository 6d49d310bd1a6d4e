"""Questions about registers, rates, the ladder, and who was last seen when."""

from app.rooms.attendance.queries.contact import (
    Contact,
    ContactRow,
    LastSeen,
    NotHeardOf,
    NotSeen,
    Unseen,
    UnseenRow,
)
from app.rooms.attendance.queries.ladder import (
    AllCodes,
    AllRungs,
    CodesOn,
    Ladder,
    LadderLines,
    LadderOn,
)
from app.rooms.attendance.queries.moments import (
    LastVisits,
    MarkCounts,
    MarkTotals,
    PupilVisits,
    RungMoment,
    RungMoments,
    Visit,
)
from app.rooms.attendance.queries.rates import (
    AttendanceRates,
    By,
    CodeCount,
    RatesAnswer,
    RatesRow,
)
from app.rooms.attendance.queries.register import (
    CodeCell,
    MomentRow,
    Register,
    RegisterHead,
    RegisterRow,
    RegisterSheet,
)
from app.rooms.attendance.queries.registers import (
    DayRegister,
    NoteRow,
    Notes,
    RegistersDue,
    RegisterState,
    TodaysRegisters,
)
from app.rooms.attendance.queries.standing import StandingMarks
from app.rooms.attendance.queries.whereabouts import LastMark, LastMarks

__all__ = [
    "AllCodes",
    "AllRungs",
    "AttendanceRates",
    "By",
    "CodeCell",
    "CodeCount",
    "CodesOn",
    "Contact",
    "ContactRow",
    "DayRegister",
    "Ladder",
    "LadderLines",
    "LadderOn",
    "LastMark",
    "LastMarks",
    "LastSeen",
    "LastVisits",
    "MarkCounts",
    "MarkTotals",
    "MomentRow",
    "NotHeardOf",
    "NotSeen",
    "NoteRow",
    "Notes",
    "PupilVisits",
    "RatesAnswer",
    "RatesRow",
    "Register",
    "RegisterHead",
    "RegisterRow",
    "RegisterSheet",
    "RegisterState",
    "RegistersDue",
    "RungMoment",
    "RungMoments",
    "StandingMarks",
    "TodaysRegisters",
    "Unseen",
    "UnseenRow",
    "Visit",
]
