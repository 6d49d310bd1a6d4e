"""Pupils and those around them, as kept. Every row is editable and withdrawn rather than deleted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, Text, TypeDecorator, text
from sqlalchemy.orm import Mapped, mapped_column

from app.rooms.people.cards import CommissionerKind, IdentifierKind, LimitedAct
from app.rooms.people.rules import Where
from app.store.edits import Withdrawable
from app.store.tables import AddOnly, Word

W = TypeVar("W", bound=StrEnum)


class Words(TypeDecorator[frozenset[W]]):
    """Some of a fixed list of words, kept in order with a space between."""

    impl = Text
    cache_ok = True

    def __init__(self, of: type[W]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: frozenset[W] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(sorted(word.value for word in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[W] | None:
        return None if value is None else frozenset(self.of(word) for word in value.split())


class PupilImport(Withdrawable):
    """One file of pupils that came in, by its digest and name. Withdrawn: it was taken back."""

    __tablename__ = "pupil_import"
    ref: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]
    made_by: Mapped[int]


class Pupil(Withdrawable):
    """A child who is or was here."""

    __tablename__ = "pupil"
    __table_args__ = (CheckConstraint("leaving_day >= start_day", name="stay"),)
    subject = "id"
    ref: Mapped[str] = mapped_column(unique=True)
    forename: Mapped[str]
    surname: Mapped[str]
    start_day: Mapped[date]
    leaving_day: Mapped[date]
    known_as: Mapped[str]
    known_as_used: Mapped[Any] = mapped_column(Words(Where))
    pronouns: Mapped[str]
    pronouns_used: Mapped[Any] = mapped_column(Words(Where))
    birth_date: Mapped[date | None]
    year_group: Mapped[str]
    sex: Mapped[str]
    needs: Mapped[str]
    allergy: Mapped[str]
    condition: Mapped[str]
    life_critical_care: Mapped[str]
    rescue_medicine: Mapped[str]
    medicine_place: Mapped[str]
    care: Mapped[str]
    helps: Mapped[str]
    avoid: Mapped[str]
    likes: Mapped[str]
    own_roll: Mapped[bool]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("pupil_import.id"), index=True)
    import_line: Mapped[int | None]


class Identifier(Withdrawable):
    """One number by which somebody else knows a pupil. A UPN or ULN stands for one pupil only."""

    __tablename__ = "identifier"
    __table_args__ = (
        Index(
            "uq_identifier_standing",
            "kind",
            "value",
            unique=True,
            sqlite_where=text("kind IN ('UPN', 'ULN') AND NOT withdrawn"),
            postgresql_where=text("kind IN ('UPN', 'ULN') AND NOT withdrawn"),
        ),
    )
    subject = "pupil_id"
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    kind: Mapped[IdentifierKind] = mapped_column(Word(IdentifierKind))
    value: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("pupil_import.id"), index=True)


class KeyAdult(Withdrawable):
    """The member of staff a pupil turns to, for a span of days."""

    __tablename__ = "key_adult"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    subject = "pupil_id"
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    from_day: Mapped[date]
    to_day: Mapped[date]


class Contact(Withdrawable):
    """Somebody around a pupil, with what they may and must not be told and whom they may collect."""

    __tablename__ = "contact"
    subject = "pupil_id"
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    name: Mapped[str]
    relationship: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    ring_order: Mapped[int]
    may_be_told: Mapped[bool]
    must_not_be_told: Mapped[bool]
    may_collect: Mapped[bool]
    must_not_collect: Mapped[bool]
    reason: Mapped[str]
    document: Mapped[str]
    review_day: Mapped[date | None]
    parental_responsibility: Mapped[bool]
    address: Mapped[str]
    address_secret: Mapped[bool]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("pupil_import.id"), index=True)


class LimitOverride(AddOnly):
    """That the head let a contact be told, or collect, on one day although they must not."""

    __tablename__ = "limit_override"
    set_once = ("voided_in",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    act: Mapped[LimitedAct] = mapped_column(Word(LimitedAct))
    day: Mapped[date]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    voided_in: Mapped[int | None] = mapped_column(
        ForeignKey("audit_entry.seq", deferrable=True, initially="DEFERRED")
    )


class Group(Withdrawable):
    """A group or cohort, for a span of days."""

    __tablename__ = "pupil_group"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    name: Mapped[str]
    from_day: Mapped[date]
    to_day: Mapped[date]


class Membership(Withdrawable):
    """A pupil in a group, for a span of days."""

    __tablename__ = "membership"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    subject = "pupil_id"
    group_id: Mapped[int] = mapped_column(ForeignKey("pupil_group.id"), index=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date]


class Commissioner(Withdrawable):
    """A school or an authority that sends pupils here."""

    __tablename__ = "commissioner"
    name: Mapped[str]
    kind: Mapped[CommissionerKind] = mapped_column(Word(CommissionerKind))
    contact_name: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    confirmed_code: Mapped[str | None]
    confirmed_by: Mapped[str]
    confirmed_on: Mapped[date | None]


class Placement(Withdrawable):
    """A pupil sent by a commissioner, for a span of days."""

    __tablename__ = "placement"
    __table_args__ = (CheckConstraint("to_day >= from_day", name="span"),)
    subject = "pupil_id"
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    commissioner_id: Mapped[int] = mapped_column(ForeignKey("commissioner.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date]
    half_days: Mapped[int]
    may_share: Mapped[str]


class ChildWords(AddOnly):
    """What a child said for the record in their own words, and how the week was, 1 to 5."""

    __tablename__ = "child_words"
    __table_args__ = (
        Index("ix_child_words_pupil", "pupil_id", "day"),
        CheckConstraint("week IS NULL OR week BETWEEN 1 AND 5", name="week"),
    )
    set_once = ("voided_in",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    day: Mapped[date]
    sentence: Mapped[str]
    week: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    voided_in: Mapped[int | None] = mapped_column(
        ForeignKey("audit_entry.seq", deferrable=True, initially="DEFERRED")
    )
