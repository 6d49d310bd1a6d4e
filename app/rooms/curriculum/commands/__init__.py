"""Changes to curricula, and to which pupil has which step."""

from app.rooms.curriculum.commands.bringing import ImportFramework
from app.rooms.curriculum.commands.log import (
    RecordAchievement,
    RecordAchievements,
    RecordBaseline,
    VoidAchievements,
)
from app.rooms.curriculum.commands.places import Spot
from app.rooms.curriculum.commands.sheet import LogLine, LogSteps
from app.rooms.curriculum.commands.tree import (
    AddFramework,
    AddNode,
    AddPlace,
    EditFramework,
    EditNode,
    MoveNode,
    PutBackFramework,
    PutBackNode,
    RemovePlace,
    TakeBackFramework,
    TakeBackNode,
)

__all__ = [
    "AddFramework",
    "AddNode",
    "AddPlace",
    "EditFramework",
    "EditNode",
    "ImportFramework",
    "LogLine",
    "LogSteps",
    "MoveNode",
    "PutBackFramework",
    "PutBackNode",
    "RecordAchievement",
    "RecordAchievements",
    "RecordBaseline",
    "RemovePlace",
    "Spot",
    "TakeBackFramework",
    "TakeBackNode",
    "VoidAchievements",
]
