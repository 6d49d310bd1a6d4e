"""Many commands in one transaction: how a record is written that has no name yet.

It lies in a temporary folder that nobody else opens, and becomes a record by one rename. Until then a
power cut leaves no record at all, so it makes no difference when the pages reach the file; and a page
that a hundred commands touch is encrypted once instead of a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine

COMMANDS: Final = 400
"""So many commands are carried to the file at once."""


class Together:
    """One transaction held open over many commands, each of them a savepoint: whole, or without a trace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._commands = 0

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """The connection for one command, inside the transaction of them all."""
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.begin()
        yield self._connection
        self._commands += 1
        if self._commands >= COMMANDS:
            self.carry()

    def carry(self) -> None:
        """Commit what was gathered, so that readers see it."""
        if self._connection is None:
            return
        connection, self._connection, self._commands = self._connection, None, 0
        with connection:
            connection.commit()
