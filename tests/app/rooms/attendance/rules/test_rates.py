"""Rates come out as published and as worked by hand, and behave as sums do."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Category, Rates
from tests.kit.shipped import content, golden

CODES = rules.read_codes(content("codes.csv"))
GOLDEN = golden("attendance_golden_dfe.csv")
HALF_THE_LAST_PLACE = Fraction(1, 20_000) + Fraction(1, 10**9)  # the file itself was rounded once


def rates_of(text: str) -> Rates:
    """Rates of counts written as in the worked examples: ``B96 I10 Y1x4``."""
    pairs = [pair.split("x") if "x" in pair else (pair[0], pair[1:]) for pair in text.split()]
    return rules.rates_of_letters(CODES, [(letter, count) for letter, count in pairs])


@pytest.mark.parametrize(
    ("counts", "possible", "attendance", "authorised", "unauthorised", "persistent", "severe"),
    [
        ("B96 I10 M2 O22 U6 N4 Y1x4 #x10", 140, "68.5714", "8.5714", "22.8571", True, False),
        ("B70 C2x70", 140, "50.0000", "50.0000", "0.0000", True, True),
        ("/343 I37", 380, "90.2632", "9.7368", "0.0000", False, False),
        ("/342 I38", 380, "90.0000", "10.0000", "0.0000", True, False),
        ("K12 O12", 24, "50.0000", "0.0000", "50.0000", True, True),
        ("/50 D40 O10", 60, "83.3333", "0.0000", "16.6667", True, False),
        ("/8 L1 U1", 10, "90.0000", "0.0000", "10.0000", True, False),
        ("Y1x6 #x4", 0, None, None, None, None, None),
    ],
    ids="ABCDEFGH",
)
def test_the_worked_examples_come_out(
    counts, possible, attendance, authorised, unauthorised, persistent, severe
):
    rates = rates_of(counts)
    assert rates.possible == possible
    assert rates.percent(rates.attendance) == attendance
    assert rates.percent(rates.authorised) == authorised
    assert rates.percent(rates.unauthorised) == unauthorised
    assert (rates.persistent, rates.severe) == (persistent, severe)


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['geography']} {row['phase']}")
def test_published_attendance_of_2025_26_comes_out_to_the_session(row):
    listed = {name[2:].removesuffix("(legacy)"): n for name, n in row.items() if name.startswith("n_")}
    unlisted = listed.pop("authorised_code_not_listed")
    rates = rules.rates_of_letters(CODES, listed.items()) + Rates(authorised=int(unlisted))
    assert rates.possible == int(row["published_possible"])
    assert rates.attendance == int(row["published_attendance_sessions"])
    assert rates.authorised == int(row["published_authorised"])
    assert rates.unauthorised == int(row["published_unauthorised"])
    for part, name in [
        (rates.attendance, "attendance"),
        (rates.absence, "absence"),
        (rates.authorised, "authorised"),
        (rates.unauthorised, "unauthorised"),
    ]:
        published = Fraction(row[f"published_{name}_pct"])
        assert abs(Fraction(rates.percent(part) or "") - published) <= Fraction(1, 20_000) + Fraction(
            1, 10**9
        )


def test_a_group_pools_its_half_days_and_never_averages_percentages():
    cohort = rules.pool([Rates(attendance=180, unauthorised=20), Rates(attendance=2, unauthorised=18)])
    assert (cohort.possible, cohort.percent(cohort.attendance)) == (220, "82.7273")


def test_pupils_without_possible_half_days_are_in_neither_count():
    pupils = [Rates(), Rates(attendance=9, authorised=1), Rates(attendance=1, unauthorised=1), Rates(5)]
    assert rules.how_many(pupils) == (2, 1)


def test_a_code_may_come_twice_in_a_sheet():
    assert rules.rates_of_letters(CODES, [("B", "3"), ("b", " 4 ")]) == Rates(attendance=7)


@pytest.mark.parametrize("count", ["-1", "1.5", "", "1,000", "x", "²", "١", "1e3"])
def test_a_count_is_whole_and_not_negative(count):
    with pytest.raises(Refused) as refusal:
        rules.rates_of_letters(CODES, [("B", count)])
    assert refusal.value.code == "count_not_whole"


def test_an_unknown_code_in_a_sheet_is_refused_by_name():
    with pytest.raises(Refused) as refusal:
        rules.rates_of_letters(CODES, [("B", "1"), ("ZQ", "1")])
    assert refusal.value.facts == {"letter": "ZQ"}


CATEGORY_COUNTS = st.lists(st.tuples(st.sampled_from(Category), st.integers(0, 400)))


@given(CATEGORY_COUNTS, CATEGORY_COUNTS)
def test_counting_together_is_pooling(one, other):
    assert rules.count_rates(one + other) == rules.count_rates(one) + rules.count_rates(other)


@given(CATEGORY_COUNTS)
def test_severe_absence_is_always_persistent_too(counts):
    rates = rules.count_rates(counts)
    assert rates.possible == rates.attendance + rates.authorised + rates.unauthorised
    if rates.severe:
        assert rates.persistent
    if rates.possible:
        assert rates.persistent is (Fraction(rates.absence, rates.possible) >= Fraction(1, 10))
        assert rates.severe is (Fraction(rates.absence, rates.possible) >= Fraction(1, 2))


@given(st.integers(0, 500))
def test_what_is_outside_possible_changes_nothing(count):
    counted = [(Category.PRESENT, 7), (Category.UNAUTHORISED, 3)]
    beside = [(Category.NOT_POSSIBLE, count), (Category.ADMINISTRATIVE, count)]
    assert rules.count_rates(counted + beside) == rules.count_rates(counted)
