"""Identifiers by their published vectors, contacts by what was said of them, names by where they are used."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.rooms.people import rules
from app.rooms.people.rules import CalledBy, Check, Limits, Ringable, Where
from tests.kit.shipped import content, golden

AUTHORITIES = rules.read_authorities(content("authorities.csv"))
VECTORS = golden("upn_uln_test_vectors.csv")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['identifier']} {row['value'] or 'blank'}")
def test_the_published_vectors_come_out_right(row):
    found = rules.check_identifier(row["identifier"], row["value"], AUTHORITIES)
    assert (found in {Check.GOOD, Check.UNKNOWN_AUTHORITY}) is (row["valid"] == "1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Check.NONE),
        ("   ", Check.NONE),
        ("H801200001001", Check.GOOD),
        (" h801 2000 01001 ", Check.GOOD),
        ("X00180001701A", Check.UNKNOWN_AUTHORITY),
        ("E80120000199Z", Check.GOOD),
        ("N999123426001", Check.UNKNOWN_AUTHORITY),
        ("A801200001001", Check.WRONG_LETTER),
        ("I801200001001", Check.WRONG_LETTER),
        ("H80120000100", Check.MALFORMED),
        ("H8012000010011", Check.MALFORMED),
        ("H80120000100I", Check.MALFORMED),
        ("1801200001001", Check.MALFORMED),
        ("H80120000١001", Check.MALFORMED),
        ("UN3", Check.MALFORMED),
    ],
)
def test_a_upn_falls_in_the_first_bucket_that_fits(text, found):
    assert rules.check_upn(text, AUTHORITIES) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Check.NONE),
        ("1000000043", Check.GOOD),
        ("1000 000 043", Check.GOOD),
        ("1000000044", Check.WRONG_DIGIT),
        ("1000000060", Check.WRONG_DIGIT),
        ("0123456789", Check.MALFORMED),
        ("100000004", Check.MALFORMED),
        ("10000000430", Check.MALFORMED),
        ("100000004X", Check.MALFORMED),
    ],
)
def test_a_uln_falls_in_the_first_bucket_that_fits(text, found):
    assert rules.check_uln(text) is found


@given(st.sampled_from(sorted(AUTHORITIES)), st.from_regex(r"[0-9]{8}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_exactly_one_letter_of_the_alphabet_is_right_for_a_upn(authority, rest):
    found = [rules.check_upn(letter + authority + rest, AUTHORITIES) for letter in LETTERS]
    assert found.count(Check.GOOD) == 1
    assert found.count(Check.WRONG_LETTER) == 22


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_at_most_one_last_digit_is_right_for_a_uln(body):
    found = [rules.check_uln(body + str(digit)) for digit in range(10)]
    assert found.count(Check.GOOD) <= 1
    assert found.count(Check.MALFORMED) == 0


def test_identifiers_without_a_check_character_are_kept_as_they_are():
    assert rules.check_identifier("NHS", "943 476 5919", AUTHORITIES) is Check.GOOD
    assert rules.check_identifier("NHS", " ", AUTHORITIES) is Check.NONE


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(may_be_told=True, must_not_be_told=True, reason="court"), "contact_both_may_and_must_not"),
        (Limits(may_collect=True, must_not_collect=True, reason="court"), "contact_both_may_and_must_not"),
        (Limits(must_not_be_told=True), "limit_without_reason"),
        (Limits(must_not_collect=True, reason="  "), "limit_without_reason"),
    ],
)
def test_limits_that_contradict_or_explain_nothing_are_refused(limits, code):
    with pytest.raises(Refused) as refusal:
        rules.check_limits(limits)
    assert refusal.value.code == code


def test_a_contact_may_be_told_and_must_not_collect():
    rules.check_limits(Limits(may_be_told=True, must_not_collect=True, reason="court order"))


@pytest.mark.parametrize(
    ("check", "forbidden", "silent", "allowed", "codes"),
    [
        (
            rules.check_may_be_told,
            Limits(must_not_be_told=True, may_collect=True),
            Limits(may_collect=True),
            Limits(may_be_told=True),
            ("must_not_be_told", "nobody_said_may_be_told"),
        ),
        (
            rules.check_may_collect,
            Limits(must_not_collect=True, may_be_told=True),
            Limits(may_be_told=True),
            Limits(may_collect=True),
            ("must_not_collect", "nobody_said_may_collect"),
        ),
    ],
)
def test_an_act_stops_until_somebody_allowed_is_chosen(check, forbidden, silent, allowed, codes):
    for limits, code in zip((forbidden, silent), codes, strict=True):
        with pytest.raises(Refused) as refusal:
            check(limits)
        assert refusal.value.code == code
        check(limits, let_pass=True)
    check(allowed)


def test_ringing_follows_the_order_and_skips_whoever_must_not_be_told():
    father = Ringable(1, 1, Limits(must_not_be_told=True, reason="court order"))
    neighbour = Ringable(2, 2, Limits())
    mother = Ringable(3, 3, Limits(may_be_told=True))
    contacts = [mother, neighbour, father]
    assert rules.ringing_order(contacts) == (neighbour, mother)
    assert rules.first_to_tell(contacts) == mother
    with pytest.raises(Refused) as refusal:
        rules.first_to_tell([father, neighbour])
    assert refusal.value.code == "nobody_may_be_told"


def test_a_name_used_here_is_not_carried_home():
    names = [CalledBy("Ash", Where.HERE), CalledBy("  ", Where.COMMISSIONER)]
    assert rules.called(names, Where.HERE, otherwise="Alice") == "Ash"
    assert rules.called(names, Where.HOME, otherwise="Alice") == "Alice"
    assert rules.called(names, Where.COMMISSIONER, otherwise="Alice") == "Alice"


@pytest.mark.parametrize(
    ("birth", "code"),
    [(date(2026, 11, 23), "born_in_future"), (date(1926, 3, 1), "born_too_long_ago")],
)
def test_a_birth_date_must_be_a_pupils(birth, code):
    with pytest.raises(Refused) as refusal:
        rules.check_birth_date(birth, today=date(2026, 11, 22))
    assert refusal.value.code == code


def test_a_birth_date_of_a_pupil_is_taken():
    rules.check_birth_date(date(2012, 5, 1), today=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("birth", "group"),
    [
        (date(2012, 8, 31), "10"),
        (date(2012, 9, 1), "9"),
        (date(2022, 8, 31), "R"),
        (date(2022, 9, 1), None),
        (date(2008, 8, 31), None),
    ],
)
def test_the_year_group_is_that_of_the_age_on_the_last_day_of_august(birth, group):
    assert rules.year_group(birth, date(2026, 11, 22), content("year_groups.csv")) == group


def test_forename_and_surname_are_both_needed():
    rules.check_name("Ash", "Reed")
    with pytest.raises(Refused):
        rules.check_name("Ash", " ")
    with pytest.raises(Refused):
        rules.check_name("", "Reed")


def test_what_ends_does_not_end_before_it_begins():
    rules.check_dates(date(2026, 11, 22), None)
    rules.check_dates(date(2026, 11, 22), date(2026, 11, 22))
    with pytest.raises(Refused):
        rules.check_dates(date(2026, 11, 22), date(2026, 11, 21))


@pytest.mark.parametrize("agreed", [-1, 15])
def test_a_week_has_no_more_than_fourteen_half_days(agreed):
    rules.check_half_days(10)
    with pytest.raises(Refused):
        rules.check_half_days(agreed)
