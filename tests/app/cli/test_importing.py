"""Bringing pupils and curricula in by command line: the process as it is."""

import json

import pytest

from tests.kit import workbooks
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
        "read", "imported", "unchanged", "need_you", "identifiers", "columns", "pupils", "not_read", "notes"
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
    assert (found["not_read"], found["notes"]) == ([], [])
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


def test_a_file_that_fails_unforeseen_takes_no_other_files_answer_with_it(bare, monkeypatch):
    from app.cli import bringing

    does = bringing.pupils

    def fails_on_the_second(opened, found, dry_run):
        if found.name == "second of two.csv":
            raise ZeroDivisionError
        return does(opened, found, dry_run)

    monkeypatch.setattr(bringing, "pupils", fails_on_the_second)
    names = (("first of two.csv", "Kay,Lamb"), ("second of two.csv", "Lou,Moss"), ("third.csv", "May,Nash"))
    files = [bare.file(name, "Forename,Surname", row) for name, row in names]
    done = bare("import", "pupils", bare.record, *files)
    found = json.loads(done.out)["files"]
    assert (done.status, [each["exit"] for each in found]) == (1, [0, 1, 0])
    assert (found[0]["imported"], found[2]["imported"]) == (1, 1)
    assert "nothing was changed" not in found[1]["why"] + done.err
    assert done.err == "1 of 3 files did not come in; the answer says why.\n"


def test_the_rows_that_need_somebody_are_said_in_words_under_their_file(bare, pupils_file):
    other = bare.file("others.csv", "Forename,Surname", ",Nobody")
    said = bare("import", "pupils", bare.record, pupils_file, other, "--dry-run", json=False)
    assert said.status == 0
    assert "row 2, column Forename, why " in said.out
    assert not set("[]{}'") & set(said.out)


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


def test_a_half_letter_costs_its_item_and_not_the_answers_of_the_other_files(bare):
    half = bare.folder / "half.json"
    half.write_text(
        '{"CFDocument": {"identifier": "h", "title": "Half"}, "CFItems": [{"identifier": "ha",'
        ' "fullStatement": "Add \\ud83d"}, {"identifier": "hb", "fullStatement": "Take\\u0000 away"}]}',
        encoding="utf-8",
    )
    other = bare.file("Other half.txt", "1. Halve")
    found = bare("import", "curriculum", bare.record, half, other).found["files"]
    assert [(each["exit"], each["nodes"], each["imported"]) for each in found] == [(0, 1, True), (0, 1, True)]
    assert found[0]["not_read"][0]["where"] == "CFItems 1"
    assert "cannot be read" in found[0]["not_read"][0]["why"]
    again = bare("import", "curriculum", bare.record, half).found
    assert again["imported"] is False


def test_a_curriculum_of_which_nothing_finds_a_place_is_refused(bare):
    file = bare.file("Nowhere.csv", "code,statement,parent", "A,Add,Z", "B,Take,Z")
    with bare.unchanged():
        for dry in ((), ("--dry-run",)):
            assert "row 2" in bare("import", "curriculum", bare.record, file, *dry).refusal


def test_a_name_with_a_letter_that_cannot_be_read_waits_for_somebody(bare):
    path = bare.folder / "mixed.csv"
    path.write_bytes("Forename,Surname\nJosé,Lúz\n".encode() + b"Zo\xeb,Mixed\nUma,Mixed\n")
    found = bare("import", "pupils", bare.record, path).found
    assert (found["read"], found["imported"]) == (3, 2)
    (need,) = found["need_you"]
    assert (need["row"], need["column"]) == (3, "Forename")
    assert "Forename" in need["why"] and "cannot be read" in need["why"]


def two_sheets(first, second):
    """A workbook with a sheet of leavers before the pupils."""
    parts = workbooks.parts(first)
    sheets = '<sheet name="Leavers" sheetId="1" r:id="rId1"/><sheet name="Pupils" sheetId="2" r:id="rId2"/>'
    start, end = workbooks.WORKBOOK.index("<sheets>"), workbooks.WORKBOOK.index("</sheets>")
    link = workbooks.WORKBOOK_LINKS[workbooks.WORKBOOK_LINKS.index("<Relationship ") :]
    link = link.replace("rId1", "rId2").replace("sheet1", "sheet2")
    kind = workbooks.TYPES[workbooks.TYPES.rindex("<Override") :].replace("sheet1", "sheet2")
    parts["xl/workbook.xml"] = f"{workbooks.WORKBOOK[:start]}<sheets>{sheets}{workbooks.WORKBOOK[end:]}"
    parts["xl/_rels/workbook.xml.rels"] = workbooks.WORKBOOK_LINKS.removesuffix("</Relationships>") + link
    parts["[Content_Types].xml"] = workbooks.TYPES.removesuffix("</Types>") + kind
    parts["xl/worksheets/sheet2.xml"] = workbooks.sheet(second)
    return workbooks.packed(parts)


def test_sheets_and_columns_that_were_not_read_are_said(bare):
    book = bare.folder / "book.xlsx"
    book.write_bytes(
        two_sheets(
            (("Forename", "Surname"), ("Leo", "Gone")),
            (("Forename", "Surname", "Surname", "DOB"), ("Nia", "Here", "Elsewhere", "")),
        )
    )
    found = bare("import", "pupils", bare.record, book).found
    assert (found["imported"], found["columns"]["Surname"]) == (1, "surname")
    assert [each["where"] for each in found["not_read"]] == ["sheet Leavers", "column 3"]
    assert all(each["why"].endswith(".") for each in found["not_read"])


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


def with_hidden(*names: str) -> bytes:
    """A workbook of one pupil with further sheets that are hidden."""
    parts = workbooks.parts((("Forename", "Surname"), ("Hid", "Den")))
    hidden = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId1"/>'
        for at, (name, state) in enumerate(zip(names, ("hidden", "veryHidden"), strict=False), start=2)
    )
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", f"{hidden}</sheets>")
    return workbooks.packed(parts)


def test_sheets_that_are_hidden_are_named_as_not_read(bare: Lines) -> None:
    path = bare.folder / "hidden.xlsx"
    path.write_bytes(with_hidden("Leavers", "Lists"))
    found = bare("import", "pupils", bare.record, path, "--dry-run").found
    why = "This sheet is hidden, so it was not read. If it is meant, show it and save the file again."
    assert found["imported"] == 1
    assert found["not_read"] == [
        {"where": "sheet Leavers", "why": why},
        {"where": "sheet Lists", "why": why},
    ]


def test_a_workbook_of_hidden_sheets_alone_says_so(bare: Lines) -> None:
    parts = workbooks.parts()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        'sheetId="1"', 'sheetId="1" state="hidden"'
    )
    path = bare.folder / "all hidden.xlsx"
    path.write_bytes(workbooks.packed(parts))
    said = bare("import", "pupils", bare.record, path).refusal
    assert said == "Every sheet of that workbook is hidden. Show the one that is meant and save it again."


def test_an_allergy_under_another_heading_is_said_to_be_one(bare: Lines) -> None:
    file = bare.file("diet.csv", "Forename,Surname,Diet", "Dot,Ash,nut allergy", "Dan,Ash,vegetarian")
    found = bare("import", "pupils", bare.record, file, "--dry-run").found
    assert found["columns"]["Diet"] == "care"
    assert found["notes"] == [
        "An allergy is told under “Diet” (rows: 1). It is kept there, and as an allergy too, so that the "
        "emergency sheet says it."
    ]
