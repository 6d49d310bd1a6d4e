"""A rewind is noticed with its exact count, ordinary life raises no alarm, and a torn write loses nothing."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.ids import Ref
from app.store import platform
from app.store.witness import Found, Head, Standing, Verdict, Witnesses, judge
from tests.kit.told import Tell

KEY = bytes(range(32))
RECORD = "7QK3M0XW4T"
START = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)


class Chain:
    """A record as the witness sees it: MACs of its entries on a branch."""

    def __init__(self, entries: int, branch: int = 0, flavour: str = "") -> None:
        self.branch = branch
        self.macs = [b"genesis"]
        for number in range(entries):
            self.add(f"{flavour}{number}")

    def add(self, words: str) -> None:
        self.macs.append(hashlib.sha256(self.macs[-1] + words.encode()).digest())

    @property
    def seq(self) -> int:
        return len(self.macs) - 1

    def at(self, seq: int) -> datetime:
        return START + timedelta(minutes=seq)

    def mac_at(self, seq: int) -> bytes | None:
        return self.macs[seq] if 0 <= seq <= self.seq else None

    def note(self, witnesses: Witnesses) -> bool:
        return witnesses.note(RECORD, self.branch, self.seq, self.macs[-1], self.at(self.seq))

    def judged(self, found: Found) -> Verdict:
        return judge(found, branch=self.branch, seq=self.seq, last_at=self.at(self.seq), mac_at=self.mac_at)

    def cut_to(self, seq: int) -> Chain:
        copy = Chain(0, self.branch)
        copy.macs = self.macs[: seq + 1]
        return copy


@pytest.fixture
def witnesses(tmp_path: Path) -> Witnesses:
    return Witnesses(KEY, [tmp_path / "witness"])


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "witness" / f"{RECORD}.0.witness"


def test_the_last_head_noted_is_the_one_found(witnesses: Witnesses, tmp_path: Path) -> None:
    chain = Chain(0)
    for number in range(50):
        chain.add(str(number))
        assert chain.note(witnesses)
        found = witnesses.furthest(RECORD)
        assert found.head is not None
        assert (found.head.seq, found.head.head, found.damaged) == (chain.seq, chain.macs[-1], False)
        assert found.head.at == chain.at(chain.seq)
        assert chain.judged(found) == Verdict(Standing.ORDINARY)
    assert file_of(tmp_path).stat().st_size == 4096


def test_sixty_rewinds_are_noticed_with_their_exact_count_and_times(tmp_path: Path, tell: Tell) -> None:
    draw, noticed = random.Random(20), 0
    for run in range(60):
        witnesses = Witnesses(KEY, [tmp_path / str(run)])
        chain = Chain(draw.randint(2, 60))
        chain.note(witnesses)
        missing = draw.randint(1, chain.seq)
        old = chain.cut_to(chain.seq - missing)
        verdict = old.judged(witnesses.furthest(RECORD))
        noticed += verdict == Verdict(Standing.BEHIND, missing, old.at(old.seq), chain.at(chain.seq))
        assert verdict.is_alarm
        assert verdict.is_said
    assert noticed == 60
    tell("R-20", f"60 rewinds by the witness's rules, {noticed} noticed with the exact count")


def test_ahead_by_any_number_is_accepted_and_said_from_two_on(witnesses: Witnesses) -> None:
    chain = Chain(5)
    chain.note(witnesses)
    for ahead in range(1, 40):
        chain.add(str(ahead))
        verdict = chain.judged(witnesses.furthest(RECORD))
        assert verdict == Verdict(Standing.AHEAD, ahead)
        assert not verdict.is_alarm
        assert verdict.is_said == (ahead > 1)


@pytest.mark.parametrize("entries", [10, 25])
def test_a_history_that_does_not_hold_the_head_is_an_alarm(witnesses: Witnesses, entries: int) -> None:
    Chain(10).note(witnesses)
    verdict = Chain(entries, flavour="rewritten").judged(witnesses.furthest(RECORD))
    assert verdict.standing is Standing.FOREIGN
    assert verdict.is_alarm


def test_a_restore_is_a_later_branch_and_no_alarm_and_the_old_one_put_back_then_is(
    witnesses: Witnesses,
) -> None:
    old = Chain(30)
    old.note(witnesses)
    restored = old.cut_to(20)
    restored.branch = 1
    restored.add("restored")
    verdict = restored.judged(witnesses.furthest(RECORD))
    assert verdict == Verdict(Standing.RESTORED)
    assert verdict.is_said
    assert not verdict.is_alarm
    restored.note(witnesses)
    assert restored.judged(witnesses.furthest(RECORD)) == Verdict(Standing.ORDINARY)
    assert old.judged(witnesses.furthest(RECORD)).standing is Standing.FOREIGN
    assert old.cut_to(10).judged(witnesses.furthest(RECORD)).standing is Standing.BEHIND


def test_no_witness_is_said_once_and_is_no_alarm(witnesses: Witnesses) -> None:
    assert witnesses.furthest(RECORD) == Found(None)
    verdict = Chain(3).judged(Found(None))
    assert verdict == Verdict(Standing.NONE)
    assert verdict.is_said
    assert not verdict.is_alarm


@pytest.mark.parametrize("harm", [b"", b"\0" * 4096, b"x" * 4096, b"short"])
def test_a_witness_that_cannot_be_read_is_damage_and_is_written_anew(
    witnesses: Witnesses, tmp_path: Path, harm: bytes
) -> None:
    chain = Chain(3)
    chain.note(witnesses)
    file_of(tmp_path).write_bytes(harm)
    found = witnesses.furthest(RECORD)
    assert found == Found(None, damaged=True)
    assert chain.judged(found) == Verdict(Standing.DAMAGED)
    assert chain.judged(found).is_said
    assert chain.note(witnesses)
    assert chain.judged(witnesses.furthest(RECORD)) == Verdict(Standing.ORDINARY)


def test_a_witness_of_another_key_or_another_record_is_none_of_ours(
    witnesses: Witnesses, tmp_path: Path
) -> None:
    chain = Chain(3)
    chain.note(witnesses)
    assert Witnesses(bytes(32), [tmp_path / "witness"]).furthest(RECORD) == Found(None, damaged=True)
    file_of(tmp_path).rename(tmp_path / "witness" / "0000000000.0.witness")
    assert witnesses.furthest("0000000000") == Found(None, damaged=True)


def test_each_flipped_byte_leaves_a_sound_half_and_never_a_wrong_head(
    witnesses: Witnesses, tmp_path: Path
) -> None:
    chain = Chain(1)
    chain.note(witnesses)
    chain.add("next")
    chain.note(witnesses)
    sound = file_of(tmp_path).read_bytes()
    for byte in range(0, len(sound), 7):
        file_of(tmp_path).write_bytes(sound[:byte] + bytes([sound[byte] ^ 4]) + sound[byte + 1 :])
        found = witnesses.furthest(RECORD)
        assert found.head is not None
        assert found.head.head == chain.mac_at(found.head.seq)
        assert chain.judged(found).standing in (Standing.ORDINARY, Standing.AHEAD)


def test_a_write_torn_anywhere_leaves_the_head_before_or_the_new_one(
    witnesses: Witnesses, tmp_path: Path, tell: Tell
) -> None:
    """512-byte sectors of the half being written arrive in any subset."""
    draw, torn, alarms = random.Random(3), 0, 0
    chain = Chain(3)
    for number in range(3):
        chain.add(str(number))
        chain.note(witnesses)
    for number in range(100):
        if number % 3 == 0:  # after a cut the program opens again and writes a whole one
            chain.note(witnesses)
        sound = witnesses.furthest(RECORD).head
        before = file_of(tmp_path).read_bytes()
        chain.add(f"torn {number}")
        chain.note(witnesses)
        after = file_of(tmp_path).read_bytes()
        sectors = [
            (after if draw.random() < 0.5 else before)[start : start + 512] for start in range(0, 4096, 512)
        ]
        file_of(tmp_path).write_bytes(b"".join(sectors))
        found = witnesses.furthest(RECORD)
        assert found.head is not None
        assert sound is not None
        assert found.head.seq in (sound.seq, chain.seq)
        alarms += chain.judged(found).is_alarm
        torn += 1
    assert alarms == 0
    tell("R-03c", f"{torn} torn writes of the witness, {alarms} alarms, each time a head was found")


def test_the_furthest_of_several_places_counts(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    chain = Chain(9)
    chain.note(Witnesses(KEY, [there]))
    chain.cut_to(4).note(Witnesses(KEY, [here]))
    for folders in ([here, there], [there, here]):
        found = Witnesses(KEY, folders).furthest(RECORD)
        assert found.head is not None
        assert found.head.seq == 9
    (here / f"{RECORD}.0.witness").write_bytes(b"x" * 4096)
    found = Witnesses(KEY, [here, there]).furthest(RECORD)
    assert found.head is not None
    assert found.head.seq == 9


def test_a_place_that_takes_nothing_is_passed_over_and_none_at_all_is_told(tmp_path: Path) -> None:
    blocked, free = tmp_path / "blocked", tmp_path / "free"
    blocked.write_bytes(b"a file where a folder should be")
    chain = Chain(2)
    assert chain.note(Witnesses(KEY, [blocked, free]))
    assert Witnesses(KEY, [blocked, free]).furthest(RECORD).head is not None
    assert not chain.note(Witnesses(KEY, [blocked]))


def test_a_disk_that_fills_up_does_not_stop_an_existing_witness(
    witnesses: Witnesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = Chain(2)
    chain.note(witnesses)
    monkeypatch.setattr(platform, "write_atomically", lambda *_: pytest.fail("a new file needs free space"))
    chain.add("more")
    assert chain.note(witnesses)
    assert chain.judged(witnesses.furthest(RECORD)) == Verdict(Standing.ORDINARY)


def test_a_head_once_reached_is_not_forgotten_by_a_lesser_one(witnesses: Witnesses) -> None:
    chain = Chain(8)
    chain.note(witnesses)
    for seq in (2, 3, 4):
        chain.cut_to(seq).note(witnesses)
    found = witnesses.furthest(RECORD)
    assert found.head is not None
    assert found.head.seq == 8


def test_with_a_home_of_its_own_only_the_witness_there_is_read_and_written(home: Path) -> None:
    witnesses = Witnesses(KEY)
    assert Chain(2).note(witnesses)
    assert [path.name for path in (home / "witness").iterdir()] == [f"{RECORD}.0.witness"]
    assert platform.places().program is None


def test_the_reach_of_a_head_is_its_branch_and_then_its_entry() -> None:
    def head(branch: int, seq: int) -> Head:
        return Head(Ref(RECORD), branch, seq, b"", START)

    order: Callable[[Head], tuple[int, int]] = lambda each: each.reach  # noqa: E731
    assert max([head(0, 90), head(1, 20), head(1, 3)], key=order) == head(1, 20)


def test_a_record_and_the_one_restored_beside_it_are_each_held_to_their_own_head(tmp_path: Path) -> None:
    at = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
    kept = Witnesses(KEY, (tmp_path,))
    heads = {1: (40, b"a" * 32), 9: (21, b"b" * 32)}
    for branch, (seq, head) in heads.items():
        assert kept.note(RECORD, branch, seq, head, at)
    for branch, (seq, head) in heads.items():
        found = kept.furthest(RECORD, branch)
        verdict = judge(found, branch=branch, seq=seq, last_at=at, mac_at=dict.fromkeys([seq], head).get)
        assert verdict.standing is Standing.ORDINARY
    rewound = judge(kept.furthest(RECORD, 1), branch=1, seq=38, last_at=at, mac_at=lambda _seq: None)
    assert (rewound.standing, rewound.entries) == (Standing.BEHIND, 2)
