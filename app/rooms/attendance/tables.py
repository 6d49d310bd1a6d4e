"""The ladder, the codes, and what stands beside the marks: reasons, finished registers, notes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.rooms.attendance.rules import Category, Seen
from app.store.edits import Withdrawable
from app.store.tables import AddOnly, Editable, Word

_STANDS = text("voided_in IS NULL")


class RungRow(Withdrawable):
    """One rung as it holds from one day to another: wording and the four facts. Its number stays its own."""

    __tablename__ = "rung"
    __table_args__ = (
        Index("ix_rung_number", "number", "from_day"),
        CheckConstraint("number BETWEEN 0 AND 9", name="key"),
    )
    number: Mapped[int]
    staff: Mapped[str]
    family: Mapped[str]
    child: Mapped[str]
    usually: Mapped[str]
    hint: Mapped[str]
    heard: Mapped[bool]
    seen: Mapped[Seen] = mapped_column(Word(Seen))
    on_site: Mapped[bool]
    supervised: Mapped[bool]
    proposes: Mapped[bool]
    from_day: Mapped[date]
    to_day: Mapped[date]


class CodeRow(Editable):
    """One statutory code as content says it is. ``valid_from`` and ``valid_to`` are when it may be stored.

    A mark stores the number. ``counts_from`` and ``counts_to`` are the days on which a mark of that
    number counts in this row's category: the rows of one number cover all time without a gap.
    """

    __tablename__ = "code"
    __table_args__ = (Index("uq_code_number", "number", "valid_from", unique=True),)
    number: Mapped[int]
    letter: Mapped[str]
    description: Mapped[str]
    plain_meaning: Mapped[str]
    category: Mapped[Category] = mapped_column(Word(Category))
    physically_present: Mapped[bool]
    replaced_by: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    counts_from: Mapped[date]
    counts_to: Mapped[date]


class CodeReason(AddOnly):
    """Why another code than the one that stood was put down, or why a confirmed one was taken back."""

    __tablename__ = "code_reason"
    __table_args__ = (Index("ix_code_reason_key", "pupil_id", "day"),)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    day: Mapped[date]
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]


class RegisterFinish(AddOnly):
    """That a register was finished: by whom, when, and which pupils were left open."""

    __tablename__ = "register_finish"
    __table_args__ = (
        Index("uq_register_finish_standing", "day", "slot_id", unique=True,
              sqlite_where=_STANDS, postgresql_where=_STANDS),
    )  # fmt: skip
    set_once = ("voided_in",)
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    day: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[int]
    left_open: Mapped[str]
    voided_in: Mapped[int | None]


class SlotNote(AddOnly):
    """A sentence beside a day and slot, about one pupil or about the lesson. It stands until voided."""

    __tablename__ = "slot_note"
    __table_args__ = (Index("ix_slot_note_day", "day", "slot_id"), Index("ix_slot_note_pupil", "pupil_id"))
    set_once = ("voided_in",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"))
    day: Mapped[date]
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    text: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    voided_in: Mapped[int | None]
