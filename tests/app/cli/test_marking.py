"""Logging steps and putting marks down by command line: the process as it is."""

import pytest


def test_steps_are_logged_and_bad_rows_are_listed_with_why(lines):
    file = lines.file(
        "log.csv", "pupil,node,date,mark", "Bea Lindqvist,to5,2026-10-13,1", "Bea Lindqvist,N1,2026-10-13,1",
        "Bea Lindqvist,to10,2026-10-13,baseline", "Bea Lindqvist,to5,2026-10-13,1",
    )  # fmt: skip
    found = lines("log", lines.record, file).found
    assert list(found) == ["read", "logged", "unchanged", "refused"]
    assert (found["read"], found["logged"], found["unchanged"]) == (4, 2, 1)
    ((refused),) = found["refused"]
    assert (refused["row"], refused["why"]) == (3, "Choose one of the smaller steps inside this one.")
    journey = lines("journey", lines.record, "--pupil", "Bea Lindqvist").found
    assert (journey["made_here"], journey["baseline"]) == (1, 1)


def test_marks_are_put_down_and_bad_rows_are_listed_with_why(lines):
    file = lines.file(
        "mark.csv", "pupil,date,slot,measure,value,time,reason", "Bea Lindqvist,2026-10-13,AM,code,B,,",
        "Bea Lindqvist,2026-10-13,10:15,rung,6,10:20,", "Bea Lindqvist,2026-10-13,Breakfast,Be healthy,3,,",
        "Bea Lindqvist,2026-10-13,Swimming,rung,6,,", "Bea Lindqvist,2026-10-13,AM,code,I,,",
    )  # fmt: skip
    found = lines("mark", lines.record, file).found
    assert list(found) == ["read", "marked", "unchanged", "refused"]
    assert (found["read"], found["marked"], [each["row"] for each in found["refused"]]) == (5, 3, [5, 6])
    assert "Breakfast 09:00, Morning lesson 10:15, Home visit 13:00" in found["refused"][0]["why"]
    again = lines("mark", lines.record, file).found
    assert (again["marked"], again["unchanged"]) == (0, 3)


def test_a_blank_value_is_refused_and_what_stood_stays(lines):
    heading = "pupil,date,slot,measure,value"
    row = "Bea Lindqvist,2026-10-06,{}"
    for place, good in (
        ("AM,code,{}", "B"), ("Breakfast,rung,{}", "6"), ("Breakfast,Be healthy,{}", "3"),
    ):  # fmt: skip
        filled = lines.file("filled.csv", heading, row.format(place.format(good)))
        assert lines("mark", lines.record, filled).found["marked"] == 1
        blank = lines.file("blank.csv", heading, row.format(place.format("")))
        with lines.unchanged():
            found = lines("mark", lines.record, blank).found
        assert (found["marked"], [each["row"] for each in found["refused"]]) == (0, [2]), place
    dash = lines.file("dash.csv", heading, row.format("Breakfast,Be healthy,-"))
    assert lines("mark", lines.record, dash).found["marked"] == 1


@pytest.mark.parametrize("line", ["log", "mark"])
def test_a_sheet_without_its_headings_is_refused(lines, line):
    file = lines.file("other.csv", "name,shoe size", "Alfie,4")
    with lines.unchanged():
        assert "Missing:" in lines(line, lines.record, file).refusal


def test_a_sheet_in_which_nothing_is_new_changes_nothing(lines):
    file = lines.file("same.csv", "pupil,date,slot,measure,value", "Alfie Marsh,2026-10-13,AM,code,B")
    lines("mark", lines.record, file)
    with lines.unchanged():
        assert lines("mark", lines.record, file).found["unchanged"] == 1
