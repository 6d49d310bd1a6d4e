"""What is proposed, what the key stores, and when a reason is owed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.period import HalfDay
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Commissioned, Seen, Why
from tests.kit.shipped import content

LADDER = {rung.number: rung for rung in rules.read_ladder(content("ladder_default.csv"))}
HERE = rules.read_here_codes(content("code_by_commissioner.csv"))

SCHOOL = Commissioned("school", "B")
AUTHORITY = Commissioned("local_authority", "K")


@pytest.mark.parametrize(
    ("placements", "own_roll", "half_day", "letter", "why"),
    [
        ([SCHOOL], False, HalfDay.AM, "B", None),
        ([AUTHORITY], False, HalfDay.PM, "K", None),
        ([Commissioned("school", "K")], False, HalfDay.AM, "K", None),
        ([Commissioned("other", "B")], False, HalfDay.AM, "B", None),
        ([], True, HalfDay.AM, "/", None),
        ([SCHOOL], True, HalfDay.PM, "\\", None),
        ([SCHOOL, SCHOOL], False, HalfDay.AM, "B", None),
        ([], False, HalfDay.AM, None, Why.NO_PLACEMENT),
        ([Commissioned("none")], False, HalfDay.AM, None, Why.NO_PLACEMENT),
        ([Commissioned("school")], False, HalfDay.AM, None, Why.NOT_CONFIRMED),
        ([Commissioned("local_authority", "")], False, HalfDay.AM, None, Why.NOT_CONFIRMED),
        ([Commissioned("other")], False, HalfDay.AM, None, Why.NOT_CONFIRMED),
        ([Commissioned("parish")], False, HalfDay.AM, None, Why.NOT_CONFIRMED),
        ([Commissioned("school", "D")], False, HalfDay.AM, None, Why.NOT_USABLE),
        ([Commissioned("school", "/")], False, HalfDay.AM, None, Why.NOT_USABLE),
        ([SCHOOL, AUTHORITY], False, HalfDay.AM, None, Why.TWO_ANSWERS),
        ([SCHOOL], False, None, None, Why.NO_HALF_DAY),
    ],
)
def test_here_stores_what_the_placement_calls_for(placements, own_roll, half_day, letter, why):
    found = rules.here_code(half_day=half_day, placements=placements, on_own_roll=own_roll, here=HERE)
    assert (found.letter, found.why) == (letter, why)


@pytest.mark.parametrize(
    ("number", "slot_kind", "letter", "why"),
    [
        (9, "lesson", "B", None),
        (8, "break", "B", None),
        (7, "lesson", "B", None),
        (6, "lesson", None, Why.UNSUPERVISED),
        (5, "lesson", None, Why.OFF_SITE),
        (0, "lesson", None, Why.OFF_SITE),
        (None, "lesson", None, Why.NO_RUNG),
        (9, "home_visit", None, Why.AT_HOME),
        (9, "off_site", None, Why.SLOT_OFF_SITE),
    ],
)
def test_a_code_is_proposed_only_on_site_and_supervised(number, slot_kind, letter, why):
    found = rules.propose_code(
        rung=None if number is None else LADDER[number],
        slot_kind=slot_kind,
        half_day=HalfDay.AM,
        placements=[SCHOOL],
        on_own_roll=False,
        here=HERE,
    )
    assert (found.letter, found.why) == (letter, why)


RUNGS = st.builds(
    rules.Rung,
    number=st.integers(0, 9),
    staff=st.just("a"),
    family=st.just("b"),
    child=st.just("c"),
    heard=st.booleans(),
    seen=st.sampled_from(Seen),
    on_site=st.booleans(),
    supervised=st.booleans(),
    proposes=st.booleans(),
)


@given(
    RUNGS,
    st.sampled_from(["lesson", "break", "home_visit", "off_site"]),
    st.sampled_from([None, *HalfDay]),
    st.lists(
        st.builds(
            Commissioned,
            st.sampled_from(["school", "local_authority", "other", "none"]),
            st.sampled_from([None, "B", "K", "D", "/", "\\", "X"]),
        )
    ),
    st.booleans(),
)
def test_no_code_is_ever_proposed_off_site_or_unsupervised(rung, kind, half_day, placements, own_roll):
    found = rules.propose_code(
        rung=rung,
        slot_kind=kind,
        half_day=half_day,
        placements=placements,
        on_own_roll=own_roll,
        here=HERE,
    )
    assert (found.letter is None) is (found.why is not None)
    if found.letter is not None:
        assert rung.on_site and rung.supervised and rung.proposes and kind in {"lesson", "break"}
        assert found.letter in {"B", "K"} or own_roll
        assert (found.letter in {"/", "\\"}) is own_roll


@pytest.mark.parametrize(
    ("standing", "new", "confirmed", "reason", "owed"),
    [
        (None, 8, False, "", False),
        (8, 8, True, "", False),
        (8, 31, False, "", True),
        (8, 31, False, "  ", True),
        (8, 31, True, "mother rang", False),
        (8, None, False, "", False),
        (8, None, True, "", True),
        (8, None, True, "wrong child", False),
    ],
)
def test_another_code_is_an_amendment_and_owes_a_reason(standing, new, confirmed, reason, owed):
    def check() -> None:
        rules.check_amendment(standing=standing, new=new, confirmed=confirmed, reason=reason)

    if not owed:
        check()
        return
    with pytest.raises(Refused) as refusal:
        check()
    assert refusal.value.code == "reason_needed"
