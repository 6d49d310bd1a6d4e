"""R-04: bits flip, a log is lost, an older pair of files is put back. None of it goes unnoticed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from app.core.errors import Unavailable
from app.store.engine import DATABASE, PAGE, check_file_kind, dial
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.looking import copied, look, table_digests
from tests.kit.record import Template
from tests.kit.told import Tell
from tests.kit.volume import SOAK, how_many

LOG = f"{DATABASE}-wal"


def flipped(path: Path, place: int, bit: int) -> None:
    with path.open("rb+") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ (1 << bit)]))


def read_all(path: Path, key: bytes) -> tuple[dict[str, str], int]:
    """Every value there is, and how many pages the engine says are damaged."""
    raw = dial(path, key, read_only=True)
    try:
        damaged = len(raw.execute("PRAGMA cipher_integrity_check").fetchall())
        return table_digests(raw), damaged
    finally:
        raw.close()


def test_every_flipped_bit_is_noticed_and_gives_no_wrong_value(
    template: Template, record_folder: Path, tell: Tell
) -> None:
    path, key, chance = record_folder / DATABASE, template.keys().database, random.Random(4)
    raw = dial(path, key)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.execute("PRAGMA journal_mode = DELETE").fetchall()  # so that a look writes nothing beside the file
    raw.close()
    right, damaged = read_all(path, key)
    assert damaged == 0
    pages = path.stat().st_size // PAGE
    places = [*range(PAGE), *(number * PAGE + chance.randrange(PAGE) for number in range(1, pages))]
    noticed = wrong = 0
    for place in places:
        bit = chance.randrange(8)
        flipped(path, place, bit)
        try:
            values, damaged = read_all(path, key)
            noticed += damaged > 0
            wrong += values != right
        except Exception:  # whichever way the engine notices, it must be an error
            noticed += 1
        flipped(path, place, bit)
    assert read_all(path, key) == (right, 0), "the harness itself put every bit back"
    tell(
        "R-04a", f"{noticed:,} of {len(places):,} flipped bits noticed ({pages} pages), {wrong} wrong values"
    )
    assert (noticed, wrong) == (len(places), 0)


class Morning:
    """A record with a log that holds real work, and how it lay there a little earlier."""

    def __init__(self, template: Template, folder: Path, clock: SetClock, room: Path) -> None:
        opened = template.open(folder, clock)
        life = Life(opened.office, 4)
        assert opened.tidy_log()
        life.acts(4)
        self.earlier = copied(folder, room / "earlier")
        life.acts(14)
        self.now = copied(folder, room / "now")
        self.seq = opened.record.head.seq
        opened.close()
        self.log_length = (self.now / LOG).stat().st_size
        assert self.log_length > 20 * PAGE, "the log holds work"


def spoil(folder: Path, morning: Morning, chance: random.Random) -> str:
    """One way in which a log is lost."""
    log = folder / LOG
    kind = chance.choice(("flip", "flip", "cut", "delete", "older pair", "older log"))
    if kind == "flip":
        flipped(log, chance.randrange(32, morning.log_length), chance.randrange(8))
    elif kind == "cut":
        with log.open("rb+") as file:
            file.truncate(chance.randrange(morning.log_length - PAGE))
    elif kind == "delete":
        log.unlink()
    else:
        names = (DATABASE, LOG) if kind == "older pair" else (LOG,)
        for name in names:
            (folder / name).write_bytes((morning.earlier / name).read_bytes())
    return kind


def test_a_lost_log_passes_every_check_but_the_witness(
    template: Template, record_folder: Path, clock: SetClock, home: Path, tmp_path: Path, tell: Tell
) -> None:
    """The control is in the same cases: what the engine and the chain say without the witness."""
    morning = Morning(template, record_folder, clock, tmp_path)
    whole = look(copied(morning.now, tmp_path / "case"), home, template.keys())
    assert (whole.is_sound, whole.seq, whole.is_alarm) == (True, morning.seq, False)
    count, chance = how_many(1_000, soak=5_000), random.Random(44)
    kinds: Counter[str] = Counter()
    lost = noticed = silent = 0
    case, now = tmp_path / "case", {name: (morning.now / name).read_bytes() for name in (DATABASE, LOG)}
    for _ in range(count):
        for name, content in now.items():
            (case / name).write_bytes(content)
        (case / f"{DATABASE}-shm").unlink(missing_ok=True)
        kinds[spoil(case, morning, chance)] += 1
        seen = look(case, home, template.keys())
        if seen.is_sound and seen.seq == morning.seq:
            continue
        lost += 1
        noticed += seen.is_alarm or not seen.is_sound
        silent += seen.is_sound
    told = ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items()))
    tell("R-04c", f"{count:,} logs spoilt ({told}): {lost:,} lost work, {noticed:,} of them noticed")
    tell(
        "R-04c", f"control, without the witness: {silent / lost:.1%} of {lost:,} pass every check in silence"
    )
    assert lost >= 0.95 * count
    assert noticed == lost
    assert silent >= 0.95 * lost


@pytest.mark.parametrize("size", [0, 16, 4095, 4097])
def test_a_file_that_cannot_be_a_record_is_called_damaged(size: int, tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    path.write_bytes(random.Random(size).randbytes(size))
    with pytest.raises(Unavailable) as refusal:
        check_file_kind(path)
    assert refusal.value.code == "record_damaged"


def test_sectors_of_nothing_and_pages_in_the_wrong_place_are_called_damage(
    template: Template, record_folder: Path, clock: SetClock, tmp_path: Path, tell: Tell
) -> None:
    """R-04d: whoever opens it reads that it is damaged, never that the password is wrong."""
    chance, said = random.Random(45), Counter[str]()
    content = (record_folder / DATABASE).read_bytes()
    pages = len(content) // PAGE
    for number in range(how_many(60, soak=1_000)):
        bad = bytearray(content)
        if number % 3 == 0:
            start = 512 * chance.randrange(len(content) // 512)
            bad[start : start + 512] = bytes(512)
        elif number % 3 == 1:
            source, target = chance.sample(range(1, pages), 2)
            bad[target * PAGE : (target + 1) * PAGE] = content[source * PAGE : (source + 1) * PAGE]
        else:
            del bad[PAGE * chance.randrange(1, pages) :]
        (record_folder / DATABASE).write_bytes(bytes(bad))
        seen = look(record_folder, tmp_path / "home", template.keys())
        assert not seen.is_sound
        try:
            template.open(record_folder, clock).close()
            said["opened, and a verify names it"] += 1
        except Unavailable as error:
            said[error.code] += 1
        for beside in record_folder.glob(f"{DATABASE}-*"):
            beside.unlink()
    tell("R-04d", f"{sum(said.values())} spoilt files: {dict(said)}")
    assert set(said) <= {"record_damaged", "record_altered", "opened, and a verify names it"}
    assert not SOAK or sum(said.values()) == 1_000
