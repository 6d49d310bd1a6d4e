"""Shipped content: in the index, unchanged, sourced, dated, with unique keys, and never law from memory."""

import hashlib
import re
from datetime import date

import pytest

from tests.kit.shipped import CONTENT, content, table

STATUSES = {
    *("law", "law-schools-only", "act-not-in-force", "guidance", "indicator"),
    *("voluntary", "practice", "consultation", "project", "unverified"),
}
INDEX = content("index.csv")
SHEETS = [row["name"] for row in INDEX if row["name"].endswith(".csv")]
COLUMNS = {
    "authorities.csv": ("number,name", ["number"]),
    "bank_holidays.csv": ("date,title,notes", ["date"]),
    "clocks.csv": ("id,what,length,unit", ["id"]),
    "code_by_commissioner.csv": (
        "commissioner_kind,half_day,code_here,ask_commissioner,when_none",
        ["commissioner_kind", "half_day"],
    ),
    "code_categories.csv": ("category,title,in_possible,in_attendance", ["category"]),
    "codes.csv": (
        "number,code,description,plain_meaning,category,counts_as_possible,counts_as_present,"
        "authorised,physically_present,valid_from,valid_to,replaced_by",
        ["code", "valid_from"],
    ),
    "curriculum_headings.csv": ("ours,spelling", ["spelling"]),
    "framework_ecm.csv": ("outcome_no,outcome,short,aim_no,aim,is_parent_support_line", ["aim_no"]),
    "frameworks/starter_steps.csv": ("outcome_no,outcome,aim_no,aim,scale", ["aim_no"]),
    "headings.csv": ("ours,spelling", ["ours", "spelling"]),
    "hours_rules.csv": (
        "id,title,applies_to,threshold,unit,wording,rule_set,in_force_from,in_force_to",
        ["id"],
    ),
    "ladder_default.csv": (
        "rung,staff,family,child,usually,heard,seen,on_site,supervised,proposes,hint",
        ["rung"],
    ),
    "terms_example.csv": ("name,kind,start,end", ["name"]),
    "year_groups.csv": ("nc_year,age_at_start_31_Aug,key_stage", ["nc_year"]),
}


def test_every_file_is_in_the_index_and_every_line_of_the_index_has_its_file():
    there = {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.is_file()}
    assert there - {"index.csv"} == {row["name"] for row in INDEX}
    assert [row["name"] for row in INDEX] == sorted(row["name"] for row in INDEX)


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["name"])
def test_each_file_is_what_its_line_in_the_index_says(row):
    raw = (CONTENT / row["name"]).read_bytes()
    assert row["sha256"] == hashlib.sha256(raw).hexdigest(), "write this digest into index.csv"
    assert b"\r" not in raw
    assert raw.decode("utf-8").isprintable() or "\n" in raw.decode("utf-8")
    assert date.fromisoformat(row["in_force_from"]) <= date.fromisoformat(row["version"])
    assert row["source"] and row["licence"]


@pytest.mark.parametrize("name", SHEETS)
def test_every_row_says_its_status_its_source_and_when_it_was_checked(name):
    rows = table(CONTENT / name)
    assert rows
    for row in rows:
        assert row["status"] in STATUSES
        assert row["source"].strip()
        date.fromisoformat(row["checked_on"])
        assert None not in row and None not in row.values()


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_those_agreed_and_keys_are_unique(name):
    columns, key = COLUMNS[name]
    rows = content(name)
    assert set(rows[0]) == {*columns.split(","), "status", "source", "checked_on"}
    keys = [tuple(row[part] for part in key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_every_sheet_has_its_columns_agreed_here():
    assert set(SHEETS) == set(COLUMNS)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_unverified_says_law_duty_or_must(name):
    for row in content(name):
        if row["status"] == "unverified":
            shown = " ".join(row.get(column) or "" for column in ("wording", "when_none", "title"))
            assert not re.search(r"\b(law|legal|must by law|duty)\b", shown, re.IGNORECASE), row


@pytest.mark.parametrize("name", [*SHEETS, "index.csv"])
def test_no_path_of_a_machine_and_no_paper_of_ours_is_named(name):
    text = (CONTENT / name).read_text(encoding="utf-8")
    assert not re.search(r"(^|[\s\"'(])/(home|tmp|usr|root|work|mnt)/|\.md\b", text)


def test_the_code_columns_agree_with_the_categories():
    categories = {row["category"]: row for row in content("code_categories.csv")}
    for code in content("codes.csv"):
        category = categories[code["category"]]
        assert code["counts_as_possible"] == category["in_possible"], code["code"]
        assert code["counts_as_present"] == category["in_attendance"], code["code"]
        absence = {"authorised_absence": "1", "unauthorised_absence": "0"}.get(code["category"], "")
        assert code["authorised"] == absence, code["code"]
        assert code["plain_meaning"] != code["description"]


def test_the_key_here_stores_only_codes_in_force():
    letters = {row["code"] for row in content("codes.csv") if not row["valid_to"]}
    rows = content("code_by_commissioner.csv")
    assert {row["code_here"] for row in rows if row["code_here"]} == {"B", "K", "/", "\\"} <= letters
    assert all(bool(row["code_here"]) is not bool(row["when_none"]) for row in rows)


def test_refused_passwords_are_ten_thousand_lower_case_and_long_enough_to_be_tried():
    lines = (CONTENT / "passwords_refused.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) >= 10_000
    assert all(len(line) >= 8 and line == line.lower() == line.strip() for line in lines)
    assert {"password", "12345678", "football", "baseball", "iloveyou"} <= set(lines)


def test_starter_steps_are_sequenced_whole_and_said_as_something_a_child_can_do():
    rows = content("frameworks/starter_steps.csv")
    steps = [row for row in rows if row["scale"]]
    assert len(steps) >= 150
    assert len({row["outcome"] for row in rows}) >= 10
    assert {"Knowing my feelings", "Living on my own", "Number", "Reading"} <= {
        row["outcome"] for row in rows
    }
    numbers = [tuple(int(part) for part in row["aim_no"].split(".")) for row in rows]
    assert numbers == sorted(numbers)
    assert all(str(number[0]) == row["outcome_no"] for number, row in zip(numbers, rows, strict=True))
    for row, number in zip(rows, numbers, strict=True):
        assert len(number) == (3 if row["scale"] else 2)
        assert row["aim"].startswith("can ") is bool(row["scale"])
        assert number[-1] == 1 or (*number[:-1], number[-1] - 1) in numbers
    assert len({row["aim"] for row in steps}) == len(steps)
