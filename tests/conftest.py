"""What every test may ask for: a clock that stands still, a real record, somebody signed in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app import bootstrap
from app.office import Office
from tests.kit.clock import SetClock
from tests.kit.record import Template

pytest_plugins = ["tests.kit.gates", "tests.kit.told"]


@pytest.fixture
def clock() -> SetClock:
    """Tuesday 13 October 2026, 10:52 in England, until a test says otherwise."""
    return SetClock()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Local data of its own for each test."""
    folder = tmp_path / "home"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("INCHSTONE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A new record made once for all tests of this process."""
    return Template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def record_folder(template: Template, tmp_path: Path, home: Path) -> Path:
    """A closed record of its own, with nothing in it but its head."""
    return template.copy_to(tmp_path)


@pytest.fixture
def opened(template: Template, record_folder: Path, clock: SetClock) -> Iterator[bootstrap.Opened]:
    """That record, open, with the head signed in."""
    found = template.open(record_folder, clock)
    yield found
    found.close()


@pytest.fixture
def office(opened: bootstrap.Opened) -> Office:
    """The head's door to it."""
    return opened.office
