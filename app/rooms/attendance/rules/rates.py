"""Attendance rates exactly as the published figures are made: sums of half-days, whole numbers compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.errors import Refused
from app.core.figures import percent_text
from app.rooms.attendance.rules.codes import ATTENDED, Category, Codes

PERSISTENT_ONE_IN = 10
SEVERE_ONE_IN = 2
"""Parts of the definition of the two figures, as the square is of an area; no threshold of ours."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Half-days of one pupil, or of any group over any span, pooled."""

    attendance: int = 0
    authorised: int = 0
    unauthorised: int = 0

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.attendance + other.attendance,
            self.authorised + other.authorised,
            self.unauthorised + other.unauthorised,
        )

    @property
    def absence(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        return self.attendance + self.absence

    @property
    def persistent(self) -> bool | None:
        """Whether at least a tenth of what was possible was missed; equality counts. None: nothing was."""
        return PERSISTENT_ONE_IN * self.absence >= self.possible if self.possible else None

    @property
    def severe(self) -> bool | None:
        return SEVERE_ONE_IN * self.absence >= self.possible if self.possible else None

    def percent(self, part: int) -> str | None:
        """``part`` of the possible half-days, as text; None where none were possible."""
        return percent_text(part, self.possible)


def count_rates(counts: Iterable[tuple[Category, int]]) -> Rates:
    """Rates from half-days counted by category. Categories outside *possible* leave no trace."""
    attendance = authorised = unauthorised = 0
    for category, count in counts:
        if category in ATTENDED:
            attendance += count
        elif category is Category.AUTHORISED:
            authorised += count
        elif category is Category.UNAUTHORISED:
            unauthorised += count
    return Rates(attendance, authorised, unauthorised)


def pool(rates: Iterable[Rates]) -> Rates:
    """A group's rates: half-days pooled, never the mean of percentages."""
    return sum(rates, Rates())


def how_many(rates: Iterable[Rates]) -> tuple[int, int]:
    """How many of these pupils are persistently and how many severely absent."""
    pupils = tuple(rates)
    return sum(bool(pupil.persistent) for pupil in pupils), sum(bool(pupil.severe) for pupil in pupils)


def rates_of_letters(codes: Codes, counts: Iterable[tuple[str, str]]) -> Rates:
    """Rates from a sheet. A code may come twice; a withdrawn one counts as in its time."""
    return count_rates((_category(codes, letter), _whole(letter, count)) for letter, count in counts)


def _category(codes: Codes, letter: str) -> Category:
    code = codes.lettered(letter)
    if code is None:
        raise Refused("code_unknown", letter=letter)
    return code.category


def _whole(letter: str, count: str) -> int:
    text = count.strip()
    if not (text.isascii() and text.isdigit()):
        raise Refused("count_not_whole", letter=letter, count=count)
    return int(text)
