"""Years, closures and the weekly timetable, as kept. Rows are withdrawn rather than deleted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.period import HalfDay
from app.rooms.calendar.cards import ClosureKind, TermKind
from app.rooms.calendar.rules import SlotKind
from app.store.edits import Withdrawable
from app.store.tables import Word


class TermSpan(Withdrawable):
    """A school year, a term or half of one. What lies within what, the days say."""

    __tablename__ = "term"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="span"),)
    kind: Mapped[TermKind] = mapped_column(Word(TermKind))
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]


class Closure(Withdrawable):
    """Days on which the provision is closed although they lie in a term."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="span"),)
    kind: Mapped[ClosureKind] = mapped_column(Word(ClosureKind))
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]


class Slot(Withdrawable):
    """A piece of the weekly timetable; together with a day it names one occurrence.

    The first two rows are reserved: they carry the statutory code of each half-day and stand on no weekday.
    """

    __tablename__ = "slot"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="span"),
        CheckConstraint("end_minute > start_minute", name="time"),
        CheckConstraint("(weekday IS NULL) = (kind = 'half_day')", name="weekday"),
    )
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[SlotKind] = mapped_column(Word(SlotKind))
    weekday: Mapped[int | None]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    from_day: Mapped[date]
    to_day: Mapped[date]
    half_day: Mapped[HalfDay | None] = mapped_column(Word(HalfDay))
    place: Mapped[str]
    school_subject: Mapped[str]
    framework_id: Mapped[int | None] = mapped_column(ForeignKey("score_framework.id"))


class SlotPupil(Withdrawable):
    """A pupil on the list of a slot, for a span of days."""

    __tablename__ = "slot_pupil"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    subject = "pupil_id"
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), index=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date]


class SlotAdult(Withdrawable):
    """A member of staff with a slot, for a span of days."""

    __tablename__ = "slot_adult"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date]
