"""Shipped content read from its files, and the add-only shelf of versions in force."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.command import Work
from app.core.content import ContentVersion, Origin
from app.core.errors import Unavailable
from app.store.tables import AddOnly, Word

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "content"
"""Where shipped content lies, from source and frozen alike."""

NEEDED = ("status", "source", "checked_on")
"""A row without these three is not loaded."""


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


def shipped(folder: Path = FOLDER) -> tuple[ContentVersion, ...]:
    """Every CSV file of the index, checked. Raises ``Unavailable`` for one that is not as it was shipped."""
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


def shelve(work: Work, version: ContentVersion) -> None:
    """Put a version on the shelf. Rooms that unpack content call it beside their own rows."""
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


class Shelf:
    """The versions that a record holds. The head's own edit stands before a shipped one of the same day."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._read: dict[str, Sequence[Any]] = {}

    def in_force(self, name: str, day: date) -> ContentVersion:
        rows = self._versions(name)
        if not rows:
            raise Unavailable("content_missing", name=name)
        held = [row for row in rows if row.in_force_from <= day] or [rows[0]]
        own = [row for row in held if row.origin is Origin.HERE]
        row = (own or held)[-1]
        return ContentVersion(row.name, row.version_name, row.in_force_from, row.sha256, row.origin, row.body)

    def _versions(self, name: str) -> Sequence[Any]:
        """Every version of a file, asked once for each request."""
        if name not in self._read:
            self._read[name] = self._db.execute(_VERSIONS, {"wanted": name}).all()
        return self._read[name]
