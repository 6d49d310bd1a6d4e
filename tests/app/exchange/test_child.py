"""The parent's side: death, silence and nonsense are one refusal each, and no child is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import Refused, Unavailable
from app.exchange import child
from app.exchange.child import Bounds
from app.store import platform

SHORT = Bounds(to_start=10.0, silence=0.3, in_all=1.5)


def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """Have this program stand in for the child."""
    source = tmp_path / "stand_in.py"
    source.write_text("import sys, time\n" + text)
    monkeypatch.setattr(platform, "child_command", lambda _: ([sys.executable, str(source)], tmp_path))


def refusal(tmp_path: Path, bounds: Bounds = child.BOUNDS) -> str:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    with pytest.raises(Refused) as refused:
        child.read(path, "table", bounds)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_reader_stopped"),
        ("print('[\"beat\"]', flush=True); sys.exit(3)", "file_reader_stopped"),
        ("print('[\"beat\"]', flush=True); time.sleep(60)", "file_took_too_long"),
        ("while True: print('[\"beat\"]', flush=True); time.sleep(0.05)", "file_took_too_long"),
        ("print('hello', flush=True)", "file_reader_nonsense"),
        ("print('{}', flush=True)", "file_reader_nonsense"),
        ("print('[]', flush=True)", "file_reader_nonsense"),
        ("print('[' * 100000, flush=True)", "file_reader_nonsense"),
        ('print(\'["rows", [[1, ["a"]]]]\', flush=True)', "file_reader_nonsense"),
        ('print(\'["sheet", ""]\\n["rows", [[1, [3]]]]\', flush=True)', "file_reader_nonsense"),
        ('print(\'["sheet", ""]\\n["rows", [[2, []], [2, []]]]\', flush=True)', "file_reader_nonsense"),
        ("print('[\"end\", 7]', flush=True)", "file_reader_nonsense"),
        ('print(\'["refused", "no_such_code", {}]\', flush=True)', "file_reader_nonsense"),
        ('print(\'["item", 1, {"identifier": 4}]\', flush=True)', "file_reader_nonsense"),
        ('print(\'["refused", "file_empty", {}]\', flush=True); time.sleep(60)', "file_empty"),
    ],
)
def test_what_a_child_may_do_wrong_is_one_refusal(
    text: str, code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(monkeypatch, tmp_path, text)
    assert refusal(tmp_path, SHORT) == code


def test_a_child_that_talks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(monkeypatch, tmp_path, "while True: print('[\"sheet\", \"' + 'x' * 1000 + '\"]')")
    assert refusal(tmp_path, Bounds(words=1_000_000)) == "file_needs_too_much"


def test_a_line_without_end_is_cut_and_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(monkeypatch, tmp_path, "sys.stdout.write('[\"sheet\", \"' + 'x' * 5000000)")
    assert refusal(tmp_path, Bounds(line=100_000)) == "file_reader_nonsense"


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a child is capped by its system's own means"
)
def test_a_child_that_needs_too_much_memory_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(monkeypatch, tmp_path, "time.sleep(0.3)\nx = bytearray(400 * 1024 * 1024)\nprint('[\"end\", 0]')")
    assert refusal(tmp_path) == "file_reader_stopped"


def test_a_child_that_cannot_be_started_is_the_machines_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(platform, "child_command", lambda _: ([str(tmp_path / "none")], tmp_path))
    with pytest.raises(Unavailable) as unavailable:
        child.read(tmp_path / "a.csv", "table")
    assert unavailable.value.code == "reader_not_started"


def test_no_child_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[subprocess.Popen[bytes]] = []
    limit = platform.limit_memory

    def watch(process: subprocess.Popen[bytes], most: int) -> int:
        started.append(process)
        return limit(process, most)

    monkeypatch.setattr(platform, "limit_memory", watch)
    program(monkeypatch, tmp_path, "print('[\"beat\"]', flush=True); time.sleep(60)")
    assert refusal(tmp_path, SHORT) == "file_took_too_long"
    assert [process.returncode is None for process in started] == [False]


def test_the_surroundings_of_the_program_do_not_reach_the_child(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "evil.py")
    program(
        monkeypatch,
        tmp_path,
        "import os, json\n"
        "names = [name for name in os.environ if name.startswith('PYTHON')]\n"
        "print(json.dumps(['sheet', str(names)]))\n"
        "print('[\"end\", 1]', flush=True)",
    )
    path = tmp_path / "a.csv"
    path.write_text("a")
    assert child.read(path, "table").sheets[0].name == "[]"
    assert os.environ["PYTHONSTARTUP"] == "evil.py"


def test_the_same_bytes_have_the_same_digest_whatever_their_name(tmp_path: Path) -> None:
    digests = set()
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n")
        digests.add(child.read(tmp_path / name, "table").digest)
    assert len(digests) == 1


def test_half_letters_of_a_child_that_lies_are_never_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    half = "\\\\ud83d"
    said = [f'["sheet", "{half}"]', f'["rows", [[1, ["{half}", "b"]]]]', '["end", 2]']
    program(monkeypatch, tmp_path, f"print({chr(10).join(said)!r}, flush=True)".replace("\\\\\\\\", "\\\\"))
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    (sheet,) = child.read(path, "table").sheets
    assert (sheet.name, sheet.rows[0].cells) == ("\ufffd", ("\ufffd", "b"))
