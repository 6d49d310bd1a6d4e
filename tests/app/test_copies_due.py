"""When a copy of the record is due: judged by what it holds, and by a clock as far as it can be right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import bootstrap
from app.core.jobs import Silent
from app.rooms import keeping
from tests.kit.clock import SetClock


def change(opened: bootstrap.Opened, words: str) -> None:
    opened.office.execute(keeping.ChangeSetting("authority", words))


def copy(opened: bootstrap.Opened) -> None:
    opened.office.work(keeping.MakeBackup(), Silent())


def lines(opened: bootstrap.Opened) -> list[str]:
    return [item.code for item in opened.office.ask(keeping.BackupAge())]


def test_a_copy_is_due_half_an_hour_after_a_change_and_at_once_on_close(opened, clock: SetClock) -> None:
    assert bootstrap.is_backup_due(opened, clock)
    copy(opened)
    clock.move(days=2)
    assert not bootstrap.is_backup_due(opened, clock, on_close=True), "nothing changed"
    copy(opened)
    change(opened, "Fenland")
    clock.move(minutes=29)
    assert not bootstrap.is_backup_due(opened, clock)
    assert bootstrap.is_backup_due(opened, clock, on_close=True)
    clock.move(minutes=1)
    assert bootstrap.is_backup_due(opened, clock)


@pytest.mark.parametrize("years", [1, 5])
def test_a_copy_from_a_clock_set_ahead_holds_nothing_up_and_says_nothing(opened, clock, years) -> None:
    now = clock.now()
    copy(opened)
    change(opened, "Fenland")
    clock.set(now + timedelta(days=365 * years))
    copy(opened)
    clock.set(now + timedelta(days=8))
    assert not bootstrap.is_backup_due(opened, clock), "the copy from ahead holds all there is"
    change(opened, "Marshland")
    assert bootstrap.is_backup_due(opened, clock)
    assert "backup_due" in lines(opened)
    copy(opened)
    assert not bootstrap.is_backup_due(opened, clock, on_close=True)
    assert "backup_due" not in lines(opened)
    assert opened.office.ask(keeping.BackupStatus()).here == clock.now()


def test_with_no_copy_but_one_from_ahead_today_says_that_one_is_due(opened, clock: SetClock) -> None:
    now = clock.now()
    clock.set(now + timedelta(days=400))
    copy(opened)
    clock.set(now)
    assert "backup_due" in lines(opened)
    change(opened, "Fenland")
    assert bootstrap.is_backup_due(opened, clock)


def test_after_going_back_a_change_is_copied_though_an_older_copy_has_more_entries(opened, clock) -> None:
    """A restored record begins a branch: its numbers start again below those of the copies it came from."""
    copy(opened)
    for number in range(3):
        change(opened, f"{number}")
    clock.move(hours=1)
    copy(opened)
    opened.record.branch += 1
    clock.move(hours=1)
    assert bootstrap.is_backup_due(opened, clock)
