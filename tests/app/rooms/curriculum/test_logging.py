"""A 1 is put down, stands, is taken back and stands again, and nothing of it is ever lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core.errors import OutOfDate, Refused
from app.core.ids import AchievementId, PupilId
from app.core.period import Precision
from app.office import Office
from app.rooms.curriculum import (
    CheckLog,
    JustLogged,
    Kind,
    LogLine,
    LogMark,
    LogSteps,
    NewAchievement,
    NextSteps,
    PupilSteps,
    RecordAchievement,
    RecordAchievements,
    RecordBaseline,
    StepCounts,
    StepsHad,
    StepsMade,
    SubjectsOf,
    VoidAchievements,
    WeeksOfSteps,
)
from tests.kit.clock import SetClock
from tests.kit.counting import cost
from tests.kit.provision import Steps, pupil, steps
from tests.kit.record import peek

TODAY = date(2026, 10, 13)
MONDAY = date(2026, 10, 12)


@pytest.fixture
def tree(office: Office) -> Steps:
    return steps(office)


@pytest.fixture
def ash(office: Office) -> PupilId:
    return pupil(office, "Ash", "Bell")


def counts(office: Office, child: PupilId) -> tuple[int, int, int, int]:
    (row,) = office.ask(StepCounts((child,)))
    found = row.counts
    return found.made_here, found.baseline, found.lost, found.regained


def had(office: Office, *children: PupilId) -> set[tuple[PupilId, int, Kind]]:
    return {(row.pupil, row.node, row.kind) for row in office.ask(StepsHad(children))}


def test_a_step_is_logged_and_stands(office, tree, ash):
    receipt = office.execute(RecordAchievement(ash, tree.to5, TODAY))
    (row,) = office.ask(PupilSteps(ash))
    assert (row.achievement, row.node, row.kind, row.on) == (receipt.new_id, tree.to5, Kind.ACHIEVED, TODAY)
    assert (row.known_as, row.by_name) == ("Ash", "Priya Shah")
    assert office.ask(JustLogged()) == (row,)


def test_a_1_that_stands_already_says_since_when_and_leaves_no_entry(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to5, date(2026, 10, 6)))
    receipt = office.execute(RecordAchievement(ash, tree.to5, TODAY))
    assert receipt.entry is None
    assert (receipt.note, receipt.facts["since"]) == ("already_there", "2026-10-06")


def test_a_step_in_two_places_is_one_step(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to10, TODAY))
    assert counts(office, ash) == (1, 0, 0, 0)
    assert len(peek(office, "SELECT id FROM achievement")) == 1


@pytest.mark.parametrize(
    ("node", "on", "code"),
    [("count", TODAY, "step_has_smaller_steps"), ("to5", date(2026, 10, 14), "achieved_in_future")],
)
def test_what_cannot_be_a_1_is_refused(office, tree, ash, node, on, code):
    with pytest.raises(Refused) as refusal:
        office.execute(RecordAchievement(ash, tree.nodes[node], on))
    assert refusal.value.code == code
    assert peek(office, "SELECT count(*) FROM achievement") == [(0,)]


def test_a_pupil_or_step_that_is_gone_is_out_of_date(office, tree, ash):
    with pytest.raises(OutOfDate, match="pupil_gone"):
        office.execute(RecordAchievement(PupilId(999), tree.to5, TODAY))
    with pytest.raises(OutOfDate, match="step_gone"):
        office.execute(RecordAchievement(ash, 999, TODAY))


def test_undo_takes_it_back_and_redo_makes_a_new_row(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to5, TODAY))
    office.undo()
    assert had(office, ash) == set()
    office.redo()
    assert had(office, ash) == {(ash, tree.to5, Kind.ACHIEVED)}
    rows = peek(office, "SELECT id, voided_in IS NULL FROM achievement ORDER BY id")
    assert rows == [(1, 0), (2, 1)]
    assert counts(office, ash) == (1, 0, 0, 0), "a slip undone the same day is neither lost nor regained"


def test_many_pupils_and_many_steps_are_one_act(office, tree, ash):
    bo = pupil(office, "Bo", "Carr")
    office.execute(RecordAchievement(bo, tree.to5, TODAY))
    wanted = tuple(NewAchievement(one, node, TODAY) for one in (ash, bo) for node in (tree.to5, tree.weigh))
    receipt = office.execute(RecordAchievements(wanted))
    assert (receipt.facts["logged"], receipt.facts["already"]) == (3, 1)
    assert len(had(office, ash, bo)) == 4
    office.undo()
    assert had(office, ash, bo) == {(bo, tree.to5, Kind.ACHIEVED)}


def test_what_was_there_on_arrival_is_no_progress_made_here(office, tree, ash):
    office.execute(RecordBaseline(ash, tree.to5, TODAY))
    office.execute(RecordAchievement(ash, tree.to10, TODAY))
    assert counts(office, ash) == (1, 1, 0, 0)
    assert office.execute(RecordAchievement(ash, tree.to5, TODAY)).note == "already_there"


def test_a_starting_point_noted_late_takes_a_step_out_of_those_made_here(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to5, TODAY))
    office.execute(RecordBaseline(ash, tree.to5, TODAY))
    assert counts(office, ash) == (0, 1, 0, 0)
    office.undo()
    assert counts(office, ash) == (1, 0, 0, 0)


def test_a_step_lost_and_regained_is_told_from_one_made_here(office, tree, ash, clock):
    office.execute(RecordBaseline(ash, tree.to5, date(2026, 9, 7)))
    (row,) = office.ask(PupilSteps(ash))
    clock.move(days=1)
    office.execute(VoidAchievements((row.achievement,)))
    assert counts(office, ash) == (0, 1, 1, 0)
    clock.move(days=6)
    office.execute(RecordAchievement(ash, tree.to5, date(2026, 10, 20)))
    assert counts(office, ash) == (0, 1, 0, 1)


def test_taking_back_an_old_mark_needs_a_reason_that_is_kept(office, tree, ash, clock):
    made = AchievementId(office.execute(RecordAchievement(ash, tree.to5, TODAY)).new_id)
    clock.move(days=8)
    with pytest.raises(Refused, match="reason_needed"):
        office.execute(VoidAchievements((made,)))
    office.execute(VoidAchievements((made,), reason=" it was Bea "))
    assert peek(office, "SELECT reason FROM voiding") == [("it was Bea",)]


def test_a_mark_is_taken_back_once(office, tree, ash):
    made = AchievementId(office.execute(RecordAchievement(ash, tree.to5, TODAY)).new_id)
    office.execute(VoidAchievements((made,)))
    with pytest.raises(OutOfDate, match="taken_back_already"):
        office.execute(VoidAchievements((made,)))


def test_the_weeks_of_steps_leave_no_week_out(office, tree, ash):
    for node, on in ((tree.to5, date(2026, 9, 15)), (tree.to10, date(2026, 9, 30)), (tree.back, TODAY)):
        office.execute(RecordAchievement(ash, node, on))
    weeks = office.ask(WeeksOfSteps(ash))
    assert [(week.week.isoformat(), week.made, week.total) for week in weeks] == [
        ("2026-09-14", 1, 1),
        ("2026-09-21", 0, 1),
        ("2026-09-28", 1, 2),
        ("2026-10-05", 0, 2),
        ("2026-10-12", 1, 3),
    ]


def test_next_steps_say_why(office, tree, ash):
    assert [(one.node, one.why.value) for one in office.ask(NextSteps(ash, tree.framework))] == [
        (tree.to5, "next_in_order")
    ]
    office.execute(RecordAchievement(ash, tree.to10, TODAY))
    reasons = {one.node: one.why.value for one in office.ask(NextSteps(ash, tree.framework))}
    assert reasons == {
        tree.back: "follows_the_step_just_made",
        tree.to5: "later_steps_are_made",
        tree.weigh: "later_steps_are_made",
    }


def log(child: PupilId, node: int, on: date, mark: LogMark) -> LogLine:
    return LogLine(child, node, on, mark)


def test_a_log_sheet_is_judged_line_by_line_and_done_in_one_act(office, tree, ash):
    lines = (
        log(ash, tree.to5, MONDAY, LogMark.ACHIEVED),
        log(ash, tree.to5, TODAY, LogMark.ACHIEVED),
        log(ash, tree.to10, TODAY + timedelta(1), LogMark.ACHIEVED),
        log(ash, tree.count, TODAY, LogMark.ACHIEVED),
        log(ash, tree.weigh, TODAY, LogMark.VOID),
        log(ash, tree.to5, TODAY, LogMark.VOID),
        log(ash, tree.to5, TODAY, LogMark.BASELINE),
    )
    verdicts = office.ask(CheckLog(lines))
    assert [(one.does, one.refused) for one in verdicts] == [
        (True, ""),
        (False, ""),
        (False, "achieved_in_future"),
        (False, "step_has_smaller_steps"),
        (False, "nothing_to_take_back"),
        (True, ""),
        (True, ""),
    ]
    good = tuple(line for line, one in zip(lines, verdicts, strict=True) if not one.refused)
    receipt = office.execute(LogSteps(good))
    assert (receipt.facts["logged"], receipt.facts["already"]) == (3, 1)
    assert had(office, ash) == {(ash, tree.to5, Kind.BASELINE)}
    office.undo()
    assert had(office, ash) == set()
    office.redo()
    assert had(office, ash) == {(ash, tree.to5, Kind.BASELINE)}
    assert office.execute(LogSteps(good[3:])).note == "already_there"


def test_a_log_sheet_with_one_bad_line_changes_nothing(office, tree, ash):
    lines = (log(ash, tree.to5, TODAY, LogMark.ACHIEVED), log(ash, tree.weigh, TODAY, LogMark.VOID))
    with pytest.raises(Refused, match="nothing_to_take_back"):
        office.execute(LogSteps(lines))
    assert had(office, ash) == set()


def test_what_a_tile_shows_costs_one_question(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to5, TODAY))
    for query in (StepsHad((ash,)), StepCounts((ash,)), PupilSteps(ash), WeeksOfSteps(ash), JustLogged()):
        assert cost(office, query) == 1, query


def test_the_clock_is_the_only_reason_a_mark_needs_one(
    office: Office, tree: Steps, ash: PupilId, clock: SetClock
):
    made = AchievementId(office.execute(RecordAchievement(ash, tree.to5, TODAY)).new_id or 0)
    clock.move(days=7)
    office.execute(VoidAchievements((made,)))
    assert had(office, ash) == set()


def test_a_step_of_which_nobody_knows_the_day_counts_and_is_drawn_in_no_week(office, tree, ash):
    office.execute(RecordAchievement(ash, tree.to5, MONDAY - timedelta(days=7)))
    office.execute(RecordAchievement(ash, tree.to10, TODAY, Precision.BEFORE))
    assert counts(office, ash) == (2, 0, 0, 0)
    assert [(week.made, week.total) for week in office.ask(WeeksOfSteps(ash))] == [(1, 1), (0, 2)]
    (new, old) = office.ask(StepsMade(ash))
    assert (new.is_dated, old.is_dated) == (False, True)
    assert all(row.made_here and not row.made_since for row in office.ask(SubjectsOf(ash, MONDAY)))


def test_how_exactly_the_day_is_known_comes_back_with_a_step_that_was_taken_back(office, tree, ash):
    receipt = office.execute(RecordAchievement(ash, tree.to5, TODAY, Precision.BEFORE))
    office.execute(VoidAchievements((AchievementId(receipt.new_id),)))
    office.undo()
    assert [row.precision for row in office.ask(PupilSteps(ash))] == [Precision.BEFORE]
    office.execute(LogSteps((LogLine(ash, tree.to5, TODAY, LogMark.VOID),)))
    office.undo()
    assert [row.precision for row in office.ask(PupilSteps(ash))] == [Precision.BEFORE]
