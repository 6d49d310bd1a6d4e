"""Counts the statements that a question costs, so that none grows with the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.core.query import Query
from app.office import Office


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Every SELECT that is sent to the record's readers meanwhile."""
    sent: list[str] = []
    engine = office._record._reader

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cost(office: Office, query: Query[Any]) -> int:
    """How many statements one question costs."""
    with counted(office) as sent:
        office.ask(query)
    return len(sent)
