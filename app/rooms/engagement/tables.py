"""Frameworks of outcomes, and what each outcome is scored as."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.edits import Withdrawable

_HERE = text("NOT withdrawn")


class ScoreFramework(Withdrawable):
    """A framework of outcomes with its scale. ``source`` names the content file it came from."""

    __tablename__ = "score_framework"
    title: Mapped[str]
    lowest: Mapped[int]
    highest: Mapped[int]
    source: Mapped[str] = mapped_column(default="")


class OutcomeRow(Withdrawable):
    """One outcome of a framework. Its marks carry ``measure_id``, which never means anything else."""

    __tablename__ = "outcome"
    __table_args__ = (
        Index(
            "uq_outcome_number",
            "framework_id",
            "number",
            unique=True,
            sqlite_where=_HERE,
            postgresql_where=_HERE,
        ),
    )
    framework_id: Mapped[int] = mapped_column(ForeignKey("score_framework.id"))
    number: Mapped[int]
    title: Mapped[str]
    short: Mapped[str]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), unique=True)


class AimRow(Withdrawable):
    """One aim of an outcome: what it looks like when it goes well."""

    __tablename__ = "aim"
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id"), index=True)
    number: Mapped[str]
    words: Mapped[str]
    supports_parents: Mapped[bool]
