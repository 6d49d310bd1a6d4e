"""A new file's tables, triggers and marks of kind, and the whole of its schema as text to compare."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, create_engine
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import Ref
from app.core.marks import CODE, MINUTES, RUNG, SEEN_ASKED
from app.store.engine import APPLICATION_ID, SCHEMA_VERSION, make_engine
from app.store.marks import Measure
from app.store.record import RecordRow
from app.store.tables import Table

Shape = tuple[tuple[str, str, str], ...]
"""A whole schema, normalised: kind, name and text of everything in it that is ours."""


class SchemaVersion(Table):
    """Which versions this file has had. Alembic reads it and writes it, under the name that it looks for."""

    __tablename__ = "alembic_version"
    version_num: Mapped[str] = mapped_column(primary_key=True)


FIRST_MEASURES = (
    (RUNG, "rung", 0, 9),
    (SEEN_ASKED, "seen_asked", 0, 1),
    (CODE, "code", 1, 999),
    (MINUTES, "minutes", 0, 24 * 60),
)


def make(path: Path, key: bytes, ref: Ref, at: datetime, *, invented: bool, unsynced: bool) -> None:
    """Make a new, empty record file. Every room's tables must have been imported before."""
    engine = make_engine(path, key, unsynced=unsynced)
    try:
        with engine.begin() as connection:
            Table.metadata.create_all(connection)
            _first_rows(connection, ref, at, invented=invented)
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()


def _first_rows(connection: Connection, ref: Ref, at: datetime, *, invented: bool) -> None:
    connection.execute(
        RecordRow.__table__.insert(),  # type: ignore[attr-defined]
        [{"id": 1, "ref": ref, "branch": 1, "invented": invented, "made_at": at}],
    )
    connection.execute(
        Measure.__table__.insert(),  # type: ignore[attr-defined]
        [
            {"id": identity, "kind": kind, "number": 0, "lowest": lowest, "highest": highest}
            for identity, kind, lowest, highest in FIRST_MEASURES
        ],
    )
    connection.execute(
        SchemaVersion.__table__.insert(),  # type: ignore[attr-defined]
        [{"version_num": f"{SCHEMA_VERSION:04d}"}],
    )


def described(connection: Any) -> Shape:
    """The whole of ``sqlite_master``, normalised: kind, name and text of everything that is ours."""
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return tuple(sorted((kind, name, normalised(sql)) for kind, name, sql in rows))


@lru_cache(maxsize=1024)
def normalised(sql: str) -> str:
    """Statement text without what two writers of the same schema may write differently.

    Columns and constraints of a table are put in one order: rebuilding a table may move them about.
    """
    plain = re.sub(r"\s+", " ", sql.replace('"', "").replace("`", "")).strip()
    plain = re.sub(r"\s*([(),=<>])\s*", r"\1", plain)
    if not plain.startswith("CREATE TABLE"):
        return plain
    start, end = plain.index("(") + 1, plain.rindex(")")
    return plain[:start] + ",".join(sorted(_parts(plain[start:end]))) + plain[end:]


def _parts(inside: str) -> list[str]:
    """What stands between the commas that are in no bracket of their own."""
    parts, depth = [""], 0
    for sign in inside:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


@cache
def described_new() -> Shape:
    """The schema of a record made by this program, for comparison: made in memory, once."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=lambda: sqlcipher3.connect(":memory:")
    )
    try:
        with engine.begin() as connection:
            Table.metadata.create_all(connection)
            return described(connection.connection.driver_connection)
    finally:
        engine.dispose()
