"""The same questions asked the naive way: dates as text, unencrypted, counted in Python."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median_low

from app.office import Office
from tests.kit.record import peek


class Naive:
    """A plain SQLite file of the same marks, as a first attempt would keep them."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    @classmethod
    def of(cls, office: Office, path: Path) -> Naive:
        """Copy the standing marks of a record, once."""
        if not path.exists():
            part = path.with_suffix(".part")
            part.unlink(missing_ok=True)
            with sqlite3.connect(part) as plain:
                plain.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, pupil TEXT, date TEXT, slot TEXT, "
                              "measure TEXT, moment TEXT, value TEXT)")  # fmt: skip
                rows = peek(office, "SELECT pupil_id, day, slot_id, measure_id, moment_no, value FROM mark "
                            "WHERE replaced_by IS NULL")  # fmt: skip
                plain.executemany(
                    "INSERT INTO mark (pupil, date, slot, measure, moment, value) VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        (
                            str(pupil),
                            date.fromordinal(day).isoformat(),
                            str(slot),
                            str(measure),
                            str(no),
                            str(value),
                        )
                        for pupil, day, slot, measure, no, value in rows
                    ),
                )
                plain.execute("CREATE INDEX by_pupil ON mark (pupil)")
            part.rename(path)
        return cls(path)

    def rates(self, first: date, last: date, pupil: int | None = None) -> dict[str, float]:
        """Attendance of everybody, or of one, by pupil."""
        where = "measure = '3'" + ("" if pupil is None else f" AND pupil = '{pupil}'")
        here: dict[str, int] = defaultdict(int)
        possible: dict[str, int] = defaultdict(int)
        for row in self._connection.execute(f"SELECT pupil, date, value FROM mark WHERE {where}"):
            if first <= date.fromisoformat(row[1]) <= last:
                possible[row[0]] += 1
                here[row[0]] += row[2] in {"1", "2", "3", "4", "8"}
        return {who: 100 * here[who] / possible[who] for who in possible}

    def journey(self, pupil: int) -> dict[date, tuple[int, int, int]]:
        """The usual, best and lowest rung of each week, and the scores, of one pupil."""
        rungs: dict[date, list[int]] = defaultdict(list)
        scores: dict[date, list[int]] = defaultdict(list)
        for row in self._connection.execute(
            "SELECT date, measure, value FROM mark WHERE pupil = ?", (str(pupil),)
        ):
            day = date.fromisoformat(row[0])
            monday = day - timedelta(days=day.weekday())
            if row[1] == "1":
                rungs[monday].append(int(row[2]))
            elif int(row[1]) >= 100 and row[2] != "-1":
                scores[monday].append(int(row[2]))
        assert scores
        return {monday: (median_low(found), max(found), min(found)) for monday, found in rungs.items()}

    def register(self, pupils: list[int], day: date) -> dict[str, list[tuple[str, ...]]]:
        """What stands for these pupils on a day, and where each was seen last."""
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        last: dict[str, date] = {}
        listed = ", ".join(f"'{pupil}'" for pupil in pupils)
        for row in self._connection.execute(f"SELECT * FROM mark WHERE pupil IN ({listed})"):
            on = date.fromisoformat(row[2])
            if on == day:
                found[row[1]].append(row)
            elif row[4] == "1" and on < day:
                last[row[1]] = max(last.get(row[1], on), on)
        return found

    def save(self, rows: list[tuple[str, ...]]) -> None:
        """Each value by itself, as it is typed."""
        for row in rows:
            self._connection.execute(
                "INSERT INTO mark (pupil, date, slot, measure, moment, value) VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def close(self) -> None:
        self._connection.close()
