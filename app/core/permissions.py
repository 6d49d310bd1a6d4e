"""What a role may be allowed to do: ``room:thing:action``, kept in alphabetical order."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do. A request names exactly one."""

    ACCESS_PASSWORD_CHANGE = "access:password:change"
    ACCESS_STAFF_EDIT = "access:staff:edit"
    ACCESS_STAFF_READ = "access:staff:read"
    ATTENDANCE_CODE_AMEND = "attendance:code:amend"
    ATTENDANCE_FIGURES_READ = "attendance:figures:read"
    ATTENDANCE_LADDER_EDIT = "attendance:ladder:edit"
    ATTENDANCE_MARK_RECORD = "attendance:mark:record"
    ATTENDANCE_NOTE_ADD = "attendance:note:add"
    ATTENDANCE_REGISTER_READ = "attendance:register:read"
    CALENDAR_TIMETABLE_EDIT = "calendar:timetable:edit"
    CALENDAR_TIMETABLE_READ = "calendar:timetable:read"
    CURRICULUM_ACHIEVEMENT_RECORD = "curriculum:achievement:record"
    CURRICULUM_ACHIEVEMENT_VOID = "curriculum:achievement:void"
    CURRICULUM_FRAMEWORK_EDIT = "curriculum:framework:edit"
    CURRICULUM_FRAMEWORK_READ = "curriculum:framework:read"
    ENGAGEMENT_FRAMEWORK_EDIT = "engagement:framework:edit"
    ENGAGEMENT_FRAMEWORK_READ = "engagement:framework:read"
    ENGAGEMENT_SCORE_READ = "engagement:score:read"
    INSIGHT_JOURNEY_READ = "insight:journey:read"
    INSIGHT_TODAY_READ = "insight:today:read"
    KEEPING_BACKUP_MAKE = "keeping:backup:make"
    KEEPING_CONTENT_EDIT = "keeping:content:edit"
    KEEPING_DRAFT_READ = "keeping:draft:read"
    KEEPING_ISSUE_NOTE = "keeping:issue:note"
    KEEPING_PROGRAM_ACT = "keeping:program:act"
    """What only the program itself does: no role holds it."""
    KEEPING_RECORD_READ = "keeping:record:read"
    KEEPING_SETTING_EDIT = "keeping:setting:edit"
    PEOPLE_CHILD_SPEAK = "people:child:speak"
    PEOPLE_EMERGENCY_READ = "people:emergency:read"
    PEOPLE_GROUP_EDIT = "people:group:edit"
    PEOPLE_PLACEMENT_EDIT = "people:placement:edit"
    PEOPLE_PUPIL_EDIT = "people:pupil:edit"
    PEOPLE_PUPIL_READ = "people:pupil:read"
