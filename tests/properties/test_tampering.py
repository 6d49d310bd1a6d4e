"""R-14: somebody edits the record's history past the door. The chain and its anchor say so, entry by entry.

What holds the key can write a chain that fits, and what cuts the end off leaves one that fits: those two
only the witness finds, and without it the control must find none of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy.orm import Session

from app.bootstrap import Opened
from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.ids import Ref
from app.core.permissions import Permission
from app.core.undoable import FINAL
from app.rooms.keeping.tables import WitnessNote
from app.store import audit, backup, verify, witness
from app.store.engine import DATABASE, make_engine
from app.store.erasing import erase_subject
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.looking import copied
from tests.kit.record import Template, peek
from tests.kit.told import Tell
from tests.kit.volume import how_many

Run = Callable[..., Any]
COLUMNS = ("seq", "at", "actor", "action", "refused", "refs", "subject_no", "salt", "digest", "mac")


@dataclass
class Scene:
    """A record whose triggers somebody has dropped, and everything needed to tamper with it."""

    run: Run
    key: bytes
    last: int
    chance: random.Random

    def somewhere(self) -> int:
        return self.chance.randrange(2, self.last)

    def entry(self, seq: int) -> list[Any]:
        return list(self.run("SELECT * FROM audit_entry WHERE seq = ?", (seq,)).fetchone())

    def put(self, values: list[Any]) -> None:
        self.run(f"INSERT INTO audit_entry VALUES ({', '.join('?' * len(COLUMNS))})", tuple(values))


def edit_an_entry(scene: Scene) -> int:
    seq, column = scene.somewhere(), scene.chance.choice(COLUMNS[1:])
    value = scene.entry(seq)[COLUMNS.index(column)]
    if value is None and column == "salt":
        value = scene.chance.randbytes(16)
    elif isinstance(value, bytes):
        place = scene.chance.randrange(len(value))
        value = value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    elif isinstance(value, str):
        value += "x"
    else:
        value = 1 if value is None else value + 1
    scene.run(f'UPDATE audit_entry SET "{column}" = ? WHERE seq = ?', (value, seq))
    return seq


def edit_a_value(scene: Scene) -> int:
    table, column, delta = scene.chance.choice(
        (("mark", "value", 1), ("mark", "moment_no", 90), ("mark", "recorded_by", 1),
         ("mark", "recorded_at", 60), ("achievement", "on", -7),
         ("pupil", "leaving_day", -1),
         ("setting", "version", 1))
    )  # fmt: skip
    rows = scene.run(f'SELECT id, "{column}" FROM {table} WHERE "{column}" IS NOT NULL').fetchall()
    identity, value = scene.chance.choice(rows)
    scene.run(f'UPDATE {table} SET "{column}" = ? WHERE id = ?', (value + delta, identity))
    return 0


def delete_an_entry(scene: Scene) -> int:
    seq = scene.somewhere()
    scene.run("DELETE FROM audit_entry WHERE seq = ?", (seq,))
    return seq


def insert_an_entry(scene: Scene) -> int:
    """A forged one in the middle, all later ones moved up."""
    seq = scene.somewhere()
    forged = scene.entry(seq)
    scene.run("UPDATE audit_entry SET seq = -seq - 1 WHERE seq >= ?", (seq,))
    scene.run("UPDATE audit_entry SET seq = -seq WHERE seq < 0")
    scene.put(forged)
    return seq + 1


def swap_two_entries(scene: Scene) -> int:
    first, second = sorted(scene.chance.sample(range(2, scene.last + 1), 2))
    one, two = scene.entry(first), scene.entry(second)
    scene.run("DELETE FROM audit_entry WHERE seq IN (?, ?)", (first, second))
    one[0], two[0] = second, first
    scene.put(one)
    scene.put(two)
    return first


def chain_anew(scene: Scene, first: int, key: bytes) -> None:
    """Write every MAC from this entry on again."""
    before = bytes(scene.entry(first - 1)[-1])
    anew = []
    for row in scene.run("SELECT * FROM audit_entry WHERE seq >= ? ORDER BY seq", (first,)).fetchall():
        seq, at, actor, action, refused, refs, subject, _, digest, _ = row
        said = (seq, at, actor, action, bool(refused), refs, subject, bytes(digest))
        before = audit.entry_mac(key, before, said)
        anew.append((before, seq))
    scene.run("UPDATE audit_entry SET mac = ? WHERE seq = ?", anew)


def chain_anew_without_the_key(scene: Scene) -> int:
    seq = scene.somewhere()
    scene.run("UPDATE audit_entry SET action = 'NoteIssue' || action WHERE seq = ?", (seq,))
    chain_anew(scene, seq, scene.chance.randbytes(32))
    return seq


def chain_anew_with_the_key(scene: Scene) -> int:
    seq = scene.somewhere()
    scene.run("UPDATE audit_entry SET at = at - ? WHERE seq = ?", (scene.chance.randrange(1, 10**9), seq))
    chain_anew(scene, seq, scene.key)
    return 0


def cut_the_end_off(scene: Scene) -> int:
    """Cleanly: what the last entries brought goes with them."""
    seq = scene.chance.randrange(scene.last - 10, scene.last)
    scene.run("DELETE FROM audit_entry WHERE seq > ?", (seq,))
    scene.run("DELETE FROM audit_subject WHERE entry > ?", (seq,))
    return 0


IN_THE_CHAIN = {
    "an entry edited": edit_an_entry,
    "an entry deleted": delete_an_entry,
    "an entry put in": insert_an_entry,
    "two entries swapped": swap_two_entries,
    "chained anew without the key": chain_anew_without_the_key,
}
IN_THE_VALUES = {"a value edited": edit_a_value}
BY_THE_ANCHOR = {"chained anew with the key": chain_anew_with_the_key, "the end cut off": cut_the_end_off}


def kept_head(ref: str, head: audit.Head) -> witness.Head:
    """What the machine remembers of a record."""
    return witness.Head(Ref(ref), 1, head.seq, head.mac, SetClock().now())


class Bench:
    """A copy of a worked-on record with its triggers dropped, tampered with inside transactions."""

    def __init__(self, template: Template, opened: Opened, room: Path) -> None:
        self.key = opened.record.keys.audit
        self.head = kept_head(opened.record.ref, opened.record.head)
        opened.tidy_log()
        copied(opened.record.folder, room)
        self.engine = make_engine(room / DATABASE, template.keys().database, unsynced=True)
        with self.engine.begin() as connection:
            run = connection.exec_driver_sql
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                run(f'DROP TRIGGER "{name}"')

    def tampered(
        self, how: Callable[[Scene], int], chance: random.Random, values: bool
    ) -> tuple[int, str, bool]:
        """The entry that was touched, what chain and values say, and whether the anchor raises the alarm."""
        with self.engine.connect() as connection, Session(connection, autoflush=False) as db:
            run = db.connection().exec_driver_sql
            run("PRAGMA defer_foreign_keys = ON")
            touched = how(Scene(run, self.key, self.head.seq, chance))
            said = verify.chain_fault(db, self.key) or (verify.rebuilt_fault(db) if values else "")
            branch, seq, _ = backup.stand(db)
            macs = dict(run("SELECT seq, mac FROM audit_entry").fetchall())
            verdict = witness.judge(
                witness.Found(self.head), branch=branch, seq=seq, last_at=None, mac_at=macs.get
            )
            db.rollback()
        return touched, said, verdict.is_alarm


@pytest.fixture
def bench(template: Template, opened: Opened, tmp_path: Path) -> Bench:
    Life(opened.office, 14).acts(30)
    return Bench(template, opened, tmp_path / "bench")


def test_the_untouched_copy_is_sound(bench: Bench) -> None:
    assert bench.tampered(lambda scene: 0, random.Random(), values=True) == (0, "", False)


@pytest.mark.parametrize("kind", [*IN_THE_CHAIN, *IN_THE_VALUES])
def test_tampering_is_found_and_the_entry_named(kind: str, bench: Bench, tell: Tell) -> None:
    how = {**IN_THE_CHAIN, **IN_THE_VALUES}[kind]
    count, chance = how_many(1_000, soak=10_000), random.Random(kind)
    found = named = 0
    for _ in range(count):
        touched, said, _ = bench.tampered(how, chance, values=kind in IN_THE_VALUES or how is edit_an_entry)
        found += bool(said)
        named += touched == 0 or f"entry {touched} " in f"{said} "
    tell("R-14", f"{kind}: {found:,} of {count:,} found, the first bad entry named in {named:,}")
    assert (found, named) == (count, count)


@pytest.mark.parametrize("kind", [*BY_THE_ANCHOR])
def test_only_the_anchor_finds_what_fits_the_chain(kind: str, bench: Bench, tell: Tell) -> None:
    count, chance = how_many(1_000, soak=10_000), random.Random(kind)
    alone = anchored = 0
    for _ in range(count):
        _, said, alarm = bench.tampered(BY_THE_ANCHOR[kind], chance, values=False)
        alone += bool(said)
        anchored += alarm
    tell("R-14", f"{kind}: {anchored:,} of {count:,} found; control without the anchor: {alone:,} found")
    assert (alone, anchored) == (0, count)


def test_a_record_rewound_as_a_whole_is_found_by_the_anchor_alone(
    template: Template, opened: Opened, tell: Tell
) -> None:
    """The eighth kind: an older copy of everything, which no check of the copy itself can tell."""
    life, record = Life(opened.office, 8), opened.record
    heads: list[audit.Head] = [record.head]
    for _ in range(40):
        life.acts(1)
        heads.append(record.head)
    count, chance = how_many(1_000, soak=10_000), random.Random(8)
    found = 0
    for _ in range(count):
        old, now = sorted(chance.sample(range(len(heads)), 2))
        macs = {head.seq: head.mac for head in heads[: old + 1]}
        kept = kept_head(record.ref, heads[now])
        verdict = witness.judge(
            witness.Found(kept), branch=1, seq=heads[old].seq, last_at=None, mac_at=macs.get
        )
        found += verdict.is_alarm and verdict.entries == heads[now].seq - heads[old].seq
    tell("R-14", f"the whole record rewound: {found:,} of {count:,} found with the exact count")
    assert found == count


@dataclass(frozen=True)
class ErasePupil(Command):
    """Take a pupil's values out of the record, and say so."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_EDIT
    pupil: int

    def run(self, work: Work) -> Outcome:
        erased = erase_subject(work.db, self.pupil)
        work.db.add(WitnessNote(
            verdict="erased", entries=erased.entries, reason="", at=work.clock.now(), entry=work.entry
        ))  # fmt: skip
        return Outcome(changed(Topic.PUPIL))


def test_after_an_erasure_the_chain_still_verifies_and_nothing_of_the_child_is_left(
    opened: Opened, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setitem(FINAL, "ErasePupil", "nothing_needed")
    office = opened.office
    life = Life(office, 99)
    life.acts(how_many(60, soak=600))
    entries = opened.record.head.seq
    for pupil in life.pupils[::2]:
        office.execute(ErasePupil(pupil))
        with opened.record.reading() as db:
            checks = verify.all_checks(db, opened.record.keys.audit)
            assert [check for check in checks if not check.ok] == []
        for table in ("mark", "achievement", "slot_pupil", "slot_note"):
            assert peek(office, f"SELECT count(*) FROM {table} WHERE pupil_id = ?", pupil) == [(0,)]
        assert peek(office, "SELECT count(*) FROM audit_value WHERE subject_no = ?", pupil) == [(0,)]
        assert peek(office, "SELECT count(*) FROM pupil WHERE id = ?", pupil) == [(0,)]
    assert opened.record.head.seq == entries + len(life.pupils[::2]), "each erasure is an entry of its own"
    tell(
        "R-14", f"{len(life.pupils[::2])} children erased, values and salts: the chain of {entries} verifies"
    )
    with pytest.raises(Exception, match="rows are only ever added"), opened.record.writing() as db:
        db.connection().exec_driver_sql("DELETE FROM mark")
