"""Figures are exact: the same as long division by hand, halves up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.figures import at_place, decimal_text, lower_median, lower_quartile, mean, percent_text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (96, 140, "68.5714"),
        (343, 380, "90.2632"),
        (182, 220, "82.7273"),
        (0, 7, "0.0000"),
        (7, 7, "100.0000"),
        (1, 3, "33.3333"),
        (2, 3, "66.6667"),
        (1, 2_000_000, "0.0001"),  # exactly half of the last place goes up
        (1, 2_000_001, "0.0000"),
        (2_277_095_382, 2_445_419_687, "93.1168"),
    ],
)
def test_a_percentage_has_four_places_and_halves_go_up(part, whole, text):
    assert percent_text(part, whole) == text


def test_there_is_no_percentage_of_nothing():
    assert percent_text(0, 0) is None


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_percentage_is_what_decimal_arithmetic_gives(part, whole):
    exact = Decimal(part * 10**8) / whole / 10**6
    # Forty digits are enough to tell a half from nearly a half here.
    text = percent_text(part, whole)
    assert text is not None
    assert abs(Fraction(text) - Fraction(100 * part, whole)) <= Fraction(1, 20_000)
    if Fraction(100 * part, whole) * 10_000 % 1 != Fraction(1, 2):
        assert Decimal(text) == exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@given(st.fractions())
def test_a_fraction_is_never_further_than_half_the_last_place(value):
    assert abs(Fraction(decimal_text(value)) - value) <= Fraction(1, 20_000)


def test_a_small_negative_is_not_written_as_minus_nought():
    assert decimal_text(Fraction(-1, 10**6)) == "0.0000"
    assert decimal_text(Fraction(-5, 2)) == "-2.5000"


def test_the_mean_is_exact_and_of_nothing_there_is_none():
    assert mean([1, 2, 2]) == Fraction(5, 3)
    assert mean([]) is None


@pytest.mark.parametrize(
    ("values", "median", "quartile"),
    [([4], 4, 4), ([4, 6], 4, 4), ([6, 2, 4], 4, 2), ([1, 2, 3, 4], 2, 1), ([5, 1, 2, 3, 4], 3, 2)],
)
def test_median_and_quartile_are_values_that_occurred(values, median, quartile):
    assert (lower_median(values), lower_quartile(values)) == (median, quartile)


def test_the_place_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no values"):
        at_place([], 1)


@given(st.lists(st.integers(0, 9), min_size=1))
def test_at_least_half_of_all_values_are_at_or_above_the_lower_median(values):
    median = lower_median(values)
    assert median in values
    assert 2 * sum(value >= median for value in values) >= len(values)
    assert 2 * sum(value <= median for value in values) >= len(values)
    assert 4 * sum(value <= lower_quartile(values) for value in values) >= len(values)
