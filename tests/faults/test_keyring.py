"""Whatever the keyring does, the password opens the record, and at most one prompt is lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import Refused
from app.store import keyring_unlock, keys
from app.store.keyring_unlock import KeyringUnlock
from app.store.keys import Keys
from app.store.slots import SlotFile
from tests.kit.clock import SetClock
from tests.kit.slot_files import ADA, MO, PASSWORD, QUICK, slot_file
from tests.kit.told import Tell


class Ring:
    """A keyring that works."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[service_name, username]


class Raising(Ring):
    """One that is not there: each call raises, as the library's failing back end does."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise RuntimeError("no keyring here")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise RuntimeError("no keyring here")

    def delete_password(self, service_name: str, username: str) -> None:
        raise RuntimeError("no keyring here")


class Slow(Ring):
    """One that waits for somebody to answer a question that nobody sees."""

    def __init__(self, kept: dict[tuple[str, str], str], gate: threading.Event) -> None:
        super().__init__()
        self.kept = kept
        self._gate = gate

    def get_password(self, service_name: str, username: str) -> str | None:
        self._gate.wait(60)
        return super().get_password(service_name, username)


class Answering(Ring):
    """One that answers something of its own."""

    def __init__(self, answer: object) -> None:
        super().__init__()
        self._answer = answer

    def get_password(self, service_name: str, username: str) -> str | None:
        return self._answer  # type: ignore[return-value]


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    opened = threading.Event()
    yield opened
    opened.set()


@pytest.fixture
def slots_of_ada() -> tuple[SlotFile, Keys]:
    return slot_file()


def device(file: SlotFile, ring: Ring, folder: Path) -> KeyringUnlock:
    return KeyringUnlock(file.record, ADA, ring=ring, folder=folder)


def remembered(file: SlotFile, held: Keys, ring: Ring, folder: Path, clock: SetClock) -> KeyringUnlock:
    found = device(file, ring, folder)
    assert found.remember(held, clock.now(), is_holder=False, is_shared=False)
    return found


def test_a_working_keyring_opens_it_again_as_the_password_would(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    remembered(file, held, ring, tmp_path, clock)
    clock.move(hours=7, minutes=59)
    found = device(file, ring, tmp_path).unlock(clock.now())
    assert found is not None
    assert (found.staff, found.site, found.private) == (ADA, held.site, held.private)
    assert found.opens(file)


def test_neither_the_keyring_nor_the_file_alone_holds_a_key(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    remembered(file, held, ring, tmp_path, clock)
    (secret,) = ring.kept.values()
    (path,) = tmp_path.iterdir()
    for key in (held.site, held.private, held.kek):
        assert key.hex() != secret
        assert key.hex() not in path.read_text(encoding="utf-8")
    assert secret not in path.read_text(encoding="utf-8")


Spoil = Callable[[Ring, Path, threading.Event], Ring]

CASES: dict[str, Spoil] = {
    "missing": lambda ring, _folder, _gate: Raising(),
    "empty": lambda ring, _folder, _gate: Ring(),
    "of another user": lambda ring, _folder, _gate: Answering("ab" * 32),
    "locked, and so raising": lambda ring, _folder, _gate: Raising(),
    "slow for sixty seconds": lambda ring, _folder, gate: Slow(ring.kept, gate),
    "answering nonsense": lambda ring, _folder, _gate: Answering("not hexadecimal \x00"),
    "answering no text": lambda ring, _folder, _gate: Answering(42),
    "answering a shorter secret": lambda ring, _folder, _gate: Answering("ab" * 5),
    "in a new profile, its local data gone": lambda ring, folder, _gate: _emptied(ring, folder),
    "with a file that makes no sense": lambda ring, folder, _gate: _spoiled(ring, folder, b"\xff{"),
    "with a file of other words": lambda ring, folder, _gate: _spoiled(ring, folder, b'{"at": 5}'),
    "with a file whose time was moved": lambda ring, folder, _gate: _moved(ring, folder),
}


def _emptied(ring: Ring, folder: Path) -> Ring:
    for path in folder.iterdir():
        path.unlink()
    return ring


def _spoiled(ring: Ring, folder: Path, content: bytes) -> Ring:
    for path in folder.iterdir():
        path.write_bytes(content)
    return ring


def _moved(ring: Ring, folder: Path) -> Ring:
    (path,) = folder.iterdir()
    said = json.loads(path.read_bytes())
    path.write_text(json.dumps({**said, "at": "2026-10-13T10:00:00+00:00"}), encoding="utf-8")
    return ring


def test_twelve_kinds_of_trouble_each_cost_one_prompt_and_lose_nothing(
    slots_of_ada: tuple[SlotFile, Keys],
    tmp_path: Path,
    clock: SetClock,
    gate: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    tell: Tell,
) -> None:
    monkeypatch.setattr(keyring_unlock, "PATIENCE", 0.2)
    file, held = slots_of_ada
    clock.move(hours=1)
    prompts = 0
    for number, spoil in enumerate(CASES.values()):
        folder, ring = tmp_path / str(number), Ring()
        remembered(file, held, ring, folder, clock)
        spoiled = spoil(ring, folder, gate)
        prompts += device(file, spoiled, folder).unlock(clock.now()) is None
        assert keys.unlock(file, ADA, PASSWORD).private == held.private
    assert prompts == len(CASES) == 12
    tell("R-16", f"{len(CASES)} kinds of trouble, each opened by password after one prompt, 0 lost")


@pytest.mark.parametrize("hours", [8.01, 100, -1], ids=["run out", "long ago", "clock set back"])
def test_it_ends_after_eight_hours_and_when_the_clock_is_set_back(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock, hours: float
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    remembered(file, held, ring, tmp_path, clock)
    assert device(file, ring, tmp_path).unlock(clock.now() + timedelta(hours=hours)) is None
    assert not ring.kept
    assert not list(tmp_path.iterdir())
    assert device(file, ring, tmp_path).unlock(clock.now()) is None


def test_it_ends_at_lock_even_where_the_keyring_will_not_forget(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    remembered(file, held, ring, tmp_path, clock)
    device(file, Raising(), tmp_path).forget()
    assert device(file, ring, tmp_path).unlock(clock.now()) is None


@pytest.mark.parametrize(
    ("is_holder", "is_shared", "code"),
    [(True, False, "keyring_not_for_holders"), (False, True, "keyring_not_for_shared_account")],
)
def test_it_is_never_for_a_safeguarding_holder_nor_on_a_shared_account(
    slots_of_ada: tuple[SlotFile, Keys],
    tmp_path: Path,
    clock: SetClock,
    is_holder: bool,
    is_shared: bool,
    code: str,
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    with pytest.raises(Refused) as problem:
        device(file, ring, tmp_path).remember(held, clock.now(), is_holder=is_holder, is_shared=is_shared)
    assert problem.value.code == code
    assert not ring.kept


def test_where_it_cannot_be_kept_it_is_simply_not_on(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock
) -> None:
    file, held = slots_of_ada
    assert not device(file, Raising(), tmp_path).remember(held, clock.now(), is_holder=False, is_shared=False)
    assert not list(tmp_path.iterdir())
    blocked, ring = tmp_path / "blocked", Ring()
    blocked.write_bytes(b"a file where a folder should be")
    assert not device(file, ring, blocked).remember(held, clock.now(), is_holder=False, is_shared=False)
    assert not ring.kept


def test_a_changed_password_makes_the_old_unlock_useless_for_backups_and_another_person_gets_none(
    slots_of_ada: tuple[SlotFile, Keys], tmp_path: Path, clock: SetClock
) -> None:
    file, held = slots_of_ada
    ring = Ring()
    remembered(file, held, ring, tmp_path, clock)
    changed = keys.change_password(file, held, "rain on a tin roof", QUICK)
    found = device(file, ring, tmp_path).unlock(clock.now())
    assert found is not None
    assert not found.opens(changed)
    assert KeyringUnlock(file.record, MO, ring=ring, folder=tmp_path).unlock(clock.now()) is None


def test_the_systems_own_keyring_is_asked_where_none_is_given(
    slots_of_ada: tuple[SlotFile, Keys], home: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    file, held = slots_of_ada
    ring = Ring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    own = KeyringUnlock(file.record, ADA)
    assert own.remember(held, clock.now(), is_holder=False, is_shared=False)
    assert own.unlock(clock.now()) is not None
    assert list((home / "keyring").iterdir())
