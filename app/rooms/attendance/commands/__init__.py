"""Changes to marks, registers, notes, the ladder and the codes."""

from app.rooms.attendance.commands.codes import EditCode, PutBackCode, TakeUpCodes
from app.rooms.attendance.commands.ladder import EditLadder, PutBackLadder, TakeUpLadder
from app.rooms.attendance.commands.notes import AddNote, TagInBreak, VoidNote
from app.rooms.attendance.commands.register import FinishRegister, MarkRegister, ReopenRegister
from app.rooms.attendance.commands.sheet import MarkSheet

__all__ = [
    "AddNote",
    "EditCode",
    "EditLadder",
    "FinishRegister",
    "MarkRegister",
    "MarkSheet",
    "PutBackCode",
    "PutBackLadder",
    "ReopenRegister",
    "TagInBreak",
    "TakeUpCodes",
    "TakeUpLadder",
    "VoidNote",
]
