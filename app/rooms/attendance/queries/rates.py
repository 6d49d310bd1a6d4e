"""Rates of attendance, counted by the database and compared as whole numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Integer, Select, and_, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from app.core.ids import PupilId
from app.core.marks import CODE
from app.core.period import ONE_DAY
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Category, Rates
from app.rooms.attendance.tables import CodeRow
from app.rooms.people.queries.pupils import shown_name
from app.rooms.people.tables import Group, Membership, Pupil
from app.store.marks import Mark, observed


class By(StrEnum):
    """What rates may be broken down by."""

    PUPIL = "pupil"
    WEEK = "week"
    CODE = "code"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class RatesRow:
    """Rates of some half-days, and how many of their pupils are persistently and severely absent.

    ``key`` is a pupil's reference, the Monday of a week or a group's number as text.
    """

    key: str
    name: str
    rates: Rates
    persistent: int
    severe: int


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code stands."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class RatesAnswer:
    """The total, and the rows it was asked to be broken down by; by code, the counts of codes."""

    total: RatesRow
    rows: tuple[RatesRow, ...] = ()
    codes: tuple[CodeCount, ...] = ()


Cell = tuple[Any, PupilId]
Counts = dict[Cell, Counter[Category]]


@dataclass(frozen=True)
class AttendanceRates(Query[RatesAnswer]):
    """Rates of attendance over some days, of all pupils or of these. Both ends count."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_FIGURES_READ
    first: date
    last: date
    by: By | None = None
    pupils: tuple[PupilId, ...] | None = None

    def read(self, reading: Reading) -> RatesAnswer:
        codes = _Eras(reading.db, self.first, self.last)
        if self.by is By.GROUP:
            whole = self._counted(reading.db, codes, None)
            return RatesAnswer(_row("", "", whole), self._rows(reading.db, codes))
        counts = self._counted(reading.db, codes, self.by)
        total = _row("", "", _merged(counts))
        if self.by is By.CODE:
            letters = sorted(codes.letters.items())
            return RatesAnswer(total, codes=tuple(CodeCount(letter, count) for letter, count in letters))
        return RatesAnswer(total, _named(reading.db, self.by, counts) if self.by else ())

    def _rows(self, db: Session, codes: _Eras) -> tuple[RatesRow, ...]:
        return _named(db, By.GROUP, self._counted(db, codes, By.GROUP))

    def _counted(self, db: Session, codes: _Eras, by: By | None) -> Counts:
        """Half-days by key, pupil and category: the database counts by code, a few rows are left to add."""
        counts: Counts = defaultdict(Counter)
        for first, last in codes.spans:
            for key, pupil, value, count in db.execute(self._statement(by, first, last)):
                category = codes.note(value, count, first)
                counts[key, pupil][category] += count
        return counts

    def _statement(self, by: By | None, first: date, last: date) -> Select[*tuple[Any, ...]]:
        day = type_coerce(Mark.day, Integer)
        key: Any = (
            {
                By.PUPIL: Mark.pupil_id,
                By.WEEK: day - (day + 6) % 7,
                By.GROUP: Membership.group_id,
            }.get(by, literal(0))
            if by
            else literal(0)
        )
        wanted = observed(CODE).where(Mark.day.between(first, last))
        if self.pupils is not None:
            wanted = wanted.where(Mark.pupil_id.in_(self.pupils))
        if by is By.GROUP:
            wanted = wanted.join(
                Membership,
                and_(
                    Membership.pupil_id == Mark.pupil_id,
                    Mark.day.between(Membership.from_day, Membership.to_day),
                    ~Membership.withdrawn,
                ),
            )
        grouped: tuple[Any, ...] = (Mark.pupil_id, Mark.value)
        if by in (By.WEEK, By.GROUP):
            grouped = (key, *grouped)
        return wanted.with_only_columns(key, Mark.pupil_id, Mark.value, func.count()).group_by(*grouped)


class _Eras:
    """The codes over some days, cut where the category of one of them changes; nearly always one piece."""

    def __init__(self, db: Session, first: date, last: date) -> None:
        rows = db.scalars(select(CodeRow)).all()
        self._rows: dict[int, list[CodeRow]] = defaultdict(list)
        for row in rows:
            self._rows[row.number].append(row)
        cuts = sorted({row.counts_from for row in rows if first < row.counts_from <= last})
        starts = [first, *cuts]
        ends = [*(cut - ONE_DAY for cut in cuts), last]
        self.spans = tuple(zip(starts, ends, strict=True)) if first <= last else ()
        self.letters: Counter[str] = Counter()

    def note(self, number: int, count: int, day: date) -> Category:
        """The category of a mark in the piece that holds the day; its letter is counted by the way."""
        row = next(row for row in self._rows[number] if row.counts_from <= day <= row.counts_to)
        self.letters[row.letter] += count
        return row.category


def _merged(counts: Counts) -> Counts:
    """The same half-days by pupil alone."""
    whole: Counts = defaultdict(Counter)
    for (_, pupil), categories in counts.items():
        whole[0, pupil].update(categories)
    return whole


def _row(key: str, name: str, counts: Counts) -> RatesRow:
    of_pupils = [rules.count_rates(categories.items()) for categories in counts.values()]
    persistent, severe = rules.how_many(of_pupils)
    return RatesRow(key, name, rules.pool(of_pupils), persistent, severe)


def _named(db: Session, by: By, counts: Counts) -> tuple[RatesRow, ...]:
    parts: dict[Any, Counts] = defaultdict(dict)
    for (key, pupil), categories in counts.items():
        parts[key][key, pupil] = categories
    if by is By.WEEK:
        weeks = ((date.fromordinal(key).isoformat(), part) for key, part in sorted(parts.items()))
        return tuple(_row(week, week, part) for week, part in weeks)
    return tuple(
        _row(key, name, parts[identity]) for identity, key, name in _names(db, by, parts) if identity in parts
    )


def _names(db: Session, by: By, wanted: Iterable[int]) -> list[tuple[int, str, str]]:
    if by is By.GROUP:
        rows = db.execute(select(Group.id, Group.name).where(~Group.withdrawn).order_by(Group.name))
        return [(identity, str(identity), name) for identity, name in rows]
    pupils = db.scalars(
        select(Pupil).where(Pupil.id.in_(set(wanted))).order_by(Pupil.surname, Pupil.forename, Pupil.id)
    )
    return [(row.id, row.ref, f"{shown_name(row)} {row.surname}".strip()) for row in pupils]
