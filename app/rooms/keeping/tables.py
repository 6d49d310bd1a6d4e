"""The record about itself: who keeps it, its settings, and what was issued from it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables import AddOnly, Editable

_STANDS = text("voided_in IS NULL")


class Setting(Editable):
    """One setting of the provision that somebody has set."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]


class Issue(AddOnly):
    """A page that was printed or written to a file: its reference, kind, addressee and digest."""

    __tablename__ = "issue"
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    kind: Mapped[str]
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"))
    addressee: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]


class HeadlineRow(AddOnly):
    """Somebody's own words in place of what the visits prove, on one kind of page. ``proved`` is that."""

    __tablename__ = "headline"
    __table_args__ = (
        Index("uq_headline_standing", "pupil_id", "kind", unique=True,
              sqlite_where=_STANDS, postgresql_where=_STANDS),
    )  # fmt: skip
    set_once = ("voided_in",)
    subject = "pupil_id"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    kind: Mapped[str]
    proved: Mapped[str]
    words: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int]
    voided_in: Mapped[int | None]


class WitnessNote(AddOnly):
    """What the witness of a machine said at an opening that was out of the ordinary."""

    __tablename__ = "witness_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    entries: Mapped[int]
    reason: Mapped[str]
    at: Mapped[datetime]
