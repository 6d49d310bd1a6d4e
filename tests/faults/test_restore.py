"""R-18, the drill: work, back up, lose everything, bring it back with the sheet alone, compare all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.core.errors import Refused, Unavailable
from app.core.jobs import Silent
from app.rooms import keeping
from app.store import backup, keys, recovery, slots, verify
from app.store.engine import DATABASE, dial
from app.store.guesses import FREE
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.looking import copied, digest_of, look, rows_of, table_digests
from tests.kit.record import FLOOR, HEAD, PASSWORD, Template
from tests.kit.told import Tell
from tests.kit.volume import how_many

NEW_PASSWORD = "four quiet herons"
GROWS = {"audit_entry": 2, "audit_value": 1, "witness_note": 1}
"""A restore says so in the chain, and that the head has a new pair."""
CHANGES = {"record", "staff"}
"""The branch of the record, and the head's new public half."""


@pytest.fixture(autouse=True)
def argon_at_its_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrated", lambda: FLOOR)


def raw_of(folder: Path, key: bytes) -> Any:
    return dial(folder / DATABASE, key, read_only=True)


def differences(before: Path, after: Path, key: bytes) -> list[str]:
    """Every table whose rows are not what they were, but for what a restore itself adds and changes."""
    old, new = raw_of(before, key), raw_of(after, key)
    try:
        was, now = table_digests(old), table_digests(new)
        found = sorted(was.keys() ^ now.keys())
        for name in sorted(was.keys() & now.keys()):
            if name in GROWS:
                more = rows_of(new, name)
                kept = more[: len(more) - GROWS[name]]
                if digest_of(kept) != was[name]:
                    found.append(name)
            elif was[name] != now[name] and name not in CHANGES:
                found.append(name)
        return found
    finally:
        old.close()
        new.close()


def test_all_of_it_comes_back_on_an_empty_machine_with_the_sheet_alone(
    template: Template, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    rounds = how_many(20, soak=1_000)
    sheet = "-".join(recovery.to_groups(template.secret))
    wrong: list[tuple[int, list[str]]] = []
    tables = rows = 0
    for seed in range(rounds):
        monkeypatch.setenv("INCHSTONE_HOME", str(copied(template.root / "home", home)))
        live, clock = copied(template.root / "record", tmp_path / "record"), SetClock()
        opened = template.open(live, clock)
        Life(opened.office, seed).acts(20)
        made = opened.office.work(keeping.MakeBackup(str(tmp_path / f"second {seed}")), Silent())
        opened.close()
        before = copied(live, tmp_path / "before")
        monkeypatch.setenv("INCHSTONE_HOME", str(tmp_path / f"empty {seed}"))
        place = tmp_path / f"restored {seed}"
        bootstrap.restore(Path(made.file), place, HEAD, NEW_PASSWORD, clock, sheet_text=sheet)
        found = differences(before, place, template.keys().database)
        if found:
            wrong.append((seed, found))
        again = bootstrap.sign_in(place, bootstrap.FIRST, NEW_PASSWORD, clock)
        with again.record.reading() as db:
            assert verify.rebuilt_fault(db) == ""
            counted = backup.counts_of(db)
        again.close()
        tables, rows = len(counted), rows + sum(counted.values())
    tell(
        "R-18", f"{rounds} of {rounds} drills with the sheet alone: {tables} tables, {rows:,} rows identical"
    )
    assert wrong == []


def test_the_old_password_opens_nothing_after_a_restore_with_the_sheet(
    template: Template, opened: bootstrap.Opened, tmp_path: Path, clock: SetClock
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path / "out")), Silent())
    sheet = "-".join(recovery.to_groups(template.secret))
    bootstrap.restore(Path(made.file), tmp_path / "new", HEAD, NEW_PASSWORD, clock, sheet_text=sheet)
    with pytest.raises(Unavailable) as refusal:
        bootstrap.sign_in(tmp_path / "new", bootstrap.FIRST, PASSWORD, clock)
    assert refusal.value.code == "wrong_password"


def test_a_restore_never_goes_over_what_is_there(
    opened: bootstrap.Opened, record_folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path / "out")), Silent())
    with pytest.raises(Refused) as refusal:
        bootstrap.restore(Path(made.file), record_folder, None, PASSWORD, clock)
    assert refusal.value.code == "place_is_taken"


def test_a_backup_whose_sheet_is_another_secrets_is_refused(
    template: Template, opened: bootstrap.Opened, record_folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    """The control of P4: a copy that the sheet would not open must not count as a backup."""
    live = slots.load(record_folder)
    other = keys.add_sheet(live, template.keys(), recovery.make_secret())
    bench = tmp_path / "bench"
    made = opened.office.work(keeping.MakeBackup(str(tmp_path / "out")), Silent())
    backup.unpack(Path(made.file), bench)
    with pytest.raises(Unavailable) as refusal:
        backup.check(bench, template.keys(), other)
    assert (refusal.value.code, refusal.value.facts) == ("backup_not_sound", {"found": "recovery"})


def test_copying_the_live_file_is_not_a_backup(
    template: Template, record_folder: Path, clock: SetClock, home: Path, tmp_path: Path, tell: Tell
) -> None:
    """R-26 and the control of P4: the main file alone, copied while somebody works, is stale or broken."""
    opened = template.open(record_folder, clock)
    life = Life(opened.office, 26)
    bad = noticed = 0
    count = how_many(40, soak=200)
    for _ in range(count):
        life.acts(1)
        case = tmp_path / "case"
        case.mkdir(exist_ok=True)
        (case / DATABASE).write_bytes((record_folder / DATABASE).read_bytes())
        seen = look(case, home, template.keys())
        is_bad = not seen.is_sound or seen.seq < opened.record.head.seq
        bad += is_bad
        noticed += is_bad and (seen.is_alarm or not seen.is_sound)
        for path in case.iterdir():
            path.unlink()
    opened.close()
    tell("R-26", f"{count} copies of the live file alone: {bad} unusable or stale, {noticed} of them noticed")
    assert bad >= 0.8 * count
    assert noticed == bad


def test_wrong_passwords_are_counted_from_one_restore_to_the_next(
    opened: bootstrap.Opened, clock: SetClock, tmp_path: Path
) -> None:
    """R-24 holds whatever is done: a backup is a door like any other."""
    made = opened.office.work(keeping.MakeBackup(str(tmp_path)), Silent())
    codes = []
    for number in range(8):
        with pytest.raises(Unavailable) as refusal:
            bootstrap.restore(Path(made.file), tmp_path / "again", HEAD, f"wrong guess {number}", clock)
        codes.append(refusal.value.code)
    assert codes == ["wrong_password"] * FREE + ["wait_after_wrong_passwords"] * (8 - FREE)
    assert not (tmp_path / "again").exists()
