"""Lines about the record: damage is told in the answer, what is no backup is told from one that is broken."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

from app.store.engine import DATABASE, PAGE
from tests.kit.lines import Lines
from tests.kit.record import HEAD
from tests.kit.told import Tell

NAMES = ["cipher", "integrity", "foreign_keys", "schema", "chain", "witness", "rebuilt"]


def zeroed(record: Path, page: int) -> None:
    with (record / DATABASE).open("rb+") as file:
        file.seek((page - 1) * PAGE + 1024)
        file.write(bytes(64))


def test_a_damaged_record_is_checked_to_the_end_and_every_check_answers(lines: Lines, tell: Tell) -> None:
    whole = lines.folder / "whole"
    shutil.copytree(lines.record, whole)
    pages = (whole / DATABASE).stat().st_size // PAGE
    answered, unreadable = 0, 0
    try:
        for page in range(1, pages + 1, 9):
            zeroed(lines.record, page)
            said = lines("verify", lines.record)
            shutil.rmtree(lines.record)
            shutil.copytree(whole, lines.record)
            assert said.status == 1
            assert said.err.count("\n") == 1 and "damaged" in said.err and "backup" in said.err
            found = json.loads(said.out)
            checks = {check["name"]: check for check in found["checks"]}
            assert (found["ok"], list(checks)) == (False, NAMES)
            cipher = checks["cipher"]
            assert not cipher["ok"]
            assert f"page {page}" in cipher["found"] or "cannot be read" in cipher["found"]
            assert all("damaged" in check["found"] for check in found["checks"] if not check["ok"])
            assert all(check["found"] in ("sound", "ordinary") for check in found["checks"] if check["ok"])
            answered += 1
            unreadable += any("cannot be read" in check["found"] for check in found["checks"])
    finally:
        shutil.rmtree(lines.record)
        shutil.copytree(whole, lines.record)
        shutil.rmtree(whole)
    assert lines("verify", lines.record).found["ok"] is True
    tell("R-04d", f"verify answered for {answered} damaged pages, {unreadable} of them in what it reads")
    assert answered > 10 and unreadable > 3


def test_what_is_no_backup_is_told_from_a_backup_that_is_broken(bare: Lines) -> None:
    copies = bare.folder / "copies"
    copies.mkdir()
    good = Path(bare("backup", bare.record, "--to", copies).found["file"])
    content = good.read_bytes()
    sheet = bare.file("list.csv", "Forename,Surname", "Ash,Byrne")
    archive = Path(shutil.make_archive(str(bare.folder / "packed"), "zip", copies))
    broken = {"cut": content[: len(content) // 2], "no head": bytes(200) + content[200:]}
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    broken["flipped"] = bytes(flipped)
    expected = {
        bare.folder / "nowhere.inchstone": "That file is not there, or it cannot be opened.",
        sheet: "That file is no backup of Inchstone.",
        archive: "That file is no backup of Inchstone.",
        copies: "That is a folder. Choose the backup file inside it.",
    }
    for name, spoilt in broken.items():
        path = bare.folder / f"{name}.inchstone"
        path.write_bytes(spoilt)
        expected[path] = "That backup is damaged. Choose another one."
    with bare.unchanged():
        for path, said in expected.items():
            assert bare("restore", path, "--to", bare.folder / "back").refusal == said, path
    assert bare("restore", good, "--to", bare.folder / "back").found["difference"] is None


def test_new_offers_no_option_that_it_does_not_take(bare: Lines) -> None:
    sheet = bare.file("taken.pdf", "mine")
    made = ("new", bare.folder / "another", "--provision", "Hillside", "--head", HEAD)
    with bare.unchanged():
        said = bare(*made, "--recovery-sheet", sheet).refusal
        assert said == "There is a file called taken.pdf already. Choose another name."
        one = bare.folder / "one.pdf"
        said = bare(*made, "--recovery-sheet", one, "--recovery-text", bare.folder / "." / "one.pdf").refusal
        assert said.startswith("The recovery sheet and its text need two names.")
    assert sheet.read_text(encoding="utf-8") == "mine\n"


def test_what_opens_a_record_is_for_its_owner_alone(bare: Lines) -> None:
    record, sheet, groups = (bare.folder / name for name in ("own", "own.pdf", "own.txt"))
    made = bare.process(
        "new", record, "--provision", "Hillside", "--head", HEAD, "--recovery-sheet", sheet,
        "--recovery-text", groups,
    )  # fmt: skip
    assert made.found["head"] == HEAD
    away = bare.folder / "away"
    away.mkdir()
    copy = Path(bare.process("backup", record, "--to", away).found["file"])
    for path in (sheet, groups, copy, *record.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
