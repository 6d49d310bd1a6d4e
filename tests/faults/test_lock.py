"""Two programs, one record: one opens it, the other says who has it, and a killed one holds nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core.errors import Unavailable
from app.store import lock
from app.store.lock import RecordLock
from tests.kit.told import Tell

ROOT = Path(__file__).resolve().parents[2]

CONTENDER = """
import json, sys, time
from pathlib import Path
from app.core.errors import Unavailable
from app.store.lock import RecordLock
print("ready", flush=True)
for line in sys.stdin:
    folder, wait = line.strip().rsplit("|", 1)
    time.sleep(float(wait))
    started = time.monotonic()
    try:
        held = RecordLock.take(Path(folder))
    except Unavailable as problem:
        took = time.monotonic() - started
        print(json.dumps({"code": problem.code, **problem.facts, "took": took}), flush=True)
    else:
        print(json.dumps({"code": "held"}), flush=True)
        sys.stdin.readline()
        held.release()
        print("released", flush=True)
"""


class Contender:
    """A process of its own that tries to become the one opener when it is told to."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CONTENDER],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self.said() == "ready"

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def test_of_two_started_at_nearly_the_same_moment_one_opens_and_the_other_names_it(
    tmp_path: Path, tell: Tell
) -> None:
    draw, double, named, slowest = random.Random(8), 0, 0, 0.0
    contenders = [Contender(), Contender()]
    try:
        for run in range(60):
            folder = tmp_path / str(run)
            folder.mkdir()
            for contender, wait in zip(contenders, (0, draw.uniform(0, 0.05)), strict=True):
                contender.tell(f"{folder}|{wait}")
            answers = [json.loads(contender.said()) for contender in contenders]
            holders = [n for n, answer in enumerate(answers) if answer["code"] == "held"]
            double += len(holders) == 2
            assert len(holders) == 1
            other = answers[1 - holders[0]]
            assert other["code"] == "record_in_use"
            named += other["process"] == contenders[holders[0]].process.pid and bool(other["pc"])
            slowest = max(slowest, other["took"])
            contenders[holders[0]].tell("release")
            assert contenders[holders[0]].said() == "released"
    finally:
        for contender in contenders:
            contender.end()
    assert named == 60
    tell(
        "R-08",
        f"60 pairs 0–50 ms apart, {double} double opens, {named} named, slowest answer {slowest:.2f} s",
    )


@pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX; Windows has no signal of that kind"
)
def test_a_killed_process_holds_nothing(tmp_path: Path, tell: Tell) -> None:
    slowest = 0.0
    for _ in range(40):
        holder = Contender()
        holder.tell(f"{tmp_path}|0")
        assert json.loads(holder.said())["code"] == "held"
        holder.kill()
        started = time.monotonic()
        RecordLock.take(tmp_path).release()
        slowest = max(slowest, time.monotonic() - started)
    assert (tmp_path / lock.FILE).exists()
    tell("R-08d", f"40 holders killed, 40 opened again at once, slowest {slowest * 1000:.1f} ms")


def test_the_same_program_cannot_open_it_twice_either(tmp_path: Path) -> None:
    held = RecordLock.take(tmp_path)
    with pytest.raises(Unavailable) as problem:
        RecordLock.take(tmp_path)
    assert problem.value.code == "record_in_use"
    assert problem.value.facts["process"] == os.getpid()
    held.release()
    held.release()
    RecordLock.take(tmp_path).release()


def test_a_child_inherits_no_lock(tmp_path: Path) -> None:
    held = RecordLock.take(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    held.release()
    RecordLock.take(tmp_path).release()
    assert child.poll() is None, "the child had ended, so it could hold nothing"
    child.communicate(timeout=10)


@pytest.mark.parametrize("text", [b"", b"nonsense", b"[]", b"{}", b"\xff" * 5000])
def test_who_has_it_is_left_open_where_the_text_says_nothing(tmp_path: Path, text: bytes) -> None:
    held = RecordLock.take(tmp_path)
    (tmp_path / lock.FILE).write_bytes(text)
    with pytest.raises(Unavailable) as problem:
        RecordLock.take(tmp_path)
    assert problem.value.facts == {"user": "", "pc": "", "process": 0, "since": ""}
    held.release()


def test_what_the_last_holder_wrote_is_gone_when_the_next_takes_over(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).write_text(json.dumps({"user": "x" * 900}), encoding="utf-8")
    held = RecordLock.take(tmp_path)
    said = json.loads((tmp_path / lock.FILE).read_text(encoding="utf-8"))
    assert said["process"] == os.getpid()
    held.release()


def test_a_folder_that_is_not_there_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as problem:
        RecordLock.take(tmp_path / "absent")
    assert problem.value.code == "not_a_record"


def test_a_lock_that_cannot_be_made_says_the_place_is_read_only(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).mkdir()
    with pytest.raises(Unavailable) as problem:
        RecordLock.take(tmp_path)
    assert problem.value.code == "place_is_read_only"


def test_a_user_without_a_name_can_still_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    held = RecordLock.take(tmp_path)
    assert json.loads((tmp_path / lock.FILE).read_text(encoding="utf-8"))["user"] == ""
    held.release()
