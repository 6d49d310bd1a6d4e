"""Scores lie on their scale, and what was not observed is never nought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.marks import NOT_OBSERVED
from app.rooms.engagement import rules
from app.rooms.engagement.rules import Scale
from tests.kit.shipped import content


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        (" 4 ", 4),
        ("-", NOT_OBSERVED),
        ("–", NOT_OBSERVED),
    ],
)
def test_a_typed_score_is_a_number_or_not_observed(text, value):
    assert rules.read_score(text) == value


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_at_all_is_no_score(text):
    with pytest.raises(Refused) as refusal:
        rules.read_score(text)
    assert refusal.value.code == "value_missing"


@pytest.mark.parametrize("text", ["5", "-1", "2.5", "x", "²", "1e0"])
def test_what_is_off_the_scale_is_refused(text):
    with pytest.raises(Refused) as refusal:
        rules.read_score(text)
    assert (refusal.value.code, refusal.value.facts) == ("score_off_scale", {"lowest": 0, "highest": 4})


@given(st.integers(-20, 20), st.integers(0, 9), st.integers(1, 9))
def test_only_the_scale_and_not_observed_may_be_stored(value, lowest, width):
    scale = Scale(lowest, lowest + width)
    if value == NOT_OBSERVED or lowest <= value <= lowest + width:
        rules.check_score(value, scale)
    else:
        with pytest.raises(Refused):
            rules.check_score(value, scale)


@pytest.mark.parametrize("scale", [Scale(2, 2), Scale(3, 1), Scale(-1, 4), Scale(0, 11)])
def test_a_scale_has_a_bottom_and_a_top(scale):
    rules.check_scale(Scale(0, 4))
    rules.check_scale(Scale(1, 10))
    with pytest.raises(Refused):
        rules.check_scale(scale)


def test_a_framework_without_short_labels_is_labelled_by_the_last_words_of_its_titles():
    row = {"outcome_no": "1", "outcome": "Be good with others", "aim_no": "1.1", "aim": "Shares"}
    assert [one.short for one in rules.read_framework([row])] == ["Others"]


def test_every_child_matters_has_five_outcomes_with_their_aims():
    outcomes = rules.read_framework(content("framework_ecm.csv"))
    assert [(outcome.number, outcome.title) for outcome in outcomes] == [
        (1, "Be healthy"),
        (2, "Stay safe"),
        (3, "Enjoy and achieve"),
        (4, "Make a positive contribution"),
        (5, "Achieve economic well-being"),
    ]
    assert [outcome.short for outcome in outcomes] == ["Healthy", "Safe", "Enjoy", "Positive", "Future"]
    assert [len(outcome.aims) for outcome in outcomes] == [6] * 5
    assert all([aim.supports_parents for aim in outcome.aims] == [False] * 5 + [True] for outcome in outcomes)
