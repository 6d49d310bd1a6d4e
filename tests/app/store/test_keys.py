"""A password or a sheet opens the record; near misses, altered files and leavers' passwords do not."""

from __future__ import annotations

import dataclasses
import random
import time
import unicodedata
from statistics import median

import pytest

from app.core.errors import Refused, Unavailable
from app.core.ids import Ref
from app.store import keys, sealing
from app.store.keys import Keys
from app.store.slots import ArgonCost, SlotFile
from tests.kit.slot_files import ADA, FLOOR, MO, PASSWORD, QUICK, slot_file
from tests.kit.told import Tell

SECRET = bytes(range(32))


def with_mo(file: SlotFile, held: Keys, password: str = "a quiet green door") -> tuple[SlotFile, Keys]:
    return keys.add_slot(file, held, staff=MO, name="Mo Adeyemi", password=password, cost=QUICK)


def code_of(problem: pytest.ExceptionInfo[Unavailable | Refused]) -> str:
    return problem.value.code


def test_the_password_opens_what_it_was_made_with() -> None:
    file, made = slot_file(FLOOR)
    held = keys.unlock(file, ADA, PASSWORD)
    assert held.staff == ADA
    assert held.public == made.public
    for name in ("site", "private", "database", "audit", "slots", "witness", "manifest", "kek"):
        assert getattr(held, name) == getattr(made, name)
        assert len(getattr(held, name)) == 32


def test_each_derived_key_is_another() -> None:
    _, held = slot_file()
    names = ("site", "private", "database", "audit", "slots", "witness", "manifest", "kek")
    assert len({getattr(held, name) for name in names}) == len(names)


def test_two_records_of_the_same_people_and_passwords_share_no_key() -> None:
    (first, one), (second, two) = slot_file(), slot_file()
    assert one.site != two.site
    assert one.private != two.private
    assert first.slots[0].salt != second.slots[0].salt


def test_sixty_wrong_passwords_open_nothing(tell: Tell) -> None:
    file, _ = slot_file()
    draw = random.Random(5)
    wrong = {"", " ", PASSWORD + " ", PASSWORD[:-1], PASSWORD.upper(), "\0" + PASSWORD}
    while len(wrong) < 60:
        letters = list(PASSWORD)
        place = draw.randrange(len(letters))
        letters[place] = draw.choice("abcdefghijklmnopqrstuvwxyz0123456789éß漢".replace(letters[place], ""))
        wrong.add("".join(letters))
    for password in wrong:
        with pytest.raises(Unavailable) as problem:
            keys.unlock(file, ADA, password)
        assert code_of(problem) == "wrong_password"
    tell("R-05", f"{len(wrong)} wrong passwords, 0 opened")


def test_ten_thousand_near_miss_keys_open_nothing(tell: Tell) -> None:
    file, held = slot_file()
    slot = file.slots[0]
    right, binding = held.kek, keys._binding(file.record, slot)
    assert sealing.decrypt(right, slot.wrapped, binding) == held.site + held.private
    draw, opened = random.Random(55), 0
    near = [(int.from_bytes(right, "big") ^ 1 << bit).to_bytes(32, "big") for bit in range(256)]
    while len(near) < 10_000:
        other = bytearray(right)
        for place in draw.sample(range(32), draw.randint(1, 4)):
            other[place] ^= draw.randrange(1, 256)
        near.append(bytes(other))
    for key in near:
        opened += sealing.decrypt(key, slot.wrapped, binding) is not None
    assert opened == 0
    tell("R-05", f"{len(near):,} near-miss keys, {opened} opened")


def test_how_long_a_wrong_key_takes_says_nothing_about_how_near_it_was(tell: Tell) -> None:
    file, held = slot_file()
    slot = file.slots[0]
    right, binding = held.kek, keys._binding(file.record, slot)
    first, last = bytes([right[0] ^ 1]) + right[1:], right[:-1] + bytes([right[-1] ^ 1])
    taken: dict[bytes, list[int]] = {first: [], last: []}
    for _ in range(400):
        for key, times in taken.items():
            started = time.perf_counter_ns()
            told = sealing.decrypt(key, slot.wrapped, binding)
            times.append(time.perf_counter_ns() - started)
            assert told is None
    near, far = (median(times) / 1000 for times in taken.values())
    tell("R-05", f"first byte wrong {near:.1f} µs, last byte wrong {far:.1f} µs (told, not judged)")


def test_a_person_without_a_slot_is_told_what_a_wrong_password_is_told() -> None:
    file, _ = slot_file()
    for nobody in (MO, None):
        with pytest.raises(Unavailable) as problem:
            keys.unlock(file, nobody, PASSWORD)
        assert code_of(problem) == "wrong_password"
    with pytest.raises(Unavailable) as problem:
        keys.unlock(SlotFile(Ref("X"), "Y"), None, PASSWORD)
    assert code_of(problem) == "wrong_password"


def test_the_same_letters_composed_otherwise_are_the_same_password() -> None:
    composed = unicodedata.normalize("NFC", "café à la crème")
    file, _ = slot_file(password=composed)
    assert keys.unlock(file, ADA, unicodedata.normalize("NFD", composed)).staff == ADA


def test_a_lone_half_of_a_surrogate_is_a_wrong_password_and_no_crash() -> None:
    file, _ = slot_file()
    with pytest.raises(Unavailable) as problem:
        keys.unlock(file, ADA, "otters \udcff")
    assert code_of(problem) == "wrong_password"


def test_a_new_member_of_staff_shares_the_site_and_has_a_pair_of_their_own() -> None:
    file, ada = slot_file()
    file, mo = with_mo(file, ada)
    opened = keys.unlock(file, MO, "a quiet green door")
    assert opened.site == ada.site
    assert opened.private == mo.private != ada.private
    assert opened.public == file.slot(MO).public  # type: ignore[union-attr]
    assert keys.unlock(file, ADA, PASSWORD).private == ada.private


def test_a_changed_password_keeps_the_pair_and_the_old_one_opens_no_longer() -> None:
    file, ada = slot_file()
    before = ada.private
    file = keys.change_password(file, ada, "rain on a tin roof", QUICK)
    assert keys.unlock(file, ADA, "rain on a tin roof").private == before == ada.private
    assert ada.opens(file)
    with pytest.raises(Unavailable):
        keys.unlock(file, ADA, PASSWORD)


def test_a_reset_password_makes_a_new_pair() -> None:
    file, ada = slot_file()
    file, mo = with_mo(file, ada)
    file, again = with_mo(file, ada, "rain on a tin roof")
    assert again.private != mo.private
    assert len(file.slots) == 2
    assert keys.unlock(file, MO, "rain on a tin roof").private == again.private


def test_a_leavers_password_opens_nothing_and_the_last_slot_stays() -> None:
    file, ada = slot_file()
    file, _ = with_mo(file, ada)
    file = keys.remove_slot(file, ada, MO)
    with pytest.raises(Unavailable):
        keys.unlock(file, MO, "a quiet green door")
    for staff, code in ((ADA, "last_slot"), (MO, "no_slot")):
        with pytest.raises(Refused) as problem:
            keys.remove_slot(file, ada, staff)
        assert code_of(problem) == code


def test_names_on_the_sign_in_page_change_without_a_password() -> None:
    file, ada = slot_file()
    file = keys.rename_provision(keys.rename_slot(file, ada, ADA, "Ada Okafor"), ada, "Hillside")
    assert (file.provision, file.slots[0].name) == ("Hillside", "Ada Okafor")
    assert keys.unlock(file, ADA, PASSWORD).site == ada.site
    with pytest.raises(Refused):
        keys.rename_slot(file, ada, MO, "Mo")


def test_a_sheet_cannot_change_a_password_of_nobody() -> None:
    file, ada = slot_file()
    file = keys.add_sheet(file, ada, SECRET)
    with pytest.raises(Refused) as problem:
        keys.change_password(file, keys.unlock_with_sheet(file, SECRET), "rain on a tin roof", QUICK)
    assert code_of(problem) == "no_slot"


@pytest.mark.parametrize(
    "alter",
    [
        lambda file: dataclasses.replace(file, provision="Elsewhere"),
        lambda file: dataclasses.replace(file, record=Ref("0000000000")),
        lambda file: dataclasses.replace(file, slots=file.slots[:1]),
        lambda file: dataclasses.replace(file, mac=bytes(32)),
        lambda file: dataclasses.replace(file, sheets=()),
        lambda file: dataclasses.replace(
            file, slots=(file.slots[0], dataclasses.replace(file.slots[1], public=file.slots[0].public))
        ),
    ],
)
def test_a_file_altered_without_the_site_key_is_noticed(alter: object) -> None:
    file, ada = slot_file()
    file, _ = with_mo(file, ada)
    file = keys.add_sheet(file, ada, SECRET)
    assert callable(alter)
    with pytest.raises(Unavailable) as problem:
        keys.unlock(alter(file), ADA, PASSWORD)
    assert code_of(problem) in ("slots_altered", "wrong_password")


def test_a_slot_moved_to_another_person_does_not_open() -> None:
    file, ada = slot_file()
    moved = file.with_slot(dataclasses.replace(file.slots[0], staff=MO))
    with pytest.raises(Unavailable) as problem:
        keys.unlock(keys.sign(moved, ada), MO, PASSWORD)
    assert code_of(problem) == "wrong_password"


def test_both_sheets_open_the_site_and_each_its_own_pair() -> None:
    file, ada = slot_file()
    second = bytes(reversed(SECRET))
    file = keys.add_sheet(keys.add_sheet(file, ada, SECRET, 1), ada, second, 2)
    one, two = keys.unlock_with_sheet(file, SECRET), keys.unlock_with_sheet(file, second)
    assert (one.sheet, two.sheet) == (1, 2)
    assert one.site == two.site == ada.site
    assert len({one.private, two.private, ada.private}) == 3
    assert one.public == file.sheet(1).public  # type: ignore[union-attr]
    with pytest.raises(Unavailable) as problem:
        keys.unlock_with_sheet(file, bytes(32))
    assert code_of(problem) == "wrong_sheet"


def test_a_sheet_counts_as_proved_only_after_a_real_unlock_and_only_byte_for_byte() -> None:
    file, ada = slot_file()
    file = keys.add_sheet(file, ada, SECRET)
    assert not keys.is_proved(file.sheets[0], ada)
    with pytest.raises(Unavailable):
        keys.prove_sheet(file, bytes(32))
    proved = keys.prove_sheet(file, SECRET)
    assert keys.is_proved(proved.sheets[0], ada)
    assert keys.unlock_with_sheet(proved, SECRET).sheet == 1
    other = keys.add_sheet(proved, ada, bytes(32))
    swapped = dataclasses.replace(other.sheets[0], proof=proved.sheets[0].proof)
    assert not keys.is_proved(swapped, ada)


def test_a_backups_slot_opens_with_the_keys_in_hand_and_another_records_does_not() -> None:
    file, ada = slot_file()
    file, mo = with_mo(file, ada)
    other, _ = slot_file()
    assert ada.opens(file)
    assert mo.opens(file)
    assert not ada.opens(other)
    assert not ada.opens(keys.remove_slot(file, mo, ADA))
    assert not ada.opens(dataclasses.replace(file, mac=bytes(32)))
    assert not keys.unlock_with_sheet(keys.add_sheet(file, ada, SECRET), SECRET).opens(file)


def test_wiped_keys_are_zeros_and_are_handed_out_no_more() -> None:
    _, held = slot_file()
    arrays = list(held._held.values())
    assert not held.gone
    held.wipe()
    held.wipe()
    assert held.gone
    assert all(array == bytes(len(array)) for array in arrays)
    with pytest.raises(Unavailable) as problem:
        _ = held.database
    assert code_of(problem) == "keys_are_gone"


def test_a_new_password_overwrites_the_key_of_the_old_one() -> None:
    file, held = slot_file()
    old = held._held["kek"]
    keys.change_password(file, held, "rain on a tin roof", QUICK)
    assert old == bytes(32)


@pytest.mark.parametrize(
    ("taken", "passes"), [(0.15, 10), (0.5, 3), (9.0, 3), (0.05, 20), (0.0, 20)], ids=str
)
def test_the_cost_is_raised_to_half_a_second_and_never_below_the_floor(taken: float, passes: int) -> None:
    times = iter((100.0, 100.0 + taken))
    assert keys.calibrated(lambda: next(times)) == ArgonCost(64 * 1024, passes, 4)


def test_a_cost_that_would_hang_this_pc_is_refused_before_it_is_tried() -> None:
    file, _ = slot_file()
    for cost in (ArgonCost(memory=1 << 21), ArgonCost(passes=21), ArgonCost(lanes=17), ArgonCost(memory=1)):
        with pytest.raises(Unavailable) as problem:
            keys.first_slot(
                record=file.record, provision="", staff=ADA, name="", password=PASSWORD, cost=cost
            )
        assert code_of(problem) == "slots_damaged"


def test_hkdf_answers_what_rfc_5869_says() -> None:
    """Test case 3 of its appendix A: neither salt nor info."""
    okm = keys.hkdf(bytes.fromhex("0b" * 22), "", 42)
    assert okm.hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )
