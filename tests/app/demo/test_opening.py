"""Looking round: the invented provision is made where it is not there, and opened with its own password."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.core.clock import ENGLAND
from app.core.errors import Cancelled
from app.core.jobs import Silent
from app.demo import PASSWORD, opening
from app.demo.terms import last_school_day
from installer import tasks
from tests.kit.clock import SetClock
from tests.kit.record import peek


def test_the_task_and_the_program_know_one_password() -> None:
    assert tasks.DEMO_PASSWORD == PASSWORD


def test_it_is_made_once_and_opened_with_the_head_signed_in(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PUPILS", 1)
    monkeypatch.setattr(opening, "YEARS", 1)
    clock = SetClock(datetime(2026, 8, 12, 11, 0, tzinfo=ENGLAND))
    folder = tmp_path / "looked" / "Hillside Outreach"
    opened = opening.make_and_open(folder, clock, Silent())
    ((last,),) = peek(opened.office, "SELECT max(day) FROM mark")
    ref = opened.record.ref
    opened.close()
    assert last <= last_school_day(clock.today()).toordinal()
    again = opening.make_and_open(folder, clock, Silent())
    assert again.record.ref == ref
    assert again.record.invented
    again.close()


class StopsAt:
    """Somebody who presses Stop after so many weeks."""

    def __init__(self, weeks: int) -> None:
        self.weeks, self.told = weeks, []

    def step(self, done: int, total: int, label: str = "") -> None:
        self.told.append((done, total))
        if done >= self.weeks:
            raise Cancelled("cancelled")


def test_stopped_half_way_nothing_is_left(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PUPILS", 1)
    monkeypatch.setattr(opening, "YEARS", 1)
    folder = tmp_path / "looked" / "Hillside Outreach"
    progress = StopsAt(3)
    with pytest.raises(Cancelled):
        opening.make_and_open(folder, SetClock(), progress)
    assert [done for done, _ in progress.told] == [0, 1, 2, 3]
    assert all(total > 30 for _, total in progress.told)
    assert list(folder.parent.iterdir()) == []
