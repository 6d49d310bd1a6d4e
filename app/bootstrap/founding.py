"""Founding a record: made whole in a temporary folder, given its name by one rename."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.bootstrap.opening import Making, Opened, opened_for, take_up_content
from app.core.actor import PROGRAM
from app.core.clock import Clock
from app.core.command import Command
from app.core.errors import Refused, Unavailable
from app.core.ids import Ref, StaffId
from app.core.refs import make_ref
from app.core.roles import Role
from app.exchange import out
from app.office import Office
from app.reports import recovery_sheet, typeset
from app.reports.document import Document
from app.rooms import access, calendar
from app.store import keys, passwords, placement, platform, recovery, schema, slots, witness
from app.store.engine import DATABASE
from app.store.errors import as_unavailable
from app.store.keys import Keys
from app.store.lock import RecordLock
from app.store.record import Record
from app.store.witness import Verdict

FIRST: Final = StaffId(1)
"""The first member of staff of every record: the head who made it."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What somebody must say to begin a record, and ``first``: what its head writes into it at once."""

    provision: str
    head: str
    password: str = field(repr=False)
    phone: str = ""
    roles: frozenset[Role] = frozenset({Role.HEAD, Role.DSL})
    first: tuple[Command, ...] = ()


def check_new_place(folder: Path) -> None:
    """Raise ``Refused`` or ``Unavailable`` where no new record can lie."""
    if folder.exists():
        raise Refused("place_is_taken")
    placement.check_place(folder)


def found(
    folder: Path, founding: Founding, secret: bytes, clock: Clock, making: Making | None = None
) -> Opened:
    """Make a new record and sign its head in. ``secret`` is that of the recovery sheet.

    It is made whole in a temporary folder and becomes a record by one rename. Raises ``Refused`` for a
    place or a password that will not do, ``Unavailable`` where the disk will not take it.
    """
    making = making or Making()
    opened, temporary = begin_founding(folder, founding, secret, clock, making)
    return finish_founding(folder, temporary, opened, clock, making)


def begin_founding(
    folder: Path, founding: Founding, secret: bytes, clock: Clock, making: Making
) -> tuple[Opened, Path]:
    """Everything of a new record but its name: it lies in a folder beside the place it will have."""
    check_new_place(folder)
    if not founding.provision.strip():
        raise Refused("provision_without_name")
    passwords.check_password(founding.password, name=founding.head, provision=founding.provision)
    temporary = folder.with_name(f".{folder.name}.new")
    if temporary.exists():
        shutil.rmtree(temporary)
    try:
        temporary.mkdir(parents=True)
        return _founded(temporary, founding, secret, clock, making), temporary
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise as_unavailable(error) or error from error
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _founded(folder: Path, founding: Founding, secret: bytes, clock: Clock, making: Making) -> Opened:
    ref = make_ref(making.draw)
    file, held = keys.first_slot(
        record=ref,
        provision=founding.provision.strip(),
        staff=FIRST,
        name=founding.head.strip(),
        password=founding.password,
        cost=making.cost or keys.calibrated(),
    )
    slots.save(folder, keys.prove_sheet(keys.add_sheet(file, held, secret), secret))
    schema.make(
        folder / DATABASE, held.database, ref, clock.now(), invented=making.invented, unsynced=making.unsynced
    )
    record = Record(folder, held, None, unsynced=making.unsynced)
    try:
        return _filled(record, founding, clock, making)
    except BaseException:
        record.close()
        held.wipe()
        raise


def _filled(record: Record, founding: Founding, clock: Clock, making: Making) -> Opened:
    """Its head, the shipped content, and what the head writes into it before anybody opens it."""
    record.begin()
    program = Office(record, PROGRAM, clock, draw=making.draw)
    card = access.StaffCard(
        founding.head.strip(), access.write_roles(founding.roles), founding.phone, clock.today()
    )
    program.execute(access.FoundProvision(card, record.keys.public))
    program.execute(calendar.PutReservedSlots())
    take_up_content(record, program)
    opened = opened_for(record, FIRST, clock, making, Verdict(witness.Standing.ORDINARY))
    for command in founding.first:
        opened.office.execute(command)
    return opened


def finish_founding(folder: Path, temporary: Path, opened: Opened, clock: Clock, making: Making) -> Opened:
    """Flush the new record to disk, give it its name, and open it there under the lock.

    What the disk refuses can be tried again from the start: the keys stay, and so does the sheet.
    """
    held = opened.record.keys
    try:
        if temporary.exists():
            _name(folder, temporary, opened)
        return _opened_there(folder, held, clock, making)
    except OSError as error:
        raise as_unavailable(error) or error from error


def _name(folder: Path, temporary: Path, opened: Opened) -> None:
    """Everything of it is on the disk before the one rename that makes it a record."""
    if folder.exists():
        raise Refused("place_is_taken")
    opened.record.checkpoint()
    opened.record.close()
    for path in sorted(temporary.iterdir()):
        with path.open("rb+") as handle:
            platform.flush_file(handle.fileno())
    platform.flush_folder(temporary)
    temporary.rename(folder)


def _opened_there(folder: Path, held: Keys, clock: Clock, making: Making) -> Opened:
    platform.flush_folder(folder.parent)
    slots.save(folder, slots.load(folder))
    lock = RecordLock.take(folder)
    record = Record(folder, held, lock)
    try:
        record.begin()
        record.note_witness(clock.now())
        return opened_for(record, FIRST, clock, making, Verdict(witness.Standing.ORDINARY))
    except BaseException:
        record.close()
        raise


class FoundingUnderWay:
    """A record that is made but has no name yet: its sheet is on paper, and waits to be proved.

    Only ``finish`` gives it its place. ``asked`` are the places of the groups to be typed back.
    """

    def __init__(self, folder: Path, founding: Founding, clock: Clock, making: Making | None = None) -> None:
        self._folder, self._founding, self._clock = folder, founding, clock
        self._making = making or Making()
        self._secret = recovery.make_secret()
        self._opened, self._temporary = begin_founding(folder, founding, self._secret, clock, self._making)
        self.asked = recovery.ask_for()
        try:
            self.document = self._composed_sheet()
            self.sheet = typeset.pdf(self.document)
        except BaseException:
            self.give_up()
            raise

    @property
    def record(self) -> str:
        """The record's public reference."""
        return self._opened.record.ref

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups as they stand on the sheet."""
        return recovery.to_groups(self._secret)

    def is_group(self, place: int, typed: str) -> bool:
        """Whether this is what stands on the sheet at that place."""
        return recovery.is_group(self._secret, place, typed)

    def prove(self, page: bytes) -> None:
        """Really unlock with the secret that a written page holds. Raises ``Unavailable``."""
        read_back = recovery.find_in_page(recovery_sheet.text_of(page))
        if read_back is None:
            raise Unavailable("sheet_not_readable")
        keys.unlock_with_sheet(slots.load(self._temporary), read_back).wipe()

    def finish(self, *then: Command) -> Opened:
        """Write down the last of it, prove the sheet once more, and give the record its place.

        Where the disk refused it can be called again: ``then`` is what may be written twice.
        """
        if self._temporary.exists():
            for command in then:
                self._opened.office.execute(command)
            self.prove(self.sheet)
        return finish_founding(self._folder, self._temporary, self._opened, self._clock, self._making)

    def give_up(self) -> None:
        """Nothing was founded after all: the keys are wiped and the temporary folder goes."""
        self._opened.close()
        shutil.rmtree(self._temporary, ignore_errors=True)

    def _composed_sheet(self) -> Document:
        founding = self._founding
        facts = recovery_sheet.RecoverySheetFacts(
            founding.provision.strip(),
            1,
            self.groups,
            founding.head.strip(),
            self._clock.today(),
            Ref(self.record),
        )
        return recovery_sheet.compose(facts)


def found_with_sheet(
    folder: Path, founding: Founding, sheet: Path, groups: Path | None, clock: Clock
) -> Opened:
    """Make a record, write its recovery sheet, read the sheet back and really unlock with what it says.

    Only then does the record get its name. Raises as ``found`` does; a refused one leaves no file.
    """
    under_way = FoundingUnderWay(folder, founding, clock)
    pages = {sheet: under_way.sheet}
    if groups is not None:
        pages[groups] = ("\n".join(under_way.groups) + "\n").encode("ascii")
    written: list[Path] = []
    try:
        for path, content in pages.items():
            out.write(path, content)
            written.append(path)
        under_way.prove(sheet.read_bytes())
        return under_way.finish()
    except BaseException:
        under_way.give_up()
        if not folder.exists():  # a record that did get its place needs its sheet
            for path in written:
                path.unlink(missing_ok=True)
        raise
