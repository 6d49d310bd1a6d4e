"""Bringing pupils and curricula in by command line: the process as it is."""

import json

import pytest

from tests.kit.lines import Lines
from tests.kit.real_inputs import FOLDER, needs_real_inputs

UPN = "H801200001001"


@pytest.fixture
def pupils_file(bare: Lines):
    return bare.file(
        "list.csv", "Our list of pupils,,,,", "Forename,Surname,Date of birth,UPN,Shoe size",
        f"Ash,Byrne,4/3/2012,{UPN},4", "Bea,Cole,,,5", ",Nobody,,,", "Bea,Cole,,,6", "Cy,Dunn,31/02/2012,,",
    )  # fmt: skip


def test_pupils_come_in_and_the_answer_adds_up(bare, pupils_file):
    planned = bare("import", "pupils", bare.record, pupils_file, "--dry-run").found
    found = bare("import", "pupils", bare.record, pupils_file).found
    assert list(found) == [
        "read", "imported", "unchanged", "need_you", "identifiers", "columns", "pupils"
    ]  # fmt: skip
    assert (found["read"], found["imported"], found["unchanged"]) == (5, 2, 0)
    assert [(each["row"], each["column"]) for each in found["need_you"]] == [
        (5, "Forename"), (6, "Forename"), (7, "Date of birth"),
    ]  # fmt: skip
    assert all(each["why"].endswith(".") for each in found["need_you"])
    for identifier, rows in found["identifiers"].items():
        assert sum(rows.values()) == found["read"], identifier
    assert found["columns"] == {
        "Forename": "forename", "Surname": "surname", "Date of birth": "birth_date", "UPN": "upn",
        "Shoe size": None,
    }  # fmt: skip
    assert [each["row"] for each in found["pupils"]] == [3, 4]
    assert {**planned, "pupils": None} == {**found, "pupils": None}
    again = bare("import", "pupils", bare.record, pupils_file).found
    assert (again["imported"], again["unchanged"], again["pupils"]) == (0, 2, found["pupils"])
    listed = bare("pupils", bare.record).found
    assert {row["ref"] for row in listed} >= {each["ref"] for each in found["pupils"]}


def test_a_dry_run_changes_nothing(bare):
    file = bare.file("dry.csv", "Forename,Surname", "Dry,Run")
    with bare.unchanged():
        assert bare("import", "pupils", bare.record, file, "--dry-run").found["imported"] == 1


def test_a_copy_is_made_before_an_import_that_changes_anything(bare):
    file = bare.file("copied.csv", "Forename,Surname", "Copied,First")
    before = bare("info", bare.record).found["last_backup"]
    bare("import", "pupils", bare.record, file)
    assert bare("info", bare.record).found["last_backup"] not in (None, before)


def test_several_files_are_a_transaction_each_and_the_status_is_the_highest(bare):
    good = bare.file("one.csv", "Forename,Surname", "Ivy,Jones")
    bad = bare.file("two.xml", "<?xml version='1.0'?>", "<pupils/>")
    done = bare("import", "pupils", bare.record, good, bad)
    assert done.status == 2
    found = json.loads(done.out)["files"]
    assert [(each["file"], each["exit"]) for each in found] == [(str(good), 0), (str(bad), 2)]
    assert (found[0]["imported"], "XML" in found[1]["why"]) == (1, True)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.xml", b"<?xml version='1.0'?><a/>"),
        ("list.json", b'{"pupils": []}'),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("empty.csv", b""),
        ("tree.csv", b"identifier,fullStatement,humanCodingScheme,isChildOf\n1,Add,A,\n"),
    ],
)
def test_what_is_no_list_of_pupils_is_refused_in_one_line(bare, name, content):
    path = bare.folder / name
    path.write_bytes(content)
    with bare.unchanged():
        assert bare("import", "pupils", bare.record, path).refusal


def test_a_file_that_is_not_there_is_refused(bare):
    assert "not there" in bare("import", "pupils", bare.record, bare.folder / "none.csv").refusal


def test_a_curriculum_comes_in_once(bare):
    file = bare.file(
        "Number.txt", "1. Counting", "\t1.1 counts to five", "\t1.2 counts to ten", "\t\t\tToo deep"
    )
    planned = bare("import", "curriculum", bare.record, file, "--dry-run").found
    found = bare("import", "curriculum", bare.record, file).found
    assert list(found) == [
        "framework", "identifier", "nodes", "places", "leaves", "depth", "coded", "several_places",
        "other_links", "not_read", "imported",
    ]  # fmt: skip
    assert planned == found
    assert (found["framework"], found["nodes"], found["leaves"], found["depth"]) == ("Number", 3, 2, 3)
    assert [each["where"] for each in found["not_read"]] == ["line 4"]
    with bare.unchanged():
        again = bare("import", "curriculum", bare.record, file).found
    assert again == {**found, "imported": False}


def test_another_file_of_a_curriculum_that_is_here_is_refused(bare):
    bare("import", "curriculum", bare.record, bare.file("Maths.txt", "1. Add"))
    with bare.unchanged():
        other = bare.folder / "Maths.txt"
        other.write_text("1. Add\n2. Subtract\n", encoding="utf-8")
        assert "identifier" in bare("import", "curriculum", bare.record, other).refusal


def test_what_cannot_be_imported_is_no_line_of_the_program(bare):
    assert "--help" in bare("import", "dinners", bare.record, "x.csv").refusal


@needs_real_inputs
@pytest.mark.parametrize(
    ("name", "nodes", "places", "several"),
    [
        ("ccss_math", 703, 703, 0),
        ("nc_mathematics_taxonomy", 795, 795, 0),
        ("oak_music", 2432, 2481, 18),
    ],
)
def test_real_curricula_come_in_whole(bare, name, nodes, places, several):
    file = FOLDER / "01_curriculum" / "derived_case" / f"{name}.case.json"
    found = bare("import", "curriculum", bare.record, file).found
    assert (found["nodes"], found["places"], found["several_places"]) == (nodes, places, several)
    assert (found["not_read"], found["imported"]) == ([], True)


@needs_real_inputs
def test_a_real_list_of_pupils_comes_in_whole(bare):
    file = FOLDER.joinpath(
        "02_mis",
        "microsoft_sds",
        "OfficeDev+O365-EDU-Tools",
        "CSV Samples",
        "UK Format",
        "25 Users",
        "Student.csv",
    )
    found = bare("import", "pupils", bare.record, file).found
    assert (found["read"], found["imported"], found["need_you"]) == (22, 22, [])
