"""Nothing grows beyond what one can read at one sitting."""

from __future__ import annotations

from tests.architecture.tree import functions, inside, modules

FILE, FUNCTION = 400, 40
FOLDERS = ("app", "ui", "installer", "tests")


def test_no_file_has_more_than_400_lines() -> None:
    lengths = {inside(file): len(file.read_text(encoding="utf-8").splitlines()) for file in modules(*FOLDERS)}
    assert len(lengths) > 50, "the tree was not found"
    assert {name: lines for name, lines in lengths.items() if lines > FILE} == {}


def test_no_function_has_more_than_40_lines() -> None:
    lengths = {
        f"{inside(file)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in modules(*FOLDERS)
        for node in functions(file)
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION} == {}
