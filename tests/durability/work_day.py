"""The process whose power is cut: a day's work through the real door, each receipt acknowledged.

`python -m tests.durability.work_day MACHINE SEED COUNT [SYNCHRONOUS]`. MACHINE holds ``record`` and ``home``;
the keys come in INCHSTONE_TEST_KEYS, so that no run pays for Argon2id.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app import bootstrap
from app.core.drafts import Draft
from app.core.jobs import Silent
from app.core.refs import make_ref, random_draw
from app.rooms import keeping
from app.store import engine
from app.store.keys import Keys
from app.store.lock import RecordLock
from tests.kit.acts import Life
from tests.kit.clock import SetClock

KEYS = "INCHSTONE_TEST_KEYS"


def keys_from_environment() -> Keys:
    site, private, kek = (bytes.fromhex(part) for part in os.environ[KEYS].split())
    return Keys(site, private, staff=bootstrap.FIRST, kek=kek)


def open_record(folder: Path, clock: SetClock) -> bootstrap.Opened:
    lock = RecordLock.take(folder)
    return bootstrap.open_with(
        folder, keys_from_environment(), lock, bootstrap.FIRST, clock, None, random_draw
    )


def loosen(synchronous: str) -> None:
    """For the controls: the one setting that says when a commit is on the disk."""
    value = {"NORMAL": 1, "OFF": 0}[synchronous]
    engine._SETTINGS = tuple(
        (name, synchronous, value) if name == "synchronous" else (name, said, expected)
        for name, said, expected in engine._SETTINGS
    )


def work(machine: Path, seed: int, count: int) -> None:
    clock = SetClock()
    opened = open_record(machine / "record", clock)
    receipts = os.open(machine / "ACK", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    life = Life(opened.office, seed)
    done = 0
    while done < count:
        clock.move(seconds=7)
        receipt = life.act()
        if receipt is not None:
            assert receipt.entry is not None
            os.write(receipts, f"{receipt.entry}\n".encode())
            done += 1
        if life.chance.random() < 0.1:
            opened.office.keep(Draft(make_ref(random_draw), "note", {"words": "half a sentence"}))
        if life.chance.random() < 0.1:
            undone = opened.office.undo()
            if undone is not None and undone.entry is not None:
                os.write(receipts, f"{undone.entry}\n".encode())
    if os.environ.get("WITH_BACKUP"):
        opened.office.work(keeping.MakeBackup(), Silent())
    # No close: the power goes in the middle of a day, and what is in the log stays there.
    os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) > 4:
        loosen(sys.argv[4])
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
