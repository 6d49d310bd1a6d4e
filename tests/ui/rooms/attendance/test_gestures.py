"""What the screen shows before the disk answers is what the record answers, whatever was pressed before."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.clock import ENGLAND
from app.core.marks import NOT_OBSERVED
from app.rooms.attendance import CodesOn, MarkRegister, Register
from app.rooms.engagement import OutcomesFor
from tests.kit.volume import how_many
from tests.ui.rooms.attendance.lesson import DAY
from ui.rooms.attendance.gestures import Gestures
from ui.rooms.attendance.standing import with_marks

RUNGS, MINUTES = st.integers(0, 9), st.none() | st.integers(0, 99)
ACTS = st.one_of(
    st.tuples(st.just("step"), RUNGS),
    st.tuples(st.just("further"), RUNGS),
    st.tuples(st.just("span"), RUNGS, RUNGS),
    st.tuples(st.just("take_back")),
    st.tuples(st.just("seen"), st.booleans()),
    st.tuples(st.just("minutes"), MINUTES),
    st.tuples(st.just("score"), st.none() | st.integers(NOT_OBSERVED, 4)),
    st.tuples(st.just("code"), st.none() | st.sampled_from([20, 33])),
    st.tuples(st.just("not_expected")),
    st.tuples(st.just("same_as_last_time")),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)


def shown(row):
    """What of a row the screen claims before the record has answered."""
    return (
        [(one.number, one.rung, one.at) for one in row.moments],
        row.sums,
        row.not_observed,
        row.seen_asked,
        row.asks_seen,
        row.minutes,
        sorted(row.scores),
        row.code.letter,
    )


def marks_of(gestures, row, act, measure):
    name, *facts = act
    if name == "score":
        return gestures.score(row, measure, facts[0])
    return gestures.not_expected([row]) if name == "not_expected" else getattr(gestures, name)(row, *facts)


@given(acts=st.lists(ACTS, min_size=1, max_size=8))
@settings(max_examples=how_many(8, soak=300), suppress_health_check=list(HealthCheck))
def test_before_and_after_the_disk_answers_the_row_is_the_same(office, lesson, clock, acts):
    clock.set(datetime(2026, 10, 13, 10, 20, tzinfo=ENGLAND))
    codes = {code.number: code for code in office.ask(CodesOn(DAY))}
    measure = office.ask(OutcomesFor(lesson.slot)).outcomes[0].measure
    for act in (("take_back",), ("score", None), ("code", None), *acts):
        if act[0] == "wait":
            clock.move(minutes=act[1])
            continue
        sheet = office.ask(Register(lesson.slot, DAY))
        row = next(one for one in sheet.rows if one.pupil == lesson["Callum"])
        gestures = Gestures(sheet.head, sheet.ladder, clock.now())
        marks = marks_of(gestures, row, act, measure)
        office.execute(MarkRegister(marks, reason="a second look"))
        again = office.ask(Register(lesson.slot, DAY))
        after = next(one for one in again.rows if one.pupil == lesson["Callum"])
        assert shown(with_marks(row, marks, gestures, codes, "")) == shown(after)


@pytest.fixture
def sheet(office, lesson):
    return office.ask(Register(lesson.slot, DAY))


@pytest.mark.parametrize(
    ("hour", "minute", "live"),
    [(10, 14, False), (10, 15, True), (10, 52, True), (11, 0, True), (11, 1, False)],
)
def test_a_key_says_when_only_while_the_lesson_is_on(sheet, clock, hour, minute, live):
    clock.set(datetime(2026, 10, 13, hour, minute, 31, tzinfo=ENGLAND))
    gestures = Gestures(sheet.head, sheet.ladder, clock.now())
    (mark,) = gestures.step(sheet.rows[0], 5)
    assert mark.at == (clock.now().replace(second=0) if live else None)


def test_a_further_moment_after_the_lesson_is_the_last_one(sheet, clock, office, lesson):
    gestures = Gestures(sheet.head, sheet.ladder, clock.now())
    office.execute(MarkRegister(gestures.step(sheet.rows[0], 4)))
    clock.set(datetime(2026, 10, 13, 11, 20, tzinfo=ENGLAND))
    row = office.ask(Register(lesson.slot, DAY)).rows[0]
    (mark,) = Gestures(sheet.head, sheet.ladder, clock.now()).further(row, 6)
    assert mark.at == datetime(2026, 10, 13, 11, 0, tzinfo=ENGLAND), "by the end of the lesson"
    office.execute(MarkRegister((mark,)))
    assert office.ask(Register(lesson.slot, DAY)).rows[0].sums.last == 6
