"""The way to several computers stays open: every table compiles for PostgreSQL too.

SQL that only SQLite knows stays in the store. No server is needed: what is compared is what would be sent.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import Index
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, Table

from app.store.tables import Table as Parent
from tests.architecture.tree import inside, modules, parsed
from tests.kit.requests import import_everything

import_everything()
TABLES = Parent.metadata.sorted_tables
POSTGRES = postgresql.dialect()
ONLY_SQLITE = re.compile(
    r"\b(PRAGMA|AUTOINCREMENT|rowid|sqlite_\w+|INSERT OR|REPLACE INTO|GLOB|julianday|strftime|ifnull|"
    r"group_concat|WITHOUT ROWID|json_extract|datetime\()",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_compiles_for_both(table: Table) -> None:
    here = str(CreateTable(table).compile(dialect=sqlite.dialect()))
    there = str(CreateTable(table).compile(dialect=POSTGRES))
    assert here.strip().endswith("STRICT")
    assert "STRICT" not in there
    assert there.count("FOREIGN KEY") == here.count("FOREIGN KEY")
    assert there.count("CHECK") == here.count("CHECK")


def indexes() -> list[Index]:
    return sorted((i for table in TABLES for i in table.indexes), key=lambda index: index.name or "")


@pytest.mark.parametrize("index", indexes(), ids=lambda index: index.name)
def test_a_partial_index_is_partial_in_both(index: Index) -> None:
    here = str(CreateIndex(index).compile(dialect=sqlite.dialect()))
    there = str(CreateIndex(index).compile(dialect=POSTGRES))
    assert (" WHERE " in here) == (" WHERE " in there)


def test_whole_numbers_that_hold_instants_are_wide_enough_there() -> None:
    narrow = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if type(column.type).__name__ == "UtcTime" and "BIGINT" not in column.type.compile(dialect=POSTGRES)
    ]
    assert narrow == []


def test_sql_that_only_sqlite_knows_stays_in_the_store() -> None:
    """Docstrings may speak of it; statements may not."""
    found = []
    for file in modules("app"):
        if inside(file).startswith("app/store/"):
            continue
        for line, text in statements(file):
            if ONLY_SQLITE.search(text):
                found.append(f"{inside(file)}:{line} {text[:60]!r}")
    assert found == []


def statements(file: Path) -> list[tuple[int, str]]:
    """Texts in a file that are sent to a database: those with a verb of SQL in capitals."""
    verb = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH)\b")
    return [
        (node.lineno, node.value)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and verb.search(node.value)
    ]
