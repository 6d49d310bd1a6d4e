"""The child as a program: lines, refusals, and a sign of life while it works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app.parse import __main__ as parse
from app.store import platform


def run(*arguments: str) -> tuple[int, list[list[object]]]:
    root = platform.child_command("app.parse")[1]
    done = subprocess.run(
        [sys.executable, "-m", "app.parse", *arguments], cwd=root, capture_output=True, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_first_line_is_a_sign_of_life_and_the_last_counts_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    status, lines = run("table", str(path))
    assert status == 0
    assert lines[0] == ["beat"]
    said = [line for line in lines if line != ["beat"]]
    assert said[-1] == ["end", len(said) - 1]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert run("table", str(tmp_path / "none.csv"))[1][-1] == ["refused", "file_not_there", {}]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert run("table", str(tmp_path))[1][-1] == ["refused", "file_not_there", {}]


def test_an_unknown_kind_is_answered_by_status_alone(tmp_path: Path) -> None:
    assert run("music", str(tmp_path)) == (2, [])


def test_json_is_no_table_and_a_nested_list_is_none_either() -> None:
    for text, code in (("{}", "file_is_json"), ("A\n  B\n", "file_is_outline"), (" \n", "file_empty")):
        try:
            list(parse.lines("table", text.encode(), "x.txt"))
        except parse.FileRefused as refused:
            assert refused.code == code
        else:
            raise AssertionError(text)
