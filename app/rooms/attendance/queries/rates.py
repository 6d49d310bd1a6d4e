"""Rates of attendance, counted by the database and compared as whole numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, literal, select, type_coerce
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

    ``key`` is a pupil's reference, the Monday of a week or a group's name, with its first day where two
    groups have had that name one after the other.
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


Counts = dict[Any, dict[PupilId, Rates]]
"""Half-days by key and pupil."""


@dataclass(frozen=True)
class AttendanceRates(Query[RatesAnswer]):
    """Rates of attendance over some days, of all pupils or of these. Both ends count."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_FIGURES_READ
    first: date
    last: date
    by: By | None = None
    pupils: tuple[PupilId, ...] | None = None

    def read(self, reading: Reading) -> RatesAnswer:
        if self.by is None or self.by is By.CODE:
            total = _row("", "", _merged(self._counted(reading.db, None)))
            codes = self._codes(reading.db) if self.by is By.CODE else ()
            return RatesAnswer(total, codes=codes)
        counts = self._counted(reading.db, self.by)
        # a pupil may be in several groups, or in none: only without groups is the sum of the rows the total
        whole = self._counted(reading.db, None) if self.by is By.GROUP else counts
        return RatesAnswer(_row("", "", _merged(whole)), _named(reading.db, self.by, counts))

    def _counted(self, db: Session, by: By | None) -> Counts:
        """The database counts by code first and joins the few counts to their categories."""
        found: Counts = defaultdict(dict)
        for first, last in _eras(db, self.first, self.last):
            counts = self._by_code(by, first, last).subquery()
            for key, pupil, attendance, authorised, unauthorised in db.execute(
                select(
                    counts.c.key,
                    counts.c.pupil_id,
                    _sum_of(counts.c.count, rules.ATTENDED),
                    _sum_of(counts.c.count, {Category.AUTHORISED}),
                    _sum_of(counts.c.count, {Category.UNAUTHORISED}),
                )
                .join(CodeRow, CodeRow.number == counts.c.value)
                .where(CodeRow.counts_from <= first, CodeRow.counts_to >= first)
                .group_by(counts.c.key, counts.c.pupil_id)
            ):
                before = found[key].get(PupilId(pupil), Rates())
                found[key][PupilId(pupil)] = before + Rates(attendance, authorised, unauthorised)
        return found

    def _codes(self, db: Session) -> tuple[CodeCount, ...]:
        letters: Counter[str] = Counter()
        for first, last in _eras(db, self.first, self.last):
            counts = self._by_code(None, first, last).subquery()
            rows = db.execute(
                select(CodeRow.letter, func.sum(counts.c.count))
                .join(counts, CodeRow.number == counts.c.value)
                .where(CodeRow.counts_from <= first, CodeRow.counts_to >= first)
                .group_by(CodeRow.letter)
            )
            letters.update({letter: count or 0 for letter, count in rows})
        return tuple(CodeCount(letter, count) for letter, count in sorted(letters.items()))

    def _by_code(self, by: By | None, first: date, last: date) -> Select[*tuple[Any, ...]]:
        day = type_coerce(Mark.day, Integer)
        keys: dict[By | None, Any] = {
            By.PUPIL: Mark.pupil_id,
            By.WEEK: day - (day + 6) % 7,
            By.GROUP: Membership.group_id,
        }
        key = keys.get(by, literal(0))
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
        grouped = (key,) if by in (By.WEEK, By.GROUP) else ()
        return wanted.with_only_columns(
            key.label("key"), Mark.pupil_id, Mark.value, func.count().label("count")
        ).group_by(*grouped, Mark.pupil_id, Mark.value)


def _sum_of(count: ColumnElement[int], categories: Collection[Category]) -> ColumnElement[int]:
    return func.sum(case((CodeRow.category.in_(categories), count), else_=0))


def _eras(db: Session, first: date, last: date) -> list[tuple[date, date]]:
    """The days, cut where the category of a code changes; nearly always one piece."""
    if last < first:
        return []
    cuts = db.scalars(
        select(CodeRow.counts_from)
        .where(CodeRow.counts_from > first, CodeRow.counts_from <= last)
        .distinct()
        .order_by(CodeRow.counts_from)
    ).all()
    return list(zip([first, *cuts], [*(cut - ONE_DAY for cut in cuts), last], strict=True))


def _merged(counts: Counts) -> dict[PupilId, Rates]:
    """The same half-days by pupil alone."""
    whole: dict[PupilId, Rates] = defaultdict(Rates)
    for of_key in counts.values():
        for pupil, rates in of_key.items():
            whole[pupil] += rates
    return whole


def _row(key: str, name: str, rates: dict[PupilId, Rates]) -> RatesRow:
    persistent, severe = rules.how_many(rates.values())
    return RatesRow(key, name, rules.pool(rates.values()), persistent, severe)


def _named(db: Session, by: By, counts: Counts) -> tuple[RatesRow, ...]:
    if by is By.WEEK:
        weeks = ((date.fromordinal(key).isoformat(), part) for key, part in sorted(counts.items()))
        return tuple(_row(week, week, part) for week, part in weeks)
    names = _names(db, by, counts)
    return tuple(_row(key, name, counts[identity]) for identity, key, name in names if identity in counts)


def _names(db: Session, by: By, wanted: Iterable[int]) -> list[tuple[int, str, str]]:
    if by is By.GROUP:
        groups = db.scalars(
            select(Group).where(~Group.withdrawn).order_by(Group.name, Group.from_day, Group.id)
        ).all()
        known = Counter(group.name for group in groups)
        return [
            (group.id, f"{group.name} {group.from_day}" if known[group.name] > 1 else group.name, group.name)
            for group in groups
        ]
    pupils = db.scalars(
        select(Pupil).where(Pupil.id.in_(set(wanted))).order_by(Pupil.surname, Pupil.forename, Pupil.id)
    )
    return [(row.id, row.ref, f"{shown_name(row)} {row.surname}".strip()) for row in pupils]
