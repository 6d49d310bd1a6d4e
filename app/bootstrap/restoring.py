"""Bringing a record back from a backup, with a password or with the sheet alone."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from app.core.actor import PROGRAM
from app.core.clock import Clock
from app.core.errors import Refused, Unavailable
from app.core.ids import StaffId
from app.office import Office
from app.rooms import access, keeping
from app.store import backup, guesses, keys, passwords, placement, platform, recovery, slots, verify
from app.store.engine import DATABASE, SCHEMA_VERSION
from app.store.keys import Keys
from app.store.lock import RecordLock
from app.store.record import Record
from app.store.slots import SlotFile

_WHERE_NAMED: Final = 1024
"""Bytes at either end of a backup in which a zip names its first part and lists them all."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A record that was brought back: its reference and what it holds.

    ``standing`` is what the record beside it holds, where there is one and the same keys open it.
    """

    record: str
    counts: keeping.RecordCounts
    standing: keeping.RecordCounts | None = None


def restore(
    file: Path,
    folder: Path,
    name: str | None,
    password: str,
    clock: Clock,
    *,
    sheet_text: str | None = None,
    beside: Path | None = None,
) -> Restored:
    """Bring a backup back into a folder that does not exist yet; with a sheet, on a machine that has nothing.

    With the sheet the password becomes the new one of the person named, who gets a new pair. ``beside`` is
    the record that stands there now: it is counted, and stays as it is. Raises ``Refused`` and
    ``Unavailable``; then nothing was made.
    """
    if folder.exists():
        raise Refused("place_is_taken")
    _check_is_backup(file)
    placement.check_place(folder)
    temporary = folder.with_name(f".{folder.name}.restoring")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        backup.unpack(file, temporary)
        slot_file = slots.from_bytes((temporary / slots.FILE).read_bytes())
        if sheet_text is None:
            held, fresh = _by_password(temporary, slot_file, name, password), b""
        else:
            held, fresh = _by_sheet(temporary, slot_file, name, password, sheet_text)
        backup.settle(temporary)
        standing = None if beside is None else _counted(beside, held)
        found = replace(_settled(temporary, held, clock, fresh), standing=standing)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    platform.flush_folder(folder.parent)
    slots.save(folder, slots.load(folder))
    return found


def checks_of_unopened(folder: Path, staff: StaffId, password: str) -> tuple[verify.Check, ...]:
    """Every check of a record that is too damaged to open, for whoever has the right password.

    It says what a restore has to mend. Raises ``Refused`` and ``Unavailable`` where somebody has the record
    open or the keys cannot be had.
    """
    lock = RecordLock.take(folder)
    try:
        held = guesses.Guesses(folder).unlock(slots.load(folder), staff, password)
        record = Record(folder, held, lock)
        try:
            with suppress(Unavailable, DBAPIError):
                record.begin()
            return _checked(record)
        finally:
            with suppress(Unavailable, DBAPIError):
                record.close()
            held.wipe()
    finally:
        lock.release()


def _checked(record: Record) -> tuple[verify.Check, ...]:
    with record.reading() as db:
        found = verify.all_checks(db, record.keys.audit)
        witness = verify.Check("witness", False, verify.UNREADABLE)
        if record.ref:
            witness = verify.witness_check(db, record)
    return (*found[:-1], witness, found[-1])


def _check_is_backup(file: Path) -> None:
    """Tell a file that never was a backup from one that is broken, which still names a part of itself."""
    if file.is_dir():
        raise Refused("backup_is_a_folder")
    try:
        with file.open("rb") as given:
            start = given.read(_WHERE_NAMED)
            given.seek(max(0, file.stat().st_size - _WHERE_NAMED))
            end = given.read()
    except OSError as problem:
        raise Refused("file_not_there") from problem
    if DATABASE.encode() not in start and backup.MANIFEST.encode() not in end:
        raise Refused("not_a_backup")


def _by_password(room: Path, file: SlotFile, name: str | None, password: str) -> Keys:
    staff = _whom(file, name)
    # Counted on this computer: a room is new each time, and would forgive every wrong guess.
    counted = platform.places().local / "restores"
    counted.mkdir(parents=True, exist_ok=True)
    held = guesses.Guesses(counted).unlock(file, staff, password)
    _bring_up(room, held, backup.check(room, held))
    return held


def _by_sheet(room: Path, file: SlotFile, name: str | None, password: str, text: str) -> tuple[Keys, bytes]:
    """Open with the sheet, then give the person a new password and a new pair."""
    opened = keys.unlock_with_sheet(file, recovery.from_text(text))
    _bring_up(room, opened, backup.check(room, opened))
    staff = _head(room, opened, file) if name is None else _whom(file, name)
    slot = file.slot(staff)
    assert slot is not None
    passwords.check_password(password, name=slot.name, provision=file.provision)
    changed, theirs = keys.add_slot(
        file, opened, staff=staff, name=slot.name, password=password, cost=keys.calibrated()
    )
    (room / slots.FILE).write_bytes(slots.to_bytes(changed))
    opened.wipe()
    return theirs, theirs.public


def _bring_up(room: Path, held: Keys, manifest: backup.Manifest) -> None:
    """A backup of an older schema becomes one of this program's; the file it came from stays as it is."""
    if manifest.schema < SCHEMA_VERSION:
        from app.store.migrate import road

        road.renew(room / DATABASE, held)


def _whom(file: SlotFile, name: str | None) -> StaffId:
    fitting = [each for each in file.slots if name is None or each.name.casefold() == name.strip().casefold()]
    if len(fitting) == 1:
        return fitting[0].staff
    if name is None:
        raise Refused("say_who", names=", ".join(sorted(each.name for each in file.slots)))
    raise Refused("nobody_of_that_name" if not fitting else "two_of_that_name", name=name)


def _head(room: Path, held: Keys, file: SlotFile) -> StaffId:
    """The one head who can sign in. Raises ``Refused`` where there are several."""
    record = Record(room, held, None)
    try:
        record.begin()
        with record.reading() as db:
            heads = access.heads(db)
    finally:
        record.close()
    fitting = [each for each in file.slots if each.staff in heads]
    if len(fitting) != 1:
        raise Refused("say_who", names=", ".join(sorted(each.name for each in fitting)))
    return fitting[0].staff


def _counted(folder: Path, held: Keys) -> keeping.RecordCounts | None:
    """What a record holds; None of one that cannot be read, which may be why another is brought back."""
    try:
        with backup.look_inside(folder / DATABASE, held) as db:
            return keeping.counts_in(db)
    except (Unavailable, DBAPIError, OSError):
        return None


def _settled(room: Path, held: Keys, clock: Clock, fresh: bytes) -> Restored:
    """Begin a new branch that says it was restored, and count what there is."""
    lock = RecordLock.take(room)
    try:
        record = Record(room, held, lock)
        record.begin()
        try:
            record.begin_branch()
            program = Office(record, PROGRAM, clock)
            program.execute(keeping.NoteWitness("restored", record.head.seq))
            if fresh and held.staff is not None:
                program.execute(access.TakeNewPair(held.staff, fresh))
            record.note_witness(clock.now())
            return Restored(record.ref, program.ask(keeping.Counts()))
        finally:
            record.close()
    finally:
        lock.release()
        held.wipe()
