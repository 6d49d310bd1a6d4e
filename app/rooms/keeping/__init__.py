"""The record itself: its settings, the content in force, its copies and what was issued from it."""

from app.rooms.keeping.commands import ChangeSetting, EditContent, NoteIssue, NoteWitness, TakeUpContent
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
from app.rooms.keeping.queries import (
    ContentInForce,
    ContentList,
    ContentRow,
    Counts,
    EmergencySheetDue,
    Issued,
    IssueRow,
    MyDrafts,
    RecordCounts,
    Settings,
)

__all__ = [
    "BackupAge",
    "BackupMade",
    "BackupStatus",
    "ChangeSetting",
    "ContentInForce",
    "ContentList",
    "ContentRow",
    "Copies",
    "Counts",
    "EditContent",
    "EmergencySheetDue",
    "IssueRow",
    "Issued",
    "MakeBackup",
    "MyDrafts",
    "NoteIssue",
    "NoteWitness",
    "ProvisionName",
    "RecordCounts",
    "RecordNow",
    "RecordStateNow",
    "Settings",
    "TakeUpContent",
    "VerifyRecord",
]
