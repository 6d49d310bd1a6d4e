"""Statutory codes as dated content says they are, and what may be stored on which half-day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import Refused
from app.core.period import HalfDay


class Category(StrEnum):
    """The six statistical categories. Their names are those of the content files."""

    PRESENT = "present"
    APPROVED = "approved_educational_activity"
    AUTHORISED = "authorised_absence"
    UNAUTHORISED = "unauthorised_absence"
    NOT_POSSIBLE = "not_a_possible_attendance"
    ADMINISTRATIVE = "administrative"


OWN_ROLL_ONLY = {"/": HalfDay.AM, "\\": HalfDay.PM}
"""The two codes that a school keeps for its own roll, each with the half-day that it means."""

NOBODY_KNOWS = "N"
"""Not here, and the reason is not established: SI 2024/208 reg. 10, table 3, code N."""
ATTENDED = frozenset({Category.PRESENT, Category.APPROVED})
ABSENT = frozenset({Category.AUTHORISED, Category.UNAUTHORISED})


@dataclass(frozen=True, slots=True)
class Code:
    """One statutory code. A mark stores ``number``, which never changes its meaning."""

    number: int
    letter: str
    description: str
    plain_meaning: str
    category: Category
    physically_present: bool
    valid_from: date
    valid_to: date
    replaced_by: str

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


class Codes:
    """All codes that were ever in force, found by number or by letter."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._all = tuple(codes)

    def __iter__(self) -> Iterator[Code]:
        return iter(self._all)

    def numbered(self, number: int, day: date | None = None) -> Code | None:
        """The code that a mark stores, with the category of that day where it changed by date."""
        return _best((code for code in self._all if code.number == number), day)

    def lettered(self, letter: str, day: date | None = None) -> Code | None:
        """The code with this letter: the one in force that day, else one of another time."""
        wanted = letter.strip().upper()
        return _best((code for code in self._all if code.letter == wanted), day)

    def in_force(self, day: date) -> tuple[Code, ...]:
        return tuple(code for code in self._all if code.is_in_force(day))

    def candidates(self, typed: str, day: date) -> tuple[Code, ...]:
        """What a person may mean who has typed this much: C finds C, C1 and C2, the exact one first."""
        wanted = typed.strip().upper()
        found = [code for code in self.in_force(day) if code.letter.startswith(wanted)]
        return tuple(sorted(found, key=lambda code: (code.letter != wanted, code.number)))


def _best(codes: Iterable[Code], day: date | None) -> Code | None:
    found = sorted(codes, key=lambda code: code.valid_to, reverse=True)
    in_force = (code for code in found if day is not None and code.is_in_force(day))
    return next(in_force, found[0] if found else None)


def read_codes(rows: Iterable[Mapping[str, str]]) -> Codes:
    """The rows of ``codes.csv``."""
    return Codes(
        Code(
            number=int(row["number"]),
            letter=row["code"],
            description=row["description"],
            plain_meaning=row["plain_meaning"],
            category=Category(row["category"]),
            physically_present=row["physically_present"] == "1",
            valid_from=_day(row["valid_from"], date.min),
            valid_to=_day(row["valid_to"], date.max),
            replaced_by=row["replaced_by"],
        )
        for row in rows
    )


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def check_code(codes: Codes, letter: str, *, day: date, half_day: HalfDay, on_own_roll: bool) -> Code:
    """The code that may be stored for this half-day. Raises ``Refused`` where it may not."""
    code = codes.lettered(letter, day)
    if code is None:
        raise Refused("code_unknown", letter=letter)
    if day > code.valid_to:
        raise Refused("code_withdrawn", letter=code.letter, since=code.valid_to, instead=code.replaced_by)
    if day < code.valid_from:
        raise Refused("code_not_yet", letter=code.letter, begins=code.valid_from)
    if code.letter in OWN_ROLL_ONLY and not on_own_roll:
        raise Refused("code_of_own_roll", letter=code.letter)
    if OWN_ROLL_ONLY.get(code.letter, half_day) is not half_day:
        raise Refused("code_of_other_half_day", letter=code.letter)
    return code


def check_code_row(row: Mapping[str, str]) -> None:
    """Whether an edited row of ``codes.csv`` can be used."""
    says_something = row["description"].strip() and row["plain_meaning"].strip()
    if not says_something or row["category"] not in {category.value for category in Category}:
        raise Refused("content_value_missing")
    try:
        _day(row["valid_to"], date.max)
    except ValueError:
        raise Refused("content_not_a_day", value=row["valid_to"]) from None
