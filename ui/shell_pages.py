"""Which pages the shell has: key, icon, word, keys, permission, and where each is built."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Final

from app.core.permissions import Permission
from ui.kit.desk import Desk, Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the shell. It is imported when it is first shown, so that the window comes first."""

    key: str
    icon: str
    number: int | None
    requires: Permission
    module: str
    name: str
    below: bool = False

    @property
    def shortcut(self) -> str:
        """The keys that open it."""
        return f"Ctrl+{self.number}" if self.number else ""

    def build(self, desk: Desk) -> Page:
        """Make the page."""
        kind = getattr(importlib.import_module(self.module), self.name)
        page: Page = kind(desk)
        return page


PAGES: Final = (
    PageEntry("today", "sun", 1, Permission.INSIGHT_TODAY_READ, "ui.insight.today_page", "TodayPage"),
    PageEntry(
        "registers",
        "calendar-check",
        2,
        Permission.ATTENDANCE_REGISTER_READ,
        "ui.rooms.attendance.page",
        "RegisterPage",
    ),
    PageEntry("pupils", "users", 3, Permission.PEOPLE_PUPIL_READ, "ui.rooms.people.page", "PupilsPage"),
    PageEntry(
        "curriculum",
        "graduation-cap",
        4,
        Permission.CURRICULUM_FRAMEWORK_READ,
        "ui.rooms.curriculum.page",
        "CurriculumPage",
    ),
    PageEntry(
        "reports", "file-text", 8, Permission.KEEPING_ISSUE_NOTE, "ui.paper.reports_page", "ReportsPage"
    ),
    PageEntry(
        "set_up", "settings", None, Permission.KEEPING_RECORD_READ, "ui.set_up.page", "SetUpPage", below=True
    ),
    PageEntry(
        "settings",
        "sliders-horizontal",
        None,
        Permission.INSIGHT_TODAY_READ,
        "ui.settings_page",
        "SettingsPage",
        below=True,
    ),
    PageEntry("help", "info", None, Permission.INSIGHT_TODAY_READ, "ui.help_page", "HelpPage", below=True),
)
"""Rooms that are not built yet have no line here: their items are absent, their numbers stay free."""
