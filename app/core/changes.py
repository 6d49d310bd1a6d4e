"""What a committed command changed, in words the screens can subscribe to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import PupilId


class Topic(StrEnum):
    """A part of the record that a screen may be showing."""

    ACHIEVEMENT = "achievement"
    BACKUP = "backup"
    CALENDAR = "calendar"
    COMMISSIONER = "commissioner"
    CONTENT = "content"
    CURRICULUM = "curriculum"
    DRAFT = "draft"
    GROUP = "group"
    HEADLINE = "headline"
    ISSUE = "issue"
    LADDER = "ladder"
    MARK = "mark"
    NOTE = "note"
    OUTCOME = "outcome"
    PUPIL = "pupil"
    SETTING = "setting"
    STAFF = "staff"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Change:
    """One topic, and the pupil it concerns where it concerns one."""

    topic: Topic
    pupil: PupilId | None = None


Changes = frozenset[Change]


def changed(topic: Topic, *pupils: PupilId) -> Changes:
    """The changes of one topic, for these pupils or for nobody in particular."""
    return frozenset(Change(topic, pupil) for pupil in pupils) or frozenset({Change(topic)})
