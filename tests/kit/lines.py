"""The program without a window, driven as it is: its statuses and its two streams."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.cli.__main__ import main
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, Template, peek

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    """What one line said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def found(self) -> Any:
        """The one JSON value of standard output. Fails where anything else stands there."""
        assert self.status == 0, self.err
        assert self.err == ""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line of a refusal, checked to be one: a sentence, not long, and nothing printed."""
        assert (self.status, self.out) == (2, ""), (self.status, self.out, self.err)
        line = self.err.removesuffix("\n")
        assert "\n" not in line
        assert line.endswith(".")
        assert len(line) <= 300
        assert ".py" not in line
        assert PASSWORD not in line
        return line


class Lines:
    """One record on disk and the lines that are typed about it."""

    def __init__(self, template: Template, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self._template = template
        with self._at_home():
            self.record = template.copy_to(folder)

    def __call__(self, *words: object, password: str | None = PASSWORD, json: bool = True) -> Answered:
        """What a line answers, asked within this process: the same words, streams and status, sooner."""
        out, err = io.StringIO(), io.StringIO()
        with self._at_home(password), redirect_stdout(out), redirect_stderr(err):
            status = main(_typed(words, json=json))
        return Answered(status, out.getvalue(), err.getvalue())

    def process(self, *words: object, password: str | None = PASSWORD, json: bool = True) -> Answered:
        """What a line answers as a process of its own."""
        with self._at_home(password):
            done = subprocess.run(
                [sys.executable, "-W", "error", "-m", "app.cli", *_typed(words, json=json)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
        return Answered(done.returncode, done.stdout, done.stderr)

    def file(self, name: str, *lines: str) -> Path:
        """A file beside the record."""
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def within(self, deed: Callable[[Office], T]) -> T:
        """Do something through the door while no line holds the record."""
        with self.open() as office:
            return deed(office)

    @contextmanager
    def open(self) -> Iterator[Office]:
        """The head's door to the record; meanwhile no line can have it."""
        with self._at_home():
            opened = self._template.open(self.record, SetClock())
            try:
                yield opened.office
            finally:
                opened.close()

    def entries(self) -> int:
        """How many entries the audit has: what changed nothing left none."""
        return self.within(lambda office: int(peek(office, "SELECT count(*) FROM audit_entry")[0][0]))

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Fails where the record or its folder is another afterwards."""
        before = self.entries(), sorted(path.name for path in self.folder.iterdir())
        yield
        assert (self.entries(), sorted(path.name for path in self.folder.iterdir())) == before

    @contextmanager
    def _at_home(self, password: str | None = None) -> Iterator[None]:
        self.home.mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as surroundings:
            surroundings.setenv("INCHSTONE_HOME", str(self.home))
            surroundings.delenv("INCHSTONE_PASSWORD", raising=False)
            if password is not None:
                surroundings.setenv("INCHSTONE_PASSWORD", password)
            yield


def _typed(words: tuple[object, ...], *, json: bool) -> list[str]:
    return [*map(str, words), *(["--json"] if json else [])]
