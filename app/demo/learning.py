"""Writes down what each week brought: steps made, a step lost, a step there again."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final

from app.core.ids import AchievementId
from app.demo.house import House
from app.demo.roll import Roll
from app.office import Office
from app.rooms import curriculum
from app.rooms.curriculum import NewAchievement

END_OF_WEEK: Final = 15 * 60 + 40
TURNS: Final = ("Priya Shah", "Gwen Sutcliffe", "Tom Reed", "Ada Brennan", "Leon Baptiste", "Sian Powys")
LOST: Final = "Not there this week. It will come again"


class Learning:
    """Logs the steps of a week in one command: the adults take it in turns to write the week up."""

    def __init__(self, house: House, roll: Roll, seed: int) -> None:
        self._house, self._roll = house, roll
        self._random = Random(f"learning {seed}")
        self._rows: dict[tuple[int, str], AchievementId] = {}

    def end_week(self, week: int, days: tuple[date, ...]) -> None:
        """Everything that is logged before the adults go home at the end of a week."""
        self._house.clock.set(days[-1], END_OF_WEEK)
        office = self._house.offices[TURNS[week % len(TURNS)]]
        lines: list[tuple[int, str, date]] = []
        for number in self._roll.pupils:
            lesson = self._roll.paths[number].week(week)
            codes = [*lesson.made, *([lesson.regained] if lesson.regained else [])]
            lines += [(number, code, self._random.choice(days)) for code in codes]
            row = self._rows.pop((number, lesson.lost), None) if lesson.lost else None
            if row is not None:
                office.execute(curriculum.VoidAchievements((row,), LOST, days[0]))
        if lines:
            self._log(office, lines)

    def _log(self, office: Office, lines: list[tuple[int, str, date]]) -> None:
        pupils, nodes = self._roll.pupils, self._house.nodes
        wanted = tuple(NewAchievement(pupils[number], nodes[code], on) for number, code, on in lines)
        first = office.execute(curriculum.RecordAchievements(wanted)).new_id
        assert first is not None
        for place, (number, code, _) in enumerate(lines):
            self._rows[number, code] = AchievementId(first + place)
