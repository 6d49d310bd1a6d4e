"""R-20: a record that was rewound, or another branch of it, is noticed with the exact count."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import bootstrap
from app.core.errors import Unavailable
from app.core.refs import random_draw
from app.store.lock import RecordLock
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.looking import copied
from tests.kit.record import Template, peek
from tests.kit.told import Tell
from tests.kit.volume import how_many

KINDS = 3


@dataclass(frozen=True)
class Kept:
    """A record and this machine's memory of it, as they lay at one moment."""

    record: Path
    home: Path
    seq: int


class Machine:
    """One computer: a place for the record, and what is remembered outside of it."""

    def __init__(self, template: Template, folder: Path, home: Path, clock: SetClock) -> None:
        self.template, self.folder, self.home, self.clock = template, folder, home, clock
        self.life: Life | None = None

    def open(self, accept: str | None = None) -> bootstrap.Opened:
        lock = RecordLock.take(self.folder)
        try:
            held = self.template.keys()
            return bootstrap.open_with(
                self.folder, held, lock, bootstrap.FIRST, self.clock, accept, random_draw
            )
        except BaseException:
            lock.release()
            raise

    def lay(self, record: Kept, home: Kept) -> None:
        copied(record.record, self.folder)
        copied(home.home, self.home)

    def story(self, room: Path, moments: int) -> Iterator[Kept]:
        """The record goes on, one to three acts at a time; answers how it lay after each."""
        for moment in range(moments):
            opened = self.open()
            self.life = self.life or Life(opened.office, 20)
            self.life.office = opened.office
            self.life.acts(1 + moment % 3)
            seq = opened.record.head.seq
            opened.close()
            yield Kept(
                copied(self.folder, room / f"record {moment}"),
                copied(self.home, room / f"home {moment}"),
                seq,
            )


@pytest.fixture
def pc(template: Template, record_folder: Path, home: Path, clock: SetClock) -> Machine:
    return Machine(template, record_folder, home, clock)


def code_of(pc: Machine) -> tuple[str, object]:
    """What opening says, and the entries it counts; nothing where it opens."""
    try:
        opened = pc.open()
    except Unavailable as refusal:
        return refusal.code, refusal.facts["entries"]
    try:
        noted = peek(opened.office, "SELECT verdict, entries FROM witness_note ORDER BY id DESC LIMIT 1")
        return opened.verdict.standing.value, (opened.verdict.entries, noted)
    finally:
        opened.close()


def test_a_rewound_record_and_another_branch_are_noticed_and_one_ahead_is_not(
    pc: Machine, tmp_path: Path, tell: Tell
) -> None:
    each = how_many(60, soak=1_000) // KINDS
    chance = random.Random(20)
    main = list(pc.story(tmp_path / "main", 12))
    pc.lay(main[0], main[0])
    assert pc.life is not None
    pc.life.pupils = list(pc.life.place.pupils)
    other = list(pc.story(tmp_path / "other", 24))
    furthest = other[-1]
    right = {"behind": 0, "ahead": 0, "foreign": 0}
    for _ in range(each):
        older, newer = sorted(chance.sample(range(len(main)), 2))
        pc.lay(main[older], main[newer])
        right["behind"] += code_of(pc) == ("record_behind", main[newer].seq - main[older].seq)
        pc.lay(main[newer], main[older])
        ahead = main[newer].seq - main[older].seq
        noted = [("ahead", ahead)] if ahead > 1 else []
        found, said = code_of(pc)
        right["ahead"] += found == "ahead" and said == (ahead, noted)
        pc.lay(furthest, chance.choice([kept for kept in main[1:] if kept.seq <= furthest.seq]))
        right["foreign"] += code_of(pc)[0] == "record_foreign"
    tell("R-20", f"{KINDS * each} rewinds: of {each} each as expected, with the exact count: {right}")
    assert right == dict.fromkeys(right, each)


def test_going_on_after_the_alarm_is_on_record_and_no_alarm_afterwards(pc: Machine, tmp_path: Path) -> None:
    kept = list(pc.story(tmp_path / "main", 3))
    pc.lay(kept[0], kept[2])
    opened = pc.open(accept="The laptop was brought back from the shop.")
    noted = peek(opened.office, "SELECT verdict, entries, reason FROM witness_note")
    assert noted == [("behind", kept[2].seq - kept[0].seq, "The laptop was brought back from the shop.")]
    opened.close()
    assert code_of(pc)[0] == "ordinary"
    copied(kept[2].record, pc.folder)
    assert code_of(pc)[0] == "ordinary", "the branch that was given up has a memory of its own, and is whole"
    copied(kept[1].record, pc.folder)
    missing = kept[2].seq - kept[1].seq
    assert code_of(pc) == ("record_behind", missing), "and is held to it"


def test_a_new_machine_says_so_once(pc: Machine, tmp_path: Path) -> None:
    kept = list(pc.story(tmp_path / "main", 1))
    copied(kept[0].record, pc.folder)
    for witness in (pc.home / "witness").iterdir():
        witness.unlink()
    assert code_of(pc) == ("none", (0, [("none", 0)]))
    assert code_of(pc)[0] == "ordinary"
