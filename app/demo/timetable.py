"""The invented weekly timetable: which slots there are, and which of them a way of coming means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.core.period import HalfDay
from app.demo.life import Days
from app.rooms.calendar import SlotKind

GROUPS: Final = ("Maple", "Rowan")
FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One slot of the week. ``group`` is whose register it is; without one everybody's."""

    name: str
    kind: SlotKind
    weekday: int
    start: int
    end: int
    half_day: HalfDay
    place: str
    adults: tuple[str, ...]
    group: str = ""
    subject: str = ""


def _day(weekday: int) -> tuple[Piece, ...]:
    morning, afternoon = HalfDay.AM, HalfDay.PM
    breakfast = Piece(
        "Breakfast and check-in", SlotKind.BREAK, weekday, 540, 600, morning, "Kitchen", ("Sian Powys",)
    )
    rest = Piece("Break", SlotKind.BREAK, weekday, 660, 690, morning, "Yard", ("Leon Baptiste",))
    lesson = Piece(
        "Afternoon lesson", SlotKind.LESSON, weekday, 780, 870, afternoon, "Workshop", ("Ada Brennan",)
    )
    return (breakfast, *_mornings(weekday), rest, lesson)


def _mornings(weekday: int) -> tuple[Piece, ...]:
    lesson = SlotKind.LESSON
    if weekday == FRIDAY:
        adults = ("Priya Shah", "Tom Reed", "Gwen Sutcliffe")
        return (Piece("Morning lesson", lesson, weekday, 615, 660, HalfDay.AM, "Hall", adults),)
    subject = ("English", "Maths", "Making", "Maths")[weekday]
    return (
        Piece(
            "Morning lesson",
            lesson,
            weekday,
            615,
            660,
            HalfDay.AM,
            "Maple room",
            ("Priya Shah", "Tom Reed"),
            "Maple",
            subject,
        ),
        Piece(
            "Morning lesson",
            lesson,
            weekday,
            615,
            660,
            HalfDay.AM,
            "Rowan room",
            ("Gwen Sutcliffe", "Leon Baptiste"),
            "Rowan",
            subject,
        ),
    )


def _visits() -> tuple[Piece, ...]:
    return tuple(
        Piece(
            "Home visit",
            SlotKind.HOME_VISIT,
            weekday,
            600,
            645,
            HalfDay.AM,
            "At home",
            ("Tom Reed", "Sian Powys"),
        )
        for weekday in (0, 2)
    )


PIECES: Final = (*(piece for weekday in range(5) for piece in _day(weekday)), *_visits())


def is_for(piece: Piece, days: Days, group: str) -> bool:
    """Whether somebody who comes in this way is on the list of the slot."""
    if piece.group and piece.group != group:
        return False
    friday = piece.weekday == FRIDAY
    match piece.name:
        case "Home visit":
            return days is Days.HOME
        case "Morning lesson":
            return days is not Days.HOME or friday
        case "Break":
            return days is not Days.HOME
        case "Breakfast and check-in":
            return days is Days.FULL or friday and days is not Days.HOME
        case _:
            return days is Days.FULL or days is Days.DAYS and piece.weekday in (1, 3, FRIDAY)
