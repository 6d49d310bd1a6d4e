"""A checkout becomes ready by itself, once, and says in one sentence what it cannot do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from installer import bootstrap

ROOT = Path(__file__).resolve().parents[2]
NO_LIBRARIES = "# No libraries at all: what is tested is the making, not the fetching.\n"
ECHO = "import os, sys\nprint('cli', sys.argv[1:], os.path.basename(os.getcwd()))\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="./run is the POSIX half; run.cmd needs a Windows PC")


def new_checkout(folder: Path) -> Path:
    """The real scripts over a program of one line."""
    (folder / "installer").mkdir(parents=True)
    (folder / "app" / "cli").mkdir(parents=True)
    for name in ("run", "installer/bootstrap.py", "installer/tasks.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "requirements.lock").write_text(NO_LIBRARIES)
    (folder / "app" / "__init__.py").touch()
    (folder / "app" / "cli" / "__init__.py").touch()
    (folder / "app" / "cli" / "__main__.py").write_text(ECHO)
    return folder


def run(checkout: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """./run with no screen and nothing else of this machine's settings that could help it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [str(checkout / "run"), *arguments],
        capture_output=True,
        text=True,
        env={**kept, "PIP_NO_INDEX": "1", **env},
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose environment was really made, by the first of two starts at the same moment."""
    checkout = new_checkout(tmp_path_factory.mktemp("first") / "inchstone")
    both = [
        subprocess.Popen(
            [str(checkout / "run"), "cli", "info"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PIP_NO_INDEX": "1", "INCHSTONE_HOME": str(checkout.parent / "home")},
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert [answer for answer, _ in told] == [f"cli ['info'] {Path.cwd().name}\n"] * 2
    assert sum("Making ready" in said for _, said in told) == 1, "two starts at once make one environment"
    return checkout


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A checkout of its own for a test that breaks something."""
    checkout = tmp_path / "inchstone"
    shutil.copytree(made, checkout, symlinks=True)
    return checkout


def test_the_environment_lies_in_the_checkout_whatever_the_home_is(made: Path) -> None:
    assert (made / ".venv" / "bin" / "python").exists()
    assert not (made.parent / "home").exists()
    assert {path.name for path in made.iterdir()} == {"run", "installer", "app", "requirements.lock", ".venv"}


def test_a_second_start_needs_neither_python_nor_network_to_see_that_all_is_ready(
    made: Path, tmp_path: Path
) -> None:
    for tool in ("dirname", "readlink", "cmp", "uname"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    again = run(made, "cli", "info", PATH=str(tmp_path))
    assert (again.returncode, again.stderr) == (0, "")


def test_it_is_the_checkouts_program_that_starts_in_whatever_folder_it_was_asked_for(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('a stranger in this folder')")
    link = tmp_path / "inchstone"
    link.symlink_to(made / "run")
    monkeypatch.chdir(tmp_path)
    answer = subprocess.run([str(link), "cli", "a b", ""], capture_output=True, text=True, check=False)
    assert answer.stdout == f"cli ['a b', ''] {tmp_path.name}\n", answer.stderr


def break_nothing(checkout: Path) -> None:
    """As it was made."""


def change_the_lock(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text(NO_LIBRARIES + "# and one line more\n")


def stop_half_way(checkout: Path) -> None:
    (checkout / ".venv" / "made-from.lock").unlink()


def take_the_python_away(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    (checkout / ".venv" / "bin" / "python").symlink_to("/usr/bin/python-that-was-replaced")


@pytest.mark.parametrize(
    ("happened", "ready"),
    [(break_nothing, True), (change_the_lock, False), (stop_half_way, False), (take_the_python_away, False)],
)
def test_a_changed_lock_or_a_half_built_environment_is_noticed_by_both_scripts(
    copy: Path, monkeypatch: pytest.MonkeyPatch, happened: Callable[[Path], None], ready: bool
) -> None:
    happened(copy)
    monkeypatch.setattr(bootstrap, "PYTHON", copy / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "MADE_FROM", copy / ".venv" / "made-from.lock")
    monkeypatch.setattr(bootstrap, "LOCK", copy / "requirements.lock")
    assert bootstrap.is_ready() is ready
    (copy / "installer" / "bootstrap.py").write_text("raise SystemExit('asked to make ready')")
    assert ("asked to make ready" not in run(copy, "cli").stderr) is ready


def test_what_is_not_ready_is_made_anew_from_nothing(copy: Path) -> None:
    stop_half_way(copy)
    (copy / ".venv" / "left-over").touch()
    again = run(copy, "cli")
    assert again.returncode == 0, again.stderr
    assert not (copy / ".venv" / "left-over").exists()


def test_what_cannot_be_fetched_is_said_in_one_sentence(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements.lock").write_text(f"nowhere-to-be-found==1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(bootstrap, "PYTHON", made / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.lock")
    with pytest.raises(
        bootstrap.NotReady, match=r"^The libraries could not be fetched: see to the network .*\.$"
    ):
        bootstrap.install_lock()


def test_a_making_that_fails_leaves_nothing_half_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = new_checkout(tmp_path / "inchstone")
    half = tmp_path / "python"
    half.write_text(f"#!/bin/sh\nmkdir -p {checkout}/.venv/bin; exit 1\n")
    half.chmod(0o755)
    for name, place in (
        ("VENV", ".venv"),
        ("PYTHON", ".venv/bin/python"),
        ("MADE_FROM", ".venv/made-from.lock"),
    ):
        monkeypatch.setattr(bootstrap, name, checkout / place)
    monkeypatch.setattr(bootstrap, "LOCK", checkout / "requirements.lock")
    monkeypatch.setattr(bootstrap, "find_python", lambda: bootstrap.Found(str(half), "3.11.2", True))
    with pytest.raises(bootstrap.NotReady):
        bootstrap.make_environment()
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["demo"]])
def test_with_no_screen_it_names_the_program_without_a_window(tmp_path: Path, arguments: list[str]) -> None:
    checkout = new_checkout(tmp_path / "inchstone")
    answer = run(checkout, *arguments)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1
    assert "./run cli" in answer.stderr
    assert not (checkout / ".venv").exists(), "it says so at once and fetches nothing first"


def test_without_any_python_it_says_what_to_install(tmp_path: Path) -> None:
    checkout = new_checkout(tmp_path / "inchstone")
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "readlink", "cmp", "uname"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    answer = run(checkout, "cli", PATH=str(tools))
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", bootstrap.NEEDS_PYTHON + "\n")


def claims(folder: Path, name: str, **told: object) -> str:
    """A Python that says of itself what it is told to."""
    fits = {"version": [3, 11, 2], "fits": True, "executable": str(folder / name), "venv": True}
    script = folder / name
    script.write_text(f"#!/bin/sh\necho '{json.dumps({**fits, **told})}'\n")
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize(
    ("told", "good"),
    [
        ({"version": [3, 10, 13]}, False),
        ({"version": [3, 11, 0]}, True),
        ({"version": [3, 14, 9]}, True),
        ({"version": [3, 15, 0]}, False),
        ({"version": [2, 7, 18]}, False),
        ({"fits": False}, False),
    ],
)
def test_only_python_3_11_to_3_14_of_the_common_kind_will_do(
    tmp_path: Path, told: dict[str, object], good: bool
) -> None:
    assert (bootstrap.look_at([claims(tmp_path, "python", **told)]) is not None) is good


def test_a_python_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "python3.13"
    broken.write_text("#!/bin/sh\necho 'no such version installed' >&2; exit 127\n")
    broken.chmod(0o755)
    bare = claims(tmp_path, "bare", venv=False)
    whole = claims(tmp_path, "whole", version=[3, 12, 1])
    commands = [[str(tmp_path / "gone")], [str(broken)], [bare], [whole]]
    monkeypatch.setattr(bootstrap, "candidates", lambda: commands)
    assert bootstrap.find_python() == bootstrap.Found(whole, "3.12.1", True)


def test_with_the_wrong_python_alone_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "candidates", lambda: [[claims(tmp_path, "old", version=[3, 9, 2])]])
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "MADE_FROM", tmp_path / ".venv" / "made-from.lock")
    assert bootstrap.main(["environment"]) == 1
    assert capsys.readouterr().err == bootstrap.NEEDS_PYTHON + "\n"


def test_a_python_without_its_venv_part_names_the_package_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "install_packages", lambda packages: False)
    bare = bootstrap.Found("/usr/bin/python3.11", "3.11.2", False)
    with pytest.raises(bootstrap.NotReady, match=r"type: sudo apt-get install .*python3\.11-venv$"):
        bootstrap.add_venv_to(bare)


def test_this_python_is_among_those_that_are_found() -> None:
    found = bootstrap.find_python()
    assert Path(found.executable).exists()
    assert bootstrap.OLDEST <= tuple(map(int, found.version.split(".")[:2])) <= bootstrap.NEWEST
    assert [sys.executable] in bootstrap.candidates()


@pytest.mark.parametrize(
    ("need", "display", "lacking", "may_install", "said"),
    [
        ("drawing", "", {}, False, None),
        ("drawing", "", {"xcb": "libxcb-cursor.so.0"}, False, None),
        ("drawing", "", {"drawing": "libGL.so.1"}, False, "libGL.so.1"),
        ("drawing", "", {"drawing": "libGL.so.1"}, True, None),
        ("screen", ":0", {"xcb": "libxcb-cursor.so.0"}, False, "libxcb-cursor.so.0"),
        ("screen", ":0", {"xcb": "libxcb-cursor.so.0"}, True, None),
        ("screen", ":0", {"wayland": "libwayland-cursor.so.0", "printing": "libcups.so.2"}, False, None),
        ("screen", "", {"wayland": "libwayland-cursor.so.0"}, False, "libwayland-cursor.so.0"),
        ("screen", "", {"xcb": "libxcb-cursor.so.0"}, False, None),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves Qt's libraries to the system")
def test_missing_libraries_are_installed_where_allowed_and_named_where_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    need: str,
    display: str,
    lacking: dict[str, str],
    may_install: bool,
    said: str | None,
) -> None:
    asked: list[str] = []

    def install(packages: list[str]) -> bool:
        asked.extend(packages)
        if may_install:
            lacking.clear()
        return may_install

    lacking = dict(lacking)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "what_is_lacking", lambda: dict(lacking))
    monkeypatch.setattr(bootstrap, "install_packages", install)
    if said is None:
        bootstrap.see_to_libraries(need)
        assert (tmp_path / f"ready-for-{need}").exists()
        asked.clear()
        bootstrap.see_to_libraries(need)
        assert not asked, "what was found ready is not asked for again"
    else:
        with pytest.raises(bootstrap.NotReady) as reason:
            bootstrap.see_to_libraries(need)
        sentence = str(reason.value)
        assert said in sentence
        assert "\n" not in sentence
        assert asked == bootstrap.APT_PACKAGES
        assert not (tmp_path / f"ready-for-{need}").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves Qt's libraries to the system")
def test_the_loader_itself_is_asked_and_names_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    assert "drawing" not in bootstrap.what_is_lacking(), "these tests draw, so nothing for drawing is missing"
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert set(bootstrap.what_is_lacking()) == {"drawing", "xcb", "wayland", "printing"}
