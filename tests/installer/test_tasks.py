"""The words after ./run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer import entry, tasks

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("statuses", "answer"),
    [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((0, 5), 5), ((5, 0), 5), ((0, -11), -11)],
)
def test_each_part_of_the_tests_must_pass_and_one_that_runs_none_has_not(
    monkeypatch: pytest.MonkeyPatch, statuses: tuple[int, int], answer: int
) -> None:
    left = list(statuses)
    monkeypatch.setattr(tasks.bootstrap, "see_to_libraries", lambda need: None)
    monkeypatch.setattr(tasks, "print_coverage", lambda: None)
    monkeypatch.setattr(tasks, "pytest", lambda *arguments: left.pop(0))
    assert tasks.test([]) == answer
    assert not left


def test_help_names_every_task_and_an_unknown_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"./run {name} " in shown for name in tasks.TASKS)
    assert tasks.main(["tset"]) == 2
    assert capsys.readouterr().err == "There is no task 'tset'; ./run help lists them.\n"


def test_pictures_need_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["shots", "--all"]) == 2
    assert "FOLDER" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "frozen", "module", "rest"),
    [
        ([], False, "ui", []),
        (["--self-test"], True, "ui", ["--self-test"]),
        (["cli", "info", "R"], True, "app.cli", ["info", "R"]),
        (["--child=app.parse", "csv", "f"], True, "app.parse", ["csv", "f"]),
        (["--child=os", "x"], True, "ui", ["--child=os", "x"]),
        (["test", "-x"], False, "installer.tasks", ["test", "-x"]),
        (["test", "-x"], True, "ui", ["test", "-x"]),
    ],
)
def test_one_executable_is_window_command_line_and_child(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], frozen: bool, module: str, rest: list[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert entry.module_for(arguments) == (module, rest)


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_the_shell_scripts_are_read_without_complaint(script: str) -> None:
    checked = subprocess.run(["sh", "-n", str(ROOT / script)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_both_start_scripts_know_the_same_sentence_and_stay_thin() -> None:
    posix, windows = (ROOT / "run").read_text(), (ROOT / "run.cmd").read_text()
    for script in (posix, windows):
        assert "Inchstone needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit): install one" in script
        assert len(script.splitlines()) <= 60
