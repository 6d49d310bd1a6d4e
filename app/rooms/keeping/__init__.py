"""The record itself: its settings, the content in force, its copies and what was issued from it."""

from app.rooms.keeping.commands import (
    ChangeSetting,
    EditContentRow,
    NoteIssue,
    NoteWitness,
    PutBackContentRow,
    TakeUpContent,
)
from app.rooms.keeping.copies import (
    BackupAge,
    BackupMade,
    BackupStatus,
    Copies,
    MakeBackup,
    ProvisionName,
    RecordNow,
    RecordStateNow,
    VerifyRecord,
)
from app.rooms.keeping.headlines import (
    LONGEST as HEADLINE_LONGEST,
)
from app.rooms.keeping.headlines import (
    HeadlineInForce,
    WordedHeadline,
    WordHeadline,
)
from app.rooms.keeping.queries import (
    ContentInForce,
    ContentLine,
    ContentLines,
    ContentList,
    ContentRow,
    Counts,
    EmergencySheetDue,
    Issued,
    IssueRow,
    MyDrafts,
    RecordCounts,
    Settings,
    counts_in,
)

__all__ = [
    "HEADLINE_LONGEST",
    "BackupAge",
    "BackupMade",
    "BackupStatus",
    "ChangeSetting",
    "ContentInForce",
    "ContentLine",
    "ContentLines",
    "ContentList",
    "ContentRow",
    "Copies",
    "Counts",
    "EditContentRow",
    "EmergencySheetDue",
    "HeadlineInForce",
    "IssueRow",
    "Issued",
    "MakeBackup",
    "MyDrafts",
    "NoteIssue",
    "NoteWitness",
    "ProvisionName",
    "PutBackContentRow",
    "RecordCounts",
    "RecordNow",
    "RecordStateNow",
    "Settings",
    "TakeUpContent",
    "VerifyRecord",
    "WordHeadline",
    "WordedHeadline",
    "counts_in",
]
