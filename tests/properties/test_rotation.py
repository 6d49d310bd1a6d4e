"""R-20b: over any history of copies, clock jumps and failures the tiers keep what they promise."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from app.store.rotation import BORNE_OUT, DAYS, MONTHS, WEEKS, Copy, given_up, may_rotate
from tests.kit.told import Tell
from tests.kit.volume import how_many

START = datetime(2026, 1, 5, 8, tzinfo=UTC)


def history(chance: random.Random) -> tuple[list[Copy], datetime, tuple[date, ...]]:
    """Copies as a provision makes them, rotated as it goes, with a clock that may jump."""
    now = START
    kept: list[Copy] = []
    ends = tuple(START.date() + timedelta(days=45 * n) for n in range(1, 10))
    for number in range(chance.randrange(3, 32)):
        now += chance.choice(
            (
                timedelta(minutes=30),
                timedelta(hours=5),
                timedelta(days=1),
                timedelta(days=chance.randrange(1, 40)),
                timedelta(days=-chance.randrange(0, 3)),
                timedelta(days=chance.choice((0, 0, 0, 0, 0, 400, 1830, -400, -1830))),
            )
        )
        kept.append(Copy(f"c{number}", now, chance.random() < 0.9, chance.random() < 0.05))
        gone = given_up(kept, now, ends)
        check(kept, gone, now)
        kept = [copy for copy in kept if copy.name not in gone]
    return kept, now, ends


def check(copies: list[Copy], gone: frozenset[str], now: datetime) -> None:
    verified = [copy for copy in copies if copy.verified]
    if verified:
        newest = max(verified, key=lambda copy: (copy.at, copy.name))
        assert newest.name not in gone, "the newest verified copy was given up"
    left = [copy for copy in copies if copy.name not in gone]
    assert left, "every copy was given up"
    long, short = now - timedelta(days=31 * 13 + 1), now - timedelta(days=30 * 13)
    if len({copy.at.date() for copy in copies if short <= copy.at <= now}) >= BORNE_OUT:
        old = [copy for copy in left if copy.at < long]
        assert len(old) <= 1, "something older than 13 months was kept beside the newest"
    elif len({copy.at.date() for copy in copies if long <= copy.at <= now}) < BORNE_OUT:
        earlier = {copy.at.date() for copy in copies if copy.at <= now and copy.verified}
        here = {copy.at.date() for copy in left if copy.at <= now}
        assert len(here) >= min(DAYS, len(earlier)), "a clock alone took the history"
    day = [copy for copy in copies if now - timedelta(days=1) < copy.at <= now]
    assert all(copy.name not in gone for copy in day), "a copy of the last day was given up"


def test_every_history_keeps_its_promises(tell: Tell) -> None:
    count = how_many(10_000, soak=100_000)
    chance = random.Random(20)
    for _ in range(count):
        history(chance)
    tell("R-20b", f"{count:,} histories of copies, clock jumps and failures: 0 violations")


def test_a_year_of_daily_copies_leaves_days_weeks_and_months() -> None:
    now = datetime(2026, 12, 30, 16, tzinfo=UTC)
    copies = [Copy(f"d{n}", now - timedelta(days=n), True) for n in range(365)]
    left = {copy.name for copy in copies} - given_up(copies, now)
    assert {f"d{n}" for n in range(DAYS)} <= left
    assert len(left) <= DAYS + WEEKS + MONTHS
    assert any(int(name[1:]) > 200 for name in left)


def test_a_clock_five_years_ahead_takes_no_history_until_days_of_work_bear_it_out() -> None:
    now = datetime(2026, 12, 30, 16, tzinfo=UTC)
    copies = [Copy(f"d{n}", now - timedelta(days=n), True) for n in range(60)]
    ahead = datetime(2031, 12, 30, 16, tzinfo=UTC)
    for day in range(BORNE_OUT - 1):
        copies.append(Copy(f"ahead{day}", ahead + timedelta(days=day), True))
        gone = given_up(copies, copies[-1].at)
        copies = [copy for copy in copies if copy.name not in gone]
        real = {copy.at.date() for copy in copies if copy.name.startswith("d")}
        assert len(real) >= DAYS - 1 - day
    gone = given_up(copies, now + timedelta(hours=1))  # and put right again
    assert {copy.name for copy in copies if copy.name in gone} == set()
    copies.append(Copy("last", ahead + timedelta(days=BORNE_OUT), True))
    assert {copy.name for copy in copies if copy.name.startswith("d")} <= given_up(copies, copies[-1].at)


def test_the_last_copy_before_a_half_term_ended_is_kept() -> None:
    now = datetime(2026, 12, 30, 16, tzinfo=UTC)
    copies = [Copy(f"d{n}", now - timedelta(days=n), True) for n in range(365)]
    end = date(2026, 5, 22)
    expected = next(copy for copy in copies if copy.at.date() == end)
    assert expected.name in given_up(copies, now)
    assert expected.name not in given_up(copies, now, (end,))


@pytest.mark.parametrize(("before", "now", "may"), [(None, 0, True), (1000, 951, True), (1000, 949, False)])
def test_nothing_is_given_up_while_rows_fell(before: int | None, now: int, may: bool) -> None:
    assert may_rotate(before, now) is may
