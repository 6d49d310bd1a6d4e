"""An open record: its folder, its lock, its writer and readers, its place in the chain."""

from __future__ import annotations

import copy
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.errors import Unavailable
from app.store import audit, witness
from app.store.engine import DATABASE, engine_version, make_engine, refuse_bulk_writes, self_test
from app.store.errors import as_unavailable
from app.store.keys import Keys
from app.store.lock import RecordLock
from app.store.tables import Table
from app.store.together import Together


class RecordRow(Table):
    """The record about itself: its own reference, its branch, and whether its pupils are invented."""

    __tablename__ = "record"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    branch: Mapped[int]
    invented: Mapped[bool]
    made_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class RecordState:
    """What ``info`` says of a record beside what the rooms count."""

    ref: str
    engine: str
    schema: int
    entries: int
    invented: bool


class _Chain:
    """Where the chain stands, shared by everybody who holds the same open record."""

    def __init__(self) -> None:
        self.head = audit.GENESIS


class Record:
    """One encrypted file, opened by exactly one program."""

    def __init__(self, folder: Path, keys: Keys, lock: RecordLock | None, *, unsynced: bool = False) -> None:
        self.folder = folder
        self.keys = keys
        self._lock = lock
        self._pen = threading.RLock()
        self._unsynced = unsynced
        self._connect()
        self.witnesses = witness.Witnesses(keys.witness) if lock is not None else None
        self.branch = 0
        self.ref = ""
        self.invented = False
        self._chain = _Chain()
        self._file: tuple[int, int] | None = None

    def _connect(self) -> None:
        path, key = self.folder / DATABASE, self.keys.database
        self._writer = make_engine(path, key, unsynced=self._unsynced)
        self._reader = make_engine(path, key, read_only=True, unsynced=self._unsynced)
        self._together = Together(self._writer) if self._unsynced else None

    def rest(self) -> None:
        """The screen was locked: what is under way ends, every connection goes, and then the keys.

        The lock on the record stays, so that nobody else opens it meanwhile.
        """
        with self._pen:
            self.tidy_log()
            self._writer.dispose()
            self._reader.dispose()
            self.keys.wipe()

    def wake(self, held: Keys) -> None:
        """The same person is back with their password."""
        self.keys = held
        self._connect()

    @property
    def head(self) -> audit.Head:
        """The last entry of the chain."""
        return self._chain.head

    @head.setter
    def head(self, head: audit.Head) -> None:
        self._chain.head = head

    def as_held_by(self, held: Keys) -> Record:
        """The same open record in the hands of another signed-in person: one store, their own pair."""
        other = copy.copy(self)
        other.keys = held
        return other

    def begin_branch(self) -> None:
        """Go on as a new branch, after a restore or an alarm that was accepted.

        Its number is above the old one by a random step, so that two restores of one copy differ.
        """
        with self.outside_audit() as db:
            row = db.get_one(RecordRow, 1)
            row.branch += 1 + secrets.randbelow(1 << 20)
            self.branch = row.branch

    def begin(self) -> None:
        """Read the settings back and find where the chain stands. Raises ``Unavailable``."""
        with self.reading() as db:
            self_test(db.connection(), unsynced=self._unsynced)
            self.head = audit.head_of(db)
            row = db.connection().exec_driver_sql("SELECT ref, branch, invented FROM record").one()
            self.ref, self.branch, self.invented = row[0], row[1], bool(row[2])
        self._file = _file_at(self.folder / DATABASE)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile: an entry is committed, becomes the head and is witnessed in one."""
        with self._pen:
            yield

    @contextmanager
    def writing(self, *, wait: float = -1) -> Iterator[Session]:
        """One transaction on the only writing connection; commits at the end, or leaves nothing.

        ``wait`` is how many seconds to wait for a writer at work; −1 is as long as it takes.
        """
        if self.keys.gone:
            raise Unavailable("keys_are_gone")
        if not self._pen.acquire(timeout=wait):
            raise Unavailable("record_is_busy")
        try:
            with self._transaction() as db:
                event.listen(db, "do_orm_execute", refuse_bulk_writes)
                yield db
        except (DBAPIError, OSError) as error:
            raise self._told(error) from error
        finally:
            self._pen.release()

    @contextmanager
    def outside_audit(self, *, wait: float = -1) -> Iterator[Session]:
        """A transaction for what stands outside audit, chain and undo: drafts and sign-ins."""
        if self.keys.gone:
            raise Unavailable("keys_are_gone")
        if not self._pen.acquire(timeout=wait):
            raise Unavailable("record_is_busy")
        try:
            with self._transaction() as db:
                yield db
        except (DBAPIError, OSError) as error:
            raise self._told(error) from error
        finally:
            self._pen.release()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        """All or nothing: on its own, or as one of many where the record has no name yet."""
        if self._together is None:
            self._check_place()
            with Session(self._writer, expire_on_commit=False) as db, db.begin():
                yield db
            return
        with self._together.part() as connection:
            whole = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
            with whole as db, db.begin():
                yield db

    def _told(self, error: Exception) -> Exception:
        """What the failure of a write means. Raised by whoever asked for it."""
        found = as_unavailable(error)
        if found is not None and found.code == "place_is_read_only":
            # Opened where nothing could be written, a connection stays so: the next attempt opens it anew.
            self._writer.dispose()
        return found or error

    def _check_place(self) -> None:
        """An open file that was deleted still takes words, says nothing, and is gone with the program."""
        if self._file is not None and _file_at(self.folder / DATABASE) != self._file:
            raise Unavailable("record_is_gone")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One unchanging snapshot. What is read in it is read as of one moment."""
        if self.keys.gone:
            raise Unavailable("keys_are_gone")
        self._carry()
        try:
            with Session(self._reader, autoflush=False) as db, db.begin():
                yield db
        except DBAPIError as error:
            raise as_unavailable(error) or error from error

    def _carry(self) -> None:
        """What was gathered reaches the file before anybody reads it."""
        if self._together is None:
            return
        try:
            self._together.carry()
        except DBAPIError as error:
            raise as_unavailable(error) or error from error

    def note_witness(self, at: datetime) -> bool:
        """Write the head where this machine remembers it. False where that could not be done."""
        if self.witnesses is None:
            return True
        return self.witnesses.note(self.ref, self.branch, self.head.seq, self.head.mac, at)

    def checkpoint(self) -> None:
        """Bring everything from the log into the file and cut the log off. Raises ``Unavailable``."""
        with self._pen:
            self._carry()
            connection = self._writer.raw_connection()
            try:
                raw: Any = connection.driver_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlcipher3.Error as error:
                raise as_unavailable(error) or Unavailable("record_damaged") from error
            finally:
                connection.close()

    def tidy_log(self) -> bool:
        """The same in a quiet moment, so that little stands in the log alone. False where it had to wait."""
        if self.keys.gone or not self._pen.acquire(blocking=False):
            return False
        try:
            self.checkpoint()
        except (Unavailable, DBAPIError):
            return False  # what is in the log is safe there; the next opening brings it home
        finally:
            self._pen.release()
        return True

    def view(self, db: Session) -> RecordView:
        """What a question of ``rooms/keeping`` may see of the record itself."""
        return RecordView(self, db)

    def close(self) -> None:
        """Cut the log, close every connection, give the lock back. The keys are wiped by their holder."""
        try:
            self.tidy_log()
        finally:
            self._writer.dispose()
            self._reader.dispose()
            if self._lock is not None:
                self._lock.release()


def _file_at(path: Path) -> tuple[int, int]:
    """Which file stands there, whatever its name. Raises ``OSError`` where none does."""
    found = path.stat()
    return found.st_dev, found.st_ino


class RecordView:
    """The record seen from inside a question: its state and its copies, never a key or a path of its own."""

    def __init__(self, record: Record, db: Session) -> None:
        self._record = record
        self._db = db

    def state(self) -> RecordState:
        """Which engine, which schema, how many entries."""
        connection = self._db.connection()
        entries = connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one()
        schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return RecordState(
            self._record.ref, engine_version(connection), schema, entries, self._record.invented
        )

    @property
    def record(self) -> Record:
        """The open record, for the copying and checking functions of the store."""
        return self._record
