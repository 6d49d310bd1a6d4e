"""What one entry did to the editable rows: which it made, which it changed, and how a change is turned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.command import Work
from app.core.errors import Refused
from app.store.audit import NOBODY, AuditEntry, AuditValue, shape
from app.store.tables import Editable

_NEW = "{}"


def entry_that_made(db: Session, kind: type[Editable], identity: int, action: str) -> int:
    """The entry, of this action, that made a row; nought where there is none."""
    made = select(AuditValue.entry).join(AuditEntry, AuditEntry.seq == AuditValue.entry).where(
        AuditEntry.action == action, AuditValue.table_name == kind.__tablename__,
        AuditValue.row_id == identity, AuditValue.before == _NEW,
    )  # fmt: skip
    return db.scalar(made) or 0


def made_in(entry: int, table: str) -> Select[int]:
    """The numbers of the rows of a table that an entry made."""
    return select(AuditValue.row_id).where(
        AuditValue.entry == entry, AuditValue.table_name == table, AuditValue.before == _NEW
    )


def subjects_of(db: Session, entry: int) -> frozenset[int]:
    """Whose values an entry wrote."""
    wrote = select(AuditValue.subject_no).where(AuditValue.entry == entry, AuditValue.subject_no != NOBODY)
    return frozenset(db.scalars(wrote.distinct()))


@dataclass(frozen=True, slots=True)
class _Moved:
    """One row that an entry changed: its values before and after, as stored."""

    row: int
    before: dict[str, Any]
    after: dict[str, Any]


def _moved_in(db: Session, kind: type[Editable], entry: int) -> Iterator[_Moved]:
    moved = select(AuditValue.row_id, AuditValue.before, AuditValue.after).where(
        AuditValue.entry == entry, AuditValue.table_name == kind.__tablename__, AuditValue.before != _NEW
    )
    for row, before, after in db.execute(moved).all():
        yield _Moved(row, json.loads(before), json.loads(after))


def turn_changes(work: Work, kind: type[Editable], entry: int, *, back: bool) -> None:
    """Give the rows that an entry changed the values they had before it, or those it gave them.

    Raises ``Refused`` where one of these values has been changed by somebody since.
    """
    dialect = work.db.get_bind().dialect
    for moved in _moved_in(work.db, kind, entry):
        now, then = (moved.after, moved.before) if back else (moved.before, moved.after)
        row = work.db.get(kind, moved.row)
        for key, name, bind in shape(kind, dialect):
            if name == "version" or name not in moved.after:
                continue
            if row is None or bind(getattr(row, key)) != now.get(name):
                raise Refused("import_changed_since")
            setattr(row, key, _read(kind, name, then.get(name), dialect))
    work.db.flush()


def _read(kind: type[Editable], name: str, stored: Any, dialect: Any) -> Any:
    """A value as an attribute holds it, from the way it is stored."""
    column = kind.__table__.c[name]
    process = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return stored if process is None else process(stored)
