"""Dated content: lists of codes, clocks and thresholds, each row with its source, edited from a day on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.command import Command
from app.core.content import CODES, EDITABLE, STATUSES, Row
from app.core.permissions import Permission
from app.core.sentences import day_in_words
from app.rooms import attendance, keeping
from app.rooms.attendance import Category
from app.rooms.keeping import ContentLine
from ui.kit.answers import Asks, Kind
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.table_model import Column
from ui.set_up.section import ListSection, Part, Values
from ui.words.set_up import say

_EDIT = Permission.KEEPING_CONTENT_EDIT

LISTS: Final[dict[str, tuple[str, Callable[[ContentLine], str]]]] = {
    "clocks": ("clocks.csv", lambda line: say("clock_what", what=line["what"], unit=_unit(line))),
    "codes": (CODES, lambda line: f"{line['code']}: {line['description']}"),
    "here_codes": ("code_by_commissioner.csv", lambda line: _whose(line)),
    "hours_rules": ("hours_rules.csv", lambda line: line["title"]),
    "authorities": ("authorities.csv", lambda line: line["number"]),
    "year_groups": ("year_groups.csv", lambda line: say("year_group", year=line["nc_year"])),
}
"""The lists that are edited here: the file of each, and what a row is about."""

_SHOWN: Final = {
    "clocks": "length",
    "codes": "plain_meaning",
    "here_codes": "code_here",
    "hours_rules": "threshold",
    "authorities": "name",
    "year_groups": "key_stage",
}
"""The value that stands in the list; the form has them all."""

_DAYS: Final = {"valid_to", "checked_on"}
_KINDS: Final = {
    Kind.DAY: _DAYS,
    Kind.CHOICE: {"status", "category"},
    Kind.LINES: {"plain_meaning", "wording", "when_none", "source"},
}
_NEVER_LEFT: Final = {"source", "checked_on"}


class ContentSection(QWidget):
    """A choice of lists, and under it the list chosen with the form of a row beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: dict[str, ListSection[Any]] = {}
        self.choice = SegmentedControl(say("content"), [(key, say(key)) for key in (*LISTS, "all_lists")])
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(self._stack, 1)
        self.choice.changed.connect(self._chosen)

    def section(self, key: str) -> ListSection[Any]:
        """A list by its key, made if it was never shown."""
        if key not in self._made:
            part = all_lists(self._desk) if key == "all_lists" else dated(self._desk, key)
            self._made[key] = ListSection(self._desk, part)
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def arrive(self) -> None:
        """Show the list that was chosen last."""
        shown = self.section(self.choice.current)
        self._stack.setCurrentWidget(shown)
        shown.arrive()

    def leave(self) -> None:
        """What was typed is kept, in every list."""
        for section in self._made.values():
            section.leave()

    def clear(self) -> None:
        """The screen is being locked."""
        for section in self._made.values():
            section.clear()

    def _chosen(self, key: str) -> None:
        self.leave()
        shown = self.section(key)
        self._stack.setCurrentWidget(shown)
        shown.refresh()


def all_lists(_desk: Desk) -> Part[keeping.ContentRow]:
    """Every list in force, those too that are edited elsewhere or not at all."""
    return Part(
        "all_lists", _EDIT, keeping.ContentList, topics(Topic.CONTENT),
        (
            Column(say("content_name"), lambda row: row.name),
            Column(say("content_version"), lambda row: row.version),
            Column(say("content_rows"), lambda row: str(row.rows), numbers=True),
            Column(say("content_origin"), lambda row: say(f"origin_{row.origin}")),
        ),
        lambda row: row.name, tuple, lambda _row: {}, keeping.ContentLastChanged,
    )  # fmt: skip


def dated(desk: Desk, key: str) -> Part[ContentLine]:
    """One list whose rows are edited from a day on."""
    name, what = LISTS[key]
    today, columns = desk.clock.today, (*EDITABLE[name].values, "source", "status", "checked_on")

    def row_key(line: ContentLine) -> tuple[tuple[str, ...], date | None]:
        """What holds now is one line, whoever edited it last; what is to come is another."""
        coming = line.from_day is not None and line.from_day > today()
        return line.key, line.from_day if coming else None

    def values(line: ContentLine) -> Values:
        begins = max(today(), line.from_day or today())
        return {column: _value(column, line[column]) for column in columns} | {"from_day": begins}

    return Part(
        key, _EDIT, lambda: keeping.ContentLines(name), topics(Topic.CONTENT),
        (
            Column(say("content_what"), what),
            Column(say(_SHOWN[key]), lambda line: line[_SHOWN[key]] or say("none")),
            Column(say("status"), lambda line: say(f"status_{line['status']}")),
            Column(say("source"), lambda line: line["source"]),
            Column(say("checked_on"), lambda line: _day(line["checked_on"])),
            Column(say("changed"), _changed),
        ),
        row_key, lambda: _asks(columns), values, lambda: keeping.ContentLastChanged(name),
        edit=lambda line, said: (_edit(name, line, said, today()),),
        note=lambda line: f"{what(line)}\n{_note(line)}",
    )  # fmt: skip


def _asks(columns: Sequence[str]) -> Sequence[Asks]:
    choices = {
        "status": tuple((each, say(f"status_{each}")) for each in STATUSES),
        "category": tuple((each.value, say(f"category_{each.value}")) for each in Category),
    }
    asked = []
    for column in columns:
        kind, needed = _kind(column), column in _NEVER_LEFT
        asked.append(Asks(column, say(column), kind, choices=choices.get(column, ()), needed=needed))
    return (*asked, Asks("from_day", say("holds_from"), Kind.DAY, say("holds_from_hint"), needed=True))


def _kind(column: str) -> Kind:
    return next((kind for kind, columns in _KINDS.items() if column in columns), Kind.LINE)


def _edit(name: str, line: ContentLine, said: Values, today: date) -> Command:
    becomes: Row = tuple((column, _text(said.get(column, value))) for column, value in line.row)
    shown_on = max(today, line.from_day or today)
    if name == CODES:
        return attendance.EditCode(said["from_day"], shown_on, line.row, becomes)
    return keeping.EditContentRow(name, said["from_day"], shown_on, line.row, becomes)


def _value(column: str, text: str) -> object:
    if column in _DAYS:
        return date.fromisoformat(text) if text else None
    return text


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))


def _unit(line: ContentLine) -> str:
    return line["unit"].replace("_", " ")


def _whose(line: ContentLine) -> str:
    return say(
        "whose_code",
        kind=say(f"kind_{line['commissioner_kind']}"),
        half=say(f"half_{line['half_day'].lower()}"),
    )


def _changed(line: ContentLine) -> str:
    if line.from_day is None:
        return say("as_shipped")
    return say("changed_here", who=line.by, day=day_in_words(line.from_day))


def _note(line: ContentLine) -> str:
    if line.from_day is None or line.at is None:
        return say("as_shipped_line")
    at = on_the_wall(line.at)
    day, since = day_in_words(at.date()), day_in_words(line.from_day)
    return say("changed_line", who=line.by, day=day, time=f"{at:%H:%M}", since=since)
