"""Shipped content read from its files, and the add-only shelf of versions in force."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.command import Outcome, Work
from app.core.content import EDITABLE, NEEDED, ContentVersion, Origin, Row, check_standing, write_rows
from app.core.errors import OutOfDate, Refused, Unavailable
from app.store.tables import AddOnly, Word

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "content"
"""Where shipped content lies, from source and frozen alike."""


class ContentRow(AddOnly):
    """One version of one content file, as it was taken up."""

    __tablename__ = "content"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    version_name: Mapped[str]
    in_force_from: Mapped[date]
    sha256: Mapped[str]
    origin: Mapped[Origin] = mapped_column(Word(Origin))
    body: Mapped[str]


_CONTENT = ContentRow.__table__
_VERSIONS: Final = (
    select(_CONTENT)
    .where(_CONTENT.c.name == bindparam("wanted"))
    .order_by(_CONTENT.c.in_force_from, _CONTENT.c.id)
)


@cache
def shipped(folder: Path = FOLDER) -> tuple[ContentVersion, ...]:
    """Every CSV file of the index, checked. Raises ``Unavailable`` for one that is not as it was shipped.

    Read once: what ships does not change while the program runs.
    """
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file))
    return tuple(_read(folder, row) for row in index if row["name"].endswith(".csv"))


def _read(folder: Path, row: dict[str, str]) -> ContentVersion:
    raw = (folder / row["name"]).read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != row["sha256"]:
        raise Unavailable("content_not_as_shipped", name=row["name"])
    body = raw.decode("utf-8")
    for line in csv.DictReader(io.StringIO(body)):
        if not all(line.get(column) for column in NEEDED):
            raise Unavailable("content_row_without_source", name=row["name"])
    start = date.fromisoformat(row["in_force_from"])
    return ContentVersion(row["name"], row["version"], start, found, Origin.SHIPPED, body)


def on_shelf(db: Session, name: str, sha256: str) -> bool:
    """Whether this very version was taken up before."""
    found = db.scalar(select(ContentRow.id).where(ContentRow.name == name, ContentRow.sha256 == sha256))
    return found is not None


def take_up(work: Work, version: ContentVersion) -> Outcome | None:
    """Put a shipped version on the shelf; the room that owns it goes on from there.

    The answer is what a command says of one that stands there already, else None.
    """
    if on_shelf(work.db, version.name, version.sha256):
        return Outcome.nothing("already_there", since=version.in_force_from.isoformat())
    shelve(work, version)
    return None


def shelve(work: Work, version: ContentVersion) -> None:
    """Put a version on the shelf."""
    work.db.add(
        ContentRow(
            name=version.name,
            version_name=version.version,
            in_force_from=version.in_force_from,
            sha256=version.sha256,
            origin=version.origin,
            body=version.body,
            entry=work.entry,
        )
    )


def content_names(db: Session) -> tuple[str, ...]:
    """Every content file that the record has taken up, by name."""
    return tuple(db.scalars(select(ContentRow.name).distinct().order_by(ContentRow.name)))


def shelve_row(work: Work, name: str, from_day: date, row: Row) -> None:
    """Put one row of a file on the shelf as it holds here from a day on."""
    body = write_rows((row,))
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    version = f"here {work.clock.today().isoformat()}"
    shelve(work, ContentVersion(name, version, from_day, digest, Origin.HERE, body))


def edit_row(work: Work, name: str, from_day: date, shown_on: date, was: Row, becomes: Row) -> Row:
    """Let a row say something else from a day on; answers what stood for that day alone, empty for nothing.

    ``was`` is the row as it was shown for ``shown_on``. A row keeps its key and what the program rests on.
    """
    kind = EDITABLE.get(name)
    if kind is None or not kind.is_edit(was, becomes):
        raise Refused("content_not_editable")
    shelf = Shelf(work.db)
    if was not in shelf.rows(name, shown_on):
        raise OutOfDate("changed_meanwhile")
    if from_day < work.clock.today():
        raise Refused("content_in_the_past", from_day=from_day)
    check_standing(dict(was), dict(becomes), work.clock.today())
    before = shelf.own(name).get(kind.key_of(was), {}).get(from_day)
    shelve_row(work, name, from_day, becomes)
    return before.row if before is not None else ()


def put_back_row(work: Work, name: str, from_day: date, stands: Row, before: Row) -> None:
    """Let stand for a day what stood for it before an edit; for nothing, what holds without it."""
    kind = EDITABLE[name]
    own = Shelf(work.db).own(name).get(kind.key_of(stands or before), {}).get(from_day)
    if (own.row if own is not None else ()) != stands:
        raise OutOfDate("changed_meanwhile")
    shelve_row(work, name, from_day, before or _nothing(kind.key, stands))


def _nothing(key: tuple[str, ...], stands: Row) -> Row:
    """A row that says no more than which one it is: without a source it is not used."""
    return tuple((column, value if column in key else "") for column, value in stands)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row as this provision has it from a day on, and the entry that wrote it."""

    row: Row
    entry: int


class Shelf:
    """The versions that a record holds, with the rows that were edited here laid over what was shipped.

    So what a later program ships comes through, and what the head said of a row stands.
    """

    def __init__(self, db: Session) -> None:
        self._db = db
        self._read: dict[str, Sequence[Any]] = {}

    def in_force(self, name: str, day: date) -> ContentVersion:
        rows = self._versions(name)
        if not rows:
            raise Unavailable("content_missing", name=name)
        sent = [row for row in rows if row.origin is Origin.SHIPPED]
        row = ([row for row in sent if row.in_force_from <= day] or sent[:1])[-1]
        found = ContentVersion(name, row.version_name, row.in_force_from, row.sha256, row.origin, row.body)
        edited = [row for row in rows if row.origin is Origin.HERE and row.in_force_from <= day]
        return self._laid_over(found, edited[-1], day) if edited else found

    def rows(self, name: str, day: date) -> tuple[Row, ...]:
        """The rows that hold on a day."""
        return tuple(tuple(row.items()) for row in self.in_force(name, day).rows())

    def newest_shipped(self, name: str) -> ContentVersion:
        """What came with the program last, whatever was edited here."""
        rows = [row for row in self._versions(name) if row.origin is Origin.SHIPPED]
        row = rows[-1]
        return ContentVersion(name, row.version_name, row.in_force_from, row.sha256, row.origin, row.body)

    def own(self, name: str) -> dict[tuple[str, ...], dict[date, OwnRow]]:
        """By the key of a row and the day from which it holds: what was edited here and not taken back."""
        found: dict[tuple[str, ...], dict[date, OwnRow]] = {}
        for version in self._versions(name):
            if version.origin is not Origin.HERE:
                continue
            for line in csv.DictReader(io.StringIO(version.body)):
                row = tuple(line.items())
                days = found.setdefault(EDITABLE[name].key_of(row), {})
                if all(line[column] for column in NEEDED):
                    days[version.in_force_from] = OwnRow(row, version.entry)
                else:
                    days.pop(version.in_force_from, None)
        return found

    def _laid_over(self, sent: ContentVersion, newest: Any, day: date) -> ContentVersion:
        """A shipped version with this provision's rows of that day in their places."""
        kind, own = EDITABLE[sent.name], self.own(sent.name)
        shipped_rows = [tuple(line.items()) for line in sent.rows()]
        rows = []
        for row in shipped_rows:
            days = own.get(kind.key_of(row), {})
            held = [begins for begins in days if begins <= day]
            rows.append(kind.laid_over(row, days[max(held)].row) if held else row)
        if rows == shipped_rows:
            return sent
        body = write_rows(rows)
        digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
        return ContentVersion(sent.name, newest.version_name, newest.in_force_from, digest, Origin.HERE, body)

    def _versions(self, name: str) -> Sequence[Any]:
        """Every version of a file, asked once for each request."""
        if name not in self._read:
            self._read[name] = self._db.execute(_VERSIONS, {"wanted": name}).all()
        return self._read[name]
