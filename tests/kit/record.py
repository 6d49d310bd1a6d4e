"""Real encrypted records for tests: one made per process, copied for each test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from app import bootstrap
from app.core.actor import Actor
from app.core.ids import StaffId
from app.core.refs import random_draw
from app.core.roles import Role
from app.office import Office
from app.store import recovery, slots
from app.store.keys import Keys
from app.store.lock import RecordLock
from app.store.slots import ArgonCost
from tests.kit.clock import SetClock

PROVISION = "Hillside Outreach"
HEAD = "Priya Shah"
PASSWORD = "three calm otters"
FLOOR = ArgonCost()

FOUNDING = bootstrap.Founding(PROVISION, HEAD, PASSWORD, phone="07700 900101")


class Template:
    """A new record with its local data, kept aside to be copied."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.secret = recovery.make_secret()
        before = os.environ.get("INCHSTONE_HOME")
        os.environ["INCHSTONE_HOME"] = str(root / "home")
        try:
            opened = bootstrap.found(
                root / "record", FOUNDING, self.secret, SetClock(), bootstrap.Making(cost=FLOOR)
            )
            held = opened.record.keys
            self.site, self.private, self.kek = held.site, held.private, held._copy("kek")
            opened.close()
        finally:
            if before is None:
                del os.environ["INCHSTONE_HOME"]
            else:
                os.environ["INCHSTONE_HOME"] = before

    def copy_to(self, folder: Path) -> Path:
        """The record under this folder, its local data beside it. INCHSTONE_HOME must say ``folder/home``."""
        shutil.copytree(self.root / "record", folder / "record")
        shutil.copytree(self.root / "home", folder / "home", dirs_exist_ok=True)
        return folder / "record"

    def keys(self) -> Keys:
        """The head's keys, without another Argon2id."""
        return Keys(self.site, self.private, staff=bootstrap.FIRST, kek=self.kek)

    def open(self, folder: Path, clock: SetClock) -> bootstrap.Opened:
        """Sign the head in as ``bootstrap.sign_in`` does once the password has opened the slot."""
        lock = RecordLock.take(folder)
        try:
            return bootstrap.open_with(folder, self.keys(), lock, bootstrap.FIRST, clock, None, random_draw)
        except BaseException:
            lock.release()
            raise


def as_roles(opened: bootstrap.Opened, clock: SetClock, *roles: Role, staff: int = 1) -> Office:
    """An office over the same record for somebody with these roles."""
    return Office(opened.record, Actor(StaffId(staff), frozenset(roles)), clock, stray=opened.stray)


def peek(office: Office, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a statement finds in the record, past the door: for assertions alone."""
    with office._record.reading() as db:
        return [tuple(row) for row in db.connection().exec_driver_sql(statement, values)]


def slot_file(folder: Path) -> slots.SlotFile:
    """The slot file of a record."""
    return slots.load(folder)
