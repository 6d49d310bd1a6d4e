"""The record itself: its settings, the content in force, its copies and what was issued from it."""

from app.rooms.keeping.commands import ChangeSetting, EditContent, NoteIssue, NoteWitness, TakeUpContent
from app.rooms.keeping.queries import (
    ContentInForce,
    Counts,
    EmergencySheetDue,
    Issued,
    IssueRow,
    MyDrafts,
    RecordCounts,
    Settings,
)

__all__ = [
    "ChangeSetting",
    "ContentInForce",
    "Counts",
    "EditContent",
    "EmergencySheetDue",
    "IssueRow",
    "Issued",
    "MyDrafts",
    "NoteIssue",
    "NoteWitness",
    "RecordCounts",
    "Settings",
    "TakeUpContent",
]
