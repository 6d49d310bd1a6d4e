"""The versions, run one after another in memory, make exactly what a new record is made of."""

from __future__ import annotations

import os
from typing import Any

import sqlcipher3
from sqlalchemy import create_engine

from app.bootstrap.opening import ROOMS
from app.store.engine import SCHEMA_VERSION
from app.store.migrate.shape import SHIPPED, shape_of
from app.store.schema import described_new, normalised
from app.store.tables import Table

assert ROOMS, "importing it has brought every table"

FROZEN = SHIPPED.folders[0] / "v0001_first.sql"
RELEASED = False
"""Once the first release is out its schema is never written anew: a change of a table is a new version."""


def statements() -> str:
    """Everything that a new record is made of: the tables in their order, then what hangs on them."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=lambda: sqlcipher3.connect(":memory:")
    )
    try:
        with engine.begin() as connection:
            Table.metadata.create_all(connection)
            raw: Any = connection.connection.driver_connection
            rows = raw.execute(
                "SELECT type, name, sql FROM sqlite_master "
                "WHERE sql IS NOT NULL AND name <> 'alembic_version' "
                "ORDER BY type <> 'table', CASE type WHEN 'table' THEN rowid END, name"
            ).fetchall()
    finally:
        engine.dispose()
    return "".join(f"-- {kind} {name}\n{sql.strip()}\n" for kind, name, sql in rows)


def test_the_versions_make_a_new_record() -> None:
    if os.environ.get("INCHSTONE_WRITE_GOLDEN") and not RELEASED:
        FROZEN.write_text(statements(), encoding="utf-8", newline="\n")
    made, wanted = set(shape_of(SCHEMA_VERSION)), set(described_new())
    said = "a table was changed without a version: write one, or before the first release freeze anew"
    assert sorted(made ^ wanted) == [], f"{said} (INCHSTONE_WRITE_GOLDEN=1)"


def test_the_last_version_is_the_one_the_program_asks_for() -> None:
    numbers = sorted(int(path.name[1:5]) for path in SHIPPED.folders[0].glob("v*.py"))
    assert numbers == list(range(1, SCHEMA_VERSION + 1))


def test_two_ways_of_writing_one_statement_are_the_same() -> None:
    assert normalised('CREATE TABLE "a" (\n\tb INTEGER, \n\tCHECK (b > 0)\n)') == normalised(
        "CREATE TABLE a ( b INTEGER , CHECK(b>0) )"
    )
    assert normalised("CREATE TABLE a (b INTEGER) STRICT") != normalised("CREATE TABLE a (b INTEGER)")
    assert normalised("CREATE TABLE a (b TEXT, c TEXT, CHECK (b IN ('x', 'y')))") == normalised(
        "CREATE TABLE a (b TEXT, CHECK (b IN ('x', 'y')), c TEXT)"
    )
    assert normalised("CREATE TABLE a (b TEXT, c TEXT)") != normalised("CREATE TABLE a (b TEXT)")
