"""What sheets of steps, rungs, codes and scores would do, planned against a real record."""

from datetime import date, datetime

import pytest

from app.core.clock import ENGLAND
from app.core.errors import Refused
from app.core.ids import PupilId
from app.core.marks import CODE, RUNG
from app.core.period import HalfDay
from app.core.sentences import say
from app.exchange.marks import LogPlan, MarkPlan, PlanLog, PlanMarks, read_counts
from app.exchange.sheet import Row, Sheet
from app.office import Office
from app.rooms import attendance, curriculum, people
from app.rooms.curriculum import Counts
from tests.kit.provision import Provision, Steps, imported, provision, pupil, slot, steps
from tests.kit.record import peek

DAY = date(2026, 10, 13)


@pytest.fixture
def here(office: Office) -> Provision:
    return provision(office)


def sheet(headings: str, *lines: str) -> tuple[Sheet, ...]:
    every = (headings, *lines)
    return (Sheet("", tuple(Row(n, tuple(line.split(","))) for n, line in enumerate(every, start=1))),)


# -- log


@pytest.fixture
def tree(office: Office, here: Provision) -> Steps:
    return steps(office)


def log(office: Office, *lines: str) -> LogPlan:
    return office.ask(PlanLog(sheet("pupil,node,date,mark", *lines)))


def logged(office: Office, *lines: str) -> LogPlan:
    plan = log(office, *lines)
    if plan.command is not None:
        office.execute(plan.command)
    return plan


def counts(office: Office, who: PupilId) -> Counts:
    (found,) = office.ask(curriculum.StepCounts((who,)))
    return found.counts


@pytest.mark.parametrize("node", ["to5", "N1.1", "counts to five"])
def test_a_step_is_named_by_identifier_else_code_else_its_exact_words(office, here, tree, node):
    plan = logged(office, f"Alfie Marsh,{node},2026-10-13,1")
    assert (plan.read, len(plan.lines), plan.unchanged, plan.refused) == (1, 1, 0, ())
    assert counts(office, here.pupils[0]) == Counts(1, 0, 0, 0)


def test_good_rows_are_logged_although_others_are_refused(office, here, tree):
    plan = logged(
        office,
        "Alfie Marsh,to5,2026-10-13,1",
        "Nobody Here,to5,2026-10-13,1",
        "Alfie Marsh,to5,2026-10-13,1",
        "Alfie Marsh,N1,2026-10-13,1",
        "Alfie Marsh,never heard of,2026-10-13,1",
        "Alfie Marsh,to10,2099-01-01,1",
        "Alfie Marsh,to10,some day,1",
        "Alfie Marsh,to10,2026-10-13,2",
        "Bea Lindqvist,to10,6/10/2026,baseline",
        "Callum Osei,back,2026-10-13,void",
    )
    assert [(each.row, each.why) for each in plan.refused] == [
        (3, "no_such_pupil"), (5, "step_has_smaller_steps"), (6, "no_such_node"), (7, "achieved_in_future"),
        (8, "date_not_understood"), (9, "log_mark_unknown"), (11, "nothing_to_take_back"),
    ]  # fmt: skip
    assert (plan.read, len(plan.lines), plan.unchanged) == (10, 2, 1)
    assert counts(office, here.pupils[1]) == Counts(0, 1, 0, 0)
    for each in plan.refused:
        assert "?" not in say(each.why, each.facts)


def test_a_code_that_fits_several_steps_is_refused_with_their_identifiers(office, here, tree):
    office.execute(imported("d2", "another"))
    (refused,) = log(office, "Alfie Marsh,N1.1,2026-10-13,1").refused
    assert (refused.why, refused.facts["identifiers"]) == ("two_nodes_fit", "to5, to5")


def test_a_1_that_stands_is_unchanged_and_void_takes_back_the_last_mark(office, here, tree):
    line = "Alfie Marsh,to5,2026-10-06,1"
    logged(office, line)
    assert log(office, line).command is None
    logged(office, "Alfie Marsh,to5,2026-10-07,void")
    assert counts(office, here.pupils[0]).made_here == 0
    assert log(office, "Alfie Marsh,to5,2026-10-08,void").refused[0].why == "nothing_to_take_back"


def test_a_sheet_takes_back_even_what_was_recorded_long_ago(office, here, tree, clock):
    logged(office, "Alfie Marsh,to5,2026-10-06,1")
    clock.set(datetime(2026, 12, 1, 10, 0, tzinfo=ENGLAND))
    logged(office, "Alfie Marsh,to5,2026-12-01,void")
    assert counts(office, here.pupils[0]) == Counts(0, 0, 1, 0)


def test_two_pupils_of_one_name_are_refused_with_both_references(office, here, tree):
    pupil(office, "Alfie", "Marsh")
    refs = sorted(row.ref for row in office.ask(people.PupilList()) if row.surname == "Marsh")
    (refused,) = log(office, "Alfie Marsh,to5,2026-10-13,1").refused
    assert (refused.why, refused.facts["refs"]) == ("two_pupils_fit", ", ".join(refs))


@pytest.mark.parametrize("headings", ["pupil,node,date", "name,node,date,mark"])
def test_a_sheet_without_its_headings_is_refused_with_those_it_lacks(office, headings):
    with pytest.raises(Refused) as refused:
        office.ask(PlanLog(sheet(headings, "a,b,c,d")))
    assert refused.value.code == "sheet_without_headings"


# -- mark


HEADINGS = "pupil,date,slot,measure,value,time,reason"


def plan_marks(office: Office, *lines: str) -> MarkPlan:
    return office.ask(PlanMarks(sheet(HEADINGS, *lines)))


def marked(office: Office, *lines: str) -> MarkPlan:
    plan = plan_marks(office, *lines)
    if plan.command is not None:
        office.execute(plan.command)
    assert plan.read == plan.marked + plan.unchanged + len(plan.refused)
    return plan


def why(office: Office, line: str) -> str:
    (refused,) = plan_marks(office, line).refused
    assert "?" not in say(refused.why, refused.facts)
    return refused.why


def standing(office: Office, who: PupilId) -> list[tuple[int, int, int | None]]:
    found = office.ask(attendance.StandingMarks((who,), DAY, DAY))
    return sorted((mark.measure, mark.moment, mark.value) for mark in found)


@pytest.mark.parametrize("slot", ["Morning lesson", "morning  LESSON", "10:15"])
def test_a_slot_is_named_by_its_name_or_its_start(office, here, slot):
    assert marked(office, f"Alfie Marsh,2026-10-13,{slot},rung,6,,").marked == 1
    assert standing(office, here.pupils[0]) == [(RUNG, 1, 6)]


def test_an_untimed_rung_is_moment_1_and_another_value_replaces_it(office, here):
    marked(office, "Alfie Marsh,2026-10-13,10:15,rung,6,,")
    again = marked(office, "Alfie Marsh,2026-10-13,10:15,rung,6,,", "Alfie Marsh,2026-10-13,10:15,rung,4,,")
    assert (again.marked, again.unchanged) == (1, 1)
    assert standing(office, here.pupils[0]) == [(RUNG, 1, 4)]


def test_a_rung_with_a_time_is_the_moment_of_that_time(office, here):
    line = "Alfie Marsh,2026-10-13,10:15,rung,{},{},"
    marked(office, line.format(6, "10:20"), line.format(8, "10:40"), line.format(3, ""))
    again = marked(office, line.format(7, "10:40"), line.format(6, "10:20"))
    assert (again.marked, again.unchanged) == (1, 1)
    found = office.ask(attendance.RungMoments(here.pupils[0]))
    assert [(one.rung, one.at and f"{one.at.astimezone(ENGLAND):%H:%M}") for one in found] == [
        (3, None), (6, "10:20"), (7, "10:40"),
    ]  # fmt: skip


def test_scores_are_put_down_by_the_outcomes_name_and_a_dash_is_not_observed(office, here):
    marked(
        office,
        "Alfie Marsh,2026-10-13,10:15,Be healthy,3,,",
        "Alfie Marsh,2026-10-13,Breakfast,be HEALTHY,-,,",
    )
    values = [value for _, _, value in standing(office, here.pupils[0])]
    assert sorted(values) == [-1, 3]


def test_a_code_is_taken_on_any_day_that_is_not_in_the_future(office, here):
    marked(office, "Alfie Marsh,2020-08-01,am,code,i,,", "Alfie Marsh,2026-10-13,PM,code,B,,")
    assert standing(office, here.pupils[0])[0][0] == CODE


def test_another_code_is_an_amendment_and_each_keeps_its_own_reason(office, here):
    line = "{},2026-10-13,AM,code,{},,{}"
    marked(office, line.format("Alfie Marsh", "I", ""), line.format("Bea Lindqvist", "I", ""))
    assert why(office, line.format("Alfie Marsh", "M", "")) == "reason_needed"
    plan = marked(
        office, line.format("Alfie Marsh", "M", "letter came"), line.format("Bea Lindqvist", "B", "was here"),
        line.format("Alfie Marsh", "M", ""),
    )  # fmt: skip
    assert (plan.marked, plan.unchanged, len(plan.command.parts)) == (2, 1, 2)
    assert sorted(peek(office, "SELECT reason FROM code_reason")) == [("letter came",), ("was here",)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Nobody Here,2026-10-13,AM,code,B,,", "no_such_pupil"),
        ("Alfie Marsh,2099-10-13,AM,code,B,,", "mark_in_future"),
        ("Alfie Marsh,2026-10-13,lunch,code,B,,", "half_day_unknown"),
        ("Alfie Marsh,2026-10-13,AM,code,,,", "value_missing"),
        ("Alfie Marsh,2026-10-13,AM,code,QQ,,", "code_unknown"),
        ("Alfie Marsh,2026-10-13,AM,code,H,,", "code_withdrawn"),
        ("Alfie Marsh,2026-10-13,AM,code,/,,", "code_of_own_roll"),
        ("Alfie Marsh,2026-10-13,Swimming,rung,5,,", "no_such_slot"),
        ("Alfie Marsh,2026-10-14,10:15,rung,5,,", "mark_in_future"),
        ("Alfie Marsh,2026-10-12,10:15,rung,5,,", "no_such_slot"),
        ("Alfie Marsh,2026-08-18,10:15,rung,5,,", "day_not_open"),
        ("Alfie Marsh,2026-10-13,10:15,rung,12,,", "no_such_rung"),
        ("Alfie Marsh,2026-10-13,10:15,rung,far,,", "rung_not_a_number"),
        ("Alfie Marsh,2026-10-13,10:15,rung,5,half past,", "time_unknown"),
        ("Alfie Marsh,2026-10-13,10:15,rung,5,23:00,", "mark_in_future"),
        ("Alfie Marsh,2026-10-13,10:15,Be healthy,5,,", "score_off_scale"),
        ("Alfie Marsh,2026-10-13,10:15,Be wealthy,3,,", "measure_unknown"),
    ],
)
def test_a_row_that_cannot_be_marked_is_refused_with_its_own_reason(office, here, line, code):
    assert why(office, line) == code
    assert plan_marks(office, line).command is None


def test_two_slots_of_one_name_are_refused_with_the_names(office, here):
    slot(office, here.pupils, "Breakfast", 12 * 60, HalfDay.PM)
    (refused,) = plan_marks(office, "Alfie Marsh,2026-10-13,Breakfast,rung,5,,").refused
    assert (refused.why, refused.facts["names"]) == ("two_slots_fit", "Breakfast 09:00, Breakfast 12:00")


def test_a_whole_sheet_is_one_entry_and_one_undo(office, here):
    plan = plan_marks(
        office, "Alfie Marsh,2026-10-13,AM,code,I,,", "Bea Lindqvist,2026-10-13,10:15,rung,5,,why not"
    )
    entry = office.execute(plan.command).entry
    assert len({entry}) == 1
    office.undo("a slip")
    left = office.ask(attendance.StandingMarks(here.pupils, DAY, DAY))
    assert {mark.value for mark in left} == {None}


def test_counts_are_read_in_the_order_of_the_sheet_and_a_code_may_come_twice():
    assert read_counts(sheet("Code,Count", "/,48", "I,3", "/,2")) == (("/", "48"), ("I", "3"), ("/", "2"))
