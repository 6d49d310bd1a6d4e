"""One statement that tells whether anything in a record has changed."""

from __future__ import annotations

from functools import cache

from app.store.tables import Table


@cache
def sums() -> str:
    """Of every table: how many rows it has, which, and in which versions."""
    return " UNION ALL ".join(
        f"SELECT '{name}', count(*), total(rowid), {'total(version)' if 'version' in table.c else '0'} "
        f'FROM "{name}"'
        for name, table in sorted(Table.metadata.tables.items())
    )
