"""How an editable thing is added, edited, taken away and put back: the same way in every room."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.command import Work
from app.core.errors import OutOfDate
from app.store.audit import insert_stored, shape
from app.store.cards import card_of, check_version, write_card
from app.store.entries import made_in
from app.store.tables import Editable, Table


class Withdrawable(Editable):
    """Rows that may be taken away again. They stay where they are and say so."""

    __abstract__ = True
    withdrawn: Mapped[bool] = mapped_column(default=False)


Row = TypeVar("Row", bound=Withdrawable)
Card = TypeVar("Card")


def add_row(work: Work, kind: type[Row], card: Any, **more: Any) -> Row:
    """A new row with the card's values, flushed so that it has its number."""
    values = {field.name: getattr(card, field.name) for field in dataclasses.fields(card)}
    row = kind(**values, **more)
    work.db.add(row)
    work.db.flush()
    return row


def insert_rows(work: Work, kind: type[Row], rows: Sequence[dict[str, Any]]) -> range:
    """Many new rows at once, past the unit of work but not past the audit. Answers their numbers in order.

    A file may have a hundred thousand rows; one object for each would take ten times as long.
    """
    connection = work.db.connection()
    last = work.db.scalar(select(func.max(kind.id))) or 0
    numbers = range(last + 1, last + 1 + len(rows))
    if rows:
        whole = [
            {"id": number, "version": 1, "withdrawn": False, **row}
            for number, row in zip(numbers, rows, strict=True)
        ]
        columns = shape(kind, connection.dialect)
        stored = [{name: bind(row[key]) for key, name, bind in columns} for row in whole]
        insert_stored(work.db, kind, stored)
        work.recorder.inserted(kind, stored)
    return numbers


def standing_row(db: Session, kind: type[Row], identity: int) -> Row:
    """The row under this number. Raises ``OutOfDate`` where it is gone or was taken away."""
    row = db.get(kind, identity)
    if row is None or row.withdrawn:
        raise OutOfDate("row_gone")
    return row


def edit_row(
    work: Work, kind: type[Row], identity: int, version: int, card: Card, stands: Card | None
) -> tuple[Row, Card]:
    """Give a row the card's values. Answers the row and the card it had before.

    A person edits the version that was shown to them. What takes an edit back names the values that
    must still stand instead: other acts, themselves taken back since, may have made the version grow.
    """
    row = standing_row(work.db, kind, identity)
    before = card_of(row, type(card))
    if stands is None:
        check_version(row, version)
    elif before != stands:
        raise OutOfDate("changed_meanwhile")
    write_card(row, card)
    work.db.flush()
    return row, before


def withdraw_row(work: Work, kind: type[Row], identity: int, *, withdrawn: bool) -> Row:
    """Take a row away, or put it back. Raises ``OutOfDate`` where it is so already."""
    row = work.db.get(kind, identity)
    if row is None or row.withdrawn is withdrawn:
        raise OutOfDate("row_gone")
    row.withdrawn = withdrawn
    work.db.flush()
    return row


def uses(
    db: Session, kind: type[Table], which: ColumnElement[bool], *, but_made_in: int | None = None
) -> dict[str, int]:
    """How many standing rows of each table point at these rows: what was built upon them.

    What one entry made may be left out, such as that of the import that brought the rows: it came
    along with them and was not built upon them.
    """
    target = kind.__table__
    found: dict[str, int] = {}
    for table in Table.metadata.sorted_tables:
        if table is target or _hangs_on_another(table, target):
            continue
        for column in _pointing(table, target):
            joined = select(func.count()).select_from(table.join(target, column == target.c.id))
            count = db.scalar(joined.where(which, *_standing(table), *_not_made_in(table, but_made_in))) or 0
            if count:
                found[table.name] = found.get(table.name, 0) + count
    return found


def _pointing(table: Any, target: Any) -> list[Any]:
    return [
        column for column in table.columns if any(key.column is target.c.id for key in column.foreign_keys)
    ]


def _hangs_on_another(table: Any, target: Any) -> bool:
    """Whether rows only add to rows that count themselves: why a mark was amended, that a 1 was voided."""
    others = {key.column.table for key in table.foreign_keys} - {table, target}
    return any(_pointing(other, target) for other in others)


def _standing(table: Any) -> list[ColumnElement[bool]]:
    """What makes a row of this table count: nobody has taken it back."""
    tests: list[ColumnElement[bool]] = []
    if "withdrawn" in table.c:
        tests.append(table.c.withdrawn.is_(False))
    if "voided_in" in table.c:
        tests.append(table.c.voided_in.is_(None))
    if "replaced_by" in table.c:
        tests += [table.c.replaced_by.is_(None), table.c.value.is_not(None)]
    return tests


def _not_made_in(table: Any, entry: int | None) -> list[ColumnElement[bool]]:
    """Only editable rows are in the values of an entry; all others were written later."""
    return (
        [] if entry is None or "version" not in table.c else [table.c.id.not_in(made_in(entry, table.name))]
    )
