"""A headline of a page in somebody's own words, beside the one that the visits prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import Refused
from app.core.ids import PupilId, StaffId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.keeping.tables import HeadlineRow

LONGEST = 120
"""A headline stands on one or two lines of a page."""


@dataclass(frozen=True)
class WordHeadline(Command):
    """Word the headline of a pupil's page anew, under one's own name; no words let the proved one stand.

    ``proved`` is the sentence that was replaced: once the visits prove another, the words fall away.
    """

    requires: ClassVar[Permission] = Permission.KEEPING_HEADLINE_WORD
    pupil: PupilId
    kind: str
    proved: str
    words: str

    def run(self, work: Work) -> Outcome:
        words = " ".join(self.words.split())
        if len(words) > LONGEST:
            raise Refused("headline_too_long", most=LONGEST)
        before = _standing(work.db, self.pupil, self.kind)
        if (before.proved, before.words) == (self.proved, words) if before else not words:
            return Outcome.nothing("nothing_to_change")
        if before is not None:
            before.voided_in = work.entry
            work.db.flush()
        if words:
            work.db.add(
                HeadlineRow(
                    pupil_id=self.pupil,
                    kind=self.kind,
                    proved=self.proved,
                    words=words,
                    recorded_at=work.clock.now(),
                    recorded_by=work.actor.staff,
                    entry=work.entry,
                )
            )
        was = (before.proved, before.words) if before else (self.proved, "")
        return Outcome(changed(Topic.HEADLINE, self.pupil), undo=WordHeadline(self.pupil, self.kind, *was))


@dataclass(frozen=True, slots=True)
class WordedHeadline:
    """Somebody's own words for a headline, and who that was."""

    words: str
    by: StaffId


@dataclass(frozen=True)
class HeadlineInForce(Query[WordedHeadline | None]):
    """The words that somebody chose for what the visits prove now; None where nobody did."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId
    kind: str
    proved: str

    def read(self, reading: Reading) -> WordedHeadline | None:
        row = _standing(reading.db, self.pupil, self.kind)
        if row is None or row.proved != self.proved:
            return None
        return WordedHeadline(row.words, StaffId(row.recorded_by))


def _standing(db: Session, pupil: PupilId, kind: str) -> HeadlineRow | None:
    return db.scalar(
        select(HeadlineRow).where(
            HeadlineRow.pupil_id == pupil, HeadlineRow.kind == kind, HeadlineRow.voided_in.is_(None)
        )
    )
