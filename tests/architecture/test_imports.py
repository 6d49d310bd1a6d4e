"""Who may import whom, and nothing that only one system has."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, imported, inside, modules, parsed

POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "spwd", "syslog", "termios", "tty"}
WINDOWS_ONLY = {"_winapi", "msvcrt", "nt", "winreg", "winsound"}
BOTH_HALVES_ARE_IN = "app/store/platform.py"


# One import that each contract must catch, in a file of its own.
PLANTED = {
    "the domain never sees the screen": ("app/core", "PySide6"),
    "neither screen nor command line sees the database": ("ui", "sqlalchemy"),
    "storeys of the house": ("app/rooms/people", "app.rooms.calendar"),
    "the office knows no room": ("app/store", "app.rooms.people"),
    "no room re-enters the door, or imports the child": ("app/insight", "app.office"),
    "rules are pure": ("app/core", "numpy"),
    "the child knows nothing": ("app/parse", "app.core"),
    "keys stay in the vault": ("ui", "app.store.keys"),
    "ciphers in three modules, Alembic in one": ("app/rooms/people", "nacl"),
}


def contracts(folder: Path) -> dict[str, str]:
    """KEPT or BROKEN for each contract, as import-linter says it of the tree in this folder."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run(
        [sys.executable, "-c", lint], cwd=folder, capture_output=True, text=True, check=False
    )
    found = dict(re.findall(r"^(\S.*\S) (KEPT|BROKEN)$", run.stdout, re.MULTILINE))
    assert found, run.stdout + run.stderr
    return found


def test_every_contract_of_the_house_is_kept() -> None:
    assert contracts(ROOT) == dict.fromkeys(PLANTED, "KEPT"), "./run check names the lines"


def test_each_contract_catches_what_is_planted_against_it(tmp_path: Path) -> None:
    """The control: a contract over a module that was renamed would be kept by everything."""
    for file in [*modules("app", "ui"), ROOT / "pyproject.toml"]:
        (tmp_path / inside(file)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, tmp_path / inside(file))
    for number, (folder, stranger) in enumerate(PLANTED.values()):
        (tmp_path / folder / f"planted_{number}.py").write_text(f"import {stranger}\n", encoding="utf-8")
    assert contracts(tmp_path) == dict.fromkeys(PLANTED, "BROKEN")


def guard_of(node: ast.stmt) -> str | None:
    """The system that an `if sys.platform == …` or `os.name == …` asks for."""
    if not isinstance(node, ast.If):
        return None
    asked = ast.unparse(node.test)
    if re.search(r"(platform|name) == '(win32|nt)'", asked):
        return "windows"
    return "posix" if re.search(r"platform != 'win32'|name != 'nt'|platform == 'linux'", asked) else None


def unguarded(body: list[ast.stmt], system: str | None = None) -> Iterator[tuple[str, int]]:
    """Imports of one system's modules that the other system would run into."""
    for node in body:
        guard = guard_of(node)
        if guard and isinstance(node, ast.If):
            other = {"windows": "posix", "posix": "windows"}[guard]
            yield from unguarded(node.body, guard)
            yield from unguarded(node.orelse, other)
            continue
        inner = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
        if inner:
            yield from unguarded(inner, system)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name, line in imported(node):
                top = name.partition(".")[0]
                if (top in POSIX_ONLY and system != "posix") or (top in WINDOWS_ONLY and system != "windows"):
                    yield name, line


def one_sided(tree: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name, _ in imported(tree)} & (POSIX_ONLY | WINDOWS_ONLY)


def test_no_import_exists_on_one_system_alone_without_its_twin() -> None:
    files = modules("app", "ui", "installer")
    found = [f"{inside(file)}:{line} {name}" for file in files for name, line in unguarded(parsed(file).body)]
    assert found == []


def test_what_differs_between_systems_is_in_one_module() -> None:
    """The installer runs before there is an environment, so it has a lock of its own."""
    elsewhere = [inside(file) for file in modules("app", "ui") if one_sided(parsed(file))]
    assert elsewhere == [BOTH_HALVES_ARE_IN]
    here = one_sided(parsed(ROOT / BOTH_HALVES_ARE_IN))
    assert here & POSIX_ONLY
    assert here & WINDOWS_ONLY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("try:\n    import fcntl\nexcept ImportError:\n    pass", ["fcntl"]),
        ("def f():\n    import resource", ["resource"]),
        ("import sys\nif sys.platform == 'win32':\n    import msvcrt\nelse:\n    import fcntl", []),
        ("import sys\nif sys.platform == 'win32':\n    import fcntl", ["fcntl"]),
        ("import os\nif os.name != 'nt':\n    import msvcrt", ["msvcrt"]),
    ],
)
def test_the_walk_sees_what_it_should(text: str, found: list[str]) -> None:
    assert [name for name, _ in unguarded(ast.parse(text).body)] == found


def declared(group: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] if group == "program" else project["dependency-groups"][group]
    return {re.split(r"[=<>\[; ]", line)[0].lower() for line in lines}


def strangers(files: list[Path], allowed: set[str]) -> list[str]:
    """Libraries imported here that pyproject.toml does not name: they would be there by chance."""
    ours = {"app", "ui", "installer", "tests", "importlinter"} | set(sys.stdlib_module_names)
    made_by = packages_distributions()
    found = []
    for file in files:
        for name, line in imported(parsed(file)):
            top = name.partition(".")[0]
            packages = {re.sub(r"[_.]", "-", one.lower()) for one in made_by.get(top, [top])}
            if top not in ours and not packages & allowed:
                found.append(f"{inside(file)}:{line} {name}")
    return found


def test_whatever_is_imported_is_declared_and_so_in_the_lock() -> None:
    # shiboken6 is the half of PySide6 that PySide6 pins itself.
    program = declared("program") | {"shiboken6"}
    assert strangers(modules("app", "ui"), program) == []
    assert strangers(modules("installer", "tests"), program | declared("dev")) == []
