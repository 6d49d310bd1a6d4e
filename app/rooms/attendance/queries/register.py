"""One register: everything that its screen shows of a slot on a day, read in one snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import on_the_wall
from app.core.ids import MeasureId, PupilId, Ref, SlotId
from app.core.marks import CODE, FIRST_OUTCOME, MINUTES, NOT_OBSERVED, RUNG, SEEN_ASKED
from app.core.period import HalfDay, Span
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.access.tables import Staff
from app.rooms.attendance import rules
from app.rooms.attendance.content import codes_of, rungs_of
from app.rooms.attendance.occurrence import HALF_DAY_SLOT, Proposer, listed, proposer, slot_on
from app.rooms.attendance.queries.contact import ContactRow, last_contacts
from app.rooms.attendance.queries.day import Stood, last_steps, marks_of_day
from app.rooms.attendance.rules import Codes, Moment, Moments, Rung, Seen, Why
from app.rooms.attendance.tables import CodeReason, RegisterFinish, SlotNote
from app.rooms.calendar.queries.plan import open_days
from app.rooms.calendar.rules import SlotKind
from app.rooms.calendar.tables import Slot, SlotAdult
from app.rooms.people.queries.pupils import PupilName, PupilNames


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """The slot of a register, who is with it, and whether it is finished."""

    slot: SlotId
    ref: Ref
    name: str
    kind: SlotKind
    day: date
    start_minute: int
    end_minute: int
    half_day: HalfDay | None
    place: str
    school_subject: str
    framework: int | None
    adults: tuple[str, ...]
    is_open_day: bool
    finish: int | None
    finished_at: datetime | None
    finished_by: str
    notes: int


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One moment on the ladder: when it happened as far as somebody said, and who wrote it when.

    ``late`` is a mark put down after the register was finished or after its day; ``instead_of`` the
    rung that stood before and was replaced.
    """

    number: int
    rung: int
    at: datetime | None
    recorded_at: datetime
    by_name: str
    late: bool
    instead_of: int | None


@dataclass(frozen=True, slots=True)
class CodeCell:
    """The half-day's code as it stands, with who, when and in which slot; or what is proposed, or why not.

    ``here`` is what the key for *here* would store, ``here_why`` why it would store nothing.
    """

    letter: str | None
    plain_meaning: str = ""
    recorded_at: datetime | None = None
    by_name: str = ""
    slot_name: str = ""
    amended: str = ""
    proposed: str | None = None
    why: Why | None = None
    here: str | None = None
    here_why: Why | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One pupil in a register."""

    pupil: PupilId
    ref: Ref
    shown: str
    surname: str
    year_group: str
    care: str
    last: ContactRow
    moments: tuple[MomentRow, ...]
    sums: Moments | None
    not_observed: bool
    seen_asked: bool | None
    asks_seen: bool
    minutes: int | None
    last_time: int | None
    code: CodeCell | None
    scores: tuple[tuple[MeasureId, int], ...]
    notes: int


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A whole register: its head, the ladder of its day, a row for each pupil on its list."""

    head: RegisterHead
    ladder: tuple[Rung, ...]
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True)
class Register(Query[RegisterSheet]):
    """The register of a slot on a day."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_REGISTER_READ
    reach: ClassVar[frozenset[Permission]] = frozenset(
        {Permission.CALENDAR_TIMETABLE_READ, Permission.PEOPLE_PUPIL_READ}
    )
    slot: SlotId
    day: date

    def read(self, reading: Reading) -> RegisterSheet:
        slot = slot_on(reading.db, self.slot, self.day)
        pupils = sorted(listed(reading.db, (self.slot,), self.day)[self.slot])
        ladder = rungs_of(reading.db, self.day)
        notes = _notes(reading.db, self.slot, self.day)
        finishes = _finishes(reading.db, self.day)
        head = _head(reading, slot, self.day, notes[None], finishes)
        if not pupils:
            return RegisterSheet(head, ladder, ())
        names = reading.ask(PupilNames(self.day, frozenset(pupils)))
        page = _Page(
            slot=slot,
            head=head,
            ladder=ladder,
            marks=marks_of_day(reading.db, pupils, self.day),
            contacts={row.pupil: row for row in last_contacts(reading.db, pupils, self.day)},
            last_time=last_steps(reading.db, pupils, self.day),
            codes=codes_of(reading.db),
            proposer=proposer(reading.db, reading.content, slot, self.day, ladder, pupils),
            reasons=_reasons(reading.db, pupils, self.day),
            notes=notes,
            finished_in={row.entry: name for row, _, name in finishes},
        )
        return RegisterSheet(head, ladder, tuple(page.row(name) for name in names))


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything that the rows of one register are put together from."""

    slot: Slot
    head: RegisterHead
    ladder: tuple[Rung, ...]
    marks: Mapping[PupilId, list[Stood]]
    contacts: Mapping[PupilId, ContactRow]
    last_time: Mapping[PupilId, int]
    codes: Codes
    proposer: Proposer
    reasons: Mapping[tuple[PupilId, int], str]
    notes: Mapping[PupilId | None, int]
    finished_in: Mapping[int, str]

    def row(self, name: PupilName) -> RegisterRow:
        marks = self.marks[name.pupil]
        here = [mark for mark in marks if mark.slot == self.slot.id]
        values = {mark.measure: mark.value for mark in here}
        moments = tuple(self._moment(mark) for mark in here if mark.is_rung)
        sums = rules.sum_up([Moment(one.number, one.rung, one.at) for one in moments])
        return RegisterRow(
            pupil=name.pupil,
            ref=name.ref,
            shown=name.shown,
            surname=name.surname,
            year_group=name.year_group,
            care=name.life_critical_care,
            last=self.contacts[name.pupil],
            moments=moments,
            sums=sums,
            not_observed=not moments and values.get(RUNG) == NOT_OBSERVED,
            seen_asked=bool(values[SEEN_ASKED]) if SEEN_ASKED in values else None,
            asks_seen=self._asks_seen(moments),
            minutes=values.get(MINUTES),
            last_time=self._last_time(name.pupil, marks),
            code=self._code(name.pupil, marks, sums),
            scores=tuple(
                (MeasureId(measure), value) for measure, value in values.items() if measure >= FIRST_OUTCOME
            ),
            notes=self.notes[name.pupil],
        )

    def _moment(self, mark: Stood) -> MomentRow:
        finished = self.head.finished_at
        late = on_the_wall(mark.recorded_at).date() > self.head.day
        return MomentRow(
            number=mark.moment,
            rung=mark.value,
            at=mark.at,
            recorded_at=mark.recorded_at,
            by_name=mark.by_name,
            late=late or (finished is not None and mark.recorded_at > finished),
            instead_of=mark.instead_of,
        )

    def _asks_seen(self, moments: tuple[MomentRow, ...]) -> bool:
        asking = {rung.number for rung in self.ladder if rung.seen is Seen.ASK}
        return any(one.rung in asking for one in moments)

    def _last_time(self, pupil: PupilId, marks: list[Stood]) -> int | None:
        """The step of the visit before this one: earlier on the same day, else on a day before."""
        earlier = [mark for mark in marks if mark.is_rung and mark.start_minute < self.slot.start_minute]
        return earlier[-1].value if earlier else self.last_time.get(pupil)

    def _code(self, pupil: PupilId, marks: list[Stood], sums: Moments | None) -> CodeCell | None:
        """The code of this half-day as it stands, else what is proposed; None in a slot of no half-day."""
        if self.slot.half_day is None:
            return None
        half = HALF_DAY_SLOT[self.slot.half_day]
        here = self.proposer.for_here(pupil)
        stood = next((mark for mark in marks if mark.measure == CODE and mark.slot == half), None)
        if stood is None:
            found = self.proposer.propose(pupil, sums.best if sums else None)
            return CodeCell(None, proposed=found.letter, why=found.why, here=here.letter, here_why=here.why)
        code = self.codes.numbered(stood.value, self.head.day)
        return CodeCell(
            letter=code.letter if code else str(stood.value),
            plain_meaning=code.plain_meaning if code else "",
            recorded_at=stood.recorded_at,
            by_name=stood.by_name,
            slot_name=self._set_in(stood, marks),
            amended=self.reasons.get((pupil, half), ""),
            here=here.letter,
            here_why=here.why,
        )

    def _set_in(self, code: Stood, marks: list[Stood]) -> str:
        """In which slot a code was put down: the one whose rung, or whose finish, is of the same act."""
        if code.entry in self.finished_in:
            return self.finished_in[code.entry]
        return next((mark.slot_name for mark in marks if mark.is_rung and mark.entry == code.entry), "")


def _head(
    reading: Reading, slot: Slot, day: date, notes: int, finishes: list[tuple[RegisterFinish, str, str]]
) -> RegisterHead:
    db = reading.db
    adults = db.scalars(
        select(Staff.name)
        .join(SlotAdult, SlotAdult.staff_id == Staff.id)
        .where(
            SlotAdult.slot_id == slot.id,
            SlotAdult.from_day <= day,
            SlotAdult.to_day >= day,
            ~SlotAdult.withdrawn,
        )
        .order_by(Staff.name)
    )
    finish, by = next(((row, by) for row, by, _ in finishes if row.slot_id == slot.id), (None, ""))
    return RegisterHead(
        slot=SlotId(slot.id),
        ref=Ref(slot.ref),
        name=slot.name,
        kind=slot.kind,
        day=day,
        start_minute=slot.start_minute,
        end_minute=slot.end_minute,
        half_day=slot.half_day,
        place=slot.place,
        school_subject=slot.school_subject,
        framework=slot.framework_id,
        adults=tuple(adults),
        is_open_day=open_days(reading, Span(day, day)).is_open(day),
        finish=finish.id if finish else None,
        finished_at=finish.at if finish else None,
        finished_by=by,
        notes=notes,
    )


def _finishes(db: Session, day: date) -> list[tuple[RegisterFinish, str, str]]:
    """Every register of the day that is finished, by whom, and the name of its slot."""
    rows = db.execute(
        select(RegisterFinish, Staff.name, Slot.name)
        .outerjoin(Staff, Staff.id == RegisterFinish.by)
        .join(Slot, Slot.id == RegisterFinish.slot_id)
        .where(RegisterFinish.day == day, RegisterFinish.voided_in.is_(None))
    )
    return [(row, by or "", name) for row, by, name in rows]


def _reasons(db: Session, pupils: list[PupilId], day: date) -> dict[tuple[PupilId, int], str]:
    """The latest reason for another code, by pupil and half-day."""
    rows = db.execute(
        select(CodeReason.pupil_id, CodeReason.slot_id, CodeReason.reason)
        .where(CodeReason.pupil_id.in_(pupils), CodeReason.day == day)
        .order_by(CodeReason.id)
    )
    return {(PupilId(pupil), slot): reason for pupil, slot, reason in rows}


def _notes(db: Session, slot: SlotId, day: date) -> dict[PupilId | None, int]:
    """How many notes stand, by pupil; under None those about the lesson."""
    rows = db.execute(
        select(SlotNote.pupil_id, func.count())
        .where(SlotNote.day == day, SlotNote.slot_id == slot, SlotNote.voided_in.is_(None))
        .group_by(SlotNote.pupil_id)
    )
    found = {None if pupil is None else PupilId(pupil): count for pupil, count in rows}
    return defaultdict(int, found)
