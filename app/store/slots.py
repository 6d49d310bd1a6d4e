"""The slot file: what a password or a sheet opens. Read with suspicion, written whole or not at all.

It stands in the record's folder, beside itself as ``.bak``, and once more in the local data. The
``.bak`` is the same file again and never the one before: a leaver's slot must not live on in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from app.core.errors import Unavailable
from app.core.ids import Ref, StaffId
from app.store import platform

FILE: Final = "slots.json"
PREVIOUS: Final = "slots.json.bak"
BEFORE: Final = "slots.json.before"
_FORMAT: Final = "inchstone slots"
_VERSION: Final = 1
_MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class ArgonCost:
    """What one guess costs: memory in KiB, passes over it, lanes. Kept in the slot it belongs to."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse what a hostile file could use to hang this PC, or to make guessing cheap."""
        fine = 8 * 1024 <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 16
        if not fine:
            raise Unavailable("slots_damaged")


@dataclass(frozen=True, slots=True)
class Slot:
    """One member of staff: their name for the sign-in page, and both keys wrapped under their password."""

    staff: StaffId
    name: str
    public: bytes
    salt: bytes
    cost: ArgonCost
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class SheetSlot:
    """One recovery sheet: the site key and the private half of its pair, each under a key of its own.

    ``proof`` is a MAC over the rest, made only after a real unlock with the printed secret.
    """

    sheet: int
    public: bytes
    site: bytes
    private: bytes
    proof: bytes = b""


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All that can open one record, and what a sign-in page may know before anybody has signed in."""

    record: Ref
    provision: str
    slots: tuple[Slot, ...] = ()
    sheets: tuple[SheetSlot, ...] = ()
    mac: bytes = b""

    def slot(self, staff: StaffId) -> Slot | None:
        """The slot of this person, if they have one."""
        return next((slot for slot in self.slots if slot.staff == staff), None)

    def sheet(self, number: int) -> SheetSlot | None:
        """The slot of sheet 1 or 2, if it has been made."""
        return next((slot for slot in self.sheets if slot.sheet == number), None)

    def with_slot(self, slot: Slot) -> SlotFile:
        """The file with this slot in the place of that person's former one, the mac void."""
        others = tuple(each for each in self.slots if each.staff != slot.staff)
        return replace(self, slots=(*others, slot), mac=b"")

    def with_sheet(self, slot: SheetSlot) -> SlotFile:
        """The file with this sheet's slot in the place of its former one, the mac void."""
        others = tuple(each for each in self.sheets if each.sheet != slot.sheet)
        return replace(self, sheets=tuple(sorted((*others, slot), key=lambda each: each.sheet)), mac=b"")

    def without(self, staff: StaffId) -> SlotFile:
        """The file without this person's slot, the mac void."""
        return replace(self, slots=tuple(each for each in self.slots if each.staff != staff), mac=b"")


def body(file: SlotFile) -> bytes:
    """The one way in which a slot file is written before its mac is taken."""
    return _canonical(_plain(file))


def sheet_body(slot: SheetSlot) -> bytes:
    """A sheet's slot as it is written before its proof is taken."""
    return _canonical({**_plain_sheet(slot), "proof": ""})


def to_bytes(file: SlotFile) -> bytes:
    """The file as it lies on disk, with a sum that tells damage apart from a wrong password."""
    plain = _plain(file)
    content = {
        "format": _FORMAT, "version": _VERSION, "body": plain,
        "sum": hashlib.sha256(_canonical(plain) + file.mac).hexdigest(), "mac": file.mac.hex(),
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def from_bytes(content: bytes) -> SlotFile:
    """What lies on disk, checked field by field. Raises ``Unavailable``."""
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError("too long")
        outer = json.loads(content.decode("utf-8"))
        if outer["format"] != _FORMAT:
            raise ValueError("another format")
        if int(outer["version"]) > _VERSION:
            raise Unavailable("record_is_newer")
        file = replace(_file(outer["body"]), mac=bytes.fromhex(outer["mac"]))
        if hashlib.sha256(body(file) + file.mac).hexdigest() != outer["sum"]:
            raise ValueError("the sum does not fit")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Unavailable("slots_damaged") from problem
    return file


def load(folder: Path) -> SlotFile:
    """The first sound copy: the file, its ``.bak``, the one in the local data.

    Raises ``Unavailable``: not_a_record where there is no sign of a slot file, slots_damaged where
    there is but no sound one, record_is_newer.
    """
    damaged = False
    for path in (folder / FILE, folder / PREVIOUS, _spare(folder)):
        try:
            return from_bytes(path.read_bytes())
        except OSError:
            continue
        except Unavailable as problem:
            if problem.code == "record_is_newer":
                raise
            damaged = True
    raise Unavailable("slots_damaged" if damaged else "not_a_record")


def save(folder: Path, file: SlotFile) -> None:
    """Write the file, then the same again as ``.bak`` and in the local data.

    Raises ``OSError`` only where the file itself could not be written; it then is as it was.
    """
    if not file.mac:
        raise ValueError("an unsigned slot file is never written")
    content = to_bytes(file)
    platform.write_atomically(folder / FILE, content)
    with contextlib.suppress(OSError):
        platform.write_atomically(folder / PREVIOUS, content)
    with contextlib.suppress(OSError):
        spare = _spare(folder)
        spare.parent.mkdir(parents=True, exist_ok=True)
        platform.write_atomically(spare, content)
        _forget_elsewhere(spare, file.record)


def keep_before(folder: Path) -> None:
    """Lay the file aside as it stands, so that a change that is not committed can be taken back."""
    platform.write_atomically(folder / BEFORE, to_bytes(load(folder)))


def put_back(folder: Path) -> None:
    """Put what was laid aside in the file's place again. One rename, so that a full disk cannot refuse it."""
    aside = folder / BEFORE
    if not aside.exists():
        return
    before = from_bytes(aside.read_bytes())
    aside.replace(folder / FILE)
    with contextlib.suppress(OSError):
        save(folder, before)


def forget_before(folder: Path) -> None:
    """The change stands: a leaver's slot must not live on in what was laid aside."""
    with contextlib.suppress(OSError):
        (folder / BEFORE).unlink(missing_ok=True)


def _spare(folder: Path) -> Path:
    """The copy in the local data, found by the record's folder since all else may be lost."""
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8")).hexdigest()[:20]
    return platform.places().local / "slots" / f"{name}.json"


def _forget_elsewhere(spare: Path, record: Ref) -> None:
    """A record that has moved leaves no copy behind with the slots of people who have since left."""
    for other in spare.parent.glob("*.json"):
        if other != spare:
            with contextlib.suppress(OSError, Unavailable):
                if from_bytes(other.read_bytes()).record == record:
                    other.unlink()


def _canonical(plain: object) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _plain(file: SlotFile) -> dict[str, Any]:
    return {
        "record": file.record,
        "provision": file.provision,
        "slots": [_plain_slot(slot) for slot in file.slots],
        "sheets": [_plain_sheet(slot) for slot in file.sheets],
    }


def _plain_slot(slot: Slot) -> dict[str, Any]:
    return {
        "staff": slot.staff, "name": slot.name, "public": slot.public.hex(), "salt": slot.salt.hex(),
        "memory": slot.cost.memory, "passes": slot.cost.passes, "lanes": slot.cost.lanes,
        "wrapped": slot.wrapped.hex(),
    }  # fmt: skip


def _plain_sheet(slot: SheetSlot) -> dict[str, Any]:
    return {
        "sheet": slot.sheet, "public": slot.public.hex(), "site": slot.site.hex(),
        "private": slot.private.hex(), "proof": slot.proof.hex(),
    }  # fmt: skip


def _file(plain: dict[str, Any]) -> SlotFile:
    slots = tuple(_slot(each) for each in plain["slots"])
    sheets = tuple(_sheet(each) for each in plain["sheets"])
    people, numbers = {slot.staff for slot in slots}, {slot.sheet for slot in sheets}
    if len(people) != len(slots) or len(numbers) != len(sheets):
        raise ValueError("two slots of one person or sheet")
    return SlotFile(Ref(_text(plain["record"])), _text(plain["provision"]), slots, sheets)


def _slot(plain: dict[str, Any]) -> Slot:
    cost = ArgonCost(*(_number(plain[name]) for name in ("memory", "passes", "lanes")))
    cost.check()
    public, salt = _bytes(plain["public"], 32), _bytes(plain["salt"], 16)
    staff = StaffId(_number(plain["staff"]))
    return Slot(staff, _text(plain["name"]), public, salt, cost, bytes.fromhex(plain["wrapped"]))


def _sheet(plain: dict[str, Any]) -> SheetSlot:
    proof = bytes.fromhex(plain["proof"])
    site, private = bytes.fromhex(plain["site"]), bytes.fromhex(plain["private"])
    return SheetSlot(_number(plain["sheet"]), _bytes(plain["public"], 32), site, private, proof)


def _check(of: type, fits: Callable[[Any], bool], value: Any) -> Any:
    if type(value) is not of or not fits(value):
        raise ValueError("not what stands here")
    return value


def _text(value: Any) -> str:
    return str(_check(str, lambda text: len(text) <= 1000, value))


def _number(value: Any) -> int:
    return int(_check(int, lambda number: 0 <= number < 1 << 31, value))


def _bytes(value: Any, length: int) -> bytes:
    return bytes(_check(bytes, lambda found: len(found) == length, bytes.fromhex(value)))
