"""R-15, its first ways: nobody changes or removes a row that is only ever added, whichever way they try."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Opened
from app.core.errors import Unavailable
from app.store.audit import AUDIT_TABLES
from app.store.engine import DATABASE, dial
from app.store.tables import AddOnly, kinds_of
from tests.kit.clock import SetClock
from tests.kit.examples import Examples
from tests.kit.record import Template, peek
from tests.kit.requests import import_everything
from tests.kit.told import Tell

import_everything()
KINDS: dict[str, type[Any]] = {**kinds_of(AddOnly), **{kind.__tablename__: kind for kind in AUDIT_TABLES}}


def ways(kind: type[Any]) -> dict[str, Any]:
    """How somebody might try; each is given the database in the middle of a transaction."""
    name = kind.__tablename__
    key = next(iter(kind.__table__.primary_key)).name
    row = f'(SELECT min("{key}") FROM "{name}")'
    columns = ", ".join(f'"{column.name}"' for column in kind.__table__.columns)
    free = next(c.name for c in kind.__table__.columns if c.name not in (key, *getattr(kind, "set_once", ())))
    return {
        "UPDATE": lambda db: db.connection().exec_driver_sql(
            f'UPDATE "{name}" SET "{key}" = "{key}" + 100000 WHERE "{key}" = {row}'
        ),
        "UPDATE of a value": lambda db: db.connection().exec_driver_sql(
            f'UPDATE "{name}" SET "{free}" = CASE typeof("{free}") WHEN \'integer\' THEN "{free}" + 1 '
            f"WHEN 'blob' THEN x'00' ELSE 'x' || \"{free}\" END WHERE \"{key}\" = {row}"
        ),
        "DELETE": lambda db: db.connection().exec_driver_sql(f'DELETE FROM "{name}" WHERE "{key}" = {row}'),
        "REPLACE": lambda db: db.connection().exec_driver_sql(
            f'REPLACE INTO "{name}" ({columns}) SELECT {columns} FROM "{name}" WHERE "{key}" = {row}'
        ),
        "bulk update": lambda db: db.execute(update(kind).values({free: getattr(kind, free)})),
        "bulk delete": lambda db: db.execute(delete(kind)),
    }


@pytest.fixture
def lived(opened: Opened, clock: SetClock) -> Opened:
    """A record in which every command has been executed, so that every table holds something."""
    examples = Examples(opened, clock)
    for command in examples.each():
        examples.execute(command)
    return opened


def test_no_way_changes_or_removes_what_was_only_added(lived: Opened, tell: Tell) -> None:
    tried = done = 0
    empty = []
    for name, kind in sorted(KINDS.items()):
        if not peek(lived.office, f'SELECT 1 FROM "{name}" LIMIT 1'):
            empty.append(name)
            continue
        before = peek(lived.office, f'SELECT * FROM "{name}" ORDER BY 1')
        for attempt in ways(kind).values():
            tried += 1
            with pytest.raises((DBAPIError, TypeError, Unavailable)), lived.record.writing() as db:
                attempt(db)
            done += peek(lived.office, f'SELECT * FROM "{name}" ORDER BY 1') != before
    tell("R-15", f"{len(KINDS) - len(empty)} tables × 6 ways = {tried} attempts: {done} succeeded")
    assert (done, empty) == (0, [])


def test_without_its_triggers_a_record_takes_it_and_is_not_opened(
    template: Template, record_folder: Path, clock: SetClock, tell: Tell
) -> None:
    """The control of P6."""
    path, key = record_folder / DATABASE, template.keys().database
    raw = dial(path, key)
    raw.execute("DROP TRIGGER audit_entry_written_once")
    raw.execute("UPDATE audit_entry SET action = 'Nothing' WHERE seq = 2")
    assert raw.execute("SELECT action FROM audit_entry WHERE seq = 2").fetchone() == ("Nothing",)
    raw.close()
    with pytest.raises(Unavailable) as refusal:
        template.open(record_folder, clock)
    assert refusal.value.code == "record_altered"
    tell("R-15", "control: with the trigger dropped the UPDATE succeeds, and the record is not opened")
