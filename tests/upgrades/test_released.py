"""One small record from every released version: opened for ever, with the password that stands here."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from app import bootstrap
from app.core.jobs import Silent
from app.rooms import keeping
from app.store import recovery
from app.store.engine import SCHEMA_VERSION
from tests.kit.clock import SetClock
from tests.kit.provision import provision, steps
from tests.kit.record import FLOOR, FOUNDING, PASSWORD, PROVISION
from tests.upgrades.test_versions import RELEASED

FILES = Path(__file__).parent / "files"
PUPILS = 4


def make_fixture(folder: Path, clock: SetClock, number: int) -> None:
    """The record of the version under way, as small as one with something of everything in it is."""
    opened = bootstrap.found(
        folder / "fresh", FOUNDING, recovery.make_secret(), clock, bootstrap.Making(cost=FLOOR)
    )
    try:
        provision(opened.office)
        steps(opened.office)
        made = opened.office.work(keeping.MakeBackup(str(folder / "out")), Silent())
    finally:
        opened.close()
    shutil.copyfile(made.file, FILES / f"schema-{number}.inchstone")


def test_there_is_one_for_every_schema(tmp_path: Path, home: Path, clock: SetClock) -> None:
    """With INCHSTONE_WRITE_GOLDEN set, the one of a version that is not out yet is made anew."""
    if os.environ.get("INCHSTONE_WRITE_GOLDEN") and not RELEASED:
        make_fixture(tmp_path, clock, SCHEMA_VERSION)
    assert (FILES / f"schema-{SCHEMA_VERSION}.inchstone").exists()


@pytest.mark.parametrize("file", sorted(FILES.glob("*.inchstone")), ids=lambda file: file.stem)
def test_a_record_of_every_released_version_opens(
    file: Path, tmp_path: Path, home: Path, clock: SetClock
) -> None:
    assert re.fullmatch(r"schema-\d+", file.stem)
    found = bootstrap.restore(file, tmp_path / "record", None, PASSWORD, clock)
    assert found.counts.pupils == PUPILS
    opened = bootstrap.sign_in(tmp_path / "record", bootstrap.FIRST, PASSWORD, clock)
    try:
        assert bootstrap.people_at(tmp_path / "record")[0] == PROVISION
        checks = opened.office.work(keeping.VerifyRecord(), Silent())
        assert [check for check in checks if not check.ok] == []
    finally:
        opened.close()
