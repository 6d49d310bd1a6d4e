"""The road of a migration: a verified backup, the versions on a copy of it, a look at everything, a swap.

The record itself is not written to until the copy has proved sound. Then one rename puts it in place,
so that a power cut leaves the old record or the new one, and never anything between.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from app.core.errors import Unavailable
from app.store import backup, platform, verify
from app.store.engine import DATABASE, make_engine
from app.store.errors import as_unavailable
from app.store.keys import Keys
from app.store.migrate import shape
from app.store.migrate.shape import Versions, shape_of, upgrade
from app.store.record import Record
from app.store.schema import Shape, described_new

WHY: Final = "before a migration"
_ROOM: Final = ".migrating"


def migrate(folder: Path, held: Keys, found: int, at: datetime, versions: Versions | None = None) -> Path:
    """Bring the record in this folder from schema ``found`` to the last version. Answers the backup's path.

    The caller holds the record's lock and has nothing open. Raises ``Unavailable``; then the record is
    as it was.
    """
    versions = versions or shape.SHIPPED
    room = folder / _ROOM
    shutil.rmtree(room, ignore_errors=True)
    try:
        kept = _backed_up(folder, held, at, shape_of(found, versions))
        backup.unpack(kept, room)
        renew(room / DATABASE, held, versions)
        _swap(folder, room / DATABASE, found)
    except OSError as error:
        raise as_unavailable(error) or Unavailable("disk_failed") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return kept


def renew(path: Path, held: Keys, versions: Versions | None = None) -> None:
    """Run the versions on this file, which nothing else has open, and look at everything afterwards."""
    versions = versions or shape.SHIPPED
    engine = make_engine(path, held.database, unsynced=True)
    try:
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            # Rebuilding a table that others point at would take their rows along.
            raw.execute("PRAGMA foreign_keys = OFF")
            before = _counts(raw)
            upgrade(connection, versions, versions.last)
            raw.execute(f"PRAGMA user_version = {versions.last}")
            _refuse_loss(before, _counts(raw))
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raw.execute("PRAGMA journal_mode = DELETE").fetchall()
    except Unavailable:
        raise
    except Exception as error:
        raise as_unavailable(error) or error from error
    finally:
        engine.dispose()
    check(path, held, described_new())


def check(path: Path, held: Keys, wanted: Shape) -> None:
    """Cipher, integrity, foreign keys, the whole schema and the chain. Raises ``Unavailable``."""
    with backup.look_inside(path, held) as db:
        for found in verify.quick_checks(db, held.audit, wanted):
            if not found.ok:
                raise Unavailable("migration_not_sound", found=found.name, what=found.found)


def _backed_up(folder: Path, held: Keys, at: datetime, wanted: Shape) -> Path:
    record = Record(folder, held, None)
    try:
        record.begin()
        return backup.make(record, backup.home_of(record.ref), at, WHY, shape=wanted).path
    finally:
        record.close()


def _counts(raw: Any) -> dict[str, int]:
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names.fetchall()}


def _refuse_loss(before: dict[str, int], after: dict[str, int]) -> None:
    """A table that is still there has the rows it had. A version that means otherwise makes a new table."""
    for name, count in before.items():
        if name in after and after[name] != count:
            raise Unavailable("migration_not_sound", found="counts", what=name)


def _swap(folder: Path, renewed: Path, found: int) -> None:
    """Put the renewed file in the record's place by one rename; the old one stays beside it."""
    live = folder / DATABASE
    log = live.with_name(f"{DATABASE}-wal")
    if log.exists() and log.stat().st_size:
        # A log that is left would be played back into a file that it does not belong to.
        raise Unavailable("record_is_busy")
    old = folder / f"{DATABASE}.schema-{found}"
    shutil.copyfile(live, old)
    for path in (old, renewed):
        with path.open("rb+") as handle:
            platform.flush_file(handle.fileno())
    for leftover in (log, live.with_name(f"{DATABASE}-shm")):
        leftover.unlink(missing_ok=True)
    renewed.replace(live)
    platform.flush_folder(folder)
