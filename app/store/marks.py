"""The table of marks and its only writer. A mark is replaced by a later one, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.command import Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import MeasureId
from app.core.marks import CODE, NOT_OBSERVED, NewMark
from app.store.tables import AddOnly, Table, UtcTime


class Measure(Table):
    """What a mark may measure, and between which whole numbers. Rows are put in by the owning room."""

    __tablename__ = "measure"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[int]
    lowest: Mapped[int]
    highest: Mapped[int]


class Mark(AddOnly):
    """One whole number for one pupil, day, slot, measure and moment. It stands until it is replaced."""

    __tablename__ = "mark"
    __table_args__ = (
        Index(
            "uq_mark_standing",
            "measure_id",
            "pupil_id",
            "day",
            "slot_id",
            "moment_no",
            unique=True,
            sqlite_where=text("replaced_by IS NULL"),
            postgresql_where=text("replaced_by IS NULL"),
        ),
        Index(
            "ix_mark_figures",
            "measure_id",
            "pupil_id",
            "day",
            "value",
            "slot_id",
            "moment_no",
            "at",
            "replaced_by",
            sqlite_where=text("replaced_by IS NULL"),
            postgresql_where=text("replaced_by IS NULL"),
        ),
        Index(
            "ix_mark_codes",
            "measure_id",
            "pupil_id",
            "value",
            "day",
            "replaced_by",
            sqlite_where=text(f"replaced_by IS NULL AND measure_id = {CODE}"),
            postgresql_where=text(f"replaced_by IS NULL AND measure_id = {CODE}"),
        ),
        Index(
            "ix_mark_replaced",
            "replaced_by",
            sqlite_where=text("replaced_by IS NOT NULL"),
            postgresql_where=text("replaced_by IS NOT NULL"),
        ),
    )
    set_once = ("replaced_by",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    day: Mapped[date]
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    moment_no: Mapped[int]
    value: Mapped[int | None]
    at: Mapped[Any] = mapped_column(UtcTime, nullable=True)
    recorded_at: Mapped[Any] = mapped_column(UtcTime)
    recorded_by: Mapped[int]
    replaced_by: Mapped[int | None] = mapped_column(
        ForeignKey("mark.id", deferrable=True, initially="DEFERRED")
    )


Key = tuple[int, int, int, int, int]
"""Pupil, day as ordinal, slot, measure, moment: what only one mark may stand for."""

_STORED = (
    "id", "pupil_id", "day", "slot_id", "measure_id", "moment_no", "value", "at", "recorded_at",
    "recorded_by",
    "entry",
)  # fmt: skip
"""In the table's own order, in which the audit reads them back."""

_SUBJECT = _STORED.index("pupil_id")
_INSERT = f"INSERT INTO mark ({', '.join(_STORED)}) VALUES ({', '.join('?' for _ in _STORED)})"


def standing() -> Select[Mark]:
    """Every mark that nothing has replaced, taken-back ones among them."""
    return select(Mark).where(Mark.replaced_by.is_(None))


def observed(measure: MeasureId) -> Select[Mark]:
    """Standing marks of one measure that say something: not taken back, not *not observed*."""
    return standing().where(Mark.measure_id == measure, Mark.value > NOT_OBSERVED)


def put(work: Work, marks: Sequence[NewMark]) -> tuple[NewMark, ...]:
    """Put these marks down. Answers what stood for the same keys before: put that to take this back.

    Old rows are told of their successors first and the successors are inserted second: the foreign
    key is deferred, so the partial unique index never sees two standing marks for one key. Marks
    that say what stands already are left out; if all are, nothing is written and the answer is empty.
    """
    _check_bounds(work.db, marks)
    wanted = {_key(mark): mark for mark in marks}
    found = _standing_for(work.db, wanted)
    moved = [
        (key, mark) for key, mark in wanted.items()
        if not _says_the_same(mark, found.get(key))
    ]  # fmt: skip
    if not moved:
        return ()
    connection = work.db.connection()
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM mark").scalar_one()
    ids = range(last + 1, last + 1 + len(moved))
    replaced = [
        (new, found[key][0]) for new, (key, _) in zip(ids, moved, strict=True) if key in found
    ]  # fmt: skip
    if replaced:
        connection.exec_driver_sql("UPDATE mark SET replaced_by = ? WHERE id = ?", replaced)
    rows = _rows(work, last + 1, [mark for _, mark in moved])
    connection.exec_driver_sql(_INSERT, rows)
    work.recorder.added("mark", [(row[_SUBJECT], *row) for row in rows])
    return tuple(_before(mark, found.get(key)) for key, mark in moved)


def _key(mark: NewMark) -> Key:
    return (mark.pupil, mark.day.toordinal(), mark.slot, mark.measure, mark.moment)


Found = tuple[int, int | None, int | None]
"""The standing row's id, value and time."""


def _standing_for(db: Session, wanted: Iterable[Key]) -> dict[Key, Found]:
    """What stands for these keys, asked once for each day and slot."""
    groups: dict[tuple[int, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for pupil, day, slot, measure, _moment in wanted:
        pupils, measures = groups[day, slot]
        pupils.add(pupil)
        measures.add(measure)
    found: dict[Key, Found] = {}
    connection = db.connection()
    for (day, slot), (pupils, measures) in groups.items():
        rows = connection.exec_driver_sql(
            "SELECT id, pupil_id, measure_id, moment_no, value, at FROM mark "
            f"WHERE replaced_by IS NULL AND measure_id IN ({_listed(measures)}) "
            f"AND pupil_id IN ({_listed(pupils)}) AND day = ? AND slot_id = ?",
            (day, slot),
        )
        for identity, pupil, measure, moment, value, at in rows:
            found[pupil, day, slot, measure, moment] = (identity, value, at)
    return found


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in sorted(numbers))


def _says_the_same(mark: NewMark, found: Found | None) -> bool:
    if found is None:
        return mark.value is None
    return found[1] == mark.value and found[2] == _instant(mark)


def _instant(mark: NewMark) -> int | None:
    return None if mark.at is None else round(mark.at.timestamp() * 1000)


def _before(mark: NewMark, found: Found | None) -> NewMark:
    value, at = (None, None) if found is None else found[1:]
    shown = None if at is None else _shown(at)
    return NewMark(mark.pupil, mark.day, mark.slot, mark.measure, value, mark.moment, shown)


def _shown(at: int) -> datetime:
    """An instant as it is stored, as an instant."""
    return datetime.fromtimestamp(at / 1000, UTC)


def _rows(work: Work, first: int, marks: Sequence[NewMark]) -> list[tuple[Any, ...]]:
    """The marks as they are stored, numbered from ``first``: their values in the order of ``_STORED``."""
    recorded_at, recorded_by = round(work.clock.now().timestamp() * 1000), work.actor.staff
    return [
        (
            new,
            mark.pupil,
            mark.day.toordinal(),
            mark.slot,
            mark.measure,
            mark.moment,
            mark.value,
            _instant(mark),
            recorded_at,
            recorded_by,
            work.entry,
        )
        for new, mark in enumerate(marks, start=first)
    ]


def _check_bounds(db: Session, marks: Sequence[NewMark]) -> None:
    bounds = _bounds(db)
    for mark in marks:
        if mark.measure not in bounds:
            raise OutOfDate("measure_gone")
        lowest, highest = bounds[mark.measure]
        if mark.value is not None and mark.value != NOT_OBSERVED and not lowest <= mark.value <= highest:
            raise Refused("value_outside_measure", value=mark.value, lowest=lowest, highest=highest)


def _bounds(db: Session) -> dict[int, tuple[int, int]]:
    rows = db.connection().exec_driver_sql("SELECT id, lowest, highest FROM measure")
    return {identity: (lowest, highest) for identity, lowest, highest in rows}
