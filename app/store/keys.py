"""Keys: what is held while somebody is signed in, and how a password or a sheet comes to it.

password → Argon2id → a key that wraps the site key and the person's own X25519 private half. A sheet's
256 bits wrap the site key, and by another label the private half of the recovery pair. From the site
key come, by HKDF, the keys of database, audit, slots, witness and manifest. No key is shared that
opens a sealed record: those are wrapped to each reader's pair (`sealing`).
"""

from __future__ import annotations

import hmac
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from app.core.errors import Refused, Unavailable
from app.core.ids import Ref, StaffId
from app.store.sealing import KEY_LENGTH, decrypt, encrypt, make_pair, public_half
from app.store.slots import ArgonCost, SheetSlot, Slot, SlotFile, body, sheet_body

_DERIVED: Final = ("database", "audit", "slots", "witness", "manifest")
_TARGET_SECONDS: Final = 0.5
_SALT: Final = 16


class Keys:
    """The site key, what is derived from it, and one private half; wiped when they are no longer needed.

    They lie in bytearrays that `wipe` overwrites. What a property answers is a short-lived copy, since
    the libraries below take nothing but bytes: best effort, as far as Python allows.
    """

    __slots__ = ("_held", "public", "sheet", "staff")

    def __init__(
        self,
        site: bytes,
        private: bytes,
        *,
        staff: StaffId | None = None,
        sheet: int | None = None,
        kek: bytes = b"",
    ) -> None:
        self.staff = staff
        self.sheet = sheet
        self.public = public_half(private)
        self._held = {"site": bytearray(site), "private": bytearray(private), "kek": bytearray(kek)}
        for name in _DERIVED:
            self._held[name] = bytearray(hkdf(site, f"inchstone {name}"))

    @property
    def gone(self) -> bool:
        """Whether the keys have been wiped."""
        return not self._held

    @property
    def site(self) -> bytes:
        """The key of everything in the record that is not sealed."""
        return self._copy("site")

    @property
    def private(self) -> bytes:
        """The signed-in person's own half, or the recovery pair's where a sheet opened the record."""
        return self._copy("private")

    @property
    def database(self) -> bytes:
        """The raw SQLCipher key."""
        return self._copy("database")

    @property
    def audit(self) -> bytes:
        """The key of the chain's MACs."""
        return self._copy("audit")

    @property
    def slots(self) -> bytes:
        """The key of the slot file's MAC."""
        return self._copy("slots")

    @property
    def witness(self) -> bytes:
        """The key of the witness's MAC."""
        return self._copy("witness")

    @property
    def manifest(self) -> bytes:
        """The key of a backup's manifest."""
        return self._copy("manifest")

    @property
    def kek(self) -> bytes:
        """What the password was stretched to: it opens this person's slot again, in a backup too."""
        return self._copy("kek")

    def opens(self, file: SlotFile) -> bool:
        """Whether this person's slot in another copy of the file opens it: a sign-in without the Argon2id.

        The proof a backup needs: their slot, the same site key, and a MAC that holds.
        """
        slot = None if self.staff is None else file.slot(self.staff)
        if slot is None:
            return False
        found = decrypt(self.kek, slot.wrapped, _binding(file.record, slot))
        return found == self.site + self.private and _mac_holds(file, self)

    def wipe(self) -> None:
        """Overwrite and forget every key. What asks for one afterwards is refused."""
        for held in self._held.values():
            held[:] = bytes(len(held))
        self._held = {}

    def take(self, kek: bytes) -> None:
        """Go on with the key of a new password."""
        old = self._held["kek"]
        old[:] = bytes(len(old))
        self._held["kek"] = bytearray(kek)

    def _copy(self, name: str) -> bytes:
        if name not in self._held:
            raise Unavailable("keys_are_gone")
        return bytes(self._held[name])


# Passwords


def first_slot(
    *, record: Ref, provision: str, staff: StaffId, name: str, password: str, cost: ArgonCost
) -> tuple[SlotFile, Keys]:
    """A slot file for a new record, with a new site key and its first member of staff."""
    keys = Keys(secrets.token_bytes(KEY_LENGTH), make_pair()[0], staff=staff)
    file = SlotFile(record, provision)
    slot, kek = _wrap(file, keys, staff, name, password, cost)
    keys.take(kek)
    return sign(file.with_slot(slot), keys), keys


def unlock(file: SlotFile, staff: StaffId | None, password: str) -> Keys:
    """What this password opens. Raises ``Unavailable``: wrong_password, slots_altered.

    A person without a slot costs as much time as a wrong password and is told the same.
    """
    slot = None if staff is None else file.slot(staff)
    if slot is None:
        any_cost = file.slots[0].cost if file.slots else ArgonCost()
        _stretch(password, secrets.token_bytes(_SALT), any_cost)
        raise Unavailable("wrong_password")
    kek = _stretch(password, slot.salt, slot.cost)
    found = decrypt(kek, slot.wrapped, _binding(file.record, slot))
    if found is None or len(found) != 2 * KEY_LENGTH:
        raise Unavailable("wrong_password")
    keys = Keys(found[:KEY_LENGTH], found[KEY_LENGTH:], staff=slot.staff, kek=kek)
    _check_mac(file, keys)
    return keys


def add_slot(
    file: SlotFile, keys: Keys, *, staff: StaffId, name: str, password: str, cost: ArgonCost
) -> tuple[SlotFile, Keys]:
    """A slot and a new pair for somebody; also for one who has a slot, whose pair it then replaces.

    The second part of the answer is *their* keys: used by the invented provision, wiped by all others.
    """
    theirs = Keys(keys.site, make_pair()[0], staff=staff)
    slot, kek = _wrap(file, theirs, staff, name, password, cost)
    theirs.take(kek)
    return sign(file.with_slot(slot), keys), theirs


def change_password(file: SlotFile, keys: Keys, password: str, cost: ArgonCost) -> SlotFile:
    """Wrap the signed-in person's same keys under a new password; nothing they could read is lost."""
    slot = None if keys.staff is None else file.slot(keys.staff)
    if slot is None:
        raise Refused("no_slot")
    changed, kek = _wrap(file, keys, slot.staff, slot.name, password, cost)
    keys.take(kek)
    return sign(file.with_slot(changed), keys)


def rename_slot(file: SlotFile, keys: Keys, staff: StaffId, name: str) -> SlotFile:
    """Another name on the sign-in page; the wrapped keys stay as they are."""
    slot = file.slot(staff)
    if slot is None:
        raise Refused("no_slot")
    return sign(file.with_slot(replace(slot, name=name)), keys)


def rename_provision(file: SlotFile, keys: Keys, provision: str) -> SlotFile:
    """Another name of the provision on the sign-in page."""
    return sign(replace(file, provision=provision), keys)


def remove_slot(file: SlotFile, keys: Keys, staff: StaffId) -> SlotFile:
    """Take somebody's slot away: their password opens this file no longer. The last slot stays."""
    if file.slot(staff) is None:
        raise Refused("no_slot")
    if len(file.slots) == 1:
        raise Refused("last_slot")
    return sign(file.without(staff), keys)


def calibrated(clock: Callable[[], float] = time.perf_counter) -> ArgonCost:
    """What makes one guess take about half a second on this PC, never less than the floor."""
    floor = ArgonCost()
    started = clock()
    _stretch("how long does this take", bytes(_SALT), floor)
    taken = max(clock() - started, 0.001)
    return replace(floor, passes=max(floor.passes, min(20, round(floor.passes * _TARGET_SECONDS / taken))))


# Sheets


def add_sheet(file: SlotFile, keys: Keys, secret: bytes, sheet: int = 1) -> SlotFile:
    """A slot and a new recovery pair for a sheet's secret. It counts only once `prove_sheet` has held."""
    private, public = make_pair()
    for_site, for_pair = _sheet_bindings(file.record, sheet)
    slot = SheetSlot(
        sheet,
        public,
        encrypt(hkdf(secret, "inchstone sheet site"), keys.site, for_site),
        encrypt(hkdf(secret, "inchstone sheet pair"), private, for_pair),
    )
    return sign(file.with_sheet(slot), keys)


def unlock_with_sheet(file: SlotFile, secret: bytes) -> Keys:
    """What this sheet opens. Raises ``Unavailable``: wrong_sheet, slots_altered."""
    for slot in file.sheets:
        for_site, for_pair = _sheet_bindings(file.record, slot.sheet)
        site = decrypt(hkdf(secret, "inchstone sheet site"), slot.site, for_site)
        private = decrypt(hkdf(secret, "inchstone sheet pair"), slot.private, for_pair)
        if site is not None and private is not None and public_half(private) == slot.public:
            keys = Keys(site, private, sheet=slot.sheet)
            _check_mac(file, keys)
            return keys
    raise Unavailable("wrong_sheet")


def prove_sheet(file: SlotFile, secret: bytes) -> SlotFile:
    """Really unlock with this secret, and write down under MAC that it did. Raises ``Unavailable``."""
    keys = unlock_with_sheet(file, secret)
    slot = file.sheet(keys.sheet or 0)
    assert slot is not None
    proof = hmac.digest(keys.slots, b"proved" + sheet_body(slot), "sha256")
    proved = sign(file.with_sheet(replace(slot, proof=proof)), keys)
    keys.wipe()
    return proved


def is_proved(slot: SheetSlot, keys: Keys) -> bool:
    """Whether this very slot, byte for byte, is one that a real unlock has opened."""
    return hmac.compare_digest(hmac.digest(keys.slots, b"proved" + sheet_body(slot), "sha256"), slot.proof)


# What holds it together


def sign(file: SlotFile, keys: Keys) -> SlotFile:
    """The file with the MAC that only holders of the site key can make."""
    return replace(file, mac=hmac.digest(keys.slots, body(file), "sha256"))


def hkdf(key: bytes, info: str, length: int = KEY_LENGTH, salt: bytes = b"") -> bytes:
    """HKDF with SHA-256 (RFC 5869); one label, one independent key."""
    prk = hmac.digest(salt or bytes(32), key, "sha256")
    answer, block = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(prk, block + info.encode() + bytes([number]), "sha256")
        answer += block
    return answer[:length]


def _wrap(
    file: SlotFile, keys: Keys, staff: StaffId, name: str, password: str, cost: ArgonCost
) -> tuple[Slot, bytes]:
    cost.check()
    salt = secrets.token_bytes(_SALT)
    kek = _stretch(password, salt, cost)
    slot = Slot(staff, name, keys.public, salt, cost, b"")
    wrapped = encrypt(kek, keys.site + keys.private, _binding(file.record, slot))
    return replace(slot, wrapped=wrapped), kek


def _stretch(password: str, salt: bytes, cost: ArgonCost) -> bytes:
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_LENGTH,
        type=Type.ID,
    )


def _binding(record: Ref, slot: Slot) -> bytes:
    """Ties a wrap to its record, person and pair. The name may change and is not in it."""
    return f"inchstone slot {record} {slot.staff} ".encode() + slot.public


def _sheet_bindings(record: Ref, sheet: int) -> tuple[bytes, bytes]:
    start = f"inchstone sheet {record} {sheet} ".encode()
    return start + b"site", start + b"pair"


def _mac_holds(file: SlotFile, keys: Keys) -> bool:
    return hmac.compare_digest(hmac.digest(keys.slots, body(file), "sha256"), file.mac)


def _check_mac(file: SlotFile, keys: Keys) -> None:
    if not _mac_holds(file, keys):
        keys.wipe()
        raise Unavailable("slots_altered")
