"""What a written life is made of: who a pupil is, and what their weeks were like one after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.core.period import year_starting


class Days(StrEnum):
    """How much of the week a pupil is expected for."""

    HOME = "home"
    MORNINGS = "mornings"
    DAYS = "days"
    FULL = "full"


PATTERNS: Final[dict[int, tuple[int, ...]]] = {
    6: (0, 0, -1, 0, 1, -1, 0, 0, -1),
    7: (0, 0, -1, 0, 1, 0, 0, -1, 0),
    8: (0, 0, 1, 0, 0, -1, 0, 0, 0),
    9: (0, 0, 0, 1, 0, 0, 0, 0, 0),
}
"""How nine visits in a row lie around the usual, by how many of them reach it. It goes round and round."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Some weeks of term in which a pupil usually came so far. A hard phase has no better visit in it.

    ``of_nine`` is how many of nine visits reach the usual; ``learns`` how many steps are made in a
    week, in halves; ``note`` what somebody wrote beside the first visit.
    """

    weeks: int
    usual: int
    days: Days
    of_nine: int = 7
    learns: int = 2
    hard: bool = False
    unseen: bool = False
    note: str = ""

    def step(self, visit: int) -> int:
        """How far the pupil came on that visit of the phase, the first being nought."""
        swing = 0 if self.hard else PATTERNS[self.of_nine][visit % 9]
        return min(9, max(0, self.usual + swing))


def hard(weeks: int, usual: int, days: Days, note: str, *, unseen: bool = False) -> Phase:
    """Some weeks of smaller steps."""
    return Phase(weeks, usual, days, learns=0, hard=True, unseen=unseen, note=note)


@dataclass(frozen=True, slots=True)
class Fall:
    """A dip that the life tells of: from which usual to which, in which week, and from which it was over."""

    before: int
    during: int
    week: int
    over: int | None


@dataclass(frozen=True, slots=True)
class Says:
    """What the life says that the record must then show: the usual at first and at last, and each dip."""

    was: int
    now: int
    of_nine: int
    falls: tuple[Fall, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    """What keeps a pupil well."""

    life_critical: str = ""
    condition: str = ""
    allergy: str = ""
    medicine: str = ""
    medicine_place: str = ""
    everyday: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody around a pupil."""

    name: str
    relationship: str
    phone: str = ""
    told: bool | None = True
    collects: bool | None = True
    reason: str = ""
    document: str = ""
    responsible: bool = True
    address: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One pupil: five lines in words, and the same life as phases that the record is made from."""

    forename: str
    surname: str
    pronouns: str
    year: int
    born: tuple[int, int]
    sent_by: str
    key_adult: str
    started: int
    start: str
    events: str
    setbacks: str
    helped: str
    now: str
    phases: tuple[Phase, ...]
    says: Says
    subjects: tuple[str, ...]
    around: tuple[Around, ...]
    known_as: str = ""
    known_as_here: bool = False
    needs: str = ""
    care: Care = Care()
    likes: str = ""
    avoid: str = ""
    arrived_with: int = 4
    away_code: str = "O"
    left: int | None = None

    @property
    def lines(self) -> tuple[str, str, str, str, str]:
        """The life in five lines: starting point, events, setbacks, what helped, and now."""
        return (self.start, self.events, self.setbacks, self.helped, self.now)

    def birth_date(self, last_day: date) -> date:
        """Of the age that fits the year group on the last day."""
        september = year_starting(last_day).year
        month, day = self.born
        return date(september - self.year - (5 if month >= 9 else 4), month, day)

    def begins(self, number: int) -> int:
        """The week of term in which a phase begins."""
        return self.started + sum(phase.weeks for phase in self.phases[:number])

    def phase_in(self, week: int) -> int | None:
        """Which phase a week lies in; None before the life begins here and after it has left."""
        if self.left is not None and week > self.left:
            return None
        first = 0 if self.started == 0 else self.started
        if week < first and self.started > 0:
            return None
        for number in range(len(self.phases) - 1, -1, -1):
            if week >= self.begins(number):
                return number
        return 0
