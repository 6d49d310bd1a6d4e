"""Where nobody reads the answer, or nobody types the password: one line at most, and never a traceback."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.kit.lines import ROOT, Lines
from tests.kit.record import HEAD, PASSWORD

FULL = Path("/dev/full")
PATIENCE = 2.0
"""Seconds after which whoever pressed a key and saw nothing presses it again."""
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this machine has no /dev/full")


def started(lines: Lines, *words: object, **streams: object) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "INCHSTONE_HOME": str(lines.home), "INCHSTONE_PASSWORD": PASSWORD}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *map(str, words)],
        cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **streams,
    )  # fmt: skip


@needs_full
def test_an_answer_that_cannot_be_written_is_one_line_and_says_that_the_change_was_made(bare: Lines) -> None:
    file = bare.file("full.csv", "Forename,Surname", "Una,Vane")
    with FULL.open("w") as full:
        asked = started(bare, "info", bare.record, stdout=full)
        assert asked.communicate(timeout=60)[1] == (
            "The answer could not be written. Choose another place for it and ask again.\n"
        )
        done = started(bare, "import", "pupils", bare.record, file, "--json", stdout=full)
        assert done.communicate(timeout=60)[1] == (
            "What was asked is done and saved, but the answer could not be written.\n"
        )
    assert (asked.returncode, done.returncode) == (1, 1)
    assert "Una" in [row["name"] for row in bare("pupils", bare.record).found]


def test_a_reader_who_went_away_is_no_failure(bare: Lines) -> None:
    asked = started(bare, "info", bare.record, stdout=subprocess.PIPE)
    assert asked.stdout is not None
    asked.stdout.close()
    assert asked.stderr is not None
    assert (asked.stderr.read(), asked.wait(timeout=60)) == ("", 0)
    asked.stderr.close()


def _heard(terminal: int, again: bytes) -> bytes:
    """What is said next. A key that came before anybody read it is pressed again."""
    while not select.select([terminal], [], [], PATIENCE)[0]:
        os.write(terminal, again)
    return os.read(terminal, 1024)


@pytest.mark.parametrize("key", [b"\x03", b"\x04", b"\n"], ids=["Ctrl+C", "Ctrl+D", "Enter"])
def test_a_password_that_is_withheld_is_refused_in_one_line(bare: Lines, key: bytes) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the process that is replaced
        os.chdir(ROOT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background ignores it
        os.environ["INCHSTONE_HOME"] = str(bare.home)
        os.environ.pop("INCHSTONE_PASSWORD", None)
        os.execv(sys.executable, [sys.executable, "-m", "app.cli", "info", str(bare.record), "--as", HEAD])
    said = b""
    with suppress(OSError):  # the end of a terminal is an error on Linux
        while piece := _heard(terminal, b"" if b"Password" not in said else key):
            if b"Password" in said + piece and b"Password" not in said:
                os.write(terminal, key)
            said += piece
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 2, said
    assert b"No password was given, so nothing was done." in said
    assert b"Traceback" not in said and b".py" not in said


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("info", "{record}"), 2, "Stopped. Nothing was changed.\n"),
        (("log", "{record}", "x.csv"), 1, "Stopped. See what was done before trying again.\n"),
    ],
)
def test_a_line_that_is_stopped_half_way_claims_no_more_than_it_knows(
    bare: Lines, words: tuple[str, ...], status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.bootstrap.sign_in", stopped)
    done = bare(*[word.format(record=bare.record) for word in words])
    assert (done.status, done.out, done.err) == (status, "", said)


@pytest.mark.parametrize(
    ("words", "changes"), [(("info", "{record}"), False), (("mark", "{record}", "x.csv"), True)]
)
def test_what_nobody_foresaw_never_claims_that_nothing_was_changed_where_something_may_be(
    bare: Lines, words: tuple[str, ...], changes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.bootstrap.sign_in", fails)
    done = bare(*[word.format(record=bare.record) for word in words])
    assert (done.status, done.out) == (1, "")
    assert "(ZeroDivisionError)" in done.err
    assert ("nothing was changed" in done.err) is not changes
