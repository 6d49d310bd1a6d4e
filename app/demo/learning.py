"""Writes down what each week brought: steps made, a step lost, a step there again."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final

from app.core.ids import AchievementId, NodeId, PupilId
from app.demo.house import House
from app.demo.life import Life
from app.demo.roll import Roll
from app.rooms import curriculum
from app.rooms.curriculum import NewAchievement

END_OF_WEEK: Final = 15 * 60 + 40
LOST: Final = "Not there this week. It will come again"


class Learning:
    """Logs the steps of a week, one command for each key adult."""

    def __init__(self, house: House, roll: Roll, lives: tuple[Life, ...], seed: int) -> None:
        self._house, self._roll, self._lives = house, roll, lives
        self._random = Random(f"learning {seed}")
        self._rows: dict[tuple[int, str], AchievementId] = {}

    def end_week(self, week: int, days: tuple[date, ...]) -> None:
        """Everything that the adults log before they go home at the end of a week."""
        self._house.clock.set(days[-1], END_OF_WEEK)
        logged: dict[str, list[tuple[int, str, date]]] = {}
        for number in self._roll.pupils:
            lesson = self._roll.paths[number].week(week)
            codes = [*lesson.made, *([lesson.regained] if lesson.regained else [])]
            mine = logged.setdefault(self._lives[number].key_adult, [])
            mine += [(number, code, self._random.choice(days)) for code in codes]
            if lesson.lost is not None:
                self._lose(number, lesson.lost, days[0])
        for adult, lines in sorted(logged.items()):
            if lines:
                self._log(adult, lines)

    def _log(self, adult: str, lines: list[tuple[int, str, date]]) -> None:
        wanted = tuple(
            NewAchievement(self._pupil(number), self._node(code), on) for number, code, on in lines
        )
        first = self._house.offices[adult].execute(curriculum.RecordAchievements(wanted)).new_id
        assert first is not None
        for place, (number, code, _) in enumerate(lines):
            self._rows[number, code] = AchievementId(first + place)

    def _lose(self, number: int, code: str, day: date) -> None:
        row = self._rows.pop((number, code), None)
        if row is not None:
            office = self._house.offices[self._lives[number].key_adult]
            office.execute(curriculum.VoidAchievements((row,), LOST, day))

    def _pupil(self, number: int) -> PupilId:
        return self._roll.pupils[number]

    def _node(self, code: str) -> NodeId:
        return self._house.nodes[code]
