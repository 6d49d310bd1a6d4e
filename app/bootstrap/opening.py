"""Opening a record: who may sign in, the lock, the keys, the witness, and content taken up."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from app.core.actor import PROGRAM, Actor
from app.core.clock import Clock
from app.core.command import Command
from app.core.content import ContentVersion
from app.core.errors import Refused, Unavailable
from app.core.ids import StaffId
from app.core.jobs import Silent
from app.core.refs import Draw, random_draw
from app.core.roles import Role
from app.office import Office
from app.rooms import access, attendance, calendar, curriculum, engagement, keeping, people
from app.rooms.access.tables import SignIn, Staff
from app.store import audit, backup, content, drafts, guesses, placement, platform, slots, verify, witness
from app.store.engine import DATABASE, SCHEMA_VERSION, check_file_kind, schema_of
from app.store.keys import Keys
from app.store.lock import RecordLock
from app.store.record import Record
from app.store.slots import ArgonCost
from app.store.vault import SlotVault
from app.store.witness import Verdict

ROOMS: Final = (access, people, calendar, keeping, attendance, engagement, curriculum)
"""Imported for their tables: a record is made and opened with all of them."""

BACKUP_EVERY: Final = timedelta(minutes=30)


def _takes_up(version: ContentVersion) -> Command:
    """The command of the room that owns a content file, or the one that only shelves it."""
    owners: dict[str, Callable[[ContentVersion], Command]] = {
        "bank_holidays.csv": calendar.TakeUpBankHolidays,
        "codes.csv": attendance.TakeUpCodes,
        "framework_ecm.csv": engagement.TakeUpFrameworkContent,
        "ladder_default.csv": attendance.TakeUpLadder,
    }
    return owners.get(version.name, keeping.TakeUpContent)(version)


@dataclass(frozen=True, slots=True)
class Making:
    """How a record is made: the invented provision from a seed, unsynced, at the floor of Argon2id."""

    draw: Draw = random_draw
    cost: ArgonCost | None = None
    invented: bool = False
    unsynced: bool = False
    keep_theirs: bool = False


@dataclass(slots=True)
class Opened:
    """A record that somebody has opened: their office, and what was noticed while opening."""

    office: Office
    record: Record
    vault: SlotVault
    stray: drafts.StrayDrafts
    verdict: Verdict
    slot_altered: bool = False
    drafts_home: int = 0

    def tidy_log(self) -> bool:
        """To be called after 30 quiet seconds: brings the log home. False where it had to wait."""
        return self.record.tidy_log()

    def close(self) -> None:
        """End the sign-in and give the record back."""
        self.record.close()
        self.office.sign_out()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, as the first page shows them."""

    staff: StaffId
    name: str


def people_at(folder: Path) -> tuple[str, tuple[Person, ...]]:
    """The provision's name and who can sign in. Raises ``Unavailable`` where there is no record."""
    file = slots.load(folder)
    people_here = sorted((Person(slot.staff, slot.name) for slot in file.slots), key=lambda each: each.name)
    return file.provision, tuple(people_here)


def person_named(folder: Path, name: str | None) -> StaffId:
    """Whom a name means; the only one there is where no name was given. Raises ``Refused``."""
    _, here = people_at(folder)
    if name is None:
        if len(here) == 1:
            return here[0].staff
        raise Refused("say_who", names=", ".join(each.name for each in here))
    fitting = [each for each in here if each.name.casefold() == name.strip().casefold()]
    if len(fitting) != 1:
        raise Refused("nobody_of_that_name" if not fitting else "two_of_that_name", name=name)
    return fitting[0].staff


def sign_in(
    folder: Path,
    staff: StaffId,
    password: str,
    clock: Clock,
    *,
    accept: str | None = None,
    draw: Draw = random_draw,
) -> Opened:
    """Open the record for somebody. The lock is taken before anything else is touched.

    ``accept`` is the reason for going on although this machine's witness raises the alarm. Raises
    ``Unavailable``: record_in_use, wrong_password, wait_after_wrong_passwords, record_damaged,
    record_altered, record_is_newer, record_behind, record_foreign, record_gone.
    """
    platform.forbid_core_dumps()
    placement.check_place(folder)
    placement.check_file(folder / DATABASE)
    lock = RecordLock.take(folder)
    try:
        held = guesses.Guesses(folder).unlock(slots.load(folder), staff, password)
        return open_with(folder, held, lock, staff, clock, accept, draw)
    except BaseException:
        lock.release()
        raise


def open_with(
    folder: Path, held: Keys, lock: RecordLock, staff: StaffId, clock: Clock, accept: str | None, draw: Draw
) -> Opened:
    if not (folder / DATABASE).exists():
        raise Unavailable("record_gone")
    check_file_kind(folder / DATABASE)
    bring_up_to_date(folder, held, clock)
    record = Record(folder, held, lock)
    try:
        record.begin()
        record.tidy_log()  # a checkpoint that a power cut tore is finished before anybody looks at the file
        _refuse_other_shape(record)
        verdict = _judged(record)
        if verdict.is_alarm and accept is None:
            raise Unavailable(f"record_{verdict.standing.value}", entries=verdict.entries, **_span(verdict))
        _note_verdict(record, verdict, clock, accept or "")
        opened = opened_for(record, staff, clock, Making(draw=draw), verdict)
        program = Office(record, PROGRAM, clock, stray=opened.stray)
        take_up_content(record, program)
        _close_slots(record, program, clock)
        _note_sign_in(record, staff, clock.now())
        record.note_witness(clock.now())
        opened.drafts_home = opened.office.bring_drafts_home()
    except BaseException:
        record.close()
        held.wipe()
        raise
    return opened


def bring_up_to_date(folder: Path, held: Keys, clock: Clock) -> None:
    """Migrate an older record on a copy of it; refuse a newer one. Alembic is imported only when due."""
    found_version = schema_of(folder / DATABASE, held.database)
    if found_version > SCHEMA_VERSION:
        raise Unavailable("record_is_newer", found=found_version, known=SCHEMA_VERSION)
    if found_version < SCHEMA_VERSION:
        from app.store.migrate import road

        road.migrate(folder, held, found_version, clock.now())


def _refuse_other_shape(record: Record) -> None:
    """A record that lost a trigger or a check would take what it must refuse, so it is not opened."""
    with record.reading() as db:
        fault = verify.schema_fault(db.connection().connection.driver_connection)
    if fault:
        raise Unavailable("record_altered", found=fault)


def _judged(record: Record) -> Verdict:
    assert record.witnesses is not None
    with record.reading() as db:
        last = db.execute(select(audit.AuditEntry.at).order_by(audit.AuditEntry.seq.desc()).limit(1)).scalar()

        def mac_at(seq: int) -> bytes | None:
            row = db.execute(select(audit.AuditEntry.mac).where(audit.AuditEntry.seq == seq)).scalar()
            return None if row is None else bytes(row)

        return witness.judge(
            record.witnesses.furthest(record.ref, record.branch),
            branch=record.branch,
            seq=record.head.seq,
            last_at=last,
            mac_at=mac_at,
        )


def _span(verdict: Verdict) -> dict[str, str]:
    return {
        "since": verdict.since.isoformat() if verdict.since else "",
        "until": verdict.until.isoformat() if verdict.until else "",
    }


def _note_verdict(record: Record, verdict: Verdict, clock: Clock, reason: str) -> None:
    """What is out of the ordinary is said once, on record; accepting an alarm begins a new branch."""
    if not verdict.is_said:
        return
    if verdict.is_alarm:
        record.begin_branch()
    program = Office(record, PROGRAM, clock)
    program.execute(keeping.NoteWitness(verdict.standing.value, verdict.entries, reason))


def opened_for(record: Record, staff: StaffId, clock: Clock, making: Making, verdict: Verdict) -> Opened:
    with record.reading() as db:
        row = db.get(Staff, staff)
        if row is None or not row.from_day <= clock.today() <= row.to_day:
            raise Refused("not_here_today")
        altered = bytes(row.public) != record.keys.public
        actor = Actor(staff, access.read_roles(row.roles))
    stray = drafts.StrayDrafts(platform.places().local / "drafts" / record.ref)
    vault = SlotVault(record.folder, record.keys, cost=making.cost, keep_theirs=making.keep_theirs)
    office = Office(record, actor, clock, stray=stray, draw=making.draw, vault=vault)
    return Opened(office, record, vault, stray, verdict, slot_altered=altered)


def _close_slots(record: Record, program: Office, clock: Clock) -> None:
    """A last day that was written down ahead takes the slot once it has passed."""
    with record.reading() as db:
        gone = select(Staff.id).where(Staff.to_day < clock.today(), Staff.public != b"")
        is_due = db.scalar(gone.limit(1)) is not None
    if is_due:
        with contextlib.suppress(Unavailable):  # a full disk keeps nobody from reading an allergy
            program.execute(access.CloseSlots())


def _note_sign_in(record: Record, staff: StaffId, at: datetime) -> None:
    """When somebody last signed in: outside the audit, so that asking changes no count."""
    try:
        with record.outside_audit() as db:
            row = db.get(SignIn, staff)
            if row is None:
                db.add(SignIn(staff_id=staff, at=at))
            else:
                row.at = at
    except Unavailable:
        return  # a full disk keeps nobody from reading an allergy


def take_up_content(record: Record, program: Office) -> None:
    """Take up every shipped version that the record does not hold yet, in the program's own name."""
    with record.reading() as db:
        missing = [one for one in content.shipped() if not content.on_shelf(db, one.name, one.sha256)]
    for version in missing:
        program.execute(_takes_up(version))


def shipped_content(name: str) -> ContentVersion:
    """A content file as it was shipped, for what is answered without a record."""
    found = next((version for version in content.shipped() if version.name == name), None)
    if found is None:
        raise Unavailable("content_missing", name=name)
    return found


def emergency_office(opened: Opened, staff: StaffId, password: str, clock: Clock) -> Office:
    """A second, short office for somebody else: the emergency sheet from the lock screen."""
    folder = opened.record.folder
    held = guesses.Guesses(folder).unlock(slots.load(folder), staff, password)
    beside = Record(folder, held, None)
    beside.begin()
    with beside.reading() as db:
        row = db.get(Staff, staff)
        is_here = row is not None and row.from_day <= clock.today() <= row.to_day
    if not is_here:
        beside.close()
        held.wipe()
        raise Refused("not_here_today")
    return Office(beside, Actor(staff, frozenset({Role.MENTOR})), clock)


def unlock(opened: Opened, password: str) -> None:
    """The person who locked the screen is back.

    Raises ``Unavailable``: wrong_password, wait_after_wrong_passwords.
    """
    folder = opened.record.folder
    held = guesses.Guesses(folder).unlock(slots.load(folder), opened.office.actor.staff, password)
    opened.record.wake(held)
    opened.vault.hold(held)
    opened.drafts_home = opened.office.bring_drafts_home()


def office_for(opened: Opened, staff: StaffId, clock: Clock, draw: Draw) -> Office:
    """An office for an invented member of staff over the same store, with the keys of their new slot."""
    theirs = opened.vault.theirs[staff]
    record = opened.record.as_held_by(theirs)
    with record.reading() as db:
        row = db.get(Staff, staff)
        assert row is not None
        actor = Actor(staff, access.read_roles(row.roles))
    return Office(record, actor, clock, draw=draw)


def is_backup_due(opened: Opened, clock: Clock, *, on_close: bool = False) -> bool:
    """Whether no copy holds the record as it stands, and the newest is over half an hour old.

    The window makes one on close however young the newest is. A copy from a clock that was set ahead says
    nothing of the half hour.
    """
    kept = backup.kept_in(backup.home_of(opened.record.ref), opened.record.ref)
    newest = backup.latest(kept, clock.now())
    if newest is None:
        return True
    is_young = timedelta() <= clock.now() - newest.at < BACKUP_EVERY
    return (on_close or not is_young) and not backup.holds(kept, opened.record)


def back_up_if_due(opened: Opened, clock: Clock) -> bool:
    """Copy the record where a copy is due. Answers whether one was made."""
    if not is_backup_due(opened, clock):
        return False
    opened.office.work(keeping.MakeBackup(why="on close"), Silent())
    return True


def back_up_before(opened: Opened, why: str) -> bool:
    """Copy the record before an import or a migration, where anything changed since the newest copy."""
    record = opened.record
    if backup.holds(backup.kept_in(backup.home_of(record.ref), record.ref), record):
        return False
    opened.office.work(keeping.MakeBackup(why=why), Silent())
    return True
