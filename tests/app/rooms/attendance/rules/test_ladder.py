"""The ladder keeps its integers and its facts; several moments come to best, last and typical."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Moment, Seen
from tests.kit.shipped import content

LADDER = {rung.number: rung for rung in rules.read_ladder(content("ladder_default.csv"))}
TODAY = date(2026, 11, 23)


def test_the_ten_shipped_rungs_carry_their_four_facts():
    assert list(LADDER) == list(range(10))
    assert [number for number, rung in LADDER.items() if rung.heard] == list(range(1, 10))
    assert [number for number, rung in LADDER.items() if rung.seen is Seen.YES] == list(range(3, 10))
    assert [number for number, rung in LADDER.items() if rung.seen is Seen.ASK] == [1]
    assert [number for number, rung in LADDER.items() if rung.on_site] == [6, 7, 8, 9]
    assert [number for number, rung in LADDER.items() if rung.supervised] == [7, 8, 9]
    rules.check_ladder(list(LADDER.values()))


@pytest.mark.parametrize(
    ("number", "asked", "seen"),
    [(1, None, False), (1, False, False), (1, True, True), (2, True, False), (3, None, True)],
)
def test_where_seen_is_asked_silence_means_not_seen(number, asked, seen):
    assert LADDER[number].was_seen(asked) is seen


def changed(rung: int, **facts: object) -> rules.Rung:
    return dataclasses.replace(LADDER[rung], **facts)


def test_facts_changed_later_hold_from_their_day():
    before = changed(2, to_day=date(2026, 10, 31))
    after = changed(2, from_day=date(2026, 11, 1), seen=Seen.YES)
    assert rules.rung_on([after, before], 2, date(2026, 10, 31)) is before
    assert rules.rung_on([after, before], 2, date(2026, 11, 1)) is after
    assert rules.rung_on([after], 2, date(2026, 10, 31)) is None
    assert rules.rung_on([after], 3, TODAY) is None


@pytest.mark.parametrize(
    ("rungs", "retired", "code"),
    [
        ([LADDER[0], LADDER[1]], (), "ladder_too_short_or_long"),
        ([*LADDER.values(), LADDER[9]], (), "ladder_too_short_or_long"),
        ([LADDER[0], LADDER[1], LADDER[1]], (), "rung_number_twice"),
        ([LADDER[0], LADDER[1], LADDER[5]], (5,), "rung_number_used_before"),
        ([LADDER[0], LADDER[1], changed(2, number=10)], (), "rung_has_no_key"),
        ([LADDER[0], LADDER[1], changed(2, child=" ")], (), "rung_without_words"),
    ],
)
def test_a_ladder_that_could_mislead_is_refused(rungs, retired, code):
    with pytest.raises(Refused) as refusal:
        rules.check_ladder(rungs, retired=retired)
    assert refusal.value.code == code


def test_three_rungs_are_enough():
    rules.check_ladder([LADDER[0], LADDER[5], LADDER[9]], retired={3})


def at(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour, tzinfo=UTC)


def test_best_last_and_typical_of_several_moments():
    moments = [Moment(3, 4, at(11)), Moment(2, 6, at(10)), Moment(1, 2), Moment(4, 5, at(12))]
    assert rules.sum_up(moments) == rules.Moments(best=6, last=5, typical=4, n=4)
    assert rules.sum_up([]) is None


@given(
    st.lists(st.builds(Moment, st.integers(1, 9), st.integers(0, 9), st.sampled_from([None, at(9), at(10)])))
)
def test_the_last_moment_is_the_latest_by_time(moments):
    ordered = rules.in_time(moments)
    assert sorted(ordered, key=repr) == sorted(moments, key=repr)
    timed = [moment.at for moment in ordered if moment.at]
    assert timed == sorted(timed)
    assert all(moment.at is None for moment in ordered[: len(ordered) - len(timed)])
