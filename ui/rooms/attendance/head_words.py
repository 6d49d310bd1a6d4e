"""What stands over a register: when it is, how it stands, for how many, with whom and where."""

from __future__ import annotations

from datetime import date

from app.core.period import HalfDay
from app.rooms.attendance import RegisterHead
from ui.rooms.attendance.row_words import clock_time, day_words, first_name, minute_words
from ui.words.attendance import say


def line_over(head: RegisterHead, count: int, today: date) -> str:
    """The line under the title."""
    start, end = minute_words(head.start_minute), minute_words(head.end_minute)
    parts = "  ".join(_parts(head, count))
    return say("line", day=day_words(head.day, today), start=start, end=end, parts=parts).strip()


def _parts(head: RegisterHead, count: int) -> list[str]:
    halves = {HalfDay.AM: say("half_am"), HalfDay.PM: say("half_pm"), None: ""}
    names = ", ".join(first_name(name) for name in head.adults)
    finished = (
        say("finished_line", time=clock_time(head.finished_at), who=first_name(head.finished_by))
        if head.finished_at
        else ""
    )
    parts = [
        finished,
        halves[head.half_day],
        say("pupils_one") if count == 1 else say("pupils", count=count),
        say("with", names=names) if names else "",
        say("at_place", place=head.place) if head.place else "",
    ]
    return [part for part in parts if part]
