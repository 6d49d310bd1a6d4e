"""The process whose disk fails: run under the recorder, which makes the n-th write fail when told to.

`python -m tests.faults.failing_disk commands|full FOLDER`. FOLDER holds ``record`` and ``home``; what came of
it is printed as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import bootstrap
from app.core.command import Command
from app.core.drafts import Draft
from app.core.errors import Refused, Unavailable
from app.core.ids import GroupId
from app.core.jobs import Silent
from app.core.refs import make_ref, random_draw
from app.core.sentences import sentence
from app.rooms import attendance, calendar, curriculum, keeping, people
from app.store import backup, slots, verify
from tests.durability.work_day import keys_from_environment, open_record
from tests.kit.acts import TUESDAYS, Life
from tests.kit.clock import SetClock
from tests.kit.looking import look
from tests.kit.provision import START
from tests.kit.record import peek
from tests.kit.state import sums

RECORDER = ctypes.CDLL(None)
RECORDER.recorder_fail.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
RECORDER.recorder_fail.restype = ctypes.c_long


def fail(at: int, number: int, *, for_ever: bool) -> None:
    RECORDER.recorder_fail(at, for_ever, number)


def heal() -> int:
    """The disk works again; answers how many writes there were since it was told to fail."""
    return int(RECORDER.recorder_fail(0, 0, 0))


class Twelve:
    """Twelve commands of every room, each of which can be given again and again."""

    def __init__(self, life: Life) -> None:
        self.life, self.number = life, 0
        self.ash = life.place.pupils[0]
        made = life.office.execute(people.AddGroup(people.GroupCard("Otters", START))).new_id
        assert made is not None
        self.group = GroupId(made)
        self.kinds: dict[str, Callable[[], Command]] = {
            "AddContact": lambda: people.AddContact(people.ContactCard(self.ash, f"Aunt {self.number}")),
            "AddGroup": lambda: people.AddGroup(people.GroupCard(f"Group {self.number}", START)),
            "AddNote": lambda: attendance.AddNote(self.place.lesson, TUESDAYS[0], self.ash, f"{self.number}"),
            "AddPupil": lambda: people.AddPupil(people.PupilCard(f"Pupil {self.number}", "Reed", START)),
            "AddSlot": lambda: calendar.AddSlot(self.slot()),
            "ChangeSetting": lambda: keeping.ChangeSetting("phone", str(self.number)),
            "EditPupil": life._edit,
            "KeepChildWords": lambda: people.KeepChildWords(self.ash, TUESDAYS[1], f"{self.number} goats", 3),
            "MarkRegister": lambda: attendance.MarkRegister(self.marks(TUESDAYS[2])),
            "MarkSheet": lambda: attendance.MarkSheet((attendance.MarkRegister(self.marks(TUESDAYS[3])),)),
            "RecordAchievement": self.achieve,
            "SetMembers": self.members,
        }

    @property
    def place(self) -> Any:
        return self.life.place

    def slot(self) -> calendar.SlotCard:
        kind = calendar.SlotKind.LESSON
        return calendar.SlotCard(f"Slot {self.number}", kind, 4, 600, 640, START)

    def marks(self, day: Any) -> tuple[Any, ...]:
        """Never what stands already, or nothing would be written."""
        value = self.number % 10
        made = (self.life._mark(pupil, day, self.place.lesson) for pupil in self.place.pupils)
        return tuple(type(m)(m.pupil, m.day, m.slot, m.measure, value) for m in made)

    def achieve(self) -> Command:
        node = self.life.steps.nodes["to5"]
        standing = peek(
            self.life.office,
            "SELECT id FROM achievement WHERE voided_in IS NULL AND node_id = ? AND pupil_id = ?",
            node, self.ash,
        )  # fmt: skip
        if standing:
            return curriculum.VoidAchievements((standing[0][0],), "A slip.")
        return curriculum.RecordAchievement(self.ash, node, TUESDAYS[4])

    def members(self) -> Command:
        half = self.place.pupils[:2] if self.number % 2 else self.place.pupils[2:]
        return people.SetMembers(self.group, START, frozenset(half))

    def next(self, kind: str) -> Command:
        self.number += 1
        return self.kinds[kind]()


def state(opened: bootstrap.Opened) -> tuple[Any, ...]:
    office = opened.office
    return peek(office, sums()), opened.record.head, office.next_undo(), office.next_redo()


def try_commands(folder: Path) -> dict[str, Any]:
    """Each write that a command leads to fails in turn, once and for ever, until a run is clean."""
    opened = open_record(folder / "record", SetClock())
    twelve = Twelve(Life(opened.office, 6))
    runs, codes, partial = 0, Counter[str](), []
    for kind in twelve.kinds:
        for for_ever in (False, True):
            at, clean = 0, False
            while not clean:
                at += 1
                command, before = twelve.next(kind), state(opened)
                fail(at, errno.EIO, for_ever=for_ever)
                try:
                    receipt = opened.office.execute(command)
                    said = receipt.weaker or ("saved" if receipt.entry else "nothing_to_do")
                except Unavailable as refusal:
                    assert sentence(refusal)
                    receipt, said = None, refusal.code
                clean = heal() < at
                runs += 1
                codes[said] += 1
                after = state(opened)
                grown = after[1].seq - before[1].seq
                owed = int(receipt is not None and receipt.entry is not None)
                if grown != owed or (receipt is None and after != before):
                    partial.append(f"{kind} at {at}, for ever {for_ever}: {said}, {grown} entries")
    with opened.record.reading() as db:
        faults = [c.found for c in verify.all_checks(db, opened.record.keys.audit) if not c.ok]
    opened.close()
    return {"runs": runs, "codes": codes, "partial": partial, "faults": faults, "kinds": len(twelve.kinds)}


class FullDisk:
    """A day on a disk that is full from one write on, and what is left once there is space again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.opened = open_record(folder / "record", self.clock)
        self.life = Life(self.opened.office, 2)
        self.codes: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.drafts = 0

    def guarded(self, what: str, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refused:
            return None
        except Unavailable as refusal:
            self.codes[refusal.code] += 1
            assert sentence(refusal)
        except Exception as error:
            self.wrong.append(f"{what}: {type(error).__name__} {error}")
        return None

    def acts(self) -> None:
        for _ in range(4):
            self.guarded("act", self.life.act)
        draft = Draft(make_ref(random_draw), "note", {"words": "half a sentence"})
        if self.guarded("draft", lambda: self.opened.office.keep(draft)) is not None:
            self.drafts += 1

    def back_up(self) -> None:
        self.clock.move(minutes=1)
        self.guarded("backup", lambda: self.opened.office.work(keeping.MakeBackup(), Silent()))

    def start_again(self) -> None:
        acknowledged = self.opened.record.head.seq
        self.guarded("close", self.opened.close)
        found = self.guarded("open", lambda: open_record(self.folder / "record", self.clock))
        if found is not None:
            self.guarded("read", lambda: found.office.ask(people.PupilList()))
            self.opened = found
        else:
            heal()
            self.opened = open_record(self.folder / "record", self.clock)
        if self.opened.record.head.seq < acknowledged:
            self.wrong.append(f"{acknowledged - self.opened.record.head.seq} acknowledged entries are lost")
        self.life.office = self.opened.office

    def check(self, what: str) -> None:
        """Space was freed: everything that was acknowledged is there, whole, and work goes on."""
        record = self.opened.record
        seq = record.head.seq
        slots.load(record.folder)
        if not all(each.verified for each in backup.kept_in(backup.home_of(record.ref), record.ref)):
            self.wrong.append(f"{what}: a copy that was never verified")
        if len(self.opened.office.drafts()) != self.drafts:
            self.wrong.append(f"{what}: {self.drafts} drafts were kept")
        if self.opened.office.execute(keeping.ChangeSetting("address", f"{seq} Hill")).entry != seq + 1:
            self.wrong.append(f"{what}: not usable afterwards")
        with record.reading() as db:
            fault = verify.chain_fault(db, record.keys.audit) or verify.rebuilt_fault(db)
        if fault:
            self.wrong.append(f"{what}: {fault}")

    def at(self, what: str, act: Callable[[], None], point: int) -> None:
        fail(point, errno.ENOSPC, for_ever=True)
        act()
        heal()
        self.check(f"{what} at {point}")


def fill_the_disk(folder: Path, points: int) -> dict[str, Any]:
    day = FullDisk(folder)
    tried = 0
    for what, act in (("acts", day.acts), ("backup", day.back_up), ("start", day.start_again)):
        heal()
        act()
        length = heal()
        for number in range(points // 3):
            day.at(what, act, 1 + number * max(1, length // (points // 3)))
            tried += 1
    kept = list((folder / "home" / "backups").rglob("*.inchstone"))
    sound = 0
    for number, path in enumerate(kept):
        backup.unpack(path, folder / f"unpacked {number}")
        backup.check(folder / f"unpacked {number}", keys_from_environment())
        sound += 1
    day.opened.close()
    seen = look(folder / "record", folder / "home", keys_from_environment())
    return {
        "points": tried, "codes": day.codes, "wrong": day.wrong, "backups": len(kept), "sound": sound,
        "is_sound": seen.is_sound, "alarm": seen.is_alarm,
    }  # fmt: skip


if __name__ == "__main__":
    place = Path(sys.argv[2])
    found = try_commands(place) if sys.argv[1] == "commands" else fill_the_disk(place, int(sys.argv[3]))
    print(json.dumps(found))
