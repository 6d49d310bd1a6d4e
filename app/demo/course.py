"""How a life goes day by day: which visits there were, how far each came, what was seen of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final

from app.demo.life import Life, Phase
from app.demo.terms import SchoolWeeks
from app.demo.timetable import GROUPS, PIECES, Piece, is_for

ON_SITE_SUPERVISED: Final = 7
ASKS_SEEN: Final = 1
OUTCOMES: Final = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """What is written of one pupil in one slot.

    ``step`` is None where nobody came or was there to come; ``before`` is an earlier moment of the same
    visit; ``scores`` are by outcome, −1 what nobody could observe; ``code`` the letter a person sets.
    """

    pupil: int
    step: int | None
    before: int | None = None
    not_observed: bool = False
    seen: bool | None = None
    scores: tuple[int | None, ...] = ()
    code: str = ""
    later_code: str = ""
    note: str = ""


Day = dict[Piece, list[Visit]]


class Course:
    """All lives side by side, day by day. The same seed gives the same days."""

    def __init__(
        self, lives: tuple[Life, ...], weeks: SchoolWeeks, open_days: frozenset[date], seed: int
    ) -> None:
        self._lives, self._weeks, self._open = lives, weeks, open_days
        self._random = [Random(f"{seed} {life.surname}") for life in lives]
        self._made = [0] * len(lives)
        self._phase: list[int | None] = [None] * len(lives)

    def phase(self, pupil: int, week: int) -> Phase | None:
        """The phase of a life that a week lies in; None where the pupil is not here."""
        number = self._lives[pupil].phase_in(week)
        return None if number is None else self._lives[pupil].phases[number]

    def days(self) -> Iterator[tuple[int, date, Day]]:
        """Every open day in order, with the number of its week and what happens in each slot."""
        for week, monday in self._weeks.numbered():
            ill = [self._illness(pupil) for pupil in range(len(self._lives))]
            for day in self._weeks.days(monday):
                if day in self._open:
                    yield week, day, self._day(week, day, ill)

    def _illness(self, pupil: int) -> frozenset[int]:
        """The weekdays of one week on which a pupil is ill: seldom any."""
        random = self._random[pupil]
        if random.random() >= 0.04:
            return frozenset()
        first, length = random.randrange(5), random.choice((1, 1, 2, 3))
        return frozenset(range(first, min(5, first + length)))

    def _day(self, week: int, day: date, ill: list[frozenset[int]]) -> Day:
        found: Day = defaultdict(list)
        for pupil, life in enumerate(self._lives):
            number = life.phase_in(week)
            if number is None:
                continue
            phase, group = life.phases[number], group_of(pupil)
            if number != self._phase[pupil]:
                self._phase[pupil], self._made[pupil] = number, 0
            pieces = [
                piece
                for piece in PIECES
                if piece.weekday == day.weekday() and is_for(piece, phase.days, group)
            ]
            pieces.sort(key=lambda piece: piece.start)
            away = day.weekday() in ill[pupil]
            for piece, visit in zip(pieces, self._visits(pupil, phase, pieces, ill=away), strict=True):
                found[piece].append(visit)
        return found

    def _visits(self, pupil: int, phase: Phase, pieces: list[Piece], *, ill: bool) -> list[Visit]:
        random = self._random[pupil]
        visits = [Visit(pupil, None) if ill else self._visit(pupil, phase, random) for _ in pieces]
        return _coded(visits, pieces, "I" if ill else self._lives[pupil].away_code, random)

    def _visit(self, pupil: int, phase: Phase, random: Random) -> Visit:
        first = self._made[pupil] == 0
        if not first and random.random() < 0.015:
            return Visit(pupil, None, not_observed=True)
        step = phase.step(self._made[pupil])
        self._made[pupil] += 1
        before = None
        if step >= 1 and random.random() < 0.1:
            before = max(0, step - random.choice((1, 1, 2)))
        seen = None
        if ASKS_SEEN in (step, before):
            seen = not phase.unseen and random.random() < 0.5
        return Visit(
            pupil,
            step,
            before,
            seen=seen,
            scores=_scores(step, phase, random),
            note=phase.note if first else "",
        )


def group_of(pupil: int) -> str:
    """The first dozen are one group, the next the other."""
    return GROUPS[pupil // 12 % len(GROUPS)]


def _scores(step: int, phase: Phase, random: Random) -> tuple[int | None, ...]:
    """A score for each outcome: higher the further somebody came, and unsure at a closed door."""
    if step <= ASKS_SEEN:
        return tuple(-1 if random.random() < 0.8 else 0 for _ in range(OUTCOMES))
    middle = step * 0.36 - (0.8 if phase.hard else 0) + 0.35
    return tuple(
        -1 if random.random() < 0.06 else min(4, max(0, round(middle + random.uniform(-0.9, 0.9))))
        for _ in range(OUTCOMES)
    )


def _coded(visits: list[Visit], pieces: list[Piece], away: str, random: Random) -> list[Visit]:
    """For each half-day without a visit on site, the code that a person sets in its first slot."""
    done = list(visits)
    for half in dict.fromkeys(piece.half_day for piece in pieces):
        places = [place for place, piece in enumerate(pieces) if piece.half_day is half]
        if any((visits[place].step or 0) >= ON_SITE_SUPERVISED for place in places):
            continue
        unexplained = away == "O" and random.random() < 0.05
        code, later = ("N", random.choice(("O", "I", "M"))) if unexplained else (away, "")
        done[places[0]] = replace(done[places[0]], code=code, later_code=later)
    return done
