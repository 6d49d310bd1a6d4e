"""Opens the encrypted file: one writer, two readers, the settings that survive a power cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlcipher3
from sqlalchemy import Engine, create_engine, event, pool
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState

from app.core.errors import Unavailable
from app.store.errors import as_unavailable

DATABASE: Final = "record.db"
"""The SQLCipher file inside the record's folder."""

APPLICATION_ID: Final = 0x494E4348
SCHEMA_VERSION: Final = 1

PAGE: Final = 4096
CHECKPOINT_PAGES: Final = 200

WHILE_MAKING: Final = 64 * 1024
"""KiB of pages kept in memory while a new record is made, so that each is encrypted seldom."""

_SETTINGS: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("locking_mode", "NORMAL", "normal"),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
    ("wal_autocheckpoint", str(CHECKPOINT_PAGES), CHECKPOINT_PAGES),
)
"""Pragma, what it is set to, what it must read back.

FULL since a power cut must lose nothing; recursive triggers since REPLACE deletes without them in silence.
"""


def check_file_kind(path: Path) -> None:
    """Tell a damaged file and a stranger's apart from a wrong password, which the engine does not.

    An encrypted file begins with sixteen random bytes, so one that begins with text is something else.
    Raises ``Unavailable``: record_gone, record_damaged, record_is_plain.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise Unavailable("record_gone") from error
    if len(start) == 16 and any(start) and all(32 <= byte < 127 or byte in b"\t\r\n\0" for byte in start):
        raise Unavailable("record_is_plain")
    if not any(start) or path.stat().st_size % PAGE:
        raise Unavailable("record_damaged")


def dial(path: Path, key: bytes, *, read_only: bool = False, unsynced: bool = False) -> Any:
    """A raw connection with every setting made and read back.

    Raises ``Unavailable`` where the library is not the encrypting one, the key does not fit or the
    file is damaged.
    """
    try:
        connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False, timeout=2.0)
    except sqlcipher3.Error as error:
        raise as_unavailable(error) or Unavailable("record_damaged") from error
    try:
        _configure(connection, key, unsynced=unsynced)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlcipher3.Error):
            raise as_unavailable(error) or Unavailable("record_damaged") from error
        raise
    return connection


def _configure(connection: Any, key: bytes, *, unsynced: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise Unavailable("engine_does_not_encrypt")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if unsynced:
        connection.execute(f"PRAGMA cache_size = {-WHILE_MAKING}")
    for name, value, expected in _SETTINGS:
        if unsynced and name == "synchronous":
            value, expected = "OFF", 0
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or found[0] != expected:
            raise Unavailable("engine_setting_refused", setting=name)


def schema_of(path: Path, key: bytes) -> int:
    """The version of the schema of a record that nothing has open. Raises ``Unavailable``: not_a_record."""
    connection = dial(path, key, read_only=True)
    try:
        (kind,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    if kind != APPLICATION_ID or version < 1:
        raise Unavailable("not_a_record")
    return int(version)


def make_engine(path: Path, key: bytes, *, read_only: bool = False, unsynced: bool = False) -> Engine:
    """An SQLAlchemy engine over such connections; the writer takes the lock at BEGIN."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: dial(path, key, read_only=read_only, unsynced=unsynced),
        poolclass=pool.QueuePool,
        pool_size=2 if read_only else 1,
        max_overflow=2 if read_only else 0,
        pool_reset_on_return="rollback",
    )
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def refuse_bulk_writes(state: ORMExecuteState) -> None:
    """Row by row or not at all: a bulk UPDATE or DELETE would leave no trace in the audit."""
    if state.is_update or state.is_delete:
        raise TypeError("bulk UPDATE/DELETE inside a command")


def self_test(connection: Connection, *, unsynced: bool = False) -> None:
    """Read every setting back from a live connection. Raises ``Unavailable`` for the first that is wrong."""
    for name, _value, expected in _SETTINGS:
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if found != expected and not (unsynced and name == "synchronous"):
            raise Unavailable("engine_setting_refused", setting=name)
    found = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if found != APPLICATION_ID:
        raise Unavailable("not_a_record")


def engine_version(connection: Connection) -> str:
    """The engine in words, for ``info`` and for the about page."""
    cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    return f"SQLCipher {cipher} (SQLite {sqlite})"
