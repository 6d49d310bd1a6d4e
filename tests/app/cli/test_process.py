"""Every line once as a process of its own, from a new record to the record brought back."""

import json
import subprocess
import sys

import pytest

from tests.kit.lines import ROOT, Lines
from tests.kit.record import HEAD, PASSWORD


def test_help_names_every_line_without_loading_the_program():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app.cli", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "journey RECORD --pupil REF" in done.stdout
    assert "sqlalchemy" not in done.stderr


def test_a_whole_life_by_command_line(bare: Lines):
    """New, pupils in, a curriculum in, logged, marked, asked, printed, copied, brought back, checked."""
    record, sheet, groups = bare.folder / "ours", bare.folder / "sheet.pdf", bare.folder / "sheet.txt"
    made = bare.process(
        "new", record, "--provision", "Hillside", "--head", HEAD, "--recovery-sheet", sheet,
        "--recovery-text", groups,
    ).found  # fmt: skip
    assert made["head"] == HEAD

    people = bare.file("people.csv", "Forename,Surname,DOB", "Ash,Byrne,4/3/2012", "Bea,Cole,5/3/2012")
    assert bare.process("import", "pupils", record, people).found["imported"] == 2
    outline = bare.file("Number.txt", "1. Counting", "\t1.1 counts to five", "\t1.2 counts to ten")
    assert bare.process("import", "curriculum", record, outline).found["nodes"] == 3
    log = bare.file("steps.csv", "pupil,node,date,mark", "Ash Byrne,1.1,2026-10-13,1")
    assert bare.process("log", record, log).found["logged"] == 1
    marks = bare.file("codes.csv", "pupil,date,slot,measure,value", "Ash Byrne,2026-10-13,AM,code,B")
    assert bare.process("mark", record, marks).found["marked"] == 1
    span = ("--from", "2026-10-01", "--to", "2026-10-31")
    assert bare.process("rates", record, *span).found["possible"] == 1
    assert bare.process("journey", record, "--pupil", "Ash Byrne").found["made_here"] == 1
    page = bare.folder / "staff.pdf"
    assert bare.process("report", record, "staff", "--pupil", "Ash Byrne", "--to", page).found["reference"]

    counts = bare.process("info", record).found["counts"]
    assert (counts["pupils"], counts["achievements"], counts["session_marks"]) == (2, 1, 1)
    copies = bare.folder / "copies"
    copies.mkdir()
    copy = bare.process("backup", record, "--to", copies).found
    assert copy["verified"] is True
    back = bare.process("restore", copy["file"], "--to", bare.folder / "back").found
    assert (back["difference"], back["counts"]["pupils"]) == (None, 2)
    again = bare.process(
        "restore", copy["file"], "--to", bare.folder / "by sheet", "--recovery", groups,
        password="another calm otter",
    ).found  # fmt: skip
    assert again["record"] == made["record"]
    checks = bare.process("verify", bare.folder / "by sheet", password="another calm otter").found
    assert (checks["ok"], [check["name"] for check in checks["checks"]]) == (
        True, ["cipher", "integrity", "foreign_keys", "schema", "chain", "witness", "rebuilt"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "password"),
    [
        (("info", "{record}"), None),
        (("info", "{record}"), "not the password"),
        (("info", "{folder}/nothing"), PASSWORD),
        (("info", "{record}", "--as", "Nobody"), PASSWORD),
        (("journey", "{record}"), PASSWORD),
        (("sing", "{record}"), PASSWORD),
        (("info", "{record}", "--as"), PASSWORD),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(bare, words, password):
    typed = [word.format(record=bare.record, folder=bare.folder) for word in words]
    for json_too in (True, False):
        assert bare(*typed, password=password, json=json_too).refusal


def test_who_and_json_may_stand_anywhere(bare):
    done = bare("--as", HEAD.upper(), "info", "--json", bare.record, json=False)
    assert json.loads(done.out)["counts"]["staff"] == 1


def test_a_second_process_on_an_open_record_is_refused(bare):
    with bare.open():
        assert "open" in bare.process("info", bare.record).refusal
