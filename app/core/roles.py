"""The seven roles and what each starts with. A person holds one or more; permissions are the union."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app.core.permissions import Permission as P


class Role(StrEnum):
    """What somebody is at the provision. There is no visitor: outsiders get exports."""

    ADMINISTRATOR = "administrator"
    HEAD = "head"
    PROPRIETOR = "proprietor"
    DSL = "dsl"
    DEPUTY_DSL = "deputy_dsl"
    TEACHER = "teacher"
    MENTOR = "mentor"


EVERYONE = frozenset(
    {
        P.ACCESS_PASSWORD_CHANGE,
        P.CALENDAR_TIMETABLE_READ,
        P.INSIGHT_TODAY_READ,
        P.KEEPING_BACKUP_MAKE,
        P.KEEPING_DRAFT_READ,
        P.KEEPING_ISSUE_NOTE,
        P.KEEPING_RECORD_READ,
        P.PEOPLE_EMERGENCY_READ,
    }
)

_WITH_PUPILS = EVERYONE | {
    P.ACCESS_STAFF_READ,
    P.ATTENDANCE_CODE_AMEND,
    P.ATTENDANCE_FIGURES_READ,
    P.ATTENDANCE_MARK_RECORD,
    P.ATTENDANCE_NOTE_ADD,
    P.ATTENDANCE_REGISTER_READ,
    P.CURRICULUM_ACHIEVEMENT_RECORD,
    P.CURRICULUM_ACHIEVEMENT_VOID,
    P.CURRICULUM_FRAMEWORK_READ,
    P.ENGAGEMENT_FRAMEWORK_READ,
    P.ENGAGEMENT_SCORE_READ,
    P.INSIGHT_JOURNEY_READ,
    P.KEEPING_HEADLINE_WORD,
    P.PEOPLE_CHILD_SPEAK,
    P.PEOPLE_PUPIL_READ,
}

_TEACHING = _WITH_PUPILS | {P.CURRICULUM_FRAMEWORK_EDIT, P.PEOPLE_GROUP_EDIT}

_LEADING = _TEACHING | {
    P.ATTENDANCE_LADDER_EDIT,
    P.ATTENDANCE_NOTE_VOID,
    P.CALENDAR_TIMETABLE_EDIT,
    P.ENGAGEMENT_FRAMEWORK_EDIT,
    P.PEOPLE_PLACEMENT_EDIT,
    P.PEOPLE_PUPIL_EDIT,
}

_RUNNING_THE_OFFICE = EVERYONE | {
    P.ACCESS_STAFF_EDIT,
    P.ACCESS_STAFF_READ,
    P.CALENDAR_TIMETABLE_EDIT,
    P.CURRICULUM_FRAMEWORK_READ,
    P.ENGAGEMENT_FRAMEWORK_READ,
    P.KEEPING_SETTING_EDIT,
}

STARTS_WITH: dict[Role, frozenset[P]] = {
    Role.ADMINISTRATOR: frozenset(_RUNNING_THE_OFFICE),
    Role.HEAD: frozenset(_LEADING | _RUNNING_THE_OFFICE | {P.KEEPING_CONTENT_EDIT, P.PEOPLE_LIMIT_PASS}),
    Role.PROPRIETOR: frozenset(_WITH_PUPILS | {P.ACCESS_STAFF_EDIT}),
    Role.DSL: frozenset(_LEADING),
    Role.DEPUTY_DSL: frozenset(_LEADING),
    Role.TEACHER: frozenset(_TEACHING),
    Role.MENTOR: frozenset(_WITH_PUPILS),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[P]:
    """The union of what these roles start with."""
    return frozenset().union(*(STARTS_WITH[role] for role in roles))
