"""A machine whose power can fail: records what a real process writes and replays a cut at any moment.

What the model leaves out is printed beside every figure: creating, removing and renaming a file count as
durable and in order, sectors have 512 bytes, ``-shm`` is left out since recovery rebuilds it, and a disk
that lies about flushing is not modelled.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
LIMITS = "creates, removals and renames durable and in order; 512-byte sectors; -shm left out; honest disk"
SECTOR = 512
_HEAD = struct.Struct("<c7xqq240s240s")


@functools.cache
def recorder() -> Path | None:
    """The recorder as a library, compiled by the lock's compiler or the system's; None without one."""
    if sys.platform != "linux":
        return None
    target = Path(tempfile.mkdtemp(prefix="recorder-")) / "recorder.so"
    source = str(HERE / "recorder.c")
    compilers = ([sys.executable, "-m", "ziglang", "cc"], ["cc"])
    for compiler in compilers:
        command = [*compiler, "-shared", "-fPIC", "-O1", "-o", str(target), source, "-ldl", "-lpthread"]
        try:
            made = subprocess.run(command, capture_output=True, timeout=120, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if made.returncode == 0 and target.exists():
            return target
    return None


@dataclass(frozen=True, slots=True)
class Op:
    """One thing a process did to a file."""

    kind: str
    path: str
    at: int
    bytes: bytes
    other: str


def run(
    arguments: list[str], folder: Path, log: Path | None, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run a Python process under the recorder. ``extra`` goes into its environment."""
    library = recorder()
    assert library is not None
    environment = {**os.environ, **extra, "LD_PRELOAD": str(library), "REC_DIR": str(folder)}
    if log is not None:
        environment["REC_LOG"] = str(log)
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip


def read_log(log: Path) -> list[Op]:
    """Everything that was recorded, in order."""
    raw = log.read_bytes()
    found: list[Op] = []
    place = 0
    while place < len(raw):
        kind, at, size, path, other = _HEAD.unpack_from(raw, place)
        place += _HEAD.size
        content = b""
        if kind == b"W":
            content = raw[place : place + size]
            place += size
        name = path.rstrip(b"\0").decode()
        found.append(Op(kind.decode(), name, at, content, other.rstrip(b"\0").decode()))
    return found


@dataclass(slots=True)
class Disk:
    """What is surely on the disk, and what was written since the last flush of each file."""

    files: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Op]] = field(default_factory=dict)
    acknowledged: int = 0

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A disk that holds what lies in a folder now."""
        files = {
            str(path.relative_to(folder)): bytearray(path.read_bytes())
            for path in folder.rglob("*")
            if path.is_file()
        }
        return cls(files)

    def do(self, op: Op) -> None:
        """One more operation has happened."""
        if op.path.endswith("-shm") or (op.kind == "S" and op.path not in self.files):
            return  # rebuilt by recovery; or a folder's list of names, which counts as durable anyway
        if op.kind == "A":
            self.acknowledged = op.at
        elif op.kind == "U":
            self.files.pop(op.path, None)
            self.pending.pop(op.path, None)
        elif op.kind == "N":
            self.files[op.other] = self.files.pop(op.path, bytearray())
            self.pending[op.other] = self.pending.pop(op.path, [])
        else:
            self.files.setdefault(op.path, bytearray())
            waiting = self.pending.setdefault(op.path, [])
            if op.kind == "S":
                for each in waiting:
                    _apply(self.files[op.path], each)
                waiting.clear()
            elif op.kind != "C":
                waiting.append(op)

    def after_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """What is found once the power is back: of each file its late writes gone, some, torn, or all."""
        found = dict(self.files)
        for path, waiting in sorted(self.pending.items()):
            mode = chance.choice(("none", "subset", "torn", "all"))
            if not waiting or mode == "none":
                continue
            found[path] = bytearray(found[path])
            for op in waiting:
                for part in _survives(op, mode, chance):
                    _apply(found[path], part)
        return found


def _survives(op: Op, mode: str, chance: random.Random) -> Iterator[Op]:
    if mode == "all":
        yield op
    elif op.kind == "T" or mode == "subset":
        if chance.random() < 0.5:
            yield op
    else:
        for start in range(0, len(op.bytes), SECTOR):
            if chance.random() < 0.5:
                yield Op("W", op.path, op.at + start, op.bytes[start : start + SECTOR], "")


def _apply(content: bytearray, op: Op) -> None:
    if op.kind == "T":
        if len(content) > op.at:
            del content[op.at :]
        else:
            content.extend(bytes(op.at - len(content)))
        return
    end = op.at + len(op.bytes)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[op.at : end] = op.bytes


def lay(files: dict[str, bytearray], folder: Path) -> None:
    """Put the files of a disk into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def cuts(ops: list[Op], start: Disk, count: int, seed: int) -> Iterator[tuple[int, dict[str, bytearray]]]:
    """Cuts at random moments after the first acknowledgement: what was acknowledged, what is found."""
    chance = random.Random(seed)
    first = next(place for place, op in enumerate(ops) if op.kind == "A")
    places = sorted(chance.randrange(first, len(ops)) for _ in range(count))
    done = 0
    for place in places:
        while done <= place:
            start.do(ops[done])
            done += 1
        yield start.acknowledged, start.after_cut(chance)
