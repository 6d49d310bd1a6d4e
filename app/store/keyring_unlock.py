"""Unlock from the operating system's keyring: off by default, and never the only holder of anything.

The keyring holds a random device secret and nothing else. A file in the local data holds the keys wrapped
under it, so either of the two alone opens nothing. It ends at lock, at sign-out, with a change of password
and after eight hours. A keyring that is missing, empty, slow, raises or answers nonsense costs one password
prompt.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Protocol, TypeVar

from app.core.errors import Refused
from app.core.ids import Ref, StaffId
from app.store import platform
from app.store.keys import Keys, hkdf
from app.store.sealing import KEY_LENGTH, decrypt, encrypt

LASTS: Final = timedelta(hours=8)
PATIENCE: Final = 2.0
"""Seconds given to a keyring before the password is asked for instead."""

_SERVICE: Final = "Inchstone"

T = TypeVar("T")


class Ring(Protocol):
    """What is asked of a keyring: three calls of the library of that name."""

    def get_password(self, service_name: str, username: str) -> str | None: ...

    def set_password(self, service_name: str, username: str, password: str) -> None: ...

    def delete_password(self, service_name: str, username: str) -> None: ...


class KeyringUnlock:
    """The device secret of one person for one record on this PC."""

    def __init__(
        self, record: Ref, staff: StaffId, *, ring: Ring | None = None, folder: Path | None = None
    ) -> None:
        self._user = f"{record} {staff}"
        self._staff = staff
        self._path = (folder or platform.places().local / "keyring") / f"{record}-{staff}.json"
        self._ring = ring

    def remember(self, keys: Keys, now: datetime, *, is_holder: bool, is_shared: bool) -> bool:
        """Let this person back in for eight hours without their password. False where the keyring will not.

        Raises ``Refused`` for a holder of safeguarding keys and on a Windows account that people share.
        """
        if is_holder:
            raise Refused("keyring_not_for_holders")
        if is_shared:
            raise Refused("keyring_not_for_shared_account")
        secret = secrets.token_bytes(KEY_LENGTH)

        def hand_over(ring: Ring) -> bool:
            ring.set_password(_SERVICE, self._user, secret.hex())
            return True

        if not self._asked(hand_over):
            return False
        at = now.astimezone(UTC).isoformat()
        sealed = encrypt(self._wrapping(secret), keys.site + keys.private + keys.kek, self._binding(at))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            content = json.dumps({"at": at, "sealed": sealed.hex()}).encode("utf-8")
            platform.write_atomically(self._path, content)
        except OSError:
            self.forget()
            return False
        return True

    def unlock(self, now: datetime) -> Keys | None:
        """The keys, or None: then the password is asked for. What has run out is forgotten."""
        try:
            said = json.loads(self._path.read_bytes().decode("utf-8"))
            at, sealed = str(said["at"]), bytes.fromhex(said["sealed"])
            age = now - datetime.fromisoformat(at)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not timedelta(0) <= age <= LASTS:
            self.forget()  # an age below nothing is a clock that was set back
            return None
        secret = self._asked(lambda ring: bytes.fromhex(ring.get_password(_SERVICE, self._user) or ""))
        found = decrypt(self._wrapping(secret), sealed, self._binding(at)) if secret else None
        if found is None or len(found) != 3 * KEY_LENGTH:
            return None
        site, private, kek = (found[start : start + KEY_LENGTH] for start in range(0, len(found), KEY_LENGTH))
        return Keys(site, private, staff=self._staff, kek=kek)

    def forget(self) -> None:
        """End it: the file goes first, since without it the keyring's secret opens nothing."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._asked(lambda ring: ring.delete_password(_SERVICE, self._user))

    def _asked(self, question: Callable[[Ring], T]) -> T | None:
        """What the keyring answers in time; None for all else, whatever it raises: it is not ours."""
        answers: list[T] = []

        def ask() -> None:
            with contextlib.suppress(Exception):
                answers.append(question(self._ring or _system_ring()))

        asking = threading.Thread(target=ask, name="keyring", daemon=True)
        asking.start()
        asking.join(PATIENCE)
        return answers[0] if answers else None

    def _wrapping(self, secret: bytes) -> bytes:
        return hkdf(secret, "inchstone device")

    def _binding(self, at: str) -> bytes:
        return f"inchstone device {self._user} {at}".encode()


def _system_ring() -> Ring:
    """The library's chosen back end; imported here since choosing takes a tenth of a second."""
    import keyring

    return keyring.get_keyring()
