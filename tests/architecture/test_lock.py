"""The lock: everything by exact version and hash, and not a word about where it comes from."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRIES = [entry for entry in re.split(r"\n(?=\S)", LOCK.strip()) if not entry.startswith("#")]
PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][\w.]*)( ; (?P<marker>[^\\]+))? \\")


def pins() -> dict[str, str]:
    found = (PINNED.match(entry) for entry in ENTRIES)
    return {match["name"]: match["version"] for match in found if match}


def test_every_entry_is_one_exact_version_with_its_hashes() -> None:
    odd = [
        entry.splitlines()[0]
        for entry in ENTRIES
        if not PINNED.match(entry)
        or not all(
            re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in entry.splitlines()[1:]
        )
        or len(entry.splitlines()) < 2
    ]
    assert odd == []
    assert len(ENTRIES) == len(pins()) > 40


@pytest.mark.parametrize(
    "trace", ["://", "http", "--index", "--find-links", "--extra", "file:", ".org", ".com", "#"]
)
def test_it_holds_no_address(trace: str) -> None:
    assert trace not in LOCK.lower()


def test_everything_declared_is_in_it_at_the_declared_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert {line: pins().get(line.partition("==")[0]) for line in declared} == {
        line: line.partition("==")[2] for line in declared
    }


def test_qt_is_6_11_and_essentials_only() -> None:
    qt = {name: version for name, version in pins().items() if name.startswith(("pyside6", "shiboken6"))}
    assert set(qt) == {"pyside6-essentials", "shiboken6"}
    assert all(version.startswith("6.11.") for version in qt.values())


def test_there_is_one_sqlite_and_it_encrypts() -> None:
    others = {"apsw", "apsw-sqlite3mc", "pysqlcipher3", "sqlcipher3-binary", "sqlcipher3-wheels", "pysqlite3"}
    assert "sqlcipher3" in pins()
    assert not others & set(pins())


def test_it_serves_linux_and_windows_on_every_python_we_name() -> None:
    markers = {
        match["marker"].strip() for entry in ENTRIES if (match := PINNED.match(entry)) and match["marker"]
    }
    assert any("win32" in marker for marker in markers), "what only Windows needs is in it"
    assert any("linux" in marker for marker in markers), "what only Linux needs is in it"
    assert any("3.12" in marker for marker in markers), "what only the oldest Python needs is in it"
