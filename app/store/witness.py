"""The witness: where this machine remembers how far a record had come, so that a rewind is noticed.

A damaged, deleted or shortened log loses committed work while every check of the engine says OK, and
so does an old copy put back. One small file per record, outside its folder, says otherwise. Two halves
are written in turn, so that a torn write leaves the one before.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from app.core.ids import Ref
from app.store import platform

_SIZE: Final = 4096
_HALF: Final = _SIZE // 2
_MAC: Final = 32


@dataclass(frozen=True, slots=True)
class Head:
    """How far a record had come: its branch, its last entry and that entry's MAC, and when."""

    record: Ref
    branch: int
    seq: int
    head: bytes
    at: datetime
    monotonic: float = 0.0

    @property
    def reach(self) -> tuple[int, int]:
        """What makes one head further than another: a later branch, then a later entry."""
        return (self.branch, self.seq)


@dataclass(frozen=True, slots=True)
class Found:
    """The furthest head this machine remembers, and whether any witness could not be read."""

    head: Head | None
    damaged: bool = False


class Witnesses:
    """Every place on this machine that may hold a record's witness, read together and written in one."""

    def __init__(self, key: bytes, folders: Iterable[Path] | None = None) -> None:
        self._key = key
        self._folders = tuple(platform.places().witnesses if folders is None else folders)

    def note(self, record: str, branch: int, seq: int, head: bytes, at: datetime) -> bool:
        """Remember this head in the first place that takes it. False where none does."""
        content = self._half(Head(Ref(record), branch, seq, head, at, time.monotonic()))
        return any(self._written(folder / _name(record, branch), content) for folder in self._folders)

    def furthest(self, record: str, branch: int | None = None) -> Found:
        """The furthest head of the record's own branch; of all its branches where there is none of that one.

        So a record that was restored and the one it was restored beside are each held to their own
        head, and neither is an alarm for the other. Damage counts only where a file has no readable half.
        """
        heads: list[Head] = []
        damaged = False
        for folder in self._folders:
            for path in sorted(folder.glob(f"{record}.*.witness")):
                content = _read(path)
                halves = self._halves(content or b"")
                readable = [head for head in halves if head is not None and head.record == record]
                heads += readable
                damaged = damaged or not readable
        own = [head for head in heads if head.branch == branch]
        return Found(max(own or heads, key=lambda each: each.reach, default=None), damaged)

    def _written(self, path: Path, content: bytes) -> bool:
        try:
            present = _read(path)
            if present is None or len(present) != _SIZE:
                path.parent.mkdir(parents=True, exist_ok=True)
                platform.write_atomically(path, content + bytes(_SIZE - len(content)))
            else:
                platform.write_at(path, self._older(present), content)
        except OSError:
            return False
        return True

    def _older(self, content: bytes) -> int:
        """Where the next half goes: over the unreadable one, else over the less far one."""
        first, second = self._halves(content)
        if first is None or second is None:
            return 0 if first is None else _HALF
        return 0 if first.reach <= second.reach else _HALF

    def _half(self, head: Head) -> bytes:
        said = {
            "record": head.record,
            "branch": head.branch,
            "seq": head.seq,
            "head": head.head.hex(),
            "at": head.at.astimezone(UTC).isoformat(),
            "monotonic": head.monotonic,
        }
        text = json.dumps(said, sort_keys=True).encode("utf-8").ljust(_HALF - _MAC)
        return text + hmac.digest(self._key, text, "sha256")

    def _halves(self, content: bytes) -> tuple[Head | None, Head | None]:
        return self._read_half(content[:_HALF]), self._read_half(content[_HALF:_SIZE])

    def _read_half(self, half: bytes) -> Head | None:
        text, mac = half[:-_MAC], half[-_MAC:]
        if len(half) != _HALF or not hmac.compare_digest(hmac.digest(self._key, text, "sha256"), mac):
            return None
        said = json.loads(text)
        at = datetime.fromisoformat(said["at"])
        head = bytes.fromhex(said["head"])
        return Head(Ref(said["record"]), said["branch"], said["seq"], head, at, said["monotonic"])


class Standing(Enum):
    """How a record stands to what this machine remembers of it."""

    ORDINARY = "ordinary"
    AHEAD = "ahead"
    RESTORED = "restored"
    BEHIND = "behind"
    FOREIGN = "foreign"
    NONE = "none"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What opening should make of it: entries ahead or missing, and for those missing from when to when."""

    standing: Standing
    entries: int = 0
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_alarm(self) -> bool:
        """Whether somebody must decide before anything is written."""
        return self.standing in (Standing.BEHIND, Standing.FOREIGN)

    @property
    def is_said(self) -> bool:
        """Whether it is mentioned once, on record. One entry ahead is what a power cut leaves."""
        if self.standing is Standing.AHEAD:
            return self.entries > 1
        return self.standing is not Standing.ORDINARY


def judge(
    found: Found,
    *,
    branch: int,
    seq: int,
    last_at: datetime | None,
    mac_at: Callable[[int], bytes | None],
) -> Verdict:
    """Compare a record with what was found. ``mac_at`` answers the MAC of an entry, None without one."""
    head = found.head
    if head is None:
        return Verdict(Standing.DAMAGED if found.damaged else Standing.NONE)
    if head.branch < branch:
        return Verdict(Standing.RESTORED)
    if seq < head.seq:
        return Verdict(Standing.BEHIND, head.seq - seq, last_at, head.at)
    if head.branch > branch or mac_at(head.seq) != head.head:
        return Verdict(Standing.FOREIGN, since=last_at, until=head.at)
    if seq > head.seq:
        return Verdict(Standing.AHEAD, seq - head.seq)
    return Verdict(Standing.ORDINARY)


def _name(record: str, branch: int) -> str:
    return f"{record}.{branch}.witness"


def _read(path: Path) -> bytes | None:
    """What lies there; None where nothing does or it cannot be read by this person."""
    try:
        return path.read_bytes()[:_SIZE]
    except OSError:
        return None
