"""The journey of a pupil, asked of a real record."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.core.ids import PupilId, SlotId
from app.core.marks import NOT_OBSERVED, RUNG, NewMark
from app.insight.claims import HasReached, Rule, WeekOfRungs
from app.insight.journey import Journey, SomeScores
from app.office import Office
from app.rooms import attendance, curriculum, engagement
from app.rooms.curriculum import Counts, Kind, LogLine, LogMark, NewAchievement, StepWeek
from app.rooms.engagement import ScoreWeek
from tests.kit.counting import cost
from tests.kit.provision import Provision, provision, steps

MOST_STATEMENTS = 10
FIRST = date(2026, 9, 8)


def tuesday(place: int) -> date:
    return FIRST + timedelta(weeks=place)


@pytest.fixture
def here(office: Office) -> Provision:
    return provision(office)


def mark(office: Office, pupil: PupilId, slot: SlotId, *rungs: int | None, start: int = 0) -> None:
    """One rung on each Tuesday from a week on; None leaves the week out."""
    marks = tuple(
        NewMark(pupil, tuesday(start + place), slot, RUNG, rung)
        for place, rung in enumerate(rungs)
        if rung is not None
    )
    office.execute(attendance.MarkRegister(marks))


def test_a_pupil_without_marks_has_empty_lanes_and_no_claim(office, here):
    found = office.ask(Journey(here.pupils[0]))
    assert (found.attendance, found.engagement, found.curriculum) == ((), (), ())
    assert (found.headline.rule, found.headline.rung) == (Rule.GETTING_TO_KNOW, None)
    assert (found.counts, found.first_week) == (Counts(0, 0, 0, 0), None)
    assert found.first_scores == found.last_scores == SomeScores(0, 0)


def test_weeks_run_from_the_first_visit_to_the_last_and_none_is_left_out(office, here):
    ash = here.pupils[0]
    mark(office, ash, here.breakfast, 2, None, 6)
    mark(office, ash, here.lesson, 4)
    found = office.ask(Journey(ash)).attendance
    mondays = [tuesday(place) - timedelta(days=1) for place in range(3)]
    assert found == (
        WeekOfRungs(mondays[0], usual=2, best=4, lowest=2, n=2, seen=True),
        WeekOfRungs(mondays[1], usual=None, best=None, lowest=None, n=0, seen=None),
        WeekOfRungs(mondays[2], usual=6, best=6, lowest=6, n=1, seen=True),
    )


def test_a_week_in_which_the_child_was_only_heard_is_named(office, here):
    mark(office, here.pupils[0], here.visit, 2, 3)
    found = office.ask(Journey(here.pupils[0]))
    assert [week.seen for week in found.attendance] == [False, True]
    assert found.weeks_not_seen == (tuesday(0) - timedelta(days=1),)


def test_the_headline_is_proved_on_the_last_nine_visits_and_the_best_is_kept_apart(office, here):
    ash = here.pupils[0]
    mark(office, ash, here.breakfast, 1, 1, 1, 6, 6)
    mark(office, ash, here.lesson, 1, 6, 6, 6, 8)
    found = office.ask(Journey(ash))
    assert (found.headline.k, found.headline.n, found.headline.rung) == (6, 9, 6)
    assert found.has_reached == HasReached(8, tuesday(4))
    assert found.firsts == (HasReached(1, tuesday(0)), HasReached(6, tuesday(1)), HasReached(8, tuesday(4)))
    assert found.at_first.rung == 1


def test_what_is_not_observed_is_no_visit(office, here):
    mark(office, here.pupils[0], here.breakfast, NOT_OBSERVED, 3)
    (week,) = office.ask(Journey(here.pupils[0])).attendance
    assert (week.week, week.n) == (tuesday(1) - timedelta(days=1), 1)


def test_engagement_is_the_sum_of_observed_scores_week_by_week(office, here):
    ash = here.pupils[0]
    (outcome, *_) = office.ask(engagement.OutcomeNames())
    office.execute(
        attendance.MarkRegister(
            (
                NewMark(ash, tuesday(0), here.breakfast, outcome.measure, 1),
                NewMark(ash, tuesday(0), here.lesson, outcome.measure, 4),
                NewMark(ash, tuesday(0), here.visit, outcome.measure, NOT_OBSERVED),
                NewMark(ash, tuesday(2), here.lesson, outcome.measure, 3),
            )
        )
    )
    found = office.ask(Journey(ash))
    mondays = [tuesday(place) - timedelta(days=1) for place in range(3)]
    assert found.engagement == (
        ScoreWeek(mondays[0], 2, 5), ScoreWeek(mondays[1], 0, 0), ScoreWeek(mondays[2], 1, 3)
    )  # fmt: skip
    assert found.last_scores == SomeScores(8, 3)


def test_scores_at_either_end_are_the_first_and_the_last_twenty(office, here):
    ash = here.pupils[0]
    outcomes = office.ask(engagement.OutcomeNames())
    values = iter([0] * 20 + [2] * 5 + [4] * 20)
    slots = (here.breakfast, here.lesson, here.visit)
    keys = [(tuesday(w), slot, one.measure) for w in range(4) for slot in slots for one in outcomes][:45]
    office.execute(
        attendance.MarkRegister(
            tuple(NewMark(ash, d, s, m, v) for (d, s, m), v in zip(keys, values, strict=False))
        )
    )
    found = office.ask(Journey(ash))
    assert Fraction(found.first_scores.total, found.first_scores.n) == 0
    assert Fraction(found.last_scores.total, found.last_scores.n) == 4
    assert (found.first_scores.n, found.last_scores.n) == (20, 20)


def test_steps_made_here_lost_and_regained_are_kept_apart_from_those_brought_along(office, here):
    ash, tree = here.pupils[0], steps(office)
    wanted = (
        NewAchievement(ash, tree.to5, tuesday(0), Kind.BASELINE),
        NewAchievement(ash, tree.to10, tuesday(0)),
        NewAchievement(ash, tree.back, tuesday(1)),
    )
    office.execute(curriculum.RecordAchievements(wanted))
    office.execute(
        curriculum.LogSteps(
            (
                LogLine(ash, tree.back, tuesday(2), LogMark.VOID),
                LogLine(ash, tree.weigh, tuesday(3), LogMark.ACHIEVED),
            )
        )
    )
    found = office.ask(Journey(ash))
    assert found.counts == Counts(made_here=2, baseline=1, lost=1, regained=0)
    mondays = [tuesday(place) - timedelta(days=1) for place in range(4)]
    assert found.curriculum == (
        StepWeek(mondays[0], 1, 1), StepWeek(mondays[1], 0, 1),
        StepWeek(mondays[2], 0, 1), StepWeek(mondays[3], 1, 2),
    )  # fmt: skip
    assert (found.first_week, found.last_week) == (mondays[0], mondays[3])


def test_a_journey_costs_the_same_few_statements_however_long_it_is(office, here):
    ash = here.pupils[0]
    mark(office, ash, here.breakfast, 1)
    short = cost(office, Journey(ash))
    mark(office, ash, here.lesson, 1, 2, 3, 4, 5)
    assert cost(office, Journey(ash)) == short <= MOST_STATEMENTS


def test_nobody_elses_marks_are_in_a_journey(office, here):
    ash, bea = here.pupils[:2]
    mark(office, ash, here.breakfast, 5, 5)
    assert office.ask(Journey(bea)).attendance == ()
