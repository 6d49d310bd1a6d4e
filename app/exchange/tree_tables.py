"""Curricula that came as tables: parents in a column, levels side by side, or OpenSALT's three sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.errors import Refused
from app.exchange import headings
from app.exchange.headings import Columns, Spellings
from app.exchange.sheet import Item, Link, Node, NotRead, Package, Row, Sheet, Tree
from app.exchange.tree_rules import build, key, made_identifier

_CHILD = "isChildOf"
_PUPILS_ONLY = frozenset(["forename", "surname", "birth_date", "upn", "uln"])


def from_sheets(sheets: Sequence[Sheet], title: str, spellings: Spellings, pupils: Spellings) -> Tree:
    """The tree of a workbook or of one table. Raises ``Refused`` where nothing in it says what a step is."""
    named = {"".join(headings.words(sheet.name)): sheet for sheet in sheets}
    if "cfitem" in named:
        return _open_salt(named, title, spellings)
    framework = made_identifier(title)
    paths = _Paths(framework)
    found: list[Package] = []
    lost: list[NotRead] = []
    for sheet in sheets:
        columns = headings.find(sheet, spellings, {})
        if _PUPILS_ONLY & headings.find(sheet, pupils, {}).filled().keys():
            raise Refused("file_is_pupils")
        levels = _levels(columns)
        if levels:
            lost += _by_levels(sheet, columns, levels, paths)
        elif _Table(columns).says_steps():
            found.append(_by_parents(sheet, _Table(columns), title, framework))
        elif not all(row.is_blank() for row in sheet.rows):
            lost.append(NotRead(f"sheet {sheet.name}".strip(), "sheet_without_steps"))
    if not found and not paths.is_begun:
        raise Refused("curriculum_no_headings")
    return build(
        Package(
            title,
            framework,
            (*paths.items.values(), *(item for package in found for item in package.items)),
            (*paths.links, *(link for package in found for link in package.links)),
            (*lost, *(each for package in found for each in package.lost)),
        )
    )


def _where(sheet: Sheet, row: Row) -> str:
    return f"{sheet.name} row {row.line}" if sheet.name else f"row {row.line}"


def _levels(columns: Columns) -> list[int]:
    """The columns level 1 to level n, outermost first."""
    found = {guess.level: guess.column for guess in columns.guesses if guess.level}
    return [found[level] for level in sorted(found)]


class _Table:
    """A sheet's columns by our names for them."""

    def __init__(self, columns: Columns) -> None:
        self.first = max(columns.lines, default=0) + 1
        self._columns = columns.filled()
        self.links = [
            (guess.column, guess.theirs)
            for guess in columns.guesses
            if guess.ours == "link" and guess.confidence >= headings.SHOW_AT
        ]

    def says_steps(self) -> bool:
        return "statement" in self._columns or "short" in self._columns

    def has(self, ours: str) -> bool:
        return ours in self._columns

    def text(self, row: Row, ours: str) -> str:
        columns = self._columns.get(ours, ())
        return row.cell(columns[0]) if columns else ""

    def node(self, row: Row, identifier: str) -> Node:
        code = self.text(row, "code")
        statement = self.text(row, "statement") or self.text(row, "short") or code
        return Node(identifier, code, statement, self.text(row, "type"))

    def records(self, sheet: Sheet) -> list[Row]:
        return [row for row in sheet.rows if row.line >= self.first and not row.is_blank()]


def _by_parents(sheet: Sheet, table: _Table, title: str, framework: str) -> Package:
    items: list[Item] = []
    links: list[Link] = []
    lost: list[NotRead] = []
    rows = table.records(sheet)
    names = _Names(table, rows, framework)
    for row in rows:
        where = _where(sheet, row)
        identifier = names.own[row.line]
        node = table.node(row, identifier)
        if not node.statement:
            lost.append(
                NotRead(where, "no_statement", " ".join(cell for cell in row.cells if cell.strip())[:200])
            )
            continue
        items.append(Item(where, node, table.text(row, "enumeration"), row.is_unread))
        sequence = table.text(row, "order") or names.last_of_level(row)
        for parent, why in names.parents(row):
            links.append(Link(where, _CHILD, identifier, parent, sequence, why))
        for column, kind in table.links:
            links += [
                Link(where, kind, identifier, to.strip()) for to in row.cell(column).split(";") if to.strip()
            ]
    return Package(title, framework, tuple(items), tuple(links), tuple(lost))


class _Names:
    """What each row is called, and which row a parent's name means."""

    def __init__(self, table: _Table, rows: list[Row], framework: str) -> None:
        self._table = table
        self._framework = framework
        self.own: dict[int, str] = {}
        self._known: dict[str, set[str]] = {key(framework): {framework}}
        self._levels: dict[str, set[str]] = {}
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            path = tuple(table.text(row, ours) for ours in ("parent", "code", "statement", "short"))
            seen[path] = seen.get(path, 0) + 1
            again = (str(seen[path]),) if seen[path] > 1 else ()
            self.own[row.line] = table.text(row, "identifier") or made_identifier(framework, *path, *again)
        for ours in ("identifier", "code", "statement"):
            for text, fitting in self._by(ours, rows).items():
                self._known.setdefault(text, fitting)
        for text, fitting in self._by("smart_level", rows).items():
            self._levels.setdefault(text.rstrip("."), set()).update(fitting)

    def _by(self, ours: str, rows: list[Row]) -> dict[str, set[str]]:
        """Which rows say what in one column."""
        found: dict[str, set[str]] = {}
        for row in rows:
            if text := key(self._table.text(row, ours)):
                found.setdefault(text, set()).add(self.own[row.line])
        return found

    def parents(self, row: Row) -> list[tuple[str, str]]:
        """The identifiers of the parents named, or their names as they are with why they mean nobody."""
        said = [text.strip() for text in self._table.text(row, "parent").split(";") if text.strip()]
        if said:
            return [self._meant(self._known, text, text) for text in said]
        outer = self._table.text(row, "smart_level").rstrip(".").rpartition(".")[0]
        return [self._meant(self._levels, outer, self._framework)]

    def _meant(self, known: dict[str, set[str]], text: str, nobody: str) -> tuple[str, str]:
        fitting = known.get(key(text), {nobody})
        return (text, "parent_fits_several") if len(fitting) > 1 else (next(iter(fitting)), "")

    def last_of_level(self, row: Row) -> str:
        return self._table.text(row, "smart_level").rstrip(".").rpartition(".")[2]


@dataclass(slots=True)
class _Paths:
    """Steps as they come up along the paths of the rows, each path once."""

    framework: str
    is_begun: bool = False
    items: dict[tuple[str, ...], Item] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def identifier(self, path: tuple[str, ...]) -> str:
        item = self.items.get(path)
        return item.node.identifier if item else made_identifier(self.framework, *path)

    def add(
        self, row: Row, where: str, path: tuple[str, ...], node: Node, sequence: str, enumeration: str
    ) -> None:
        before = self.items.get(path)
        if before is not None:
            kept = before.node
            if node.code and not kept.code or node.type and not kept.type:
                kept = Node(kept.identifier, kept.code or node.code, kept.statement, kept.type or node.type)
                told = before.enumeration or enumeration
                self.items[path] = Item(before.where, kept, told, before.is_unread or row.is_unread)
            return
        parent = self.identifier(path[:-1]) if len(path) > 1 else self.framework
        self.items[path] = Item(where, node, enumeration, row.is_unread)
        self.links.append(Link(where, _CHILD, node.identifier, parent, sequence))


def _by_levels(sheet: Sheet, columns: Columns, levels: list[int], paths: _Paths) -> list[NotRead]:
    """Each row is a path. Cells left empty at its head mean the same as in the row above."""
    table = _Table(columns)
    paths.is_begun = True
    lost: list[NotRead] = []
    above: tuple[str, ...] = ()
    for row in table.records(sheet):
        where = _where(sheet, row)
        path = _path([row.cell(column) for column in levels], above)
        if path is None:
            lost.append(
                NotRead(where, "level_jumped", " ".join(cell for cell in row.cells if cell.strip())[:200])
            )
            continue
        above = path
        leaf = table.text(row, "statement")
        if leaf and leaf != path[-1]:
            path = (*path, leaf)
        for depth in range(1, len(path)):
            step = path[:depth]
            paths.add(row, where, step, Node(paths.identifier(step), "", step[-1], ""), "", "")
        identifier = table.text(row, "identifier") or paths.identifier(path)
        node = Node(identifier, table.text(row, "code"), path[-1], table.text(row, "type"))
        paths.add(row, where, path, node, table.text(row, "order"), table.text(row, "enumeration"))
    return lost


def _path(cells: list[str], above: tuple[str, ...]) -> tuple[str, ...] | None:
    """The whole path of a row, or none where a level in its midst says nothing."""
    while cells and not cells[-1]:
        cells.pop()
    empty = next((at for at, cell in enumerate(cells) if cell), len(cells))
    path = (*above[:empty], *cells[empty:])
    return path if path and len(path) == len(cells) and all(path) else None


def _open_salt(named: dict[str, Sheet], title: str, spellings: Spellings) -> Tree:
    """OpenSALT's workbook: the document, its items, and its links on a sheet of their own."""
    document = _fields(named["cfdoc"])[:1] if "cfdoc" in named else []
    said = document[0][1] if document else {}
    title = said.get("title") or title
    framework = said.get("identifier") or made_identifier(title)
    table = _Table(headings.find(named["cfitem"], spellings, {}))
    items = _by_parents(named["cfitem"], table, title, framework)
    found = _fields(named["cfassociation"]) if "cfassociation" in named else []
    by_code: dict[str, set[str]] = {}
    for item in items.items:
        by_code.setdefault(key(item.node.code), set()).add(item.node.identifier)
    links = [_sheet_link(row, fields, by_code) for row, fields in found]
    placed = {key(link.child) for link in links if "".join(headings.words(link.kind)) == "ischildof"}
    sequences = {key(link.child): link.sequence for link in items.links if link.sequence}
    kept = [link for link in items.links if key(link.child) not in placed]
    told = [
        Link(
            link.where,
            link.kind,
            link.child,
            link.parent,
            link.sequence or sequences.get(key(link.child), ""),
            link.why,
        )
        for link in links
    ]
    return build(Package(title, framework, items.items, (*kept, *told), items.lost))


def _sheet_link(row: Row, fields: dict[str, str], by_code: dict[str, set[str]]) -> Link:
    def end(name: str) -> tuple[str, bool]:
        """Who stands there, by identifier or else by code; and whether the code fits several."""
        code = fields.get(f"{name}nodehumancodingscheme", "")
        if told := fields.get(f"{name}nodeidentifier"):
            return told, False
        fitting = by_code.get(key(code), {code}) if code else {code}
        return (code, True) if len(fitting) > 1 else (next(iter(fitting)), False)

    (child, _), (parent, is_open) = end("origin"), end("destination")
    return Link(
        f"CF Association row {row.line}",
        fields.get("associationtype", ""),
        child,
        parent,
        fields.get("sequencenumber", ""),
        "parent_fits_several" if is_open else "",
    )


def _fields(sheet: Sheet) -> list[tuple[Row, dict[str, str]]]:
    """The rows below the first by the names in the first, in plain small letters."""
    rows = [row for row in sheet.rows if not row.is_blank()]
    names = ["".join(headings.words(cell)) for cell in rows[0].cells] if rows else []
    return [
        (row, {name: row.cell(column) for column, name in enumerate(names) if name and row.cell(column)})
        for row in rows[1:]
    ]
