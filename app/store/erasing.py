"""Takes one pupil's values and their salts out of a record, so that the chain still verifies.

What remains is that something was written, when, by whom and of what kind; the digests commit to values
that nobody can guess without their salt. The entry that says so is the caller's to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.store.audit import AUDIT_TABLES, NOBODY
from app.store.tables import AddOnly, Editable, Table, kinds_of


@dataclass(frozen=True, slots=True)
class Erased:
    """What was taken out: rows of each table, and how many entries lost a salt."""

    rows: dict[str, int]
    entries: int


def erase_subject(db: Session, subject: int) -> Erased:
    """Delete every row that holds this pupil's values, what the audit kept of them, and the salts.

    To be called inside one writing transaction. The triggers are lifted and put back within it: nobody
    ever sees the record without them, and a power cut leaves all of it or none.
    """
    if subject == NOBODY:
        raise ValueError("the provision itself is nobody's to erase")
    run = db.connection().exec_driver_sql
    run("PRAGMA defer_foreign_keys = ON")
    kinds = _with_subject()
    names = [*(table for table, _ in kinds), *(kind.__tablename__ for kind in AUDIT_TABLES)]
    rows: dict[str, int] = {}
    with _without_triggers(run, names):
        for table, column in kinds:
            rows[table] = run(f'DELETE FROM "{table}" WHERE "{column}" = ?', (subject,)).rowcount
        rows["audit_value"] = run("DELETE FROM audit_value WHERE subject_no = ?", (subject,)).rowcount
        entries = sum(
            run(f"UPDATE {table} SET salt = NULL WHERE subject_no = ?", (subject,)).rowcount
            for table in ("audit_entry", "audit_subject")
        )
    return Erased({table: count for table, count in rows.items() if count}, entries)


def _with_subject() -> list[tuple[str, str]]:
    """Every table that says whose values its rows hold, with that column; those that point first."""
    of: dict[str, type[Table]] = {**kinds_of(AddOnly), **kinds_of(Editable)}
    ordered = [table.name for table in reversed(Table.metadata.sorted_tables)]
    return [(name, of[name].subject or "") for name in ordered if name in of and of[name].subject]


@contextmanager
def _without_triggers(run: Any, tables: list[str]) -> Iterator[None]:
    listed = ", ".join(f"'{name}'" for name in tables)
    found = run(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({listed})"
    ).fetchall()
    for name, _ in found:
        run(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in found:
        run(sql)
