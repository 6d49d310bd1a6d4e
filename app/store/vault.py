"""What a change of staff does to the slot file, and how it is taken back where the change fails."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import Unavailable
from app.core.ids import StaffId
from app.store import guesses, keys, passwords, slots
from app.store.keys import Keys
from app.store.slots import ArgonCost, SlotFile


class SlotVault:
    """The slot file in the hands of one signed-in person. The office alone holds one."""

    def __init__(
        self, folder: Path, held: Keys, *, cost: ArgonCost | None = None, keep_theirs: bool = False
    ) -> None:
        self._folder = folder
        self._held = held
        self._cost = cost
        self._changed = False
        self._kek = b""
        self._keep_theirs = keep_theirs
        self.theirs: dict[StaffId, Keys] = {}

    def hold(self, held: Keys) -> None:
        """Go on with the keys of an unlock."""
        self._held = held

    def add_slot(self, staff: StaffId, name: str, password: str, provision: str) -> bytes:
        """Make a slot and a pair for somebody; answers the public half."""
        file = self._load()
        passwords.check_password(password, name=name, provision=provision or file.provision)
        changed, theirs = keys.add_slot(
            file, self._held, staff=staff, name=name, password=password, cost=self._price()
        )
        public = theirs.public
        if self._keep_theirs:
            self.theirs[staff] = theirs
        else:
            theirs.wipe()
        self._save(changed)
        return public

    def reset_slot(self, staff: StaffId, name: str, password: str, provision: str) -> bytes:
        """A new password and a new pair for somebody; what was sealed to the old pair waits for a holder."""
        return self.add_slot(staff, name, password, provision)

    def change_password(self, staff: StaffId, name: str, old: str, new: str, provision: str) -> None:
        """Wrap the same pair under a new password, once the old one has opened the slot again."""
        file = self._load()
        guesses.Guesses(self._folder).unlock(file, staff, old).wipe()
        passwords.check_password(new, name=name, provision=provision or file.provision)
        self._kek = self._held.kek
        self._save(keys.change_password(file, self._held, new, self._price()))

    def rename(self, staff: StaffId, name: str) -> None:
        """Another name on the sign-in page."""
        file = self._load()
        if file.slot(staff) is not None:
            self._save(keys.rename_slot(file, self._held, staff, name))

    def remove_slot(self, staff: StaffId) -> None:
        """Take somebody's slot away. Their password opens nothing from then on."""
        file = self._load()
        if file.slot(staff) is not None:
            self._save(keys.remove_slot(file, self._held, staff))

    def settle(self) -> None:
        """The change was committed: what stood before is forgotten."""
        if self._changed:
            slots.forget_before(self._folder)
        self._changed, self._kek = False, b""

    def put_back(self) -> None:
        """The change was not committed: the slot file is again what it was."""
        if self._changed:
            slots.put_back(self._folder)
        if self._kek and not self._held.gone:
            self._held.take(self._kek)
        self._changed, self._kek = False, b""

    def _price(self) -> ArgonCost:
        if self._cost is None:
            self._cost = keys.calibrated()
        return self._cost

    def _load(self) -> SlotFile:
        return slots.load(self._folder)

    def _save(self, file: SlotFile) -> None:
        try:
            if not self._changed:
                slots.keep_before(self._folder)
                self._changed = True
            slots.save(self._folder, file)
        except OSError as error:
            raise Unavailable("slots_not_written") from error
