"""The register: marks put down in one gesture, and a register finished or opened again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from sqlalchemy import bindparam, select

from app.core.changes import Changes, Topic, changed
from app.core.clock import on_the_wall
from app.core.command import Command, Outcome, Work
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import PupilId, SlotId
from app.core.marks import CODE, NOT_OBSERVED, RUNG, NewMark
from app.core.permissions import Permission
from app.rooms.attendance import rules
from app.rooms.attendance.known import Known
from app.rooms.attendance.occurrence import HALF_DAY_OF, HALF_DAY_SLOT, Proposer, SlotOn, here_codes
from app.rooms.attendance.tables import CodeReason, RegisterFinish
from app.rooms.calendar.tables import Slot
from app.store import marks as store
from app.store.marks import Mark

_RECORD = Permission.ATTENDANCE_MARK_RECORD

_FINISH = RegisterFinish.__table__
_FINISHED: Final = select(_FINISH.c.at).where(
    _FINISH.c.day == bindparam("on"), _FINISH.c.slot_id == bindparam("slot"), _FINISH.c.voided_in.is_(None)
)


@dataclass(frozen=True)
class MarkRegister(Command):
    """Put marks down: one gesture, or a whole register. Another code than stands is explained."""

    requires: ClassVar[Permission] = _RECORD
    marks: tuple[NewMark, ...]
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        before = _put(work, Known(work), self.marks, self.reason)
        if not before:
            return Outcome.nothing("already_marked")
        return Outcome(_changed(before), undo=MarkRegister(before), facts={"marked": len(before)})


@dataclass(frozen=True)
class FinishRegister(Command):
    """Finish the register of a slot: marks that come with it and codes still proposed are stored.

    Which pupils were left open is kept. A mark put down later is late, and opens nothing again.
    """

    requires: ClassVar[Permission] = _RECORD
    slot: SlotId
    day: date
    marks: tuple[NewMark, ...] = ()
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        known = Known(work)
        slot = known.slot(self.slot, self.day)
        _check_not_in_future(work, self.day)
        if (stands := _finish_of(work, self.slot, self.day)) is not None:
            if self.marks:
                raise Refused("register_finished_already", since=stands)
            return Outcome.nothing("register_finished_already", since=stands.isoformat())
        before = _put(work, known, self.marks, self.reason)
        pupils = known.listed((self.slot,), self.day)[self.slot]
        best = _furthest(known, slot, self.day, pupils)
        before += _put(work, known, _still_proposed(work, known, slot, self.day, pupils, best), "")
        left = sorted(pupils - best.keys())
        row = RegisterFinish(
            slot_id=self.slot,
            day=self.day,
            at=work.clock.now(),
            by=work.actor.staff,
            left_open=" ".join(map(str, left)),
            entry=work.entry,
        )
        work.db.add(row)
        work.db.flush()
        return Outcome(
            changed(Topic.MARK, *pupils),
            undo=ReopenRegister(row.id, before),
            new_id=row.id,
            facts={"left_open": len(left), "marked": len(before)},
        )


@dataclass(frozen=True)
class ReopenRegister(Command):
    """Open a finished register again, and put back what stood before it was finished."""

    requires: ClassVar[Permission] = _RECORD
    finish: int
    before: tuple[NewMark, ...] = ()
    reason: str = ""

    def run(self, work: Work) -> Outcome:
        row = work.db.get(RegisterFinish, self.finish)
        if row is None or row.voided_in is not None:
            raise OutOfDate("register_open_already")
        undone = _put(work, Known(work), _untouched_since(work, row, self.before), self.reason)
        row.voided_in = work.entry
        slot, pupils = SlotId(row.slot_id), {mark.pupil for mark in self.before}
        return Outcome(changed(Topic.MARK, *pupils), undo=FinishRegister(slot, row.day, undone))


def _put(work: Work, known: Known, marks: Sequence[NewMark], reason: str) -> tuple[NewMark, ...]:
    """Check marks and put them down. Answers what stood before, as ``store.put`` does."""
    if not marks:
        return ()
    today, now = work.clock.today(), work.clock.now()
    for mark in marks:
        if mark.day > today or mark.at is not None and mark.at > now:
            raise Refused("mark_in_future", day=mark.day)
    codes = [mark for mark in marks if mark.measure == CODE]
    _check_in_timetable(
        work, known, [mark for mark in marks if mark.measure != CODE and mark.value is not None]
    )
    _check_rungs(known, marks)
    _check_codes(known, codes)
    _keep_reasons(work, known, codes, reason)
    return store.put(work, marks)


def _check_not_in_future(work: Work, day: date) -> None:
    if day > work.clock.today():
        raise Refused("mark_in_future", day=day)


def _check_in_timetable(work: Work, known: Known, marks: Sequence[NewMark]) -> None:
    """Rungs, scores and minutes belong to a slot that runs on that day, and to a pupil on its list."""
    by_day: dict[date, dict[SlotId, set[PupilId]]] = defaultdict(lambda: defaultdict(set))
    for mark in marks:
        by_day[mark.day][mark.slot].add(mark.pupil)
    for day, slots in by_day.items():
        for slot in slots:
            known.slot(slot, day)
        if not known.is_open(day):
            raise Refused("day_not_open", day=day)
        lists = known.listed(tuple(slots), day)
        if any(pupils - lists[slot] for slot, pupils in slots.items()):
            raise Refused("pupil_not_in_slot", day=day)


def _check_rungs(known: Known, marks: Sequence[NewMark]) -> None:
    wanted = {(mark.day, mark.value) for mark in marks if mark.measure == RUNG}
    for day in {day for day, value in wanted if value not in (None, NOT_OBSERVED)}:
        ladder = {rung.number for rung in known.ladder(day)} | {None, NOT_OBSERVED}
        for number in (value for on, value in wanted if on == day and value not in ladder):
            raise Refused("no_such_rung", number=number, day=day)


def _check_codes(known: Known, marks: Sequence[NewMark]) -> None:
    """A code that may stand for this pupil on this half-day, in force on that day."""
    stored = [mark for mark in marks if mark.value is not None]
    if any(mark.slot not in HALF_DAY_OF for mark in marks):
        raise Refused("code_without_half_day")
    if not stored:
        return
    codes = known.codes_numbered({mark.value or 0 for mark in stored})
    for day in {mark.day for mark in stored}:
        place = known.placed({mark.pupil for mark in stored if mark.day == day}, day)
        for mark in stored:
            if mark.day == day:
                if mark.pupil in place and place[mark.pupil].last_day < day:
                    raise Refused("pupil_has_left", last=place[mark.pupil].last_day)
                code = codes.numbered(mark.value or 0, day)
                rules.check_code(
                    codes,
                    code.letter if code else str(mark.value),
                    day=day,
                    half_day=HALF_DAY_OF[mark.slot],
                    on_own_roll=place[mark.pupil].on_own_roll if mark.pupil in place else False,
                )


def _keep_reasons(work: Work, known: Known, marks: Sequence[NewMark], reason: str) -> None:
    """An amendment keeps its reason beside the mark; without one it is refused."""
    stands = known.standing_codes(marks)
    for mark in marks:
        standing = stands.get((mark.pupil, mark.day, mark.slot))
        if standing is None or standing == mark.value:
            continue
        confirmed = mark.value is None and not _is_slip(work, mark)
        rules.check_amendment(standing=standing, new=mark.value, confirmed=confirmed, reason=reason)
        if mark.value is None and not confirmed:
            continue
        if Permission.ATTENDANCE_CODE_AMEND not in work.actor.permissions:
            raise NotAllowed("not_allowed", permission=Permission.ATTENDANCE_CODE_AMEND.value)
        work.db.add(
            CodeReason(
                pupil_id=mark.pupil,
                day=mark.day,
                slot_id=mark.slot,
                reason=reason.strip(),
                recorded_at=work.clock.now(),
                recorded_by=work.actor.staff,
                entry=work.entry,
            )
        )


def _is_slip(work: Work, mark: NewMark) -> bool:
    """Whether a code may be taken back as a slip of the key: one's own, put down today, and no register of
    that half-day finished since. All else that stood is amended, with a reason.
    """
    by, at = work.db.execute(
        select(Mark.recorded_by, Mark.recorded_at).where(
            Mark.replaced_by.is_(None),
            Mark.measure_id == CODE,
            Mark.pupil_id == mark.pupil,
            Mark.day == mark.day,
            Mark.slot_id == mark.slot,
        )
    ).one()
    is_own = by == work.actor.staff and on_the_wall(at).date() == work.clock.today()
    finished = (
        select(RegisterFinish.id)
        .join(Slot, Slot.id == RegisterFinish.slot_id)
        .where(
            RegisterFinish.day == mark.day,
            RegisterFinish.voided_in.is_(None),
            Slot.half_day == HALF_DAY_OF[mark.slot],
        )
        .limit(1)
    )
    return is_own and work.db.scalar(finished) is None


def _finish_of(work: Work, slot: SlotId, day: date) -> datetime | None:
    """When the register of a slot was finished; None where it stands open."""
    return work.db.execute(_FINISHED, {"slot": slot, "on": day}).scalar_one_or_none()


def _furthest(known: Known, slot: SlotOn, day: date, pupils: Iterable[PupilId]) -> dict[PupilId, int | None]:
    """How far each marked pupil came in this slot; None for one who was marked as not observed."""
    best: dict[PupilId, int | None] = {}
    for pupil, value in known.standing_rungs(RUNG, pupils, slot.id, day):
        further = best.get(PupilId(pupil))
        seen = [one for one in (further, value) if one is not None and one > NOT_OBSERVED]
        best[PupilId(pupil)] = max(seen, default=None)
    return best


def _still_proposed(
    work: Work,
    known: Known,
    slot: SlotOn,
    day: date,
    pupils: frozenset[PupilId],
    best: dict[PupilId, int | None],
) -> list[NewMark]:
    """The codes that are proposed for this half-day and that nobody has set."""
    if slot.half_day is None:
        return []
    half = HALF_DAY_SLOT[slot.half_day]
    wanted = [NewMark(pupil, day, half, CODE, None) for pupil in pupils]
    stands = known.standing_codes(wanted)
    proposes = Proposer(
        slot.kind.value,
        slot.half_day,
        known.ladder(day),
        here_codes(work.content, day),
        known.placed(pupils, day),
    )
    letters = {
        pupil: proposes.propose(pupil, best.get(pupil)).letter
        for pupil in pupils
        if stands.get((pupil, day, half)) is None
    }
    codes = known.codes_lettered(letter for letter in letters.values() if letter is not None)
    proposed = ((pupil, codes.lettered(letter or "", day)) for pupil, letter in letters.items())
    return [NewMark(pupil, day, half, CODE, code.number) for pupil, code in proposed if code is not None]


def _untouched_since(work: Work, finish: RegisterFinish, before: Sequence[NewMark]) -> list[NewMark]:
    """Of what stood before a register was finished, that for which nobody has put down anything since."""
    if not before:
        return []
    keys = {
        (row.pupil_id, row.slot_id, row.measure_id, row.moment_no)
        for row in work.db.scalars(
            store.standing().where(
                Mark.measure_id.in_({mark.measure for mark in before}),
                Mark.pupil_id.in_({mark.pupil for mark in before}),
                Mark.day == finish.day,
            )
        )
        if row.entry == finish.entry
    }
    return [mark for mark in before if (mark.pupil, mark.slot, mark.measure, mark.moment) in keys]


def _changed(marks: Iterable[NewMark]) -> Changes:
    return changed(Topic.MARK, *{mark.pupil for mark in marks})
