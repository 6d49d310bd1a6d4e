"""Dated content: codes, ladders, thresholds and clocks, each with its source and its day."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from app.core.errors import Refused

NEEDED: Final = ("status", "source", "checked_on")
"""A row without these three is not used."""

STATUSES: Final = (
    "law",
    "law-schools-only",
    "act-not-in-force",
    "guidance",
    "indicator",
    "practice",
    "consultation",
    "voluntary",
    "project",
    "unverified",
)
"""How sure a row is: from law down to what somebody remembers."""

Row = tuple[tuple[str, str], ...]
"""One row of a content file as its columns and values, in the order of the file."""


class Origin(StrEnum):
    """Where a version came from: shipped with the program, or edited at this provision."""

    SHIPPED = "shipped"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """One version of one content file. ``body`` is its CSV text, heading row first."""

    name: str
    version: str
    in_force_from: date
    sha256: str
    origin: Origin
    body: str

    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows of the body, as the owning room's pure rules read them."""
        return tuple(csv.DictReader(io.StringIO(self.body)))


@dataclass(frozen=True, slots=True)
class Editable:
    """Which columns of a content file name a row, and which of the others may be edited here."""

    key: tuple[str, ...]
    values: tuple[str, ...]

    def key_of(self, row: Row) -> tuple[str, ...]:
        found = dict(row)
        return tuple(found.get(column, "") for column in self.key)

    def is_edit(self, was: Row, becomes: Row) -> bool:
        """Whether only columns that may be edited differ."""
        if [column for column, _ in was] != [column for column, _ in becomes]:
            return False
        may = self._may_differ()
        return all(b == a or column in may for (column, a), (_, b) in zip(was, becomes, strict=True))

    def laid_over(self, shipped: Row, own: Row) -> Row:
        """The shipped row with the edited one's values where they may differ."""
        said, may = dict(own), self._may_differ()
        return tuple(
            (column, said.get(column, value) if column in may else value) for column, value in shipped
        )

    def _may_differ(self) -> frozenset[str]:
        return frozenset((*self.values, *NEEDED))


CODES: Final = "codes.csv"
"""The one editable file whose rows a room keeps as rows of its own."""

EDITABLE: Final[dict[str, Editable]] = {
    "clocks.csv": Editable(("id",), ("length",)),
    CODES: Editable(
        ("number", "valid_from"), ("description", "plain_meaning", "category", "valid_to", "replaced_by")
    ),
    "code_by_commissioner.csv": Editable(("commissioner_kind", "half_day"), ("code_here", "when_none")),
    "hours_rules.csv": Editable(("id",), ("threshold", "wording")),
    "authorities.csv": Editable(("number",), ("name",)),
    "year_groups.csv": Editable(("nc_year",), ("age_at_start_31_Aug", "key_stage")),
}
"""The files whose rows the head may edit."""


def write_rows(rows: Sequence[Row]) -> str:
    """Rows of one file as its CSV text, heading row first."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([column for column, _ in rows[0]])
    table.writerows([value for _, value in row] for row in rows)
    return out.getvalue()


def check_standing(was: Mapping[str, str], row: Mapping[str, str], today: date) -> None:
    """Whether an edited row says where it is from, how sure that is, and when it was checked."""
    if row["status"] not in STATUSES or not row["source"].strip():
        raise Refused("content_needs_source")
    try:
        checked = date.fromisoformat(row["checked_on"])
    except ValueError:
        raise Refused("content_needs_source") from None
    if checked > today and row["checked_on"] != was["checked_on"]:
        raise Refused("content_checked_later", checked=checked)


class ContentShelf(Protocol):
    """Answers which version of a content file held on a day."""

    def in_force(self, name: str, day: date) -> ContentVersion:
        """The version in force on that day; the earliest one for days before any."""
