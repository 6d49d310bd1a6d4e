"""R-05: nobody opens it without a password or a sheet, and four different troubles have four sentences."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from app import bootstrap
from app.core.errors import Unavailable
from app.core.sentences import sentence
from app.store import keys, slots
from app.store.engine import DATABASE, PAGE, dial
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, Template
from tests.kit.told import Tell
from tests.kit.volume import how_many


def nearly(password: str, chance: random.Random) -> str:
    """What somebody types who almost knows it."""
    place = chance.randrange(len(password))
    return chance.choice((
        password[:place] + password[place + 1 :],
        password[:place] + chance.choice("abcdefgh 1") + password[place:],
        password[:place] + password[place].swapcase() + password[place + 1 :],
        password + chance.choice((" ", "1", "!", "\0", "\u0301")),
        " " + password, password.title(), password[::-1], password.replace(" ", "\u00a0"), "",
    ))  # fmt: skip


def test_no_password_that_is_nearly_right_opens_it(
    template: Template, record_folder: Path, tell: Tell
) -> None:
    file, chance = slots.load(record_folder), random.Random(5)
    tried: set[str] = set()
    while len(tried) < how_many(60, soak=500):
        guess = nearly(PASSWORD, chance) if len(tried) < 400 else nearly(nearly(PASSWORD, chance), chance)
        if unicodedata.normalize("NFC", guess) != PASSWORD:
            tried.add(guess)
    opened = 0
    for guess in sorted(tried):
        try:
            keys.unlock(file, bootstrap.FIRST, guess).wipe()
            opened += 1
        except Unavailable as refusal:
            assert refusal.code == "wrong_password"
    assert opened == 0
    tell("R-05", f"{len(tried)} passwords that are nearly right: {opened} opened it")


def test_no_key_that_is_nearly_right_opens_it(template: Template, record_folder: Path, tell: Tell) -> None:
    right, chance = template.keys().database, random.Random(55)
    path = record_folder / DATABASE
    dial(path, right, read_only=True).close()
    count, opened = how_many(10_000, soak=100_000), 0
    for number in range(count):
        wrong = bytearray(right)
        if number < 256:
            wrong[number // 8] ^= 1 << (number % 8)
        else:
            wrong = bytearray(chance.randbytes(32))
        try:
            dial(path, bytes(wrong), read_only=True).close()
            opened += 1
        except Unavailable as refusal:
            assert refusal.code == "record_damaged"
    assert opened == 0
    tell("R-05", f"{count:,} wrong keys, 256 of them by one bit: {opened} opened it")


def trouble(kind: str, folder: Path, template: Template) -> str:
    """Bring about one trouble; answers the password to type."""
    path = folder / DATABASE
    if kind == "wrong password":
        return PASSWORD + "x"
    if kind == "damaged":
        content = bytearray(path.read_bytes())
        content[PAGE // 2] ^= 1
        path.write_bytes(bytes(content))
    elif kind == "not a record":
        path.write_bytes(b"SQLite format 3\0" + bytes(PAGE - 16))
    else:
        raw = dial(path, template.keys().database)
        raw.execute("PRAGMA user_version = 99")
        raw.close()
    return PASSWORD


KINDS = {
    "wrong password": "wrong_password",
    "damaged": "record_damaged",
    "not a record": "record_is_plain",
    "newer": "record_is_newer",
}


def test_four_troubles_have_four_sentences(
    template: Template, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """The engine has one message for all of them: "file is not a database"."""
    sentences: dict[str, str] = {}
    for kind, code in KINDS.items():
        place = tmp_path / kind
        place.mkdir()
        monkeypatch.setenv("INCHSTONE_HOME", str(place / "home"))
        folder = template.copy_to(place)
        password = trouble(kind, folder, template)
        spoilt = (folder / DATABASE).read_bytes()
        with pytest.raises(Unavailable) as refusal:
            bootstrap.sign_in(folder, bootstrap.FIRST, password, clock)
        assert refusal.value.code == code
        sentences[kind] = sentence(refusal.value)
        assert (folder / DATABASE).read_bytes() == spoilt, "whatever it is, it is not written to"
    assert len(set(sentences.values())) == len(KINDS)
    tell("R-05", f"{len(KINDS)} of {len(KINDS)} troubles told apart, each with a sentence of its own")


def test_a_folder_without_a_record_is_said_to_be_none(tmp_path: Path, home: Path, clock: SetClock) -> None:
    with pytest.raises(Unavailable) as refusal:
        bootstrap.sign_in(tmp_path, bootstrap.FIRST, PASSWORD, clock)
    assert refusal.value.code == "not_a_record"
