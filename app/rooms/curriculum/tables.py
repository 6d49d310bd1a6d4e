"""Frameworks, their steps, where the steps hang, and who has which of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.period import Precision
from app.rooms.curriculum.rules import Kind
from app.store.edits import Withdrawable
from app.store.tables import AddOnly, Word

_HERE = text("NOT withdrawn")
_STANDS = text("removed_in IS NULL")
_ROOT = text("removed_in IS NULL AND parent_id IS NULL")
_NOT_VOID = text("voided_in IS NULL")


class Framework(Withdrawable):
    """One curriculum, brought in from a file or written here. ``digest`` is the file's, empty for our own."""

    __tablename__ = "framework"
    __table_args__ = (
        Index("uq_framework_here", "identifier", unique=True, sqlite_where=_HERE, postgresql_where=_HERE),
    )
    identifier: Mapped[str]
    title: Mapped[str]
    digest: Mapped[str] = mapped_column(default="")


class Node(Withdrawable):
    """A piece of a curriculum: an area, a unit, or a step that is 0 or 1. It is not its place in the tree."""

    __tablename__ = "node"
    __table_args__ = (Index("uq_node_framework_id", "framework_id", "identifier", unique=True),)
    framework_id: Mapped[int] = mapped_column(ForeignKey("framework.id"))
    identifier: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    statement: Mapped[str]
    type: Mapped[str] = mapped_column(default="")


class Place(AddOnly):
    """Where a node hangs; without a parent, under the framework itself. No path leads back to itself.

    A node may hang in several places. One that moves leaves its place (``removed_in``) for a new one.
    """

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("parent_id <> node_id", name="self"),
        Index("uq_place_under", "parent_id", "node_id", unique=True,
              sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("uq_place_root", "framework_id", "node_id", unique=True,
              sqlite_where=_ROOT, postgresql_where=_ROOT),
        Index("ix_place_tree", "framework_id", "parent_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_place_node", "node_id"),
    )  # fmt: skip
    set_once = ("removed_in",)
    id: Mapped[int] = mapped_column(primary_key=True)
    framework_id: Mapped[int] = mapped_column(ForeignKey("framework.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("node.id"))
    node_id: Mapped[int] = mapped_column(ForeignKey("node.id"))
    position: Mapped[int]
    removed_in: Mapped[int | None]


class Achievement(AddOnly):
    """A 1: this pupil has this step, from that day or some day before it.

    It stands until it is voided, and is never deleted.
    """

    __tablename__ = "achievement"
    __table_args__ = (
        Index("uq_achievement_standing", "pupil_id", "node_id", "kind", unique=True,
              sqlite_where=_NOT_VOID, postgresql_where=_NOT_VOID),
        Index("ix_achievement_node", "node_id"),
    )  # fmt: skip
    set_once = ("voided_in",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    node_id: Mapped[int] = mapped_column(ForeignKey("node.id"))
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    on: Mapped[date]
    precision: Mapped[Precision] = mapped_column(Word(Precision))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    voided_in: Mapped[int | None]


class Voiding(AddOnly):
    """That a 1 was taken back: from which day, when it was written, by whom, and why where somebody said."""

    __tablename__ = "voiding"
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"), unique=True)
    on: Mapped[date]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
