"""Wrong passwords, counted before they are tried and kept beside the slots, whatever is killed or set back.

Five are free. After five wrong ones in a row each further try waits a minute, so there are never more
than ten in five minutes. The minute is measured by the time since this PC was started and never by the
wall clock: where that time is less than what was noted the PC has been started since, and the time since
then is a lower bound of what has passed. So setting the clock gains nothing.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.core.errors import Unavailable
from app.core.ids import StaffId
from app.store import platform
from app.store.keys import Keys, unlock
from app.store.slots import SlotFile

FILE: Final = "guesses.json"
FREE: Final = 5
WAIT: Final = 60.0
UNKEPT_WAIT: Final = 30.0
"""Where a guess cannot be written down it is slowed by so much before it is tried: ten in five minutes."""

_SIZE: Final = 8192
"""The file has a multiple of this length from the start: a full disk cannot refuse to write a guess down."""

_ONE_AT_A_TIME: Final = threading.Lock()
"""Two windows of one program, the lock screen's emergency sheet and a sign-in, must not share one count."""

_Counts = dict[str, tuple[int, float]]


class Guesses:
    """The wrong guesses of one record, person by person."""

    def __init__(
        self,
        folder: Path,
        *,
        uptime: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = folder / FILE
        self._uptime = uptime
        self._pause = pause

    def unlock(self, file: SlotFile, staff: StaffId | None, password: str) -> Keys:
        """Open a slot as `keys.unlock` does, at most ten times in five minutes.

        Raises ``Unavailable``: wait_after_wrong_passwords with the seconds left, and then nothing was
        tried or counted; wrong_password with the tries left before a wait and the seconds of that wait.
        """
        with _ONE_AT_A_TIME:
            wrong = self._count(staff)
            try:
                keys = unlock(file, staff, password)
            except Unavailable as problem:
                if problem.code != "wrong_password":
                    raise
                left = max(0, FREE - wrong)
                raise Unavailable(
                    "wrong_password", tries_left=left, wait=0 if left else int(WAIT)
                ) from problem
            self._forget(staff)
            return keys

    def seconds_left(self, staff: StaffId | None) -> int:
        """How long this person has to wait before the next try; 0 where they need not."""
        wrong, at = self._read().get(_name(staff), (0, 0.0))
        if wrong < FREE:
            return 0
        passed = self._passed_since(at)
        return 0 if passed >= WAIT else max(1, -int(-(WAIT - passed) // 1))

    def _count(self, staff: StaffId | None) -> int:
        """Write the guess down as wrong before it is tried: a program killed meanwhile has used it up."""
        left = self.seconds_left(staff)
        if left:
            raise Unavailable("wait_after_wrong_passwords", seconds=left)
        counts = self._read()
        wrong = counts.get(_name(staff), (0, 0.0))[0] + 1
        counts[_name(staff)] = (wrong, self._uptime())
        if not self._written(counts):
            self._pause(UNKEPT_WAIT)
        return wrong

    def _forget(self, staff: StaffId | None) -> None:
        counts = self._read()
        counts.pop(_name(staff), None)
        self._written(counts)

    def _passed_since(self, at: float) -> float:
        now = self._uptime()
        return now - at if now >= at else now

    def _read(self) -> _Counts:
        """The counts as they lie on disk. A file that makes no sense is the same as none: see SECURITY."""
        try:
            found = json.loads(self._path.read_bytes().decode("utf-8"))
            return {str(name): (int(wrong), float(at)) for name, (wrong, at) in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _written(self, counts: _Counts) -> bool:
        content = json.dumps(counts).encode("utf-8")
        content = content.ljust(-(-len(content) // _SIZE) * _SIZE)
        try:
            if self._path.exists() and self._path.stat().st_size == len(content):
                platform.write_at(self._path, 0, content)
            else:
                platform.write_atomically(self._path, content)
        except OSError:
            return False
        return True


def _name(staff: StaffId | None) -> str:
    return "nobody" if staff is None else str(staff)
