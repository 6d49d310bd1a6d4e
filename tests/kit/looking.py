"""What a record's files hold, as the next start would find it."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.store import backup, verify, witness
from app.store.engine import DATABASE, make_engine
from app.store.keys import Keys


@dataclass(frozen=True)
class Look:
    """One look: whether it could be read, which checks failed, how far it had come, what the witness says."""

    error: str
    faults: tuple[str, ...]
    seq: int
    verdict: witness.Verdict | None

    @property
    def is_sound(self) -> bool:
        """Whether every check of the file itself says that all is well."""
        return not self.error and not self.faults

    @property
    def is_alarm(self) -> bool:
        return self.verdict is not None and self.verdict.is_alarm


def look(record: Path, home: Path, held: Keys) -> Look:
    """Open what lies there as a start would: the log brought home, every check, then the witness."""
    engine = make_engine(record / DATABASE, held.database, unsynced=True)
    try:
        with engine.connect() as connection, Session(connection, autoflush=False) as db:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            faults = [f"{c.name}: {c.found}" for c in verify.quick_checks(db, held.audit) if not c.ok]
            branch, seq, _ = backup.stand(db)
            macs = {n: bytes(mac) for n, mac in raw.execute("SELECT seq, mac FROM audit_entry").fetchall()}
            (ref,) = raw.execute("SELECT ref FROM record").fetchone()
    except Exception as error:
        return Look(type(error).__name__, (), 0, None)
    finally:
        engine.dispose()
    found = witness.Witnesses(held.witness, [home / "witness"]).furthest(ref, branch)
    verdict = witness.judge(found, branch=branch, seq=seq, last_at=None, mac_at=macs.get)
    return Look("", tuple(faults), seq, verdict)


def table_digests(raw: Any) -> dict[str, str]:
    """A digest of every table's rows, in the order of their keys."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {name: digest_of(rows_of(raw, name)) for (name,) in names}


def rows_of(raw: Any, table: str, most: int | None = None) -> list[tuple[Any, ...]]:
    limit = "" if most is None else f" LIMIT {most}"
    return [tuple(row) for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY 1{limit}').fetchall()]


def digest_of(rows: list[tuple[Any, ...]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def copied(source: Path, target: Path) -> Path:
    """A copy of a folder in the place of what lay there."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target
