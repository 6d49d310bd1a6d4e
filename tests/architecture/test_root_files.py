"""What stands at the root of the repository, and nothing besides."""

from __future__ import annotations

import os
import subprocess
import tomllib

import pytest

from tests.architecture.tree import ROOT

FILES = {
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
    "requirements.lock",
    "run",
    "run.cmd",
}
FOLDERS = {".ci", "app", "installer", "resources", "tests", "ui"}


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so nothing says which files are ours")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.split("\0") if path]


def test_the_root_holds_what_the_house_names_and_nothing_else() -> None:
    standing = {path.partition("/")[0] for path in tracked()}
    assert standing == FILES | FOLDERS


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no executable bit")
@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_the_scripts_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_the_licence_is_mit_and_says_so_in_both_places() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (
        (ROOT / "LICENSE")
        .read_text(encoding="utf-8")
        .startswith("MIT License\n\nCopyright (c) 2026 Inchstone contributors")
    )


def test_nothing_is_large_but_the_fonts_that_names_need() -> None:
    sizes = {path: (ROOT / path).stat().st_size for path in tracked()}
    fonts = {path: size for path, size in sizes.items() if path.startswith("resources/fonts/")}
    assert {path: size for path, size in sizes.items() if size > 2_000_000 and path not in fonts} == {}
    assert sum(fonts.values()) <= 30_000_000
