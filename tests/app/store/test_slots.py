"""The slot file survives damage, loss and hostile hands, and keeps no leaver."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Unavailable
from app.store import keys, platform, slots
from tests.kit.slot_files import ADA, MO, PASSWORD, QUICK, slot_file

SOUND = slots.to_bytes(slot_file()[0])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    place = tmp_path / "record"
    place.mkdir()
    return place


def code_of_loading(folder: Path) -> str:
    with pytest.raises(Unavailable) as problem:
        slots.load(folder)
    return problem.value.code


def test_what_is_saved_is_loaded(folder: Path) -> None:
    file, ada = slot_file()
    file = keys.prove_sheet(keys.add_sheet(file, ada, bytes(32)), bytes(32))
    slots.save(folder, file)
    assert slots.load(folder) == file
    assert keys.unlock(slots.load(folder), ADA, PASSWORD).site == ada.site


def test_a_folder_without_one_is_no_record(folder: Path) -> None:
    assert code_of_loading(folder) == "not_a_record"


@pytest.mark.parametrize("lost", [(slots.FILE,), (slots.FILE, slots.PREVIOUS)])
def test_a_lost_or_damaged_file_is_found_beside_itself_or_in_the_local_data(
    folder: Path, lost: tuple[str, ...]
) -> None:
    file, _ = slot_file()
    slots.save(folder, file)
    for name in lost:
        (folder / name).write_bytes(b"\0" * 100)
    assert slots.load(folder) == file
    for name in lost:
        (folder / name).unlink()
    assert slots.load(folder) == file


def test_every_flipped_bit_is_damage_and_never_a_wrong_password(folder: Path, home: Path) -> None:
    file, _ = slot_file()
    slots.save(folder, file)
    sound = (folder / slots.FILE).read_bytes()
    draw = random.Random(4)
    for byte in range(len(sound)):
        broken = bytearray(sound)
        broken[byte] ^= 1 << draw.randrange(8)
        try:
            found = slots.from_bytes(bytes(broken))
        except Unavailable as problem:
            assert problem.code in ("slots_damaged", "record_is_newer")
        else:
            assert found == file  # white space, or a letter of a hex digit in capitals


def test_without_one_sound_copy_it_is_damage(folder: Path, home: Path) -> None:
    slots.save(folder, slot_file()[0])
    for path in (folder / slots.FILE, folder / slots.PREVIOUS, *(home / "slots").glob("*.json")):
        path.write_bytes(path.read_bytes()[:-40])
    assert code_of_loading(folder) == "slots_damaged"


def test_a_leavers_slot_is_in_no_copy(folder: Path, home: Path) -> None:
    file, ada = slot_file()
    file, _ = keys.add_slot(file, ada, staff=MO, name="Mo", password="a quiet green door", cost=QUICK)
    slots.save(folder, file)
    slots.save(folder, keys.remove_slot(file, ada, MO))
    copies = [folder / slots.FILE, folder / slots.PREVIOUS, *(home / "slots").glob("*.json")]
    assert len(copies) == 3
    assert all(slots.from_bytes(path.read_bytes()).slot(MO) is None for path in copies)


def test_a_record_that_has_moved_leaves_no_copy_behind_but_another_record_keeps_its_own(
    folder: Path, tmp_path: Path, home: Path
) -> None:
    file, _ = slot_file()
    other, _ = keys.first_slot(
        record=slots.Ref("0000000000"), provision="", staff=ADA, name="", password=PASSWORD, cost=QUICK
    )
    (tmp_path / "elsewhere").mkdir()
    slots.save(folder, file)
    slots.save(tmp_path / "elsewhere", other)
    (tmp_path / "moved").mkdir()
    slots.save(tmp_path / "moved", file)
    kept = {slots.from_bytes(path.read_bytes()).record for path in (home / "slots").glob("*.json")}
    assert kept == {file.record, other.record}
    assert len(list((home / "slots").glob("*.json"))) == 2


def test_a_spare_copy_that_cannot_be_written_keeps_nothing_from_being_saved(folder: Path, home: Path) -> None:
    (home / "slots").write_bytes(b"a file where a folder should be")
    (folder / slots.PREVIOUS).mkdir()
    file, _ = slot_file()
    slots.save(folder, file)
    assert slots.load(folder) == file


def test_a_failed_write_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, ada = slot_file()
    slots.save(folder, file)
    monkeypatch.setattr(platform, "flush_file", _full_disk)
    with pytest.raises(OSError, match="full"):
        slots.save(folder, keys.rename_provision(file, ada, "Elsewhere"))
    assert slots.load(folder) == file
    assert {path.name for path in folder.iterdir()} == {slots.FILE, slots.PREVIOUS}


def _full_disk(_handle: int) -> None:
    raise OSError(28, "disk full")


def test_an_unsigned_file_is_never_written(folder: Path) -> None:
    with pytest.raises(ValueError, match="unsigned"):
        slots.save(folder, slot_file()[0].without(MO))


def test_a_newer_file_is_named_as_such_and_its_older_copy_not_taken(folder: Path) -> None:
    file, _ = slot_file()
    slots.save(folder, file)
    newer = json.loads((folder / slots.FILE).read_bytes())
    newer["version"] = 2
    (folder / slots.FILE).write_text(json.dumps(newer), encoding="utf-8")
    assert code_of_loading(folder) == "record_is_newer"


HOSTILE: list[Any] = [
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"x" * (2 << 20),
    {"memory": 1 << 24}, {"passes": 1_000_000}, {"passes": 0}, {"lanes": 1 << 20}, {"memory": True},
    {"memory": "65536"}, {"salt": ""}, {"public": "00"}, {"name": None}, {"staff": -1}, {"wrapped": "zz"},
    {"name": "x" * 5000},
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: str(each)[:30])
def test_a_hostile_file_is_damage_and_costs_nothing(hostile: Any) -> None:
    content = hostile
    if isinstance(hostile, dict):
        outer = json.loads(slots.to_bytes(slot_file()[0]))
        outer["body"]["slots"][0].update(hostile)
        outer["sum"] = ""
        content = json.dumps(outer).encode()
    with pytest.raises(Unavailable) as problem:
        slots.from_bytes(content)
    assert problem.value.code == "slots_damaged"


def test_two_slots_of_one_person_are_damage() -> None:
    outer = json.loads(slots.to_bytes(slot_file()[0]))
    outer["body"]["slots"] *= 2
    with pytest.raises(Unavailable):
        slots.from_bytes(json.dumps(outer).encode())


@given(st.binary(max_size=300) | JSON.map(lambda found: json.dumps(found).encode()))
def test_anything_at_all_is_read_as_damage_and_never_crashes(content: bytes) -> None:
    with pytest.raises(Unavailable):
        slots.from_bytes(content)


@given(
    field=st.sampled_from(["staff", "name", "public", "salt", "memory", "passes", "lanes", "wrapped"]),
    put=JSON,
)
def test_any_value_in_any_field_is_damage_or_is_refused_by_the_sum(field: str, put: object) -> None:
    outer = json.loads(SOUND)
    if outer["body"]["slots"][0][field] != put:
        outer["body"]["slots"][0][field] = put
        with pytest.raises(Unavailable):
            slots.from_bytes(json.dumps(outer).encode())
