"""Asking by command line: who there is, rates, a journey."""

from datetime import date

import pytest

from app.rooms import people
from app.rooms.people import GroupCard, MembershipCard
from tests.kit.lines import Lines
from tests.kit.provision import provision


def test_pupils_are_listed_with_their_numbers_and_what_their_checks_say(lines):
    found = lines("pupils", lines.record).found
    assert [row["surname"] for row in found] == ["Farouk", "Lindqvist", "Marsh", "Osei"]
    assert list(found[0]) == ["ref", "name", "surname", "known_as", "birth_date", "identifiers"]


def test_rates_of_a_sheet_need_no_record_and_no_password(bare):
    file = bare.file("counts.csv", "code,count", "/,48", "I,14", "O,8", "X,3", "H,0", "J,0")
    assert bare("rates", "--counts", file, password=None).found == {
        "possible": 70,
        "attendance": {"count": 48, "percent": "68.5714"},
        "authorised": {"count": 14, "percent": "20.0000"},
        "unauthorised": {"count": 8, "percent": "11.4286"},
        "absence": {"count": 22, "percent": "31.4286"},
        "persistent": True,
        "severe": False,
    }


def test_where_nothing_was_possible_there_is_no_percentage(bare):
    found = bare("rates", "--counts", bare.file("none.csv", "code,count", "X,3"), password=None).found
    assert (found["possible"], found["absence"], found["persistent"]) == (
        0, {"count": 0, "percent": None}, None
    )  # fmt: skip


@pytest.mark.parametrize(("row", "said"), [("QQ,3", "QQ"), ("I,-1", "I"), ("I,1.5", "I"), ("I,", "I")])
def test_a_count_that_cannot_be_is_refused_by_its_code(bare, row, said):
    assert said in bare("rates", "--counts", bare.file("bad.csv", "code,count", row), password=None).refusal


def test_rates_of_a_record_by_everything_have_one_total(lines):
    file = lines.file(
        "codes.csv", "pupil,date,slot,measure,value", "Callum Osei,2026-09-08,AM,code,B",
        "Callum Osei,2026-09-08,PM,code,I", "Dina Farouk,2026-09-15,AM,code,G",
    )  # fmt: skip
    lines("mark", lines.record, file)
    span = ("--from", "2026-09-01", "--to", "2026-09-30")
    total = lines("rates", lines.record, *span).found
    assert (total["possible"], total["attendance"]["count"]) == (3, 1)
    assert (total["persistent"], total["severe"]) == (2, 2)
    answers = {
        by: lines("rates", lines.record, *span, "--by", by).found for by in ("pupil", "week", "code", "group")
    }
    assert all(answer["total"] == total for answer in answers.values())
    assert [(row["name"], row["possible"]) for row in answers["pupil"]["rows"]] == [
        ("Dina Farouk", 1), ("Callum Osei", 2)
    ]  # fmt: skip
    assert [row["key"] for row in answers["week"]["rows"]] == ["2026-09-07", "2026-09-14"]
    assert answers["code"]["rows"] == [{"code": code, "count": 1} for code in ("B", "G", "I")]
    assert answers["group"]["rows"] == []


def test_rates_by_group_have_keys_that_may_be_seen_outside(template, tmp_path):
    def join(office):
        pupil = provision(office).pupils[2]
        for name, first, last in (
            ("Otters", date(2026, 9, 1), date(2026, 9, 6)),
            ("Otters", date(2026, 9, 7), date(2026, 9, 30)),
            ("Herons", date(2026, 9, 1), date(2026, 9, 30)),
        ):
            group = office.execute(people.AddGroup(GroupCard(name, first, last))).new_id
            office.execute(people.AddMembership(MembershipCard(group, pupil, first, last)))

    here = Lines(template, tmp_path)
    here.within(join)
    rows = [
        f"Callum Osei,2026-09-{day},{half},code,B" for day, half in (("02", "AM"), ("08", "AM"), ("08", "PM"))
    ]
    marked = here("mark", here.record, here.file("in.csv", "pupil,date,slot,measure,value", *rows)).found
    assert marked["marked"] == 3
    span = ("--from", "2026-09-01", "--to", "2026-09-10")
    found = here("rates", here.record, *span, "--by", "group").found["rows"]
    assert [(row["key"], row["name"], row["possible"]) for row in found] == [
        ("Herons", "Herons", 3), ("Otters 2026-09-01", "Otters", 1), ("Otters 2026-09-07", "Otters", 2)
    ]  # fmt: skip


def test_a_count_without_a_code_is_refused_by_its_row(bare):
    file = bare.file("nameless.csv", "code,count", "/,4", ",3")
    said = bare("rates", "--counts", file, password=None).refusal
    assert said == "There is no code in row 3. Write one, or take the row out."


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "2026-09-01"),
        ("--from", "2026-09-01", "--to", "yesterday"),
        ("--from", "2026-09-02", "--to", "2026-09-01"),
        ("--from", "2026-09-01", "--to", "2026-09-02", "--by", "moon"),
        ("--counts", "x.csv"),
    ],
)
def test_rates_of_a_record_need_a_span_that_can_be(lines, words):
    with lines.unchanged():
        assert lines("rates", lines.record, *words).refusal


def test_a_journey_has_three_lanes_and_the_figures_behind_its_headline(lines):
    found = lines("journey", lines.record, "--pupil", "Alfie Marsh").found
    assert list(found) == [
        "pupil", "headline", "rule", "figures", "made_here", "baseline", "lost", "regained", "lanes",
    ]  # fmt: skip
    assert found["rule"] == "usually_two_of_three_of_last_nine"
    assert found["figures"] == {"k": 7, "n": 9, "rung": 6}
    assert "7 of the last 9 visits" in found["headline"]
    weeks = found["lanes"]["attendance"]
    assert [week["week"] for week in weeks] == [
        "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12"
    ]  # fmt: skip
    assert weeks[0] == {"week": "2026-09-07", "usual": 1, "best": 2, "lowest": 1, "n": 2, "seen": False}
    assert found["lanes"]["engagement"] == found["lanes"]["curriculum"] == []


def test_a_pupil_nobody_knows_is_refused(lines):
    assert lines("journey", lines.record, "--pupil", "Nobody Here").refusal


def test_answers_in_words_say_the_same_and_nothing_goes_to_standard_error(lines):
    done = lines("journey", lines.record, "--pupil", "Alfie Marsh", json=False)
    assert (done.status, done.err) == (0, "")
    assert "headline: " in done.out
    assert "{" not in done.out
