"""Every sentence of Today, one per code of a worklist among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.core.clock import on_the_wall

_WORDS: Final = {
    "expected": "Who is expected",
    "expected_count": "{count} pupils",
    "expected_one": "1 pupil",
    "open_registers": "Open registers",
    "take_register": "Take register",
    "pupil": "Pupil",
    "plan": "Today",
    "visits": "Last 9 visits",
    "seen": "Last seen",
    "now": "Now",
    "needs_you": "Needs you",
    "needs_count": "{count} things, most urgent first",
    "needs_one": "1 thing",
    "more": "and {count} more",
    "nothing": "Nothing waiting.",
    "nothing_next": "Nothing waiting. Next: {name} at {time}.",
    "registers": "Registers",
    "registers_done": "{done} of {all} done today",
    "backup": "Backup",
    "backup_beside": "each copy is restored and checked",
    "copy_now": "Copy now",
    "line": "{place}{expected} expected, {staff} staff in.{away}",
    "line_nobody": "{place}No pupils expected.{away}",
    "week": "{name}, week {week}.  ",
    "closed": "Closed today: {why}.  ",
    "away": "  {name} is away until {day}.",
    "here": "This computer: {when}",
    "here_never": "This computer: no copy yet",
    "rows": "restored and checked, {rows} rows",
    "second": "Second place: {when}",
    "second_never": "Second place: no copy yet",
    "no_second": "No second place chosen",
    "drill": "Recovery sheet last tried {day}",
    "no_drill": "Recovery sheet not tried yet",
    "today_at": "today {time}",
    "yesterday_at": "yesterday {time}",
    "day_at": "{day}",
    "today_seen": "Today {time}",
    "heard": "heard {day}",
    "not_yet": "not yet",
    "never_seen": "Not seen yet",
    "due": "Due {time}",
    "no_reply": "No mark yet",
    "plan_slots": "{first} to {last}",
    "plan_first": "{first} to",
    "plan_last": "{last}",
    "done_at": "Done {time}",
    "open_marked": "Open, {left} to mark",
    "starts": "Starts {time}",
    "register_line": "{time}  {name}",
    "no_pupils": "No pupils yet. Add the first one, or bring in a list.",
    "no_pupils_example": "A spreadsheet from a school or an authority will do: its columns are matched for you.",
    "add_pupil": "Add a pupil",
    "import": "Import a list",
    "nobody": "Nobody is expected today.",
    "next_day": "Next school day: {day}",
    "nobody_example": "Who is expected comes from the timetable under Set up.",
    "drafts": "Words you have not recorded",
    "draft_note": "Note in a register",
    "draft_reason": "Reason for another code",
    "draft_curriculum": "Words of a step",
    "draft_why_curriculum": "Reason why a step is taken back",
    "draft_reports": "Headline of a page",
    "draft_import": "What you said about a file of pupils",
    "draft_pass": "Reason to let something pass today",
    "draft_undo": "Reason why something is undone",
    "undo_gone": "Undo no longer reaches what this was about. Take it back where it stands; the words stay here.",
    "draft_line": "{form}, kept {time}",
    "throw_away": "Throw away",
    "thrown": "The draft is thrown away.",
    "close": "Close",
}

_ITEMS: Final[dict[str, tuple[str, str, str, str]]] = {
    "not_seen": ("{name}: not seen for {days} expected days", "{since}", "Open", "eye-off"),
    "no_expected_days": ("{name}: no expected days for a long time", "{since}", "Open", "calendar-x"),
    "not_heard_of": ("{name}: no word yet", "Expected at {expected}", "Mark", "clock"),
    "register_due": ("{slot} is not finished", "{day}, {minute}", "Take it", "calendar-check"),
    "registers_older": (
        "{count} registers are unfinished",
        "The first is of {first}",
        "Show them",
        "calendar-check",
    ),
    "only_one_holder": (
        "Only {holder} can open concerns",
        "Two living people should",
        "Add a holder",
        "shield-alert",
    ),
    "no_holder": ("Nobody can open concerns", "Two living people should", "Add a holder", "shield-alert"),
    "backup_due": ("The copy on this computer is old", "Newest: {newest}", "Copy now", "hard-drive"),
    "no_backup": (
        "There is no copy on this computer yet",
        "One is made when the program closes",
        "Copy now",
        "hard-drive",
    ),
    "no_second_backup": (
        "There is no copy in the second place yet",
        "Put the stick in, or choose another place",
        "Copy now",
        "hard-drive",
    ),
    "second_backup_due": (
        "The copy in the second place is old",
        "Newest: {newest}",
        "Copy now",
        "hard-drive",
    ),
    "no_second_place": (
        "There is no second place for copies",
        "A memory stick kept elsewhere",
        "Choose one",
        "hard-drive",
    ),
    "drafts_not_recorded": (
        "Not recorded yet: {count} of your drafts",
        "Only you can read them",
        "Show them",
        "pen-line",
    ),
    "emergency_sheet_due": (
        "Print the grab-bag emergency sheet",
        "Last printed: {printed}",
        "Print",
        "printer",
    ),
}
"""Code → headline, line under it, the button's verb, icon."""


def say(key: str, **facts: object) -> str:
    """One sentence of Today, its blanks filled."""
    return QCoreApplication.translate("today", _WORDS[key]).format(**facts)


def item(code: str, facts: Mapping[str, object]) -> tuple[str, str, str, str]:
    """A worklist's line: headline, line under it, verb, icon."""
    head, under, verb, icon = _ITEMS[code]

    def put(words: str) -> str:
        return QCoreApplication.translate("today", words).format(**facts)

    return put(head), put(under), put(verb), icon


def codes() -> frozenset[str]:
    """Every worklist code that has words: a test holds them against the worklists."""
    return frozenset(_ITEMS)


def short_day(day: date, today: date) -> str:
    """A day beside today: "Wed 7 Oct", with the year where it is another."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def moment(at: datetime, today: date) -> str:
    """A moment as one says it: "today 10:15", "yesterday 16:10", "Fri 9 Oct"."""
    local = on_the_wall(at)
    time = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return say("today_at", time=time)
    return say("yesterday_at", time=time) if days == 1 else say("day_at", day=short_day(local.date(), today))
