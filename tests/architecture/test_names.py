"""One word per thing, everywhere: names that say nothing, and the word that says three things, stay out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import inside, modules, parsed

# Nothing may carry these; a class, function or module not these either.
BANNED = {"manager", "helper", "helpers", "util", "utils", "student", "students", "learner", "learners"}
BANNED_FOR_WHAT_IS_DEFINED = BANNED | {"data", "info", "base"}

# Said elsewhere: Qt's virtual methods, Windows' ProgramData, `info` of cli.md, "local data" of the papers.
THEIRS = {"data", "setData", "headerData", "setHeaderData", "itemData", "mimeData"}
THEIRS |= {"dropMimeData", "canDropMimeData"}
THEIRS |= {"program_data", "info", "local_data"}

BARE = {"session", "sessions", "Session", "Sessions"}
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


@cache
def nodes(file: Path) -> list[ast.AST]:
    return list(ast.walk(parsed(file)))


def defined(file: Path) -> Iterator[tuple[str, int]]:
    """The module itself, its classes and functions."""
    yield file.stem, 1
    for node in nodes(file):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno


def given(file: Path) -> Iterator[tuple[str, int]]:
    """Variables, arguments and attributes that this file gives a name; what it only uses is not its own."""
    for node in nodes(file):
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def empty_words(name: str, banned: set[str]) -> set[str]:
    """`MoveHelper`, `move_helper` → helper."""
    return set() if name.strip("_") in THEIRS else {part.lower() for part in PARTS.findall(name)} & banned


def test_no_name_says_nothing() -> None:
    found = [
        f"{inside(file)}:{line} {name}"
        for file in modules("app", "ui")
        for banned, names in ((BANNED_FOR_WHAT_IS_DEFINED, defined(file)), (BANNED, given(file)))
        for name, line in names
        if empty_words(name, banned)
    ]
    assert found == []


def test_a_session_is_never_bare() -> None:
    """The database's is db, a half-day is a StatutorySession, a piece of the timetable is a Slot."""
    found = [
        f"{inside(file)}:{line} {name}"
        for file in modules("app", "ui")
        for name, line in (*defined(file), *given(file))
        if name.strip("_") in BARE
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("RecordManager", {"manager"}),
        ("pupil_data", {"data"}),
        ("HTTPUtil", {"util"}),
        ("student", {"student"}),
        ("database", set()),
        ("baseline", set()),
        ("based_on", set()),
        ("headerData", set()),
        ("information_sharing", set()),
    ],
)
def test_the_rule_sees_what_it_should(name: str, bad: set[str]) -> None:
    assert empty_words(name, BANNED_FOR_WHAT_IS_DEFINED) == bad
