"""Checks an open record through and through: engine, keys, schema, chain, witness, every value rebuilt."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store import audit, witness
from app.store.audit import NOBODY, Values, add_only_tables, canonical, commitment, entry_mac
from app.store.errors import as_unavailable
from app.store.record import Record
from app.store.schema import Shape, described, described_new
from app.store.tables import Editable, kinds_of

BULK = "mark"
"""The add-only table whose rows are written past the unit of work."""

UNREADABLE = "damaged: what it needs cannot be read"

_NOT_OF_THE_FILE = frozenset({"memory_full", "record_is_busy", "record_is_gone"})
"""What keeps a check from being made and says nothing of the record."""

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it holds, and what was found."""

    name: str
    ok: bool
    found: str


def all_checks(db: Session, key: bytes, step: Step | None = None) -> tuple[Check, ...]:
    """Every check that needs the open file alone; the witness is the caller's to add."""
    checks: list[Check] = []
    kinds: tuple[tuple[str, Callable[[Session], str]], ...] = (
        ("cipher", _cipher),
        ("integrity", _integrity),
        ("foreign_keys", _foreign_keys),
        ("schema", lambda there: schema_fault(_raw(there))),
        ("chain", lambda there: chain_fault(there, key)),
        ("rebuilt", rebuilt_fault),
    )
    for number, (name, look) in enumerate(kinds):
        if step is not None:
            step(number, len(kinds), name)
        fault = _looked(db, look)
        checks.append(Check(name, not fault, fault or "sound"))
    return tuple(checks)


def _looked(db: Session, look: Callable[[Session], str]) -> str:
    """What a check finds. A part that cannot be read is a finding, so that the others are still made.

    Each has a connection of its own: one that met a broken page calls every other page broken too.
    """
    try:
        with _beside(db) as own:
            return look(own)
    except Exception as error:  # a row that was changed may fail in any way before its digest is compared
        _check_is_of_the_file(error)
        return UNREADABLE


def _check_is_of_the_file(error: Exception) -> None:
    """Raise again what only kept the check from being made."""
    problem = as_unavailable(error)
    if isinstance(error, MemoryError):
        raise error
    if problem is not None and problem.code in _NOT_OF_THE_FILE:
        raise problem from error


@contextmanager
def _beside(db: Session) -> Iterator[Session]:
    """The same file by a connection of its own, which nobody uses after it."""
    with Session(db.get_bind(), autoflush=False) as own:
        connection = own.connection()
        try:
            yield own
        finally:
            connection.invalidate()


def quick_checks(db: Session, key: bytes, wanted: Shape | None = None) -> tuple[Check, ...]:
    """What every backup is put through: all but rebuilding each value, which a verify does.

    ``wanted`` is the schema it must have: that of a newly made record unless told otherwise.
    """
    looks = (
        ("cipher", _cipher(db)),
        ("integrity", _integrity(db)),
        ("foreign_keys", _foreign_keys(db)),
        ("schema", schema_fault(_raw(db), wanted)),
        ("chain", chain_fault(db, key)),
    )
    return tuple(Check(name, not fault, fault or "sound") for name, fault in looks)


def witness_check(db: Session, record: Record) -> Check:
    """Whether the record stands where this machine remembers it."""
    if record.witnesses is None:
        return Check("witness", True, "none is kept for it")

    standing: list[witness.Standing] = []

    def look(there: Session) -> str:
        verdict = _judged(there, record)
        standing.append(verdict.standing)
        return verdict.standing.value if verdict.is_alarm else ""

    fault = _looked(db, look)
    return Check("witness", not fault, fault or standing[-1].value)


def _judged(db: Session, record: Record) -> witness.Verdict:
    def mac_at(seq: int) -> bytes | None:
        row = db.execute(select(audit.AuditEntry.mac).where(audit.AuditEntry.seq == seq)).scalar()
        return None if row is None else bytes(row)

    assert record.witnesses is not None
    head = audit.head_of(db)
    return witness.judge(
        record.witnesses.furthest(record.ref, record.branch),
        branch=record.branch, seq=head.seq, last_at=None, mac_at=mac_at,
    )  # fmt: skip


def _raw(db: Session) -> Any:
    return db.connection().connection.driver_connection


def _cipher(db: Session) -> str:
    rows = _raw(db).execute("PRAGMA cipher_integrity_check").fetchall()
    return "damaged: " + "; ".join(str(row[0]) for row in rows[:3]) if rows else ""


def _integrity(db: Session) -> str:
    rows = _raw(db).execute("PRAGMA integrity_check(1)").fetchall()
    # one is asked for: after the first broken page the engine calls every other page broken too
    return "" if rows == [("ok",)] else f"damaged: {str(rows[0][0]).splitlines()[-1]}"


def _foreign_keys(db: Session) -> str:
    rows = _raw(db).execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(rows)} rows point at nothing, the first in {rows[0][0]}" if rows else ""


def schema_fault(raw: Any, shape: Shape | None = None) -> str:
    """Tables, indexes, triggers and checks, compared with those of a newly made record."""
    found, wanted = set(described(raw)), set(shape or described_new())
    missing = [f"{kind} {name} is missing or changed" for kind, name, _ in sorted(wanted - found)]
    extra = [f"{kind} {name} does not belong" for kind, name, _ in sorted(found - wanted)]
    return "; ".join((missing + extra)[:3])


def chain_fault(db: Session, key: bytes) -> str:
    """What is wrong with the chain, the first bad entry named; empty where it runs unbroken."""
    connection = db.connection()
    parts = connection.exec_driver_sql("SELECT entry, digest FROM audit_subject ORDER BY entry, subject_no")
    digests: dict[int, list[bytes]] = defaultdict(list)
    for entry, digest in parts:
        digests[entry].append(bytes(digest))
    before, expected = audit.GENESIS.mac, 1
    rows = connection.exec_driver_sql(
        "SELECT seq, at, actor, action, refused, refs, subject_no, digest, mac, "
        "subject_no IS NULL AND salt IS NOT NULL FROM audit_entry ORDER BY seq"
    )
    for seq, at, actor, action, refused, refs, subject, digest, mac, odd in rows:
        if seq != expected:
            return f"entry {expected} is missing"
        said = (seq, at, actor, action, bool(refused), refs, subject, bytes(digest))
        if odd or entry_mac(key, before, said) != bytes(mac):
            return f"entry {seq} was changed or put in"
        if subject is None and hashlib.sha256(b"".join(digests.pop(seq, []))).digest() != bytes(digest):
            return f"the parts of entry {seq} do not fit it"
        before, expected = bytes(mac), seq + 1
    return f"parts stand there for entry {min(digests)}, which has none" if digests else ""


def rebuilt_fault(db: Session) -> str:
    """Whether every value that stands follows from what was written, entry by entry."""
    return _uncommitted(db) or _broken_marks(db) or _edited_past_the_door(db)


def _uncommitted(db: Session) -> str:
    """The first entry whose values are not those it committed to."""
    written = _Written(db)
    entries = db.connection().exec_driver_sql(
        "SELECT seq, subject_no, salt, digest FROM audit_entry ORDER BY seq"
    )
    parts = _parts(db)
    for seq, subject, salt, digest in entries.fetchall():
        values = written.by(seq)
        promised = parts.get(seq) or {int(subject): (salt, digest)}
        for who, (part_salt, part_digest) in promised.items():
            found = values.pop(who, [])
            if part_salt is None:
                if found:
                    return f"values of entry {seq} stand there although they were erased"
            elif commitment(bytes(part_salt), found) != bytes(part_digest):
                return f"values of entry {seq} are not what was written"
        if values:
            return f"entry {seq} has values that it never held"
    return written.left_over()


def _parts(db: Session) -> dict[int, dict[int, tuple[bytes | None, bytes]]]:
    rows = db.connection().exec_driver_sql("SELECT entry, subject_no, salt, digest FROM audit_subject")
    found: dict[int, dict[int, tuple[bytes | None, bytes]]] = defaultdict(dict)
    for entry, subject, salt, digest in rows:
        found[entry][subject] = (salt, digest)
    return found


class _Written:
    """Everything written, handed out entry by entry in the order in which it was committed to."""

    def __init__(self, db: Session) -> None:
        tables = add_only_tables()
        self._streams: list[_Stream] = []
        for name in sorted(set(tables) - {BULK}):
            self._streams.append(_Stream(_rows(db, name)))
        self._streams.append(_Stream(iter(_once(db))))
        if BULK in tables:
            self._streams.append(_Stream(_rows(db, BULK)))
        self._streams.append(_Stream(_edits(db)))

    def by(self, seq: int) -> dict[int, Values]:
        """The values of one entry by subject. Entries are asked for in their order."""
        found: dict[int, Values] = defaultdict(list)
        for stream in self._streams:
            for subject, row in stream.up_to(seq):
                found[subject].append(row)
        return found

    def left_over(self) -> str:
        """What belongs to no entry at all."""
        for stream in self._streams:
            if stream.waiting is not None:
                return f"rows stand there for entry {stream.waiting[0]}, which there is not"
        return ""


Piece = tuple[int, int, list[Any]]
"""Entry, subject, values."""


class _Stream:
    """Pieces in the order of their entries, one looked at ahead."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self.waiting: Piece | None = next(pieces, None)

    def up_to(self, seq: int) -> Iterator[tuple[int, list[Any]]]:
        while self.waiting is not None and self.waiting[0] <= seq:
            yield self.waiting[1], self.waiting[2]
            self.waiting = next(self._pieces, None)


def _rows(db: Session, table: str) -> Iterator[Piece]:
    kind = add_only_tables()[table]
    names = [c.name for c in kind.__table__.columns if c.name not in kind.set_once]
    place = names.index("entry")
    for subject, row in audit.added_rows(db, table, "1"):
        yield row[place], subject, [table, *row]


def _once(db: Session) -> list[Piece]:
    """What was set a single time: the columns that name the entry in which a row was voided or ended."""
    pieces: list[Piece] = []
    for table, kind in add_only_tables().items():
        if table == BULK:
            continue
        subject = f'"{kind.subject}"' if kind.subject else str(NOBODY)
        for column in kind.set_once:
            rows = db.connection().exec_driver_sql(
                f'SELECT id, "{column}", {subject} FROM {table} WHERE "{column}" IS NOT NULL'
            )
            pieces.extend(
                (entry, int(who or NOBODY), [table, identity, column]) for identity, entry, who in rows
            )
    return sorted(pieces, key=lambda piece: (piece[0], piece[2]))


def _edits(db: Session) -> Iterator[Piece]:
    rows = db.connection().exec_driver_sql(
        "SELECT entry, subject_no, table_name, row_id, before, after FROM audit_value ORDER BY entry, id"
    )
    for entry, subject, table, row, before, after in rows:
        yield entry, subject, [table, row, before, after]


_CHAINED = """
SELECT count(*) FROM (
  SELECT replaced_by, LEAD(id) OVER (
    PARTITION BY measure_id, pupil_id, day, slot_id, moment_no ORDER BY id
  ) AS later FROM mark
) WHERE replaced_by IS NOT later
"""


def _broken_marks(db: Session) -> str:
    """Each mark is replaced by the next for the same key, and the last one stands."""
    found = db.connection().exec_driver_sql(_CHAINED).scalar_one()
    return f"{found} marks do not stand as they were put down" if found else ""


def _edited_past_the_door(db: Session) -> str:
    """Each row of an editable table says what its last edit on record says."""
    last: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    rows = db.connection().exec_driver_sql(
        "SELECT table_name, row_id, after FROM audit_value ORDER BY entry, id"
    )
    for table, row, after in rows:
        last[table, row].update(json.loads(after))
    erased = _erased(db)
    for table, kind in kinds_of(Editable).items():
        names = [column.name for column in kind.__table__.columns]
        listed = ", ".join(f'"{name}"' for name in names)
        for found in db.connection().exec_driver_sql(f"SELECT {listed} FROM {table}"):
            said = dict(zip(names, found, strict=True))
            identity = said["id"]
            wanted = last.pop((table, identity), None)
            if wanted is None:
                if (subject := _whose(kind, said)) and subject in erased:
                    continue
                return f"a row of {table} was put in past the door"
            if json.loads(canonical(said)) != {**said_as_stored(said), **wanted}:
                return f"a row of {table} was changed past the door"
    gone = next(iter(last), None)
    return f"a row of {gone[0]} is missing" if gone else ""


def said_as_stored(said: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the audit writes them."""
    stored: dict[str, Any] = json.loads(canonical(said))
    return stored


def _erased(db: Session) -> set[int]:
    rows = db.connection().exec_driver_sql(
        "SELECT subject_no FROM audit_entry WHERE subject_no IS NOT NULL AND salt IS NULL "
        "UNION SELECT subject_no FROM audit_subject WHERE salt IS NULL"
    )
    return {row[0] for row in rows}


def _whose(kind: type[Editable], said: dict[str, Any]) -> int:
    return NOBODY if kind.subject is None else int(said[kind.subject] or NOBODY)
