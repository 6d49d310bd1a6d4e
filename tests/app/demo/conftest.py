"""The invented provision, made once for all tests of this process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.core.ids import PupilId
from app.demo import PASSWORD
from app.demo.generate import make_invented
from app.demo.lives import LIVES
from app.office import Office
from app.rooms import people
from tests.kit.clock import SetClock


@dataclass(frozen=True)
class Invented:
    """The record of all twenty-four, open with its head signed in, and what was said of it."""

    folder: Path
    answer: dict[str, Any]
    office: Office
    pupils: tuple[PupilId, ...]
    clock: SetClock


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    root = tmp_path_factory.mktemp("invented")
    before = os.environ.get("INCHSTONE_HOME")
    os.environ["INCHSTONE_HOME"] = str(root / "home")
    try:
        answer = make_invented(root / "record", len(LIVES), 2, 1, PASSWORD)
        clock = SetClock()
        opened = bootstrap.sign_in(root / "record", bootstrap.FIRST, PASSWORD, clock)
        keys = {row.ref: row.pupil for row in opened.office.ask(people.PupilKeys())}
        pupils = tuple(keys[each["ref"]] for each in answer["pupils"])
        yield Invented(root / "record", answer, opened.office, pupils, clock)
        opened.close()
    finally:
        os.environ.pop("INCHSTONE_HOME")
        if before is not None:
            os.environ["INCHSTONE_HOME"] = before
