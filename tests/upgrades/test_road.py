"""The road of a migration: an older record comes out whole, or stays as it was."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import opening, restoring
from app.core.errors import Unavailable
from app.core.jobs import Silent
from app.rooms import keeping, people
from app.store import backup
from app.store.engine import DATABASE, dial
from app.store.migrate import road, shape
from app.store.migrate.shape import SHIPPED, Versions
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD, Template, peek
from tests.kit.told import Tell

PLANTED = Path(__file__).parent / "planted"
LOSING = {
    "loses_a_check": "schema",
    "loses_a_partial_index": "schema",
    "loses_a_trigger": "schema",
    "loses_strict": "schema",
    "loses_rows": "counts",
}


def versions(name: str) -> Versions:
    return Versions((*SHIPPED.folders, PLANTED / name), 2)


@pytest.fixture
def filled(template: Template, record_folder: Path, clock: SetClock) -> Path:
    """A closed record with a child in it."""
    opened = template.open(record_folder, clock)
    opened.office.execute(people.AddPupil(people.PupilCard("Ash", "Khan", date(2026, 9, 1))))
    opened.close()
    return record_folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def test_a_version_that_keeps_everything_arrives(
    template: Template, filled: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = road.migrate(filled, template.keys(), 1, clock.now(), versions("keeps_all"))
    assert kept.exists()
    assert (filled / f"{DATABASE}.schema-1").exists(), "the old file stays beside the new one"
    assert not (filled / ".migrating").exists()
    monkeypatch.setattr(opening, "SCHEMA_VERSION", 2)
    opened = template.open(filled, clock)
    try:
        assert peek(opened.office, "PRAGMA user_version") == [(2,)]
        assert peek(opened.office, "SELECT version_num FROM alembic_version") == [("0002",)]
        assert opened.office.ask(keeping.Counts()).pupils == 1
    finally:
        opened.close()


def test_whatever_a_version_loses_is_caught(
    template: Template, filled: Path, clock: SetClock, tell: Tell
) -> None:
    before = digests(filled)
    caught = []
    for name, said in LOSING.items():
        with pytest.raises(Unavailable) as refusal:
            road.migrate(filled, template.keys(), 1, clock.now(), versions(name))
        assert (refusal.value.code, refusal.value.facts["found"]) == ("migration_not_sound", said), name
        assert digests(filled) == before, f"{name}: the record is not as it was"
        caught.append(name)
    tell("R-09", f"{len(caught)} of {len(LOSING)} planted migrations caught: {', '.join(caught)}")


def test_a_version_that_falls_over_leaves_the_record_as_it_was(
    template: Template, filled: Path, clock: SetClock
) -> None:
    before = digests(filled)
    with pytest.raises(Exception, match="there_is_no_such_table"):
        road.migrate(filled, template.keys(), 1, clock.now(), versions("fails_midway"))
    assert digests(filled) == before
    opened = template.open(filled, clock)
    opened.close()


def test_a_newer_record_is_refused_without_a_write(template: Template, filled: Path, clock: SetClock) -> None:
    raw = dial(filled / DATABASE, template.keys().database)
    raw.execute("PRAGMA user_version = 7")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    before = digests(filled)
    with pytest.raises(Unavailable) as refusal:
        template.open(filled, clock)
    assert (refusal.value.code, refusal.value.facts) == ("record_is_newer", {"found": 7, "known": 1})
    after = digests(filled)
    assert {n: d for n, d in after.items() if n != "inchstone.lock"} == {
        n: d for n, d in before.items() if n != "inchstone.lock"
    }


def test_an_older_backup_is_kept_before_anything_else_happens(
    template: Template, filled: Path, clock: SetClock
) -> None:
    with pytest.raises(Unavailable):
        road.migrate(filled, template.keys(), 1, clock.now(), versions("loses_a_trigger"))
    ref = _ref(filled, template)
    kept = backup.kept_in(backup.home_of(ref), ref)
    assert [each.why for each in kept] == ["before a migration"]


def test_a_backup_of_an_older_schema_is_brought_up_to_date_when_it_is_restored(
    opened: bootstrap.Opened, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened.office.work(keeping.MakeBackup(str(tmp_path / "out")), Silent())
    monkeypatch.setattr(shape, "SHIPPED", versions("keeps_all"))
    for module in (backup, restoring, opening):
        monkeypatch.setattr(module, "SCHEMA_VERSION", 2)
    bootstrap.restore(Path(made.file), tmp_path / "restored", None, PASSWORD, clock)
    again = bootstrap.sign_in(tmp_path / "restored", bootstrap.FIRST, PASSWORD, clock)
    try:
        assert peek(again.office, "SELECT version_num FROM alembic_version") == [("0002",)]
    finally:
        again.close()


def _ref(folder: Path, template: Template) -> str:
    raw = dial(folder / DATABASE, template.keys().database, read_only=True)
    try:
        return str(raw.execute("SELECT ref FROM record").fetchone()[0])
    finally:
        raw.close()
