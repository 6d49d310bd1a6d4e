"""Drafts: sealed to their author, outside audit, chain and undo; in a file where the record refuses them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.drafts import Draft, KeptDraft
from app.core.errors import Unavailable
from app.core.ids import Ref, StaffId
from app.core.refs import read_ref
from app.store import platform, sealing
from app.store.errors import as_unavailable
from app.store.tables import Table


class DraftRow(Table):
    """One draft: whose, when last kept, and the sealed words with the name of their form."""

    __tablename__ = "draft"
    ref: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int]
    kept_at: Mapped[datetime]
    body: Mapped[bytes]


def sealed(draft: Draft, public: bytes) -> bytes:
    """The draft as nobody but its author can read it, the name of its form included."""
    words = json.dumps({"ref": draft.ref, "form": draft.form, "words": draft.words}, ensure_ascii=False)
    return sealing.seal_draft(public, words.encode("utf-8"))


def opened(body: bytes, private: bytes) -> Draft | None:
    """The draft, or None where this private half is not its author's."""
    found = sealing.open_draft(private, body)
    if found is None:
        return None
    said = json.loads(found)
    return Draft(Ref(said["ref"]), said["form"], said["words"])


def keep_in_record(db: Session, ref: Ref, staff: StaffId, body: bytes, at: datetime) -> None:
    """Write or overwrite a draft's row."""
    row = db.get(DraftRow, ref)
    if row is None:
        db.add(DraftRow(ref=ref, staff_id=staff, kept_at=at, body=body))
    else:
        row.body = body
        row.kept_at = at
    db.flush()


def is_kept_later(db: Session, ref: Ref, at: datetime) -> bool:
    """Whether the record holds words under this reference that were kept after that moment."""
    row = db.get(DraftRow, ref)
    return row is not None and row.kept_at > at


def forget_in_record(db: Session, ref: Ref) -> None:
    """Overwrite a draft and take it away: ``secure_delete`` leaves nothing of it on the page."""
    # Past the unit of work: a draft stands outside the audit that bulk writes would bypass.
    db.connection().execute(delete(DraftRow).where(DraftRow.ref == ref))


def of_author(db: Session, staff: StaffId) -> tuple[tuple[bytes, datetime], ...]:
    """The sealed drafts of one person, newest first."""
    rows = db.execute(
        select(DraftRow.body, DraftRow.kept_at)
        .where(DraftRow.staff_id == staff)
        .order_by(DraftRow.kept_at.desc())
    )
    return tuple((bytes(body), at) for body, at in rows)


def count_of(db: Session, staff: StaffId) -> int:
    """How many drafts one person has."""
    return len(db.scalars(select(DraftRow.ref).where(DraftRow.staff_id == staff)).all())


class StrayDrafts:
    """Drafts in the local data folder, for when the record cannot be written. The same seal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, ref: Ref, staff: StaffId, body: bytes) -> None:
        """Write the draft's file, whole or not at all. Raises ``Unavailable`` where even that fails."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            platform.write_atomically(self._path(ref, staff), body)
        except OSError as error:
            raise as_unavailable(error) or Unavailable("disk_failed") from error

    def forget(self, ref: Ref, staff: StaffId) -> None:
        """Take the file away, if there is one."""
        self._path(ref, staff).unlink(missing_ok=True)

    def of_author(self, staff: StaffId) -> tuple[tuple[Ref, bytes, datetime], ...]:
        """What lies there for one person."""
        found = []
        for path in sorted(self._folder.glob(f"{staff}-*.draft")):
            ref = read_ref(path.stem.partition("-")[2])
            if ref is not None:
                kept = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append((ref, path.read_bytes(), kept))
        return tuple(found)

    def _path(self, ref: Ref, staff: StaffId) -> Path:
        return self._folder / f"{staff}-{ref}.draft"


def offer(draft: Draft, kept_at: datetime, *, in_record: bool) -> KeptDraft:
    """The draft as its author is shown it."""
    return KeptDraft(draft, kept_at, in_record)
