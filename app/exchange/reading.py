"""From a path to what an import needs: the sheets of a table, or the tree of a curriculum."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import Refused
from app.exchange import child, headings, left_aside, tree_outline, tree_rules, tree_tables
from app.exchange.sheet import Found, Row, Sheet, Tree


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file with its digest, by which the same file is known again."""

    digest: str
    name: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read_table(path: Path) -> Sheets:
    """The sheets of a CSV file or workbook. Raises ``Refused`` with one code for any other file."""
    found = child.read(path, "table")
    if not any(not row.is_blank() for sheet in found.sheets for row in sheet.rows):
        raise Refused("file_empty")
    return Sheets(found.digest, found.name, found.sheets, found.hidden)


def read_curriculum(path: Path) -> tuple[str, Tree]:
    """The digest of the file and its tree."""
    found = child.read(path, "curriculum")
    tree = as_tree(found)
    return found.digest, replace(tree, not_read=(*tree.not_read, *left_aside.of_hidden(found.hidden)))


def as_tree(found: Found) -> Tree:
    """Whatever kind of file it was, the tree it holds."""
    title = plain_name(found.name)
    if found.package is not None:
        named = replace(found.package, title=found.package.title or title)
        if not named.identifier:
            named = replace(named, identifier=tree_rules.made_identifier(named.title))
        return tree_rules.build(named)
    if found.outline:
        return tree_outline.from_outline(found.outline, title)
    spellings, pupils = headings.shipped(headings.CURRICULUM), headings.shipped(headings.PUPILS)
    return tree_tables.from_sheets(found.sheets, title, spellings, pupils)


def plain_name(name: str) -> str:
    """A file's name without its endings, as the title of what has no other."""
    path = Path(name)
    return Path(path.stem).stem if path.suffix.casefold() == ".gz" else path.stem


def pasted(text: str) -> Sheet:
    """Cells pasted from a spreadsheet: tabs between cells, quotes round a cell that holds line breaks."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return Sheet("", tuple(Row(line, tuple(record)) for line, record in enumerate(records, start=1)))
