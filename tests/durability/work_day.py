"""The process whose power is cut: a day's work through the real door, each receipt acknowledged.

`python -m tests.durability.work_day MACHINE SEED COUNT [HOW]`. MACHINE holds ``record`` and ``home``; HOW is
NORMAL or OFF for the controls, ROUND for a day with one of everything. With ``--serve`` alone it forks a day
for each line that it reads. The keys come in INCHSTONE_TEST_KEYS, so that no run pays for Argon2id.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from app import bootstrap
from app.core.drafts import Draft
from app.core.ids import StaffId
from app.core.jobs import Silent
from app.core.refs import make_ref, random_draw
from app.rooms import access, keeping
from app.store import engine
from app.store.keys import Keys
from app.store.lock import RecordLock
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.record import FLOOR

KEYS = "INCHSTONE_TEST_KEYS"


def keys_from_environment() -> Keys:
    site, private, kek = (bytes.fromhex(part) for part in os.environ[KEYS].split())
    return Keys(site, private, staff=bootstrap.FIRST, kek=kek)


def open_record(folder: Path, clock: SetClock) -> bootstrap.Opened:
    lock = RecordLock.take(folder)
    try:
        return bootstrap.open_with(
            folder, keys_from_environment(), lock, bootstrap.FIRST, clock, None, random_draw
        )
    except BaseException:
        lock.release()
        raise


def loosen(synchronous: str) -> None:
    """For the controls: the one setting that says when a commit is on the disk."""
    value = {"NORMAL": 1, "OFF": 0}[synchronous]
    engine._SETTINGS = tuple(
        (name, synchronous, value) if name == "synchronous" else (name, said, expected)
        for name, said, expected in engine._SETTINGS
    )


def go_round(opened: bootstrap.Opened, receipts: int) -> None:
    """One of everything that becomes durable on its own: slot file, setting, draft, backup, leaver."""
    office, opened.vault._cost = opened.office, FLOOR
    card = access.StaffCard("Mo Adeyemi", "teacher", "07700 900103", date(2026, 9, 1))
    for command in (
        access.AddStaff(card, "four quiet herons"),
        keeping.ChangeSetting("phone", "0191 496 0000"),
        access.EndStaff(StaffId(2), date(2026, 10, 13)),
    ):
        entry = office.execute(command).entry
        os.write(receipts, f"{entry}\n".encode())
    office.keep(Draft(make_ref(random_draw), "note", {"words": "half a sentence"}))
    office.work(keeping.MakeBackup(), Silent())
    os.write(receipts, f"{office.execute(keeping.ChangeSetting('phone', '')).entry}\n".encode())


def work(machine: Path, seed: int, count: int, *, whole_round: bool = False) -> None:
    clock = SetClock()
    opened = open_record(machine / "record", clock)
    receipts = os.open(machine / "ACK", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(receipts, f"{opened.record.head.seq}\n".encode())
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
    if whole_round:
        go_round(opened, receipts)
    # No close: the power goes in the middle of a day, and what is in the log stays there.
    os._exit(0)


def serve() -> None:
    """Fork a worker for each line of standard input: the folder and the seed of its day."""
    for line in sys.stdin:
        folder, seed = line.rsplit(" ", 1)
        worker = os.fork()
        if not worker:
            os.environ["INCHSTONE_HOME"] = str(Path(folder) / "home")
            work(Path(folder), int(seed), 100_000)
        print(worker, flush=True)
        os.waitpid(worker, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve()
        sys.exit()
    more = sys.argv[4] if len(sys.argv) > 4 else ""
    if more in ("NORMAL", "OFF"):
        loosen(more)
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), whole_round=more == "ROUND")
