"""Who did what, when, and a commitment to every value that moved. Rows are only ever added."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, ForeignKey, event, inspect
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from app.core.ids import EntryId, Ref
from app.store.tables import AddOnly, Editable, Table, kinds_of, write_once

SALT = 16
NOBODY = 0
"""The subject of what concerns the provision and no pupil."""


class AuditEntry(Table):
    """One act: who, when, what, which references, and a MAC that holds the entry before."""

    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[int]
    action: Mapped[str]
    refused: Mapped[bool] = mapped_column(default=False)
    refs: Mapped[str] = mapped_column(default="")
    subject_no: Mapped[int | None]
    salt: Mapped[bytes | None]
    digest: Mapped[bytes]
    mac: Mapped[bytes]


class AuditSubject(Table):
    """The commitment to one subject's values, where an entry has several."""

    __tablename__ = "audit_subject"
    entry: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.seq", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    subject_no: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes | None]
    digest: Mapped[bytes]


class AuditValue(Table):
    """What a row of an editable table said before and after."""

    __tablename__ = "audit_value"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.seq", deferrable=True, initially="DEFERRED"), index=True
    )
    subject_no: Mapped[int]
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str]
    after: Mapped[str]


AUDIT_TABLES = (AuditEntry, AuditSubject, AuditValue)
for _table in AUDIT_TABLES:
    write_once(_table.__table__, ())

Values = list[list[Any]]


def _raw(value: object) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    raise TypeError(type(value).__name__)


_said = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=_raw).encode
"""Made once: a file of pupils has as many values as it likes."""


def canonical(values: object) -> bytes:
    """The one way in which values are written before they are digested."""
    return _said(values).encode("utf-8")


def commitment(salt: bytes, values: Values) -> bytes:
    """SHA-256(salt ‖ values): without the salt nobody can guess a child's value from the digest."""
    return hashlib.sha256(salt + canonical(values)).digest()


@dataclass(slots=True)
class Recorder:
    """Collects what one transaction wrote, subject by subject, and seals it into the entry."""

    db: Session
    seq: EntryId
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    once: Values = field(default_factory=list)
    bulk: dict[int, Values] = field(default_factory=lambda: defaultdict(list))
    values: dict[int, Values] = field(default_factory=lambda: defaultdict(list))
    refs: set[str] = field(default_factory=set)
    written: list[dict[str, Any]] = field(default_factory=list)
    """The rows of ``audit_value`` that belong to this entry, put in with it and past the unit of work."""

    def start(self) -> None:
        """Watch the unit of work from now on."""
        event.listen(self.db, "before_flush", self._grow_versions)
        event.listen(self.db, "after_flush", self._collect)

    def touch(self, ref: Ref) -> None:
        self.refs.add(ref)

    def added(self, table: str, rows: list[tuple[int, ...]]) -> None:
        """Rows written past the unit of work: subject first, then the row's values as stored."""
        for subject, *row in rows:
            self.bulk[subject].append([table, *row])

    def inserted(self, kind: type[Editable], rows: list[dict[str, Any]]) -> None:
        """New rows of an editable table that were written past the unit of work, as stored."""
        for row in rows:
            subject = NOBODY if kind.subject is None else int(row[kind.subject] or NOBODY)
            self._note_values(kind.__tablename__, subject, int(row["id"]), {}, row)
            if "ref" in row:
                self.refs.add(row["ref"])

    @property
    def anything(self) -> bool:
        return bool(self.rows or self.once or self.bulk or self.values)

    def _grow_versions(self, db: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in db.dirty:
            if isinstance(row, Editable) and db.is_modified(row):
                row.version += 1

    def _collect(self, db: Session, _context: UOWTransaction) -> None:
        for row in db.new:
            self._note(row, new=True)
        for row in db.dirty:
            self._note(row, new=False)
        for row in db.deleted:
            raise TypeError(f"{type(row).__name__} may not be deleted")

    def _note(self, row: Any, *, new: bool) -> None:
        if isinstance(row, AddOnly):
            state: Any = inspect(row)
            if new:
                self.rows[state.mapper.local_table.name].add(
                    int(state.mapper.primary_key_from_instance(row)[0])
                )
            else:
                self._note_once(row)
        elif isinstance(row, Editable):
            self._note_edit(row, new=new)
        else:
            return
        if (ref := getattr(row, "ref", None)) is not None:
            self.refs.add(ref)

    def _note_once(self, row: AddOnly) -> None:
        state: Any = inspect(row)
        for column in row.set_once:
            if state.attrs[column].history.has_changes():
                self.once.append([state.mapper.local_table.name, state.identity[0], column, subject_of(row)])

    def _note_edit(self, row: Editable, *, new: bool) -> None:
        before, after = ({}, _whole(row)) if new else _moved(row)
        if not after:
            return
        self._note_values(type(row).__tablename__, subject_of(row), row.id, before, after)

    def _note_values(
        self, table: str, subject: int, identity: int, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        said = _said(before), _said(after)
        self.values[subject].append([table, identity, *said])
        self.written.append({
            "entry": self.seq, "subject_no": subject, "table_name": table, "row_id": identity,
            "before": said[0], "after": said[1],
        })  # fmt: skip

    def gathered(self) -> dict[int, Values]:
        """Everything written, by subject, in the order that ``entry_values`` reads it back."""
        found: dict[int, Values] = defaultdict(list)
        for table in sorted(self.rows):
            ids = sorted(self.rows[table])
            for subject, row in added_rows(self.db, table, f"id IN ({','.join(map(str, ids))})"):
                found[subject].append([table, *row])
        for table, identity, column, subject in sorted(self.once):
            found[subject].append([table, identity, column])
        for subject, rows in self.bulk.items():
            found[subject].extend(rows)
        for subject, rows in self.values.items():
            found[subject].extend(rows)
        return found


def subject_of(row: Any) -> int:
    """Whose values a row holds: the pupil's number, or nobody's."""
    column = type(row).subject
    return NOBODY if column is None else int(getattr(row, column) or NOBODY)


def _whole(row: Editable) -> dict[str, Any]:
    """Every column of an editable row, as stored: what a new row says, defaults among it."""
    return {name: bind(getattr(row, key)) for key, name, bind in _shape_of(row)}


def _moved(row: Editable) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the columns of an editable row held and hold, as stored."""
    state: Any = inspect(row)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, name, bind in _shape_of(row):
        if key not in state.committed_state or not (history := state.attrs[key].history).has_changes():
            continue
        if history.deleted:
            before[name] = bind(history.deleted[0])
        after[name] = bind(history.added[0]) if history.added else None
    return before, after


Shape = tuple[tuple[str, str, Callable[[Any], Any]], ...]
"""Of each column: the attribute it is under, its name, and how a value is made ready to be stored."""

_SHAPES: dict[tuple[str, str], Shape] = {}


def _shape_of(row: Editable) -> Shape:
    state: Any = inspect(row)
    return shape(type(row), state.session.get_bind().dialect)


def shape(kind: type[Editable], dialect: Dialect) -> Shape:
    """Found once for each table: a file of pupils has as many rows as it likes."""
    key = (kind.__tablename__, dialect.name)
    if key not in _SHAPES:
        mapper: Any = inspect(kind)
        _SHAPES[key] = tuple(
            (attribute.key, attribute.columns[0].name, _binder(attribute.columns[0].type, dialect))
            for attribute in mapper.column_attrs
        )
    return _SHAPES[key]


def _binder(kind: Any, dialect: Any) -> Callable[[Any], Any]:
    return kind.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)


def added_rows(db: Session, table: str, where: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows of an add-only table as stored, without what may be set later, in the order written."""
    kind = add_only_tables()[table]
    columns = [c.name for c in kind.__table__.columns if c.name not in kind.set_once]
    listed = ", ".join(f'"{name}"' for name in columns)
    found = db.connection().exec_driver_sql(f"SELECT {listed} FROM {table} WHERE {where} ORDER BY id")
    place = columns.index(kind.subject) if kind.subject else None
    for row in found:
        yield (int(row[place] or NOBODY) if place is not None else NOBODY), list(row)


def add_only_tables() -> dict[str, type[AddOnly]]:
    """Every add-only table of the record, by name."""
    return kinds_of(AddOnly)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the last entry's number and its MAC."""

    seq: int
    mac: bytes


GENESIS = Head(0, b"\0" * 32)


@dataclass(frozen=True, slots=True)
class Act:
    """What an entry says of itself, beside its values."""

    at: datetime
    actor: int
    action: str
    refused: bool = False


def close_entry(db: Session, recorder: Recorder, act: Act, before: Head, key: bytes) -> Head:
    """Write the entry that commits to everything the recorder gathered. Answers the new head."""
    found = recorder.gathered()
    subjects = sorted(found) or [NOBODY]
    salts = {subject: secrets.token_bytes(SALT) for subject in subjects}
    digests = {subject: commitment(salts[subject], found.get(subject, [])) for subject in subjects}
    single = len(subjects) == 1
    digest = digests[subjects[0]] if single else _joined(digests[s] for s in subjects)
    refs = " ".join(sorted(recorder.refs))
    subject = subjects[0] if single else None
    at = round(act.at.timestamp() * 1000)
    said = (recorder.seq, at, act.actor, act.action, act.refused, refs, subject, digest)
    mac = entry_mac(key, before.mac, said)
    _insert(db, AuditEntry, [{
        "seq": recorder.seq, "at": act.at, "actor": act.actor, "action": act.action, "refused": act.refused,
        "refs": refs, "subject_no": subject,
        "salt": salts[subjects[0]] if single else None, "digest": digest, "mac": mac,
    }])  # fmt: skip
    if not single:
        _insert(db, AuditSubject, [
            {"entry": recorder.seq, "subject_no": s, "salt": salts[s], "digest": digests[s]} for s in subjects
        ])  # fmt: skip
    if recorder.written:
        insert_stored(db, AuditValue, recorder.written)
    return Head(recorder.seq, mac)


def _insert(db: Session, kind: type[Table], rows: list[dict[str, Any]]) -> None:
    db.connection().execute(kind.__table__.insert(), rows)  # type: ignore[attr-defined]


def insert_stored(db: Session, kind: type[Table], rows: list[dict[str, Any]]) -> None:
    """New rows whose values are as stored already, so that nothing need make them ready one by one."""
    connection = db.connection()
    made: Any = kind.__table__.insert().compile(dialect=connection.dialect)  # type: ignore[attr-defined]
    names = [name for name in made.positiontup if name in rows[0]]
    statement: Any = kind.__table__.insert().compile(dialect=connection.dialect, column_keys=names)  # type: ignore[attr-defined]
    order = statement.positiontup
    connection.exec_driver_sql(str(statement), [tuple(row[name] for name in order) for row in rows])


def _joined(digests: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"".join(digests)).digest()


def entry_mac(key: bytes, before: bytes, said: tuple[Any, ...]) -> bytes:
    """HMAC-SHA-256 over the entry before and everything this entry says."""
    return hmac.digest(key, before + canonical(list(said)), "sha256")


def head_of(db: Session) -> Head:
    """The last entry of the chain, or the beginning where there is none."""
    row = (
        db.connection().exec_driver_sql("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").first()
    )
    return Head(row[0], bytes(row[1])) if row else GENESIS
