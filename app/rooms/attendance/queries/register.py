"""One register: everything that its screen shows of a slot on a day, read in one snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final, NamedTuple

from sqlalchemy import bindparam, select
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
from app.rooms.attendance.occurrence import HALF_DAY_SLOT, PUPILS, Proposer, SlotOn, listed, proposer, slot_on
from app.rooms.attendance.queries.contact import ContactRow, last_contacts
from app.rooms.attendance.queries.day import Stood, last_steps, marks_of_day
from app.rooms.attendance.rules import Codes, Moment, Moments, Rung, Seen, Why
from app.rooms.attendance.tables import CodeReason, RegisterFinish, SlotNote
from app.rooms.calendar.queries.plan import open_days
from app.rooms.calendar.rules import SlotKind
from app.rooms.calendar.tables import Slot, SlotAdult
from app.rooms.people.queries.pupils import PupilName, PupilNames
from app.store.tables import Day


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """The slot of a register, who is with it, and whether it is finished.

    ``opens_half_day`` is asked of a break alone: its register then carries the proposal of the code.
    """

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
    opens_half_day: bool
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
    """One pupil in a register. ``tag`` is what was said of them in a break; ``notes`` counts all others."""

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
    tag: str


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
        head = _head(reading, slot, self.day, len(notes[None]), finishes)
        if not pupils:
            return RegisterSheet(head, ladder, ())
        names = reading.ask(PupilNames(self.day, frozenset(pupils)))
        marks = marks_of_day(reading.db, pupils, self.day)
        coded = {p: [mark.value for mark in marks[p] if mark.measure == CODE] for p in pupils}
        numbers = {number for found in coded.values() for number in found}
        page = _Page(
            slot=slot,
            head=head,
            ladder=ladder,
            marks=marks,
            contacts={row.pupil: row for row in last_contacts(reading.db, pupils, self.day)},
            last_time=last_steps(reading.db, pupils, self.day),
            codes=codes_of(reading.db, numbers=numbers) if numbers else Codes(()),
            proposer=proposer(reading.db, reading.content, slot, self.day, ladder, pupils),
            reasons=_reasons(reading.db, [p for p in pupils if coded[p]], self.day),
            notes=notes,
            finished_in={row.entry: row.slot_name for row in finishes},
        )
        return RegisterSheet(head, ladder, tuple(page.row(name) for name in names))


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything that the rows of one register are put together from."""

    slot: SlotOn
    head: RegisterHead
    ladder: tuple[Rung, ...]
    marks: Mapping[PupilId, list[Stood]]
    contacts: Mapping[PupilId, ContactRow]
    last_time: Mapping[PupilId, int]
    codes: Codes
    proposer: Proposer
    reasons: Mapping[tuple[PupilId, int], str]
    notes: Mapping[PupilId | None, list[str]]
    finished_in: Mapping[int, str]

    def row(self, name: PupilName) -> RegisterRow:
        marks = self.marks[name.pupil]
        here = [mark for mark in marks if mark.slot == self.slot.id]
        values = {mark.measure: mark.value for mark in here}
        moments = tuple(self._moment(mark) for mark in here if mark.is_rung)
        sums = rules.sum_up([Moment(one.number, one.rung, one.at) for one in moments])
        is_break = self.head.kind is SlotKind.BREAK
        tags = [text for text in self.notes[name.pupil] if is_break and text in rules.BREAK_TAGS]
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
            notes=len(self.notes[name.pupil]) - len(tags),
            tag=tags[-1] if tags else "",
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


_BY, _ADULT, _SLOT, _DAY = Staff.__table__, SlotAdult.__table__, Slot.__table__, bindparam("day", type_=Day)
_FINISH, _REASON, _NOTE = RegisterFinish.__table__, CodeReason.__table__, SlotNote.__table__
_ADULTS: Final = (
    select(_BY.c.name)
    .join(_ADULT, _ADULT.c.staff_id == _BY.c.id)
    .where(
        _ADULT.c.slot_id == bindparam("slot"),
        _ADULT.c.from_day <= _DAY,
        _ADULT.c.to_day >= _DAY,
        ~_ADULT.c.withdrawn,
    )
    .order_by(_BY.c.name)
)
_FINISHES: Final = (
    select(_FINISH.c.id, _FINISH.c.slot_id, _FINISH.c.at, _FINISH.c.entry, _BY.c.name, _SLOT.c.name)
    .outerjoin(_BY, _BY.c.id == _FINISH.c.by)
    .join(_SLOT, _SLOT.c.id == _FINISH.c.slot_id)
    .where(_FINISH.c.day == _DAY, _FINISH.c.voided_in.is_(None))
)
_REASONS: Final = (
    select(_REASON.c.pupil_id, _REASON.c.slot_id, _REASON.c.reason)
    .where(_REASON.c.pupil_id.in_(PUPILS), _REASON.c.day == _DAY)
    .order_by(_REASON.c.id)
)
_NOTES: Final = (
    select(_NOTE.c.pupil_id, _NOTE.c.text)
    .where(_NOTE.c.day == _DAY, _NOTE.c.slot_id == bindparam("slot"), _NOTE.c.voided_in.is_(None))
    .order_by(_NOTE.c.id)
)
"""Put together once: every register that is opened asks them."""


class _Finished(NamedTuple):
    """A finished register of the day: when, in which entry, by whom, and the name of its slot."""

    id: int
    slot: int
    at: datetime
    entry: int
    by: str | None
    slot_name: str


def _head(reading: Reading, slot: SlotOn, day: date, notes: int, finishes: list[_Finished]) -> RegisterHead:
    db = reading.db
    adults = db.execute(_ADULTS, {"slot": slot.id, "day": day}).scalars()
    finish = next((row for row in finishes if row.slot == slot.id), None)
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
        opens_half_day=_opens_half_day(db, slot, day),
        finish=finish.id if finish else None,
        finished_at=finish.at if finish else None,
        finished_by=(finish.by if finish else None) or "",
        notes=notes,
    )


def _finishes(db: Session, day: date) -> list[_Finished]:
    """Every register of the day that is finished."""
    return [_Finished(*row) for row in db.execute(_FINISHES, {"day": day})]


def _reasons(db: Session, coded: list[PupilId], day: date) -> dict[tuple[PupilId, int], str]:
    """The latest reason for another code, by pupil and half-day. Without a code there is none to give."""
    if not coded:
        return {}
    rows = db.execute(_REASONS, {"pupils": coded, "day": day})
    return {(PupilId(pupil), slot): reason for pupil, slot, reason in rows}


def _notes(db: Session, slot: SlotId, day: date) -> dict[PupilId | None, list[str]]:
    """The notes that stand, by pupil; under None those about the lesson."""
    found: dict[PupilId | None, list[str]] = defaultdict(list)
    for pupil, text in db.execute(_NOTES, {"slot": slot, "day": day}):
        found[None if pupil is None else PupilId(pupil)].append(text)
    return found


def _opens_half_day(db: Session, slot: SlotOn, day: date) -> bool:
    """Whether a break is the first slot of its half-day."""
    if slot.kind is not SlotKind.BREAK or slot.half_day is None:
        return False
    earlier = select(Slot.id).where(
        Slot.weekday == slot.weekday,
        Slot.half_day == slot.half_day,
        Slot.kind != SlotKind.HALF_DAY,
        Slot.start_minute < slot.start_minute,
        Slot.from_day <= day,
        Slot.to_day >= day,
        ~Slot.withdrawn,
    )
    return db.scalar(earlier.limit(1)) is None
