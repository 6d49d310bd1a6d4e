"""R-13, as far as the store goes: two hundred invented words that stand nowhere on the disk in the clear."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from app.bootstrap import FIRST, Opened
from app.core.drafts import Draft
from app.core.ids import PupilId
from app.core.jobs import Silent
from app.core.refs import make_ref, random_draw
from app.office import Office
from app.rooms import attendance, calendar, keeping, people
from app.store import drafts
from app.store.tables import Table
from tests.kit.clock import SetClock
from tests.kit.provision import START, YEAR, slot
from tests.kit.record import PASSWORD, Template, peek
from tests.kit.told import Tell

COUNT = 200
TUESDAY = START.replace(day=8)


def canaries() -> list[str]:
    chance = random.Random(13)
    return [f"Kanari{number:03}{chance.randrange(16**8):08x}" for number in range(COUNT)]


def live_with(office: Office, opened: Opened, words: Iterator[str]) -> None:
    """A provision whose every free text is one of the words: names, care, notes, sayings, drafts."""
    office.execute(calendar.AddTerm(YEAR))
    pupils = []
    for _ in range(30):
        name = (next(words), next(words))
        card = people.PupilCard(*name, START, needs=next(words), life_critical_care=next(words))
        pupils.append(PupilId(office.execute(people.AddPupil(card)).new_id or 0))
    lesson = slot(office, tuple(pupils), "Lesson", 600, None)
    for pupil in pupils:
        office.execute(people.AddContact(people.ContactCard(pupil, next(words))))
    for pupil in pupils[:20]:
        office.execute(attendance.AddNote(lesson, TUESDAY, pupil, next(words)))
        office.execute(people.KeepChildWords(pupil, TUESDAY, next(words), None))
    for number in range(10):
        draft = Draft(make_ref(random_draw), next(words), {"words": "more"})
        if number % 2:
            office.keep(draft)
        else:
            opened.stray.keep(draft.ref, FIRST, drafts.sealed(draft, opened.record.keys.public))
    assert next(words, None) is None, "every word was used"


def found_in(folders: list[Path], words: list[str]) -> set[str]:
    """Which of the words stand in any byte below these folders, however text is usually written."""
    found: set[str] = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for word in words:
            ways = (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), *in_base64(word))
            if any(way in content for way in ways):
                found.add(word)
    return found


def in_base64(word: str) -> list[bytes]:
    """The middle of a word in base64, whatever stood before it."""
    return [base64.b64encode(b"\0" * shift + word.encode())[4:-4] for shift in range(3)]


def test_no_word_stands_anywhere_on_the_disk(
    template: Template, record_folder: Path, home: Path, tmp_path: Path, clock: SetClock,
    monkeypatch: pytest.MonkeyPatch, tell: Tell,
) -> None:  # fmt: skip
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    words = canaries()
    opened = template.open(record_folder, clock)
    live_with(opened.office, opened, iter(words))
    opened.office.work(keeping.MakeBackup(), Silent())
    places = [record_folder, home, temporary]
    while_open = found_in(places, [*words, PASSWORD])
    log = (record_folder / "record.db-wal").stat().st_size
    opened.close()
    afterwards = found_in(places, [*words, PASSWORD])
    searched = sum(path.stat().st_size for place in places for path in place.rglob("*") if path.is_file())
    tell(
        "R-13",
        f"{COUNT} words in names, care, notes, drafts; {searched:,} bytes of record, log, backup, local and "
        f"temporary data: {len(while_open)} found while open, {len(afterwards)} afterwards",
    )
    assert log > 0, "the log was among what was searched"
    assert (while_open, afterwards) == (set(), set())


def test_the_same_search_finds_all_in_a_plain_file(
    template: Template, record_folder: Path, tmp_path: Path, clock: SetClock, tell: Tell
) -> None:
    """The control of P2: the same rows in a plain file."""
    words = canaries()
    opened = template.open(record_folder, clock)
    live_with(opened.office, opened, iter(words))
    plain = tmp_path / "plain" / "record.db"
    plain.parent.mkdir()
    copy = sqlcipher3.connect(str(plain), isolation_level=None)
    for table in Table.metadata.sorted_tables:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        copy.execute(f'CREATE TABLE "{table.name}" ({names})')
        for row in peek(opened.office, f'SELECT {names} FROM "{table.name}"'):
            copy.execute(f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(row))})', row)
    copy.close()
    kept = [found.draft for found in opened.office.drafts()]
    (plain.parent / "drafts").write_text(repr(kept), encoding="utf-8")
    opened.close()
    found = found_in([plain.parent], words)
    tell("R-13", f"control: the same search over the same rows in a plain file finds {len(found)} of {COUNT}")
    assert found == set(words)
