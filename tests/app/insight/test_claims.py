"""What a journey may claim, held against plain statements of each rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.period import monday_of
from app.insight import claims
from app.insight.claims import Dip, DipRule, HasReached, Headline, Rule, Visit, WeekOfRungs
from app.rooms.attendance import RungMoment

MONDAY = date(2026, 9, 7)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def walk(steps: list[int]) -> tuple[Visit, ...]:
    """One visit a day."""
    return tuple(Visit(day(n), 600, 3, step, step, step) for n, step in enumerate(steps))


def at(number: int, hour: int) -> datetime:
    return datetime(2026, 9, 7, hour, tzinfo=UTC) + timedelta(days=number)


def moment(number: int, rung: int, at: datetime | None = None) -> RungMoment:
    return RungMoment(day(0), 3, 600, number, rung, at, heard=True, seen=True)


# --- visits and weeks


def test_the_step_of_a_visit_is_its_last_moment_by_time():
    moments = [
        moment(1, rung=6, at=at(0, 11)),
        moment(2, rung=4, at=at(0, 12)),
        moment(3, rung=2, at=at(0, 10)),
        moment(4, rung=9),
        RungMoment(day(0), 5, 540, 1, 1, None, heard=True, seen=True),
    ]
    assert claims.visits(moments) == (Visit(day(0), 540, 5, 1, 1, 1), Visit(day(0), 600, 3, 4, 9, 2))


def test_a_week_shows_the_lower_median_of_its_visits_and_the_range_of_all_moments():
    made = (
        Visit(day(0), 600, 3, step=2, best=7, lowest=2),
        Visit(day(1), 600, 3, step=5, best=5, lowest=0),
        Visit(day(14), 600, 3, step=3, best=3, lowest=3),
    )
    assert claims.weeks(made, seen_on=[day(1)]) == (
        WeekOfRungs(day(0), usual=2, best=7, lowest=0, n=2, seen=True),
        WeekOfRungs(day(7), usual=None, best=None, lowest=None, n=0, seen=None),
        WeekOfRungs(day(14), usual=3, best=3, lowest=3, n=1, seen=False),
    )


def test_a_week_in_which_somebody_saw_the_child_without_a_visit_says_so():
    lane = claims.weeks(walk([3]), seen_on=[day(8)])
    assert [(week.n, week.seen) for week in lane] == [(1, False), (0, True)]
    assert claims.weeks_not_seen(lane) == (MONDAY,)


def test_without_marks_there_are_no_weeks():
    assert claims.weeks(()) == ()


MOMENTS = st.builds(
    RungMoment,
    day=st.integers(0, 60).map(day),
    slot=st.integers(3, 5),
    start_minute=st.sampled_from([540, 600]),
    number=st.integers(1, 3),
    rung=st.integers(0, 9),
    at=st.none(),
    heard=st.booleans(),
    seen=st.booleans(),
)


@given(st.lists(MOMENTS, max_size=60))
def test_no_visit_is_lost_between_the_marks_and_the_weeks(moments):
    made = claims.visits(moments)
    assert len(made) == len({(moment.day, moment.start_minute, moment.slot) for moment in moments})
    assert [visit.day for visit in made] == sorted(visit.day for visit in made)
    lane = claims.weeks(made)
    assert sum(week.n for week in lane) == len(made)
    assert [week.week for week in lane] == [
        MONDAY + timedelta(days=7 * n)
        for n in range(
            (monday_of(made[0].day) - MONDAY).days // 7 if made else 0,
            (monday_of(made[-1].day) - MONDAY).days // 7 + 1 if made else 0,
        )
    ]
    assert all(week.n == 0 or week.lowest <= week.usual <= week.best for week in lane)


# --- the headline


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], Headline(Rule.GETTING_TO_KNOW, 0, 0, None)),
        ([9] * 7, Headline(Rule.GETTING_TO_KNOW, 0, 7, None)),
        ([6] * 8, Headline(Rule.USUALLY, 8, 8, 6)),
        ([6] * 7 + [4, 9], Headline(Rule.USUALLY, 8, 9, 6)),
        ([6] * 6 + [4] * 3, Headline(Rule.USUALLY, 6, 9, 6)),  # six of nine is two of three
        ([6] * 5 + [4] * 4, Headline(Rule.USUALLY, 9, 9, 4)),
        ([6] * 5 + [4] * 3, Headline(Rule.USUALLY, 8, 8, 4)),  # five of eight is less
        ([9] * 20 + [1] * 9, Headline(Rule.USUALLY, 9, 9, 1)),
        ([0] * 9, Headline(Rule.USUALLY, 9, 9, 0)),
    ],
)
def test_the_headline_is_the_highest_rung_of_two_in_three_of_the_last_nine(steps, found):
    assert claims.headline(walk(steps)) == found


@given(st.lists(st.integers(0, 9), min_size=8, max_size=30))
def test_no_higher_rung_could_have_been_claimed(steps):
    found = claims.headline(walk(steps))
    last = steps[-9:]
    assert found.n == len(last)
    assert found.rung is not None
    assert found.k == sum(step >= found.rung for step in last)
    assert 3 * found.k >= 2 * found.n
    for higher in range(found.rung + 1, 10):
        assert 3 * sum(step >= higher for step in last) < 2 * found.n


def test_a_single_best_is_said_as_reached_and_never_as_usual():
    made = (*walk([3] * 9), Visit(day(9), 600, 3, step=3, best=6, lowest=3), *walk([3]))
    assert claims.headline(made).rung == 3
    assert claims.has_reached(made, 3) == HasReached(6, day(9))
    assert claims.has_reached(made, 6) is None
    assert claims.has_reached((), None) is None
    assert claims.has_reached(made, None) is None


# --- dips


def dips_of(steps: list[int]) -> list[tuple[DipRule, int, int | None]]:
    """Each dip as rule, the visit it began with, the visit of recovery."""
    return [
        (dip.rule, (dip.began - MONDAY).days, (dip.recovered - MONDAY).days if dip.recovered else None)
        for dip in claims.dips(walk(steps))
    ]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([6] * 7 + [0], []),  # seven visits before it: still getting to know
        ([6] * 8 + [4], [(DipRule.FAR_BELOW, 8, None)]),
        ([6] * 8 + [5], []),
        ([6] * 8 + [5, 5], []),
        ([6] * 8 + [5, 5, 5], [(DipRule.IN_A_ROW, 8, None)]),
        ([6] * 8 + [5, 5, 6, 5, 5], []),
        ([6] * 8 + [3, 4, 5, 6], [(DipRule.FAR_BELOW, 8, 11)]),
        ([6] * 8 + [5, 5, 5, 5, 6, 6], [(DipRule.IN_A_ROW, 8, 12)]),
        # Eight visits 4 4 4 6 6 6 6 6: the quartile is 4, the lower median 6.
        ([4, 4, 4, 6, 6, 6, 6, 6, 2, 4, 5, 6], [(DipRule.FAR_BELOW, 8, 11)]),
        ([4, 4, 6, 6, 6, 6, 6, 6, 3], []),
        # Only the twenty visits before count: those at 2 are forgotten, and 4 is small again.
        ([2] * 30 + [6] * 20 + [4], [(DipRule.FAR_BELOW, 50, None)]),
        ([2] * 30 + [6] * 14 + [4], []),
        # Twenty, not nineteen and not twenty-one.
        ([2] * 5 + [6] * 15 + [4], []),
        ([9] + [2] * 5 + [6] * 15 + [4], []),
        # Three in a row are held against the visits before the first of them.
        ([5] + [6] * 7 + [5, 5, 5], [(DipRule.IN_A_ROW, 8, None)]),
        # Steps that stay smaller are one dip, not one after another.
        ([9] * 30 + [5] * 20 + [4], [(DipRule.FAR_BELOW, 30, None)]),
        # A second dip, after the first was recovered from.
        ([6] * 8 + [2, 6] + [6] * 3 + [2, 6], [(DipRule.FAR_BELOW, 8, 9), (DipRule.FAR_BELOW, 13, 14)]),
    ],
)
def test_a_dip_is_against_the_childs_own_visits_and_ends_with_the_recovery(steps, found):
    assert dips_of(steps) == found


def test_a_dip_carries_every_figure_it_is_said_with():
    steps = [4, 5, 6, 6, 6, 6, 7, 7, 3, 1, 2, 6]
    assert claims.dips(walk(steps)) == (
        Dip(
            rule=DipRule.FAR_BELOW,
            began=day(8),
            quartile=5,
            before=6,
            during=2,
            visits=3,
            recovered=day(11),
        ),
    )


def quartile(steps: list[int]) -> int:
    return sorted(steps)[(len(steps) + 3) // 4 - 1]


def median(steps: list[int]) -> int:
    return sorted(steps)[(len(steps) + 1) // 2 - 1]


@given(st.lists(st.integers(0, 9), max_size=60))
def test_every_dip_obeys_the_rule_it_names_and_every_recovery_is_the_first(steps):
    last_end = 0
    for dip in claims.dips(walk(steps)):
        began = (dip.began - MONDAY).days
        before = steps[max(0, began - 20) : began]
        end = (dip.recovered - MONDAY).days if dip.recovered else len(steps)
        assert len(before) >= 8
        assert began >= last_end
        assert (dip.quartile, dip.before) == (quartile(before), median(before))
        fires = began if dip.rule is DipRule.FAR_BELOW else began + 2
        if dip.rule is DipRule.FAR_BELOW:
            assert steps[began] <= dip.quartile - 2
        else:
            assert all(step < dip.quartile for step in steps[began : began + 3])
        assert all(step < dip.before for step in steps[fires + 1 : end])
        assert end == len(steps) or steps[end] >= dip.before
        assert (dip.visits, dip.during) == (end - began, median(steps[began:end]))
        last_end = end


@given(st.lists(st.integers(0, 9), max_size=40))
def test_outside_dips_neither_rule_would_have_fired(steps):
    inside = {
        n
        for dip in claims.dips(walk(steps))
        for n in range((dip.began - MONDAY).days, (dip.began - MONDAY).days + dip.visits)
    }
    for n in range(8, len(steps)):
        low = quartile(steps[max(0, n - 20) : n])
        assert n in inside or steps[n] > low - 2
        three = range(n, n + 3)
        assert n + 3 > len(steps) or inside & set(three) or any(steps[m] >= low for m in three)
