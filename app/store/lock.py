"""One opener for each record. The system's lock is the truth; the text in the file is for a sentence."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import time
from pathlib import Path
from typing import Final

from app.core.errors import Unavailable
from app.store import platform

FILE: Final = "inchstone.lock"
_TEXT: Final = 4096
_TRIES: Final = 20
_PAUSE: Final = 0.01


class RecordLock:
    """Held from before anything else of the record is opened until after all of it is closed."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, folder: Path) -> RecordLock:
        """Become the one opener. Raises ``Unavailable``: record_in_use with who has it, not_a_record.

        A killed process holds nothing, so a file left behind keeps nobody out. It is never removed:
        two processes could then lock two files of one name.
        """
        handle = _opened(folder / FILE)
        try:
            if not platform.try_lock(handle):
                raise Unavailable("record_in_use", **_holder(handle))
            # On a full disk the lock still holds; only the sentence about it is poorer.
            with contextlib.suppress(OSError):
                _write(handle, _ourselves())
        except BaseException:
            os.close(handle)
            raise
        return cls(handle)

    def release(self) -> None:
        """Give the record back. A second call does nothing."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            platform.unlock(handle)
        finally:
            os.close(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except FileNotFoundError as problem:
        raise Unavailable("not_a_record") from problem
    except OSError as problem:
        raise Unavailable("place_is_read_only") from problem


def _ourselves() -> dict[str, object]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        user = ""
    at = platform.STARTED.isoformat(timespec="seconds")
    return {"user": user, "pc": socket.gethostname(), "process": os.getpid(), "since": at}


def _write(handle: int, said: dict[str, object]) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(said).encode("utf-8"))


def _holder(handle: int) -> dict[str, object]:
    """Who has it, as far as they have said yet: they write just after they lock."""
    for _ in range(_TRIES):
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            said = json.loads(os.read(handle, _TEXT).decode("utf-8"))
            return {name: said[name] for name in ("user", "pc", "process", "since")}
        except (ValueError, KeyError, TypeError, OSError):
            time.sleep(_PAUSE)
    return {"user": "", "pc": "", "process": 0, "since": ""}
