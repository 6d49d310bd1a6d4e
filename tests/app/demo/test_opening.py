"""Looking round: the invented provision is made where it is not there, and opened with its own password."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.core.clock import ENGLAND
from app.demo import PASSWORD, opening
from app.demo.terms import last_school_day
from installer import tasks
from tests.kit.clock import SetClock
from tests.kit.record import peek

pytestmark = pytest.mark.xdist_group("invented")


def test_the_task_and_the_program_know_one_password() -> None:
    assert tasks.DEMO_PASSWORD == PASSWORD


def test_it_is_made_once_and_opened_with_the_head_signed_in(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PUPILS", 1)
    monkeypatch.setattr(opening, "YEARS", 1)
    clock = SetClock(datetime(2026, 8, 12, 11, 0, tzinfo=ENGLAND))
    folder = tmp_path / "looked" / "Hillside Outreach"
    opened = opening.make_and_open(folder, clock)
    ((last,),) = peek(opened.office, "SELECT max(day) FROM mark")
    ref = opened.record.ref
    opened.close()
    assert last <= last_school_day(clock.today()).toordinal()
    again = opening.make_and_open(folder, clock)
    assert again.record.ref == ref
    assert again.record.invented
    again.close()
