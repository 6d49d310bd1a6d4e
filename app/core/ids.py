"""Typed keys, so that a step's number can never be passed where a pupil's is wanted."""

from typing import NewType

StaffId = NewType("StaffId", int)
AwayId = NewType("AwayId", int)

PupilId = NewType("PupilId", int)
IdentifierId = NewType("IdentifierId", int)
KeyAdultId = NewType("KeyAdultId", int)
ContactId = NewType("ContactId", int)
PassId = NewType("PassId", int)
GroupId = NewType("GroupId", int)
MembershipId = NewType("MembershipId", int)
CommissionerId = NewType("CommissionerId", int)
PlacementId = NewType("PlacementId", int)
WordsId = NewType("WordsId", int)

YearId = NewType("YearId", int)
TermId = NewType("TermId", int)
ClosureId = NewType("ClosureId", int)
SlotId = NewType("SlotId", int)
SlotPupilId = NewType("SlotPupilId", int)
SlotAdultId = NewType("SlotAdultId", int)

MarkId = NewType("MarkId", int)
MeasureId = NewType("MeasureId", int)
NoteId = NewType("NoteId", int)

ScoreFrameworkId = NewType("ScoreFrameworkId", int)
OutcomeId = NewType("OutcomeId", int)

FrameworkId = NewType("FrameworkId", int)
NodeId = NewType("NodeId", int)
AchievementId = NewType("AchievementId", int)

ImportId = NewType("ImportId", int)
EntryId = NewType("EntryId", int)

Ref = NewType("Ref", str)
"""A public reference: ten Crockford characters, the last a check; made before its row."""
