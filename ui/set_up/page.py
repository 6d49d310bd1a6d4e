"""Set up: a list of its parts at the left, the part chosen at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.drafts import Draft
from app.core.permissions import Permission
from ui.kit.desk import Desk, Page
from ui.kit.parts import Card, PageBody, PageTitle, Row
from ui.kit.parts.scrolling import scrolling
from ui.kit.parts.side_list import SideList
from ui.kit.theme import current_look, follow
from ui.set_up import parts_calendar, parts_content, parts_ladder, parts_people, parts_record
from ui.set_up.section import ListSection, Part
from ui.words.set_up import say


class Section(Protocol):
    """What every part of the set-up can be told."""

    def arrive(self) -> None: ...
    def leave(self) -> None: ...
    def clear(self) -> None: ...


def _listed(part: Callable[[Desk], Part[Any]]) -> Callable[[Desk], QWidget]:
    return lambda desk: ListSection(desk, part(desk))


SECTIONS: Final[tuple[tuple[str, Permission, Callable[[Desk], QWidget]], ...]] = (
    ("staff", Permission.ACCESS_STAFF_READ, _listed(parts_people.staff)),
    ("aways", Permission.ACCESS_STAFF_READ, _listed(parts_people.aways)),
    ("provision", Permission.INSIGHT_TODAY_READ, parts_record.ProvisionSection),
    ("groups", Permission.PEOPLE_PUPIL_READ, _listed(parts_people.groups)),
    ("commissioners", Permission.PEOPLE_PUPIL_READ, _listed(parts_people.commissioners)),
    ("terms", Permission.CALENDAR_TIMETABLE_READ, _listed(parts_calendar.terms)),
    ("closures", Permission.CALENDAR_TIMETABLE_READ, _listed(parts_calendar.closures)),
    ("timetable", Permission.CALENDAR_TIMETABLE_READ, _listed(parts_calendar.timetable)),
    ("ladder", Permission.CALENDAR_TIMETABLE_READ, parts_ladder.LadderSection),
    ("content", Permission.KEEPING_RECORD_READ, parts_content.ContentSection),
    ("backup", Permission.KEEPING_BACKUP_MAKE, parts_record.BackupSection),
    ("about", Permission.KEEPING_RECORD_READ, parts_record.AboutSection),
)
"""The parts in their order; those a person's roles do not cover are absent."""


class SetUpPage(Page):
    """``arrive`` takes the key of a part or a draft of a form: a line on Today opens what mends it."""

    key = "set_up"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._makers = {key: make for key, requires, make in SECTIONS if desk.may(requires)}
        self._keys = list(self._makers)
        self._made: dict[str, QWidget] = {}
        self._current = ""
        self.list = SideList(say("sections"))
        self.list.show_lines([say(key) for key in self._keys])
        self.stack = QStackedWidget()
        self._left = Card(padding=8)
        self._left.add(self.list, 1)
        middle = Row(self._left, gap=14)
        middle.add(self.stack, 1)
        body = PageBody(PageTitle(say("title"), say("line")))
        body.add(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(body))
        self.list.currentRowChanged.connect(self._chosen)
        follow(self._restyle)

    def arrive(self, argument: object = None) -> None:
        """Open a part: the one asked for, else the one that was open, else the first."""
        if isinstance(argument, Draft):
            draft, argument = argument, part_of(argument)
            if argument in self._makers:
                self.section(argument).take_up(draft)
        key = argument if argument in self._makers else self._current or self._keys[0]
        row = self._keys.index(str(key))
        if self.list.currentRow() == row:
            self._open(str(key))
        else:
            self.list.setCurrentRow(row)

    def leave(self) -> None:
        self._tell("leave")

    def clear(self) -> None:
        """The screen is being locked."""
        self._tell("clear")

    def section(self, key: str) -> Any:
        """A part by its key, made if it was never shown."""
        if key not in self._made:
            made = self._makers[key](self.desk)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._keys):
            self._tell("leave")
            self._open(self._keys[row])

    def _open(self, key: str) -> None:
        self._current = key
        shown = self.section(key)
        self.stack.setCurrentWidget(shown)
        keep_focus = self.list.hasFocus()
        self._tell("arrive")
        if keep_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, what: str) -> None:
        section: Any = self._made.get(self._current)
        if section is not None:
            getattr(section, what)()

    def _restyle(self) -> None:
        self._left.setFixedWidth(current_look().px(190))


def part_of(draft: Draft) -> str:
    """The part of the set-up that a draft belongs to: ``set_up/groups:new``."""
    return draft.form.partition("/")[2].partition(":")[0]
